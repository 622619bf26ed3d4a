"""Whether what a stage found quotes its article.

`contract` checks all tables before they are published, and a run with a breach is not. A record that quotes what its
article does not have is found here, where it costs that article and not the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

_RECORDS = {
    "language": ("names",),
    "actors": ("mentions", "references"),
    "figures": ("figures",),
    "events": ("mentions", "rejected"),
}
"""Where the records with `start`, `end` and `text` stand in the result of a stage; that of dates is such records."""


def is_quote(text: str, start: int, end: int, quoted: str) -> bool:
    """Whether some words, one letter at least, stand in a text from `start` to `end`."""
    return 0 <= start < end and text[start:end] == quoted


class MisquoteError(Exception):
    """A record of a stage is not what its article has there: a defect of ours."""


def check_quotes(stage: str, result: Any, text: str) -> None:
    """Compare the records of a stage with the text of their article.

    Raises:
        MisquoteError: one is empty, or other words stand there.
    """
    for record in _records(stage, result):
        if not is_quote(text, record.start, record.end, record.text):
            raise MisquoteError(f"a {type(record).__name__} at {record.start}:{record.end} quotes {record.text[:40]!r}")


def _records(stage: str, result: Any) -> Iterator[Any]:
    if stage == "dates":
        return iter(result)
    return chain.from_iterable(getattr(result, name) for name in _RECORDS.get(stage, ()))
