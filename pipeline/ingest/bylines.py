"""By-lines: "By Jane Doe, Reuters", "By A and B – Translated by C", "(Reporting by A in Lima; Editing by B)".

A line is one if it opens with a by-line cue (`cues.tsv`, kinds author and credit), or brackets one, and what follows the
cues are names, agencies or words for staff; any other word in lower case makes it prose ("By Friday the talks …").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.ingest.cues import Agencies, Cues
from pipeline.knowledge import Knowledge
from pipeline.records import Span

MAX_LENGTH = 300
_MAX_CREDIT = 150
"""A longer line that ends as prose does, with a word in lower case and a stop, is no by-line."""
_PROSE_END = re.compile(r"\s[^\W\d_A-Z]{2,}[.!?][\"”’]?$")
_SPLIT = re.compile(r"\s*(?:[,;&|/()]|\s[–—-]\s|\.\s*$|\s(?:and|et|und|và)\s)\s*")
_WHERE = re.compile(r"\s+(?:in|at|from|à|en|em|for|with)\s+(?=[^\W\d_]).*$")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_MAIL = re.compile(r"\S*@\S*|https?://\S*|www\.\S*")


@dataclass(slots=True)
class Byline:
    """What a by-line says: who wrote it, for whom."""

    authors: list[Span] = field(default_factory=list)
    agencies: list[Span] = field(default_factory=list)
    staff: bool = False


class BylineReader:
    """Reads by-lines."""

    def __init__(self, knowledge: Knowledge, agencies: Agencies) -> None:
        cues = Cues(knowledge)
        self._agencies = agencies
        self._staff = cues.words("staff")
        self._agency_words = cues.words("agency_word")
        self._outlet = cues.words("outlet")
        self._particles = cues.words("particle")
        self._no_names = cues.words("furniture") | self._staff | self._outlet
        author, credit = cues.pattern("author"), cues.pattern("credit")
        self._credits = sorted(cues.words("credit"), key=len)
        cue = rf"(?:{credit}|{author})(?=\s*:|\s+)(?:\s*:)?\s*"
        self._opens = re.compile(rf"[(\[*_]*\s*{cue}(?=\S)", re.IGNORECASE)
        self._cue = re.compile(
            rf"(?<!\w)(?:(?P<credit>{credit})|(?P<author>{author}))(?:\s*:|(?=\s)|$)\s*", re.IGNORECASE
        )
        self._bracketed = re.compile(
            rf"[(\[]\s*(?:{cues.pattern('credit')}|(?:additional )?(?:reporting|writing|report|words|text) by)\b[^()\[\]]{{3,250}}[)\]]\.?$",
            re.IGNORECASE,
        )

    def read(self, text: str, start: int, end: int, *, last: bool) -> Byline | None:
        """The by-line that fills `text[start:end]`, None if it is none.

        Args:
            text: the article.
            start: first character.
            end: behind the last.
            last: whether it is the last line of the article, where a bare name is a by-line too.
        """
        if end - start > MAX_LENGTH:
            return None
        opens = self._opens.match(text, start, end) is not None
        if not opens and end - start > _MAX_CREDIT and _PROSE_END.search(text, end - 20, end):
            return None
        cues = list(self._cue.finditer(text, start, end)) if opens or self._may_credit(text[start:end]) else []
        if not opens and not (cues and cues[0]["credit"]):
            return self._bare(text, start, end) if last else None
        line = Byline()
        chunks = [(start, cues[0].start(), True)] if cues and not opens else []
        for i, cue in enumerate(cues):
            chunk_end = cues[i + 1].start() if i + 1 < len(cues) else end
            chunks.append((cue.end(), chunk_end, cue["author"] is not None))
        for begin, finish, wrote in chunks:
            if not self._chunk(text, begin, finish, line, wrote=wrote):
                return None
        named = line.authors or line.agencies or line.staff or any(not wrote for *_, wrote in chunks)
        return line if named else None

    def at_end(self, text: str, start: int, end: int) -> int | None:
        """Where a bracketed by-line that ends a stretch begins."""
        match = self._bracketed.search(text, max(start, end - MAX_LENGTH), end)
        return match.start() if match else None

    def _may_credit(self, line: str) -> bool:
        """Whether a cue of kind credit can stand in a line: a cheap test that spares most lines the search."""
        low = line.lower()
        return any(cue in low for cue in self._credits)

    def _bare(self, text: str, start: int, end: int) -> Byline | None:
        words = _TOKEN.findall(text[start:end])
        known = any(word.casefold() in self._no_names for word in words)
        if known or not 2 <= len(words) <= 4 or not self._is_name(text[start:end]):
            return None
        return Byline([Span(start, end, text[start:end])])

    def _chunk(self, text: str, start: int, end: int, line: Byline, *, wrote: bool) -> bool:
        """Read the names behind one cue into `line`; False if there is anything else."""
        pieces = _pieces(text, start, end)
        joined = any(re.search(r"\b(?:and|et|und|và)\b|&", text[left:right]) for left, right in _gaps(pieces))
        found = False
        for i, (begin, finish) in enumerate(pieces):
            surface = text[begin:finish]
            words = {word.casefold().rstrip(".") for word in _TOKEN.findall(surface)}
            if not words:
                continue
            agency = self._agencies.find(text, begin, finish)
            if agency:
                line.agencies.append(Span(*agency, text[agency[0] : agency[1]]))
                name = self._behind(text, agency[1], finish) if agency[0] == begin and wrote else None
                line.authors += [name] if name else []
            elif words & self._agency_words and len(words) > 1 and surface[0].isupper() and not wrote:
                line.agencies.append(Span(begin, finish, surface))
            elif words & self._staff or (words & self._outlet and (i or len(words) > 2)):
                line.staff = True
            elif not self._is_name(surface):
                return False
            elif wrote and (i == 0 or joined or not found or len(words) > 1):
                line.authors.append(Span(begin, finish, surface))
            found = True
        return found or not wrote

    def _behind(self, text: str, start: int, end: int) -> Span | None:
        """The name behind an agency and its words for staff: "Xinhua writers Liu Wei"."""
        words = [word for word in _TOKEN.finditer(text, start, end) if word[0].casefold() not in self._staff]
        if len(words) < 2 or not self._is_name(text[words[0].start() : end]):
            return None
        return Span(words[0].start(), end, text[words[0].start() : end])

    def _is_name(self, surface: str) -> bool:
        words = _TOKEN.findall(surface)
        if not 1 <= len(words) <= 6 or re.sub(r"[\s'’.-]", "", surface) != re.sub(r"[\s'’.-]", "", "".join(words)):
            return False
        if not words[0][0].isupper() and words[0].casefold() not in self._particles:
            return False
        return all(word[0].isupper() or word.casefold() in self._particles for word in words) and words[-1][0].isupper()


_EDGE = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace()) + ":–—-*_"


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, "and" and the like, without places, addresses and space at the ends."""
    out = []
    at = start
    for match in [*_SPLIT.finditer(text, start, end), None]:
        stop = match.start() if match else end
        piece = _MAIL.sub(lambda found: " " * len(found[0]), text[at:stop])
        piece = _WHERE.sub("", piece).rstrip(_EDGE + ".")
        left = len(piece) - len(piece.lstrip(_EDGE))
        if piece.strip():
            out.append((at + left, at + len(piece)))
        at = match.end() if match else end
    return out


def _gaps(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(a[1], b[0]) for a, b in pairwise(pieces)]
