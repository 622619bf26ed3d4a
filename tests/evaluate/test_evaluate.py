"""A run against gold: area by area on articles of our own, wrong gold, and the numbers of the shared scorer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings
from pipeline.errors import GoldError
from pipeline.evaluate import Evaluation, evaluate, read_gold
from pipeline.evaluate.display import as_json
from pipeline.evaluate.measures import Found, Share
from pipeline.runs.run import run
from pipeline.runs.store import Store
from tests.conftest import Done, Quiet
from tests.docs import blocks_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article and the gold of docs/evaluate.md, and a run over the article."""
    folder = tmp_path_factory.mktemp("evaluate")
    for block in blocks_of(ROOT / "docs" / "evaluate.md"):
        if block.file:
            (folder / block.file).parent.mkdir(exist_ok=True)
            (folder / block.file).write_text(block.body, encoding="utf-8")
    run(Settings(corpus=folder / "wire", outputs=folder / "out"), Quiet())
    return folder


def scored(home: Path, folder: Path, **rows: list[dict[str, Any]]) -> Evaluation:
    """The run of `home` against gold rows, a file a keyword."""
    for name, lines in rows.items():
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return evaluate(Store(home / "out"), "latest", read_gold(folder))


def gold(home: Path, name: str) -> dict[str, Any]:
    """The first line of a file of the example."""
    told: dict[str, Any] = json.loads((home / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[0])
    return told


def test_the_example_of_the_docs_is_scored_in_every_area(home: Path) -> None:
    evaluation = evaluate(Store(home / "out"), "latest", read_gold(home / "gold"))
    assert list(evaluation.measures) == ["articles", "dates", "figures", "names", "mentions", "actors", "events"]
    assert evaluation.measures["dates"]["resolved"] == Found(2, 0, 0)
    assert evaluation.measures["figures"]["+subjects"] == Found(1, 0, 0)
    assert evaluation.measures["articles"]["published"] == Share(1, 1)
    assert "author" not in evaluation.measures["articles"]
    assert evaluation.measures["events"]["participants"].f1 == 1.0  # type: ignore[union-attr]
    assert evaluation.notes == ()
    assert len(read_gold(home / "gold").article_ids) == 1


def test_levels_build_on_each_other(home: Path, tmp_path: Path) -> None:
    wrong = gold(home, "figures") | {"qualifier": "over", "period_start": "2023-01-01"}
    evaluation = scored(home, tmp_path, figures=[wrong])
    figures = evaluation.measures["figures"]
    assert figures["value+unit"] == Found(1, 0, 0)
    assert figures["+bound"] == figures["+period"] == figures["+subjects"] == Found(0, 1, 1)
    assert [fault.measure for fault in evaluation.faults] == ["figures +bound"]
    assert "qualifier over" in evaluation.faults[0].wanted
    assert "bound nearly" in evaluation.faults[0].given


def test_missed_and_spurious_dates(home: Path, tmp_path: Path) -> None:
    missed = {
        "article": "tea",
        "start": 41,
        "end": 47,
        "text": "signed",
        "date_start": "2020-01-01",
        "date_end": "2020-01-01",
    }
    evaluation = scored(home, tmp_path, dates=[missed])
    span = evaluation.measures["dates"]["span"]
    assert isinstance(span, Found)
    assert (span.hits, span.missed) == (0, 1)
    assert span.spurious >= 2
    assert {fault.measure for fault in evaluation.faults} == {"dates missed", "dates spurious"}


def test_what_is_left_out_is_not_judged_and_null_means_none(home: Path, tmp_path: Path) -> None:
    measures = scored(home, tmp_path, articles=[{"article": "tea", "author": None, "agency": "VNA"}]).measures
    assert measures == {"articles": {"agency": Share(0, 1), "author": Share(1, 1)}}


def test_a_window_of_publication(home: Path, tmp_path: Path) -> None:
    row = {"article": "tea", "published": "2025-09-01", "published_latest": "2025-09-03"}
    assert scored(home, tmp_path, articles=[row]).measures["articles"]["published"] == Share(1, 1)


def test_events_outside_what_was_annotated_are_no_error(home: Path, tmp_path: Path) -> None:
    document = gold(home, "events") | {"events": []}
    strict = scored(home, tmp_path, events=[document]).measures["events"]["mention"]
    assert isinstance(strict, Found)
    assert strict.spurious > 0
    for lenient in ({"exhaustive": False}, {"scored_ranges": [[0, 5]]}):
        measures = scored(home, tmp_path, events=[document | lenient]).measures
        assert measures["events"]["mention"] == Found(0, 0, 0)


def test_events_say_what_is_wrong(home: Path, tmp_path: Path) -> None:
    document = gold(home, "events")
    event = document["events"][0] | {"subtype": "visit", "status": "planned", "date": "2024", "place": "Lima"}
    event["participants"] = [{"name": "Ghana", "role": "actor"}]
    evaluation = scored(home, tmp_path, events=[document | {"events": [event, document["events"][1]]}])
    measures = evaluation.measures["events"]
    assert measures["mention"] == Found(2, 0, 0)
    for name in ("type", "status", "date_exact", "date_compatible", "place"):
        measure = measures[name]
        assert isinstance(measure, Share)
        assert measure.of - measure.right == 1, name
    assert measures["participants"] == Found(2, 2, 1)
    assert ("events type", "visit", "signing") in {(f.measure, f.wanted, f.given) for f in evaluation.faults}


def test_other_articles_of_the_run_are_not_judged(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "wire", tmp_path / "wire")
    (tmp_path / "wire" / "other.txt").write_text("Ghana paid $9 million in 2021.\n", encoding="utf-8")
    run(Settings(corpus=tmp_path / "wire", outputs=tmp_path / "out"), Quiet())
    alone = evaluate(Store(home / "out"), "latest", read_gold(home / "gold"))
    among = evaluate(Store(tmp_path / "out"), "latest", read_gold(home / "gold"))
    assert alone.measures == among.measures


def test_what_gold_and_run_do_not_share_is_noted(home: Path, tmp_path: Path) -> None:
    moved = gold(home, "dates") | {"start": 70, "end": 77}
    other = gold(home, "dates") | {"article": "gone"}
    evaluation = scored(home, tmp_path, dates=[moved, other])
    assert len(evaluation.notes) == 2
    assert "not in the run" in evaluation.notes[0]
    assert "was the text edited? tea 70-77" in evaluation.notes[1]


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("dates", "{", "line 2"),
        (
            "dates",
            '{"article": "tea", "start": 1, "end": 2, "date_start": "soon", "date_end": "2024-01-01"}',
            "date_start",
        ),
        ("figures", '{"article": "tea", "start": -1, "end": 2, "kind": "money", "value": 1}', "start"),
        ("events", '{"article": "tea", "events": [{"start": 1, "end": 2, "date": "2024-13"}]}', "events.0.date"),
        ("articles", "[1]", "articles.jsonl, line 2"),
        ("mentions", '{"mentions": []}', "article"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, line: str, words: str) -> None:
    (tmp_path / f"{name}.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(tmp_path)
    message = str(caught.value)
    assert words in message
    assert f"{name}.jsonl, line 2" in message
    assert "docs/evaluate.md" in message


def test_a_folder_without_gold_is_told(tmp_path: Path, home: Path) -> None:
    with pytest.raises(GoldError, match="no such folder"):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(GoldError, match="no annotation in it"):
        read_gold(tmp_path)
    (tmp_path / "articles.jsonl").write_bytes(b"\xff")
    with pytest.raises(GoldError, match="cannot be read as UTF-8"):
        read_gold(tmp_path)
    (tmp_path / "articles.jsonl").write_text('{"article": "elsewhere"}', encoding="utf-8")
    with pytest.raises(GoldError, match="none of its articles"):
        evaluate(Store(home / "out"), "latest", read_gold(tmp_path))


def test_the_command(home: Path, newsledger: Callable[..., Done]) -> None:
    done = newsledger("evaluate", "--gold", home / "gold", "--outputs", home / "out", "--faults", 3)
    assert done.code == 0
    assert "value+unit" in done.out
    told = json.loads(newsledger("evaluate", "--gold", home / "gold", "--outputs", home / "out", "--json").out)
    assert told["scores"]["dates"]["resolved"]["f1"] == 1.0
    assert told["faults"] == []
    wrong = newsledger("evaluate", "--gold", home / "nowhere", "--outputs", home / "out")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


AREAS = {"mentions names": "names", "mentions all": "mentions"}
MEASURES = {"type": "plover", "subtype": "type", "date_given_where_gold_has_none": "date_where_gold_has_none"}
CLUSTERS = {
    "b3": "clusters_b3",
    "b3_without_shared_singletons": "clusters_b3_of_several",
    "links_within_doc": "links_within_articles",
    "links_across_docs": "links_across_articles",
}
KEYS = {"p": "precision", "r": "recall", "tp": "hits", "fp": "spurious", "fn": "missed", "count": "n"}


def leaves(theirs: dict[str, Any]) -> Iterator[tuple[str, str, str, float]]:
    """The numbers of the shared scorer as (area, measure, key, value) in our names."""
    for area, found in theirs.items():
        for name, value in found.items():
            ours = MEASURES.get(name, name) if area == "events" else name
            match name, value:
                case "n", _:
                    continue
                case "date", dict():
                    yield area, "date_exact", "share", value["exact"]
                    yield area, "date_compatible", "share", value["compatible"]
                case "clusters", dict():
                    for part, numbers in value.items():
                        for key, number in (numbers or {}).items():
                            if key != "n":
                                yield area, CLUSTERS[part], KEYS.get(key, key), number
                case _, dict():
                    for key, number in value.items():
                        if key == "macro_f1":
                            yield area, "status_macro", "f1", number
                        elif key == "role_acc":
                            yield area, "role", "share", number
                        else:
                            yield area, ours, {"acc": "share", "n": "of"}.get(key) or KEYS.get(key, key), number
                case _, float():
                    yield AREAS.get(area, area), ours, "share", value


@pytest.mark.seeds
@pytest.mark.parametrize("of", ["seed articles", "sample corpus"])
def test_the_numbers_are_those_of_the_shared_scorer(shared: Path, tmp_path: Path, of: str) -> None:
    corpus, annotation = {
        "seed articles": (shared / "seeds", shared / "gold" / "seeds"),
        "sample corpus": (ROOT / "corpus", ROOT / "tests" / "gold"),
    }[of]
    outcome = run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
    report = tmp_path / "theirs.json"
    command = [sys.executable, str(shared / "gold" / "score.py"), str(outcome.folder), "--gold", str(annotation)]
    subprocess.run([*command, "--json", str(report)], check=True, capture_output=True)
    theirs = list(leaves(json.loads(report.read_text(encoding="utf-8"))))
    ours = as_json(evaluate(Store(tmp_path / "out"), "latest", read_gold(annotation)), 0)["scores"]
    assert len(theirs) > 30
    for area, measure, key, value in theirs:
        found = ours[AREAS.get(area, area)][measure][key]
        assert found == pytest.approx(value, abs=6e-4), (area, measure, key)
