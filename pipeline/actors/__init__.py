"""Stub: mentions and local actors, merged by equal name."""
from __future__ import annotations
from collections.abc import Mapping, Sequence
from pipeline import ids
from pipeline.knowledge import Knowledge
from pipeline.records import Actor, ActorMerge, Alias, Annotation, Article, ArticleActors, Document, LocalActor, Mention, Ref

class ActorFinder:
    def __init__(self, knowledge: Knowledge) -> None: ...
    def __call__(self, article: Article, annotation: Annotation) -> ArticleActors:
        chains: dict[str, int] = {}
        mentions = tuple(Mention(n.start, n.end, n.text, n.sentence, n.label, "name", None, chains.setdefault(n.text.casefold(), len(chains)), "same_name") for n in annotation.names)
        actors = tuple(LocalActor("person", next(m.text for m in mentions if m.chain == i), None, (k,), ()) for k, i in chains.items())
        return ArticleActors(mentions, actors, ())

def merge_actors(documents: Sequence[Document], knowledge: Knowledge, previous: Mapping[str, str]) -> ActorMerge:
    actors: dict[str, list[Ref]] = {}
    name: dict[str, str] = {}
    for d in documents:
        for i, m in enumerate(d.reading.actors.mentions):
            key = d.reading.actors.actors[m.chain].keys[0] if m.chain is not None else ""
            actors.setdefault(key, []).append(Ref(d.article_id, i)); name.setdefault(key, m.text)
    rows = tuple(Actor(ids.mint("a", k), "person", name[k], None, None, (Alias(name[k], len(v), 1, "same_name"),), tuple(v)) for k, v in actors.items())
    return ActorMerge(rows, (), (), {r: a.actor_id for a in rows for r in a.members})
