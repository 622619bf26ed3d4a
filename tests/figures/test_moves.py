"""Words of movement: their forms, and what they are not."""

from __future__ import annotations

import pytest

from pipeline.figures import find_figures
from pipeline.figures.moves import Moves, gerund, preterite, third
from pipeline.knowledge import default_knowledge

MOVES = Moves(default_knowledge())


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("rise", ("rises", "rised", "rising")),
        ("drop", ("drops", "dropped", "dropping")),
        ("gain", ("gains", "gained", "gaining")),
        ("lower", ("lowers", "lowered", "lowering")),
        ("multiply", ("multiplies", "multiplied", "multiplying")),
        ("push", ("pushes", "pushed", "pushing")),
        ("sow", ("sows", "sowed", "sowing")),
        ("free", ("frees", "freed", "freeing")),
    ],
)
def test_regular_forms(verb: str, forms: tuple[str, str, str]) -> None:
    assert (third(verb), preterite(verb), gerund(verb)) == forms


def test_every_form_is_known() -> None:
    assert {"rise", "rises", "rose", "risen", "rising"} <= MOVES.verbs
    assert "rised" not in MOVES.verbs
    assert {"raised", "cut", "slashes"} <= MOVES.transitive
    assert "fell" not in MOVES.transitive


@pytest.mark.parametrize(
    ("text", "role", "trend"),
    [
        ("It signed a contract of 5 million euros.", "level", None),
        ("The economy is to contract by 5 percent.", "delta", "fall"),
        ("The firm slows by 5 percent.", "delta", "fall"),
        ("Slow growth of 5 percent was seen.", "delta", "rise"),
        ("It cut its growth forecast to 5 percent.", "to", "fall"),
        ("Inflation picked up to 5 percent.", "to", "rise"),
        ("The bank raised 5 million euros.", "level", None),
        ("The bank raised its stake to 5 percent.", "to", "rise"),
    ],
)
def test_movements(text: str, role: str, trend: str | None) -> None:
    (figure,) = find_figures(text)
    assert (figure.role, figure.trend) == (role, trend)
