"""The gender that a person's given name tells, where almost only women or almost only men bear it."""

from __future__ import annotations

from pipeline.actors.forms import form
from pipeline.knowledge import Knowledge, cells


class GivenNames:
    """Reads `given_names.tsv`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._gender: dict[str, str] = {}
        for row in knowledge.rows("actors/given_names.tsv"):
            for name in cells(row["names"]):
                self._gender["".join(form(name).tokens)] = row["gender"]

    def of(self, name: str) -> str | None:
        """Give "m" or "f" by the first word of a full name, None where it tells nothing.

        A hyphened first name ("Jean-Marie") counts only as a whole.
        """
        words = name.split()
        return self._gender.get("".join(form(words[0]).tokens)) if len(words) > 1 else None
