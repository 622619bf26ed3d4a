"""Decisions of a person: they come before the rules, hold at every union, and say where they fail."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import ids
from pipeline.actors import merge_actors, parse_overrides
from pipeline.errors import OverridesError
from pipeline.knowledge import default_knowledge
from pipeline.records import Actor, ActorMerge, Document, Override
from tests.actors.marked import document, in_order
from tests.actors.test_merge import CORPUS

KNOWLEDGE = default_knowledge()


def parsed(*lines: str) -> tuple[Override, ...]:
    """Overrides of lines whose cells stand between two blanks or more."""
    return parse_overrides("\n".join(re.sub(" {2,}", "\t", line) for line in lines), "o.tsv", KNOWLEDGE)


def merged(documents: list[Document], *lines: str) -> ActorMerge:
    return merge_actors(in_order(documents), KNOWLEDGE, {}, parsed(*lines))


def who(merge: ActorMerge, documents: list[Document], article: str, text: str, nth: int = 0) -> str | None:
    """The actor of the nth mention with a text in an article."""
    mentions = next(d for d in documents if d.article_id == article).reading.actors.mentions
    index = [i for i, m in enumerate(mentions) if m.text == text][nth]
    return next(
        (actor for ref, actor in merge.actor_of.items() if (ref.article_id, ref.index) == (article, index)), None
    )


def row(merge: ActorMerge, actor_id: str | None) -> Actor:
    return next(actor for actor in merge.actors if actor.actor_id == actor_id)


# -- reading the file


def test_comments_blank_lines_the_header_and_short_lines_are_fine() -> None:
    text = (
        "# ours\naction\tleft\tright\tarticle\twho\tnote\n\nsame\tLi  Wei\tWei Li\nname\tLi Wei\tLI Wei\ta/b\tme\twhy\n"
    )
    assert parse_overrides(text, "o.tsv", KNOWLEDGE) == (
        Override(4, "same", "Li Wei", "Wei Li", None),
        Override(5, "name", "Li Wei", "LI Wei", "a/b"),
    )
    assert parse_overrides("", "o.tsv", KNOWLEDGE) == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("sam\tA\tB", "'sam' is no action"),
        ("same\tA", "needs an actor and what it is"),
        ("same\tA\t ", "needs an actor and what it is"),
        ("same\tA\tB\t*\tme\twhy\tmore", "7 cells"),
        ("same\tthe diplomat\t?\tx", "still '?'"),
        ("same\tAna Ruiz\tana  ruiz", "names 'Ana Ruiz' twice"),
        ("same\tcountry:PER\tcountry:CHL", "two countries"),
        ("different\ta-12ab34\tAna", "beginning of an id"),
        ("same\tAna\tcountry:XXQ", "is no country"),
        ("kind\tAna\tcountry", "is no kind"),
        ("country\tAna\tPeru", "'Peru' is no country"),
        ("wikidata\tAna\t419", "no Wikidata id"),
    ],
)
def test_every_malformed_line_gets_one_line(line: str, words: str) -> None:
    with pytest.raises(OverridesError) as error:
        parse_overrides(f"{line}\nname\tAna\tAna R.\n{line}", "o.tsv", KNOWLEDGE)
    first, second = str(error.value).splitlines()
    assert first.startswith("o.tsv:1: ")
    assert second.startswith("o.tsv:3: ")
    assert words in first


@given(st.text(alphabet=st.sampled_from("same \tdifferent\nAé?*#country:PER-0a\x00\u2028"), max_size=60))
def test_any_text_is_read_or_refused_by_line(text: str) -> None:
    found, errors = _read(text)
    assert all(line.left and line.right for line in found)
    assert all(re.match(r"o\.tsv:\d+: .", line) for line in errors)


def _read(text: str) -> tuple[tuple[Override, ...], list[str]]:
    try:
        return parse_overrides(text, "o.tsv", KNOWLEDGE), []
    except OverridesError as error:
        return (), str(error).split("\n")


# -- same


def test_same_joins_what_no_rule_would() -> None:
    documents = [document("a", "[PERSON Li Wei] sang."), document("b", "[PERSON Weimin Lee] sang.")]
    assert len(merged(documents).actors) == 2
    merge = merged(documents, "same  li wei  Weimin Lee")
    assert len(merge.actors) == 1
    assert [link.rule for link in merge.links] == ["override"]
    assert merge.notes == ()


def test_same_is_stronger_than_countries_and_its_actor_still_grows() -> None:
    documents = [
        document("a", "[NORP Peruvian] Minister [PERSON Luis Vargas] sang."),
        document("b", "[NORP Chilean] Minister [PERSON Luis Vargas] sang."),
        document("c", "[NORP Chilean] Minister [PERSON Luis Vargas] slept."),
    ]
    apart = merged(documents)
    assert who(apart, documents, "a", "Luis Vargas") != who(apart, documents, "b", "Luis Vargas")
    left, right = (who(apart, documents, home, "Luis Vargas") for home in "ab")
    merge = merged(documents, f"same  {left}  {right}")
    assert len({who(merge, documents, home, "Luis Vargas") for home in "abc"}) == 1


def test_same_in_one_article_only() -> None:
    documents = [
        document("a", "[PERSON Ana Ruiz] met [PERSON Eva Roth]."),
        document("b", "[PERSON Ana Ruiz] met [PERSON Eva Roth]."),
    ]
    merge = merged([documents[0]], "same  Ana Ruiz  Eva Roth  a")
    assert len(merge.actors) == 1
    notes = merged(documents, "same  Ana Ruiz  Eva Lund  a").notes
    assert [note.text.split(";")[0] for note in notes] == ["article a does not say 'Eva Lund'"]


def test_a_mention_that_no_rule_resolved_gets_its_actor() -> None:
    documents = [document("a", "The diplomat left.", "[PERSON Ana Ruiz] stayed."), document("b", "The diplomat slept.")]
    assert who(merged(documents), documents, "a", "The diplomat") is None
    merge = merged(documents, "same  the diplomat  Ana Ruiz  a")
    assert who(merge, documents, "a", "The diplomat") == who(merge, documents, "a", "Ana Ruiz")
    assert who(merge, documents, "b", "The diplomat") is None
    nobody = merged(documents, "same  the diplomat  The diplomat slept  *")
    assert who(nobody, documents, "a", "The diplomat") is None


def test_two_unresolved_mentions_are_still_nobody() -> None:
    documents = [document("a", "The diplomat left.", "The ambassador slept.")]
    merge = merged(documents, "same  the diplomat  the ambassador")
    assert merge.actors == ()


def test_a_name_joined_to_a_country_does_not_rename_it() -> None:
    documents = [document("a", "[ORG Great Andean Land of the Sun] and [GPE Peru] won.")]
    merge = merged(documents, "same  Great Andean Land of the Sun  country:PER")
    assert [(a.actor_id, a.kind, a.name) for a in merge.actors] == [("country:PER", "country", "Peru")]
    assert [note.line for note in merged(documents, "same  Peru  country:CHL").notes] == [1]


# -- different


def test_different_takes_a_short_name_out_of_its_actor() -> None:
    documents = [document("a", "[PERSON Wanjiru Otieno] sang.", "[PERSON Otieno] left.", "[PERSON Otieno] slept.")]
    assert len(merged(documents).actors) == 1
    for line in ("different  Otieno  Wanjiru Otieno  a", "different  Wanjiru Otieno  Otieno"):
        merge = merged(documents, line)
        assert sorted((a.name, len(a.members)) for a in merge.actors) == [("Otieno", 2), ("Wanjiru Otieno", 1)]
        assert merge.notes == ()


def test_different_and_same_move_a_name_to_another() -> None:
    documents = [
        document("a", "[PERSON Wanjiru Otieno] met [PERSON Grace Achieng].", "[PERSON Otieno] left."),
        document("b", "[PERSON Grace Achieng] slept."),
    ]
    merge = merged(documents, "different  Otieno  Wanjiru Otieno  a", "same  Otieno  Grace Achieng  a")
    assert who(merge, documents, "a", "Otieno") == who(merge, documents, "b", "Grace Achieng")
    assert who(merge, documents, "a", "Wanjiru Otieno") != who(merge, documents, "a", "Otieno")


def test_different_holds_over_articles_and_the_others_stay_with_the_right() -> None:
    documents = [document(home, "[PERSON Luis Vargas] sang.") for home in "abcd"]
    assert len(merged(documents).actors) == 1
    first, second, third = (ids.mint(ids.ACTOR, ids.mention_ids(d)[0]) for d in documents[:3])
    for line in (
        f"different  {second}  {first}",
        f"different  Luis Vargas  {first}  b",
        f"different  {first}  Luis Vargas  b",
    ):
        merge = merged(documents, line)
        groups = sorted("".join(sorted(ref.article_id for ref in a.members)) for a in merge.actors)
        assert groups == ["acd", "b"], line
        assert merge.notes == ()
    apart = merged(documents, f"different  {second}  {first}", f"different  {third}  {first}")
    assert len(apart.actors) == 3


def test_a_name_in_one_article_is_not_the_actor_of_an_id() -> None:
    documents = [
        document("a", "[PERSON Lương Cường] sang."),
        document("b", "[PERSON Lương Cường] and [PERSON Cườn] met.", "[PERSON Lương Cường] left."),
        document("c", "[PERSON Lương Cường] and [PERSON Cường] met."),
    ]
    actor = ids.mint(ids.ACTOR, ids.mention_ids(documents[0])[0])
    merge = merged(documents, f"different  Cườn  {actor}  b")
    assert sorted((a.name, len(a.members)) for a in merge.actors) == [("Cườn", 1), ("Lương Cường", 5)]


def test_different_by_mention_id_within_an_article() -> None:
    documents = [document("a", "[PERSON Ana Ruiz] sang.", "[PERSON Ana Ruiz] slept.")]
    second = ids.mention_ids(documents[0])[1]
    merge = merged(documents, f"different  {second}  Ana Ruiz  a")
    assert [len(a.members) for a in merge.actors] == [1, 1]
    assert merge.notes == ()


def test_a_place_that_is_not_the_country_of_its_name() -> None:
    documents = [
        document("a", "[GPE Georgia] voted.", "[GPE Georgia] counted."),
        document("b", "[GPE Georgia] signed with [NORP Georgian] banks."),
    ]
    merge = merged(documents, "different  Georgia  country:GEO  a")
    assert who(merge, documents, "b", "Georgia") == "country:GEO"
    state = row(merge, who(merge, documents, "a", "Georgia"))
    assert (state.kind, state.name, len(state.members)) == ("place", "Georgia", 2)
    assert state.actor_id.startswith("a-")


def test_a_role_phrase_taken_out_is_nobody() -> None:
    documents = [
        document("a", "[NORP Kenyan] President [PERSON Wanjiru Otieno] sang.", "The [NORP Kenyan] President left.")
    ]
    before = merged(documents)
    assert who(before, documents, "a", "The Kenyan President") == who(before, documents, "a", "Wanjiru Otieno")
    merge = merged(documents, "different  The Kenyan President  Wanjiru Otieno  a")
    assert who(merge, documents, "a", "The Kenyan President") is None


# -- fields


def test_fields_are_set_and_country_and_kind_are_evidence_for_the_rules() -> None:
    documents = [
        document("a", "[PERSON Luis Vargas] sang."),
        document("b", "[NORP Chilean] Minister [PERSON Luis Vargas] sang."),
        document("c", "[PERSON Marvexa] pays.", "[PERSON Marvexa] hires."),
    ]
    assert len(merged(documents).actors) == 3
    merge = merged(
        documents,
        "country  Luis Vargas  PER  a",
        "name  Luis Vargas  Luis Vargas Llosa  a",
        "wikidata  Luis Vargas  Q42  a",
        "kind  Marvexa  organization",
    )
    vargas = row(merge, who(merge, documents, "a", "Luis Vargas"))
    assert (vargas.name, vargas.country, vargas.wikidata) == ("Luis Vargas Llosa", "PER", "Q42")
    other = row(merge, who(merge, documents, "b", "Luis Vargas"))
    assert (other.name, other.country, other.wikidata) == ("Luis Vargas", "CHL", None)
    assert row(merge, who(merge, documents, "c", "Marvexa")).kind == "organization"
    assert merge.notes == ()


# -- what is reported


def test_lines_that_match_nothing_or_contradict_are_told_and_the_rest_holds() -> None:
    documents = [
        document("a", "[PERSON Ana Ruiz] met [PERSON Eva Roth].", "[PERSON Eva Roth] and [PERSON Ola Lund] won.")
    ]
    merge = merged(
        documents,
        "different  Ana Ruiz  Eva Roth",
        "same  Ana Ruiz  Eva Roth",
        "name  Ola Lund  O. Lund",
        "name  Ola Lund  Ola L.",
        "name  Nobody Here  N.",
        "name  Ola Lund  Ola  nowhere",
        "wikidata  Ana Ruiz  Q7",
        "wikidata  Eva Roth  Q7",
    )
    told = {note.line: note.text for note in merge.notes}
    assert set(told) == {2, 3, 5, 6, 8}
    assert "contradicts line 1" in told[2]
    assert "overruled by line 4" in told[3]
    assert "no article says 'Nobody Here'" in told[5]
    assert "there is no article nowhere" in told[6]
    assert "Q7 is given to 2 actors" in told[8]
    assert sorted(a.name for a in merge.actors) == ["Ana Ruiz", "Eva Roth", "Ola L."]


_LINES = (
    "same  Otieno  Ana Ríos",
    "different  Otieno  Wanjiru Otieno",
    "different  Luis Vargas  Luis Vargas Soto",
    "same  Luis Vargas  Luis Vargas Soto",
    "different  NGB  Northern Grain Board",
    "same  The diplomat  Ana Ríos",
    "same  Saigon  country:VNM",
    "different  Viet Nam  country:VNM  a2",
    "kind  Marvexa  person",
    "country  Luis Vargas  CHL",
    "name  HCMC  Saigon City",
)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(CORPUS))), st.randoms(use_true_random=False), st.sets(st.sampled_from(_LINES)))
def test_clusters_with_decisions_do_not_depend_on_order(
    order: list[int], randomness: random.Random, lines: set[str]
) -> None:
    def partition(which: list[int], days: list[int]) -> set[frozenset[tuple[str, int]]]:
        documents = [
            document(f"a{i}", *CORPUS[i], day=f"2024-03-{1 + day:02d}") for i, day in zip(which, days, strict=True)
        ]
        merge = merged(documents, *sorted(lines))
        assert len({a.actor_id for a in merge.actors}) == len(merge.actors)
        return {frozenset((ref.article_id, ref.index) for ref in actor.members) for actor in merge.actors}

    straight = list(range(len(CORPUS)))
    assert partition(straight, straight) == partition(order, [randomness.randrange(28) for _ in order])
