"""newsledger with another clock: `python -m tests.clock SECONDS run ...` believes that it is so many seconds later.

`time.time`, `date.today` (which asks it), `datetime.now`, `utcnow` and `today` are shifted before our code and the
libraries of its stages are imported, so whoever reads the clock reads this one. Only pandas comes first: its compiled
classes are made from the real datetime and crash with another.
"""

from __future__ import annotations

import datetime as dt
import sys
import time

import pandas as pd  # noqa: F401 - see above


def shift(seconds: float) -> None:
    """Set the clocks of this process so many seconds on."""
    real_time, real_datetime = time.time, dt.datetime
    later = dt.timedelta(seconds=seconds)

    class Shifted(real_datetime):  # type: ignore[valid-type,misc]
        """A datetime whose present is later, of the size of a real one."""

        __slots__ = ()

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> real_datetime:  # type: ignore[valid-type]
            return real_datetime.now(tz) + later

        @classmethod
        def utcnow(cls) -> real_datetime:  # type: ignore[valid-type]
            return real_datetime.now(dt.UTC).replace(tzinfo=None) + later

        @classmethod
        def today(cls) -> real_datetime:  # type: ignore[valid-type]
            return cls.now()

    time.time = lambda: real_time() + seconds
    dt.datetime = Shifted  # type: ignore[misc]


if __name__ == "__main__":
    shift(float(sys.argv.pop(1)))
    from pipeline.cli import main

    main()
