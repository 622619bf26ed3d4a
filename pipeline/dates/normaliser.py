"""From a matched rule to what it means: the builder of every rule of the grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.dates.match import Found, Match
from pipeline.dates.normalise_absolute import ABSOLUTE
from pipeline.dates.normalise_clocks import CLOCKS
from pipeline.dates.normalise_portions import PORTIONS
from pipeline.dates.normalise_relative import RELATIVE
from pipeline.dates.normalise_years import YEARS

BUILDERS: Mapping[str, Callable[[Match], tuple[Found, ...]]] = ABSOLUTE | CLOCKS | RELATIVE | PORTIONS | YEARS
"""Rule to what makes the parts of a match with their meaning; () refuses the match."""
