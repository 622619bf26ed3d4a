"""Figures: every number of an article with its unit, bounds, metric, subjects and period, and whether they agree.

    words -> numbers -> amounts (currencies, units, ranks) -> bounds, movement -> periods, metrics, parties
          -> changes (within an article) -> claims (over the corpus)

`find_figures` reads any text, in the sentences of `split`; `FigureFinder` adds what the article's dates and actors say; `make_claims` compares the
figures of all articles. What words mean stands in the `.tsv` files beside the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.on_demand import on_demand

if TYPE_CHECKING:
    from pipeline.figures.claims import make_claims
    from pipeline.figures.finder import FigureFinder, find_figures
    from pipeline.figures.signs import printed_unit
    from pipeline.figures.splitting import split

__all__ = ["FigureFinder", "find_figures", "make_claims", "printed_unit", "split"]

__getattr__ = on_demand(
    __name__,
    {
        "make_claims": "claims",
        "FigureFinder": "finder",
        "find_figures": "finder",
        "printed_unit": "signs",
        "split": "splitting",
    },
)
