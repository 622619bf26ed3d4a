"""Reading undated articles again from the cache: what was found once for a day that other articles tell is not found again.

Reconciling goes over every undated article in every run. What it finds depends on the article and the day alone, so it
stands in the cache under a key of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from pydantic import TypeAdapter

from pipeline.knowledge import Knowledge
from pipeline.records import Annotation, Article, Document, Reading
from pipeline.runs.cache import Cache, Row, decode, encode
from pipeline.runs.fingerprints import cache_key
from pipeline.runs.intake import LANGUAGE, Work
from pipeline.stages import REREAD, Rereader, reading, results

if TYPE_CHECKING:
    from pipeline.dates import Expression

EXPRESSIONS = "expressions"
"""Name in the cache of an article's time expressions with their tense."""


@cache
def _adapter() -> TypeAdapter[Any]:
    from pipeline.dates import Expression

    return TypeAdapter(tuple[Expression, ...])


class CachedRereader(Rereader):
    """A Rereader that looks into the cache first.

    Args:
        knowledge: for what the cache does not hold.
        cache: where results are found.
        prints: stage -> fingerprint.
        works: all articles, for the keys of their annotations.
        documents: all documents; what the cache holds of the undated ones is fetched at once.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        cache: Cache,
        prints: Mapping[str, str],
        works: Iterable[Work],
        documents: Iterable[Document],
    ) -> None:
        super().__init__(knowledge)
        self._cache = cache
        self._prints = prints
        self._annotations = {work.sha256: work.keys[LANGUAGE] for work in works}
        undated = [d.reading.article for d in documents if d.reading.article.published is None]
        self._found = cache.find({self._key("dates", article) for article in undated})
        self.fresh: list[Row] = []

    def expressions(self, article: Article, annotation: Annotation) -> Sequence[Expression]:  # noqa: ARG002 - unread
        key = self._key("dates", article)
        if key in self._found:
            return cast("Sequence[Expression]", _adapter().validate_json(self._found[key]))
        found = tuple(super().expressions(article, self._annotation(article)))
        self.fresh.append((EXPRESSIONS, key, _adapter().dump_json(found)))
        return found

    def read(self, before: Reading, article: Article) -> Reading:
        if article.published is None:
            return super().read(before, article)
        keys = {stage: self._key(stage, article) for stage in REREAD}
        found = self._cache.find(keys.values())
        if len(found) < len(keys):
            parts = results(before) | {LANGUAGE: self._annotation(article)}
            after = super().read(reading(parts), article)
            again = results(after)
            self.fresh += [(f"{stage} again", key, encode(stage, again[stage])) for stage, key in keys.items()]
            return reading(again | {LANGUAGE: before.annotation})
        parts = results(before) | {"ingest": article}
        return reading(parts | {stage: decode(stage, found[key]) for stage, key in keys.items()})

    def _key(self, stage: str, article: Article) -> str:
        """Of a result for an article with its day and window, other than the key of the article as its file says."""
        window = (article.published, article.published_basis, article.published_earliest, article.published_latest)
        return cache_key(self._prints[stage], article.sha256, f"again {' '.join(map(str, window))}")

    def _annotation(self, article: Article) -> Annotation:
        key = self._annotations[article.sha256]
        return cast("Annotation", decode(LANGUAGE, self._cache.find({key})[key]))
