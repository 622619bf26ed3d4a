"""From the local actors of all articles to the actors of the corpus: clusters, ids that stay, links, roles."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from pipeline import ids
from pipeline.actors.clusters import Clusters
from pipeline.actors.fields import Fields
from pipeline.actors.forms import form
from pipeline.actors.nodes import Nodes, make_nodes
from pipeline.actors.rows import Members, actor_row, with_namesakes
from pipeline.knowledge import Knowledge, cells
from pipeline.records import (
    ActorLink,
    ActorMerge,
    Document,
    IdChange,
    Mention,
    Override,
    OverrideNote,
    Ref,
    Role,
)
from pipeline.schema import OVERRIDE

_COUNTRY = "country:"


def merge_actors(
    documents: Sequence[Document],
    knowledge: Knowledge,
    previous: Mapping[str, str],
    overrides: Sequence[Override] = (),
) -> ActorMerge:
    """The actors of the corpus.

    Args:
        documents: sorted by publication.
        knowledge: words that merging reads.
        previous: mention id -> actor id of the last run, empty from scratch; it moves ids, never members.
        overrides: what a person decided; they come before the rules.
    """
    corpus = _Corpus(documents, knowledge, overrides)
    final = corpus.final_ids(previous)
    fields = Fields(corpus.nodes.fields, corpus.clusters.root, corpus.members)
    actors = [actor_row(corpus.row(root), actor_id, fields.of(root)) for root, actor_id in final.items()]
    return ActorMerge(
        actors=tuple(sorted(with_namesakes(actors), key=lambda actor: actor.actor_id)),
        roles=corpus.roles(final),
        changes=corpus.changes(final, previous),
        actor_of={ref: final[root] for root, refs in corpus.members.items() for ref in refs},
        links=tuple(corpus.links(final)),
        notes=_notes(corpus, overrides, fields),
        decided=frozenset(corpus.nodes.moved),
    )


class _Corpus:
    """All local actors with their clusters.

    Attributes:
        members: cluster root -> its mentions in document order; clusters of nobody (`Nodes.loose`) are left out.
        sizes: node -> its mentions.
    """

    def __init__(self, documents: Sequence[Document], knowledge: Knowledge, overrides: Sequence[Override]) -> None:
        self.documents = documents
        self.nodes: Nodes = make_nodes(documents, overrides)
        words = knowledge.rows("actors/words.tsv")
        family_first = frozenset(w for row in words if row["kind"] == "family_first" for w in cells(row["words"]))
        self.clusters = Clusters(self.nodes.locals, family_first, self.nodes.decisions)
        self.mentions = {document.article_id: document.reading.actors.mentions for document in documents}
        self.members: dict[int, list[Ref]] = defaultdict(list)
        self.sizes = array("l", bytes(array("l").itemsize * len(self.nodes.locals)))
        self._locals: dict[int, list[int]] = defaultdict(list)
        self._homes = {document.article_id: document for document in documents}
        self._collect()

    def _collect(self) -> None:
        root, of = self.clusters.root, self.nodes.of
        nobody = {root(node) for node in self.nodes.loose}
        if nobody:
            nobody -= {root(node) for node in range(len(self.nodes.locals)) if node not in self.nodes.loose}
        for document in self.documents:
            article_id = document.article_id
            for index, mention in enumerate(document.reading.actors.mentions):
                node = of(article_id, index, mention)
                if node is None or (home := root(node)) in nobody:
                    continue
                if not self.sizes[node]:
                    self._locals[home].append(node)
                self.sizes[node] += 1
                self.members[home].append(Ref(article_id, index))

    def mention_id(self, ref: Ref) -> str:
        return ids.mention_id(self._homes[ref.article_id], ref.index)

    def mention(self, ref: Ref) -> Mention:
        found = self.mentions[ref.article_id][ref.index]
        return replace(found, rule=OVERRIDE) if self.nodes.moved and ref in self.nodes.moved else found

    def row(self, root: int) -> Members:
        """What the row of a cluster's actor is made of."""
        locals_ = [(self.nodes.locals[node], self.sizes[node]) for node in self._locals[root]]
        return Members(locals_, self.members[root], [self.mention(ref) for ref in self.members[root]])

    # -- ids

    def final_ids(self, previous: Mapping[str, str]) -> dict[int, str]:
        """Countries by their code; all others keep the id of the last run or are named after their first mention."""
        final: dict[int, str] = {}
        taken: set[str] = set()
        others = []
        for root in self.members:
            codes = (k for node in self._locals[root] for k in self.nodes.locals[node].keys if k.startswith(_COUNTRY))
            country = next(codes, None)
            if country is None or country in taken:
                others.append(root)
            else:
                final[root] = country
                taken.add(country)
        before = {mention: actor for mention, actor in previous.items() if not actor.startswith(_COUNTRY)}
        minted = [(ids.mint(ids.ACTOR, named[0]), named) for named in map(self._ids.__getitem__, others)]
        final.update(zip(others, ids.keep_ids(minted, before), strict=True))
        return final

    @cached_property
    def _ids(self) -> dict[int, list[str]]:
        """Cluster root -> the ids of its mentions."""
        return {root: [self.mention_id(ref) for ref in refs] for root, refs in self.members.items()}

    def changes(self, final: Mapping[int, str], previous: Mapping[str, str]) -> tuple[IdChange, ...]:
        """What became of the last run's ids."""
        if not previous:
            return ()
        moved: dict[str, str] = {}
        for root, refs in self.members.items():
            now = final[root]
            for ref, named in zip(refs, self._ids[root], strict=True):
                if previous.get(named, now) != now:
                    moved[named] = self.mention(ref).rule
        clusters = [(final[root], self._ids[root]) for root in self.members]
        return ids.id_changes(clusters, previous, {mention: mention for mention in moved}, moved)

    # -- links and roles

    def links(self, final: Mapping[int, str]) -> Iterator[ActorLink]:
        """The unions of actors that different articles name, by the mentions that met; countries need none."""
        firsts = list(self.nodes.first.values())
        articles = list(self.nodes.first)
        homes = {node: ref.article_id for ref, node in self.nodes.moved.items()}
        mentioned = self._mentioned()
        refs = {ref: ref for members in self.members.values() for ref in members}
        squashed: dict[str, str] = {}
        names: dict[str, str] = {}  # a link is two mentions and a name that others have, too: they share them
        for new, old, rule, key in self.clusters.links:
            if key.startswith(_COUNTRY) or not (self.sizes[new] and self.sizes[old]):
                continue
            if self.clusters.root(new) not in final:
                continue
            name = key.partition(":")[2]
            ends = []
            for node in (new, old):
                # Articles without actors share a first node with the next one, which bisection finds.
                article_id = homes[node] if node in homes else articles[bisect_right(firsts, node) - 1]
                met = self._meeting(article_id, mentioned[node], name, squashed)
                ends.append(refs.get(met, met))
            yield ActorLink(ends[0], ends[1], rule, names.setdefault(name, name))

    def _mentioned(self) -> dict[int, list[int]]:
        """Node -> the indices of its mentions in their article."""
        found: dict[int, list[int]] = defaultdict(list)
        for article_id, mentions in self.mentions.items():
            for index, mention in enumerate(mentions):
                node = self.nodes.of(article_id, index, mention)
                if node is not None:
                    found[node].append(index)
        return found

    def _meeting(self, article_id: str, places: Sequence[int], name: str, squashed: dict[str, str]) -> Ref:
        """Of the mentions of a node the one that has the name, else its first; `squashed` keeps what was looked up."""
        mentions = self.mentions[article_id]
        for index in places:
            text = mentions[index].text
            if text not in squashed:
                squashed[text] = form(text).squash
            if squashed[text] == name:
                return Ref(article_id, index)
        return Ref(article_id, places[0])

    def roles(self, final: Mapping[int, str]) -> tuple[Role, ...]:
        """Each title of each actor with the first and last article date it was seen on."""
        told: list[tuple[str, str, str | None, dt.date | None, str]] = []
        owners: dict[tuple[str, str], set[str]] = defaultdict(set)
        for document in self.documents:
            actors = document.reading.actors
            for observation in actors.roles:
                node = self.nodes.of(document.article_id, observation.mention, actors.mentions[observation.mention])
                actor = None if node is None else final.get(self.clusters.root(node))
                if actor is None:
                    continue
                owner = None if observation.of is None else self.nodes.first[document.article_id] + observation.of
                of = None if owner is None else final.get(self.clusters.root(owner))
                if of is not None:
                    owners[actor, observation.title.casefold()].add(of)
                published = document.reading.article.published
                told.append((actor, observation.title, of, published, document.article_id))
        return _dated(told, owners)


