"""Fingerprints: what a stage's results depend on, as one hash a stage.

A stage's fingerprint covers the code and knowledge files of its package, the foundation, the rows a user added, the
settings that change tables, the versions of the libraries that decide results, the model, and the fingerprints of the
stages it needs. Equal fingerprint and equal article: equal result; that is all the cache relies on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pipeline
from pipeline.config import BUILT_IN_MODEL, Settings
from pipeline.errors import ModelError
from pipeline.language import locate
from pipeline.stages import STAGES

FOUNDATION = ("errors.py", "records", "schema.py", "ids.py", "syntax.py", "config.py", "stages.py", "knowledge")
DECIDING_PACKAGES = (
    *("spacy", "thinc", "numpy", "onnxruntime", "dateparser", "babel", "pint"),
    *("rapidfuzz", "anyascii", "pydantic"),
)
TABLE_PACKAGES = ("pandas", "pyarrow")

_BLOCK = 1 << 20


def package_versions() -> dict[str, str]:
    """Version of every library that can change a table."""
    return {name: version(name) for name in (*DECIDING_PACKAGES, *TABLE_PACKAGES)}


def stage_fingerprints(settings: Settings) -> dict[str, str]:
    """Stage name -> 16 hex digits, in stage order, for the code and settings as they are now."""
    home = Path(pipeline.__file__).parent
    base = {
        "foundation": [_digest(home / name) for name in FOUNDATION],
        "packages": {name: version(name) for name in DECIDING_PACKAGES},
        "knowledge": _digest(settings.knowledge) if settings.knowledge is not None else None,
    }
    prints: dict[str, str] = {}
    for stage in STAGES:
        parts = {
            **base,
            "code": _digest(home / stage.name),
            "model": model_fingerprint(settings.model) if stage.name == "language" else None,
            "needs": {need: prints[need] for need in stage.needs if need in prints},
        }
        prints[stage.name] = _hash(parts)
    return prints


def rules_fingerprint() -> str:
    """One hash over all code and knowledge files of the package, for the manifest."""
    return _digest(Path(pipeline.__file__).parent)[:16]


def model_fingerprint(model: str) -> str:
    """What identifies the language model: its name, its version where it is a package, and its files.

    Raises:
        ModelError: there is no such model, or its files cannot be read.
    """
    if model == BUILT_IN_MODEL:
        return model  # its files lie in the language package, whose digest is taken anyway
    plugged = locate(model)
    try:
        return f"{plugged.home.resolve().name}:{plugged.release}:{_digest(plugged.home)}"
    except OSError as error:
        raise ModelError(f"model {model}: its files cannot be read ({error}); check their permissions") from error


def cache_key(fingerprint: str, sha256: str, name: str) -> str:
    """Key of one stage's result for one article. The file's name takes part: it may hold the publication date."""
    return _hash([fingerprint, sha256, name], 32)


def _hash(parts: list[str] | Mapping[str, object], digits: int = 16) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:digits]


def _digest(path: Path) -> str:
    """SHA-256 over the relative names and bytes of a file or of all files below a folder, byte code left out."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    whole = hashlib.sha256()
    # A model's file may be larger than memory should hold.
    for file in sorted(path.rglob("*"), key=lambda f: f.relative_to(path).as_posix()):
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
            whole.update(f"{file.relative_to(path).as_posix()}\0{file.stat().st_size}\0".encode())
            with file.open("rb") as content:
                while block := content.read(_BLOCK):
                    whole.update(block)
    return whole.hexdigest()
