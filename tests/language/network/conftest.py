"""The packaged pipeline, loaded once; tests that need its weights skip where it has no network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline.language.models import BUILT_IN_PATH
from pipeline.language.network import Reader
from pipeline.language.network.component import FACTORY


@pytest.fixture(scope="session")
def nlp() -> Any:
    """The pipeline in the folder NEWSLEDGER_MODEL, else the packaged one."""
    folder = Path(os.environ.get("NEWSLEDGER_MODEL") or BUILT_IN_PATH)
    config = folder / "config.cfg"
    if not config.is_file() or FACTORY not in config.read_text(encoding="utf-8"):
        pytest.skip(f"the pipeline in {folder.name} has no {FACTORY}")
    return spacy.load(folder)


@pytest.fixture(scope="session")
def reader(nlp: Any) -> Reader:
    found = nlp.get_pipe(FACTORY)
    assert isinstance(found, Reader)
    return found


@pytest.fixture(scope="session")
def parts(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The contents of the component's files, by file name."""
    folder = tmp_path_factory.mktemp("reader")
    reader.to_disk(folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}
