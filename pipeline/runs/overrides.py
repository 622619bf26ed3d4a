"""Where the overrides of actors stand, and reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import ConfigError, OverridesError
from pipeline.knowledge import Knowledge
from pipeline.records import Override, OverrideNote

NAME = "actors.overrides.tsv"


def overrides_file(settings: Settings) -> Path | None:
    """The file that the settings name, else the one beside the corpus folder; None where there is none.

    Raises:
        ConfigError: the file that the settings name is not there.
    """
    if settings.overrides is not None:
        if not settings.overrides.is_file():
            raise ConfigError(f"{settings.overrides}: no such overrides file; name one that exists or leave it out")
        return settings.overrides
    beside = Path(os.path.normpath(settings.corpus / os.pardir / NAME))
    return beside if beside.is_file() else None


def read_overrides(settings: Settings, knowledge: Knowledge) -> tuple[Override, ...]:
    """The overrides of a run, empty where there is no file.

    Raises:
        ConfigError: as `overrides_file`.
        OverridesError: the file cannot be read, or lines of it are malformed: one line of message for each.
    """
    file = overrides_file(settings)
    if file is None:
        return ()
    from pipeline.actors import parse_overrides

    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OverridesError(f"{file}: cannot be read as UTF-8 ({error}); save it again as UTF-8") from error
    return parse_overrides(text, str(file), knowledge)


def warnings(settings: Settings, notes: Iterable[OverrideNote]) -> list[str]:
    """What is to be said of overrides, with the file and the line."""
    file = overrides_file(settings)
    return [f"{file}:{note.line}: {note.text}" for note in notes]
