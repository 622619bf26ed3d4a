"""The component: what it writes into a Doc, whatever the Doc holds."""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.language.network import Reader
from pipeline.language.network.component import FACTORY

ROOT = Path(__file__).parents[3]
TEXT = "Peru's foreign minister arrived in Hanoi on Tuesday. He will visit a port."
Row = tuple[str, str, str, str, str, str, int, bool | None]


def rows(doc: Any) -> list[Row]:
    """All that is written of each token; heads as distances."""
    return [(t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.i - t.i, t.is_sent_start) for t in doc]


def require_sound(doc: Any) -> None:
    """What spaCy's own annotated Docs hold to."""
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)
    for sentence in doc.sents:
        assert [t for t in sentence if t.head == t] == [sentence.root]
        assert sentence.root.dep_ == "ROOT"
        assert sorted(t.i for t in sentence.root.subtree) == list(range(sentence.start, sentence.end))
    for token in doc:
        assert token.dep_
        assert (token.pos_ == "SPACE") == token.is_space
    for entity in doc.ents:
        assert entity.label_
        assert not entity[0].is_space
        assert not entity[-1].is_space
    assert all(chunk.root in chunk for chunk in doc.noun_chunks)


def test_a_plain_text(nlp: Any, reader: Reader) -> None:
    doc = reader(nlp.make_doc(TEXT))
    require_sound(doc)
    tokens = {token.text: token for token in doc}
    assert tokens["minister"].dep_ == "nsubj"
    assert tokens["minister"].head.text == "arrived"
    assert tokens["visit"].lemma_ == "visit"
    assert tokens["port"].morph.get("Number") == ["Sing"]
    assert tokens["Hanoi"].pos_ == "PROPN"
    assert "Hanoi" in {entity.text for entity in doc.ents}
    assert {entity.label_ for entity in doc.ents} <= set(reader.labels)
    assert [sentence.text for sentence in doc.sents] == TEXT.replace(". ", ".\n").split("\n")


STRANGE = [
    "",
    " ",
    "\n\n",
    " \n \t\n",
    ".",
    "?!... --- ,;",
    "\u200b",
    "e\u0301\u0301\u0301 \u0301",
    "👍🏽 👨‍👩‍👧 😀!",
    "وصل وزير الخارجية إلى هانوي.",
    "外交部长抵达河内。",
    "\x00\x01\x7f \ufffd",
    "x" * 10_000,
    "½ ² Ⅷ ٣٤٥ ǅ ẞ İ",
    "word\u00a0word\u2028word",
    " Peru  won .  \n\n  Chile lost. \n ",
    "\n\nPeru won.\n\n\n",
]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_text(nlp: Any, reader: Reader, text: str) -> None:
    doc = reader(nlp.make_doc(text))
    assert doc.text == text
    require_sound(doc)


def test_ten_thousand_words_without_a_stop(nlp: Any, reader: Reader) -> None:
    words = ["port"] * 10_000
    doc = reader(Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]))
    assert len(list(doc.sents)) == 1
    assert sum(token.head == token for token in doc) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text(nlp: Any, reader: Reader, text: str) -> None:
    try:
        doc = nlp.make_doc(text)
    except UnicodeEncodeError:  # half a character: no file holds it, and spaCy's tokens cannot
        return
    require_sound(reader(doc))


WORDS = st.sampled_from(["Peru", "won", ".", " ", "\n\n", "the", "minister", "said", ",", "  "])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=14))
def test_sentences_that_the_doc_has_are_kept(nlp: Any, reader: Reader, tokens: list[tuple[str, bool]]) -> None:
    starts = [True, *(begins for _, begins in tokens[1:])]
    doc = Doc(nlp.vocab, words=[word for word, _ in tokens], spaces=[False] * len(tokens), sent_starts=starts)
    reader(doc)
    require_sound(doc)
    assert [token.is_sent_start for token in doc] == starts
    before = rows(doc)
    assert rows(reader(doc)) == before


def test_a_sentence_is_read_alike_in_any_doc(nlp: Any, reader: Reader) -> None:
    sentences = [["Peru", "won", "."], ["She", "visits", "Chile", "."], ["Who", "?"]]
    alone = {}
    for words in sentences:
        doc = Doc(nlp.vocab, words=words, sent_starts=[True] + [False] * (len(words) - 1))
        alone[words[0]] = rows(reader(doc))
    for order in (sentences, sentences[::-1], [*sentences[1:], sentences[0], sentences[1]]):
        words = [word for sentence in order for word in sentence]
        starts = [i == 0 for sentence in order for i in range(len(sentence))]
        doc = reader(Doc(nlp.vocab, words=words, sent_starts=starts))
        assert rows(doc) == [row for sentence in order for row in alone[sentence[0]]]


