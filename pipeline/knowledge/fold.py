"""One way to compare surfaces: the key under which spelling variants of a name meet.

Folding loses what writers vary in (case, diacritics, script, the kind of dash, a possessive ending) and keeps the
words. It is for look-up only: what is shown is always the surface.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Every sign that Unicode calls a dash or hyphen, and white space: "Asia – Pacific" is "Asia-Pacific".
_GAP = re.compile(r"[\s\-‐‑‒–—―−/_]+")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$")
_DROPPED = re.compile(r"[.,;:!?\"()\[\]{}<>*]")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The comparison key of a surface: "Hà Nội’s" and "HA-NOI" both give "ha noi"; "U.S." gives "us".

    NFC, transliterated to ASCII (anyascii), case-folded, dashes and runs of space as one space, a possessive ending
    and punctuation dropped. Idempotent. The empty string comes back for a text of signs only.
    """
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFC", text))
    text = _GAP.sub(" ", _DROPPED.sub("", text.casefold().replace("`", "'"))).strip()
    while (shorter := _POSSESSIVE.sub("", text).strip()) != text:
        text = shorter
    return text


def is_code(surface: str) -> bool:
    """Whether a surface is an abbreviation of two or three letters, which counts only in capitals ("US", "U.S.")."""
    letters = surface.replace(".", "")
    return 2 <= len(letters) <= 3 and letters.isalpha() and letters.isupper() and letters.isascii()
