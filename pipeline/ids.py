"""Ids: pure functions of what a row describes, and the registry that keeps them from run to run.

An id is `prefix-` and 16 hex digits of a BLAKE2b hash over (article, normalised sentence, surface, ordinals). Offsets
take no part, so an edit elsewhere in the article leaves an id as it was; ordinals tell apart the sentences that a
caption repeats and the occurrences of a surface in one sentence.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring as _quoted
from typing import Protocol, TypeVar

from pipeline.records import Article, Document, IdChange

Member = TypeVar("Member", bound=Hashable)

MENTION, EVENT_MENTION, FIGURE, DATE, ACTOR, EVENT, CLAIM, CHANGE, REJECTED = (
    "m",
    "t",
    "f",
    "d",
    "a",
    "e",
    "c",
    "g",
    "r",
)
"""Prefixes, so that an id in a notebook says what it is; `t` is an event mention's trigger."""


def mint(prefix: str, *parts: str | int | None) -> str:
    """The id of what `parts` describe: 64 bits, so 10 million rows collide with probability below 1e-5."""
    # What json.dumps writes of a list, faster: a run mints several ids for each mention.
    return _hashed(prefix, ",".join([_written(part) for part in parts]))


def _written(part: str | int | None) -> str:
    return _quoted(part) if isinstance(part, str) else "null" if part is None else str(part)


def _hashed(prefix: str, listed: str) -> str:
    text = f"[{listed}]".encode("utf-8", "surrogatepass")
    return f"{prefix}-{hashlib.blake2b(text, digest_size=8).hexdigest()}"


def span_ids(prefix: str, article_id: str, article: Article, spans: Iterable[tuple[int, int, int]]) -> tuple[str, ...]:
    """Ids for spans of one article, given as (start, end, sentence index).

    What tells equal surfaces apart is counted in the text alone (which of the equal sentences, which occurrence in it),
    so whether another span is found or not moves no id. Rows that share a span are numbered in the order given.
    """
    return _span_ids(prefix, article, _sentences(article_id, article), spans)


def _span_ids(
    prefix: str, article: Article, homes: Sequence[str], spans: Iterable[tuple[int, int, int]]
) -> tuple[str, ...]:
    """As `span_ids`, with what `_sentences` gives."""
    shared: Counter[tuple[int, int]] = Counter()
    out = []
    for start, end, home in spans:
        surface = article.text[start:end]
        before = article.text.count(surface, article.sentences[home].start, start)
        out.append(_hashed(prefix, f"{homes[home]},{_quoted(surface)},{before},{shared[start, end]}"))
        shared[start, end] += 1
    return tuple(out)


def _sentences(article_id: str, article: Article) -> list[str]:
    """What ids say of each sentence, written out: the article, the normalised sentence, which of the equal ones."""
    met: Counter[str] = Counter()
    out = []
    for sentence in article.sentences:
        words = " ".join(article.text[sentence.start : sentence.end].split()).casefold()
        out.append(f"{_quoted(article_id)},{_quoted(words)},{met[words]}")
        met[words] += 1
    return out


def mention_ids(document: Document) -> tuple[str, ...]:
    """The id of each mention of a document, in its order."""
    return _actor_spans(document)[: len(document.reading.actors.mentions)]


def mention_id(document: Document, index: int) -> str:
    """The id of one mention of a document."""
    return _id(MENTION, document, index)


def event_mention_id(document: Document, index: int) -> str:
    """The id of one event mention of a document."""
    return _id(EVENT_MENTION, document, index)


def figure_id(document: Document, index: int) -> str:
    """The id of one figure of a document."""
    return _id(FIGURE, document, index)


def reference_ids(document: Document) -> tuple[str, ...]:
    """The id of each pronoun and collective phrase of a document, in their order; none is a mention's."""
    return _actor_spans(document)[len(document.reading.actors.mentions) :]


def _actor_spans(document: Document) -> tuple[str, ...]:
    return _ids(MENTION, document)


def event_mention_ids(document: Document) -> tuple[str, ...]:
    """The id of each event mention of a document, in its order."""
    return _ids(EVENT_MENTION, document)


def rejected_ids(document: Document) -> tuple[str, ...]:
    """The id of each rejected trigger of a document, in its order."""
    return _ids(REJECTED, document)


def figure_ids(document: Document) -> tuple[str, ...]:
    """The id of each figure of a document, in its order."""
    return _ids(FIGURE, document)


