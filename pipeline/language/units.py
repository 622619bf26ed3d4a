"""A sentence as units: a known phrase or a single word each, with the code that `patterns` reads.

What a word is depends on where it stands: the first word of a sentence is capitalised anyway, a line in capitals says
nothing about case, a dash is part of a word only where it touches both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.lexicon import Lexicon, Phrase, word_key

# (start, end, text) of a token, offsets into the article.
Word = tuple[int, int, str]

CAPITALISED = frozenset("GRNOVThflgewHPLEXFSIKYAMCvnu")
_NAME_LIKE = frozenset("CFSIMV")
_OPENINGS = frozenset('"“‘«(:•*[')
_ENDS = frozenset({".", "?", "!", "…", ";", "./."})
_JOINING = frozenset({"against", "with", "without", "between", "into", "from", "among"})
_SHORT = 5
_LONGEST_SYLLABLE = 6
_AMBIGUOUS = {"v": "G", "n": "N", "u": "O"}
# Codes that hold wherever the word stands: joining words, signs, numbers, "Jr." and "Inc.".
_SETTLED = frozenset("Jzoit&+sc()#")
_FORENAMES = frozenset("SF")
_TITLED = frozenset({"title", "heading", "body"})
_CLOSINGS = frozenset({".", "”", '"'})
_PHRASE_STARTS = CAPITALISED | frozenset("BQMpf")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a sentence: `codes[i]` is the code of the words `first[i]`..`last[i]` (inclusive).

    Attributes:
        initial: units that begin a sentence or quotation, where a capital says nothing.
        rules: what settled a unit ("gazetteer:city", "title", "" for single words).
        shouted: the sentence is written in capitals.
        headline: most words are capitalised, as in a title.
    """

    words: tuple[Word, ...]
    codes: str
    first: tuple[int, ...]
    last: tuple[int, ...]
    rules: tuple[str, ...]
    initial: frozenset[int]
    shouted: bool
    headline: bool

    def text(self, start: int, end: int) -> str:
        """The words of units start..end-1, joined by a space, for keys; "" past the last unit."""
        if start >= len(self.first):
            return ""
        first, last = self.first[start], self.last[end - 1]
        if first == last:
            return self.words[first][2]
        return " ".join([word[2] for word in self.words[first : last + 1]])

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Character offsets of units start..end-1."""
        return self.words[self.first[start]][0], self.words[self.last[end - 1]][1]


@dataclass(slots=True)
class _Line:
    """A sentence while it is read: `raw[i]` is the code of a word by itself, until what stands beside it changes it."""

    words: Sequence[Word]
    raw: list[str]
    lowered: frozenset[str]
    shouted: bool
    headline: bool


class UnitReader:
    """Reads words into units."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, words: Sequence[Word], lowered: frozenset[str], kind: str) -> Units:
        """The units of one sentence.

        Args:
            words: its tokens.
            lowered: words that the article also writes in lower case.
            kind: `Sentence.kind`.
        """
        raw = list(map(self._lexicon.code, [word[2] for word in words]))
        line = _Line(words, raw, lowered, *_case(words, raw, kind))
        codes: list[str] = []
        first: list[int] = []
        last: list[int] = []
        rules: list[str] = []
        initial: set[int] = set()
        i, fresh = 0, True
        while i < len(words):
            code, rule, length = raw[i], "", 1
            if fresh and code not in "x-()#c":
                initial.add(len(codes))
            if code not in _SETTLED and (code != "x" or (i > 2 and raw[i - 1] == "-")):
                code, rule, length = self._unit(line, i, fresh, codes)
            codes.append(code)
            rules.append(rule)
            first.append(i)
            i += length
            last.append(i - 1)
            text = words[i - 1][2]
            fresh = not text[0].isalnum() and (fresh or text in _ENDS or text[0] in _OPENINGS)
        return Units(
            words=tuple(words),
            codes="".join(self._settle_titles(codes, first, last, words) if "T" in codes else codes),
            first=tuple(first),
            last=tuple(last),
            rules=tuple(rules),
            initial=frozenset(initial),
            shouted=line.shouted,
            headline=line.headline,
        )

    def _unit(self, line: _Line, i: int, fresh: bool, codes: Sequence[str]) -> tuple[str, str, int]:
        """Code, rule and number of words of the unit at i; `codes` are those of the units before it."""
        words, raw = line.words, line.raw
        phrase, length = self._phrase(line, i)
        code = phrase.code if phrase else self._word(line, i, fresh)
        if code == "Q" and codes and codes[-1] == "T" and _is_short(words, raw, i):
            code = "C"
        if raw[i] == "Q" and code == "C":
            raw[i] = "C"
        if (
            code == "B"
            and not (fresh or line.headline or line.shouted)
            and raw[i - 1] in "SFC"
            and words[i][2].isalpha()
        ):
            # "Tran Thi Hoai An": a capital inside a sentence, behind a name.
            code = raw[i] = "C"
        if phrase is None and line.shouted and code in "CFSIKYA":
            code = "a" if code in "CFSA" else "x"
        if code in _AMBIGUOUS:
            code = "C" if fresh or line.shouted else _AMBIGUOUS[code]
        return code, phrase.rule if phrase else "", length

    def _settle_titles(
        self, codes: Sequence[str], first: Sequence[int], last: Sequence[int], words: Sequence[Word]
    ) -> list[str]:
        """The codes; "General Electric", "Justice Department": such a title before a head is part of that name."""
        settled = list(codes)
        ambiguous = self._lexicon.kinds["ambiguous_title"]
        surnames = self._lexicon.kinds["surname_title"]
        for n, code in enumerate(codes):
            if code != "T":
                continue
            if n and settled[n - 1] in "FSC" and words[first[n]][2] in surnames:
                # "Martin Luther King", "Tiong King Sing".
                settled[n] = "C"
            elif n + 1 < len(codes) and codes[n + 1] in "hflewK" and words[last[n]][2] in ambiguous:
                settled[n] = "K"
        return settled

    def _word(self, line: _Line, i: int, fresh: bool) -> str:
        words, raw = line.words, line.raw
        code, text = raw[i], words[i][2]
        if code == "-":
            return _dash(words, i)
        if code in CAPITALISED and self._is_money(words, raw, i):
            return "#"
        following = raw[i + 1] if i + 1 < len(words) else ""
        previous = raw[i - 1] if i else ""
        if code == "x":
            return "k" if self._is_syllable(words, raw, i) else code
        named = previous in _FORENAMES or following in _NAME_LIKE or (previous == "C" and i > 1 and raw[i - 2] in "SFX")
        if code == "Q" and named and _is_short(words, raw, i):
            # "Phạm Thu Hằng", "Theresa May", "Sun Yafang".
            return "C"
        alone = following in _NAME_LIKE and previous not in _NAME_LIKE
        if code in "HXPL" and i and raw[i - 1] in "FC" and following in "FSC":
            # "Leandro Câmara Brandão": nothing begins inside a run.
            return "C"
        if code == "X" and following == "F" and text in self._lexicon.kinds["surname_prefix"]:
            return "S"
        if code in "hflgewKPLEX" and alone and self._lexicon.is_forename(text):
            # "Park Geun-hye", "Bill Clinton", "Grace Jones": a head only where something stands before it.
            return "F"
        if code in "FSKYCLh" and fresh and following not in CAPITALISED and text in self._lexicon.common:
            return "B"
        if code == "C" and fresh and (self._lexicon.is_beginner(text) or text.lower() in line.lowered):
            return "B"
        if code in "KY" and fresh and text in self._lexicon.common and following not in CAPITALISED:
            return "B"
        return code

    def _is_money(self, words: Sequence[Word], raw: Sequence[str], i: int) -> bool:
        """Whether a currency stands beside its number: "Rs 31.2 crore", "12 trillion VND"."""
        if not self._lexicon.is_currency(words[i][2]):
            return False
        after_scale = i > 1 and raw[i - 1] == "x" and raw[i - 2] == "#"
        return raw[i + 1 : i + 2] == ["#"] or (i > 0 and raw[i - 1] == "#") or after_scale

    def _is_syllable(self, words: Sequence[Word], raw: Sequence[str], i: int) -> bool:
        """The last syllable of a name, as in "Park Geun-hye", "Tsai Ing-wen"; "Lee Kim-led" has none."""
        text = words[i][2]
        if i < 3 or raw[i - 1] != "-" or raw[i - 2] not in "CFS" or raw[i - 3] not in CAPITALISED:
            return False
        return (
            text.isalpha()
            and len(text) <= _LONGEST_SYLLABLE
            and _dash(words, i - 1) == "-"
            and text not in self._lexicon.kinds["compound"]
        )

    def _phrase(self, line: _Line, i: int) -> tuple[Phrase | None, int]:
        if line.raw[i] not in _PHRASE_STARTS:
            return None, 1
        for phrase in self._lexicon.phrases(line.words[i][2]):
            length = _match(line, i, phrase)
            if length:
                return phrase, length
        return None, 1


