"""Fingerprints: what a stage's results depend on, as one hash a stage.

A run is made of components: the code of each package, each data file, each row file a user added, the model, the
options, the libraries. A stage's fingerprint covers those of its package, of the foundation, and the fingerprints of
the stages it needs. Equal fingerprint and equal article: equal result; that is all the cache relies on. The manifest
keeps the components, so that a diff can name which of them changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import pipeline
from pipeline.config import BUILT_IN_MODEL, Settings
from pipeline.errors import ModelError
from pipeline.runs.components import DECIDING_PACKAGES, TABLE_PACKAGES, decides
from pipeline.runs.overrides import overrides_file
from pipeline.stages import STAGES

FOUNDATION = ("errors.py", "records", "schema.py", "ids.py", "syntax.py", "config.py", "stages.py", "knowledge")
TABLE_CODE = ("tables.py", "*rows.py")
"""Code in `runs` that decides what stands in a table."""

_BLOCK = 1 << 20


def package_versions() -> dict[str, str]:
    """Version of every library that can change a table or what `load` gives."""
    return {name: version(name) for name in (*DECIDING_PACKAGES, *TABLE_PACKAGES, "pandas")}


def components(settings: Settings) -> dict[str, str]:
    """All that tables depend on besides the articles: their names (`runs.components`) -> what identifies them now.

    Raises:
        ModelError: there is no such model, or its files cannot be read.
    """
    home = Path(pipeline.__file__).parent
    found = {"code foundation": _digest(_within(home, FOUNDATION, code=True))}
    for stage in STAGES:
        found[f"code {stage.name}"] = _digest(_within(home, (stage.name,), code=True))
    found["code tables"] = _digest(_within(home, _table_code(home), code=True))
    for name, file in _within(home, ("knowledge", *(stage.name for stage in STAGES)), code=False):
        if not name.startswith("language/model/"):
            found[f"data {name}"] = _digest([(name, file)])
    if settings.knowledge is not None:
        for name, file in sorted(_files(settings.knowledge)):
            found[f"user {name}"] = _digest([(name, file)])
    overrides = overrides_file(settings)
    if overrides is not None:
        found[f"overrides {overrides.name}"] = _digest([(overrides.name, overrides)])
    found["model language"] = model_fingerprint(settings.model)
    found |= {f"option {name}": value for name, value in settings.table_options().items() if name != "model"}
    return found | {f"dependency {name}": version(name) for name in (*DECIDING_PACKAGES, *TABLE_PACKAGES)}


def stage_fingerprints(found: Mapping[str, str]) -> dict[str, str]:
    """Stage name -> 16 hex digits, in stage order, from the components."""
    prints: dict[str, str] = {}
    for stage in STAGES:
        parts = {
            "components": {name: value for name, value in found.items() if decides(name, stage.name)},
            "needs": {need: prints[need] for need in stage.needs if need in prints},
        }
        prints[stage.name] = _hash(parts)
    return prints


def stage_needs() -> dict[str, list[str]]:
    """Stage name -> the stages whose results it reads."""
    names = {stage.name for stage in STAGES}
    return {stage.name: [need for need in stage.needs if need in names] for stage in STAGES}


def rules_fingerprint(found: Mapping[str, str]) -> str:
    """One hash over all code and data of the package, for the manifest."""
    code = _digest(_within(Path(pipeline.__file__).parent, (".",), code=True))
    return _hash([code, *(f"{name} {found[name]}" for name in sorted(found) if name.startswith(("data ", "model ")))])


def model_fingerprint(model: str) -> str:
    """What identifies the language model: its name, its version where it is a package, and its files.

    Raises:
        ModelError: there is no such model, or its files cannot be read.
    """
    if model == BUILT_IN_MODEL:
        home = Path(pipeline.__file__).parent / "language" / "model"
        return f"{model}:{_digest(sorted(_files(home)))[:16]}"
    from pipeline.language import locate

    plugged = locate(model)
    try:
        return f"{plugged.home.resolve().name}:{plugged.release}:{_digest(sorted(_files(plugged.home)))}"
    except OSError as error:
        raise ModelError(f"model {model}: its files cannot be read ({error}); check their permissions") from error


def cache_key(fingerprint: str, sha256: str, name: str) -> str:
    """Key of one stage's result for one article. The file's name takes part: it may hold the publication date."""
    return _hash([fingerprint, sha256, name], 32)


def _table_code(home: Path) -> list[str]:
    return [f"runs/{file.name}" for pattern in TABLE_CODE for file in (home / "runs").glob(pattern)]


def _hash(parts: list[str] | Mapping[str, object], digits: int = 16) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:digits]


def _within(home: Path, places: Iterable[str], *, code: bool) -> list[tuple[str, Path]]:
    """The files below some places of the package, by their names below it: Python files, or all others."""
    found = {}
    for place in places:
        path = home / place
        for _, file in [("", path)] if path.is_file() else _files(path):
            if (file.suffix == ".py") == code:
                found[file.relative_to(home).as_posix()] = file
    return sorted(found.items())


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder with its name below it, byte code and hidden files left out."""
    for file in folder.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
            yield file.relative_to(folder).as_posix(), file


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    """SHA-256 over the names and bytes of files, in the order given."""
    whole = hashlib.sha256()
    for name, file in files:
        whole.update(f"{name}\0{file.stat().st_size}\0".encode())
        with file.open("rb") as content:  # a model's file may be larger than memory should hold
            while block := content.read(_BLOCK):
                whole.update(block)
    return whole.hexdigest()[:32]
