"""The words of an article with the name and the sentence each lies in: what the title rules walk over."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.records import Name, Sentence

_ENDINGS = frozenset({"s", "S"})
_WORD = re.compile(r"\w+(?:\.\w+)*(?:['’]\w{2,})?")


def _is_ending(text: str, match: re.Match[str]) -> bool:
    """Whether a match that is an "s" is the one of a possessive."""
    return match.start() > 0 and text[match.start() - 1] in "'’"


class Words:
    """The words of an article with the name each lies in (-1 outside names) and the sentence each lies in."""

    def __init__(self, text: str, names: Sequence[Name], sentences: Sequence[Sentence]) -> None:
        self.text = text
        found = [match for match in _WORD.finditer(text) if match[0] not in _ENDINGS or not _is_ending(text, match)]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.lower = [match[0].lower() for match in found]
        self.name = [-1] * len(found)
        for index, name in enumerate(names):
            word = bisect_left(self.ends, name.start + 1)
            while word < len(found) and self.starts[word] < name.end:
                self.name[word] = index
                word += 1
        self.sentence = [-1] * len(found)
        for index, sentence in enumerate(sentences):
            for word in range(bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)):
                self.sentence[word] = index

    def is_capital(self, word: int) -> bool:
        return self.text[self.starts[word]].isupper()

    def gap(self, left: int) -> str:
        """The text between a word and the next one."""
        return self.text[self.ends[left] : self.starts[left + 1]]

    def joined(self, left: int) -> bool:
        """Whether the next word follows in the same sentence with only space or a hyphen between."""
        if left < 0 or left + 1 >= len(self.starts) or self.sentence[left] != self.sentence[left + 1]:
            return False
        gap = self.gap(left)
        return gap in {" ", "-", "‑"} or gap.isspace()
