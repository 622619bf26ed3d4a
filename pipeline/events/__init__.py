"""Events: who did what to whom, when and where, with what status, from trigger words and what surrounds them.

Per article `EventFinder` reads mentions; over the corpus `merge_events` joins the mentions of one event. The words
live in tables beside this file (triggers, cues, frames, labels), so that a user can add rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.on_demand import on_demand

if TYPE_CHECKING:
    from pipeline.events.finder import EventFinder
    from pipeline.events.merging import merge_events

__all__ = ["EventFinder", "merge_events"]

__getattr__ = on_demand(
    __name__,
    {
        "EventFinder": "finder",
        "merge_events": "merging",
    },
)
