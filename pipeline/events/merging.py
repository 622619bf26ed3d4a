"""Which event mentions are one event, within and across articles, and the event they make.

Mentions are walked in (published, article, position) order; each joins the fitting cluster that shares most with it,
where it fits every member, or opens one. Later articles therefore never change what earlier ones made. Repeats of a
sentence (a caption and the lead) and anaphors join what they take up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar, cast

from pipeline import ids
from pipeline.events.anaphora import ANAPHOR
from pipeline.events.compatibility import Member, compatible, sums_up
from pipeline.events.labels import Labels
from pipeline.events.linking import links
from pipeline.events.nearby import Nearby
from pipeline.events.stories import Window, publication_windows
from pipeline.events.summary import Summary
from pipeline.knowledge import Knowledge
from pipeline.records import Actor, ActorMerge, Document, EventMention, EventMerge, Ref

Cluster = list[Member]
_Values = TypeVar("_Values", bound=Hashable)


def merge_events(
    documents: Sequence[Document], knowledge: Knowledge, actors: ActorMerge, previous: Mapping[str, str]
) -> EventMerge:
    """The events of a corpus.

    Args:
        documents: sorted by (published, article id), undated ones first.
        knowledge: gives the tables under `events/`.
        actors: the merged actors; names in labels and participants are theirs.
        previous: event id of each event mention id in the last run; moves ids, never members.

    Returns:
        Events in the order of their first mention; every event mention is in exactly one.
    """
    by_id = {actor.actor_id: actor for actor in actors.actors}
    policies = {row["type"]: row["policy"] for row in knowledge.rows("events/merging.tsv")}
    clusters = _Clusters(by_id, policies)
    shared: dict[object, object] = {}
    told = publication_windows(documents, actors.actors)
    for document in documents:
        window = told.get(document.article_id)
        clusters.read(document, _members(document, window, actors.actor_of, by_id, shared))
    minted = [(ids.mint(ids.EVENT, c[0].mention_id), tuple(m.mention_id for m in c)) for c in clusters.all]
    final = ids.keep_ids(minted, previous)
    summary = Summary(knowledge, by_id, Labels(knowledge))
    home = {(m.article, m.position): k for k, c in enumerate(clusters.all) for m in c}
    events = tuple(
        summary.event(event_id, tuple(c), _refs(c), _lender(c, home, clusters.all))
        for event_id, c in zip(final, clusters.all, strict=True)
    )
    rules = {m.mention_id: m.event.rule for c in clusters.all for m in c} if previous else {}
    changes = ids.id_changes(
        [(event_id, members) for event_id, (_, members) in zip(final, minted, strict=True)],
        previous,
        {mention_id: mention_id for mention_id in rules},
        rules,
    )
    return EventMerge(events, changes, links(events, clusters.all, home, by_id))


def _refs(cluster: Cluster) -> tuple[Ref, ...]:
    return tuple(Ref(m.article, m.position) for m in cluster)


def _lender(cluster: Cluster, home: Mapping[tuple[str, int], int], clusters: Sequence[Cluster]) -> tuple[Member, ...]:
    """The mentions of the occasion at which an undated event took place, as other articles tell it."""
    for member in cluster:
        if member.event.occasion is not None and member.event.date_start is None:
            return tuple(clusters[home[member.article, member.event.occasion]])
    return ()


def _members(
    document: Document,
    told: Window | None,
    actor_of: Mapping[Ref, str],
    by_id: Mapping[str, Actor],
    shared: dict[object, object],
) -> list[Member]:
    """The event mentions of an article; equal sets and casts are one, kept in `shared`: there are few, and large."""
    reading, sentences = document.reading, document.reading.article.sentences

    def one(values: _Values) -> _Values:
        return cast("_Values", shared.setdefault(values, values))

    out = []
    for position, (event, mention_id) in enumerate(
        zip(reading.events.mentions, ids.event_mention_ids(document), strict=True)
    ):
        roles = [(actor_of.get(Ref(document.article_id, p.mention)), p.role) for p in event.participants]
        known = [(actor, role) for actor, role in roles if actor is not None and actor in by_id]
        place = actor_of.get(Ref(document.article_id, event.place)) if event.place is not None else None
        out.append(
            Member(
                article=document.article_id,
                position=position,
                published=reading.article.published,
                told=told,
                event=event,
                mention_id=mention_id,
                cast=one(tuple(map(one, known))),
                actors=one(frozenset(actor for actor, _ in known)),
                doers=one(frozenset(actor for actor, role in known if role in ("actor", "speaker"))),
                people=one(frozenset(a for a, role in known if by_id[a].kind == "person" and role != "witness")),
                bodies=one(frozenset(actor for actor, _ in known if by_id[actor].kind == "organization")),
                place=place if place in by_id else None,
                anaphor=event.rule.endswith(ANAPHOR),
                countries=one(_countries([by_id[actor] for actor, _ in known])),
                titled=sentences[event.sentence].kind == "title",
                site=_is_site(event, [by_id[actor].kind for actor, role in known if role == "recipient"])
                or _is_outing(
                    event, [by_id[actor] for actor, role in known if role == "actor"], by_id.get(place or "")
                ),
            )
        )
    return out


def _countries(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(a.country for a in actors if a.country is not None and a.kind in ("person", "country"))


def _is_site(event: EventMention, hosts: Sequence[str]) -> bool:
    """Whether a visit is one to a site: a tour, or a verb whose object is no country or town."""
    toured = event.rule == "visit:verb:tour"
    return toured or (event.rule == "visit:verb:visit" and not {"country", "place"} & set(hosts))


def _is_outing(event: EventMention, guests: Sequence[Actor], place: Actor | None) -> bool:
    """Whether a visit is one within the country, by people of it and perhaps their guests: to one of its towns."""
    if event.type != "visit" or place is None or place.kind != "place" or place.country is None:
        return False
    return any(actor.kind == "person" and actor.country == place.country for actor in guests)


class _Clusters:
    """The clusters so far, and where to look for a fitting one."""

    def __init__(self, actors: dict[str, Actor], policies: Mapping[str, str]) -> None:
        self.all: list[Cluster] = []
        self._actors = actors
        self._policies = policies
        self._nearby = Nearby(policies)
        self._nth: dict[str, int] = {}

    def read(self, document: Document, members: list[Member]) -> None:
        """Place the mentions of one article."""
        self._nth[document.article_id] = len(self._nth)
        sentences = document.reading.article.sentences
        homes: dict[int, int] = {}
        in_sentence: dict[tuple[int, str], list[int]] = defaultdict(list)
        for member in members:
            in_sentence[member.event.sentence, member.event.type].append(member.position)
        # The headline comes last: it sums up what the text tells.
        for member in sorted(members, key=lambda m: m.titled):
            event = member.event
            repeats = sentences[event.sentence].repeats
            nth = in_sentence[event.sentence, event.type].index(member.position)
            original = in_sentence.get((repeats, event.type), []) if repeats is not None else []
            if nth < len(original) and original[nth] in homes:
                home: int | None = homes[original[nth]]
            elif member.anaphor:
                home = self._antecedent(member, members[: member.position], homes)
            else:
                home = self._summed_up(member, members, homes) if member.titled else None
                home = self._best(member) if home is None else home
            if home is None:
                home = len(self.all)
                self.all.append([])
            self.all[home].append(member)
            homes[member.position] = home
            self._nearby.add(member, home)
        for home in sorted(set(homes.values())):
            self.all[home].sort(key=lambda m: (self._nth[m.article], m.position))

    def _antecedent(self, member: Member, earlier: list[Member], homes: dict[int, int]) -> int | None:
        for other in reversed(earlier):
            same = other.event.type == member.event.type and other.event.participants == member.event.participants
            if (
                other.position in homes
                and same
                and (other.event.date_start == member.event.date_start or member.event.date_start is None)
            ):
                return homes[other.position]
        return self._best(member)

    def _summed_up(self, title: Member, members: list[Member], homes: dict[int, int]) -> int | None:
        """The cluster of the first mention of the text that a headline sums up."""
        for other in members:
            same = not other.titled and other.event.type == title.event.type
            if same and sums_up(title, other, self._actors):
                return homes[other.position]
        return None

    def _best(self, member: Member) -> int | None:
        """The cluster whose members all fit and that shares most actors; the earliest among equals."""
        policy = self._policies.get(member.event.type, "single")
        for home in self._nearby.homes(member):
            cluster = self.all[home]
            # A headline that the text repeats says nothing of its own, nor does "the visit".
            full = [other for other in cluster if not (other.titled or other.anaphor)] or cluster
            told = [other for other in full if other.event.date_start is not None]
            # One that fits by itself lets in what its article tells of it with fewer names.
            anchors = told or (full if member.event.date_start is not None else [])
            dated = any(compatible(member, other, policy, self._actors) for other in anchors)
            if all(compatible(member, other, policy, self._actors, dated=dated) for other in full):
                return home
        return None
