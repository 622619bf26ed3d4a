"""THE table contract: every table, its columns, key and links. SCHEMA_VERSION goes up with a rename or a drop.

Types are pyarrow type names. Days are `timestamp[us]` at midnight. A column is nullable only where it says so;
`allowed` closes a vocabulary. Tables whose rows quote the text have `start`, `end`, `text`. Everything that needs to
know a table (writer, validator, diff, docs) reads it here.
"""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA_VERSION = "1"

DAY = "timestamp[us]"

EVENT_TYPES = tuple(
    "visit meeting talks call gathering invitation acceptance agreement pledge joint_statement signing establishment "
    "ceremony wreath_laying credentials anniversary praise request statement gift aid cooperation investment "
    "trade_report inauguration exhibition accuse reject threaten protest sanction coerce assault mobilize retreat "
    "concede".split()
)
STATUSES = ("happened", "ongoing", "planned", "proposed", "cancelled")
ACTOR_KINDS = ("person", "organization", "country", "place")
LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "LAW")
OVERRIDE = "override"
"""The rule of what a person decided."""
LINK_RULES = ("same_name", "longer_name", "only_candidate", "same_short_form", OVERRIDE)
FORMS = ("name", "alias", "demonym", "role", "pronoun", "collective")
REFERENCES = ("pronoun", "collective")
"""Forms that name nobody: no count has them, and whom they stand for is in `mention_actors`."""
FIGURE_KINDS = tuple(
    "money percent percentage_point share ratio multiple rank ordinal count quantity duration age".split()
)
BOUNDS = ("exact", "about", "nearly", "over", "at_least", "under", "up_to", "range")
EVENT_ROLES = ("actor", "recipient", "speaker", "addressee", "witness")
EVENT_RELATIONS = ("part_of", "content_of")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is a pyarrow type name, `meaning` one line for the reader."""

    name: str
    type: str
    meaning: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows are unique and sorted by `key`; `links` maps a column to the `table.column` it points into."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    links: tuple[tuple[str, str], ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    @property
    def quotes_text(self) -> bool:
        """Whether each row quotes a stretch of its article."""
        return {"article_id", "start", "end", "text"} <= set(self.column_names)


def _text(name: str, meaning: str, nullable: bool = False, allowed: tuple[str, ...] = ()) -> Column:
    return Column(name, "string", meaning, nullable, allowed)


def _count(name: str, meaning: str) -> Column:
    return Column(name, "int32", meaning)


def _day(name: str, meaning: str) -> Column:
    return Column(name, DAY, meaning, nullable=True)


def _number(name: str, meaning: str) -> Column:
    return Column(name, "float64", meaning, nullable=True)


_SPAN = (
    _text("article_id", "the article it stands in"),
    _count("start", "first character in articles.text"),
    _count("end", "one past its last character"),
    _text("text", "the quoted span, articles.text[start:end]"),
)
_EVIDENCE_SPAN = (
    _count("evidence_start", "first character of its sentence"),
    _count("evidence_end", "one past the last of its sentence"),
)
_COUNTS = (_count("n_articles", "articles that mention it"), _count("n_mentions", "mentions over all articles"))

_HEADLINE = (
    Table(
        "actors",
        "one row an actor over the whole corpus",
        ("actor_id",),
        (
            _text("actor_id", "country:VNM for countries, else from the first mention"),
            _text("kind", "what sort of actor", allowed=ACTOR_KINDS),
            _text("name", "the fullest form met, with diacritics where both occur"),
            _text("country", "ISO 3166-1 alpha-3", True),
            _text("title", "the latest title held, as written", True),
            _text("wikidata", "Wikidata id, where an override gives one", True),
            _text("aliases", "all forms met, for display"),
            _day("first_seen", "earliest article date"),
            _day("last_seen", "latest article date"),
            *_COUNTS,
            _count("n_namesakes", "other actors of its kind with the same name"),
        ),
    ),
    Table(
        "events",
        "one row an event, merged within and across articles",
        ("event_id",),
        (
            _text("event_id", "from the event's first mention"),
            _text("type", "what happens", allowed=EVENT_TYPES),
            _text("plover", "the PLOVER type it maps to", True),
            _text("status", "the latest known", allowed=STATUSES),
            _text("label", "one readable line: who, what, whom, where"),
            _text("actors", "participants, for display"),
            _day("date_start", "first day it takes place"),
            _day("date_end", "last day it takes place"),
            _text("date_precision", "how exact the days are", True, ("day", "month", "year", "interval")),
            _text(
                "date_basis",
                "where the days come from",
                True,
                ("explicit", "anchored", "dateline", "propagated", "other_article"),
            ),
            _text("place_id", "actor_id of the place", True),
            _text("place", "its name", True),
            *_COUNTS,
            _text("plover_mode", "the PLOVER mode, where it is plain", True),
            _text("plover_context", "the PLOVER context, where it is plain", True),
        ),
        (("place_id", "actors.actor_id"),),
    ),
    Table(
        "figures",
        "one row a figure mention",
        ("figure_id",),
        (
            _text("figure_id", "from article, sentence, text and ordinal"),
            *_SPAN,
            *_EVIDENCE_SPAN,
            _text("kind", "what sort of number", allowed=FIGURE_KINDS),
            _number("value", "500000000.0; a percent as written, a share as a fraction"),
            _text("value_text", "the exact decimal", True),
            _number("low", "the least the wording allows"),
            _number("high", "the most the wording allows"),
            _text("bound", "how the wording bounds the value", allowed=BOUNDS),
            _text("unit", "ISO 4217 for money, %, pp, a pint unit or the counted noun", True),
            _text("unit_basis", "how the unit is known", True, ("code", "sign", "name", "inherited", "default")),
            _text("metric", "what is measured, a noun phrase", True),
            _text("subjects", "of whom, for display", True),
            _text("flow", "from the first subject to the second", True, ("export", "import", "investment")),
            _day("period_start", "first day it covers"),
            _day("period_end", "last day it covers"),
            _text("period_text", "the period as written", True),
            _text(
                "role",
                "its part in the sentence",
                allowed=("level", "from", "to", "delta", "share", "rank", "target", "limit"),
            ),
            _text("trend", "the movement told", True, ("rise", "fall", "peak", "trough", "flat")),
            _text("status", "how real it is", allowed=("actual", "estimate", "forecast", "target", "pledge")),
            _text("per", "what one of the unit is for: barrel, year, person", True),
            _text("whole", "of what it is a share", True),
            _text("speaker_id", "who states it", True),
            _text("speaker", "its name", True),
            _text("gloss_of", "the amount that this one, in brackets, converts", True),
            _text("claim_id", "same metric, subjects, unit and period over all articles", True),
        ),
        (
            ("article_id", "articles.article_id"),
            ("speaker_id", "actors.actor_id"),
            ("gloss_of", "figures.figure_id"),
            ("claim_id", "claims.claim_id"),
        ),
    ),
)

_EVIDENCE = (
    Table(
        "articles",
        "one row an article",
        ("article_id",),
        (
            _text("article_id", "path below the corpus without its suffix"),
            _text("path", "path below the corpus"),
            _text("sha256", "of the file's bytes"),
            _text("text", "the decoded file, untouched"),
            _text("title", "its headline", True),
            _day("published", "publication day"),
            _text(
                "published_basis",
                "where the day comes from; given: by the caller of extract",
                True,
                ("header", "dateline", "filename", "inferred", "given"),
            ),
            _day("published_earliest", "window where the day is only bounded"),
            _day("published_latest", "window where the day is only bounded"),
            _text("place", "place of the dateline", True),
            _text("agency", "the agency that signs", True),
            _text("authors", "by-line, for display", True),
            _text("duplicate_of", "the earlier article that it nearly repeats", True),
            _count("n_sentences", "sentences"),
            _count("n_words", "words"),
        ),
        (("duplicate_of", "articles.article_id"),),
    ),
    Table(
        "mentions",
        "one row a stretch that names or describes an actor",
        ("mention_id",),
        (
            _text("mention_id", "from article, sentence, text and ordinal"),
            *_SPAN,
            *_EVIDENCE_SPAN,
            _text("label", "entity label; null of pronouns and collective phrases", True, LABELS),
            _text("form", 'name, alias, demonym, role; pronoun or collective ("the two leaders")', allowed=FORMS),
            _text("title", "the title read beside it", True),
            _text("actor_id", "whom it names; null: unresolved, or see mention_actors", True),
            _text("rule", "what linked it"),
        ),
        (("article_id", "articles.article_id"), ("actor_id", "actors.actor_id")),
    ),
    Table(
        "mention_actors",
        "one row an actor that a pronoun or a collective phrase stands for",
        ("mention_id", "actor_id"),
        (
            _text("mention_id", "the pronoun or phrase"),
            _text("article_id", "the article it stands in"),
            _text("actor_id", "whom it stands for"),
            _text("name", "the actor's name"),
        ),
        (("mention_id", "mentions.mention_id"), ("article_id", "articles.article_id"), ("actor_id", "actors.actor_id")),
    ),
    Table(
        "actor_aliases",
        "one row a form of an actor",
        ("actor_id", "alias"),
        (
            _text("actor_id", "the actor"),
            _text("alias", "the form as written"),
            _count("n_mentions", "mentions in this form"),
            _count("n_articles", "articles with this form"),
            _text("rule", "what linked its first mention"),
            _text("mention_id", "its first mention"),
        ),
        (("actor_id", "actors.actor_id"), ("mention_id", "mentions.mention_id")),
    ),
    Table(
        "actor_links",
        "one row a link that made the actors of two articles one; countries need none",
        ("mention_id", "to_id"),
        (
            _text("mention_id", "a mention of the actor that joined"),
            _text("to_id", "the mention of the actor it joined"),
            _text("actor_id", "the actor that both are"),
            _text("rule", "what joined them", allowed=LINK_RULES),
            _text("name", "the folded name they met on; null where a person decided", True),
        ),
        (("mention_id", "mentions.mention_id"), ("to_id", "mentions.mention_id"), ("actor_id", "actors.actor_id")),
    ),
    Table(
        "event_mentions",
        "one row a trigger in the text",
        ("mention_id",),
        (
            _text("mention_id", "from article, sentence, trigger, type and ordinal"),
            _text("event_id", "the event it tells of"),
            *_SPAN,
            *_EVIDENCE_SPAN,
            _text("status", "the status this mention tells", allowed=STATUSES),
            _text("rule", "what took it"),
        ),
        (("article_id", "articles.article_id"), ("event_id", "events.event_id")),
    ),
    Table(
        "event_actors",
        "one row a participant of an event",
        ("event_id", "actor_id", "role"),
        (
            _text("event_id", "the event"),
            _text("actor_id", "the participant"),
            _text("name", "its name"),
            _text("role", "its part", allowed=EVENT_ROLES),
        ),
        (("event_id", "events.event_id"), ("actor_id", "actors.actor_id")),
    ),
    Table(
        "event_status",
        "one row an article that tells of an event: its status over time",
        ("event_id", "article_id"),
        (
            _text("event_id", "the event"),
            _text("article_id", "the article"),
            _day("published", "the article's day"),
            _text("status", "the furthest that the article tells", allowed=STATUSES),
        ),
        (("event_id", "events.event_id"), ("article_id", "articles.article_id")),
    ),
    Table(
        "event_links",
        "one row a tie between two events",
        ("event_id", "other_id", "relation"),
        (
            _text("event_id", "the event"),
            _text("other_id", "what it is part of, or the words whose content it is"),
            _text("relation", "talks on a visit: part_of; the visit invited to: content_of", allowed=EVENT_RELATIONS),
        ),
        (("event_id", "events.event_id"), ("other_id", "events.event_id")),
    ),
    Table(
        "event_figures",
        "one row a figure that an event states: its trade, investment, loan",
        ("event_id", "figure_id"),
        (_text("event_id", "the event"), _text("figure_id", "the figure")),
        (("event_id", "events.event_id"), ("figure_id", "figures.figure_id")),
    ),
    Table(
        "rejected",
        "one row a trigger word that was not taken for an event, and why",
        ("rejected_id",),
        (
            _text("rejected_id", "from article, sentence, text and ordinal"),
            *_SPAN,
            *_EVIDENCE_SPAN,
            _text("type", "the event type it could have announced", allowed=EVENT_TYPES),
            _text("rule", "the trigger row that names it"),
            _text("reason", "why it was not taken"),
        ),
        (("article_id", "articles.article_id"),),
    ),
    Table(
        "figure_actors",
        "one row an actor that a figure is about",
        ("figure_id", "actor_id", "role"),
        (
            _text("figure_id", "the figure"),
            _text("actor_id", "the actor"),
            _text("name", "its name"),
            _text("role", "its part", allowed=("subject", "counterpart")),
        ),
        (("figure_id", "figures.figure_id"), ("actor_id", "actors.actor_id")),
    ),
    Table(
        "dates",
        "one row a time expression",
        ("date_id",),
        (
            _text("date_id", "from article, sentence, text and ordinal"),
            *_SPAN,
            *_EVIDENCE_SPAN,
            _text("type", "TIMEX3 type", allowed=("DATE", "TIME", "DURATION", "SET")),
            _text("value", "TIMEX3 value"),
            _text("edtf", "ISO 8601-2 form", True),
            _day("date_start", "first day it covers"),
            _day("date_end", "last day it covers"),
            _text("precision", "how exact it is", True),
            _text("part_of_day", "morning, afternoon, evening, night", True),
            _text("basis", "what it was resolved against", True, ("explicit", "published", "anchor", "dateline")),
        ),
        (("article_id", "articles.article_id"),),
    ),
)

_DERIVED = (
    *(
        Table(
            f"{kind}_changes",
            f"one row an {kind} id of the last run that is gone; empty from scratch",
            ("old_id", "new_id"),
            (
                _text("old_id", "the id in the last run"),
                _text("new_id", "where its mentions went"),
                _text("change", "what happened to it", allowed=("merged", "split", "renamed")),
                _text("mention_id", "the mention that caused it"),
                _text("rule", "the rule that linked that mention"),
            ),
        )
        for kind in ("actor", "event")
    ),
    Table(
        "roles",
        "one row a title an actor was seen with",
        ("actor_id", "title", "of_id"),
        (
            _text("actor_id", "the holder"),
            _text("title", "as written"),
            _text("of_id", "the country or organisation it belongs to", True),
            _day("first_seen", "earliest article date"),
            _day("last_seen", "latest article date"),
            _text("article_id", "first evidence"),
        ),
        (("actor_id", "actors.actor_id"), ("of_id", "actors.actor_id"), ("article_id", "articles.article_id")),
    ),
    Table(
        "changes",
        "one row a movement between two figures",
        ("change_id",),
        (
            _text("change_id", "from its figures"),
            _text("from_id", "figure it starts at"),
            _text("to_id", "figure it ends at"),
            _text("delta_id", "figure that states it", True),
            _number("stated", "the stated change"),
            _number("computed_low", "least change the two figures allow"),
            _number("computed_high", "most change the two figures allow"),
            _number("implied", "the level that the stated change leads to, where they do not agree"),
            _text("verdict", "whether they agree", allowed=("agree", "mismatch", "unchecked")),
        ),
        (("from_id", "figures.figure_id"), ("to_id", "figures.figure_id"), ("delta_id", "figures.figure_id")),
    ),
    Table(
        "claims",
        "one row a quantity over all articles",
        ("claim_id",),
        (
            _text("claim_id", "from metric, subjects, unit and period"),
            _text("metric", "what is measured"),
            _text("subjects", "of whom, for display"),
            _text("unit", "as in figures", True),
            _day("period_start", "first day"),
            _day("period_end", "last day"),
            _number("value", "the most exact value stated"),
            _number("low", "least that all figures allow"),
            _number("high", "most that all figures allow"),
            _count("n_figures", "figures that state it"),
            _count("n_articles", "articles that state it"),
            _text("verdict", "whether they agree", allowed=("single", "agree", "compatible", "contradict")),
            _text("check", "what does not fit with other claims", True, ("pace", "shares", "balance", "rate")),
            _text("check_note", "the same in words", True),
        ),
    ),
)

TABLES: tuple[Table, ...] = (*_HEADLINE, *_EVIDENCE, *_DERIVED)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
