"""A person's decisions on actors: the lines of an actors.overrides.tsv, read and checked.

    action    left            right            article   who   note
    same      Li Wei          Wei Li           *         mk    the paper's own order
    different Georgia         country:GEO      atlanta   mk    the state
    name      a-0f3e…         Wanjiru Otieno   *
    kind      Marvexa         organization     *
    country   Luis Vargas     CHL              santiago
    wikidata  country:KEN     Q114             *

Cells are parted by tabs; `#` lines, blank lines and the header are passed over; article, who and note may be left out.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.errors import OverridesError
from pipeline.knowledge import Knowledge
from pipeline.records import Override

COLUMNS = ("action", "left", "right", "article", "who", "note")
LINKS = ("same", "different")
FIELDS = ("name", "kind", "country", "wikidata")
KINDS = ("person", "organization", "place")
UNKNOWN = "?"
"""What `actors review` writes where a person has to fill in the actor."""

COUNTRY = "country:"
ID = re.compile(r"[am]-[0-9a-f]{16}")
_SHORT_ID = re.compile(r"[am]-[0-9a-f]{3,15}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


def parse_overrides(text: str, where: str, knowledge: Knowledge) -> tuple[Override, ...]:
    """The lines of an overrides file.

    Args:
        text: its content.
        where: what messages call the file.
        knowledge: its countries are the codes that may be given.

    Raises:
        OverridesError: some lines are malformed; its message has a line for each, with file, line number and what to do.
    """
    codes = frozenset(row["alpha3"] for row in knowledge.rows("knowledge/countries.tsv"))
    found: list[Override] = []
    wrong: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        cells = tuple(" ".join(cell.split()) for cell in line.split("\t"))
        if not any(cells) or line.startswith("#") or cells[0] == COLUMNS[0]:
            continue
        problem = _problem(cells, codes)
        if problem is not None:
            wrong.append(f"{where}:{number}: {problem}")
            continue
        action, left, right, article = (*cells, "")[:4]
        found.append(Override(number, action, left, right, None if article in {"", "*"} else article))
    if wrong:
        raise OverridesError("\n".join(wrong))
    return tuple(found)


def written(text: str) -> str:
    """A name as overrides and mentions are compared by it: as written, but for line breaks and the case of letters."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _problem(cells: tuple[str, ...], codes: frozenset[str]) -> str | None:
    """What is wrong with a line and what to do, None where nothing is."""
    action = cells[0]
    if action not in LINKS + FIELDS:
        return f"{action!r} is no action; write one of {', '.join(LINKS + FIELDS)} before the first tab"
    if len(cells) > len(COLUMNS):
        return f"{len(cells)} cells, at most {len(COLUMNS)} are read ({', '.join(COLUMNS)}); check the tabs"
    if len(cells) < 3 or not cells[1] or not cells[2]:
        return f"{action} needs an actor and what it is, parted by tabs; see `newsledger actors review --help`"
    if UNKNOWN in cells[1:3]:
        return f"an actor is still {UNKNOWN!r}; fill in its name or id, or remove the line"
    named = cells[1:3] if action in LINKS else cells[1:2]
    for actor in named:
        if _SHORT_ID.fullmatch(actor):
            return f"{actor} is the beginning of an id; write it in full (`newsledger show actor {actor}`)"
        if actor.startswith(COUNTRY) and actor.removeprefix(COUNTRY) not in codes:
            return f"{actor} is no country; write an ISO 3166-1 code of three capitals, as in country:PER"
    return _link_problem(action, *named) if action in LINKS else _value_problem(action, cells[2], codes)


def _link_problem(action: str, left: str, right: str) -> str | None:
    if written(left) == written(right):
        return f"{action} names {left!r} twice; name one of the two by its id, from `newsledger show actor {left!r}`"
    if left.startswith(COUNTRY) and right.startswith(COUNTRY):
        return f"{left} and {right} are two countries, always; remove the line"
    return None


def _value_problem(action: str, value: str, codes: frozenset[str]) -> str | None:
    if action == "kind" and value not in KINDS:
        return f"{value!r} is no kind; write {', '.join(KINDS)}, or for a country: same, its name, country:XXX"
    if action == "country" and value not in codes:
        return f"{value!r} is no country; write an ISO 3166-1 code of three capitals, as in PER"
    if action == "wikidata" and not _WIKIDATA.fullmatch(value):
        return f"{value!r} is no Wikidata id; write it as in Q419"
    return None
