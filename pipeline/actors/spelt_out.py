"""Where an article spells out a short name itself: "Long (ABBR)", "ABBR (Long)", "Long, known as ABBR", "ABBR, the Long"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.actors.chains import Chains, Surface
from pipeline.actors.forms import Form, form, is_contiguous
from pipeline.actors.lexicon import Lexicon
from pipeline.records import Name

_OPENING = re.compile(r"['’]?s?\s*[,]?\s*[(\[]\s*[\"“'‘]?(?:the |hereafter |or )?")
_CLOSING = re.compile(r"[\"”'’]?\s*[)\]]")
_GOES_ON = re.compile(r"(?P<words>(?:\s+[^\W\d_a-z][\w'’-]*){1,2})\s+[(\[]")
_CALLED = re.compile(
    r",?\s+(?:also\s+|better\s+|commonly\s+)?(?:known\s+as|called|abbreviated(?:\s+as)?)\s+(?:the\s+)?[\"“'‘]?"
)
_BESIDE = re.compile(r",\s+(?:or\s+)?(?:the\s+)?[\"“'‘]?")
_END = re.compile(r"[\"”'’]?\s*(?:[,.;:)]|$)")


class SpeltOut:
    """Finds the pairs of a long and a short name that an article explains."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._function = lexicon.words["function"]

    def __call__(
        self,
        text: str,
        names: Sequence[Name],
        chains: Chains,
        surface_of: Sequence[int],
        silent: frozenset[int],
    ) -> list[tuple[int, int]]:
        """(long, short) surfaces; `silent` are sentences whose brackets explain nothing."""
        pairs = []
        for i in range(len(names) - 1):
            left, right = names[i], names[i + 1]
            a, b = surface_of[i], surface_of[i + 1]
            if a < 0 or b < 0 or chains.surfaces[a].person or chains.surfaces[b].person or left.sentence in silent:
                continue
            pair = self._pair(text, (left, right), (chains.surfaces[a], chains.surfaces[b]))
            if pair is not None:
                pairs.append((a, b) if pair else (b, a))
        return pairs

    def _pair(self, text: str, names: tuple[Name, Name], surfaces: tuple[Surface, Surface]) -> bool | None:
        """Whether the left name is the long one; None where neither explains the other."""
        (left, right), (a, b) = names, surfaces
        gap = text[left.end : right.start]
        if "(" in gap or "[" in gap:
            if not _CLOSING.match(text, right.end):
                return None
            if not _OPENING.fullmatch(gap):
                goes_on = _GOES_ON.fullmatch(gap)
                longer = a.form.tokens + (form(goes_on["words"]).tokens if goes_on else ())
                return True if goes_on and self.is_acronym_of(b.form, longer) else None
            return True if self._is_pair(a, b) else False if self._is_pair(b, a) else None
        if left.sentence != right.sentence or not _END.match(text, right.end) or "ORG" not in {a.label, b.label}:
            return None
        if _CALLED.fullmatch(gap):
            return True if b.form.is_acronym and len(a.form.tokens) > 1 else None
        if _BESIDE.fullmatch(gap):
            if b.form.is_acronym and "the " not in gap and self._has_letters(b.form, a.form.tokens):
                return True
            if a.form.is_acronym and gap.endswith("the ") and self._has_letters(a.form, b.form.tokens):
                return False
        return None

    def _is_pair(self, long: Surface, short: Surface) -> bool:
        if len(long.form.tokens) < 2:
            return False
        acronym = acronym_in(short.form, self.lexicon.words["legal"])
        if acronym is not None and long.label in {"ORG", "FAC", "LOC", "GPE"}:
            known = short.entry is not None and short.entry.kind == "country"
            return not known or self.is_acronym_of(short.form, long.form.tokens)
        if is_contiguous(short.form.tokens, long.form.tokens):
            return short.entry is None
        places = {long.label, short.label} <= {"FAC", "LOC", "GPE"} and len(short.form.tokens) > 1
        return places and long.entry is None and short.entry is None

    def is_acronym_of(self, short: Form, tokens: tuple[str, ...]) -> bool:
        """Whether a short name has the initials of tokens, with or without the little words among them."""
        if len(tokens) < 2:
            return False
        initials = "".join(token[0] for token in tokens)
        content = "".join(token[0] for token in tokens if token not in self._function)
        return short.squash in {initials, content}

    def _has_letters(self, short: Form, tokens: tuple[str, ...]) -> bool:
        """Whether all letters of a short name begin words of the long one, in any order ("SOCAR")."""
        initials = Counter(token[0] for token in tokens)
        return len(tokens) > 2 and not Counter(short.squash) - initials


def acronym_in(shape: Form, legal: frozenset[str] = frozenset()) -> str | None:
    """The acronym that a name is, or is but for its legal form ("NNPC Ltd"); None for other names."""
    if shape.is_acronym:
        return shape.squash
    words = shape.words[:1]
    alone = len(shape.tokens) > 1 and all(token in legal for token in shape.tokens[1:])
    return form(words[0]).squash if alone and form(words[0]).is_acronym else None