def date_ids(document: Document) -> tuple[str, ...]:
    """The id of each time expression of a document, in its order."""
    return _ids(DATE, document)


class _Located(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def sentence(self) -> int: ...


def _ids(prefix: str, document: Document) -> tuple[str, ...]:
    """The ids of one sort; all sorts are minted when one is first asked for, since they share the sentences."""
    if not document.minted:
        reading = document.reading
        sorts: dict[str, Sequence[_Located]] = {
            MENTION: (*reading.actors.mentions, *reading.actors.references),
            EVENT_MENTION: reading.events.mentions,
            REJECTED: reading.events.rejected,
            FIGURE: reading.figures.figures,
            DATE: reading.dates,
        }
        homes = _sentences(document.article_id, reading.article)
        for sort, records in sorts.items():
            spans = ((record.start, record.end, record.sentence) for record in records)
            document.minted[sort] = _span_ids(sort, reading.article, homes, spans)
    found = document.minted[prefix]
    return found if isinstance(found, tuple) else _unpacked(prefix, found)


def _id(prefix: str, document: Document, index: int) -> str:
    found = document.minted.get(prefix)
    if isinstance(found, bytes):
        return f"{prefix}-{found[8 * index : 8 * index + 8].hex()}"
    return _ids(prefix, document)[index]


def packed(document: Document) -> dict[str, bytes]:
    """The ids of all records of a document as `Document.minted` may hold them too, in an eighth of the memory."""
    _ids(MENTION, document)
    whole = ((sort, found) for sort, found in document.minted.items())
    return {
        sort: found if isinstance(found, bytes) else bytes.fromhex("".join(one[len(sort) + 1 :] for one in found))
        for sort, found in whole
    }


def _unpacked(prefix: str, found: bytes) -> tuple[str, ...]:
    digits = found.hex()
    return tuple([f"{prefix}-{digits[at : at + 16]}" for at in range(0, len(digits), 16)])


def keep_ids(clusters: Sequence[tuple[str, Sequence[Member]]], previous: Mapping[Member, str]) -> tuple[str, ...]:
    """The ids that clusters keep from the last run. Moves ids, never members.

    Args:
        clusters: (minted id, members) in order; the minted id comes from the first member.
        previous: the id each member had in the last run.

    A cluster whose minted id some member of it already had keeps that id (so articles that arrive in date order give
    what a run from scratch gives); else the old id most of its members had, if no other cluster holds it; else the
    minted one (minted anew in the rare case that another cluster holds that).
    """
    votes = [Counter(previous[m] for m in members if m in previous) for _, members in clusters]
    result = {i: minted for i, (minted, _) in enumerate(clusters) if minted in votes[i]}
    taken = set(result.values())
    waiting = [(-count, old, i) for i, vote in enumerate(votes) if i not in result for old, count in vote.items()]
    for _, old, i in sorted(waiting):
        if i not in result and old not in taken:
            result[i] = old
            taken.add(old)
    for i, (minted, _) in enumerate(clusters):
        if i not in result:
            again = 0
            fresh = minted
            while fresh in taken:
                again += 1
                fresh = mint(minted.split("-")[0], minted, again)
            result[i] = fresh
            taken.add(fresh)
    return tuple(result[i] for i in range(len(clusters)))


def id_changes(
    clusters: Sequence[tuple[str, Sequence[Member]]],
    previous: Mapping[Member, str],
    mention_ids: Mapping[Member, str],
    rules: Mapping[Member, str],
) -> tuple[IdChange, ...]:
    """What became of the last run's ids: a row for each old id that now lives, in whole or part, under another.

    Args:
        clusters: (final id, members in order).
        previous: the id each member had in the last run.
        mention_ids: the id of each member; a row names the first that moved.
        rules: the rule that linked each member.
    """
    alive = {final for final, _ in clusters}
    homes: dict[str, dict[str, Member]] = {}
    for final, members in clusters:
        for member in members:
            if member in previous:
                homes.setdefault(previous[member], {}).setdefault(final, member)
    changes = []
    for old, moved in homes.items():
        for new, member in moved.items():
            if new == old:
                continue
            change = "split" if len(moved) > 1 or old in alive else "merged" if new in homes else "renamed"
            changes.append(IdChange(old, new, change, mention_ids[member], rules[member]))
    return tuple(sorted(changes, key=lambda c: (c.old_id, c.new_id)))
