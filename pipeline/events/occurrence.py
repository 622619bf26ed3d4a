"""A candidate in its sentence: all that participants, place and figures of one event are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.events.candidates import Candidate
from pipeline.events.phrase import Phrase
from pipeline.events.view import Lexicon, View
from pipeline.records import ArticleActors


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A construction where it stands.

    Attributes:
        view: the sentence.
        candidate: the construction.
        around: the sentence's phrases.
        frame: the candidate's row of `events/frames.tsv`: place in the construction -> role.
        stop: word where the next event's words begin; prepositions reach no further.
        actors: the article's actors.
        lexicon: the closed word classes.
    """

    view: View
    candidate: Candidate
    around: tuple[Phrase, ...]
    frame: Mapping[str, str]
    stop: int
    actors: ArticleActors
    lexicon: Lexicon

    @property
    def type(self) -> str:
        return self.candidate.trigger.type
