"""Where records are made by the hundred thousand, Python's search for cycles among them is held back."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Hold Python's search for cycles back: records have none, and searching them is up to a third of making them.

    It goes on behind the block if it went on before it. Of blocks that overlap, in several threads, the first to end
    may let it go on early, which costs the others time and nothing else.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
