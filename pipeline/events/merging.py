"""Which event mentions are one event, within and across articles, and the event they make.

Mentions are walked in (published, article, position) order; each joins the fitting cluster that shares most with it,
where it fits every member, or opens one. Later articles therefore never change what earlier ones made. Repeats of a
sentence (a caption and the lead) and anaphors join what they take up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline import ids
from pipeline.events.anaphora import ANAPHOR
from pipeline.events.compatibility import Member, compatible, sums_up
from pipeline.events.gists import Gist, gist
from pipeline.events.labels import Labels
from pipeline.events.linking import links
from pipeline.events.nearby import Nearby
from pipeline.events.stories import Window, publication_windows
from pipeline.events.summary import Summary
from pipeline.knowledge import Knowledge
from pipeline.records import Actor, ActorMerge, Document, EventMention, EventMerge, Ref

Cast = tuple[tuple[str, str], ...]
Cluster = list[Member]
_MANY = 8
"""Mentions of a cluster from which on it is kept which of them are alike."""


class _Who(NamedTuple):
    """Who takes part in an event as a mention tells it."""

    cast: Cast
    actors: frozenset[str]
    doers: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    countries: frozenset[str]


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
    casts: dict[Cast, _Who] = {}
    told = publication_windows(documents, actors.actors)
    for document in documents:
        window = told.get(document.article_id)
        clusters.read(document, _members(document, window, actors.actor_of, by_id, casts))
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
    casts: dict[Cast, _Who],
) -> list[Member]:
    """The event mentions of an article; those of one cast share it, kept in `casts`, and what follows from it."""
    reading, sentences = document.reading, document.reading.article.sentences
    out = []
    for position, (event, mention_id) in enumerate(
        zip(reading.events.mentions, ids.event_mention_ids(document), strict=True)
    ):
        roles = [(actor_of.get(Ref(document.article_id, p.mention)), p.role) for p in event.participants]
        known = tuple([(actor, role) for actor, role in roles if actor is not None and actor in by_id])
        who = casts.get(known) or _who(known, by_id, casts)
        place = actor_of.get(Ref(document.article_id, event.place)) if event.place is not None else None
        out.append(
            Member(
                article=document.article_id,
                position=position,
                published=reading.article.published,
                told=told,
                event=event,
                mention_id=mention_id,
                cast=who.cast,
                actors=who.actors,
                doers=who.doers,
                people=who.people,
                bodies=who.bodies,
                place=place if place in by_id else None,
                anaphor=event.rule.endswith(ANAPHOR),
                countries=who.countries,
                titled=sentences[event.sentence].kind == "title",
                site=event.type == "visit" and _is_site(event, known, place, by_id),
            )
        )
    return out


def _who(cast: Cast, by_id: Mapping[str, Actor], casts: dict[Cast, _Who]) -> _Who:
    """What follows from a cast, as a mention holds it."""
    kinds = [(actor, role, by_id[actor].kind) for actor, role in cast]
    casts[cast] = _Who(
        cast=cast,
        actors=frozenset(actor for actor, _ in cast),
        doers=frozenset(actor for actor, role in cast if role in ("actor", "speaker")),
        people=frozenset(actor for actor, role, kind in kinds if kind == "person" and role != "witness"),
        bodies=frozenset(actor for actor, _, kind in kinds if kind == "organization"),
        countries=_countries([by_id[actor] for actor, _ in cast]),
    )
    return casts[cast]


def _countries(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(a.country for a in actors if a.country is not None and a.kind in ("person", "country"))


def _is_site(event: EventMention, cast: Cast, place: str | None, by_id: Mapping[str, Actor]) -> bool:
    """Whether a visit is one to a site: a tour, or a verb whose object is no country or town, or an outing at home."""
    hosts = {by_id[actor].kind for actor, role in cast if role == "recipient"}
    toured = event.rule == "visit:verb:tour"
    if toured or (event.rule == "visit:verb:visit" and hosts.isdisjoint(("country", "place"))):
        return True
    return _is_outing([by_id[actor] for actor, role in cast if role == "actor"], by_id.get(place or ""))


def _is_outing(guests: Sequence[Actor], place: Actor | None) -> bool:
    """Whether a visit is one within the country, by people of it and perhaps their guests: to one of its towns."""
    if place is None or place.kind != "place" or place.country is None:
        return False
    return any(actor.kind == "person" and actor.country == place.country for actor in guests)


class _Clusters:
    """The clusters so far, and where to look for a fitting one."""

    def __init__(self, actors: dict[str, Actor], policies: Mapping[str, str]) -> None:
        self.all: list[Cluster] = []
        self._actors = actors
        self._policies = policies
        self._nearby = Nearby(policies)
        self._gists: dict[int, dict[Gist, Member]] = {}

    def read(self, document: Document, members: list[Member]) -> None:
        """Place the mentions of one article."""
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
            if home in self._gists and _is_full(member):
                self._gists[home].setdefault(gist(member, self._policy(member)), member)
        for home in set(homes.values()):
            cluster = self.all[home]
            last = len(_of_last(cluster, document.article_id))
            cluster[-last:] = sorted(cluster[-last:], key=lambda m: m.position)

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
        policy, actors = self._policy(member), self._actors
        for home in self._nearby.homes(member):
            full = self._full(home, member.article)
            if len(full) == 1:
                if compatible(member, full[0], policy, actors):
                    return home
                continue
            told = [other for other in full if other.event.date_start is not None]
            # One that fits by itself lets in what its article tells of it with fewer names.
            anchors = told or (full if member.event.date_start is not None else [])
            dated = any(compatible(member, other, policy, actors) for other in anchors)
            if anchors and not dated:
                continue  # it has just been asked of the anchors, and has to fit them, too
            if all(compatible(member, other, policy, actors, dated=dated) for other in full):
                return home
        return None

    def _policy(self, member: Member) -> str:
        return self._policies.get(member.event.type, "single")

    def _full(self, home: int, article: str) -> Sequence[Member]:
        """The mentions of a cluster that one of an article has to fit, of a large one each gist of other articles once.

        A headline that the text repeats says nothing of its own, nor does "the visit".
        """
        cluster = self.all[home]
        if len(cluster) == 1:
            return cluster
        if len(cluster) < _MANY:
            return [other for other in cluster if _is_full(other)] or cluster
        if home not in self._gists:
            self._gists[home] = {}
            for other in cluster:
                if _is_full(other):
                    self._gists[home].setdefault(gist(other, self._policy(other)), other)
        gists = self._gists[home]
        return [*gists.values(), *filter(_is_full, _of_last(cluster, article))] if gists else cluster


def _is_full(member: Member) -> bool:
    return not (member.titled or member.anaphor)


def _of_last(cluster: Cluster, article: str) -> list[Member]:
    """The mentions of the article that is being read: they stand last in their cluster."""
    return list(takewhile(lambda member: member.article == article, reversed(cluster)))
