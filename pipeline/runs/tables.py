"""From the reconciled corpus to Arrow tables: one function a table, rows as dictionaries, no rule of its own.

Every table is sorted by its key and has exactly the columns of `schema`, so equal ledgers give equal bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import ids
from pipeline.ingest import agency_name, place_name
from pipeline.knowledge import Knowledge
from pipeline.records import Article, Document, IdChange, Ledger, Ref
from pipeline.runs import actor_rows as actors
from pipeline.runs import event_rows as events
from pipeline.runs.rows import Ids, Row, day, span
from pipeline.schema import OVERRIDE, TABLES, Table

_TYPES = {"string": pa.string(), "int32": pa.int32(), "float64": pa.float64(), "timestamp[us]": pa.timestamp("us")}


def build_tables(ledger: Ledger, knowledge: Knowledge) -> dict[str, pa.Table]:
    """Every table of the schema, in its order."""
    minted = Ids(ledger)
    published = {d.article_id: d.reading.article.published for d in ledger.documents}
    makers: dict[str, Callable[[], Iterable[Row]]] = {
        "articles": lambda: (_article(d, ledger.duplicate_of, knowledge) for d in ledger.documents),
        "actors": lambda: _actors(ledger, published),
        "events": lambda: events.events(ledger),
        "figures": lambda: _figures(ledger, minted),
        "mentions": lambda: _mentions(ledger, minted),
        "mention_actors": lambda: actors.mention_actors(ledger, minted.references),
        "actor_aliases": lambda: actors.aliases(ledger, minted.mentions),
        "actor_links": lambda: actors.links(ledger, minted.mentions),
        "event_mentions": lambda: events.mentions(ledger, minted),
        "event_actors": lambda: events.actors(ledger),
        "event_status": lambda: events.status(ledger),
        "event_links": lambda: events.links(ledger),
        "event_figures": lambda: events.figures(ledger, minted),
        "rejected": lambda: events.rejected(ledger),
        "figure_actors": lambda: _figure_actors(ledger, minted),
        "dates": lambda: _dates(ledger, minted),
        "actor_changes": lambda: map(_id_change, ledger.actor_changes),
        "event_changes": lambda: map(_id_change, ledger.event_changes),
        "roles": lambda: _roles(ledger),
        "changes": lambda: _changes(ledger, minted),
        "claims": lambda: _claims(ledger),
    }
    return {table.name: to_arrow(table, makers[table.name]()) for table in TABLES}


def arrow_schema(table: Table) -> pa.Schema:
    """The table's columns as pyarrow wants them."""
    return pa.schema([pa.field(c.name, _TYPES[c.type]) for c in table.columns])


def to_arrow(table: Table, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table sorted by key, nulls first."""
    made = pa.Table.from_pylist(list(rows), schema=arrow_schema(table))
    keys = {}
    for key in table.key:
        if made[key].null_count:
            keys[f"{key} is valid"] = made[key].is_valid()
        keys[key] = made[key]
    return made.take(pc.sort_indices(pa.table(keys), [(name, "ascending") for name in keys]))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _article(document: Document, duplicate_of: Mapping[str, str], knowledge: Knowledge) -> Row:
    article: Article = document.reading.article
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
        "duplicate_of": duplicate_of.get(document.article_id),
        "n_sentences": len(article.sentences),
        "n_words": article.n_words,
    }


def _actors(ledger: Ledger, published: Mapping[str, dt.date | None]) -> Iterator[Row]:
    for actor in ledger.actors:
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


def _figures(ledger: Ledger, minted: Ids) -> Iterator[Row]:
    claim_of = {ref: claim.claim_id for claim in ledger.claims for ref in claim.members}
    names = {actor.actor_id: actor.name for actor in ledger.actors}
    for document in ledger.documents:
        for index, figure in enumerate(document.reading.figures.figures):
            linked = (ledger.actor_of.get(Ref(document.article_id, who.mention)) for who in figure.actors)
            said = None if figure.speaker is None else ledger.actor_of.get(Ref(document.article_id, figure.speaker))
            yield {
                "figure_id": minted.figures[document.article_id][index],
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
                "gloss_of": None if figure.gloss_of is None else minted.figures[document.article_id][figure.gloss_of],
                "claim_id": claim_of.get(Ref(document.article_id, index)),
            }


def _mentions(ledger: Ledger, minted: Ids) -> Iterator[Row]:
    for document in ledger.documents:
        for index, mention in enumerate(document.reading.actors.mentions):
            yield {
                "mention_id": minted.mentions[document.article_id][index],
                **span(document, mention),
                "label": mention.label,
                "form": mention.form,
                "title": mention.title,
                "actor_id": ledger.actor_of.get(Ref(document.article_id, index)),
                "rule": OVERRIDE if Ref(document.article_id, index) in ledger.decided else mention.rule,
            }
        yield from actors.references(document, minted.references[document.article_id])


def _figure_actors(ledger: Ledger, minted: Ids) -> Iterator[Row]:
    names = {actor.actor_id: actor.name for actor in ledger.actors}
    for document in ledger.documents:
        for index, figure in enumerate(document.reading.figures.figures):
            linked = {
                (ledger.actor_of[ref], who.role): None
                for who in figure.actors
                if (ref := Ref(document.article_id, who.mention)) in ledger.actor_of
            }
            for actor_id, role in linked:
                figure_id = minted.figures[document.article_id][index]
                yield {"figure_id": figure_id, "actor_id": actor_id, "name": names[actor_id], "role": role}


def _dates(ledger: Ledger, minted: Ids) -> Iterator[Row]:
    for document in ledger.documents:
        for index, date in enumerate(document.reading.dates):
            yield {
                "date_id": minted.dates[document.article_id][index],
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


def _roles(ledger: Ledger) -> Iterator[Row]:
    for role in ledger.roles:
        yield {
            "actor_id": role.actor_id,
            "title": role.title,
            "of_id": role.of_id,
            "first_seen": day(role.first_seen),
            "last_seen": day(role.last_seen),
            "article_id": role.article_id,
        }


def _changes(ledger: Ledger, minted: Ids) -> Iterator[Row]:
    for document in ledger.documents:
        figure_ids = minted.figures[document.article_id]
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


def _claims(ledger: Ledger) -> Iterator[Row]:
    names = {actor.actor_id: actor.name for actor in ledger.actors}
    for claim in ledger.claims:
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
