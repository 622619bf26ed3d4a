"""Gold: what a person annotated, as JSON lines in a folder, one file an area; a file that is not there is not scored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import GoldError
from pipeline.evaluate.alignment import period

FILES = ("articles", "dates", "figures", "mentions", "actors", "events")


def _real(written: str) -> str:
    period(written)
    return written


ArticleId = Annotated[str, Field(validation_alias=AliasChoices("article", "doc_id"))]
When = Annotated[str, Field(pattern=r"^\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?$"), AfterValidator(_real)]
"""`2024`, `2024-11`, `2024-11-14`, or two of these joined by `/`."""


class _Row(BaseModel):
    """Keys that are not known are passed over: notes of the annotator."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldSpan(_Row):
    """A stretch of an article. What is optional costs nothing either way; `text` is there to notice edits."""

    start: int = Field(ge=0)
    end: int
    text: str = ""
    optional: bool = False


class GoldArticle(_Row):
    """What an article says of itself; a key that is left out is not judged, null means that it has none."""

    article: ArticleId
    published: dt.date | None = None
    published_latest: dt.date | None = None
    dateline_place: str | None = None
    agency: str | None = None
    author: str | None = None


class GoldDate(GoldSpan):
    """A time expression and the days it covers."""

    article: ArticleId
    date_start: dt.date
    date_end: dt.date


class GoldFigure(GoldSpan):
    """A figure; a unit, period, metric or subject that is left out, null or empty is not judged."""

    article: ArticleId
    kind: str
    value: float
    unit: str | None = None
    qualifier: str = "exact"
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    metric_any: tuple[str, ...] = ()
    subjects_any: tuple[str, ...] = ()


class GoldMention(GoldSpan):
    """A stretch that names an actor; mentions with one `cluster` are one actor, null: an actor named only here."""

    type: str | None = None
    kind: str = "name"
    cluster: str | None = None


class GoldMentions(_Row):
    """All mentions of an article."""

    article: ArticleId
    mentions: tuple[GoldMention, ...]


class GoldRole(_Row):
    """A title that an actor holds."""

    title: str


class GoldActor(_Row):
    """An actor and the forms it has in some articles; a country or role that is left out is not judged."""

    name: str
    also_named: tuple[str, ...] = ()
    kind: str
    country: str | None = None
    aliases: tuple[str, ...]
    articles: tuple[str, ...]
    roles: tuple[GoldRole, ...] = ()
    optional: bool = False


class GoldParticipant(_Row):
    """Who takes part in an event, and how."""

    name: str = ""
    role: str | None = None


class GoldEvent(GoldSpan):
    """A trigger; those with one `event_id` tell of one event. `type` is PLOVER's, `subtype` that of the tables."""

    event_id: str | None = None
    trigger_spans: tuple[tuple[int, int], ...] = ()
    type: str | None = None
    subtype: str | None = None
    status: str | None = None
    date: When | None = None
    date_from_other_article: When | None = None
    place: str | None = None
    participants: tuple[GoldParticipant, ...] = ()


class GoldEvents(_Row):
    """The events of an article.

    Attributes:
        scored_ranges: stretches that were annotated; the whole article where there are none.
        exhaustive: whether a trigger that is not here is wrong.
        nonexhaustive_subtypes: types of which only some were annotated.
    """

    article: ArticleId
    scored_ranges: tuple[tuple[int, int], ...] = ()
    exhaustive: bool = True
    nonexhaustive_subtypes: frozenset[str] = frozenset()
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of a folder; None where the file is not there."""

    folder: Path
    articles: tuple[GoldArticle, ...] | None
    dates: tuple[GoldDate, ...] | None
    figures: tuple[GoldFigure, ...] | None
    mentions: tuple[GoldMentions, ...] | None
    actors: tuple[GoldActor, ...] | None
    events: tuple[GoldEvents, ...] | None

    @property
    def article_ids(self) -> frozenset[str]:
        """Every article that some file names."""
        named = {article for actor in self.actors or () for article in actor.articles}
        for rows in (self.articles, self.dates, self.figures, self.mentions, self.events):
            named |= {row.article for row in rows or ()}
        return frozenset(named)

    def spans(self) -> Iterator[tuple[str, GoldSpan]]:
        """Every stretch that is annotated, with its article."""
        yield from ((row.article, row) for row in self.dates or ())
        yield from ((row.article, row) for row in self.figures or ())
        yield from ((document.article, mention) for document in self.mentions or () for mention in document.mentions)
        yield from ((document.article, event) for document in self.events or () for event in document.events)


Row = TypeVar("Row", bound=_Row)


@dataclass(frozen=True, slots=True)
class _File(Generic[Row]):
    """A file of the folder and what a line of it is."""

    name: str
    row: type[Row]

    def read(self, folder: Path) -> tuple[Row, ...] | None:
        path = folder / f"{self.name}.jsonl"
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise GoldError(f"{path}: cannot be read as UTF-8 ({error}); save it again as UTF-8") from error
        lines = enumerate(text.split("\n"), 1)  # splitlines would also split at U+2028, which JSON may hold
        return tuple(self._row(line, f"{path}, line {number}") for number, line in lines if line.strip())

    def _row(self, line: str, where: str) -> Row:
        try:
            return self.row.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            what = f"{place}: {first['msg'].lower()}" if place else first["msg"]
            raise GoldError(f"{where}: {what}; docs/evaluate.md shows the form of {self.name}.jsonl") from error


def read_gold(folder: Path) -> Gold:
    """The gold of a folder.

    Raises:
        GoldError: there is no such folder, no file of gold in it, or a line of one is malformed.
    """
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder; name the folder that holds the annotation with --gold")
    gold = Gold(
        folder,
        _File("articles", GoldArticle).read(folder),
        _File("dates", GoldDate).read(folder),
        _File("figures", GoldFigure).read(folder),
        _File("mentions", GoldMentions).read(folder),
        _File("actors", GoldActor).read(folder),
        _File("events", GoldEvents).read(folder),
    )
    if not gold.article_ids:
        files = ", ".join(f"{name}.jsonl" for name in FILES)
        raise GoldError(f"{folder}: no annotation in it; it may hold {files} (docs/evaluate.md shows their form)")
    return gold
