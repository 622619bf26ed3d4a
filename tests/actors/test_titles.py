"""Titles beside names, whose they are, and role phrases."""

from __future__ import annotations

import pytest

from pipeline.records import ArticleActors
from tests.actors.marked import actor, actors_in, mention


def _roles(actors: ArticleActors) -> list[tuple[str, str, str | None]]:
    return [
        (
            actors.mentions[role.mention].text,
            role.title,
            None if role.of is None else actors.actors[role.of].name,
        )
        for role in actors.roles
    ]


@pytest.mark.parametrize(
    ("marked", "title", "of"),
    [
        ("State President [PERSON Ana Ruiz] spoke.", "State President", None),
        ("[NORP Kenyan] President [PERSON Ana Ruiz] spoke.", "President", "Kenya"),
        ("[GPE Kenya]'s President [PERSON Ana Ruiz] spoke.", "President", "Kenya"),
        ("[GPE Kenya]’s Deputy Minister of Trade [PERSON Ana Ruiz] spoke.", "Deputy Minister of Trade", "Kenya"),
        ("[NORP Kenyan] Ambassador to [GPE Peru] [PERSON Ana Ruiz] spoke.", "Ambassador to Peru", "Kenya"),
        ("[PERSON Ana Ruiz], Vice Chair of the [ORG Hanoi Steel Club], spoke.", "Vice Chair of the Hanoi Steel Club", "Hanoi Steel Club"),
        ("[PERSON Ana Ruiz], [GPE Kenya]'s trade minister, spoke.", "trade minister", "Kenya"),
        ("[PERSON Ana Ruiz], 54, director of the [ORG Hanoi Steel Club], spoke.", "director of the Hanoi Steel Club", "Hanoi Steel Club"),
        ("[PERSON Ana Ruiz] (President of [GPE Kenya]) spoke.", "President of Kenya", "Kenya"),
        ("[PERSON Ana Ruiz], who is the mayor of [GPE Nairobi], spoke.", "mayor of Nairobi", "Nairobi"),
        ("[PERSON Ana Ruiz] was president of [GPE Kenya].", "president of Kenya", "Kenya"),
        ("[ORG UN] Secretary-General [PERSON Ana Ruiz] spoke.", "Secretary-General", "United Nations"),
        ("[GPE US] Secretary of State [PERSON Ana Ruiz] spoke.", "Secretary of State", "United States"),
        ("Director-General of Protocol and State Ceremony at the [ORG Ministry of Trade of Kenya] [PERSON Ana Ruiz] spoke.", "Director-General of Protocol and State Ceremony", "Ministry of Trade of Kenya"),
        ("Agriculture and Rural Development Minister [PERSON Ana Ruiz] spoke.", "Agriculture and Rural Development Minister", None),
        ("Deputy Prime Minister and Foreign Minister [PERSON Ana Ruiz] spoke.", "Deputy Prime Minister and Foreign Minister", None),
        ("Late General Secretary [PERSON Ana Ruiz] spoke.", "General Secretary", None),
        ("former President [PERSON Ana Ruiz] spoke.", "former President", None),
        ("President Mr. [PERSON Ana Ruiz] spoke.", "President", None),
        ("The [NORP Kenyan] Foreign Minister, [PERSON Ana Ruiz], spoke.", "Foreign Minister", "Kenya"),
        ("[NORP Kenyan] leader [PERSON Ana Ruiz] spoke.", "leader", "Kenya"),
        ("Chief Justice [PERSON Ana Ruiz] spoke.", "Chief Justice", None),
        ("Lt. Gen. [PERSON Ana Ruiz] spoke.", "Lt. Gen.", None),
        ("[GPE Kenya]'s ambassador in [GPE Lima] [PERSON Ana Ruiz] spoke.", "ambassador in Lima", "Kenya"),
        ("The company's chairman, [PERSON Ana Ruiz], spoke.", "chairman", None),
        ("Its chief executive, [PERSON Ana Ruiz].", "chief executive", None),
        ("The Minister of Petroleum Resources, Chief [PERSON Ana Ruiz], spoke.", "Minister of Petroleum Resources", None),
        ("Minister of Foreign Affairs and Trade Dr. [PERSON Ana Ruiz] spoke.", "Minister of Foreign Affairs and Trade", None),
        ("Health Minister Tan Sri Dr [PERSON Ana Ruiz] spoke.", "Health Minister", None),
        ("Minister of Trade and Industry Datuk Seri [PERSON Ana Ruiz] spoke.", "Minister of Trade and Industry", None),
        ("Shadow Defence Secretary Dame [PERSON Ana Ruiz] spoke.", "Shadow Defence Secretary", None),
        ("a spokesman for the [NORP Kenyan] [ORG Health Board], [PERSON Ana Ruiz], spoke.",
         "spokesman for the Kenyan Health Board", "Health Board"),
        ("chief executive of the [NORP Kenyan] lender [ORG Marvexa] [PERSON Ana Ruiz] spoke.",
         "chief executive of the Kenyan lender Marvexa", "Marvexa"),
    ],
)  # fmt: skip
def test_title_beside_a_name(marked: str, title: str, of: str | None) -> None:
    actors = actors_in(marked)
    assert _roles(actors) == [("Ana Ruiz", title, of)]
    assert mention(actors, "Ana Ruiz").title == title


