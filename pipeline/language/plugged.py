"""A spaCy pipeline that a user names: where it lies, which one it is, and what it does not give.

All of it is read from the pipeline's own `config.cfg` and `meta.json`, without its weights: a run whose articles are all
in the cache loads no model, and says the same.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import spacy
from spacy.util import get_lang_class, is_compatible_version, is_package, load_config

from pipeline.errors import ModelError
from pipeline.language.components import NAMES_FACTORY
from pipeline.language.names import LABELS

_CONFIG, _META = "config.cfg", "meta.json"
_NAMES = "doc.ents"
# The labels of names that later stages tell apart, and what stands in for one that a model does not give.
_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW")
# Components of spaCy that set nothing of use to us, and declare nothing.
_SILENT = frozenset({"merge_entities", "merge_noun_chunks", "merge_subtokens", "doc_cleaner", "token_splitter"})
_ABILITIES = (
    ("token.dep", "no parser (subjects and objects by word order)"),
    ("token.pos", "no parts of speech (verbs and nouns by their form)"),
    ("token.morph", "no morphology (tense and number by their form)"),
    ("token.lemma", "no lemmas (inflected forms by rule)"),
)


@dataclass(frozen=True, slots=True)
class Plugged:
    """A pipeline that a user named.

    Attributes:
        shown: its name as the user wrote it.
        home: the folder that its code and weights lie in.
        data: the folder within it that holds config.cfg.
        release: version of the package, "" for a folder.
    """

    shown: str
    home: Path
    data: Path
    release: str


def locate(model: str) -> Plugged:
    """The pipeline of this name or path.

    Raises:
        ModelError: there is none, or it is not one that spaCy wrote.
    """
    if is_package(model):
        return _locate_package(model)
    folder = Path(model)
    if not model.strip() or not folder.exists():
        raise ModelError(f"model {model}: no installed spaCy pipeline and no folder of one; install it or fix the path")
    if not (folder / _CONFIG).is_file() or not (folder / _META).is_file():
        below = sorted(path.parent for path in folder.glob(f"*/{_CONFIG}")) if folder.is_dir() else []
        hint = f"; {below[0]} has them" if below else ", as `nlp.to_disk` writes them"
        raise ModelError(f"model {model}: not the folder of a spaCy pipeline: no {_CONFIG} and {_META} in it{hint}")
    return Plugged(model, folder, folder, "")


def _locate_package(model: str) -> Plugged:
    try:
        found = importlib.util.find_spec(model.replace("-", "_"))
        release = version(model)
    except (ImportError, ValueError, PackageNotFoundError):
        found, release = None, ""
    for home in (found.submodule_search_locations or []) if found else []:
        for data in (Path(home), *sorted(path.parent for path in Path(home).glob(f"*/{_CONFIG}"))):
            if (data / _CONFIG).is_file():
                return Plugged(model, Path(home), data, release)
    raise ModelError(f"model {model}: an installed package, but no spaCy pipeline; name one, or the folder of one")


def examine(plugged: Plugged) -> tuple[str, ...]:
    """What later stages go without, or get from rules; of components that do not declare what they set, nothing is said.

    Raises:
        ModelError: it was made for another spaCy, cannot be built here, or finds no names of use; one line says why.
    """
    config, meta = _read(plugged)
    wanted = meta.get("spacy_version")
    if isinstance(wanted, str) and is_compatible_version(spacy.__version__, wanted) is False:
        raise ModelError(
            f"model {plugged.shown}: made for another spaCy ({wanted}) than {spacy.__version__}; install one made for it"
        )
    language, components = _language(plugged, config), _components(config)
    _require_factories(plugged, language, components)
    if not _may_give(_NAMES, language, components):
        listed = ", ".join(components) or "none"
        raise ModelError(f"model {plugged.shown}: it finds no names (components: {listed}); name one with an ner")
    labels = _labels(meta, language, components)
    if labels is not None and not labels & set(LABELS):
        listed = ", ".join(sorted(labels)[:8])
        raise ModelError(f"model {plugged.shown}: it finds no names: none of its labels is known ({listed})")
    missing = [told for ability, told in _ABILITIES if not _may_give(ability, language, components)]
    missing += _missing_labels(labels) if labels is not None else []
    if (lang := config["nlp"].get("lang")) not in {"en", "xx"}:
        missing.append(f"no English (it is made for {lang})")
    return tuple(missing)


def _missing_labels(labels: set[str]) -> list[str]:
    given = {LABELS.get(label) for label in labels}
    rare = ", ".join(label for label in _LABELS if label not in given | {"GPE"})
    places = [] if "GPE" in given else ["no GPE (countries and cities by gazetteer)"]
    return [*places, f"no {rare} (by rule alone)"] if rare else places


def _require_factories(plugged: Plugged, language: Any, components: Mapping[str, Mapping[str, Any]]) -> None:
    for name, component in components.items():
        factory = component.get("factory")
        if not isinstance(factory, str) or not language.has_factory(factory):
            raise ModelError(
                f"model {plugged.shown}: its component {name} needs the factory {factory}, which no installed package "
                "gives; install the package that it came with"
            )


def _read(plugged: Plugged) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    try:
        config = load_config(plugged.data / _CONFIG)
        meta = json.loads((plugged.data / _META).read_text(encoding="utf-8"))
        if not isinstance(config["nlp"]["pipeline"], list) or not isinstance(config["components"], dict):
            raise TypeError("[nlp] pipeline is no list")  # noqa: TRY301 - one line for all that can be wrong with it
        meta.get("labels")
    except Exception as error:
        raise ModelError(
            f"model {plugged.shown}: spaCy {spacy.__version__} cannot load it; {one_line(error)}"
        ) from error
    return config, meta


def _language(plugged: Plugged, config: Mapping[str, Any]) -> Any:
    try:
        # Building one makes spaCy import the factories of all installed packages.
        return type(get_lang_class(config["nlp"]["lang"])())
    except Exception as error:
        raise ModelError(
            f"model {plugged.shown}: spaCy {spacy.__version__} cannot load it; {one_line(error)}"
        ) from error


def _components(config: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The components that run, by name, but for ours, which the language stage stands for."""
    off = config["nlp"].get("disabled") or []
    named = {name: config["components"].get(name) or {} for name in config["nlp"]["pipeline"] if name not in off}
    return {name: component for name, component in named.items() if component.get("factory") != NAMES_FACTORY}


