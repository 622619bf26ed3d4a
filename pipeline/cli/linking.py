"""`newsledger actors link`: who is one actor with whom among mentions that are already marked, as JSON lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.texts import read_lines, source_name, write_line
from pipeline.days import read_day
from pipeline.errors import ArticleError, ConfigError

if TYPE_CHECKING:
    from pipeline.actors import GivenMention
    from pipeline.ingest import Ingester
    from pipeline.records import Article

EXAMPLES = """Examples:  newsledger actors link --jsonl < marked.jsonl > linked.jsonl"""

_FORM = "doc_id, text and mentions of start and end"


def link(
    file: Annotated[Path | None, typer.Argument(help="JSON lines.  [default: standard input]")] = None,
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read and write one JSON object a line.")] = False,
    knowledge: Annotated[Path | None, typer.Option(help="Folder with knowledge rows of your own.")] = None,
) -> None:
    """Cluster marked mentions, within and across documents, by the rules that a run uses.

    A line in is {doc_id, text, date?, mentions: [{start, end, type?, kind?}]}: offsets in code points, end exclusive;
    type PERSON, ORG or PLACE, kind name, demonym or role. The same line comes back, each mention with its cluster (an
    actor id, null where no rule could say) and the rule that linked it.
    """
    if not jsonl:
        raise ConfigError("actors link reads and writes JSON lines only: say so with --jsonl")
    from pipeline.actors import link_given
    from pipeline.ingest import Ingester
    from pipeline.knowledge import Knowledge

    known = Knowledge(knowledge)
    rows = []
    for where, row in read_lines(file, "doc_id", _FORM):
        if not isinstance(row.setdefault("mentions", []), list):
            raise ArticleError(where, f"mentions is no list; each line must hold {_FORM}")
        rows.append((where, row))
    ingest = Ingester(known)
    articles = {str(row["doc_id"]): _article(row, where, ingest) for where, row in rows}
    if len(articles) < len(rows):
        raise ConfigError(f"{source_name(file)}: a doc_id stands twice; give every document its own")
    links = link_given(articles, known)
    for _, row in rows:
        row["mentions"] = [
            {**mention, "cluster": found.actor_id, "rule": found.rule}
            for mention, found in zip(row["mentions"], links[str(row["doc_id"])], strict=True)
        ]
        write_line(row)


def _article(row: dict[str, Any], where: str, ingest: Ingester) -> tuple[Article, list[GivenMention]]:
    """The article of a line, its day and its mentions."""
    from pipeline.records import Source

    text: str = row["text"]
    given = [_mention(mention, len(text), f"{where}, mention {n}") for n, mention in enumerate(row["mentions"], 1)]
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(where, f"the text holds half a character ({error.reason}); write it as UTF-8") from error
    article = ingest(Source("document", content if text.strip() else b"."))
    if text.strip() and article.text != text:
        raise ArticleError(where, "the text begins with a byte order mark; leave it out, so that offsets hold")
    day = read_day(row.get("date"), f"{where}: date")
    if day is not None:
        article = replace(article, published=day, published_earliest=day, published_latest=day)
    return article, given


def _mention(mention: object, length: int, where: str) -> GivenMention:
    from pipeline.actors import GivenMention

    start, end = (mention.get("start"), mention.get("end")) if isinstance(mention, dict) else (None, None)
    if not isinstance(mention, dict) or not isinstance(start, int) or not isinstance(end, int):
        raise ArticleError(where, f"no object with start and end as whole numbers; each line must hold {_FORM}")
    if not 0 <= start < end <= length:
        raise ArticleError(where, f"{start} to {end} is no stretch of a text of {length} characters")
    return GivenMention(start, end, mention.get("type"), mention.get("kind") or "name")
