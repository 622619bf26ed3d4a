"""The functions of `import pipeline`: the same tables as a run, typed, lazy, with errors of ours."""

from __future__ import annotations

import datetime as dt
import inspect
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import pipeline
from pipeline.config import Settings
from pipeline.errors import ArticleError, ConfigError, KnowledgeError, ModelError, NotFoundError
from pipeline.runs.run import run
from pipeline.schema import TABLES
from tests.conftest import ARTICLES, Quiet

TALKS = ARTICLES["2025-03-11-talks.txt"]


def test_importing_it_imports_no_heavy_library() -> None:
    heavy = "pandas pyarrow spacy onnxruntime pydantic rich typer numpy dateparser".split()
    code = f"import sys, pipeline; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_function_is_documented_and_typed() -> None:
    for name in set(pipeline.__all__) - {"__version__", "runs"}:
        function = getattr(pipeline, name)
        assert "Args:" in (inspect.getdoc(function) or ""), name
        assert "return" in inspect.get_annotations(function), name
        assert all(
            parameter.annotation is not parameter.empty for parameter in inspect.signature(function).parameters.values()
        )


def test_a_text_gives_what_a_run_over_it_gives(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "talks.txt").write_text(f"date 2025-03-11\n{TALKS}", encoding="utf-8")
    run(Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "out"), Quiet())
    tables = pipeline.extract(f"date 2025-03-11\n{TALKS}", name="talks")
    assert list(tables) == [table.name for table in TABLES]
    for name, frame in tables.items():
        assert_frame_equal(frame, pipeline.load(name, outputs=tmp_path / "out"))
    assert set(tables["events"]["type"]) >= {"talks", "invitation"}


def test_spans_count_the_characters_of_the_text() -> None:
    for name in ("mentions", "dates", "figures", "event_mentions"):
        for row in pipeline.extract(TALKS)[name].to_dict("records"):
            assert TALKS[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize("date", ["2025-03-12", dt.date(2025, 3, 12), dt.datetime(2025, 3, 12, 9, tzinfo=dt.UTC)])
def test_the_day_given_is_what_days_are_counted_from(date: dt.date | str) -> None:
    tables = pipeline.extract(TALKS, date)
    article = tables["articles"].iloc[0]
    assert (article["published"], article["published_basis"]) == (pd.Timestamp("2025-03-12"), "given")
    days = tables["dates"].set_index("text")["date_start"]
    assert days["Tuesday"] == pd.Timestamp("2025-03-11")


def test_the_day_given_stands_before_what_the_text_says() -> None:
    text = "date 2020-01-01\nLIMA — Peru and Kenya signed an agreement on tea on Monday.\n"
    said = pipeline.extract(text)["articles"].iloc[0]
    assert (str(said["published"])[:10], said["published_basis"]) == ("2020-01-01", "header")
    given = pipeline.extract(text, "2025-09-03")["articles"].iloc[0]
    assert str(given["published"])[:10] == "2025-09-03"


def test_without_a_day_the_name_may_say_it() -> None:
    assert pd.isna(pipeline.extract("Talks resume on Friday.")["articles"]["published"][0])
    named = pipeline.extract("Talks resume on Friday.", name="2024-11-14-talks")["articles"].iloc[0]
    assert (named["article_id"], named["published_basis"]) == ("2024-11-14-talks", "filename")


def test_knowledge_of_ones_own_counts_and_may_change_between_calls(tmp_path: Path) -> None:
    rows = tmp_path / "figures" / "units.tsv"
    rows.parent.mkdir()
    header = "form\tunit\tkind\tfactor\n"
    rows.write_text(f"{header}quintals\tquintal\tquantity\t1\nquintal\tquintal\tquantity\t1\n", encoding="utf-8")
    text = "Kenya sold 40 quintals of tea in 2024."
    assert pipeline.extract(text, knowledge=tmp_path)["figures"]["unit"].tolist() == ["quintal"]
    rows.write_text(f"{header}quintals\tton\tquantity\t0.1\n", encoding="utf-8")
    again = pipeline.extract(text, knowledge=tmp_path)["figures"].iloc[0]
    assert (again["value"], again["unit"]) == (4.0, "ton")


def test_errors_are_ours(tmp_path: Path) -> None:
    for text in ("", " \n", "a\0b", "half \ud800 a letter"):
        with pytest.raises(ArticleError):
            pipeline.extract(text)
    with pytest.raises(ConfigError, match="date: 'Tuesday' is no day"):
        pipeline.extract(TALKS, "Tuesday")
    with pytest.raises(KnowledgeError):
        pipeline.extract(TALKS, knowledge=tmp_path / "nowhere")
    with pytest.raises(ModelError):
        pipeline.extract(TALKS, model="no_such_pipeline")
    with pytest.raises(NotFoundError):
        pipeline.runs(tmp_path)


def test_runs_are_records(corpus: Path, tmp_path: Path) -> None:
    first = run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
    second = run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
    one, two = pipeline.runs(tmp_path / "out")
    assert [one.run_id, two.run_id] == [first.manifest.run_id, second.manifest.run_id]
    assert (one.previous, two.previous) == (None, one.run_id)
    assert (one.articles, one.read, two.read, one.skipped) == (3, 3, 0, 0)
    assert one.rows["articles"] == 3
    assert one.folder == first.folder
    assert one.finished >= one.started
    frame = pd.DataFrame(pipeline.runs(str(tmp_path / "out")))
    assert list(frame["articles"]) == [3, 3]


def test_a_diff_is_frames(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(Settings(corpus=corpus, outputs=out), Quiet())
    same = pipeline.diff("latest", "latest", outputs=out)
    assert (same.same, same.unexplained, len(same.rows), len(same.ids)) == (True, 0, 0, 0)
    (corpus / "2025-04-01-fish.txt").write_text("Ghana sold fish worth $9 million in 2024.\n", encoding="utf-8")
    (corpus / "2025-03-03-visit.txt").rename(corpus / "2025-03-03-first.txt")
    trade = corpus / "2025-03-20-trade.txt"
    trade.write_text(trade.read_text(encoding="utf-8").replace("nearly $40 million", "$41 million"), encoding="utf-8")
    run(Settings(corpus=corpus, outputs=out), Quiet())
    found = pipeline.diff(outputs=out)
    assert (found.same, found.unexplained) == (False, 0)
    assert list(zip(found.articles["article_id"], found.articles["change"], strict=True)) == [
        ("2025-03-03-first", "renamed"),
        ("2025-03-20-trade", "edited"),
        ("2025-04-01-fish", "added"),
    ]
    assert found.articles["was"][0] == "2025-03-03-visit"
    figures = found.rows[(found.rows["table"] == "figures") & (found.rows["change"] == "added")]
    assert {row["text"] for row in figures["new"]} >= {"$9 million", "$41 million"}
    assert set(figures["cause"]) == {"article added", "article edited"}
    links = found.rows[found.rows["table"] == "figure_actors"]
    assert all(isinstance(key, tuple) and len(key) == 3 for key in links["key"])
    with pytest.raises(NotFoundError):
        pipeline.diff("0099", outputs=out)


def test_an_unknown_name_is_told_as_python_does() -> None:
    with pytest.raises(AttributeError, match="no attribute 'ruins'"):
        pipeline.ruins  # noqa: B018
