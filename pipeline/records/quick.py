"""A quicker constructor for the frozen dataclasses of which a text makes hundreds of thousands."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

_Record = TypeVar("_Record", bound=type)


def quick(record: _Record) -> _Record:
    """Let a frozen slotted dataclass without `__post_init__` be made in half the time where all fields are given in order.

    Its own constructor goes through `object.__setattr__` for each field; this one fills the slots themselves.
    """
    slow: Any = record.__init__  # type: ignore[misc]
    slots = tuple(record.__dict__[field.name].__set__ for field in fields(record))
    count = len(slots)

    def construct(self: object, *values: object, **named: object) -> None:
        if named or len(values) != count:
            slow(self, *values, **named)
            return
        for fill, value in zip(slots, values):  # noqa: B905  # as many as fields, and strict costs as much as a slot
            fill(self, value)

    construct.__wrapped__ = slow  # type: ignore[attr-defined]  # the signature that readers see
    record.__init__ = construct  # type: ignore[misc]
    return record
