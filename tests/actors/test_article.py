"""Chaining inside one article: rules, kinds, countries, names, forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Annotation, ArticleActors
from tests.actors.marked import FINDER, actor, actors_in, annotated, article_of, mention


def _holds_the_contract(actors: ArticleActors, text: str) -> None:
    spans = [(m.start, -m.end) for m in actors.mentions]
    assert spans == sorted(spans)
    for found in actors.mentions:
        assert text[found.start : found.end] == found.text
        assert found.chain is None or 0 <= found.chain < len(actors.actors)
        assert found.rule
    used = {m.chain for m in actors.mentions} - {None}
    assert used == set(range(len(actors.actors)))
    for role in actors.roles:
        assert actors.mentions[role.mention].chain is not None
        assert role.title in text
        assert role.of is None or 0 <= role.of < len(actors.actors)


def test_an_article_without_names_has_no_actors() -> None:
    actors = FINDER(article_of("Nothing happened here."), Annotation((), ()))
    assert actors == ArticleActors((), (), ())


def test_an_empty_article_has_no_actors() -> None:
    assert FINDER(article_of(""), Annotation((), ())).mentions == ()


def test_mentions_are_in_text_order_and_quote_the_text() -> None:
    marked = "The [NORP Kenyan] President arrived. [NORP Kenyan] President [PERSON Wanjiru Otieno] met [PERSON Otieno]."
    article, annotation = annotated(marked)
    _holds_the_contract(FINDER(article, annotation), article.text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([
    "[PERSON Ana Ruiz]", "[PERSON Ruiz]", "[GPE Peru]", "[NORP Peruvian]", "[ORG UN]", "[ORG Ministry of Trade]",
    "[ORG Trade Union (TU)]", "President", "the", "Minister of", "and", "the President", "'s", ",", "(", ")", ".", "\n",
    "[PERSON Nguyễn Văn An]", "[PERSON An]", "[LAW Treaty of Lima]", "[PERSON ...]", "[NORP Quechua]", "-",
])))  # fmt: skip
def test_any_jumble_holds_the_contract(pieces: list[str]) -> None:
    article, annotation = annotated(" ".join(pieces))
    actors = FINDER(article, annotation)
    _holds_the_contract(actors, article.text)
    assert actors == FINDER(article, annotation)


@pytest.mark.parametrize(
    ("marked", "text", "kind", "country", "name"),
    [
        ("[PERSON Ana Ruiz] sang.", "Ana Ruiz", "person", None, "Ana Ruiz"),
        ("[NORP Peruvian] President [PERSON Ana Ruiz] sang.", "Ana Ruiz", "person", "PER", "Ana Ruiz"),
        ("[GPE Peru]'s President [PERSON Ana Ruiz] sang.", "Ana Ruiz", "person", "PER", "Ana Ruiz"),
        ("President of [GPE Peru] [PERSON Ana Ruiz] sang.", "Ana Ruiz", "person", "PER", "Ana Ruiz"),
        ("[NORP Kenyan] Ambassador to [GPE Peru] [PERSON Ana Ruiz] sang.", "Ana Ruiz", "person", "KEN", "Ana Ruiz"),
        ("Ambassador to [GPE Peru] [PERSON Ana Ruiz] sang.", "Ana Ruiz", "person", None, "Ana Ruiz"),
        ("Secretary of the [ORG Workers' Party of Chile] [PERSON Ana Ruiz] sang.", "Ana Ruiz", "person", "CHL", "Ana Ruiz"),
        ("The [ORG Workers' Party of Chile] met.", "Workers' Party of Chile", "organization", "CHL", "Workers' Party of Chile"),
        ("The [ORG Hanoi Steel Club] met.", "Hanoi Steel Club", "organization", "VNM", "Hanoi Steel Club"),
        ("The [ORG Peru-Chile Society] met.", "Peru-Chile Society", "organization", None, "Peru-Chile Society"),
        ("The [NORP Kenyan] carrier [ORG Marvexa] flew.", "Marvexa", "organization", "KEN", "Marvexa"),
        ("[GPE Kenya]'s [ORG Marvexa] flew.", "Marvexa", "organization", "KEN", "Marvexa"),
        ("The [FAC Old Mill Hall] in [GPE Nairobi] opened.", "Old Mill Hall", "place", "KEN", "Old Mill Hall"),
        ("[GPE Tarnova], [GPE Kenya], slept.", "Tarnova", "place", "KEN", "Tarnova"),
        ("[GPE HCMC] slept.", "HCMC", "place", "VNM", "Ho Chi Minh City"),
        ("[NORP Peruvian] fruit sold.", "Peruvian", "country", "PER", "Peru"),
        ("The [ORG Pan-Peruvian Loan Fund] met.", "Pan-Peruvian Loan Fund", "organization", None, "Pan-Peruvian Loan Fund"),
        ("[LOC Latin America] slept.", "Latin America", "place", None, "Latin America"),
        ("The [ORG UN] met.", "UN", "organization", None, "United Nations"),
    ],
)  # fmt: skip
def test_kind_country_and_name(marked: str, text: str, kind: str, country: str | None, name: str) -> None:
    found = actor(actors_in(marked), text)
    assert (found.kind, found.country, found.name) == (kind, country, name)


def test_the_fullest_form_with_diacritics_is_the_name() -> None:
    actors = actors_in("[PERSON Phan Quoc Bao] spoke.", "[PERSON Bảo] left.", "[PERSON Phan Quốc Bảo] slept.")
    assert actor(actors, "Bảo").name == "Phan Quốc Bảo"


@pytest.mark.parametrize(
    ("lines", "text", "rule"),
    [
        (("[PERSON Phan Quốc Bảo] spoke.", "[PERSON Bảo] left."), "Bảo", "last_token"),
        (("[PERSON Kim Seong-ho] spoke.", "[PERSON Kim] left."), "Kim", "any_token"),
        (("[PERSON Rosa Elvira Mamani] spoke.", "[PERSON Rosa Mamani] left."), "Rosa Mamani", "token_subset"),
        (("[PERSON Daniel Okoro] spoke.", "[PERSON D. Okoro] left."), "D. Okoro", "initials"),
        (("[PERSON Anna Fischer] spoke.", "[PERSON Fisher] left."), "Fisher", "typo"),
        (("[PERSON Ana Ruiz] met [PERSON Eva Ruiz].", "[PERSON Ruiz] left."), "Ruiz", "nearest"),
        (("[PERSON Ana Ruiz] spoke.", "[PERSON Ruiz] met [PERSON Eva Ruiz].", "[PERSON Ruiz] left."), "Ruiz", "nearest"),
        (("The [ORG Northern Grain Board] ([ORG NGB]) met.",), "NGB", "acronym"),
        (("[ORG Marvexa Mining Group] met.", "[ORG Marvexa] left."), "Marvexa", "short_form"),
        (("[GPE Peru] won.",), "Peru", "gazetteer"),
        (("The [LAW Treaty of Tarnova] holds.",), "Treaty of Tarnova", "no_actor"),
    ],
)  # fmt: skip
def test_rules_name_themselves(lines: tuple[str, ...], text: str, rule: str) -> None:
    assert mention(actors_in(*lines), text).rule == rule


def test_an_address_form_stays_with_the_bearer_it_was_first_given_to() -> None:
    actors = actors_in(
        "[PERSON Ana Ruiz] spoke.", "[PERSON Ruiz] met her aunt [PERSON Eva Ruiz].", "[PERSON Ruiz] went home."
    )
    assert actor(actors, "Ruiz", 1).name == "Ana Ruiz"
    assert mention(actors, "Ruiz", 1).rule == "address_form"


def test_a_title_picks_the_bearer() -> None:
    actors = actors_in(
        "President [PERSON Ana Ruiz] met Senator [PERSON Eva Ruiz].",
        "President [PERSON Ruiz] spoke.",
        "[PERSON Eva] left.",
    )
    assert actor(actors, "Ruiz").name == "Ana Ruiz"
    assert mention(actors, "Ruiz").rule == "same_title"


def test_an_ambiguous_surname_before_its_bearers_stays_unresolved() -> None:
    actors = actors_in("[PERSON Ruiz] wins.", "[PERSON Ana Ruiz] met [PERSON Eva Ruiz].")
    assert mention(actors, "Ruiz").chain is None
    assert mention(actors, "Ruiz").rule == "ambiguous"


def test_a_lone_surname_is_an_actor_of_its_own_with_a_weak_key() -> None:
    found = actor(actors_in("[PERSON Oduya] wins."), "Oduya")
    assert (found.keys, found.weak_keys) == ((), ("person:oduya",))


def test_a_people_that_is_no_country_has_no_actor() -> None:
    assert mention(actors_in("The [NORP Quechua] sing."), "Quechua").chain is None


def test_forms() -> None:
    actors = actors_in(
        "[PERSON Ana Ruiz] of [GPE Peru] met [ORG UN] staff.", "[PERSON Ruiz] likes [NORP Peruvian] songs."
    )
    assert [m.form for m in actors.mentions] == ["name", "name", "alias", "alias", "demonym"]


def test_keys_of_generic_bodies_need_a_country() -> None:
    assert actor(actors_in("The [ORG National Assembly] met."), "National Assembly").keys == ()
    ours = actor(actors_in("The [NORP Kenyan] [ORG Ministry of Health] met."), "Ministry of Health").keys
    theirs = actor(actors_in("The [ORG Kenyan Health Ministry] met."), "Kenyan Health Ministry").keys
    assert ours == theirs == ("organization:health ministry @KEN",)


def test_codes_count_only_in_capitals() -> None:
    assert actor(actors_in("The [GPE US] won."), "US").country == "USA"
    assert actor(actors_in("They told [ORG Us] so."), "Us").kind == "organization"


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (("Foreign Minister [GPE Otavio Rezende] spoke.",), "PERSON"),
        (("[PERSON Otavio Rezende] spoke.", "[ORG Otavio Rezende] left."), "PERSON"),
        (("[ORG Marvexa Steel] pays.", "[ORG Marvexa Steel] sells.", "[PERSON Marvexa Steel] buys."), "ORG"),
        (("Chairman [ORG Northern Grain Board] spoke.",), "ORG"),
        (("President [GPE New York] spoke.",), "GPE"),
    ],
)
def test_the_article_settles_a_label(lines: tuple[str, ...], label: str) -> None:
    assert {m.label for m in actors_in(*lines).mentions} == {label}


def test_each_surname_mention_has_its_own_form_of_address() -> None:
    actors = actors_in(
        "Mr [PERSON Tom Hale] met Mrs [PERSON Eva Hale].", "Mr [PERSON Hale] sat.", "Mrs [PERSON Hale] stood."
    )
    assert [actor(actors, "Hale", nth).name for nth in (0, 1)] == ["Tom Hale", "Eva Hale"]


def test_what_an_article_spells_out_has_no_other_meaning() -> None:
    found = actor(actors_in("The [ORG National Dairy Board] ([ORG NDB]) met.", "[ORG NDB] sold milk."), "NDB", 1)
    assert (found.name, found.weak_keys) == ("National Dairy Board", ("organization:ndb",))
