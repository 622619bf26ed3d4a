"""The network's own readings of words: shapes, windows, and that they hang on the words alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest

from pipeline.language.network import Network, Reader, SentenceReading
from pipeline.language.network.reading import _MOST_WORDS, MOST_PIECES

ARRIVED = "The foreign minister of Peru arrived in Hanoi on Tuesday .".split()
SIGNED = "Both sides signed three agreements on ports .".split()
VISITS = "She visits Chile every year , and it is a friendly country .".split()


@pytest.fixture(scope="session")
def network(reader: Reader) -> Network:
    found = reader._network
    assert found is not None
    return found


def require_sound(reading: SentenceReading, words: list[str], *, one_root: bool) -> None:
    """Each word has each attribute, each sentence one root, all heads and names lie inside."""
    n = len(words)
    for values in (reading.upos, reading.tags, reading.morphs, reading.lemmas, reading.heads, reading.relations):
        assert len(values) == n
    assert reading.starts[0]
    borders = [*(i for i, begins in enumerate(reading.starts) if begins), n]
    for start, end in pairwise(borders):
        assert [i for i in range(start, end) if reading.heads[i] == i] == [
            i for i in range(start, end) if reading.relations[i] == "ROOT"
        ]
        assert sum(reading.heads[i] == i for i in range(start, end)) == 1
        assert all(start <= reading.heads[i] < end for i in range(start, end))
    assert len(borders) == 2 or not one_root
    assert all(0 <= start < end <= n for start, end, _ in reading.names)
    assert all(first[1] <= second[0] for first, second in pairwise(reading.names))


def test_a_plain_sentence(network: Network) -> None:
    reading = network.read_sentence(ARRIVED)
    require_sound(reading, ARRIVED, one_root=True)
    arrived, minister = ARRIVED.index("arrived"), ARRIVED.index("minister")
    assert reading.relations[arrived] == "ROOT"
    assert (reading.heads[minister], reading.relations[minister]) == (arrived, "nsubj")
    assert (reading.upos[arrived], reading.lemmas[arrived]) == ("VERB", "arrive")
    assert reading.upos[minister] == "NOUN"
    assert {(start, end) for start, end, _ in reading.names} >= {(4, 5), (7, 8)}


def test_lemmas_of_forms(network: Network) -> None:
    reading = network.read_sentence(VISITS)
    lemmas = dict(zip(VISITS, reading.lemmas, strict=True))
    assert (lemmas["visits"], lemmas["is"], lemmas["year"], lemmas["country"]) == ("visit", "be", "year", "country")


def test_a_reading_hangs_on_its_words_alone(network: Network) -> None:
    alone = [network.read_sentence(words) for words in (ARRIVED, SIGNED, VISITS)]
    again = [network.read_sentence(words) for words in (VISITS, SIGNED, ARRIVED)]
    assert again[::-1] == alone
    for words in (["Lima"], SIGNED * 20, ARRIVED):
        network.read_sentence(words)
        assert network.read_sentence(SIGNED) == alone[1]


def test_text_is_split_into_sentences(network: Network) -> None:
    words = [*ARRIVED, *SIGNED]
    reading = network.read_text(words)
    require_sound(reading, words, one_root=False)
    assert [i for i, begins in enumerate(reading.starts) if begins] == [0, len(ARRIVED)]


@pytest.mark.parametrize(
    "words", [["."], ["?"] * 3, ["—"] * 300, ["\x00"], ["\u0301"], ["😀", "👍🏽"], ["الوزير", "وصل"]]
)
@pytest.mark.parametrize("name", ["read_sentence", "read_text"])
def test_words_of_no_language_it_knows(network: Network, name: str, words: list[str]) -> None:
    read: Callable[[list[str]], SentenceReading] = getattr(network, name)
    require_sound(read(words), words, one_root=name == "read_sentence")


def test_a_sentence_longer_than_the_window_hangs_on_one_root(network: Network) -> None:
    words = [*"the port of".split() * 120, *ARRIVED]
    reading = network.read_sentence(words)
    require_sound(reading, words, one_root=True)
    assert len(words) > 2 * _MOST_WORDS


def test_text_longer_than_the_window_loses_no_sentence(network: Network) -> None:
    words = [*ARRIVED, *SIGNED, *VISITS] * 8
    reading = network.read_text(words)
    require_sound(reading, words, one_root=False)
    ends = {i + 1 for i, word in enumerate(words[:-1]) if word == "."}
    found = {i for i, begins in enumerate(reading.starts) if begins and i}
    assert len(ends & found) >= 0.9 * len(ends)


def test_text_without_sense_is_read_in_windows_not_word_by_word(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []
    run = network._run

    def counted(words: Sequence[str]) -> list[np.ndarray]:
        widths.append(len(words))
        return run(words)

    monkeypatch.setattr(network, "_run", counted)
    words = ["'"] * 500
    require_sound(network.read_text(words), words, one_root=False)
    assert sum(widths) <= 6 * len(words)


def test_a_window_ends_behind_a_mark_in_its_second_half(network: Network) -> None:
    words = ["word"] * 90 + [","] + ["word"] * 60
    assert network._window(words, 0) == 91
    assert network._window(words, 91) == len(words)
    assert network._window(["word"] * 150, 0) == _MOST_WORDS
    assert network._window([","] + ["word"] * 150, 0) == _MOST_WORDS  # a mark in its first half is no end


def test_a_window_holds_so_many_pieces_and_at_least_a_word(network: Network) -> None:
    words = ["zxqjvkwzxqjvkwzxqjv"] * 60
    assert len(network._pieces(words[0])) > 4
    end = network._window(words, 0)
    assert 0 < end < 60
    assert sum(len(network._pieces(word)) for word in words[:end]) + 2 <= MOST_PIECES
    require_sound(network.read_text(words), words, one_root=False)


def test_no_words_no_reading(network: Network) -> None:
    assert network.read_text([]).upos == ()
    assert network.read_sentence([]).upos == ()
