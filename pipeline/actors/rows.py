"""The row of an actor from its mentions: kind, name, country, latest title, aliases; what a person set comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.actors.forms import form
from pipeline.actors.naming import fullest, one_line
from pipeline.records import Actor, Alias, LocalActor, Mention, Ref

_COUNTRY = "country:"


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a cluster: its local actors with how many mentions each has, and all mentions in order."""

    locals: Sequence[tuple[LocalActor, int]]
    refs: Sequence[Ref]
    mentions: Sequence[Mention]


def actor_row(members: Members, actor_id: str, fields: Mapping[str, str]) -> Actor:
    """The actor of a cluster.

    Args:
        members: whom it is made of.
        actor_id: its id.
        fields: name, kind, country and wikidata as far as a person set them.
    """
    kinds: Counter[str] = Counter()
    names: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    homes: Counter[str] = Counter()
    # What a person joins to a country does not rename it.
    official = [pair for pair in members.locals if pair[0].kind == "country"] if actor_id.startswith(_COUNTRY) else []
    for local, count in official or members.locals:
        kinds[local.kind] += count
        names[local.name] += count
        if local.country is not None:
            countries[local.country] += count
        if local.home is not None:
            homes[local.home] += count
    # Whose office an agency's copy leaves unsaid is its own country's, where no article says another.
    ranked = sorted((countries or homes).items(), key=lambda pair: (-pair[1], pair[0]))
    tie = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return Actor(
        actor_id=actor_id,
        kind=fields.get("kind") or min(kinds, key=lambda kind: (-kinds[kind], kind)),
        name=fields.get("name") or fullest(names),
        country=fields.get("country") or (None if tie or not ranked else ranked[0][0]),
        title=_latest_title(members),
        aliases=_aliases(members),
        members=tuple(members.refs),
        wikidata=fields.get("wikidata"),
    )


def with_namesakes(actors: Sequence[Actor]) -> list[Actor]:
    """The actors, each with how many others of its kind have the same name: two that are one, or two that are not."""
    counts = Counter((actor.kind, form(actor.name).squash) for actor in actors)
    shared = ((actor, counts[actor.kind, form(actor.name).squash] - 1) for actor in actors)
    return [replace(actor, n_namesakes=count) if count else actor for actor, count in shared]


def _latest_title(members: Members) -> str | None:
    """The fullest title in the last article that gives one; of several as full one with a capital, the first of them."""
    titled = [(r.article_id, m.title) for r, m in zip(members.refs, members.mentions, strict=True) if m.title]
    if not titled:
        return None
    last = titled[-1][0]
    titles = [title for article_id, title in titled if article_id == last]
    return max(titles, key=lambda t: (not t.casefold().startswith("member"), len(t.split()), t[:1].isupper()))


def _aliases(members: Members) -> tuple[Alias, ...]:
    """The names, short forms and demonyms an actor was met under, most frequent first."""
    counts: Counter[str] = Counter()
    articles: dict[str, set[str]] = {}
    firsts: dict[str, int] = {}
    for place, (ref, mention) in enumerate(zip(members.refs, members.mentions, strict=True)):
        if mention.form == "role":
            continue
        alias = one_line(mention.text)
        counts[alias] += 1
        articles.setdefault(alias, set()).add(ref.article_id)
        firsts.setdefault(alias, place)
    return tuple(
        Alias(text, counts[text], len(articles[text]), members.mentions[firsts[text]].rule, members.refs[firsts[text]])
        for text in sorted(counts, key=lambda text: (-counts[text], text))
    )
