"""Merging over the corpus: order does not matter, ids stay, roles are dated."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import ids
from pipeline.actors import merge_actors
from pipeline.actors.naming import fullest
from pipeline.knowledge import default_knowledge
from pipeline.records import Actor, ActorMerge, Document, Ref
from tests.actors.marked import document, in_order

KNOWLEDGE = default_knowledge()

CORPUS = (
    (
        "[NORP Kenyan] President [PERSON Wanjiru Otieno] met [PERSON Ana María Ríos].",
        "[PERSON Otieno] left [GPE Lima].",
    ),
    (
        "[PERSON Otieno] and [PERSON Ana Ríos] wrote to the [ORG Northern Grain Board] ([ORG NGB]).",
        "The diplomat left.",
    ),
    ("[ORG NGB] sold wheat to [GPE Viet Nam].", "[NORP Vietnamese] Minister [PERSON Lê Văn Dũng] thanked it."),
    ("[PERSON Lê Văn Dụng] met [PERSON Le Van Dung].", "The [ORG National Assembly] of [GPE Kenya] rose."),
    ("[NORP Peruvian] Minister [PERSON Luis Vargas] met [NORP Chilean] Minister [PERSON Luis Vargas Soto].",),
    ("[PERSON Luis Vargas] sang.", "[NORP Chilean] Minister [PERSON Luis Vargas] slept."),
    ("The [NORP Kenyan] [ORG National Assembly] met in [GPE HCMC].", "[GPE Saigon] was hot."),
    ("[PERSON Rosa Elvira Mamani Condori] is mayor of [GPE Lima].",),
    ("Mayor [PERSON Rosa Mamani] opened the [FAC Harbour Hall] in [GPE Lima].", "[ORG MARVEXA] built it."),
    ("[ORG Marvexa] pays [PERSON Otieno].",),
)


def _documents(order: list[int], days: list[int]) -> list[Document]:
    return in_order(
        document(f"a{i}", *CORPUS[i], day=f"2024-03-{1 + days[place]:02d}") for place, i in enumerate(order)
    )


def _partition(merge: ActorMerge) -> set[frozenset[Ref]]:
    return {frozenset(actor.members) for actor in merge.actors}


def _named(merge: ActorMerge, name: str) -> Actor:
    return next(actor for actor in merge.actors if actor.name == name)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(CORPUS))), st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_order(order: list[int], randomness: random.Random) -> None:
    days = [randomness.randrange(28) for _ in order]
    straight = merge_actors(_documents(list(range(len(CORPUS))), [0] * len(CORPUS)), KNOWLEDGE, {})
    shuffled = merge_actors(_documents(order, days), KNOWLEDGE, {})
    assert _partition(straight) == _partition(shuffled)


HOMONYMS = (
    ("Senator [PERSON John Smith] met [PERSON Sara Lindqvist].",),
    ("[PERSON John Smith] thanked [PERSON Sara Lindqvist].",),
    ("Senator [PERSON John Smith] sang.",),
    ("[PERSON John Smith] slept.",),
    ("[PERSON John Quincy Smith] rose.", "[PERSON John Smith] sat."),
    ("[PERSON Hisham Omar Adli] sang.", "[PERSON Hisham Omar] sat."),
    ("[PERSON Hisham Omar Sabri] sang.", "[PERSON Hisham Omar] sat."),
    ("[PERSON Hisham Omar] slept.",),
    ("The [ORG Northern Grain Board] ([ORG NGB]) met.", "The [ORG National Security Council] ([ORG NSC]) met."),
    ("The [ORG NGB Secretariat] met.", "The [ORG National Sports Council] ([ORG NSC]) met."),
    ("The [ORG Northern Grain Board Secretariat] met.", "[ORG NSC] rose."),
    ("[PERSON Rosa Mamani] sang.", "[ORG Halvora Inc.] and [ORG NGB] met."),
    ("[PERSON Rosa Elvira Mamani] sang.", "[ORG Halvora] met [PERSON Ji-won Park]."),
    ("[PERSON Rosa Mamani Condori] sang.", "[PERSON Park Ji-won] and [PERSON Gerhard Müller] met."),
    ("[PERSON Rosa Elvira Mamani Condori] sang.", "[PERSON Gerhard Mueller] slept."),
)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(HOMONYMS))), st.randoms(use_true_random=False))
def test_homonyms_do_not_depend_on_order(order: list[int], randomness: random.Random) -> None:
    def merged(places: list[int], days: list[int]) -> set[frozenset[Ref]]:
        documents = [document(f"a{i}", *HOMONYMS[i], day=f"2024-03-{days[i]:02d}") for i in places]
        return _partition(merge_actors(in_order(documents), KNOWLEDGE, {}))

    days = [1 + randomness.randrange(28) for _ in order]
    assert merged(list(range(len(HOMONYMS))), [1] * len(HOMONYMS)) == merged(order, days)


def test_every_resolved_mention_has_its_actor_and_members_are_in_order() -> None:
    documents = _documents(list(range(len(CORPUS))), list(range(len(CORPUS))))
    merge = merge_actors(documents, KNOWLEDGE, {})
    resolved = {
        Ref(d.article_id, i) for d in documents for i, m in enumerate(d.reading.actors.mentions) if m.chain is not None
    }
    assert set(merge.actor_of) == resolved
    place = {d.article_id: i for i, d in enumerate(documents)}
    for actor in merge.actors:
        keys = [(place[ref.article_id], ref.index) for ref in actor.members]
        assert keys == sorted(keys)
        assert all(merge.actor_of[ref] == actor.actor_id for ref in actor.members)
        assert sum(alias.n_mentions for alias in actor.aliases) <= len(actor.members)
    assert [a.actor_id for a in merge.actors] == sorted(a.actor_id for a in merge.actors)
    assert merge.changes == ()


def test_countries_have_their_code_as_id_and_others_a_minted_one() -> None:
    merge = merge_actors(_documents(list(range(10)), [0] * 10), KNOWLEDGE, {})
    assert _named(merge, "Vietnam").actor_id == "country:VNM"
    others = [actor for actor in merge.actors if actor.kind != "country"]
    assert others
    assert all(actor.actor_id.startswith(f"{ids.ACTOR}-") for actor in others)


def test_rows_of_an_actor() -> None:
    merge = merge_actors(_documents(list(range(10)), list(range(10))), KNOWLEDGE, {})
    otieno = _named(merge, "Wanjiru Otieno")
    assert (otieno.kind, otieno.country, otieno.title) == ("person", "KEN", "President")
    assert [(a.alias, a.n_mentions, a.n_articles) for a in otieno.aliases] == [
        ("Otieno", 3, 3),
        ("Wanjiru Otieno", 1, 1),
    ]
    assert _named(merge, "Ana María Ríos").aliases[0].alias in {"Ana María Ríos", "Ana Ríos"}
    assert _named(merge, "Rosa Elvira Mamani Condori").title in {"Mayor", "mayor of Lima"}
    assert {alias.alias for alias in _named(merge, "Ho Chi Minh City").aliases} == {"HCMC", "Saigon"}


def _previous(documents: list[Document], merge: ActorMerge) -> dict[str, str]:
    named = {d.article_id: ids.mention_ids(d) for d in documents}
    return {named[ref.article_id][ref.index]: actor for ref, actor in merge.actor_of.items()}


def test_an_older_article_moves_no_id() -> None:
    late = [document("late", *CORPUS[1], day="2024-03-05")]
    first = merge_actors(late, KNOWLEDGE, {})
    both = in_order([document("early", *CORPUS[0], day="2024-03-01"), *late])
    scratch = merge_actors(both, KNOWLEDGE, {})
    again = merge_actors(both, KNOWLEDGE, _previous(late, first))
    for ref, actor in first.actor_of.items():
        assert again.actor_of[ref] == actor
    assert _partition(scratch) == _partition(again)
    assert scratch.actor_of != again.actor_of
    assert again.changes == ()


def test_articles_in_date_order_need_no_registry() -> None:
    documents = _documents(list(range(10)), list(range(10)))
    previous: dict[str, str] = {}
    for size in (2, 5, 8, 10):
        merge = merge_actors(documents[:size], KNOWLEDGE, previous)
        previous = _previous(documents[:size], merge)
    assert merge.actor_of == merge_actors(documents, KNOWLEDGE, {}).actor_of


def test_a_merge_leaves_a_redirect_that_names_a_mention() -> None:
    apart = [
        document("a", "[PERSON Rosa Elvira Mamani] sang.", day="2024-03-02"),
        document("b", "[PERSON Rosa Mamani Condori] sang.", day="2024-03-03"),
    ]
    before = merge_actors(apart, KNOWLEDGE, {})
    assert len(before.actors) == 2
    together = [*apart, document("c", "[PERSON Rosa Elvira Mamani Condori] sang, [PERSON Rosa Elvira Mamani] said."
                                      " [PERSON Rosa Mamani Condori] left.", day="2024-03-04")]  # fmt: skip
    after = merge_actors(together, KNOWLEDGE, _previous(apart, before))
    assert len(after.actors) == 1
    assert [change.change for change in after.changes] == ["merged"]
    assert after.changes[0].new_id == after.actors[0].actor_id
    assert after.changes[0].mention_id.startswith("m-")


def test_roles_are_dated_observations_and_never_a_reason_to_merge() -> None:
    documents = [
        document("a", "[NORP Kenyan] President [PERSON Juma Kibet] sang.", day="2024-02-01"),
        document("b", "[NORP Kenyan] President [PERSON Wanjiru Otieno] sang.", day="2024-11-01"),
        document("c", "[NORP Kenyan] President [PERSON Wanjiru Otieno] slept.", day="2024-12-01"),
        document("d", "[NORP Kenyan] President [PERSON Wanjiru Otieno] rose.", day=None),
    ]
    merge = merge_actors(documents, KNOWLEDGE, {})
    held = {role.actor_id: role for role in merge.roles if role.of_id == "country:KEN"}
    kibet, otieno = _named(merge, "Juma Kibet").actor_id, _named(merge, "Wanjiru Otieno").actor_id
    assert held[kibet].last_seen == dt.date(2024, 2, 1)
    assert (held[otieno].first_seen, held[otieno].last_seen) == (dt.date(2024, 11, 1), dt.date(2024, 12, 1))
    assert held[otieno].article_id == "b"


@pytest.mark.parametrize("previous", [{}, {"m-0000000000000000": "a-0000000000000000"}])
def test_an_empty_corpus(previous: dict[str, str]) -> None:
    assert merge_actors([], KNOWLEDGE, previous) == ActorMerge((), (), (), {})


def test_a_bare_title_is_of_the_one_owner_it_was_seen_with() -> None:
    documents = [
        document("a", "President [PERSON Juma Kibet] sang.", day="2024-02-01"),
        document("b", "[NORP Kenyan] President [PERSON Juma Kibet] met [NORP Kenyan] State President [PERSON Kibet].",
                 "President [PERSON Kibet] slept.", day="2024-02-09"),
        document("c", "President [PERSON Juma Kibet] of the [ORG Tarnova Club] met Minister [PERSON Eva Ruiz].", day=None),
    ]  # fmt: skip
    merge = merge_actors(documents, KNOWLEDGE, {})
    roles = [(role.title, role.of_id, role.first_seen, role.last_seen, role.article_id) for role in merge.roles]
    assert sorted(roles, key=str) == [
        ("Minister", None, None, None, "c"),
        ("President", "country:KEN", dt.date(2024, 2, 1), dt.date(2024, 2, 9), "a"),
        ("State President", "country:KEN", dt.date(2024, 2, 9), dt.date(2024, 2, 9), "b"),
    ]


def test_namesakes_are_counted() -> None:
    merge = merge_actors(
        [
            document("a", "[NORP Kenyan] Minister [PERSON Juma Kibet] sang."),
            document("b", "[NORP Peruvian] Minister [PERSON Juma Kibet] sang."),
            document("c", "[NORP Peruvian] Minister [PERSON Júma Kibet] met [PERSON Eva Ruiz]."),
        ],
        KNOWLEDGE,
        {},
    )
    assert sorted((actor.name, actor.n_namesakes) for actor in merge.actors if actor.kind == "person") == [
        ("Eva Ruiz", 0), ("Juma Kibet", 1), ("Júma Kibet", 1)
    ]  # fmt: skip


def test_a_name_broken_over_two_lines_is_shown_on_one() -> None:
    assert fullest({"Ministry\nof Trade": 1}) == "Ministry of Trade"
