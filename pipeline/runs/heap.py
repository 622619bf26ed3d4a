"""What a run's memory is taken from, and giving back what is no longer needed."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Iterator

import pyarrow as pa


@contextlib.contextmanager
def one_heap() -> Iterator[None]:
    """Let Arrow take memory where Python does: its own pools keep for themselves what was freed in them."""
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def give_back() -> None:
    """Free what nothing holds any more, cycles too, and give what was freed back to the system."""
    gc.collect()
    trim()


def trim() -> None:
    """Give what was freed back to the system, where it takes it: a heap keeps pages between others that are in use."""
    if _TRIM is not None:
        _TRIM(0)


_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)
"""Of the C library of Linux; others have none."""
