"""From the reconciled corpus to Arrow tables: one function a table, rows as dictionaries, no rule of its own.

Every table is sorted by its key and has exactly the columns of `schema`, so equal ledgers give equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import ids
from pipeline.ingest import agency_name, place_name
from pipeline.knowledge import Knowledge
from pipeline.records import Document, IdChange, Ledger, Ref
from pipeline.runs import actor_rows as actors
from pipeline.runs import event_rows as events
from pipeline.runs.heap import trim
from pipeline.runs.kept_rows import Kept
from pipeline.runs.rows import Corpus, Parts, Row, day, span
from pipeline.schema import BY_NAME, OVERRIDE, TABLES, Table

_TYPES = {"string": pa.string(), "int32": pa.int32(), "float64": pa.float64(), "timestamp[us]": pa.timestamp("us")}
ORDER = ("articles", *(table.name for table in TABLES if table.name != "articles"))
"""The order in which tables are made: that of the schema behind the texts that the others quote."""


def build_tables(
    ledger: Ledger,
    knowledge: Knowledge,
    stretches: Iterable[Sequence[Document]] | None = None,
    kept: Kept | None = None,
) -> Iterator[tuple[str, pa.Table]]:
    """Every table of the schema with its name, in ORDER; each is made when it is asked for.

    Args:
        ledger: the corpus; whoever lets go of it meanwhile saves memory.
        knowledge: names of places and agencies.
        stretches: its documents with all that was found in them, some at a time, in any order; by default those of the
            ledger at once. Those whose rows are kept are left out.
        kept: rows of the last run that are those of this one.
    """
    stretches = (ledger.documents,) if stretches is None else stretches
    corpus = Corpus(ledger, knowledge)
    del ledger  # once its own rows are made, most of it can go before those of the articles are
    parts = {name: Parts(arrow_schema(BY_NAME[name])) for name in ORDER}
    for name, rows in _OF_CORPUS.items():
        parts[name].add(rows(corpus))
    corpus.shorten()
    trim()
    for documents in stretches:
        for name, make in _OF_DOCUMENTS.items():
            parts[name].add(make(documents, corpus))
        trim()
    del corpus
    for name in ORDER:
        rows = _ordered(BY_NAME[name], parts.pop(name), kept)
        trim()
        yield name, rows
        del rows  # before the next is made


def arrow_schema(table: Table) -> pa.Schema:
    """The table's columns as pyarrow wants them."""
    return pa.schema([pa.field(c.name, _TYPES[c.type]) for c in table.columns])


