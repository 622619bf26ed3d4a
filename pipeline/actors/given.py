"""Linking alone: who the mentions of somebody else's annotation are, by the same rules that serve a run.

Given mentions stand in for the names that the language package would find, so what is measured is the linking. Mentions
may lie inside one another; each depth is read as an article of its own with the same text, and all are merged together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.actors.finder import ActorFinder
from pipeline.actors.merge import merge_actors
from pipeline.knowledge import Knowledge
from pipeline.records import Annotation, Article, ArticleEvents, ArticleFigures, Document, Mention, Name, Reading, Ref

_LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORGANIZATION": "ORG",
    "PLACE": "GPE",
    "COUNTRY": "GPE",
    "LOCATION": "LOC",
}
_KNOWN = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})


@dataclass(frozen=True, slots=True)
class GivenMention:
    """A stretch that somebody marked.

    Attributes:
        type: PERSON, ORG, PLACE or a label of `Name`; anything else, or None, lets the gazetteers decide.
        kind: name, demonym or role; pronouns and the like are left unresolved.
    """

    start: int
    end: int
    type: str | None = None
    kind: str = "name"


@dataclass(frozen=True, slots=True)
class Link:
    """Who a given mention is: the id of its actor, None where no rule could say, and the rule."""

    actor_id: str | None
    rule: str


def link_given(
    articles: Mapping[str, tuple[Article, Sequence[GivenMention]]], knowledge: Knowledge
) -> dict[str, list[Link]]:
    """Link the given mentions within and across articles.

    Args:
        articles: for each article id the article and its mentions, in any order.
        knowledge: the tables that the actor rules read.

    Returns:
        for each article id one link per mention, in the order given.
    """
    finder = ActorFinder(knowledge)
    documents: list[Document] = []
    homes: dict[str, list[str]] = {}
    for article_id, (article, given) in articles.items():
        for depth, names in enumerate(_depths(article, given, finder) or [()]):
            annotation = Annotation((), names)
            none = ArticleFigures((), ()), ArticleEvents(())
            reading = Reading(article, annotation, (), finder(article, annotation), *none)
            layer = f"{article_id}\x1f{depth}"
            homes.setdefault(article_id, []).append(layer)
            documents.append(Document(layer, layer, reading))
    documents.sort(key=lambda document: (str(document.reading.article.published or ""), document.article_id))
    actor_of = merge_actors(documents, knowledge, {}).actor_of
    found = {document.article_id: _by_span(document, actor_of) for document in documents}
    links = {}
    for article_id, (_, given) in articles.items():
        rows = [found[layer] for layer in homes[article_id]]
        links[article_id] = [_link(mention, rows) for mention in given]
    return links


def _depths(article: Article, given: Sequence[GivenMention], finder: ActorFinder) -> list[tuple[Name, ...]]:
    """The names, outermost first: names of one depth never overlap."""
    starts = [sentence.start for sentence in article.sentences]
    depths: list[list[Name]] = []
    for mention in sorted(given, key=lambda m: (m.start, -m.end)):
        if mention.kind not in {"name", "demonym", "alias"}:
            continue
        text = article.text[mention.start : mention.end]
        home = max(0, bisect_right(starts, mention.start) - 1)
        name = Name(mention.start, mention.end, text, _label(mention, text, finder), home, "given")
        for names in depths:
            if names[-1].end <= name.start:
                names.append(name)
                break
        else:
            depths.append([name])
    return [tuple(names) for names in depths]


def _label(mention: GivenMention, text: str, finder: ActorFinder) -> str:
    if mention.kind == "demonym":
        return "NORP"
    written = (mention.type or "").upper()
    label = _LABELS.get(written, written)
    if label in _KNOWN:
        return label
    entry = finder.lexicon.entry(text, "GPE")
    return "GPE" if entry is not None and entry.kind != "organization" else "ORG"


def _by_span(document: Document, actor_of: Mapping[Ref, str]) -> dict[tuple[int, int], Link]:
    found: dict[tuple[int, int], Link] = {}
    for index, mention in enumerate(document.reading.actors.mentions):
        link = Link(actor_of.get(Ref(document.article_id, index)), mention.rule)
        for span in _spans(mention):
            found.setdefault(span, link)
    return found


def _spans(mention: Mention) -> list[tuple[int, int]]:
    """The span of a mention; of a role phrase also without its article."""
    spans = [(mention.start, mention.end)]
    if mention.form == "role" and mention.text[:4].lower() == "the ":
        spans.append((mention.start + 4, mention.end))
    return spans


def _link(mention: GivenMention, rows: Sequence[Mapping[tuple[int, int], Link]]) -> Link:
    for found in rows:
        link = found.get((mention.start, mention.end))
        if link is not None:
            return link
    return Link(None, "no_rule")
