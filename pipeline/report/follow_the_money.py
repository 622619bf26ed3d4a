"""The actors of a run as FollowTheMoney entities: people and bodies, the positions they were seen in, merged ids.

The schemata are those of the public FollowTheMoney model: an entity is {id, schema, properties: {name: [values]}}, and
`referents` are ids that became this one. A role is a Position, of what it is a role of, and an Occupancy, who was seen
in it; the days it was seen on are its `date`, for nobody said when it began or ended. A title whose owner is unknown is
no Position: it stands in the person's `position`. Countries and places are no entities, but codes and names in others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline import ids
from pipeline.knowledge import Knowledge, cells
from pipeline.knowledge.fold import fold
from pipeline.report.redirects import Redirects
from pipeline.runs.store import Store

Row = dict[str, Any]
Entity = dict[str, Any]

POSITION, OCCUPANCY = "p", "o"
"""Prefixes of the ids that only this export has."""


def entities(store: Store, folder: Path, knowledge: Knowledge) -> tuple[Entity, ...]:
    """The entities of a run, by id; the same for the same run and the runs before it."""
    export = _Export(store, folder, knowledge)
    return tuple(sorted((*export.actors(), *export.positions()), key=lambda entity: str(entity["id"])))


class Schemata:
    """Says which schema a body is; reads `ftm_schemata.tsv` and the known companies."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._any: dict[tuple[str, ...], tuple[int, str]] = {}
        self._last: dict[tuple[str, ...], tuple[int, str]] = {}
        for row in knowledge.rows("report/ftm_schemata.tsv"):
            phrases = self._last if row["place"] == "last" else self._any
            for phrase in cells(row["phrases"]):
                phrases[_words(phrase)] = int(row["weight"]), row["schema"]
        self._longest = max(map(len, (*self._any, *self._last)))
        companies = knowledge.rows("knowledge/companies.tsv")
        self._companies = {_words(name) for row in companies for name in (row["name"], *cells(row["names"]))}

    def of(self, name: str) -> str:
        """Company, PublicBody or Organization; the last where nothing in the name tells."""
        words = _words(name)
        if words in self._companies:
            return "Company"
        best = 0, 0, 0, "Organization"
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                found = [self._any.get(words[start:end])]
                found += [self._last.get(words[start:end])] if end == len(words) and start else []
                best = max(best, *((weight, end - start, end, schema) for weight, schema in filter(None, found)), best)
        return best[3]


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).replace("'", "").split())


class _Export:
    """The tables of a run on their way into entities."""

    def __init__(self, store: Store, folder: Path, knowledge: Knowledge) -> None:
        rows = store.table(folder, "actors").to_pylist()
        self._actors: dict[str, Row] = {row["actor_id"]: row for row in rows}
        self._aliases: dict[str, list[str]] = {}
        for row in store.table(folder, "actor_aliases", ["actor_id", "alias"]).to_pylist():
            self._aliases.setdefault(row["actor_id"], []).append(row["alias"])
        self._roles: list[Row] = store.table(folder, "roles").to_pylist()
        self._referents = Redirects(store, folder).merged_into()
        self._schemata = Schemata(knowledge)
        self._alpha2 = {row["alpha3"]: row["alpha2"].lower() for row in knowledge.rows("knowledge/countries.tsv")}
        self._titles: dict[str, set[str]] = {}
        for role in self._roles:
            self._titles.setdefault(role["actor_id"], set()).add(role["title"])

    def actors(self) -> Iterator[Entity]:
        """People and bodies."""
        for actor_id, row in self._actors.items():
            schema = self._schema(row)
            if schema is None:
                continue
            others = [alias for alias in self._aliases.get(actor_id, ()) if alias != row["name"]]
            yield _entity(
                actor_id,
                schema,
                {
                    "name": [row["name"]],
                    "alias": [alias for alias in others if len(alias.split()) > 1],
                    "weakAlias": [alias for alias in others if len(alias.split()) == 1],
                    "country": self._codes(row["country"]),
                    "wikidataId": [row["wikidata"]],
                    "position": self._titles.get(actor_id, ()) if schema == "Person" else (),
                },
                self._referents.get(actor_id, ()),
            )

    def positions(self) -> Iterator[Entity]:
        """Positions whose owner is known, once each, and who was seen in them."""
        made: dict[str, Entity] = {}
        for role in self._roles:
            holder, owner = self._actors[role["actor_id"]], self._actors.get(role["of_id"] or "")
            if owner is None or holder["kind"] != "person":
                continue
            position_id = ids.mint(POSITION, fold(role["title"]), owner["actor_id"])
            made.setdefault(position_id, self._position(position_id, role["title"], owner))
            yield _entity(
                ids.mint(OCCUPANCY, holder["actor_id"], role["title"], owner["actor_id"]),
                "Occupancy",
                {
                    "holder": [holder["actor_id"]],
                    "post": [position_id],
                    "date": [f"{day:%Y-%m-%d}" for day in (role["first_seen"], role["last_seen"]) if day is not None],
                },
            )
        yield from made.values()

    def _position(self, position_id: str, title: str, owner: Row) -> Entity:
        name = title if fold(owner["name"]) in fold(title) else f"{title} of {owner['name']}"
        return _entity(
            position_id,
            "Position",
            {
                "name": [name],
                "country": self._codes(owner["country"]),
                "organization": [owner["actor_id"]] if owner["kind"] == "organization" else [],
                "subnationalArea": [owner["name"]] if owner["kind"] == "place" else [],
            },
        )

    def _schema(self, row: Row) -> str | None:
        """The schema of an actor; None for countries and places."""
        if row["kind"] == "person":
            return "Person"
        return self._schemata.of(row["name"]) if row["kind"] == "organization" else None

    def _codes(self, country: str | None) -> list[str | None]:
        return [self._alpha2.get(country)] if country is not None else []


def _entity(
    entity_id: str, schema: str, properties: Mapping[str, Iterable[str | None]], referents: Iterable[str] = ()
) -> Entity:
    """An entity with the properties that have values, each value once, sorted."""
    filled = {name: sorted({value for value in values if value}) for name, values in properties.items()}
    entity: Entity = {
        "id": entity_id,
        "schema": schema,
        "properties": {name: filled[name] for name in sorted(filled) if filled[name]},
    }
    if referents:
        entity["referents"] = sorted(referents)
    return entity
