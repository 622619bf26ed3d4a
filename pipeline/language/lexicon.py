"""What the knowledge says of words and phrases: one code a word, and the longest known phrase at a position.

Codes are the letters that `patterns` writes its grammar in:

    G country, city    R region    N demonym    O organisation    V place that is also a person's name    T title
    h f l g e w        ends a name of ORG, FAC, LOC, GPE, EVENT, LAW ("Committee", "Bridge", "River", ...)
    H P L E X          begins a name of ORG, FAC, LOC, EVENT, GPE ("Banco", "Casa", "Lake", "Operation", "San")
    F given name       S family name that comes first    I initial    J Jr.    z Inc.
    K topic word       Y generic word (no name alone)    B word that begins sentences    Q day, month
    A capitals only    M mixed case    C any other capitalised word
    p particle         o of    i for, on    t the    & and    + &    s possessive ending
    c comma            - dash without spaces    = dash with spaces    ( )    # number    x anything else
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.knowledge import Knowledge, cells
from pipeline.knowledge.fold import fold

# The code of a kind of words.tsv; where a word has several kinds the first here wins.
_KIND_CODES = (
    ("adverbial", "Q"),
    ("corporate", "z"),
    ("generation", "J"),
    ("loc_prefix", "L"),
    ("org_head", "h"),
    ("fac_head", "f"),
    ("loc_head", "l"),
    ("gpe_head", "g"),
    ("event_head", "e"),
    ("law_head", "w"),
    ("topic", "K"),
    ("org_prefix", "H"),
    ("fac_prefix", "P"),
    ("gpe_prefix", "X"),
    ("event_prefix", "E"),
)
_LOWER_KINDS = (("of", "o"), ("preposition", "i"), ("article", "t"), ("and", "&"), ("particle", "p"))
_SIGNS = {",": "c", "&": "+", "(": "(", ")": ")", "'s": "s", "’s": "s", "'S": "s", "’S": "s", "'": "s", "’": "s"}
_DASHES = frozenset("-‐‑‒–—―−")
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")
_NUMBER = re.compile(r"\d[\d.,]*\w{0,2}")
# A currency sign or code on a number ("US$", "RM645"), or a code made of both ("IMM13").
_MONEY = re.compile(r"[^\W\d_]{0,3}[$€£¥₫₩₹₽₱฿₦₺₴]|[A-Z]{1,4}\d{2}")
# Letters with a number behind them in one word ("Sh78.3"): money where the letters are a currency.
_GLUED = re.compile(r"([^\W\d_]{1,4})\.?\d")
_BEGINNER = re.compile(
    r"[A-Z][a-z]+(?:ly|ing|ed|tions?|sions?|ments?|ness|ity|ities|ism|ists?|ers|ors|ics|ences?|ances?|ships?|ful|less|able)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase. `exact`: the surface it must equal (abbreviations), else None."""

    keys: tuple[str, ...]
    code: str
    exact: str | None
    rule: str


