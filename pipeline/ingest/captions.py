"""Telling a picture's caption from prose: position words, what a camera sees in the present tense, no main verb.

Captions without a credit are judged by the line alone: one sentence that fills its paragraph and either has no finite
verb and no final stop, or names a photographable act in the present ("presents a gift to"), or says where people stand.
"""

from __future__ import annotations

import re

from pipeline.ingest.cues import Cues
from pipeline.knowledge import Knowledge
from pipeline.knowledge.alternation import alternation

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INNER_STOP = re.compile(r"[.!?](?<=[^\W\d_]{4}.)\s+[\"“]?[^\W\d_a-z]")
_QUOTE = re.compile(r"[\"“”]")
_MARK = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]|,\s*([^,]{1,25}),")
_ORDINALS = ("first ", "second ", "third ")
_MAX_WORDS = 55
_MIN_WORDS = 5


class CaptionJudge:
    """Judges one line.

    Attributes:
        max_length: characters above which a line is no caption.
    """

    max_length = 600

    def __init__(self, knowledge: Knowledge) -> None:
        cues = Cues(knowledge)
        self._verbs = cues.words("caption_verb")
        self._weak = cues.words("caption_verb_weak")
        self._marks = cues.words("caption_marker")
        self._finite = cues.words("finite")
        self._phrases = sorted(mark for mark in self._marks if " " in mark and not mark.startswith(_ORDINALS))
        self._mark = re.compile(rf"(?<!\w)(?:{alternation(self._marks)})(?!\w)", re.IGNORECASE)

    def marked(self, line: str) -> bool:
        """Whether it says where people stand, "(left)", ", second from right,", or that it is a group photo."""
        for match in _MARK.finditer(line):
            inside = match[1] or match[2]
            if self._mark.match(inside.strip()):
                return True
        low = line.lower()
        return any(phrase in low for phrase in self._phrases) and any(
            " " in m[0] and not m[0].lower().startswith(_ORDINALS) for m in self._mark.finditer(line)
        )

    def shows(self, line: str) -> bool:
        """Whether it is marked or names a photographable act."""
        words = _WORD.findall(line)
        acts = any(word in self._verbs for word in words[1:])
        return self.marked(line) or (acts and len(words) >= _MIN_WORDS)

    def narrates(self, line: str) -> bool:
        """Whether it has a finite verb that tells: "said", "is", "has"."""
        return self._tells(_WORD.findall(line))

    def is_caption(self, line: str, *, ended: bool) -> bool:
        """Whether a line that fills its paragraph is a caption; `ended` by a final stop or not."""
        # Most prose has a finite verb between blanks: the dear tests are spared it.
        if not self._finite.isdisjoint(line.split()) and not self.marked(line):
            return False
        if _QUOTE.search(line) or _INNER_STOP.search(line):
            return False
        words = _WORD.findall(line)
        if not _MIN_WORDS <= len(words) <= _MAX_WORDS:
            return False
        if self.marked(line):
            return True
        if self._tells(words) or line.rstrip().endswith((":", ";", ",", "?", "!")):
            return False
        if not ended and line[:1].isupper():
            return not any(word.endswith("ed") and word.islower() for word in words)
        return self._acts_first(words) or self._names_photo(line)

    def _tells(self, words: list[str]) -> bool:
        return not self._finite.isdisjoint(words)

    def _names_photo(self, line: str) -> bool:
        """Whether it says what picture it is: "group photo"."""
        return " photo" in line.lower() and any(m[0].lower().endswith(" photo") for m in self._mark.finditer(line))

    def _acts_first(self, words: list[str]) -> bool:
        """Whether the first verb we know is one a camera sees, before any other."""
        for word in words[1:]:
            if word in self._verbs:
                return True
            if word in self._weak or (word.endswith("ed") and word.islower()):
                return False
        return False
