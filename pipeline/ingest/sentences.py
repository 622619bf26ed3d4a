"""Sentences inside a paragraph, by rule: stops, what stands before them, and what follows.

A stop ends a sentence if blank space and an upper-case letter, a digit or a sign follow; not inside brackets, not after
an initial, and after an abbreviation only as `abbreviations.tsv` says. Works on any language with upper and lower case;
full-width stops (。！？) end a sentence at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.cues import Cues
from pipeline.ingest.lines import Stretch, trim
from pipeline.knowledge import Knowledge
from pipeline.knowledge.alternation import alternation

_CLOSERS = "\"'”’»›)\\]*_"
_STOP = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]+)[{_CLOSERS}]*(?=\s)|(?P<wide>[。！？]+[」』”’）]*)|(?P<danda>[।؟۔]+)(?=\s)"
)
_RUN = re.compile(r"[.!?…。！？।؟۔]+")
_NEEDS_SPACE = frozenset(".!?…")
"""Stops that cut nothing off at the end of a stretch."""
_ANY_STOP = re.compile(r"[.!?…。！？।؟۔]")
_NEXT = re.compile(r"[\s\"'“‘„«‹(\[¿¡*_–—-]*")
_BEFORE = 24
"""Characters looked back over for the word before a stop: no abbreviation is longer."""
_MAX_BRACKET = 400
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_OPENERS = "\"'“‘„«‹(["
_JOINT = re.compile(r"[/–—-]")
_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"\d{1,2}")


class SentenceSplitter:
    """Splits a paragraph into sentences."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._meaning = {row["abbreviation"]: row["meaning"] for row in knowledge.rows("ingest/abbreviations.tsv")}
        self._starters = Cues(knowledge).words("starter")
        self._months = {row["name"] for row in knowledge.rows("ingest/months.tsv")}
        words = alternation(word for word in self._starters if len(word) > 1)
        self._glued = re.compile(rf"[.!?](?<=[^\W\d_A-Z]{{3}}.)(?=(?:{words})\s)")

    def split(self, text: str, start: int, end: int) -> list[Stretch]:
        """The sentences of `text[start:end]`, in order, blank space at their ends left out."""
        if _ANY_STOP.search(text, start, end) is None:
            whole = trim(text, start, end)
            return [whole] if whole else []
        out = []
        at = start
        for cut in self._cuts(text, start, end):
            piece = trim(text, at, cut)
            if piece:
                out.append(piece)
            at = cut
        piece = trim(text, at, end)
        return [*out, piece] if piece else out

    def _cuts(self, text: str, start: int, end: int) -> list[int]:
        cuts = [match.end() for match in self._glued.finditer(text, start, end) if not _in_address(text, match.start())]
        cuts += [
            match.end()
            for match in _stops(text, start, end)
            if match["stop"] is None or self._ends(text, match, start, end)
        ]
        if not cuts:
            return []
        brackets = _brackets(text, start, end)
        out = []
        at = 0
        for cut in sorted(set(cuts)):
            while at < len(brackets) and brackets[at][1] < cut:
                at += 1
            if at == len(brackets) or cut <= brackets[at][0]:
                out.append(cut)
        return out

    def _ends(self, text: str, match: re.Match[str], start: int, end: int) -> bool:
        gap = _NEXT.match(text, match.end(), end)
        after = gap.end() if gap else match.end()
        if after >= end:
            return True
        following = text[after]
        if following.islower() or following in ".!?…,;:":
            return False
        if match["stop"] != "." or match.end() - match.end("stop") > 0:
            return True
        if (
            text[match.start() - 1 : match.start()].isupper()
            and not text[match.start() - 2 : match.start() - 1].strip()
        ):
            return False
        word = _word_before(text, match.start())
        if match.start() - len(word) <= start and not word.isalpha():
            return False
        return self._ends_after(word, following, _word_at(text, after, end))

    def _ends_after(self, word: str, following: str, next_word: str) -> bool:
        """Whether a single stop after `word` ends a sentence."""
        if len(word) == 1 and word.isupper():
            return False
        meaning = self._meaning.get(word)
        if meaning == "never":
            return False
        if meaning in ("number", "month"):
            return not following.isdigit()
        if meaning == "may_end" or _LETTERS.fullmatch(word):
            return next_word in self._starters
        return not (_ORDINAL.fullmatch(word) and next_word.casefold() in self._months)


def _stops(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What may end a sentence; the run of stops is looked for first, which is fast, and what follows it then."""
    for run in _RUN.finditer(text, start, end):
        if run.end() == end and _NEEDS_SPACE.issuperset(run[0]):
            continue
        match = _STOP.match(text, run.start(), end) or _STOP.search(text, run.start(), run.end())
        if match:
            yield match


def _word_before(text: str, stop: int) -> str:
    window = text[max(0, stop - _BEFORE) : stop]
    if not window or window[-1].isspace():
        return ""
    return _JOINT.split(window.rsplit(None, 1)[-1].lstrip(_OPENERS))[-1]


def _word_at(text: str, at: int, end: int) -> str:
    match = _WORD.match(text, at, min(end, at + _BEFORE))
    return match[0] if match else ""


def _in_address(text: str, stop: int) -> bool:
    """Whether a stop without blank space behind it stands in a web or mail address."""
    window = text[max(0, stop - 60) : stop + 20]
    return "@" in window or "www." in window or "://" in window


def _brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost pairs of round and square brackets, in order; longer ones are taken for strays."""
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in re.finditer(r"[()\[\]]", text[start:end]):
        if match[0] in "([":
            open_at.append(start + match.start())
        elif open_at:
            opened, closed = open_at.pop(), start + match.start()
            if closed - opened <= _MAX_BRACKET:
                while pairs and pairs[-1][0] > opened:
                    pairs.pop()
                pairs.append((opened, closed))
    return pairs
