"""Settings: defaults, a file, options, and plain errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import load_settings
from pipeline.errors import ConfigError
from pipeline.runs.mirror import address_of


def test_options_win_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "pipeline.toml"
    file.write_text('corpus = "wire"\nprocesses = 3\n', encoding="utf-8")
    settings = load_settings(file, processes=2, model=None)
    assert (settings.corpus, settings.processes, settings.model) == (Path("wire"), 2, "built-in")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("processes = 0", "processes"),
        ("colour = 'red'", "colour"),
        ("processes =", "TOML"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "pipeline.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=words):
        load_settings(file)


def test_a_file_that_was_asked_for_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_settings(tmp_path / "none.toml")


@pytest.mark.parametrize("given", [{"corpus": Path("s3://wire/2025")}, {"outputs": "gs://runs"}])
def test_an_address_stays_one(given: dict[str, object]) -> None:
    settings = load_settings(None, **given)
    assert [address_of(getattr(settings, name)) for name in given] == [
        str(value).replace(":/", "://").replace(":///", "://") for value in given.values()
    ]
