"""The ingest package's own knowledge, read once: cue words by kind, and patterns built from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.errors import KnowledgeError
from pipeline.knowledge import Knowledge, cells
from pipeline.knowledge.alternation import alternation

CUES = "ingest/cues.tsv"
HEADER_FIELDS = "ingest/header_fields.tsv"
AGENCIES = "knowledge/agencies.tsv"

_SHORT = 4
"""Agency names up to this length are matched in their own case: "AP" is one, "ap" is not."""


class Cues:
    """Cue words by kind (`cues.tsv`)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._kinds: dict[str, set[str]] = {}
        for row in knowledge.rows(CUES):
            self._kinds.setdefault(row["kind"], set()).add(row["cue"])

    def words(self, kind: str) -> frozenset[str]:
        """All cues of a kind.

        Raises:
            KnowledgeError: no row has this kind.
        """
        if kind not in self._kinds:
            raise KnowledgeError(f"{CUES}: no row of kind {kind!r}")
        return frozenset(self._kinds[kind])

    def pattern(self, kind: str) -> str:
        """An alternation of the cues of a kind, longest first."""
        return alternation(self.words(kind))


class Agencies:
    """News agencies (`agencies.tsv`): look-up of a whole form, search inside a credit."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._short: dict[str, str] = {}
        for row in knowledge.rows(AGENCIES):
            for form in (row["agency"], *cells(row["names"])):
                self._short[_agency_key(form)] = row["agency"]
        exact = [form for form in self._short if len(form) <= _SHORT]
        loose = [form for form in self._short if len(form) > _SHORT]
        self.pattern = rf"(?:(?:{alternation(exact)})|(?i:{alternation(loose)}))"
        self._search = re.compile(rf"(?<![\w@]){self.pattern}(?!\w)")
        self._at = re.compile(rf"{self.pattern}(?!\w)")

    def short(self, form: str) -> str | None:
        """The short name an agency signs with, None for an unknown form."""
        return self._short.get(_agency_key(form))

    def at(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Offsets of the agency that `text[start:end]` opens with."""
        match = self._at.match(text, start, end)
        return match.span() if match and (not match[0].islower() or match[0] in self._short) else None

    def find(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Offsets of the first agency named in `text[start:end]`."""
        for match in self._search.finditer(text, start, end):
            if not match[0].islower() or match[0] in self._short:
                return match.span()
        return None


def agency_name(surface: str, knowledge: Knowledge) -> str:
    """The short name of an agency as `agencies.tsv` has it ("Viet Nam News Agency" -> "VNA"), else the surface."""
    return _agencies(knowledge).short(surface) or surface


@lru_cache(maxsize=4)
def _agencies(knowledge: Knowledge) -> Agencies:
    return Agencies(knowledge)


def header_fields(knowledge: Knowledge) -> Mapping[str, str]:
    """Label of a header line, lower case -> what it says (published, title, author, ...)."""
    return {row["label"]: row["field"] for row in knowledge.rows(HEADER_FIELDS)}


def _agency_key(form: str) -> str:
    form = " ".join(form.split())
    return form if len(form) <= _SHORT else form.casefold()
