"""The spaCy pipeline behind the language pass: the built-in one where it is packaged, or any that a user names."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import spacy
from spacy.util import is_package

from pipeline.config import BUILT_IN_MODEL
from pipeline.errors import ModelError
from pipeline.knowledge import Knowledge
from pipeline.language.tokenizer import MAX_LENGTH, wire_copy_pipeline

BUILT_IN_PATH = Path(__file__).parent / "model"

# Labels of OntoNotes, CoNLL and our own training data to ours; numbers, dates and the like are no names.
LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "FACILITY": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "PRODUCT": "PRODUCT",
    "LAW": "LAW",
}


def load_pipeline(knowledge: Knowledge, model: str) -> tuple[Any, bool]:
    """The spaCy pipeline, and whether it finds names itself.

    Args:
        knowledge: tables the tokeniser of wire copy reads.
        model: "built-in", or the name or path of an installed spaCy pipeline.

    Raises:
        ModelError: unknown, unreadable, made for another spaCy, or without a names component.
    """
    if model == BUILT_IN_MODEL:
        if not (BUILT_IN_PATH / "config.cfg").is_file():
            return wire_copy_pipeline(knowledge), False
        return _load(BUILT_IN_PATH, "built-in"), True
    if not is_package(model) and not (Path(model) / "config.cfg").is_file():
        raise ModelError(f"model {model}: no installed spaCy pipeline and no folder of one; install it or fix the path")
    nlp = _load(model, model)
    if not {"ner", "beam_ner", "entity_ruler", "span_ruler"} & set(nlp.pipe_names):
        raise ModelError(f"model {model}: it finds no names (components: {', '.join(nlp.pipe_names) or 'none'})")
    return nlp, True


def _load(path: Path | str, shown: str) -> Any:
    try:
        with warnings.catch_warnings():
            # W095: made for another minor version of spaCy. It may load and still say nonsense: refuse.
            warnings.filterwarnings("error", message=r"\[W09[45]\]")
            nlp = spacy.load(path)
    except Warning as warning:
        raise ModelError(
            f"model {shown}: made for another spaCy than {spacy.__version__}; {_line(warning)}"
        ) from warning
    except (OSError, ValueError, KeyError, ImportError, AttributeError) as error:
        raise ModelError(f"model {shown}: spaCy {spacy.__version__} cannot load it; {_line(error)}") from error
    nlp.max_length = MAX_LENGTH
    return nlp


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
