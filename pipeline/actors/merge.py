"""From the local actors of all articles to the actors of the corpus: rows, roles, and ids that stay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pipeline import ids
from pipeline.actors.clusters import Clusters
from pipeline.actors.naming import fullest, one_line
from pipeline.knowledge import Knowledge, cells
from pipeline.records import Actor, ActorMerge, Alias, Document, LocalActor, Mention, Ref, Role

_COUNTRY = "country:"


def merge_actors(documents: Sequence[Document], knowledge: Knowledge, previous: Mapping[str, str]) -> ActorMerge:
    """The actors of the corpus.

    Args:
        documents: sorted by publication.
        knowledge: words that merging reads.
        previous: mention id -> actor id of the last run, empty from scratch; it moves ids, never members.
    """
    corpus = _Corpus(documents, knowledge)
    members = {root: [corpus.mention_id[ref] for ref in refs] for root, refs in corpus.members.items()}
    final = _final_ids(corpus, members, previous)
    actor_of = {ref: final[root] for root, refs in corpus.members.items() for ref in refs}
    rules = {corpus.mention_id[ref]: corpus.mention(ref).rule for refs in corpus.members.values() for ref in refs}
    changes = ids.id_changes([(final[root], members[root]) for root in members], previous, {m: m for m in rules}, rules)
    actors = tuple(
        sorted((_actor(corpus, root, final[root]) for root in corpus.members), key=lambda actor: actor.actor_id)
    )
    return ActorMerge(actors, _roles(documents, corpus, final), changes, actor_of)


class _Corpus:
    """All local actors with their clusters. `members` has the mentions of each cluster root, in document order."""

    def __init__(self, documents: Sequence[Document], knowledge: Knowledge) -> None:
        self._mentions = {document.article_id: document.reading.actors.mentions for document in documents}
        nodes: list[LocalActor] = []
        self.first_node: dict[str, int] = {}
        for document in documents:
            self.first_node[document.article_id] = len(nodes)
            nodes += document.reading.actors.actors
        self.nodes = nodes
        family_first = frozenset(
            word
            for row in knowledge.rows("actors/words.tsv")
            if row["kind"] == "family_first"
            for word in cells(row["words"])
        )
        clusters = Clusters(nodes, family_first)
        self.mention_id: dict[Ref, str] = {}
        self.members: dict[int, list[Ref]] = defaultdict(list)
        self.locals: dict[int, Counter[int]] = defaultdict(Counter)
        self.root_of: dict[tuple[str, int], int] = {}
        for document in documents:
            first = self.first_node[document.article_id]
            named = ids.mention_ids(document)
            for index, mention in enumerate(document.reading.actors.mentions):
                if mention.chain is None:
                    continue
                root = clusters.root(first + mention.chain)
                ref = Ref(document.article_id, index)
                self.mention_id[ref] = named[index]
                self.members[root].append(ref)
                self.locals[root][first + mention.chain] += 1
                self.root_of[document.article_id, mention.chain] = root

    def mention(self, ref: Ref) -> Mention:
        return self._mentions[ref.article_id][ref.index]


def _final_ids(corpus: _Corpus, members: Mapping[int, list[str]], previous: Mapping[str, str]) -> dict[int, str]:
    """Countries by their code; all others keep the id of the last run or are named after their first mention."""
    final: dict[int, str] = {}
    others = []
    for root in members:
        keys = [key for node in corpus.locals[root] for key in corpus.nodes[node].keys if key.startswith(_COUNTRY)]
        if keys:
            final[root] = keys[0]
        else:
            others.append(root)
    before = {mention: actor for mention, actor in previous.items() if not actor.startswith(_COUNTRY)}
    minted = [(ids.mint(ids.ACTOR, members[root][0]), members[root]) for root in others]
    final.update(zip(others, ids.keep_ids(minted, before), strict=True))
    return final


def _actor(corpus: _Corpus, root: int, actor_id: str) -> Actor:
    refs = corpus.members[root]
    kinds: Counter[str] = Counter()
    names: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for node, count in corpus.locals[root].items():
        local = corpus.nodes[node]
        kinds[local.kind] += count
        names[local.name] += count
        if local.country is not None:
            countries[local.country] += count
    ranked = sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))
    tie = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return Actor(
        actor_id=actor_id,
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        name=fullest(names),
        country=None if tie or not ranked else ranked[0][0],
        title=_latest_title(corpus, refs),
        aliases=_aliases(corpus, refs),
        members=tuple(refs),
    )


def _latest_title(corpus: _Corpus, refs: Sequence[Ref]) -> str | None:
    """The fullest title in the last article that gives one, the first of them where several are as full."""
    titled = [ref for ref in refs if corpus.mention(ref).title is not None]
    if not titled:
        return None
    last = titled[-1].article_id
    titles = [title for ref in titled if ref.article_id == last and (title := corpus.mention(ref).title) is not None]
    return max(titles, key=lambda title: (not title.casefold().startswith("member"), len(title.split())))


def _aliases(corpus: _Corpus, refs: Sequence[Ref]) -> tuple[Alias, ...]:
    """The names, short forms and demonyms an actor was met under, most frequent first."""
    counts: Counter[str] = Counter()
    articles: dict[str, set[str]] = defaultdict(set)
    rules: dict[str, str] = {}
    for ref in refs:
        mention = corpus.mention(ref)
        if mention.form == "role":
            continue
        alias = one_line(mention.text)
        counts[alias] += 1
        articles[alias].add(ref.article_id)
        rules.setdefault(alias, mention.rule)
    ordered = sorted(counts, key=lambda text: (-counts[text], text))
    return tuple(Alias(text, counts[text], len(articles[text]), rules[text]) for text in ordered)


def _roles(documents: Sequence[Document], corpus: _Corpus, final: Mapping[int, str]) -> tuple[Role, ...]:
    """Each title of each actor with the first and last article date it was seen on."""
    seen: dict[tuple[str, str, str | None], Role] = {}
    for document in documents:
        actors = document.reading.actors
        day = document.reading.article.published
        for observation in actors.roles:
            chain = actors.mentions[observation.mention].chain
            if chain is None:
                continue
            actor = final[corpus.root_of[document.article_id, chain]]
            root = None if observation.of is None else corpus.root_of.get((document.article_id, observation.of))
            of = None if root is None else final[root]
            key = actor, observation.title, of
            before = seen.get(key)
            if before is None:
                seen[key] = Role(actor, observation.title, of, day, day, document.article_id)
            elif day is not None:
                first = day if before.first_seen is None else min(before.first_seen, day)
                last = day if before.last_seen is None else max(before.last_seen, day)
                seen[key] = Role(actor, observation.title, of, first, last, before.article_id)
    return tuple(seen[key] for key in sorted(seen, key=lambda key: (key[0], key[1], key[2] or "")))