def _dated(
    told: Iterable[tuple[str, str, str | None, dt.date | None, str]], owners: Mapping[tuple[str, str], set[str]]
) -> tuple[Role, ...]:
    """A role for each actor, title and owner, with the days it was seen on; a bare title is of its one known owner."""
    seen: dict[tuple[str, str, str | None], Role] = {}
    for actor, title, said, day, article_id in told:
        known = owners.get((actor, title.casefold()), set())
        of = next(iter(known)) if said is None and len(known) == 1 else said
        before = seen.get((actor, title, of))
        if before is None:
            seen[actor, title, of] = Role(actor, title, of, day, day, article_id)
        elif day is not None:
            first = day if before.first_seen is None else min(before.first_seen, day)
            last = day if before.last_seen is None else max(before.last_seen, day)
            seen[actor, title, of] = Role(actor, title, of, first, last, before.article_id)
    return tuple(seen[key] for key in sorted(seen, key=lambda key: (key[0], key[1], key[2] or "")))


def _notes(corpus: _Corpus, overrides: Iterable[Override], fields: Fields) -> tuple[OverrideNote, ...]:
    """What is to be said of the overrides, by line."""
    said = {line.line: line for line in overrides}
    notes = [*corpus.nodes.notes, *fields.notes]
    for same, different in dict.fromkeys(corpus.clusters.refused):
        line, other = said[same], said[different]
        text = (
            f"same {line.left} {line.right} contradicts line {different} (different {other.left} {other.right}), "
            "which holds; remove one of them"
        )
        notes.append(OverrideNote(same, text))
    return tuple(sorted(notes, key=lambda note: (note.line, note.text)))