def test_a_blank_line_ends_a_sentence(nlp: Any, reader: Reader) -> None:
    parts = ["Talks on ports", "Peru and Chile met in Lima."]
    doc = reader(nlp.make_doc("\n\n".join(parts)))
    assert [sentence.text.strip() for sentence in doc.sents] == parts
    first, second = (rows(reader(nlp.make_doc(part))) for part in parts)
    assert [row for row in rows(doc) if row[1] != "SPACE"] == [*first, *second]


def test_white_space_changes_nothing_but_itself(nlp: Any, reader: Reader) -> None:
    plain = reader(nlp.make_doc(TEXT))
    spaced = reader(nlp.make_doc("  " + TEXT.replace(" ", "   ") + " \n"))
    words = [token for token in spaced if not token.is_space]
    place = {token.i: i for i, token in enumerate(words)}
    for i, (token, other) in enumerate(zip(plain, words, strict=True)):
        assert (token.text, token.tag_, token.lemma_, token.dep_) == (other.text, other.tag_, other.lemma_, other.dep_)
        assert token.head.i == place[other.head.i]
        assert i == place[other.i]
    assert all(token.dep_ == "dep" and not list(token.children) for token in spaced if token.is_space)


def test_pipe_reads_as_single_calls_do(nlp: Any, reader: Reader) -> None:
    texts = [TEXT, "", "Chile lost.", TEXT]
    piped = [rows(doc) for doc in reader.pipe(map(nlp.make_doc, texts), batch_size=3)]
    assert piped == [rows(reader(nlp.make_doc(text))) for text in texts]


def test_a_memory_zone_changes_nothing(nlp: Any, reader: Reader) -> None:
    before = rows(reader(nlp.make_doc(TEXT)))
    with nlp.memory_zone():
        reader(nlp.make_doc("Zyqqua slept."))
        assert rows(reader(nlp.make_doc(TEXT))) == before
    assert rows(reader(nlp.make_doc(TEXT))) == before


def test_saved_and_loaded_it_reads_alike(nlp: Any, reader: Reader, tmp_path: Path) -> None:
    expected = rows(reader(nlp.make_doc(TEXT)))
    empty = spacy.blank("en")
    reader.to_disk(tmp_path / "reader")
    for copy in (
        Reader(empty.vocab).from_disk(tmp_path / "reader"),
        Reader(empty.vocab).from_bytes(reader.to_bytes()),
        pickle.loads(pickle.dumps(reader)),
    ):
        words = [token.text for token in nlp.make_doc(TEXT)]
        spaces = [bool(token.whitespace_) for token in nlp.make_doc(TEXT)]
        assert rows(copy(Doc(copy.vocab, words=words, spaces=spaces))) == expected
        assert copy.labels == reader.labels
        assert copy.to_bytes() == reader.to_bytes()


def test_a_pipeline_with_it_is_saved_with_it(reader: Reader, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(FACTORY).from_bytes(reader.to_bytes())
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert rows(loaded(TEXT)) == rows(nlp(TEXT))
    assert loaded.meta["labels"][FACTORY] == list(reader.labels)


def test_it_says_that_it_has_no_network() -> None:
    nlp = spacy.blank("en")
    with pytest.raises(ValueError, match=f"{FACTORY}: no network is loaded"):
        Reader(nlp.vocab)(nlp.make_doc("Peru won."))


def _rows_of(reader: Reader, text: str) -> list[Row]:
    return rows(reader(spacy.blank("en", vocab=reader.vocab).make_doc(text)))


def _alike(method: str, kept: str) -> bool:
    """Whether a pickled reader reads in a process started so as in this one."""
    reader: Reader = pickle.loads(Path(kept).read_bytes())
    with multiprocessing.get_context(method).Pool(1) as pool:
        return pool.apply(_rows_of, (reader, TEXT)) == _rows_of(reader, TEXT)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_it_reads_alike_in_other_processes(reader: Reader, method: str, tmp_path: Path) -> None:
    kept = tmp_path / "reader"
    kept.write_bytes(pickle.dumps(reader))
    # From an interpreter of its own: this one may have threads, and what they hold at a fork stays held.
    code = f"import sys; from {__name__} import _alike; sys.exit(not _alike({method!r}, {str(kept)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
