"""A day as a caller writes it: on the command line, in a JSON line, from Python."""

from __future__ import annotations

import datetime as dt

from pipeline.errors import ConfigError


def read_day(written: object, where: str) -> dt.date | None:
    """A day in ISO 8601 or as a date, of a time only its day as written; None where nothing is written.

    Args:
        written: what the caller gave.
        where: how the message names it.

    Raises:
        ConfigError: it is no day.
    """
    if written is None or written == "":
        return None
    if isinstance(written, dt.date):
        return written.date() if isinstance(written, dt.datetime) else written
    try:
        return dt.datetime.fromisoformat(written.strip()).date()  # type: ignore[attr-defined]
    except (AttributeError, ValueError) as error:
        raise ConfigError(f"{where}: {written!r} is no day; write it as 2024-11-14") from error
