"""The country an article is written from: that of its national agency, else that of its dateline.

National copy leaves out the country of its own office holders ("Trade Minister X said") and speaks of "the two countries"
with itself as one of them. A correspondent abroad calls the locals by their country ("Kenyan Trade Minister X"), so a
dateline counts only where nobody is called so.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.actors.lexicon import Lexicon
from pipeline.records import Article


def home_country(article: Article, lexicon: Lexicon, persons: Iterable[str | None]) -> str | None:
    """Alpha-3 of the country the article is written from, None where nothing tells.

    Args:
        article: its agency and dateline.
        lexicon: agencies and cities.
        persons: countries that the article itself gives persons.
    """
    agency = agency_country(article, lexicon)
    if agency is not None:
        return agency
    place = dateline_country(article, lexicon)
    return None if place in set(persons) else place


def agency_country(article: Article, lexicon: Lexicon) -> str | None:
    """Alpha-3 of the country whose national agency wrote it."""
    return None if article.agency is None else lexicon.agency_country(article.agency.text)


def dateline_country(article: Article, lexicon: Lexicon) -> str | None:
    """Alpha-3 of the country it was written in."""
    if article.place is None:
        return None
    entry = lexicon.city(article.place.text) or lexicon.country(article.place.text)
    return None if entry is None else entry.country
