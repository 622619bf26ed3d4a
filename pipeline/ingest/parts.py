"""The parts of an article: which stretch is header, title, dateline, heading, caption, body, by-line or sign-off.

Three passes over the paragraphs: cut off what opens and closes them (dateline, credits), name what fills a paragraph of
its own (by-line, title, heading, caption), and leave the rest as body. Cheap tests come first, so that a file of half a
million one-letter lines still takes linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.ingest.bylines import BylineReader
from pipeline.ingest.captions import CaptionJudge
from pipeline.ingest.copy_lines import CopyLines
from pipeline.ingest.credits import CreditReader
from pipeline.ingest.cues import Agencies, Cues
from pipeline.ingest.datelines import DatelineReader
from pipeline.ingest.days import DayReader
from pipeline.ingest.headers import HeaderReader
from pipeline.ingest.lines import Stretch, paragraphs, trim
from pipeline.ingest.pieces import Parts, Piece
from pipeline.ingest.places import PlaceNames
from pipeline.knowledge import Knowledge
from pipeline.records import Span

_EARLY = 6
"""Paragraphs at the top among which datelines, by-lines and dates of their own are looked for."""
_LATE = 6
"""Paragraphs at the end among which by-lines and sign-offs are looked for."""
_MAX_DATELINES = 400
"""Paragraphs in which inner datelines are looked for: a file with more is a list."""
_MAX_INLINE = 20
"""Captions with a credit that one paragraph may hold before its text."""
_MAX_TITLE_WORDS, _MAX_TITLE = 22, 160
_MAX_HEADING_WORDS = 12
_MARKDOWN = re.compile(r"#{1,6}[ \t]+(?=\S)")
_VISIBLE = re.compile(r"\S")
_FINAL = tuple(".:;,…。")
_CLOSING = "\"'”’»)]*_"


class PartFinder:
    """Finds the parts of a text."""

    def __init__(self, knowledge: Knowledge) -> None:
        agencies = Agencies(knowledge)
        days = DayReader(knowledge)
        self._headers = HeaderReader(knowledge, days)
        self._datelines = DatelineReader(knowledge, agencies, days, PlaceNames(knowledge))
        self._credits = CreditReader(knowledge, agencies)
        self._bylines = BylineReader(knowledge, agencies)
        self._captions = CaptionJudge(knowledge)
        self._copy = CopyLines(knowledge, agencies)
        self._days = days
        self._labels = Cues(knowledge).words("not_place")

    def find(self, text: str) -> Parts:
        """The parts of a text; every visible character lies in one piece."""
        header = self._headers.read(text)
        parts = Parts(header)
        parts.pieces = [Piece(s.start, s.end, "header", i) for i, s in enumerate(header.stretches)]
        blocks = paragraphs(text, header.end)
        number = len(header.stretches)
        if header.stretches and blocks and not _newline_between(text, header.end, blocks[0].start):
            number -= 1
        hints = self._credits.hints(text, header.end)
        hint = 0
        for i, block in enumerate(blocks):
            place = _Place(i, len(blocks), number + i)
            hint = bisect_left(hints, block.start, hint)
            hinted = hint < len(hints) and hints[hint] < block.end
            self._block(text, block, place, parts, hinted=hinted)
        self._name_lines(text, parts)
        return parts

    def _block(self, text: str, block: Stretch, place: _Place, parts: Parts, *, hinted: bool) -> None:
        """Cut one paragraph into pieces."""
        if not hinted and not place.edge and place.index >= _MAX_DATELINES:
            parts.pieces.append(_body(block, place))
            return
        if place.edge and self._whole(text, block, place, parts):
            return
        start, end = block
        tail: list[Piece] = []
        if hinted:
            start = self._photo_captions(text, start, end, place, parts)
        if place.late or hinted:
            end = self._tail(text, Stretch(start, end), place, parts, tail, hinted=hinted)
        if place.index < _MAX_DATELINES:
            start = self._dateline(text, start, end, place, parts)
        rest = trim(text, start, end)
        if rest:
            photo = bool(tail) and tail[-1].kind == "photo"
            caption = photo or (hinted and self._credits.opens_with_photo(text, *rest))
            parts.pieces += self._caption_or_body(rest, place) if caption else [_body(rest, place)]
        for piece in reversed(tail):
            kind = "signoff" if piece.kind == "photo" else piece.kind
            parts.pieces.append(Piece(piece.start, piece.end, kind, piece.paragraph))

    def _whole(self, text: str, block: Stretch, place: _Place, parts: Parts) -> bool:
        """Take a paragraph that is a date, a by-line or an ornament as a whole."""
        day = self._headers.bare_day(text, *block) if place.early else None
        if day:
            parts.days.append(day)
            parts.pieces.append(Piece(block.start, block.end, "header", place.paragraph))
            return True
        if place.early and not place.last and self._copy.opens(text[block.start : block.end]):
            parts.pieces.append(Piece(block.start, block.end, "header", place.paragraph))
            return True
        byline = self._bylines.read(text, *block, last=False)
        if byline is None and place.closing:
            if self._close(text, block, place, parts):
                return True
            byline = self._bylines.read(text, *block, last=True) if place.last else None
        if byline:
            parts.authors += byline.authors
            parts.byline_agencies += byline.agencies
            parts.pieces.append(Piece(block.start, block.end, "byline", place.paragraph))
            return True
        return False

    def _close(self, text: str, block: Stretch, place: _Place, parts: Parts) -> bool:
        """Take a line of rights, a time, a day or a bare signature below the article."""
        day = self._headers.bare_day(text, *block) if place.index >= _EARLY else None
        signed = [agency.text for line in parts.datelines for agency in line.agencies]
        closes = self._copy.closes(text[block.start : block.end])
        marked = closes and self._copy.mark(text[block.start : block.end])
        signer = self._copy.signature(text, *block, signed) if place.last and not marked else None
        if not (day or signer or closes):
            return False
        parts.days += [day] if day else []
        parts.signers += [signer] if signer else []
        parts.pieces.append(Piece(block.start, block.end, "signoff", place.paragraph))
        return True

    def _photo_captions(self, text: str, start: int, end: int, place: _Place, parts: Parts) -> int:
        """Cut off captions whose bracketed credit stands before more text; where that text begins."""
        for _ in range(_MAX_INLINE):
            inside = self._credits.photo_inside(text, start, end)
            if not inside or not _VISIBLE.search(text, inside[1], end):
                break
            if inside[1] - start > self._captions.max_length:
                break
            caption = trim(text, start, inside[0])
            if caption:
                parts.pieces.append(Piece(caption.start, caption.end, "caption", place.paragraph))
            agency = self._credits.named(text, *inside)
            parts.photo_agencies += [agency] if agency else []
            parts.pieces.append(Piece(*inside, "signoff", place.paragraph))
            start = inside[1]
        return start

    def _tail(self, text: str, block: Stretch, place: _Place, parts: Parts, tail: list[Piece], *, hinted: bool) -> int:
        """Cut credits off the end, the last first; where the rest ends."""
        start, end = block
        for _ in range(6):
            rest = trim(text, start, end)
            if rest is None or self._credits.plain_end(text, *rest):
                break
            byline_at = self._bylines.at_end(text, *rest) if place.late else None
            if byline_at is not None:
                byline = self._bylines.read(text, byline_at, rest.end, last=False)
                parts.authors += byline.authors if byline else []
                parts.byline_agencies += byline.agencies if byline else []
                tail.append(Piece(byline_at, rest.end, "byline", place.paragraph))
                end = byline_at
                continue
            credit = self._credits.photo(text, *rest) if hinted else None
            if credit is None and place.late:
                credit = self._credits.signoff(text, *rest)
            if credit is None:
                break
            if credit.agency:
                (parts.photo_agencies if credit.photo else parts.signers).append(credit.agency)
            tail.append(Piece(credit.start, rest.end, "photo" if credit.photo else "signoff", place.paragraph))
            end = credit.start
        return end

    def _dateline(self, text: str, start: int, end: int, place: _Place, parts: Parts) -> int:
        rest = trim(text, start, end)
        if rest is None:
            return start
        line = self._datelines.read(text, rest.start, rest.end, early=place.early)
        if line is None:
            return rest.start
        parts.datelines.append(line)
        piece = trim(text, line.start, line.end)
        if piece:
            parts.pieces.append(Piece(piece.start, piece.end, "dateline", place.paragraph))
        return line.end

    def _caption_or_body(self, rest: Stretch, place: _Place) -> list[Piece]:
        if rest.end - rest.start <= self._captions.max_length:
            return [Piece(rest.start, rest.end, "caption", place.paragraph)]
        return [_body(rest, place)]

    def _name_lines(self, text: str, parts: Parts) -> None:
        """Name the title, the headings and the captions among the pieces that fill their paragraph."""
        counts: dict[int, int] = {}
        for piece in parts.pieces:
            counts[piece.paragraph] = counts.get(piece.paragraph, 0) + (piece.kind != "header")
        if "title" in parts.header.fields:
            parts.title = parts.header.fields["title"]
        last = max((i for i, piece in enumerate(parts.pieces) if piece.kind in ("body", "caption")), default=-1)
        first = True
        titled: list[tuple[int, Piece]] = []
        for i, piece in enumerate(parts.pieces):
            first = first and piece.kind not in ("dateline", "title")
            if piece.kind != "body":
                continue
            alone = counts[piece.paragraph] == 1
            if alone:
                piece.kind = self._kind(text, parts, i, first=first, last=i == last)
            first = first and piece.kind in ("caption", "heading")
            if piece.kind == "title":
                titled.append((i, piece))
        for i, piece in reversed(titled):
            parts.pieces[i : i + 1] = self._title(text, piece, parts)

    def _title(self, text: str, piece: Piece, parts: Parts) -> list[Piece]:
        """Read the title of its line, without mark and labels; a date behind it becomes a piece of its own."""
        mark = _MARKDOWN.match(text, piece.start, piece.end)
        start = self._copy.label(text, mark.end() if mark else piece.start, piece.end)
        end, day = self._days.at_end(text, start, piece.end)
        parts.title = Span(start, end, text[start:end])
        if day is None:
            return [piece]
        parts.days.append(day)
        rest = trim(text, end, piece.end)
        dated = [Piece(rest.start, rest.end, "header", piece.paragraph)] if rest else []
        return [Piece(piece.start, end, "title", piece.paragraph), *dated]

    def _kind(self, text: str, parts: Parts, index: int, *, first: bool, last: bool) -> str:
        piece = parts.pieces[index]
        size = piece.end - piece.start
        if size > self._captions.max_length:
            return "body"
        surface = text[piece.start : piece.end]
        if self._credits.is_mark(text, piece.start, piece.end):
            return "signoff" if last else "heading"
        if _MARKDOWN.match(surface):
            return "title" if first and parts.title is None and not last else "heading"
        if surface.casefold() in self._labels and not last:
            return "heading"
        following = parts.pieces[index + 1] if index + 1 < len(parts.pieces) else None
        if following and following.kind == "signoff" and self._credits.photo(text, following.start, following.end):
            return "body" if self._captions.narrates(surface) else "caption"
        bare = surface.rstrip(_CLOSING)
        ended = bare.endswith(_FINAL)
        opens = surface.lstrip("\"'“‘«(¿¡")[:1]
        if not ended and (opens.isupper() or opens.isdigit() or not (opens.islower() or opens in "•-*·")):
            n_words = len(surface.split())
            if first and not last and n_words <= _MAX_TITLE_WORDS and size <= _MAX_TITLE and parts.title is None:
                return "caption" if self._captions.marked(surface) else "title"
            if (
                not last
                and n_words <= _MAX_HEADING_WORDS
                and not self._captions.shows(surface)
                and bare[-1:] not in "?!"
            ):
                return "heading"
        return "caption" if self._captions.is_caption(surface, ended=ended) else "body"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: index among `count`, and its number in the text."""

    index: int
    count: int
    paragraph: int

    @property
    def early(self) -> bool:
        return self.index < _EARLY

    @property
    def late(self) -> bool:
        return self.index >= self.count - _LATE

    @property
    def closing(self) -> bool:
        return self.late and self.index > 0

    @property
    def edge(self) -> bool:
        return self.early or self.late

    @property
    def last(self) -> bool:
        return self.index == self.count - 1


def _body(rest: Stretch, place: _Place) -> Piece:
    return Piece(rest.start, rest.end, "body", place.paragraph)


def _newline_between(text: str, start: int, end: int) -> bool:
    return len(text[start:end].splitlines()) > 1 or text[start:end].rstrip(" \t") != ""
