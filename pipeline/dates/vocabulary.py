"""The words of the grammar, read once from the knowledge files into look-up tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.errors import KnowledgeError
from pipeline.knowledge import Knowledge

# Token classes, in an order that decides nothing; each becomes one character, so that a sentence is a short string of
# classes and the grammar a set of regular expressions over it.
CLASSES = (
    "OTHER", "MONTH", "WDAY", "WDAYS", "UDAY", "UWEEK", "UMONTH", "UQUARTER", "UYEAR", "UDECADE", "UCENTURY",
    "UWEEKEND", "UTIME", "NUM", "ONE", "ARTICLE", "SOME", "ORDWORD", "POD", "TODAY", "THIS", "LAST", "NEXT", "PAST",
    "PREVIOUS", "FOLLOWING", "SAME", "THAT", "EDGE", "LIMIT", "SHIFT", "AGO", "BEFORE", "AFTER", "EVERY", "PER", "SETWORD",
    "VAGUE", "NAMED", "SEASON", "HALF", "FISCAL", "PERIOD", "OCCASION", "ZONE", "AMPM", "THE", "OF", "IN", "ON", "AT", "TO",
    "FROM", "BETWEEN", "AND", "TIMES", "ONCE", "LONG", "LOCAL", "TIMEWORD", "DE", "THANG", "NAM", "NGAY", "FMONTH",
    "EVENT", "OWN", "SOFAR", "FEAST", "ENDING", "MIL", "DAYNUM", "ORDNUM", "YEAR", "OLDYEAR", "DECADE", "SHORTYEAR", "QTY", "ISO", "NUMDATE", "CLOCK",
    "QCODE", "HCODE", "FYCODE", "FYWORD", "FOR", "OVER", "LENGTH", "STRAIGHT", "TAKE",
    "DATEWORD", "REST", "MIDYEAR", "FRAC", "PARTCODE", "MCODE", "DAYPAIR", "COMMA", "DASH", "SLASH", "LPAR", "RPAR", "DOT", "POSS",
)  # fmt: skip
SYMBOLS = {name: chr(0x100 + number) for number, name in enumerate(CLASSES)}


@dataclass(frozen=True, slots=True)
class Word:
    """What a word means to the grammar. `use`: see words.tsv."""

    symbol: str
    value: str
    use: str


class Vocabulary:
    """Look-up tables from the knowledge files of this package.

    Attributes:
        words: lower-case word to its meaning; of several words with single spaces and straight apostrophes.
        form: pattern of the forms of several words, each of which is one token.
        openings: their first words.
        sequels: those that follow the first space in them.
        counted: nouns that a four-digit number counts.
        tenses: verb form to "future" or "past".
        contexts: kind to neighbour words.
        history: those that tell of something remembered.

    Raises:
        KnowledgeError: a row names an unknown token class.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.words: dict[str, Word] = {}
        for row in knowledge.rows("dates/occasions.tsv"):
            self.words[row["word"]] = Word(SYMBOLS["EVENT"], "", "")
        for row in knowledge.rows("dates/foreign_months.tsv"):
            self.words[row["word"].lower()] = Word(SYMBOLS["FMONTH"], row["languages"], "")
        for row in knowledge.rows("dates/words.tsv"):
            if row["class"] not in SYMBOLS:
                raise KnowledgeError(f"dates/words.tsv: {row['word']}: no token class {row['class']!r}")
            self.words[row["word"].lower()] = Word(SYMBOLS[row["class"]], row["value"], row["use"])
        several = sorted((w for w in self.words if " " in w or "'" in w), key=lambda w: (-len(w), w))
        forms = (re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in several)
        self.form = re.compile(rf"(?i:{'|'.join(forms) or '(?!)'})\b")
        self.openings = frozenset(match[0] for w in several if (match := re.match(r"\w+", w)))
        self.sequels = tuple(sorted({w.split()[1] for w in several if " " in w}))
        self.counted = frozenset(row["word"].lower() for row in knowledge.rows("dates/counted_nouns.tsv"))
        self.tenses = {row["word"].lower(): row["tense"] for row in knowledge.rows("dates/tenses.tsv")}
        kinds: dict[str, set[str]] = {}
        for row in knowledge.rows("dates/contexts.tsv"):
            kinds.setdefault(row["kind"], set()).add(row["word"].lower())
        self.contexts = {kind: frozenset(words) for kind, words in kinds.items()}
        self.history = self.contexts.get("history", frozenset())