class Lexicon:
    """Codes of words and phrases, from the shared tables and words.tsv. `tokenize` splits a surface into words."""

    def __init__(self, knowledge: Knowledge, tokenize: Callable[[str], Iterable[str]]) -> None:
        self._tokenize = tokenize
        self.kinds: dict[str, set[str]] = defaultdict(set)
        for row in knowledge.rows("language/words.tsv"):
            self.kinds[row["kind"]].add(row["word"])
        self.given, self.family = _forenames(knowledge)
        self._folded_given = {fold(name) for name in self.given}
        self._currencies = _currencies(knowledge)
        self._word_codes = {w: code for kind, code in reversed(_KIND_CODES) for w in self.kinds[kind]}
        self._lower_codes = {w: code for kind, code in reversed(_LOWER_KINDS) for w in self.kinds[kind]}
        self.common = self.kinds["common"] | {word.capitalize() for word in STOP_WORDS}
        self.generic = self.kinds["generic"]
        rows = knowledge.rows("knowledge/titles.tsv")
        self.roles = {row["title"].split()[-1].lower() for row in rows if row["scope"] != "honorific"}
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        self._seen: set[tuple[tuple[str, ...], str]] = set()
        self._add_places(knowledge)
        self._add_organizations(knowledge)
        for row in rows:
            if row["kind"] == "person_title" and not self._is_portfolio(row["title"]):
                self._add(row["title"], "T", "title")
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase.keys), phrase.exact is None))
        self._codes: dict[str, str] = {}
        self._phrases_at: dict[str, list[Phrase]] = {}

    def code(self, word: str) -> str:
        """The code of a single word, without regard to its place in the sentence (dashes are given as "-")."""
        found = self._codes.get(word)
        if found is None:
            if len(self._codes) > _CACHE_LIMIT:
                self._codes.clear()
            found = self._codes[word] = self._read_word(word)
        return found

    def phrases(self, word: str) -> list[Phrase]:
        """The phrases that begin with a word, longest first."""
        found = self._phrases_at.get(word)
        if found is None:
            if len(self._phrases_at) > _CACHE_LIMIT:
                self._phrases_at.clear()
            found = self._phrases_at[word] = self._phrases.get(word_key(word), [])
        return found

    def is_forename(self, word: str) -> bool:
        """Whether a word is a known given name, or a family name that comes first."""
        return word in self.family or self._is_given(word)

    def is_currency(self, word: str) -> bool:
        """Whether a word in letters stands for a currency beside a number ("Rs", "MAD")."""
        return word.rstrip(".") in self._currencies

    def is_generic(self, word: str) -> bool:
        """Whether a capitalised word is no name when it stands alone ("Party", "Presidents")."""
        return word in self.generic or (word[-1] == "s" and word[:-1] in self.generic)

    def is_beginner(self, word: str) -> bool:
        """Whether a capitalised word is one that often just begins a sentence."""
        return word in self.common or (_BEGINNER.fullmatch(word) is not None and word not in self.given)

    def _read_word(self, word: str) -> str:
        first = word[0]
        if word in _SIGNS:
            return _SIGNS[word]
        if first in _DASHES and len(word) <= 2:
            return "-"
        if not any(map(str.isalpha, word)) or _MONEY.match(word):
            return "#" if _NUMBER.match(word) or word[0].isalpha() else "x"
        if (glued := _GLUED.match(word)) and glued[1] in self._currencies:
            return "#"
        if first.islower():
            return self._lower_codes.get(word, "M" if _is_mixed(word) else "x")
        if not first.isupper():
            return "#" if first.isdigit() else "x"
        return self._word_codes.get(word) or self._read_capitalised(word)

    def _read_capitalised(self, word: str) -> str:
        if word in self.family:
            return "S"
        if word in self.given:
            return "F"
        if word in self.generic:
            return "Y"
        if word in self.common:
            return "B"
        if self._is_given(word):
            return "F"
        if _INITIAL.fullmatch(word):
            return "I"
        if word.isupper() and len(word) > 1:
            return "A"
        return "M" if _is_mixed(word) else "C"

    def _is_given(self, word: str) -> bool:
        """Whether a word is a given name, with or without its diacritics ("Otávio", "Otavio")."""
        if word in self.given:
            return True
        spelled = not word.isascii() or len(word) >= _LEAST_SPELLED
        return spelled and not word.isupper() and fold(word) in self._folded_given

    def _is_portfolio(self, title: str) -> bool:
        """Whether the grammar reads a title from its parts, "Minister of Energy" or "Minister of Energy Transition"."""
        head, _, portfolio = title.partition(" of ")
        return bool(portfolio) and head.endswith("Minister") and set(portfolio.split()) <= self.kinds["topic"] | {"and"}

    def _add_places(self, knowledge: Knowledge) -> None:
        persons, words = self.kinds["ambiguous_person"], self.kinds["ambiguous_word"]
        for file, code in (("countries", "G"), ("cities", "G"), ("regions", "R")):
            for row in knowledge.rows(f"knowledge/{file}.tsv"):
                for name in (row["name"], *cells(row["names"])):
                    used = "V" if name in persons else "v" if name in words else code
                    self._add(name, used, f"gazetteer:{_RULES[file]}")
                for name in cells(row.get("demonyms", "") or row.get("adjectives", "")):
                    self._add(name, "n" if name in words else "N", "gazetteer:demonym")

    def _add_organizations(self, knowledge: Knowledge) -> None:
        for row in knowledge.rows("knowledge/organizations.tsv"):
            names = (row["name"], *cells(row["names"]))
            for name in names:
                self._add(name, self._body_code(name), "gazetteer:organization")
            for acronym in cells(row["acronym"]):
                self._add(acronym, "O", "gazetteer:organization", exact=True)
        for row in knowledge.rows("knowledge/companies.tsv"):
            for name in (row["name"], *cells(row["names"])):
                self._add(name, self._body_code(name), "gazetteer:organization", exact=name.isupper())

    def _body_code(self, name: str) -> str:
        return "u" if name in self.kinds["ambiguous_word"] else "O"

    def _add(self, surface: str, code: str, rule: str, *, exact: bool = False) -> None:
        # Most surfaces are letters and spaces, which need no tokeniser.
        pieces = surface.split() if surface.replace(" ", "").isalpha() else self._tokenize(surface)
        keys = tuple(key for key in map(word_key, pieces) if key)
        if not keys:
            return
        capitals = sum(map(str.isupper, surface)) > 1 or len(surface) <= 3
        # Abbreviations count only as written: "He" is no "H.E.", "us" no "US".
        exact = exact or (len(keys) == 1 and ("." in surface if code == "T" else capitals))
        if not exact:
            if (keys, code) in self._seen:
                return
            self._seen.add((keys, code))
        self._phrases[keys[0]].append(Phrase(keys, code, surface if exact else None, rule))


_RULES = {"countries": "country", "cities": "city", "regions": "region"}
_CACHE_LIMIT = 50_000
_LEAST_SPELLED = 5


def word_key(word: str) -> str:
    """The folded form that a word of a phrase is compared by; "" for a dash; signs stay themselves."""
    if len(word) <= 2 and word[0] in _DASHES:
        return ""
    return fold(word) or ("'s" if word[0] in "'’" else word)


def _is_mixed(word: str) -> bool:
    """A capital inside ("PetroVietnam", "iPhone"), Mc and O' names excepted."""
    inner = word[1:]
    return (
        not word.isupper()
        and any(map(str.isupper, inner))
        and not word.startswith(("Mc", "Mac", "O'", "O’", "D'", "D’", "L'", "L’", "N'", "N’"))
    )


def _currencies(knowledge: Knowledge) -> frozenset[str]:
    """Currency abbreviations in letters, without a final dot, and ISO 4217 codes."""
    forms = [row["form"] for row in knowledge.rows("knowledge/currencies.tsv") if row["kind"] in {"prefix", "sign"}]
    codes = [row["currency"] for row in knowledge.rows("knowledge/countries.tsv")]
    bare = (form.rstrip(".") for form in forms)
    return frozenset(form for form in (*bare, *codes) if form.isalpha())


def _forenames(knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str]]:
    kinds: dict[str, set[str]] = {"given": set(), "family": set()}
    for row in knowledge.rows("knowledge/forenames.tsv"):
        kinds.setdefault(row["kind"], set()).add(row["name"])
    return frozenset(kinds["given"]), frozenset(kinds["family"])
