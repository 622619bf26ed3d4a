"""`newsledger figures`: the figures of any text, without a corpus and without a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.texts import read_lines, read_text, write_line
from pipeline.days import read_day

if TYPE_CHECKING:
    from pipeline.records import Figure

EXAMPLES = """Examples:  newsledger figures < article.txt  |  newsledger figures --jsonl sentences.jsonl > figures.jsonl  |
newsledger figures --jsonl --fast.  A line in is {"sent_id", "text"}, "date" allowed; a line out {"sent_id", "figures"}."""

# Words of the lines where they are coarser than the tables'.
_BOUNDS = {"nearly": "about", "at_least": "over", "up_to": "under"}
_TRENDS = {"rise": "up", "fall": "down"}

Reading = tuple[tuple["Figure", ...], Callable[["Figure"], list[str]]]
Reader = Callable[[str, dt.date | None], Reading]


def figures(
    file: Annotated[Path | None, typer.Argument(help="What to read.  [default: standard input]")] = None,
    date: Annotated[
        str | None, typer.Option(help='The day the text is from: what "last year" is counted from.')
    ] = None,
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read and write one JSON object a line.")] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="By number, unit and date alone: no names, no subjects.")
    ] = False,
) -> None:
    """Every number of a text with its unit, bounds, metric, period, role and subject."""
    day = read_day(date, "--date")
    reader = _by_words() if fast else _by_stages()
    if jsonl:
        for answer in _answers(file, day, reader):
            write_line(answer)
        return
    found, subjects = reader(read_text(file), day)
    _print_table(found, subjects)


def _answers(file: Path | None, day: dt.date | None, read: Reader) -> Iterator[dict[str, Any]]:
    for where, row in read_lines(file, "sent_id", "sent_id and text, date allowed"):
        text = row["text"]
        found, subjects = read(text, read_day(row.get("date"), f"{where}: date") or day)
        yield {"sent_id": row["sent_id"], "figures": [_row(text, figure, subjects(figure)) for figure in found]}


def _row(text: str, figure: Figure, subject: list[str]) -> dict[str, Any]:
    """One figure as JSON. `low` and `high` only where two ends are stated; `bound`, `trend` in the lines' words."""
    is_range = figure.value is None
    unit = figure.unit
    if (
        figure.kind == "money"
        and figure.per
        and text[figure.end : figure.end + 6].lstrip(" ").startswith(("per ", "/"))
    ):
        unit = f"{unit}/{figure.per}"
    return {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "kind": figure.kind,
        "value": None if figure.value is None else format(figure.value, "f"),
        "low": format(figure.low, "f") if is_range and figure.low is not None else None,
        "high": format(figure.high, "f") if is_range and figure.high is not None else None,
        "unit": unit,
        "unit_basis": figure.unit_basis,
        "per": figure.per,
        "gloss_of": figure.gloss_of,
        "bound": _BOUNDS.get(figure.bound, figure.bound),
        "trend": _TRENDS.get(figure.trend or ""),
        "role": figure.role,
        "status": figure.status,
        "metric": figure.metric,
        "subject": subject,
        "period_start": figure.period_start.isoformat() if figure.period_start else None,
        "period_end": figure.period_end.isoformat() if figure.period_end else None,
        "period_text": figure.period_text,
    }


def _by_words() -> Reader:
    from pipeline.dates import find_dates
    from pipeline.figures import find_figures

    def read(text: str, day: dt.date | None) -> Reading:
        return find_figures(text, find_dates(text, day)), lambda _: []

    return read


def _by_stages() -> Reader:
    """All stages up to the figures, on a text that is no file: nothing in it is a header or a dateline."""
    from pipeline.actors import ActorFinder
    from pipeline.config import Settings
    from pipeline.dates import DateFinder
    from pipeline.figures import FigureFinder, split
    from pipeline.knowledge import default_knowledge
    from pipeline.language import Annotator
    from pipeline.records import Article, Sentence

    knowledge = default_knowledge()
    annotate, find_dates = Annotator(knowledge, Settings().model), DateFinder(knowledge)
    find_actors, find_figures = ActorFinder(knowledge), FigureFinder(knowledge)

    def read(text: str, day: dt.date | None) -> Reading:
        sentences = tuple(Sentence(start, end, "body", 0) for start, end in split(text))
        article = Article(text, "", "utf-8", sentences, None, None, None, (), day, None, None, None, 0, ())
        annotation = annotate(article)
        actors = find_actors(article, annotation)
        found = find_figures(article, annotation, find_dates(article, annotation), actors).figures

        def subjects(figure: Figure) -> list[str]:
            return [actors.mentions[who.mention].text for who in figure.actors if who.role == "subject"]

        return found, subjects

    return read


def _print_table(found: Iterable[Figure], subjects: Callable[[Figure], list[str]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from pipeline.cli.terminal import Screen
    from pipeline.figures import printed_unit

    table = Table(box=None, pad_edge=False)
    for heading in ("text", "kind", "value", "unit", "bound", "role", "metric", "subject", "period"):
        table.add_column(heading)
    for figure in found:
        value = f"{figure.low} to {figure.high}" if figure.value is None else f"{figure.value:,f}"
        period = f"{figure.period_start} to {figure.period_end}" if figure.period_start else ""
        trend = f"{figure.role}, {figure.trend}" if figure.trend else figure.role
        unit = printed_unit(figure)
        cells = (figure.text, figure.kind, value, unit, figure.bound, trend, figure.metric, ", ".join(subjects(figure)))
        table.add_row(*(escape(cell or "") for cell in (*cells, period)))
    Screen().print(table)