def _may_give(ability: str, language: Any, components: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a component sets this, or does not say what it sets."""
    given = [_given(language, component) for component in components.values()]
    return any(abilities is None or ability in abilities for abilities in given)


def _given(language: Any, component: Mapping[str, Any]) -> set[str] | None:
    """What a component declares that it sets; None where it declares nothing."""
    factory = component.get("factory", "")
    if factory == "attribute_ruler":  # maps tags to parts of speech and features, and declares nothing
        return {"token.pos", "token.morph"}
    given = set(language.get_factory_meta(factory).assigns)
    if component.get("annotate_ents"):  # a span ruler set to write entities
        given.add(_NAMES)
    return given or (set() if factory in _SILENT else None)


def _labels(meta: Mapping[str, Any], language: Any, components: Mapping[str, Mapping[str, Any]]) -> set[str] | None:
    """The labels of the components that find names; None where one of them does not say."""
    found: set[str] = set()
    for name, component in components.items():
        given = _given(language, component)
        if given is not None and _NAMES not in given:
            continue
        labels = (meta.get("labels") or {}).get(name)
        if not labels:
            return None
        found.update(map(str, labels))
    return found


def one_line(error: BaseException) -> str:
    """An error of a library as one line of bounded length."""
    return " ".join(str(error).split())[:200] or type(error).__name__
