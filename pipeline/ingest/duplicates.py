"""Near-duplicate articles: MinHash over word 5-grams, banded (LSH), each pair verified by signature agreement.

Method: Broder 1997 (resemblance of documents), Indyk and Motwani 1998 (banding). Hashes are CRC-32 and multiply-shift
with fixed constants, so a signature is the same on every machine and in every process.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.records import Document

N_HASHES = 128
N_BANDS = 32
"""128 values in 32 bands of 4: a pair that shares 80 % of its 5-grams meets in a band with probability 1 - 5e-8."""
SHINGLE = 5
MIN_AGREEMENT = 0.7
"""Share of equal signature values above which two articles are one: about the Jaccard index of their 5-grams."""
_MAX_BUCKET = 512
_CHUNK = 2048

_WORD = re.compile(r"\w+")
_ODD = np.arange(1, N_HASHES + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) | np.uint64(1)
_ADD = np.arange(1, N_HASHES + 1, dtype=np.uint64) * np.uint64(0xD1B54A32D192ED03)


def signature(stretches: Iterable[str]) -> tuple[int, ...]:
    """MinHash of the text: N_HASHES integers below 2**32, equal for equal words whatever the spacing and case."""
    words = [word for stretch in stretches for word in _WORD.findall(stretch.casefold())]
    numbers: dict[str, int] = {}
    for word in words:
        if word not in numbers:
            numbers[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
    codes = np.array([numbers[word] for word in words] or [0], dtype=np.uint64)
    size = min(SHINGLE, len(codes))
    shingles = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        shingles = shingles * np.uint64(0x100000001B3) + codes[offset : offset + len(shingles)]
        shingles ^= shingles >> np.uint64(29)
    shingles = np.unique(shingles)
    best = np.full(N_HASHES, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(shingles), _CHUNK):
        hashes = shingles[at : at + _CHUNK, None] * _ODD + _ADD >> np.uint64(32)
        best = np.minimum(best, hashes.min(axis=0))
    return tuple(best.tolist())


def find_duplicates(documents: Sequence[Document]) -> dict[str, str]:
    """Articles that repeat an earlier one.

    Args:
        documents: in the order in which an earlier one counts as the original, (published, id).

    Returns:
        article_id -> article_id of the earliest article it agrees with; that one is never a duplicate itself. Time
        grows with the number of articles, not of pairs: originals meet only in the bands they share.
    """
    rows = N_HASHES // N_BANDS
    buckets: dict[tuple[int, ...], list[int]] = {}
    originals: list[tuple[str, np.ndarray[tuple[int], np.dtype[np.uint64]]]] = []
    exact: dict[tuple[int, ...], str] = {}
    out: dict[str, str] = {}
    for document in documents:
        signed = document.reading.article.signature
        if len(signed) != N_HASHES:
            continue
        if signed in exact:
            out[document.article_id] = exact[signed]
            continue
        values = np.array(signed, dtype=np.uint64)
        bands = [(band, *signed[band * rows : (band + 1) * rows]) for band in range(N_BANDS)]
        met = Counter(index for band in bands for index in buckets.get(band, ()))
        earlier = next((i for i in sorted(met) if _agree(originals[i][1], values)), None)
        if earlier is not None:
            out[document.article_id] = exact[signed] = originals[earlier][0]
            continue
        exact[signed] = document.article_id
        for band in bands:
            bucket = buckets.setdefault(band, [])
            if len(bucket) < _MAX_BUCKET:
                bucket.append(len(originals))
        originals.append((document.article_id, values))
    return out


def _agree(a: np.ndarray[tuple[int], np.dtype[np.uint64]], b: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> bool:
    return bool(np.count_nonzero(a == b) >= MIN_AGREEMENT * N_HASHES)
