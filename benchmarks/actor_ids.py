"""Whether actors keep their ids while articles arrive, and whether their clusters depend on the order of articles.

    python -m benchmarks.actor_ids [--from PASSAGES.jsonl ...] [--articles N] [--seed S]

Articles are invented ones, or made of files of lines {"id", "text", "ents": [[start, end, PER|ORG|LOC]]}: the passages
of one document where their ids say so ("doc-0", "doc-1"), else eight passages each.
They arrive in four steps from 20 to 100 %: appended in the order of their dates, and in any order (so that old ones
arrive late). In each step, of the mentions that had an actor in the step before: the share that keeps its id, the ids
that are gone, and those among them that no redirect names. Then the clusters of ten shuffles are compared.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.mentions import NAMES_PER_ARTICLE, articles
from pipeline import ids
from pipeline.actors import ActorFinder, merge_actors
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.records import (
    ActorMerge,
    Annotation,
    Article,
    ArticleEvents,
    ArticleFigures,
    Document,
    Name,
    Reading,
    Ref,
    Sentence,
)

STEPS = (0.2, 0.4, 0.6, 0.8, 1.0)
_PASSAGES = 8
_SHUFFLES = 10
_LABELS = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "LOC": "GPE"}
_START = dt.date(2015, 1, 1)


@dataclass(frozen=True, slots=True)
class Step:
    """What a step did to the ids of the one before."""

    mentions: int
    kept: int
    lost: int
    without_redirect: int

    @property
    def share(self) -> float:
        """Of the mentions that had an actor before, those that keep its id."""
        return self.kept / self.mentions if self.mentions else 1.0


def arrive(documents: Sequence[Document], knowledge: Knowledge) -> Iterator[Step]:
    """Merge the documents step by step, in the order given, each step with the ids of the one before."""
    previous: Mapping[str, str] = {}
    for share in STEPS:
        merged = _merge(documents[: round(len(documents) * share)], knowledge, previous)
        now = mention_actors(documents, merged)
        if previous:
            gone = set(previous.values()) - set(now.values())
            named = {change.old_id for change in merged.changes}
            kept = sum(now.get(mention) == actor for mention, actor in previous.items())
            yield Step(len(previous), kept, len(gone), len(gone - named))
        previous = now


def mention_actors(documents: Sequence[Document], merged: ActorMerge) -> dict[str, str]:
    """The registry that a next run would find: mention id -> actor id."""
    homes = {ref.article_id for ref in merged.actor_of}
    named = {d.article_id: ids.mention_ids(d) for d in documents if d.article_id in homes}
    return {named[ref.article_id][ref.index]: actor for ref, actor in merged.actor_of.items()}


def partition(documents: Sequence[Document], knowledge: Knowledge) -> set[frozenset[Ref]]:
    """The clusters, without their ids."""
    return {frozenset(actor.members) for actor in _merge(documents, knowledge, {}).actors}


def shuffled(documents: Sequence[Document], chance: random.Random) -> list[Document]:
    """The same articles with their dates dealt anew."""
    days = [document.reading.article.published for document in documents]
    chance.shuffle(days)
    out = []
    for document, day in zip(documents, days, strict=True):
        article = replace(document.reading.article, published=day, published_earliest=day, published_latest=day)
        out.append(replace(document, reading=replace(document.reading, article=article)))
    return out


def _merge(documents: Sequence[Document], knowledge: Knowledge, previous: Mapping[str, str]) -> ActorMerge:
    ordered = sorted(documents, key=lambda d: (str(d.reading.article.published), d.article_id))
    return merge_actors(ordered, knowledge, previous)


def made(count: int, seed: int, knowledge: Knowledge) -> list[Document]:
    """So many invented articles."""
    finder = ActorFinder(knowledge)
    return [_document(finder, *entry) for entry in articles(seed, count * NAMES_PER_ARTICLE)]


def read(files: Sequence[Path], count: int, knowledge: Knowledge) -> list[Document]:
    """At most so many articles of the passages of some files, in their order, two a day."""
    finder = ActorFinder(knowledge)
    documents = []
    for number, (article_id, passages) in enumerate(islice(_grouped(files), count)):
        article, annotation = _article(passages, _START + dt.timedelta(days=number // 2))
        documents.append(_document(finder, article_id, article, annotation))
    return documents


def _grouped(files: Sequence[Path]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Passages that make an article: those of one document where their ids say so ("doc-0", "doc-1"), else eight each."""
    for file in files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
        stems = Counter(row["id"].rpartition("-")[0] for row in rows)
        group: list[dict[str, Any]] = []
        for place, row in enumerate(rows):
            stem = row["id"].rpartition("-")[0]
            group.append(row)
            following = rows[place + 1]["id"].rpartition("-")[0] if place + 1 < len(rows) else None
            whole = following != stem if stem and stems[stem] < len(rows) // 4 else not stem or len(group) == _PASSAGES
            if whole or following is None:
                yield f"{file.stem}-{place:06d}", group
                group = []


def _article(passages: Sequence[dict[str, Any]], day: dt.date) -> tuple[Article, Annotation]:
    text = ""
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, passage in enumerate(passages):
        words: str = passage["text"]
        for start, end, label in passage["ents"]:
            if label in _LABELS:
                name = words[start:end]
                names.append(Name(len(text) + start, len(text) + end, name, _LABELS[label], number, "marked"))
        sentences.append(Sentence(len(text), len(text) + len(words), "body", number))
        text += words + "\n"
    article = Article(
        text, "0" * 64, "utf-8", tuple(sentences), None, None, None, (), day, "header", day, day, len(text.split()), (),
    )  # fmt: skip
    return article, Annotation((), tuple(names))


def _document(finder: ActorFinder, article_id: str, article: Article, annotation: Annotation) -> Document:
    found = finder(article, annotation)
    reading = Reading(article, annotation, (), found, ArticleFigures((), ()), ArticleEvents((), ()))
    return Document(article_id, f"{article_id}.txt", reading)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.actor_ids", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--from", type=Path, nargs="+", dest="files", metavar="FILE", help="passages with marked names (invented ones)"
    )
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help="at most so many (2000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the order and the invented names (1)")
    given = parser.parse_args(arguments)
    if given.articles < 5:
        parser.error("--articles: at least 5, one a step")
    knowledge = default_knowledge()
    if given.files is None:
        documents = made(given.articles, given.seed, knowledge)
    else:
        documents = read(given.files, given.articles, knowledge)
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    anyhow = list(documents)
    chance.shuffle(anyhow)
    mentions = sum(len(d.reading.actors.mentions) for d in documents)
    table = Table(
        *("order", "step", "mentions before", "keep their id", "ids gone", "without redirect"),
        title=f"{len(documents):,} articles, {mentions:,} mentions",
    )
    for order, arriving in (("appended", documents), ("any", anyhow)):
        for share, step in zip(STEPS[1:], arrive(arriving, knowledge), strict=True):
            cells = (f"{step.mentions:,}", f"{step.share:.2%}", str(step.lost), str(step.without_redirect))
            table.add_row(order, f"to {share:.0%}", *cells)
    Console().print(table)
    straight = partition(documents, knowledge)
    same = sum(partition(shuffled(documents, chance), knowledge) == straight for _ in range(_SHUFFLES))
    Console().print(f"shuffles with the same clusters: {same} of {_SHUFFLES}")


if __name__ == "__main__":
    main()