@pytest.mark.parametrize(
    "marked",
    [
        "The president waved, [PERSON Ana Ruiz] said.",
        "[PERSON Ana Ruiz] met the President.",
        "Yesterday [PERSON Ana Ruiz] spoke.",
        "The deputy minister level talks pleased [PERSON Ana Ruiz].",
        "Mr. [PERSON Ana Ruiz] spoke.",
        "a general view, [PERSON Ana Ruiz] said.",
    ],
)
def test_no_title(marked: str) -> None:
    assert mention(actors_in(marked), "Ana Ruiz").title is None


def test_a_list_gives_each_name_its_own_title() -> None:
    actors = actors_in(
        "President [PERSON Ana Ruiz], Prime Minister [PERSON Eva Kent] and Senator [PERSON Jo Park] met."
    )
    assert [title for _, title, _ in _roles(actors)] == ["President", "Prime Minister", "Senator"]


@pytest.mark.parametrize(
    ("marked", "title", "owners"),
    [
        ("Presidents [PERSON Ana Ruiz] and [PERSON Eva Kent] met.", "President", [None, None]),
        ("Foreign Ministers [PERSON Ana Ruiz] of [GPE Peru], [PERSON Jo Park] and [PERSON Eva Kent] ([GPE Kenya]) met.",
         "Foreign Minister", [None, None, None]),
        ("[NORP Kenyan] Foreign Ministers [PERSON Ana Ruiz] and [PERSON Eva Kent] met.", "Foreign Minister", ["Kenya", "Kenya"]),
        ("[NORP Kenyan] and [NORP Peruvian] Presidents [PERSON Ana Ruiz] and [PERSON Eva Kent] met.", "President", [None, None]),
    ],
)  # fmt: skip
def test_a_plural_title_is_held_by_each(marked: str, title: str, owners: list[str | None]) -> None:
    assert [(held, of) for _, held, of in _roles(actors_in(marked))] == [(title, of) for of in owners]


def test_plural_offices_describe_nobody() -> None:
    actors = actors_in("President [PERSON Ana Ruiz] met the ministers.", "The Presidents of [GPE Peru] left.")
    assert [m.text for m in actors.mentions if m.form == "role"] == []


def test_a_counterpart_holds_the_same_office() -> None:
    actors = actors_in(
        "[NORP Kenyan] President [PERSON Juma Otieno] met his [NORP Peruvian] counterpart, [PERSON Ana Ruiz].",
        "The [NORP Peruvian] President left.",
    )
    assert mention(actors, "Ana Ruiz").title is None
    assert actor(actors, "The Peruvian President").name == "Ana Ruiz"


def test_a_bare_title_is_of_whom_its_bearer_was_introduced_with() -> None:
    actors = actors_in("[NORP Kenyan] President [PERSON Juma Otieno] spoke.", "President [PERSON Otieno] left.")
    assert [of for _, _, of in _roles(actors)] == ["Kenya", "Kenya"]


def test_a_country_against_which_somebody_is_is_not_whose_he_is() -> None:
    assert actor(actors_in("The pro-[GPE Peru] minister [PERSON Ana Ruiz] spoke."), "Ana Ruiz").country is None


def test_a_phrase_of_a_country_needs_the_very_office_of_a_person_of_none() -> None:
    lines = ("[PERSON Ana Ruiz], the Secretary of State, spoke.", "[GPE Peru]'s foreign minister left.")
    assert mention(actors_in(*lines), "Peru's foreign minister").chain is None


def test_titles_before_and_after_are_both_observed_and_the_fuller_one_shown() -> None:
    actors = actors_in("Ambassador [PERSON Ana Ruiz], Director of the [ORG Asia Desk], spoke.")
    assert [title for _, title, _ in _roles(actors)] == ["Ambassador", "Director of the Asia Desk"]
    assert mention(actors, "Ana Ruiz").title == "Director of the Asia Desk"


def test_a_colleague_joined_by_and_shares_the_country() -> None:
    actors = actors_in(
        "[PERSON Ana Ruiz], [GPE Kenya]'s Deputy Minister of Trade, and Ms. [PERSON Eva Kent], Deputy Minister of Tourism, met."
    )
    assert actor(actors, "Eva Kent").country == "KEN"


