"""Names of bodies as the rules compare them: one spelling, without legal form or web ending, offices in one order."""

from __future__ import annotations

import re

from pipeline.actors.forms import Form
from pipeline.actors.lexicon import Lexicon

_WEB = re.compile(r"[^\W\d_][\w-]{2,}\.(?:com|org|net|[a-z]{2})")
_IZATION = re.compile(r"(?<=.{3})is(?=ations?$|ing$|ed$)")
_MOST = 1 << 16


class BodyNames:
    """Reads the names of organisations and places."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._legal = lexicon.words["legal"]
        self._function = lexicon.words["function"]
        self._generic = lexicon.words["institution"] | lexicon.words["function"]
        self._known: dict[tuple[str, ...], str] = {}
        pairs = (word.partition("=") for word in lexicon.words["spelling"])
        self._american: dict[str, str] = {british: american for british, _, american in pairs}

    def spelt(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens in American spelling: "labour", "organisation" and "programme" have two."""
        return tuple(self._american.get(token) or _IZATION.sub("iz", token) for token in tokens)

    def bare(self, shape: Form) -> tuple[str, ...]:
        """The tokens of a name of one word without its web ending: "Halvora.com"."""
        if len(shape.words) == 1 and _WEB.fullmatch(shape.words[0]):
            return (shape.tokens[0][: -len(shape.words[0].rsplit(".", 1)[1])],)
        return shape.tokens

    def without_legal_form(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens without "Inc.", "Co., Ltd." or "Group" at their end, where what is left names a body by itself."""
        rest = tokens
        while len(rest) > 1 and rest[-1] in self._legal:
            rest = rest[:-1]
        if rest == tokens or self.lexicon.is_generic(rest) or (len(rest) == 1 and len(rest[0]) < 3):
            return tokens
        return tokens if self.lexicon.entry(" ".join(rest).title(), "GPE") is not None else rest

    def without_country(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens without the countries and demonyms at their edges."""
        for size in (3, 2, 1):
            if len(tokens) > size and self.is_country(tokens[:size]):
                tokens = tokens[size:]
                break
        for size in (4, 3, 2, 1):
            rest = tokens[:-size]
            if len(rest) > 1 and self.is_country(tokens[-size:]):
                while rest and rest[-1] in self._function:
                    rest = rest[:-1]
                return rest
        return tokens

    def is_country(self, tokens: tuple[str, ...]) -> bool:
        """Whether tokens are the name or the adjective of a country."""
        return self.lexicon.country(" ".join(tokens).title()) is not None

    def office(self, tokens: tuple[str, ...]) -> str:
        """What a ministry or the like is over all its names ("" for a body that has a name of its own).

        "Ministry of Health", "Health Ministry" and "Ministry of Health of Peru" are one; so are "Foreign Ministry" and
        "Ministry of Foreign Affairs".
        """
        if tokens not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[tokens] = self._office(tokens)
        return self._known[tokens]

    def _office(self, tokens: tuple[str, ...]) -> str:
        # Most names of bodies have a word of their own: then nothing need be cut off.
        if sum(token in self._generic for token in tokens) * 2 < len(tokens):
            return ""
        rest = self.without_country(tokens)
        if not self.lexicon.is_generic(rest) or (len(rest) == 1 and rest[0] not in self.lexicon.words["alone"]):
            return ""
        content = sorted(word for word in rest if word not in self._function)
        shorter = [word for word in content if word != "affairs"]
        if len(shorter) == 2 and shorter[0] == "department" and shorter[1] in self.lexicon.words["alone"]:
            # "the Treasury Department" is the Treasury.
            return shorter[1]
        return " ".join(shorter if len(shorter) > 1 else content)
