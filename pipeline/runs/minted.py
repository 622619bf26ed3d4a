"""The ids of an article's records in the cache: minting them anew takes what all stages found, and longer than reading it.

They follow from the results of all stages and from the article's id, so their key is made of the keys of these. Whoever
changes what a row holds gives it another name.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from pipeline import ids
from pipeline.records import Document
from pipeline.runs.cache import Row
from pipeline.runs.fingerprints import cache_key
from pipeline.runs.intake import LANGUAGE, Work

MINTED = "ids"
"""Name in the cache of the ids of an article."""
_SORTS = (ids.MENTION, ids.EVENT_MENTION, ids.REJECTED, ids.FIGURE, ids.DATE)
_LENGTHS = struct.Struct(f"<{len(_SORTS)}I")


def key_of(work: Work) -> str:
    """The key of the ids of an article."""
    found = (f"{stage} {key}" for stage, key in sorted(work.keys.items()) if stage != LANGUAGE)
    return cache_key(" ".join((MINTED, *_SORTS)), "\n".join(found), work.entry.article_id)


def row_of(key: str, document: Document) -> Row:
    """What the cache holds of an article's ids."""
    packed = ids.packed(document)
    lengths = _LENGTHS.pack(*(len(packed[sort]) for sort in _SORTS))
    return MINTED, key, lengths + b"".join(packed[sort] for sort in _SORTS)


def read(payload: bytes) -> Mapping[str, bytes]:
    """The ids of an article by sort, packed as `Document.minted` holds them."""
    found = {}
    at = _LENGTHS.size
    for sort, length in zip(_SORTS, _LENGTHS.unpack_from(payload), strict=True):
        found[sort] = payload[at : at + length]
        at += length
    return found
