"""A run of two articles made of rows, every table with something in it; and the page parsed, for tests to look into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pipeline.runs.store import Store
from tests.runs.made import make_run

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
CLOSED_BY_ITSELF = frozenset("circle line path rect use".split())

FIRST = "Kenya sold tea worth $5 million to Peru in 2024. Ana Ruiz met Jo Otieno in Lima on Monday."
SECOND = "Kenya sold tea worth $7 million to Peru in 2024. Ana Ruiz will visit Nairobi in May."


def when(written: str) -> dt.datetime:
    """A day as tables hold it."""
    return dt.datetime.fromisoformat(written)


def span(article: str, text: str, words: str, sentence: tuple[int, int]) -> dict[str, Any]:
    """The columns of a row that quotes these words of its article."""
    start = text.index(words)
    end = start + len(words)
    place = {"article_id": article, "start": start, "end": end, "text": words}
    return {**place, "evidence_start": sentence[0], "evidence_end": sentence[1]}


def rows() -> dict[str, list[dict[str, Any]]]:
    """Two articles that tell of one trade with two values, a meeting, and a visit to come."""
    ends = (FIRST.index(".") + 1, SECOND.index(".") + 1)
    year = {"period_start": when("2024-01-01"), "period_end": when("2024-12-31")}
    money = {
        "kind": "money",
        "unit": "USD",
        "metric": "tea exports",
        "subjects": "Kenya; Peru",
        "claim_id": "c-1",
        **year,
    }
    people = (("a-ana", "Ana Ruiz", "person"), ("a-jo", "Jo Otieno", "person"), ("country:KEN", "Kenya", "country"),
              ("country:PER", "Peru", "country"), ("a-lima", "Lima", "place"))  # fmt: skip
    return {
        "articles": [
            {"article_id": "one", "title": "Tea & talks", "published": when("2025-03-03"), "agency": "Lakeside"},
            {"article_id": "dir/two", "published": when("2025-03-20"), "published_basis": "header"},
        ],
        "actors": [
            {"actor_id": i, "name": name, "kind": kind, "aliases": name, "first_seen": when("2025-03-03"),
             "last_seen": when("2025-03-20"), "n_articles": 2, "n_mentions": 3}
            for i, name, kind in people
        ],
        "mentions": [
            {"mention_id": "m-1", "label": "GPE", "form": "name", "actor_id": "country:KEN", "rule": "gazetteer",
             **span("one", FIRST, "Kenya", (0, ends[0]))},
            {"mention_id": "m-2", "label": "PERSON", "form": "name", "actor_id": "a-ana", "rule": "name",
             **span("one", FIRST, "Ana Ruiz", (ends[0] + 1, len(FIRST)))},
            {"mention_id": "m-3", "label": "PERSON", "form": "name", "actor_id": None, "rule": "unknown",
             **span("one", FIRST, "Lima", (ends[0] + 1, len(FIRST)))},
            {"mention_id": "m-4", "label": "PERSON", "form": "name", "actor_id": "a-ana", "rule": "name",
             **span("dir/two", SECOND, "Ana Ruiz", (ends[1] + 1, len(SECOND)))},
        ],
        "dates": [
            {"date_id": "d-1", "type": "DATE", "value": "2025-03-03", "date_start": when("2025-03-03"),
             "date_end": when("2025-03-03"), "basis": "published",
             **span("one", FIRST, "Monday", (ends[0] + 1, len(FIRST)))},
        ],
        "figures": [
            {"figure_id": "f-1", **money, "value": 5e6, "low": 4.5e6, "high": 5.5e6,
             **span("one", FIRST, "$5 million", (0, ends[0]))},
            {"figure_id": "f-2", **money, "value": 7e6, "low": 6.5e6, "high": 7.5e6, "status": "forecast",
             **span("dir/two", SECOND, "$7 million", (0, ends[1]))},
        ],
        "figure_actors": [
            {"figure_id": f, "actor_id": a, "name": n, "role": r}
            for f in ("f-1", "f-2")
            for a, n, r in (("country:KEN", "Kenya", "subject"), ("country:PER", "Peru", "counterpart"))
        ],
        "claims": [
            {"claim_id": "c-1", "metric": "tea exports", "subjects": "Kenya; Peru", "unit": "USD", **year, "n_figures": 2,
             "n_articles": 2, "verdict": "contradict"},
        ],
        "events": [
            {"event_id": "e-1", "type": "meeting", "status": "happened", "actors": "Ana Ruiz; Jo Otieno",
             "label": "Ana Ruiz met Jo Otieno in Lima, 3 Mar 2025", "date_start": when("2025-03-03"),
             "date_end": when("2025-03-03"), "date_basis": "anchored", "place_id": "a-lima", "place": "Lima",
             "n_articles": 1, "n_mentions": 1},
            {"event_id": "e-2", "type": "visit", "status": "planned", "actors": "Ana Ruiz",
             "label": "Ana Ruiz to visit Nairobi, May 2025 (planned)", "date_start": when("2025-05-01"),
             "date_end": when("2025-05-31"), "date_basis": "explicit", "n_articles": 2, "n_mentions": 2},
            {"event_id": "e-3", "type": "statement", "status": "happened", "label": "Peru made a statement",
             "actors": "", "n_articles": 1, "n_mentions": 1},
        ],
        "event_mentions": [
            {"mention_id": "t-1", "event_id": "e-1", "status": "happened", "rule": "meet",
             **span("one", FIRST, "met", (ends[0] + 1, len(FIRST)))},
            {"mention_id": "t-2", "event_id": "e-2", "status": "planned", "rule": "visit",
             **span("dir/two", SECOND, "visit", (ends[1] + 1, len(SECOND)))},
        ],
        "event_actors": [
            {"event_id": "e-1", "actor_id": "a-ana", "name": "Ana Ruiz", "role": "actor"},
            {"event_id": "e-1", "actor_id": "a-jo", "name": "Jo Otieno", "role": "recipient"},
            {"event_id": "e-2", "actor_id": "a-ana", "name": "Ana Ruiz", "role": "actor"},
        ],
        "event_status": [
            {"event_id": "e-2", "article_id": "one", "published": when("2025-03-03"), "status": "proposed"},
            {"event_id": "e-2", "article_id": "dir/two", "published": when("2025-03-20"), "status": "planned"},
        ],
        "event_links": [{"event_id": "e-1", "other_id": "e-2", "relation": "part_of"}],
        "event_figures": [{"event_id": "e-1", "figure_id": "f-1"}],
        "roles": [
            {"actor_id": "a-ana", "title": "trade minister", "of_id": "country:PER", "first_seen": when("2025-03-03"),
             "last_seen": when("2025-03-20"), "article_id": "one"},
        ],
    }  # fmt: skip


def made(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]] | None = None, **texts: str) -> Store:
    """Outputs with one run of these rows; articles `one` and `dir/two` by default."""
    store = Store(folder / "outputs")
    make_run(store, texts or {"one": FIRST, "dir/two": SECOND}, rows() if tables is None else tables)
    return store


@dataclass
class Element:
    """An element of the page with what stands in it."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> list[Element]:
        """It and all within it, in order."""
        return [self, *(e for child in self.children if isinstance(child, Element) for e in child.walk())]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str = "", mark: str = "") -> list[Element]:
        """Those within it of a tag and a class."""
        return [e for e in self.walk() if tag in ("", e.tag) and (not mark or mark in e.classes)]

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()


class _Builder(HTMLParser):
    """Builds the tree; an element that closes another's is an error."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), attrs
        element = Element(tag, dict(attrs))
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in CLOSED_BY_ITSELF, tag
        self.stack[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().tag == tag, tag

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def parse(html: str) -> Element:
    """The page as a tree; every element opened is closed, in order.

    Raises:
        AssertionError: it is not.
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.stack) == 1, [e.tag for e in builder.stack]
    return builder.stack[0]
