"""Headlines With A Capital For Every Word, as a model should see them: words that are no names in small letters.

A model tells a name by its capital, so of "Georgia, Peru Sign Energy Pact" it makes one name. The article says which words
are names: it writes them with a capital inside its sentences, too. A word that it does not, and that no list knows as
a name, is read in small letters. Only what the model sees is changed; offsets and surfaces are those of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.language.lexicon import Lexicon, word_key
from pipeline.records import Article

_WORD = re.compile(r"[^\W\d_]+")
_SET_LIKE_TITLES = frozenset({"title", "heading"})
_TELLING = frozenset({"body", "caption"})
_LEAST = 3
_LONG = 4
_SHARE = 0.9


class Headlines:
    """Reads headlines of one article at a time.

    Args:
        lexicon: tells known names.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, article: Article) -> dict[int, str]:
        """Index of a line set like a title -> its text as a model should see it, of the same length."""
        titled = {
            index: line
            for index, sentence in enumerate(article.sentences)
            if sentence.kind in _SET_LIKE_TITLES and _is_titled(line := article.text[sentence.start : sentence.end])
        }
        if not titled:
            return {}
        written = _Written(article)
        return {index: self._lowered(line, written) for index, line in titled.items()} if written.small else {}

    def _lowered(self, line: str, written: _Written) -> str:
        """The line, its words in small letters but the first, known names, and those that the article writes otherwise."""
        words = list(_WORD.finditer(line))
        known = self._known([match[0] for match in words])
        out = line
        for n, match in enumerate(words):
            word = match[0]
            is_plain = word.istitle() and len(word.lower()) == len(word)
            if n and is_plain and not written.is_name(word, known=n in known):
                out = out[: match.start()] + word.lower() + out[match.end() :]
        return out

    def _known(self, words: Sequence[str]) -> set[int]:
        """Which words stand in a phrase of the lexicon: a country, a body, a title."""
        keys = [word_key(word) for word in words]
        found: set[int] = set()
        for n, word in enumerate(words):
            for phrase in self._lexicon.phrases(word):
                if tuple(keys[n : n + len(phrase.keys)]) == phrase.keys and phrase.exact in (None, word):
                    found.update(range(n, n + len(phrase.keys)))
        return found


class _Written:
    """How often the sentences of an article write each word.

    Attributes:
        capital: with a capital inside a sentence.
        small: in small letters.
        first: with a capital that says nothing, at the start of a sentence.
    """

    def __init__(self, article: Article) -> None:
        self.capital: Counter[str] = Counter()
        self.small: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        for sentence in article.sentences:
            text = article.text[sentence.start : sentence.end]
            if sentence.kind in _TELLING and not _is_titled(text):
                words = _WORD.findall(text)
                self.first.update(words[:1])
                self.small.update(filter(str.islower, words))
                self.capital.update(word for word in words[1:] if word[0].isupper())

    def is_name(self, word: str, *, known: bool) -> bool:
        """Whether a word is written like a name; of one that the sentences do not have inside, whether it is `known`."""
        capital, small = self.capital[word], self.small[word.lower()]
        return capital > small or (not small and (known or self.first[word] > 0))


def _is_titled(line: str) -> bool:
    """Whether nearly all words of a line but the short ones have a capital."""
    long = [word for word in _WORD.findall(line) if len(word) >= _LONG]
    capital = sum(word[0].isupper() for word in long)
    return len(long) >= _LEAST and capital >= _SHARE * len(long) and not line.isupper()