def _match(line: _Line, i: int, phrase: Phrase) -> int:
    """Number of words the phrase takes at i, 0 if it does not stand there."""
    words, raw = line.words, line.raw
    text = words[i][2]
    if len(phrase.keys) == 1:
        if text[0].islower():
            return 0
        if phrase.exact is not None:
            return int(text == phrase.exact and not (line.shouted and len(phrase.exact) <= 3))
    j = i
    for n, key in enumerate(phrase.keys):
        if n:
            while j < len(words) and raw[j] == "-":
                j += 1
        if j >= len(words) or word_key(words[j][2]) != key:
            return 0
        # Every content word is capitalised; what joins them need not be.
        if words[j][2].islower() and len(key) > 3 and raw[j] not in "oit&p" and key not in _JOINING:
            return 0
        j += 1
    if phrase.exact is not None and "".join(word[2] for word in words[i:j]) != phrase.exact.replace(" ", ""):
        return 0
    return j - i


def _is_short(words: Sequence[Word], raw: list[str], i: int) -> bool:
    """Whether a day or month may be a name ("May", "Thu"): short, without a dot, no number behind it."""
    text = words[i][2]
    return len(text) <= _SHORT and text[-1] != "." and raw[i + 1 : i + 2] != ["#"]


def _dash(words: Sequence[Word], i: int) -> str:
    joined = 0 < i < len(words) - 1 and words[i - 1][1] == words[i][0] and words[i][1] == words[i + 1][0]
    return "-" if joined else "="


def _case(words: Sequence[Word], raw: Sequence[str], kind: str) -> tuple[bool, bool]:
    """Whether the line is written in capitals, and whether it is set like a title."""
    if _is_shouted(words, kind):
        return True, False
    if kind not in _TITLED or raw[-1] == "x" or words[-1][2] in _CLOSINGS:
        return False, False
    alphabetic = [word[2] for word in words if word[2][0].isalpha()]
    capital = sum([text[0].isupper() for text in alphabetic])
    content = sum([len(text) > 3 or text[0].isupper() for text in alphabetic])
    return False, len(alphabetic) >= 4 and capital >= 0.9 * content


def _is_shouted(words: Sequence[Word], kind: str) -> bool:
    upper = 0
    for _, _, text in words:
        if text[0].isalpha():
            if len(text) < 2 or not text.isupper():
                return False
            upper += 1
    return upper > (1 if kind == "dateline" else 2)
