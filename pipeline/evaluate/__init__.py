"""A run scored against gold: articles that a person annotated by hand.

`gold` reads the annotation, `rows` the run, `measures` counts, `alignment` says which row answers which gold one. Each
area has a file: `articles`, `spans` (dates and figures), `mentions`, `actors`, `events`. `scoring` puts them together.
docs/evaluate.md gives the form of the gold and the definition of every number.
"""

from __future__ import annotations

from pipeline.evaluate.gold import Gold, read_gold
from pipeline.evaluate.scoring import Evaluation, evaluate

__all__ = ["Evaluation", "Gold", "evaluate", "read_gold"]
