"""From a matched rule to what it means: the builder of every rule of the grammar."""

from __future__ import annotations

from pipeline.dates.match import Found, Match
from pipeline.dates.normalise_absolute import ABSOLUTE
from pipeline.dates.normalise_clocks import CLOCKS
from pipeline.dates.normalise_portions import PORTIONS
from pipeline.dates.normalise_relative import RELATIVE
from pipeline.dates.normalise_years import YEARS

_BUILDERS = ABSOLUTE | CLOCKS | RELATIVE | PORTIONS | YEARS


def normalise(match: Match) -> tuple[Found, ...]:
    """The parts of a match with their meaning; () refuses the match."""
    return _BUILDERS[match.rule](match)
