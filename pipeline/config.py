"""The settings of a run: defaults, then pipeline.toml, then the command line; checked by pydantic.

A setting that changes tables takes part in the fingerprints (`table_options`); one that only changes how the work is
done (processes, verbosity) does not.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ConfigError

BUILT_IN_MODEL = "built-in"


class Settings(BaseModel):
    """The settings of a run."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    corpus: Path = Field(
        default=Path("corpus"), description="folder of article files, or its address; never written to"
    )
    outputs: Path = Field(
        default=Path("outputs"), description="folder that holds the runs and the cache, or its address"
    )
    model: str = Field(default=BUILT_IN_MODEL, description="spaCy pipeline by name or path, or the built-in one")
    knowledge: Path | None = Field(
        default=None, description="folder with rows that add to the built-in knowledge files"
    )
    overrides: Path | None = Field(
        default=None, description="file of decisions on actors, actors.overrides.tsv beside the corpus if there is one"
    )
    processes: int = Field(default=1, ge=1, le=256, description="worker processes")
    scheduler: str | None = Field(default=None, description="address of a Dask scheduler whose workers read articles")
    fresh: bool = Field(default=False, description="read every article again, cached or not")

    def table_options(self) -> dict[str, str]:
        """The settings that change what stands in the tables."""
        return {"model": self.model}


def load_settings(file: Path | None, **given: Any) -> Settings:
    """Settings from a TOML file with the options given on the command line on top.

    Args:
        file: a pipeline.toml, or None for ./pipeline.toml where there is one.
        given: options; those that are None are left out.

    Raises:
        ConfigError: the file cannot be read, a name is unknown or a value is out of range.
    """
    path = file or Path("pipeline.toml")
    values: dict[str, Any] = {}
    if file is not None or path.is_file():
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError as error:
            raise ConfigError(f"{path}: no such file; leave --config out or name a file that exists") from error
        except IsADirectoryError as error:
            raise ConfigError(f"{path}: is a folder; name a TOML file such as pipeline.toml") from error
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{path}: cannot be read as TOML ({error})") from error
    values |= {key: value for key, value in given.items() if value is not None}
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"setting {name}: {first['msg'].lower()}; known settings are {', '.join(Settings.model_fields)}"
        ) from error
