"""An office named in the text, as the title rules read it, and two of them as one."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.actors.lexicon import Office


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """An office named in the text.

    Attributes:
        start: with determiner and the country or body before it ("the Peruvian President").
        title_start, title_end: the title as written, with "of …" and "to …" but not "at …".
        end: with "at …", where a name may follow.
        offices: the head nouns; several when joined ("General Secretary and State President").
        tokens: folded words of the title.
        rank: "deputy", "former" or "".
        determiner: the article or pronoun before it, "" where none.
        lead: index of the name that says whose office it is ("Peruvian", "Peru's", "UN"), else None.
        of: indices of the names in its "of …" and "at …" phrases.
        sentence: index of its sentence.
        nation: alpha-3 of a demonym before it that no name finder took for a name, else None.
        plural: whether several hold it ("Presidents X and Y"); the title is then cut to its singular.
    """

    start: int
    title_start: int
    title_end: int
    end: int
    offices: tuple[Office, ...]
    tokens: frozenset[str]
    rank: str
    determiner: str
    lead: int | None
    of: tuple[int, ...]
    sentence: int
    nation: str | None = None
    plural: bool = False


def coordinated(text: str, left: RolePhrase, right: RolePhrase) -> bool:
    """Whether two titles are one person's: "General Secretary and State President"."""
    return (
        left.sentence == right.sentence
        and text[left.title_end : right.start] in {" and ", " & ", " cum ", " concurrently "}
        and left.end == left.title_end
        and right.lead is None
        and len(left.offices) < 4
        and not right.determiner
        and right.nation is None
        and left.plural == right.plural
    )


def join(left: RolePhrase, right: RolePhrase) -> RolePhrase:
    """Two coordinated titles as one."""
    return RolePhrase(
        start=left.start,
        title_start=left.title_start,
        title_end=right.title_end,
        end=right.end,
        offices=left.offices + right.offices,
        tokens=left.tokens | right.tokens,
        rank=left.rank,
        determiner=left.determiner,
        lead=left.lead,
        of=left.of + right.of,
        sentence=left.sentence,
        nation=left.nation,
        plural=left.plural,
    )
