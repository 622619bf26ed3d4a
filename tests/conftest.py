"""Fixtures that several test packages share: the stages on a text in memory, and the seed articles where present."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline import stages
from pipeline.config import Settings
from pipeline.knowledge import default_knowledge
from pipeline.records import Reading, Source

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@cache
def _built() -> tuple[Callable[..., Any], ...]:
    return tuple(stage.build(default_knowledge(), Settings()) for stage in stages.STAGES)


def read_text(text: str, name: str = "article.txt") -> Reading:
    """All per-article stages on one text."""
    parts: dict[str, Any] = {"source": Source(name, text.encode("utf-8"))}
    for stage, run in zip(stages.STAGES, _built(), strict=True):
        parts[stage.name] = run(*(parts[need] for need in stage.needs))
    return stages.reading(parts)


@pytest.fixture
def read() -> Callable[..., Reading]:
    return read_text


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with seeds, gold and tuning material, beside the checkout; tests that need it skip without it."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("no ../shared beside this checkout: the seed articles and gold are not part of the project")
    return SHARED
