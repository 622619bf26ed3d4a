"""The spaCy pipeline behind the language pass: the built-in one where it is packaged, or any that a user names.

A pipeline reads the tokens it was trained on: one with a tokeniser of its own keeps it. spaCy's English tokeniser as it
comes is replaced by ours, which splits as it does but for the signs of wire copy ("Lima./.", "Col."): later stages then
see the same tokens whatever the model.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy

from pipeline.config import BUILT_IN_MODEL
from pipeline.errors import ModelError
from pipeline.knowledge import Knowledge
from pipeline.language.components import Names
from pipeline.language.plugged import examine, locate, one_line
from pipeline.language.tokenizer import (
    MAX_LENGTH,
    WireTokenizer,
    add_abbreviations,
    make_doc,
    wire_copy_pipeline,
    wire_tokenizer,
)

BUILT_IN_PATH = Path(__file__).parent / "model"
_OURS = "newsledger_"
_PROBE = "Ana Ruiz of Peru’s  trade ministry flew to Quito./.\t(Photo: QNA)"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pipeline that is ready.

    Attributes:
        nlp: without the component for names, whose place the article as a whole takes.
        finds_names: whether it finds names; else those of the rules are all there are.
        knowledge: the knowledge to read names by: what was asked for, and the rows that came with the pipeline.
    """

    nlp: Any
    finds_names: bool
    knowledge: Knowledge


def load_pipeline(knowledge: Knowledge, model: str) -> Loaded:
    """The pipeline of a name or path, built in or plugged, ready to read sentences.

    Args:
        knowledge: tables that the tokeniser of wire copy and our own components read.
        model: "built-in", or the name or path of an installed spaCy pipeline.

    Raises:
        ModelError: unknown, unreadable, made for another spaCy, or without a names component.
    """
    if model != BUILT_IN_MODEL:
        plugged = locate(model)
        examine(plugged)
        return _ready(_load(model if plugged.release else plugged.data, model), knowledge, model)
    if (BUILT_IN_PATH / "config.cfg").is_file():
        return _ready(_load(BUILT_IN_PATH, model), knowledge, model)
    return Loaded(wire_copy_pipeline(knowledge), finds_names=False, knowledge=knowledge)


def notices(model: str) -> tuple[str, ...]:
    """What a user should know of the model that they named, in one line or none; nothing is loaded for it.

    Raises:
        ModelError: there is no such pipeline, or it cannot be used here.
    """
    if model == BUILT_IN_MODEL:
        return ()
    missing = examine(locate(model))
    return (f"model {model}: {'; '.join(missing)}",) if missing else ()


def _ready(nlp: Any, knowledge: Knowledge, shown: str) -> Loaded:
    """Our components know the user's rows, the one for names stands aside, and one sentence has been read."""
    for name, component in tuple(nlp.pipeline):
        if isinstance(component, Names):
            knowledge = component.joined(knowledge)
            nlp.remove_pipe(name)
    for name, component in nlp.pipeline:
        if nlp.get_pipe_meta(name).factory.startswith(_OURS):
            component.use(knowledge)
    if isinstance(nlp.tokenizer, WireTokenizer):
        add_abbreviations(nlp.tokenizer, knowledge)
    elif nlp.lang == "en" and _is_plain(nlp.tokenizer):
        nlp.tokenizer = wire_tokenizer(nlp.vocab, knowledge)
    nlp.max_length = MAX_LENGTH
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            doc = nlp(make_doc(nlp, _PROBE))
    except Exception as error:
        raise ModelError(f"model {shown}: it fails on a plain sentence; {one_line(error)}") from error
    if doc.text != _PROBE:
        raise ModelError(f"model {shown}: its tokeniser changes the text, so that no place in an article can be told")
    return Loaded(nlp, finds_names=bool(nlp.pipeline), knowledge=knowledge)


def _is_plain(tokenizer: Any) -> bool:
    """Whether a tokeniser is spaCy's English one as it comes."""
    plain = spacy.blank("en").tokenizer
    same_class = type(tokenizer) is type(plain)
    return same_class and bool(tokenizer.to_bytes(exclude=["vocab"]) == plain.to_bytes(exclude=["vocab"]))


def _load(path: Path | str, shown: str) -> Any:
    try:
        with warnings.catch_warnings():
            # W094, W095: made for whichever version of spaCy, or another. It may load and say nonsense: refuse.
            warnings.filterwarnings("error", message=r"\[W09[45]\]")
            return spacy.load(path)
    except Warning as warning:
        raise ModelError(
            f"model {shown}: made for another spaCy than {spacy.__version__}; {one_line(warning)}"
        ) from warning
    except Exception as error:  # a pipeline is a stranger's code and files: what can be wrong with them has no list
        raise ModelError(f"model {shown}: spaCy {spacy.__version__} cannot load it; {one_line(error)}") from error