def test_a_membership_is_shown_only_where_it_is_alone() -> None:
    actors = actors_in("Foreign Minister [PERSON Ana Ruiz], also a member of the [ORG Upper Standing Council], spoke.")
    assert mention(actors, "Ana Ruiz").title == "Foreign Minister"
    assert [title for _, title, _ in _roles(actors)] == ["Foreign Minister", "member of the Upper Standing Council"]


OPENING = (
    "[NORP Kenyan] President [PERSON Wanjiru Otieno] met [NORP Peruvian] President [PERSON Ana Ruiz] in [GPE Lima].",
    "[NORP Kenyan] Ambassador to [GPE Peru] [PERSON Juma Kibet] and [ORG Marvexa] chairman [PERSON Tom Hale] were there.",
)


@pytest.mark.parametrize(
    ("line", "phrase", "bearer", "rule"),
    [
        ("The [NORP Kenyan] President left.", "The Kenyan President", "Wanjiru Otieno", "only_bearer"),
        ("The [NORP Peruvian] leader left.", "The Peruvian leader", "Ana Ruiz", "only_bearer"),
        ("[GPE Peru]'s President left.", "Peru's President", "Ana Ruiz", "only_bearer"),
        ("The President of [GPE Peru] left.", "The President of Peru", "Ana Ruiz", "only_bearer"),
        ("Songs pleased the diplomat.", "the diplomat", "Juma Kibet", "only_bearer"),
        ("The [NORP Kenyan] diplomat left.", "The Kenyan diplomat", "Juma Kibet", "only_bearer"),
        ("The chairman of [ORG Marvexa] left.", "The chairman of Marvexa", None, ""),
        ("The Chairman of [ORG Marvexa] left.", "The Chairman of Marvexa", "Tom Hale", "only_bearer"),
        ("[PERSON Ana Ruiz] thanked the head of state.", "the head of state", "Wanjiru Otieno", "not_beside"),
        ("The President left.", "The President", None, "ambiguous"),
        ("The [NORP Kenyan] official left.", "The Kenyan official", "Juma Kibet", "nearest_bearer"),
        ("The Prime Minister left.", "The Prime Minister", None, "no_bearer"),
        ("The [NORP Chilean] President left.", "The Chilean President", None, "no_bearer"),
        ("The Vice President left.", "The Vice President", None, "no_bearer"),
    ],
)
def test_role_phrases(line: str, phrase: str, bearer: str | None, rule: str) -> None:
    actors = actors_in(*OPENING, line)
    found = [m for m in actors.mentions if m.form == "role"]
    if not rule:
        assert found == []
        return
    assert [(m.text, m.label, m.rule, m.title) for m in found] == [(phrase, "PERSON", rule, None)]
    chain = found[0].chain
    assert (None if chain is None else actors.actors[chain].name) == bearer


def test_the_nearest_bearer_of_the_sentence_before() -> None:
    actors = actors_in(*OPENING, "President [PERSON Otieno] spoke first.", "The President's speech was short.")
    assert actor(actors, "The President").name == "Wanjiru Otieno"
    assert mention(actors, "The President").rule == "nearest_bearer"


def test_a_demonym_in_a_role_phrase_is_a_mention_of_its_own() -> None:
    actors = actors_in(*OPENING, "The [NORP Kenyan] leader left.")
    assert mention(actors, "Kenyan", 2).form == "demonym"
    assert mention(actors, "The Kenyan leader").start < mention(actors, "Kenyan", 2).start


@pytest.mark.parametrize(
    "line",
    [
        "A president left.",
        "The official visit began.",
        "The President's Office was shut.",
        "They met at the deputy foreign minister level.",
        "The two Presidents left.",
        "The Foreign Minister-level meeting ended.",
        "The head of the queue moved.",
    ],
)
def test_no_role_phrase(line: str) -> None:
    assert [m.text for m in actors_in(*OPENING, line).mentions if m.form == "role"] == []


def test_a_phrase_looks_back_only() -> None:
    actors = actors_in("The President left.", "President [PERSON Ana Ruiz] spoke.")
    assert mention(actors, "The President").chain is None


@pytest.mark.parametrize(
    ("marked", "titles"),
    [
        ("They named their trade ministers, [PERSON Ana Ruiz] and [PERSON Tom Hale], to lead it.", ["trade minister"] * 2),
        ("The two presidents, [PERSON Ana Ruiz] and [PERSON Tom Hale], left.", ["president"] * 2),
        ("The ministers, [PERSON Ana Ruiz] said, were late.", []),
        ("President His Royal Highness Sheikh [PERSON Tom Hale] and Executive Chair [PERSON Ana Ruiz] spoke.", ["President", "Executive Chair"]),
    ],
)  # fmt: skip
def test_titles_of_several_and_titles_with_forms_of_address(marked: str, titles: list[str]) -> None:
    assert [title for _, title, _ in _roles(actors_in(marked))] == titles