def to_arrow(table: Table, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table sorted by key, nulls first."""
    parts = Parts(arrow_schema(table))
    parts.add(rows)
    return _ordered(table, parts)


def _ordered(table: Table, parts: Parts, kept: Kept | None = None) -> pa.Table:
    """The rows of a table sorted by key, a column after the other: of a large one memory never holds two."""
    taken = kept.taken(table.name) if kept is not None else None

    def whole(name: str) -> pa.ChunkedArray:
        fresh = parts.column(name)
        if taken is None:
            return fresh
        return pa.chunked_array([*taken.column(name).chunks, *fresh.chunks], fresh.type)

    keys = {}
    for key in table.key:
        column = whole(key)
        if column.null_count:
            keys[f"{key} is valid"] = column.is_valid()
        keys[key] = column
    order = pc.sort_indices(pa.table(keys), [(name, "ascending") for name in keys])
    del keys
    return pa.table([whole(c.name).take(order).combine_chunks() for c in table.columns], arrow_schema(table))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _articles(documents: Iterable[Document], corpus: Corpus) -> Iterator[Row]:
    return (_article(document, corpus) for document in documents)


def _article(document: Document, corpus: Corpus) -> Row:
    article, knowledge = document.reading.article, corpus.knowledge
    return {
        "article_id": document.article_id,
        "path": document.path,
        "sha256": article.sha256,
        "text": article.text,
        "title": article.title and article.title.text,
        "published": day(article.published),
        "published_basis": article.published_basis,
        "published_earliest": day(article.published_earliest),
        "published_latest": day(article.published_latest),
        "place": article.place and place_name(article.place.text, knowledge),
        "agency": article.agency and agency_name(article.agency.text, knowledge),
        "authors": "; ".join(author.text for author in article.authors) or None,
        "duplicate_of": corpus.ledger.duplicate_of.get(document.article_id),
        "n_sentences": len(article.sentences),
        "n_words": article.n_words,
    }


def _actors(corpus: Corpus) -> Iterator[Row]:
    published = {name: document.reading.article.published for name, document in corpus.documents.items()}
    for actor in corpus.ledger.actors:
        homes = {ref.article_id for ref in actor.members}
        days = sorted(day for day in (published[home] for home in homes) if day is not None)
        yield {
            "actor_id": actor.actor_id,
            "kind": actor.kind,
            "name": actor.name,
            "country": actor.country,
            "title": actor.title,
            "wikidata": actor.wikidata,
            "aliases": "; ".join(alias.alias for alias in actor.aliases),
            "first_seen": day(days[0]) if days else None,
            "last_seen": day(days[-1]) if days else None,
            "n_articles": len(homes),
            "n_mentions": len(actor.members),
            "n_namesakes": actor.n_namesakes,
        }


def _figures(documents: Iterable[Document], corpus: Corpus) -> Iterator[Row]:
    names, actor_of = corpus.names, corpus.ledger.actor_of
    for document in documents:
        minted = ids.figure_ids(document)
        for index, figure in enumerate(document.reading.figures.figures):
            linked = (actor_of.get(Ref(document.article_id, who.mention)) for who in figure.actors)
            said = None if figure.speaker is None else actor_of.get(Ref(document.article_id, figure.speaker))
            yield {
                "figure_id": minted[index],
                **span(document, figure),
                "kind": figure.kind,
                "value": _number(figure.value),
                "value_text": None if figure.value is None else format(figure.value.normalize(), "f"),
                "low": _number(figure.low),
                "high": _number(figure.high),
                "bound": figure.bound,
                "unit": figure.unit,
                "unit_basis": figure.unit_basis,
                "metric": figure.metric,
                "subjects": "; ".join(dict.fromkeys(names[a] for a in linked if a is not None)) or None,
                "flow": figure.flow,
                "period_start": day(figure.period_start),
                "period_end": day(figure.period_end),
                "period_text": figure.period_text,
                "role": figure.role,
                "trend": figure.trend,
                "status": figure.status,
                "per": figure.per,
                "whole": figure.whole,
                "speaker_id": said,
                "speaker": None if said is None else names[said],
                "gloss_of": None if figure.gloss_of is None else minted[figure.gloss_of],
                "claim_id": corpus.claim_of.get(Ref(document.article_id, index)),
            }


def _mentions(documents: Iterable[Document], corpus: Corpus) -> Iterator[Row]:
    ledger = corpus.ledger
    for document in documents:
        minted = ids.mention_ids(document)
        for index, mention in enumerate(document.reading.actors.mentions):
            yield {
                "mention_id": minted[index],
                **span(document, mention),
                "label": mention.label,
                "form": mention.form,
                "title": mention.title,
                "actor_id": ledger.actor_of.get(Ref(document.article_id, index)),
                "rule": OVERRIDE if Ref(document.article_id, index) in ledger.decided else mention.rule,
            }
        yield from actors.references(document)


def _figure_actors(documents: Iterable[Document], corpus: Corpus) -> Iterator[Row]:
    names, actor_of = corpus.names, corpus.ledger.actor_of
    for document in documents:
        minted = ids.figure_ids(document)
        for index, figure in enumerate(document.reading.figures.figures):
            linked = {
                (actor_of[ref], who.role): None
                for who in figure.actors
                if (ref := Ref(document.article_id, who.mention)) in actor_of
            }
            for actor_id, role in linked:
                yield {"figure_id": minted[index], "actor_id": actor_id, "name": names[actor_id], "role": role}


def _dates(documents: Iterable[Document], _: Corpus) -> Iterator[Row]:
    for document in documents:
        minted = ids.date_ids(document)
        for index, date in enumerate(document.reading.dates):
            yield {
                "date_id": minted[index],
                **span(document, date),
                "type": date.type,
                "value": date.value,
                "edtf": date.edtf,
                "date_start": day(date.date_start),
                "date_end": day(date.date_end),
                "precision": date.precision,
                "part_of_day": date.part_of_day,
                "basis": date.basis,
            }


def _id_change(change: IdChange) -> Row:
    return {
        "old_id": change.old_id,
        "new_id": change.new_id,
        "change": change.change,
        "mention_id": change.mention_id,
        "rule": change.rule,
    }


def _roles(corpus: Corpus) -> Iterator[Row]:
    for role in corpus.ledger.roles:
        yield {
            "actor_id": role.actor_id,
            "title": role.title,
            "of_id": role.of_id,
            "first_seen": day(role.first_seen),
            "last_seen": day(role.last_seen),
            "article_id": role.article_id,
        }


def _changes(documents: Iterable[Document], _: Corpus) -> Iterator[Row]:
    for document in documents:
        figure_ids = ids.figure_ids(document)
        for change in document.reading.figures.changes:
            delta = None if change.delta_figure is None else figure_ids[change.delta_figure]
            from_id, to_id = figure_ids[change.from_figure], figure_ids[change.to_figure]
            yield {
                "change_id": ids.mint(ids.CHANGE, from_id, to_id, delta),
                "from_id": from_id,
                "to_id": to_id,
                "delta_id": delta,
                "stated": _number(change.stated),
                "computed_low": _number(change.computed_low),
                "computed_high": _number(change.computed_high),
                "implied": _number(change.implied),
                "verdict": change.verdict,
            }


def _claims(corpus: Corpus) -> Iterator[Row]:
    names = corpus.names
    for claim in corpus.ledger.claims:
        yield {
            "claim_id": claim.claim_id,
            "metric": claim.metric,
            "subjects": "; ".join(names.get(subject, subject) for subject in claim.subjects),
            "unit": claim.unit,
            "period_start": day(claim.period_start),
            "period_end": day(claim.period_end),
            "value": _number(claim.value),
            "low": _number(claim.low),
            "high": _number(claim.high),
            "n_figures": len(claim.members),
            "n_articles": len({ref.article_id for ref in claim.members}),
            "verdict": claim.verdict,
            "check": claim.check,
            "check_note": claim.check_note,
        }


_OF_DOCUMENTS: Mapping[str, Callable[[Iterable[Document], Corpus], Iterable[Row]]] = {
    "articles": _articles,
    "figures": _figures,
    "mentions": _mentions,
    "mention_actors": actors.mention_actors,
    "event_mentions": events.mentions,
    "rejected": events.rejected,
    "figure_actors": _figure_actors,
    "dates": _dates,
    "changes": _changes,
}
"""The tables whose rows are an article's."""
_OF_CORPUS: Mapping[str, Callable[[Corpus], Iterable[Row]]] = {
    "actors": _actors,
    "events": events.events,
    "actor_aliases": actors.aliases,
    "actor_links": actors.links,
    "event_actors": events.actors,
    "event_status": events.status,
    "event_links": events.links,
    "event_figures": events.figures,
    "actor_changes": lambda corpus: map(_id_change, corpus.ledger.actor_changes),
    "event_changes": lambda corpus: map(_id_change, corpus.ledger.event_changes),
    "roles": _roles,
    "claims": _claims,
}
