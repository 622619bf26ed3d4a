"""Attributes that need the article: periods, actors, changes; and claims over several articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.figures import FigureFinder, make_claims
from pipeline.knowledge import default_knowledge
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleFigures,
    Document,
    LocalActor,
    Mention,
    Reading,
    Ref,
    Sentence,
    TimeExpression,
)

FINDER = FigureFinder(default_knowledge())
COUNTRIES = {"Kenya": "KEN", "Brazil": "BRA", "Kenyan": "KEN", "Peru": "PER", "Norway": "NOR", "Norwegian": "NOR"}
BODIES = ("Acme Group",)


def article(text: str) -> Article:
    sentences = []
    at = 0
    for paragraph, block in enumerate(text.split("\n")):
        for piece in block.split(". "):
            start = text.index(piece, at)
            at = start + len(piece)
            sentences.append(Sentence(start, at, "body", paragraph))
    return Article(text, "0" * 64, "utf-8", tuple(sentences), None, None, None, (), None, None, None, None, 0, ())


def sentence_of(story: Article, at: int) -> int:
    return next(i for i, s in enumerate(story.sentences) if s.start <= at <= s.end)


def dates_in(story: Article, *found: tuple[str, str, str]) -> tuple[TimeExpression, ...]:
    out = []
    at = 0
    for text, start, end in found:
        at = story.text.index(text, at)
        days = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
        out.append(
            TimeExpression(
                at, at + len(text), text, sentence_of(story, at), "DATE", start, None, *days, "year", None, "explicit"
            )
        )
        at += len(text)
    return tuple(out)


def actors_in(story: Article) -> ArticleActors:
    found = []
    for name in (*COUNTRIES, *BODIES):
        at = story.text.find(name)
        while at >= 0:
            whole = not story.text[at + len(name) : at + len(name) + 1].isalpha()
            if whole:
                found.append((at, name))
            at = story.text.find(name, at + 1)
    chains: list[str] = []
    mentions = []
    for at, name in sorted(found):
        key = COUNTRIES.get(name, name)
        if key not in chains:
            chains.append(key)
        form = "demonym" if name in ("Kenyan", "Norwegian") else "name"
        mentions.append(
            Mention(at, at + len(name), name, sentence_of(story, at), "GPE", form, None, chains.index(key), "test")
        )
    actors = tuple(
        LocalActor(
            "country" if key in COUNTRIES.values() else "organization", key, key if len(key) == 3 else None, (), ()
        )
        for key in chains
    )
    return ArticleActors(tuple(mentions), actors, ())


def read(text: str, *dates: tuple[str, str, str]) -> tuple[ArticleFigures, ArticleActors]:
    story = article(text)
    actors = actors_in(story)
    return FINDER(story, Annotation((), ()), dates_in(story, *dates), actors), actors


def year(number: int) -> tuple[str, str, str]:
    return str(number), f"{number}-01-01", f"{number}-12-31"


def periods(found: ArticleFigures) -> list[tuple[str, str | None]]:
    return [(f.text, f.period_text) for f in found.figures]


def parties(found: ArticleFigures, actors: ArticleActors, index: int) -> list[tuple[str, str]]:
    names = [(actors.mentions[a.mention].chain, a.role) for a in found.figures[index].actors]
    return [(actors.actors[chain].name, role) for chain, role in names if chain is not None]


def test_each_amount_of_a_chain_has_its_period() -> None:
    found, _ = read(
        "Kenya's exports to Brazil grew from US$19 million in 2013 to $23 million in 2021, peaking at $35 million in 2019.",
        year(2013),
        year(2021),
        year(2019),
    )
    assert periods(found) == [("US$19 million", "2013"), ("$23 million", "2021"), ("$35 million", "2019")]
    assert [f.role for f in found.figures] == ["from", "to", "level"]
    assert [f.trend for f in found.figures] == [None, "rise", "peak"]
    assert found.figures[0].period_start == dt.date(2013, 1, 1)


def test_period_before_the_amounts() -> None:
    found, _ = read("In 2022, exports were $5 million and imports $3 million.", year(2022))
    assert periods(found) == [("$5 million", "2022"), ("$3 million", "2022")]


def test_period_of_the_next_clause_is_not_taken() -> None:
    found, _ = read("Trade was $5 million in 2021, and in 2022 $6 million.", year(2021), year(2022))
    assert periods(found) == [("$5 million", "2021"), ("$6 million", "2022")]


def test_base_of_a_comparison_is_no_period() -> None:
    found, _ = read("In 2022 output rose 10 percent from 2021.", year(2022), year(2021))
    assert periods(found) == [("10 percent", "2022")]


def test_one_day_is_no_period() -> None:
    found, _ = read("On Monday the bank lent $5 million.", ("Monday", "2024-05-06", "2024-05-06"))
    assert periods(found) == [("$5 million", None)]


def test_frame_of_the_paragraph() -> None:
    found, _ = read(
        "In 2022, exports were $5 million. Imports were $3 million. Imports met 12 ministers\nImports were $9 million.",
        year(2022),
    )
    assert [f.period_text for f in found.figures] == ["2022", "2022", None, None]


def test_gloss_shares_the_period() -> None:
    found, _ = read("It cost 500 million dong ($20 million) in 2022.", year(2022))
    assert periods(found) == [("500 million dong", "2022"), ("$20 million", "2022")]


def test_change_is_checked() -> None:
    found, _ = read(
        "Trade surged 79.1 per cent from US$353.78 million in 2016 to $600 million in 2022.", year(2016), year(2022)
    )
    (change,) = found.changes
    assert (change.from_figure, change.to_figure, change.delta_figure) == (1, 2, 0)
    assert change.stated == Decimal("79.1")
    assert change.verdict == "mismatch"
    assert change.computed_low is not None
    assert change.computed_high is not None
    assert 69 < change.computed_low < change.computed_high < 70
    delta = found.figures[0]
    assert (delta.period_start, delta.period_end) == (dt.date(2016, 1, 1), dt.date(2022, 12, 31))


def test_change_agrees() -> None:
    found, _ = read("The rate fell by 0.4 percentage points from 5.2% to 4.8%.")
    (change,) = found.changes
    assert change.verdict == "agree"
    found, _ = read("Trade fell 20 percent from $50 million to $40 million.")
    assert [c.verdict for c in found.changes] == ["agree"]
    found, _ = read("Trade grew from $50 million to $60 million.")
    assert [c.verdict for c in found.changes] == ["unchecked"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's exports to Brazil totaled $13 million.", [("KEN", "subject"), ("BRA", "counterpart")]),
        ("Imports into Kenya from Brazil hit $13 million.", [("KEN", "subject"), ("BRA", "counterpart")]),
        ("Kenyan exports to Brazil totaled $13 million.", [("KEN", "subject"), ("BRA", "counterpart")]),
        ("Trade between Kenya and Brazil hit $13 million.", [("KEN", "subject"), ("BRA", "subject")]),
        ("Kenya is Brazil's third-largest trading partner.", [("KEN", "subject"), ("BRA", "counterpart")]),
        ("Norwegian firms have invested over $1 billion in Peru.", [("NOR", "subject"), ("PER", "counterpart")]),
        ("Acme Group runs projects worth $5 million in Peru.", [("Acme Group", "subject"), ("PER", "counterpart")]),
    ],
)
def test_parties(text: str, expected: list[tuple[str, str]]) -> None:
    found, actors = read(text)
    assert parties(found, actors, 0) == expected


def test_bilateral_without_names_takes_the_two_states_of_the_article() -> None:
    found, actors = read("Kenya greeted Brazil. Kenya smiled.\nBilateral trade reached $5 million.")
    assert parties(found, actors, 0) == [("KEN", "subject"), ("BRA", "subject")]


def test_subject_is_carried_to_the_next_sentence() -> None:
    found, actors = read("Kenya is large. It makes 23 percent of the tea.")
    assert parties(found, actors, 0) == [("KEN", "subject")]


def test_open_currency_by_country() -> None:
    found, _ = read("Kenya set aside 300 million shillings. Norwegian aid was 20 million kroner.")
    assert [(f.unit, f.unit_basis) for f in found.figures] == [("KES", "inherited"), ("NOK", "inherited")]


def test_silent_parts_and_dates_give_no_figures() -> None:
    story = article("12 ministers met.")
    header = replace(story, sentences=(Sentence(0, len(story.text), "header", 0),))
    empty = ArticleActors((), (), ())
    assert FINDER(header, Annotation((), ()), (), empty).figures == ()
    story = article("It met for 40 days.")
    inside = dates_in(story, ("40 days", "2024-01-01", "2024-02-09"))
    assert FINDER(story, Annotation((), ()), inside, empty).figures == ()


# -- claims ----------------------------------------------------------------------------------------------------------


def document(name: str, text: str, *dates: tuple[str, str, str]) -> tuple[Document, dict[Ref, str]]:
    story = article(text)
    actors = actors_in(story)
    times = dates_in(story, *dates)
    figures = FINDER(story, Annotation((), ()), times, actors)
    reading = Reading(story, Annotation((), ()), times, actors, figures, ())
    ids = {
        Ref(name, i): f"country:{actors.actors[m.chain].name}"
        for i, m in enumerate(actors.mentions)
        if m.chain is not None
    }
    return Document(name, f"{name}.txt", reading), ids


def claims(*parts: tuple[Document, dict[Ref, str]]) -> list[tuple[str, str, int]]:
    actor_of: dict[Ref, str] = {}
    for _, ids in parts:
        actor_of |= ids
    found = make_claims([d for d, _ in parts], actor_of)
    assert found == make_claims([d for d, _ in parts[::-1]], actor_of)
    assert list(found) == sorted(found, key=lambda c: c.claim_id)
    assert len({c.claim_id for c in found}) == len(found)
    return [(c.metric, c.verdict, len(c.members)) for c in found]


def test_claims_agree_contradict_and_single() -> None:
    a = document("a", "Bilateral trade of Kenya and Brazil reached nearly 500 million USD in 2023.", year(2023))
    b = document("b", "Two-way trade between Brazil and Kenya hit $486 million in 2023.", year(2023))
    c = document("c", "Trade between Brazil and Kenya hit $700 million in 2023.", year(2023))
    assert claims(a) == [("bilateral trade", "single", 1)]
    assert claims(a, b) == [("Two-way trade", "agree", 2)] or claims(a, b) == [("two-way trade", "agree", 2)]
    assert [(v, n) for _, v, n in claims(a, b, c)] == [("contradict", 3)]


def test_nested_periods_of_a_flow() -> None:
    part = ("the first seven months", "2024-01-01", "2024-07-31")
    whole = ("the first nine months", "2024-01-01", "2024-09-30")
    a = document("a", "Trade between Kenya and Brazil was nearly $300 million in the first seven months.", part)
    b = document("b", "Trade between Kenya and Brazil was $289.6 million in the first nine months.", whole)
    c = document("c", "Trade between Kenya and Brazil was $100 million in the first nine months.", whole)
    assert [v for _, v, _ in claims(a, b)] == ["compatible", "compatible"]
    assert [v for _, v, _ in claims(a, c)] == ["contradict", "contradict"]


def test_direction_of_a_flow_matters() -> None:
    a = document("a", "Kenya's exports to Brazil totaled $13 million.")
    b = document("b", "Brazil's exports to Kenya totaled $90 million.")
    assert [v for _, v, _ in claims(a, b)] == ["single", "single"]


def test_claim_keeps_the_finest_value_and_its_evidence() -> None:
    a, ids_a = document("a", "Trade between Kenya and Brazil was nearly $500 million in 2023.", year(2023))
    b, ids_b = document("b", "Trade between Kenya and Brazil was $486 million in 2023.", year(2023))
    (claim,) = make_claims([a, b], ids_a | ids_b)
    assert claim.value == Decimal(486_000_000)
    assert claim.members == (Ref("a", 0), Ref("b", 0))
    assert claim.subjects == ("country:BRA", "country:KEN")
    assert claim.claim_id.startswith("c-")


def test_no_claim_without_actor_or_metric() -> None:
    a, _ = document("a", "Trade between Kenya and Brazil was $5 million.")
    assert make_claims([a], {}) == ()
    b, ids = document("b", "Kenya met. $5 million, they said.")
    assert make_claims([b], ids) == ()
