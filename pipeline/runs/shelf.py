"""The readings of all articles of a run, of which memory holds only what is asked for.

A corpus of ten thousand articles has some millions of records. The corpus stages read those of one stage after the
other, so they are fetched from the cache a stage at a time, for all articles (`Shelf.documents`), and let go of when
the corpus stage is done; tables are made from whole readings, some hundred articles at a time (`Shelf.stretches`).
What all of them ask for again and again stays: days, sentences, signatures, ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, cast

from pipeline import ids
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleEvents,
    ArticleFigures,
    Document,
    Name,
    Reading,
    Sentence,
    TimeExpression,
    Token,
)
from pipeline.runs import minted
from pipeline.runs.cache import SHARD, Cache, decode
from pipeline.runs.heap import trim
from pipeline.runs.intake import LANGUAGE, Work
from pipeline.stages import STAGES, reading

_ARTICLE = "ingest"
_ACTORS = "actors"
_READ = tuple(stage.name for stage in STAGES if stage.name != LANGUAGE)
_KEPT = (
    "sha256",
    "published",
    "published_basis",
    "published_earliest",
    "published_latest",
    "n_words",
    "warnings",
)
# What tables alone are made of.
_UNMERGED: Mapping[str, dict[str, tuple[()]]] = {
    "actors": {"references": ()},
    "figures": {"changes": ()},
    "events": {"rejected": ()},
}


class _Unread(Annotation):
    """The annotation of a document over the corpus: it is large, and whoever asks for it gets an error."""

    __slots__ = ()

    def __init__(self) -> None:
        pass

    @property
    def tokens(self) -> tuple[Token, ...]:
        raise _missing("tokens")

    @property
    def names(self) -> tuple[Name, ...]:
        raise _missing("names")


class _Brief(Article):
    """An article without its text and the spans in it: whoever asks for the text gets an error."""

    __slots__ = ("_kinds", "_places", "_signed")

    def __init__(self, whole: Article, kinds: tuple[str, ...]) -> None:
        for name in _KEPT:
            object.__setattr__(self, name, getattr(whole, name))
        places = array("I")
        for nth, one in enumerate(whole.sentences):
            # One that repeats no other is written as one that repeats itself.
            places.extend((one.start, one.end, one.paragraph, nth if one.repeats is None else one.repeats))
        object.__setattr__(self, "_places", places.tobytes())
        object.__setattr__(self, "_kinds", kinds)
        object.__setattr__(self, "_signed", array("I", whole.signature).tobytes())

    @property
    def text(self) -> str:
        raise _missing("text")

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        places = iter(array("I", self._places))  # type: ignore[attr-defined]
        rows = enumerate(zip(self._kinds, places, places, places, places, strict=True))  # type: ignore[attr-defined]
        return tuple(
            Sentence(start, end, kind, paragraph, None if repeats == n else repeats)
            for n, (kind, start, end, paragraph, repeats) in rows
        )

    @property
    def signature(self) -> tuple[int, ...]:
        return tuple(array("I", self._signed))  # type: ignore[attr-defined]


class _Lean(Reading):
    """A reading that fetches what a stage found when it is asked for, with that of all other articles."""

    __slots__ = ("_nth", "_shelf")

    def __init__(self, article: Article, shelf: Shelf, nth: int) -> None:
        for name, value in (("article", article), ("annotation", _UNREAD), ("_shelf", shelf), ("_nth", nth)):
            object.__setattr__(self, name, value)

    @property
    def dates(self) -> tuple[TimeExpression, ...]:
        return cast("tuple[TimeExpression, ...]", self._part("dates"))

    @property
    def actors(self) -> ArticleActors:
        return cast("ArticleActors", self._part("actors"))

    @property
    def figures(self) -> ArticleFigures:
        return cast("ArticleFigures", self._part("figures"))

    @property
    def events(self) -> ArticleEvents:
        return cast("ArticleEvents", self._part("events"))

    def _part(self, stage: str) -> object:
        return self._shelf.part(self._nth, stage)  # type: ignore[attr-defined]


class _Piece(NamedTuple):
    """What a document over the corpus is made of; the whole one where it has no day."""

    article: Article
    actors: ArticleActors
    minted: Mapping[str, bytes]
    whole: Document | None = None


class Shelf:
    """The readings of articles whose results stand in the cache.

    Args:
        works: the articles, in any order.
        cache: of the run.

    Attributes:
        documents: an article each, in the order given. Those with a day have no text, annotation, title, place, agency
            or authors; what stages found in them is fetched when asked for, and kept until `release`; pronouns,
            rejected words and movements of figures are left out of it. Those without a day have all but the annotation.
    """

    def __init__(self, works: Sequence[Work], cache: Cache) -> None:
        self._works = works
        self._cache = cache
        self._columns: dict[str, list[Any]] = {}
        self._kinds: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.documents: tuple[Document, ...] = tuple(self._listed())

    def release(self) -> None:
        """Let go of what was fetched."""
        self._columns.clear()

    def part(self, nth: int, stage: str) -> object:
        """What a stage found in the nth article; that of all others is fetched with it."""
        if stage not in self._columns:
            self._columns[stage] = [
                _merged(stage, found) for _, parts in self._fetched((stage,), self._works) for found in parts[stage]
            ]
        return self._columns[stage][nth]

    def stretches(self, documents: Sequence[Document]) -> Iterator[list[Document]]:
        """Documents whole, but for their annotations, some hundred at a time; each as it is given where it is whole.

        Args:
            documents: those of the shelf or some of them, perhaps in another state, in any order.
        """
        given = {document.article_id: document for document in documents}
        wanted = [work for work in self._works if work.entry.article_id in given]
        for some, parts in self._fetched(_READ, wanted):
            out = []
            for nth, work in enumerate(some):
                document = given[work.entry.article_id]
                if isinstance(document.reading, _Lean):
                    whole = Document(document.article_id, document.path, _reading(parts, nth))
                    whole.minted.update(document.minted)
                    document = whole
                out.append(document)
            del parts
            yield out
            del out, document  # before the next are fetched

    def _listed(self) -> Iterator[Document]:
        actors: list[ArticleActors] = []
        for at in range(0, len(self._works), SHARD):
            some = self._works[at : at + SHARD]
            keys = {work.entry.article_id: minted.key_of(work) for work in some}
            known = self._cache.find(keys.values())
            pieces = self._briefs([work for work in some if keys[work.entry.article_id] in known], keys, known)
            pieces |= self._wholes([work for work in some if keys[work.entry.article_id] not in known], keys)
            for work in some:
                piece = pieces.pop(work.entry.article_id)
                document = piece.whole
                if document is None:
                    document = Document(work.entry.article_id, work.entry.path, self._lean(piece.article, len(actors)))
                    document.minted.update(piece.minted)
                actors.append(_merged(_ACTORS, piece.actors))
                yield document
            del known, pieces, piece, document
            trim()
        self._cache.close()
        self._columns[_ACTORS] = actors  # what is merged first

    def _briefs(self, works: Sequence[Work], keys: Mapping[str, str], known: Mapping[str, bytes]) -> dict[str, _Piece]:
        """What is held of some articles whose ids the cache knows: little of what was found in them is asked for."""
        parts = self._parts((_ARTICLE, _ACTORS), works)
        names = [work.entry.article_id for work in works]
        found = zip(names, parts[_ARTICLE], parts[_ACTORS], strict=True)
        return {name: _Piece(article, actors, minted.read(known[keys[name]])) for name, article, actors in found}

    def _wholes(self, works: Sequence[Work], keys: Mapping[str, str]) -> dict[str, _Piece]:
        """What is held of other articles, and the ids of those with a day go into the cache."""
        parts = self._parts(_READ, works)
        pieces: dict[str, _Piece] = {}
        fresh = []
        for nth, work in enumerate(works):
            whole = Document(work.entry.article_id, work.entry.path, _reading(parts, nth))
            article, actors = whole.reading.article, whole.reading.actors
            if article.published is None:
                pieces[whole.article_id] = _Piece(article, actors, {}, whole)
                continue
            pieces[whole.article_id] = _Piece(article, actors, ids.packed(whole))
            fresh.append(minted.row_of(keys[whole.article_id], whole))
        self._cache.add(fresh)
        return pieces

    def _lean(self, article: Article, place: int) -> _Lean:
        kinds = tuple(sentence.kind for sentence in article.sentences)
        return _Lean(_Brief(article, self._kinds.setdefault(kinds, kinds)), self, place)

    def _fetched(
        self, stages: Sequence[str], works: Sequence[Work]
    ) -> Iterator[tuple[Sequence[Work], dict[str, list[Any]]]]:
        """Some hundred articles at a time, and the results of stages for each of them."""
        for at in range(0, len(works), SHARD):
            some = works[at : at + SHARD]
            parts = self._parts(stages, some)
            yield some, parts
            del parts
            trim()
        self._cache.close()

    def _parts(self, stages: Sequence[str], works: Sequence[Work]) -> dict[str, list[Any]]:
        """The results of stages for each of some articles."""
        found = self._cache.find({work.keys[stage] for work in works for stage in stages})
        return {stage: [decode(stage, found[work.keys[stage]]) for work in works] for stage in stages}


def _reading(parts: Mapping[str, Sequence[Any]], nth: int) -> Reading:
    return reading({LANGUAGE: _UNREAD} | {stage: found[nth] for stage, found in parts.items()})


def _merged(stage: str, found: Any) -> Any:
    """A stage's result without what no corpus stage reads."""
    return replace(found, **_UNMERGED[stage]) if stage in _UNMERGED else found


def _missing(what: str) -> RuntimeError:
    return RuntimeError(f"documents of a run come without {what}; a per-article stage has to keep what is needed")


_UNREAD = _Unread()
