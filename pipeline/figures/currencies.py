"""Currencies: every form that says one, before or after the number, and what the form leaves open.

Names, plurals and the codes in use come from CLDR through Babel; `currencies.tsv` adds news forms and cautions.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from pipeline.figures.words import NUMERAL, Phrases, Word, key
from pipeline.knowledge import Knowledge

_SINCE, _UNTIL = dt.date(2012, 1, 1), dt.date(2026, 1, 1)
_SPACED_WORDS = frozenset({"a", "A", "us", "s", "can", "Can", "l", "L", "n", "g", "j", "b", "r"})
"""Letters that with a blank before the dollar sign are a word of their own ("a $5 million plan")."""
_SPECIAL = ("XDR", "CNH", "CLF", "ZWG", "SLL", "XCG", "SVC", "STD", "ZWL")


@dataclass(frozen=True, slots=True)
class Currency:
    """What a form says.

    Attributes:
        code: ISO 4217.
        kind: code, prefix, sign, name or minor (a hundredth).
        basis: `Figure.unit_basis` it gives: code, sign, name, or default where the form alone leaves it open.
        scaled: the form is also an ordinary word: only with a scale word or a grouped number.
        noun: last word of the name ("pound"), what an open form shares with other currencies; "" for signs and codes.
        factor: a hundredth for minor units, a million for "MUSD".
        glued: it stands right behind its number or is none ("80p").
    """

    code: str
    kind: str
    basis: str
    scaled: bool = False
    noun: str = ""
    factor: Decimal = Decimal(1)
    glued: bool = False


@cache
def tender() -> Mapping[str, tuple[str, ...]]:
    """Currencies in use since 2012 by territory (ISO 3166-1 alpha-2), the present one last."""
    territories = sorted(t for t in Locale("en").territories if len(t) == 2 and t.isalpha())
    found = {t: tuple(get_territory_currencies(t, _SINCE, _UNTIL)) for t in territories}
    return {territory: codes for territory, codes in found.items() if codes}


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for codes in tender().values() for code in codes) | frozenset(_SPECIAL)


@cache
def currencies_of(country: str) -> tuple[str, ...]:
    """Currencies of a country (ISO 3166-1 alpha-3), empty where unknown."""
    aliases = get_global("territory_aliases")
    short = aliases.get(country, [""])[0]
    return tender().get(short, ())


def _names() -> Iterator[tuple[str, str]]:
    """(name, code) in singular and plural, historic currencies first, so that those in use win a shared name."""
    locale = Locale("en")
    codes = _codes()
    for code in sorted(locale.currencies, key=lambda c: (c in codes, c)):
        for count in (None, 1, 2):
            name = get_currency_name(code, count=count, locale=locale)
            if (name != code and "(" not in name and code[0] != "X") or code in codes:
                yield name, code


class CurrencyReader:
    """Finds the currency that stands before or after a number.

    Attributes:
        codes: the code and factor of each form of a code: "USD", "usd", "MUSD".
    """

    def __init__(self, knowledge: Knowledge) -> None:
        rows = knowledge.rows("knowledge/currencies.tsv")
        self._worded = frozenset(row["code"] for row in knowledge.rows("figures/code_words.tsv"))
        self.codes = {row["code"].lower(): (row["code"], Decimal(1)) for row in knowledge.rows("figures/low_codes.tsv")}
        for code in _codes():
            self.codes[code] = (code, Decimal(1))
            self.codes["M" + code] = (code, Decimal(1_000_000))
        named = [(name, Currency(code, "name", "name", noun=_noun(name))) for name, code in _names()]
        named = [(name, currency) for name, currency in named if " " in name]
        own = [
            (
                row["form"],
                Currency(
                    row["code"],
                    row["kind"],
                    row["basis"],
                    row["needs"] == "scaled",
                    _noun(row["form"]) if row["kind"] == "name" else "",
                    Decimal("0.01") if row["kind"] == "minor" else Decimal(1),
                    row["needs"] == "glued",
                ),
            )
            for row in rows
        ]
        self._before = Phrases([pair for pair in own if pair[1].kind in ("prefix", "sign")])
        self._after = Phrases(named + [pair for pair in own if pair[1].kind != "prefix"])
        self._names_before = Phrases([(f, replace(c, scaled=True)) for f, c in named + own if c.kind == "name"])
        self.starters = frozenset(key(form)[0] for form, currency in named + own if currency.kind != "minor")
        self._cased: dict[str, set[str]] = {}
        for row in rows:
            if row["kind"] != "name" and row["form"].isalpha():
                self._cased.setdefault(row["form"].lower(), set()).add(row["form"])
        self._nouns: dict[str, set[str]] = {}
        for _, currency in named + own:
            if currency.noun:
                self._nouns.setdefault(currency.noun, set()).add(currency.code)

    def at_prefix(self, words: Sequence[Word], i: int) -> tuple[Currency, int] | None:
        """The currency that begins at word `i` and stands before a number; the number's index."""
        found = self._before.at(words, i)
        if found is not None and self._written_as(words, i, found[1]):
            return found
        coded = self._code(words, i)
        if coded is not None:
            return Currency(coded[0], "code", "code", coded[0] in self._worded, factor=coded[1]), i + 1
        if i >= len(words) or (
            not words[i].text[:1].isupper() and words[i].low not in ("dollar", "dollars", "euro", "euros")
        ):
            return None
        return self._names_before.at(words, i)

    def at_suffix(self, words: Sequence[Word], j: int) -> tuple[Currency, int] | None:
        """The currency at word `j`, after a number (a hyphen before it allowed); the index after it."""
        if j + 1 < len(words) and words[j].low in "-–‑" and words[j].glued and words[j + 1].glued:
            j += 1
        found = self._after.at(words, j)
        if found is not None and found[0].glued:
            behind = words[j].glued and words[j - 1].kind == NUMERAL
            found = found if behind and words[j].text.islower() else None  # "80p", no comet 81P
        if found is not None and self._written_as(words, j, found[1]):
            return found
        coded = self._code(words, j)
        if coded is not None and not (j and words[j].glued and coded[0] in self._worded):
            return Currency(coded[0], "code", "code", factor=coded[1]), j + 1
        return None

    def resolve(self, currency: Currency, explicit: Sequence[str], countries: Counter[str]) -> tuple[str, str]:
        """Code and basis where the form leaves it open.

        Args:
            currency: as read.
            explicit: codes that the article writes in full before, the latest last.
            countries: alpha-3 codes the article names, with how often.
        """
        if currency.basis != "default":
            return currency.code, currency.basis
        noun = (currency.noun or _noun_of(currency.code)).removesuffix("s")
        same = self._nouns.get(noun, set()) | self._nouns.get(noun + "s", set())
        for code in reversed(explicit):
            if code in same:
                return code, "inherited"
        if noun != "dollar":
            for country, _ in sorted(countries.items(), key=lambda pair: (-pair[1], pair[0])):
                for code in reversed(currencies_of(country)):
                    if code in same:
                        return code, "inherited"
        elif countries:
            # a bare dollar is the home one only where no other country is spoken of: abroad it is the US dollar
            homes = {currencies_of(country)[-1:] for country in countries}
            home = homes.pop() if len(homes) == 1 else ()
            if home and home[0] in same:
                return home[0], "inherited"
        return currency.code, "default"

    def _code(self, words: Sequence[Word], i: int) -> tuple[str, Decimal] | None:
        return self.codes.get(words[i].text) if i < len(words) else None

    def _written_as(self, words: Sequence[Word], i: int, end: int) -> bool:
        """Letters that are a sign ("RM", "Rs") count only in their own case."""
        if end - i > 1 and words[i].kind == "w" and words[i + 1].low == "$" and not words[i + 1].glued:
            return words[i].text not in _SPACED_WORDS
        if end - i == 1 and words[i].kind == "w" and len(words[i].text) <= 4:
            text = words[i].text
            forms = self._cased.get(text.lower())
            return not forms or text in forms or (text.lower() == text and len(text) >= 3)
        return True


@cache
def _noun_of(code: str) -> str:
    """The noun of a currency's name: "dollar"."""
    return _noun(get_currency_name(code, count=1, locale="en"))


def _noun(name: str) -> str:
    last = key(name)[-1] if key(name) else ""
    return last.removesuffix("s") if len(last) > 3 else last
