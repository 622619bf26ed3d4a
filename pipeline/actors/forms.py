"""A surface as the rules compare it: folded tokens, the squashed name, its tone marks, its initials.

Two names are never compared as strings. The rules ask whether their tokens are equal, ordered subsets or initials of
one another, and the marks say whether two names that fold alike are spelt differently on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.fold import fold

_GAP = re.compile(r"[\s\-‐‑‒–—―−/_]+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
# Marks that, among the Latin orthographies of the news, only Vietnamese has: horn, hook above, a dot under a, i, u or y,
# a tone on a circumflex or breve.
_VIETNAMESE = re.compile(
    "[\u031b\u0309]|[aiuyAIUY]\u0323|[iuyIUY]\u0303|\u0323?[\u0302\u0306][\u0300\u0301\u0303]|\u0323[\u0302\u0306]"
)
_D_STROKE = str.maketrans({"đ": "d\u0336", "Đ": "D\u0336"})


@dataclass(frozen=True, slots=True)
class Form:
    """A surface prepared for comparison.

    Attributes:
        text: the surface.
        tokens: its words, folded, hyphenated words split, without a leading "the" and a possessive ending.
        words: the same words as written, so `words[i]` folds to `tokens[i]`.
    """

    text: str
    tokens: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def squash(self) -> str:
        """All tokens in one: "Viet Nam" and "Vietnam", "Petro-Vietnam" and "PetroVietnam" meet here."""
        return "".join(self.tokens)

    @property
    def is_acronym(self) -> bool:
        """One word of two to eight letters, most of them capitals: "APEC", "U.N.", "M5S", "KfW"."""
        if len(self.words) != 1:
            return False
        letters = self.words[0].replace(".", "").replace("&", "")
        if not 2 <= len(letters) <= 10 or not letters.isalnum() or (letters[1:].islower() and letters.isalpha()):
            return False
        capitals = sum(letter.isupper() or letter.isdigit() for letter in letters)
        return capitals >= 2 and capitals * 2 > len(letters)

    @property
    def has_marks(self) -> bool:
        """Whether any letter is written with a diacritic."""
        return not self.text.isascii() and any(marks(word) for word in self.words)


@lru_cache(maxsize=1 << 16)
def form(text: str) -> Form:
    """The form of a surface; cached, because an article repeats few names often."""
    pieces = [piece for piece in _GAP.split(unicodedata.normalize("NFC", text)) if piece]
    if pieces:
        pieces[-1] = _POSSESSIVE.sub("", pieces[-1])
    tokens, words = [], []
    for piece in pieces:
        token = "and" if piece == "&" else "".join(c for c in fold(piece) if c.isalnum())
        if token:
            tokens.append(token)
            words.append(piece.strip(",;:\"'“”‘’()"))
    if len(tokens) > 1 and tokens[0] == "the":
        del tokens[0], words[0]
    return Form(text, tuple(tokens), tuple(words))


@lru_cache(maxsize=1 << 14)
def marks(word: str) -> tuple[str, ...]:
    """The diacritics of a word, sorted: "Hòa" and "Hoà" place one tone differently and are the same word."""
    if word.isascii():
        return ()
    decomposed = unicodedata.normalize("NFD", word.translate(_D_STROKE))
    return tuple(sorted(c for c in decomposed if unicodedata.combining(c)))


@lru_cache(maxsize=1 << 14)
def is_vietnamese(text: str) -> bool:
    """Whether a surface has a letter that only Vietnamese spells, so that a missing mark in it means something."""
    return not text.isascii() and _VIETNAMESE.search(unicodedata.normalize("NFD", text)) is not None


def differ_in_marks(left: Form, right: Form) -> bool:
    """Whether equal tokens of two names are spelt with different marks on purpose: "Dũng" is not "Dụng".

    A name without any marks contradicts nothing ("Luong Cuong" may be "Lương Cường"). Between two names with marks,
    in Vietnamese every mark counts ("Dung" is not "Dũng"); elsewhere an accent may be left out ("Núñez", "Nuñez").
    """
    if left.text.isascii() or right.text.isascii():
        return False
    strict = is_vietnamese(left.text) or is_vietnamese(right.text)
    if not left.has_marks or not right.has_marks:
        return False
    spelt: dict[str, set[tuple[str, ...]]] = {}
    for token, word in zip(right.tokens, right.words, strict=True):
        spelt.setdefault(token, set()).add(marks(word))
    for token, word in zip(left.tokens, left.words, strict=True):
        others = spelt.get(token)
        if others is None or marks(word) in others:
            continue
        mine = set(marks(word))
        if strict or not any(mine <= set(other) or mine >= set(other) for other in others):
            return True
    return False


_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_GENERATION = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "filho": "filho",
    "neto": "neto",
    "sobrinho": "sobrinho",
}


def person_tokens(shape: Form) -> tuple[str, ...]:
    """The tokens of a person's name, the Arabic article in one spelling: "el-Sisi" and "al-Sisi"."""
    if "el" not in shape.tokens or len(shape.tokens) < 2:
        return shape.tokens
    return tuple("al" if word == "el" else word for word in shape.tokens)


def spellings_of(shape: Form, families: frozenset[str]) -> list[tuple[str, ...]]:
    """The tokens of a person's name: as written, with umlauts written out, with an East Asian family name put first.

    Args:
        shape: the name.
        families: folded family names of people who put them first.
    """
    tokens = person_tokens(shape)
    spellings = [tokens]
    other = shape.text if shape.text.isascii() else unicodedata.normalize("NFC", shape.text).translate(_UMLAUTS)
    if other != shape.text:
        spellings.append(person_tokens(form(other)))
    if len(tokens) > 1 and tokens[-1] in families and tokens[0] not in families:
        spellings.append((tokens[-1], *tokens[:-1]))
    return [spelling for spelling in spellings if spelling]


def generation(tokens: tuple[str, ...]) -> str:
    """What tells a name from that of a parent ("Jr.", "Filho"), "" where nothing does; "Agostinho Neto" has a surname."""
    return _GENERATION.get(tokens[-1], "") if len(tokens) > 2 else ""


def surname(tokens: tuple[str, ...]) -> str:
    """The last token that is no "Jr."."""
    return tokens[-2] if generation(tokens) else tokens[-1]


def is_ordered_subset(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the tokens of `short` occur in `long` in the same order, gaps allowed."""
    rest = iter(long)
    return all(token in rest for token in short)


def is_contiguous(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` is a run of `long`."""
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def are_initials(short: Form, long: Form) -> bool:
    """Whether a person's `short` is `long` with given names cut to initials: "D. Boluarte", "J.K. Rowling"."""
    if min(len(short.tokens), len(long.tokens)) < 2 or short.tokens[-1] != long.tokens[-1] or len(short.tokens[-1]) < 2:
        return False
    if short.tokens == long.tokens:
        return False
    given, full = short.tokens[:-1], long.tokens[:-1]
    letters = ""
    found = False
    for token, word in zip(given, short.words, strict=False):
        if token in full and len(token) > 1:
            letters += token[0]
        elif len(token) <= 2 and word.replace(".", "").isupper():
            letters += token
            found = True
        else:
            return False
    return found and "".join(token[0] for token in full).startswith(letters)
