"""Which person a title belongs to: the name right after it, or the name it stands in apposition to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.actors.lexicon import Lexicon
from pipeline.actors.phrase import RolePhrase
from pipeline.records import Name

_APPOSITION = re.compile(
    r"\s*(?:,|\(|–|—|-)\s*(?:aged?\s)?(?:\d{1,3},\s*)?(?:who\s+(?:is|was)\s+)?(?:also\s+|currently\s+|then\s+|(?:a|an|the)\s+)*"
    r"|\s+(?:is|was|became|as|serves as|served as)\s+(?:also\s+|currently\s+|then\s+)?(?:the\s+|an?\s+)?"
)

_JOINED = re.compile(
    r"(?:\s+(?:of|from)\s+(?:the\s+)?[^,;.()]{2,40}|\s+\([^()]{2,40}\))?(?:,\s+|,?\s+and\s+|\s+&\s+)(?:Mrs?\.?\s+|Dr\.?\s+)?"
)
_WIDEST = 16


class Attachment:
    """Attaches role phrases to the persons of an article."""

    def __init__(self, lexicon: Lexicon) -> None:
        honorifics = sorted(
            (w for kind in ("honorific", "honorific_m", "honorific_f") for w in lexicon.words[kind]),
            key=lambda word: (-len(word), word),
        )
        self._honorific = lexicon.words["honorific"]
        address = rf"(?:{'|'.join(map(re.escape, honorifics))})\.?"
        self._before_name = re.compile(rf"\.?,?\s+(?:{address}\s+){{0,3}}", re.IGNORECASE)

    def __call__(
        self, text: str, names: Sequence[Name], phrases: Sequence[RolePhrase]
    ) -> tuple[dict[int, list[int]], frozenset[int]]:
        """Indices of the phrases of each name, in the order they count, and the phrases that are taken."""
        persons = {name.start: i for i, name in enumerate(names) if name.label == "PERSON"}
        ends = sorted(((name.end, i) for i, name in enumerate(names) if name.label == "PERSON"))
        of: dict[int, list[int]] = {}
        taken = set()
        position = 0
        after = self._names_after(text, names, persons, phrases)
        for index, phrase in enumerate(phrases):
            person = after.get(index)
            while position < len(ends) and ends[position][0] <= phrase.start:
                position += 1
            if person is None and position:
                before = ends[position - 1][1]
                if names[before].sentence == phrase.sentence and _APPOSITION.fullmatch(
                    text, names[before].end, phrase.start
                ):
                    person = before
            bearers = [] if self._is_address(text, phrase) else self._all_bearers(text, names, phrase, person)
            if person is not None:
                taken.add(index)
            for bearer in bearers:
                of.setdefault(bearer, []).append(index)
        return of, frozenset(taken)

    def _is_address(self, text: str, phrase: RolePhrase) -> bool:
        """Whether a word is a form of address here: "Chief X" heads nothing that is named."""
        before = text[max(0, phrase.start - 3) : phrase.start].rstrip()
        if not text[phrase.start].isupper() or (before and before[-1].isalnum()):
            return False
        alone = phrase.lead is None and not phrase.of and not phrase.determiner and len(phrase.tokens) == 1
        return alone and phrase.offices[0].use == "phrase" and phrase.offices[0].head in self._honorific

    @staticmethod
    def _all_bearers(text: str, names: Sequence[Name], phrase: RolePhrase, first: int | None) -> list[int]:
        """The names that share a title: of a plural one all that are joined to the first."""
        if first is None:
            return []
        bearers = [first]
        following = range(first + 1, min(first + _WIDEST, len(names)))
        for index in following if phrase.plural and names[first].start > phrase.start else ():
            if names[index].sentence != phrase.sentence:
                break
            if names[index].label == "PERSON":
                if not _JOINED.fullmatch(text, names[bearers[-1]].end, names[index].start):
                    break
                bearers.append(index)
        return bearers

    def _names_after(
        self, text: str, names: Sequence[Name], persons: dict[int, int], phrases: Sequence[RolePhrase]
    ) -> dict[int, int]:
        """The name that each phrase stands before, alone or before another: "the Minister of Energy, Chief X"."""
        bearers = dict(persons)
        found = {}
        for index in range(len(phrases) - 1, -1, -1):
            person = self._name_after(text, names, bearers, phrases[index])
            if person is not None:
                found[index] = person
                bearers.setdefault(phrases[index].start, person)
        return found

    def _name_after(self, text: str, names: Sequence[Name], persons: dict[int, int], phrase: RolePhrase) -> int | None:
        gap = self._before_name.match(text, phrase.end)
        if gap is None:
            return None
        # An honorific may itself begin the name the finder gave ("King Charles"): try the gap without it, too.
        for start in (gap.end(), phrase.end + 1):
            person = persons.get(start)
            if person is None or names[person].sentence != phrase.sentence:
                continue
            if text[phrase.end] != ",":
                return person
            closed = text[names[person].end : names[person].end + 1] in {",", ".", ";", ")", ""}
            if closed and (phrase.determiner or phrase.lead is not None):
                return person
            following = names[person + 1] if person + 1 < len(names) else None
            if phrase.plural and following is not None and following.label == "PERSON":
                # "their trade ministers, X and Y": what several names follow is closed by the last of them.
                joined = _JOINED.fullmatch(text, names[person].end, following.start)
                return person if joined else None
        return None


def gender_before(text: str, start: int, lexicon: Lexicon) -> str | None:
    """Give "m" or "f" from the form of address right before a name, None without one."""
    before = text[max(0, start - 16) : start]
    words = before.split()
    return lexicon.gender(words[-1]) if words and before[-1].isspace() else None
