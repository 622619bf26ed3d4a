"""Why an actor is one: each of its forms with the rule and the mention that linked it, and the links over articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Row = dict[str, Any]

_AROUND = 40
"""Characters of a sentence shown on either side of a mention."""
_STRENGTH = ("override", "same_short_form", "only_candidate", "longer_name", "same_name")
"""The rules that link over articles, what a person decided and what links by little first."""


def alias_lines(aliases: Iterable[Row], mentions: Mapping[str, Row], text: Mapping[str, str]) -> Iterator[str]:
    """A line a form, most frequent first: counts, the rule, and the first mention in its sentence.

    Args:
        aliases: rows of `actor_aliases`.
        mentions: the actor's rows of `mentions` by id.
        text: article id -> text.
    """
    for row in sorted(aliases, key=lambda row: (-row["n_mentions"], row["alias"])):
        counts = f"{_several(row['n_mentions'], 'mention')}, {_several(row['n_articles'], 'article')}"
        yield f"alias  {row['alias']} ({counts}; {row['rule']}) {_where(mentions[row['mention_id']], text)}"


def link_lines(links: Iterable[Row], mentions: Mapping[str, Row]) -> Iterator[str]:
    """A line a link over articles, weak rules first: the rule and both mentions."""
    places = {rule: place for place, rule in enumerate(_STRENGTH)}
    for row in sorted(links, key=lambda row: (places[row["rule"]], row["mention_id"], row["to_id"])):
        new, old = mentions[row["mention_id"]], mentions[row["to_id"]]
        yield f"link   {row['rule']}: {_named(new)} met {_named(old)}"


def _named(mention: Row) -> str:
    return f"{_one_line(mention['text'])!r} in {mention['article_id']} ({mention['mention_id']})"


def _where(mention: Row, text: Mapping[str, str]) -> str:
    """The mention marked in its surroundings, with its article and id."""
    whole, start, end = text[mention["article_id"]], mention["start"], mention["end"]
    before = whole[max(mention["evidence_start"], start - _AROUND) : start]
    after = whole[end : min(mention["evidence_end"], end + _AROUND)]
    quote = _one_line(f"{before}[[{whole[start:end]}]]{after}")
    return f"{mention['article_id']}: {quote} ({mention['mention_id']})"


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
