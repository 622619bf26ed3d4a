"""Which articles differ between two runs, as their manifests say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.runs.manifest import Manifest, ManifestArticle


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """Articles by id, sorted. A renamed one, as (old id, new id), has the same bytes under another path."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    edited: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]

    @property
    def status(self) -> dict[str, str]:
        """Article id -> added, removed, edited or renamed; a renamed one under both its ids."""
        return (
            dict.fromkeys(self.added, "added")
            | dict.fromkeys(self.removed, "removed")
            | dict.fromkeys(self.edited, "edited")
            | {name: "renamed" for pair in self.renamed for name in pair}
        )


def article_changes(old: Manifest, new: Manifest) -> ArticleChanges:
    """What became of the articles of an older run in a newer one."""
    before, after = old.articles, new.articles
    common = before.keys() & after.keys()
    gone, come = _by_content(before, common), _by_content(after, common)
    renamed = [pair for sha256 in gone.keys() & come.keys() for pair in zip(gone[sha256], come[sha256], strict=False)]
    moved = {name for pair in renamed for name in pair}
    # A new suffix leaves the id as it was.
    renamed += [(a, a) for a in common if before[a].sha256 == after[a].sha256 and before[a].path != after[a].path]
    return ArticleChanges(
        added=tuple(sorted(after.keys() - common - moved)),
        removed=tuple(sorted(before.keys() - common - moved)),
        edited=tuple(sorted(a for a in common if before[a].sha256 != after[a].sha256)),
        renamed=tuple(sorted(renamed)),
    )


def _by_content(articles: Mapping[str, ManifestArticle], but: set[str]) -> dict[str, list[str]]:
    """SHA-256 -> the sorted ids of the articles with these bytes, some left out."""
    found: dict[str, list[str]] = {}
    for name in sorted(articles.keys() - but):
        found.setdefault(articles[name].sha256, []).append(name)
    return found
