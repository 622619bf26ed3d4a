"""Near-duplicate articles: MinHash over word 5-grams, banded (LSH), each pair verified by signature agreement.

Two articles are one if they resemble each other, or if the shorter is nearly all contained in the longer: copy re-sent
shorter. Containment is estimated from the resemblance J and the two lengths: |A and B| = J (|A| + |B|) / (1 + J).

Method: Broder 1997 (resemblance and containment of documents), Indyk and Motwani 1998 (banding). Hashes are CRC-32 and
multiply-shift with fixed constants, so a signature is the same on every machine and in every process.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from pipeline.records import Document

N_HASHES = 128
N_BANDS = 64
"""128 values in 64 bands of 2: a pair that shares 40 % of its 5-grams meets in two bands with probability 0.9998."""
_MIN_BANDS = 2
"""Bands in which two articles must meet to be compared: one alone is chance."""
SHINGLE = 5
MIN_AGREEMENT = 0.7
"""Share of equal signature values above which two articles are one: about the Jaccard index of their 5-grams."""
MIN_CONTAINMENT = 0.8
"""Share of the shorter article's 5-grams that the longer one has, above which they are one."""
_MIN_CONTAINED_AGREEMENT = 0.3
"""Below this agreement the estimate of containment is too rough: one error of it is 4 of 100."""
_MIN_CONTAINED_WORDS = 50
"""Words the shorter article needs for containment: a single sentence may be quoted anywhere."""
_MAX_BUCKET = 256
_CHUNK = 2048

Signatures = np.ndarray[tuple[int, int], np.dtype[np.uint32]]
"""A row of N_HASHES values an article."""
Places = np.ndarray[tuple[int], np.dtype[np.int64]]
"""Numbers of articles, or a number an article."""

_WORD = re.compile(r"\w+")
_PRIME, _HALF = np.uint64(0x100000001B3), np.uint64(29)
_ODD = np.arange(1, N_HASHES + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) | np.uint64(1)
_ADD = np.arange(1, N_HASHES + 1, dtype=np.uint64) * np.uint64(0xD1B54A32D192ED03)


def signature(stretches: Iterable[str]) -> tuple[int, ...]:
    """MinHash of the text: N_HASHES integers below 2**32, equal for equal words whatever the spacing and case."""
    words = _WORD.findall("\n".join(stretches).casefold())
    # Without a word this is one empty one, whose code is 0.
    encoded = "\n".join(words).encode("utf-8", "surrogatepass").split(b"\n")
    codes = np.fromiter(map(zlib.crc32, encoded), np.uint64, len(encoded))
    size = min(SHINGLE, len(codes))
    shingles = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        shingles *= _PRIME
        shingles += codes[offset : offset + len(shingles)]
        shingles ^= shingles >> _HALF
    best = np.full(N_HASHES, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(shingles), _CHUNK):
        hashes = _ODD[:, None] * shingles[at : at + _CHUNK]
        hashes += _ADD[:, None]
        best = np.minimum(best, hashes.min(axis=1))
    # The shift keeps the order, so it may wait for the minimum.
    return tuple((best >> np.uint64(32)).tolist())


def find_duplicates(documents: Sequence[Document]) -> dict[str, str]:
    """Articles that repeat an earlier one, or shorten or extend it.

    Args:
        documents: in the order in which an earlier one counts as the original, (published, id).

    Returns:
        article_id -> article_id of the earliest article it agrees with; that one is never a duplicate itself. Time
        grows with the number of articles, not of pairs: originals meet only in the bands they share.
    """
    signed = [document for document in documents if len(document.reading.article.signature) == N_HASHES]
    signatures = np.zeros((len(signed), N_HASHES), np.uint32)
    for place, document in enumerate(signed):
        signatures[place] = document.reading.article.signature
    lengths = np.array([document.reading.article.n_words for document in signed], np.int64)
    buckets: dict[int, list[int]] = {}
    exact: dict[bytes, int] = {}
    out: dict[str, str] = {}
    for own, (document, bands) in enumerate(zip(signed, _shared_bands(signatures), strict=True)):
        whole = signatures[own].tobytes()
        original = exact.get(whole)
        if original is None:
            met = list(chain.from_iterable(buckets.get(band, ()) for band in bands))
            near, shared = np.unique(np.array(met, np.int64), return_counts=True)
            original = exact[whole] = _same_story(own, near[shared >= _MIN_BANDS], signatures, lengths)
        if original != own:
            out[document.article_id] = signed[original].article_id
            continue
        for band in bands:
            bucket = buckets.setdefault(band, [])
            if len(bucket) < _MAX_BUCKET:
                bucket.append(own)
    return out


def _shared_bands(signatures: Signatures) -> Iterator[list[int]]:
    """Of each article the bands that another one has, too, as numbers: most are its own, and nobody is met in them."""
    rows = N_HASHES // N_BANDS
    numbers = np.empty((len(signatures), N_BANDS), np.int64)
    alone = np.empty((len(signatures), N_BANDS), np.bool_)
    first = 0
    for band in range(N_BANDS):
        part = np.ascontiguousarray(signatures[:, band * rows : (band + 1) * rows]).view(np.uint64).ravel()
        _, number, count = np.unique(part, return_inverse=True, return_counts=True)
        numbers[:, band] = number + first
        alone[:, band] = count[number] == 1
        first += len(count)
    for number, single in zip(numbers, alone, strict=True):
        yield number[~single].tolist()


def _same_story(own: int, near: Places, signatures: Signatures, lengths: Places) -> int:
    """The first of the articles near by that an article is one with, else itself; all of them are compared at once."""
    if not len(near):
        return own
    agreement = np.count_nonzero(signatures[near] == signatures[own], axis=1) / N_HASHES
    shorter = np.minimum(lengths[near], lengths[own])
    shared = agreement * (lengths[near] + lengths[own]) / (1 + agreement)
    contained = shared / np.maximum(shorter, 1) >= MIN_CONTAINMENT
    contained &= (agreement >= _MIN_CONTAINED_AGREEMENT) & (shorter >= _MIN_CONTAINED_WORDS)
    same = np.flatnonzero((agreement >= MIN_AGREEMENT) | contained)
    return int(near[same[0]]) if len(same) else own
