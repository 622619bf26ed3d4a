"""Every verb, as a person types it: output, exit code, and one plain line when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ArticleError
from pipeline.runs.run import Progress
from tests.conftest import Done

Call = Callable[..., Done]
VERBS = ("run", "plan", "show", "report", "diff", "dates", "figures", "runs", "tables", "knowledge")


@pytest.fixture
def home(corpus: Path, tmp_path: Path, newsledger: Call, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with corpus/ and outputs/ after one run, made the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    assert newsledger("run", "-q").code == 0
    return tmp_path


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(newsledger: Call, verb: str) -> None:
    done = newsledger(verb, "--help")
    assert done.code == 0
    assert f"newsledger {verb}" in " ".join(done.out.split()).split("Example", 1)[1]


def test_without_a_verb_it_shows_what_there_is(newsledger: Call) -> None:
    done = newsledger()
    assert all(verb in done.out + done.err for verb in VERBS)


def test_a_first_look(home: Path, newsledger: Call) -> None:
    done = newsledger("run")
    assert done.code == 0
    assert done.err.splitlines()[0] == "3 articles: 0 to read, 3 unchanged since they were last read"
    assert "Run 0002-" in done.out
    assert "Newest events" in done.out
    assert "$120 million" in done.out
    assert "outputs/runs/0002-" in done.out.replace(str(home) + "/", "")


def test_what_is_read_is_said_on_stderr(home: Path, newsledger: Call) -> None:
    (home / "corpus" / "new.txt").write_text("Chile and Japan signed an agreement on lithium.\n", encoding="utf-8")
    done = newsledger("run", "--json")
    assert "4 articles: 1 to read, 3 unchanged" in done.err
    assert "read 1 of 1 (last: new.txt)" in done.err
    told = json.loads(done.out)
    assert told["read"] == ["new.txt"]
    assert told["articles"] == 4
    assert told["rows"]["articles"] == 4


def test_skipped_files_are_named_and_change_the_exit_code(home: Path, newsledger: Call) -> None:
    (home / "corpus" / "empty.txt").write_bytes(b"")
    done = newsledger("run")
    assert done.code == 3
    assert "skipped empty.txt: " in done.err
    assert "1 skipped" in done.out
    quiet = newsledger("run", "-q")
    assert (quiet.code, quiet.out) == (3, "")
    assert "skipped empty.txt: " in quiet.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "--corpus", "nowhere"), "nowhere: the corpus folder does not exist"),
        (("run", "--processes", "0"), "setting processes"),
        (("run", "--model", "no_such_pipeline"), "no_such_pipeline"),
        (("run", "--knowledge", "nowhere"), "no such knowledge folder"),
        (("run", "--config", "none.toml"), "none.toml: no such file"),
        (("run", "--outputs", "corpus/out"), "lies in the corpus"),
        (("show", "event", "e-none"), "no event 'e-none'"),
        (("show", "actor", "nobody", "--run", "0099"), "'0099' is no run"),
        (("diff", "previous", "latest"), "only one run"),
        (("runs", "--outputs", "nowhere"), "no run stands there"),
        (("tables", "evnets"), "'evnets' is no table"),
    ],
)
def test_an_error_is_one_line_and_code_2(home: Path, newsledger: Call, arguments: tuple[str, ...], words: str) -> None:
    done = newsledger(*arguments)
    assert done.code == 2
    last = done.err.strip().splitlines()[-1]
    assert last.startswith("newsledger: ")
    assert words in last
    assert "Traceback" not in done.err


def test_ctrl_c_is_told_plainly(home: Path, newsledger: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.runs.run.run", stopped)
    done = newsledger("run")
    assert done.code == 130
    assert "run again to go on" in done.err


def test_show_actor_by_name_and_by_id(home: Path, newsledger: Call) -> None:
    done = newsledger("show", "actor", "amina wanjiru")
    assert done.code == 0
    assert "[[Amina Wanjiru]]" in done.out
    assert "2025-03-11-talks" in done.out
    country = newsledger("show", "actor", "country:KEN")
    assert "Kenya" in country.out
    assert "[[" in country.out


def test_show_event_and_figure(home: Path, newsledger: Call) -> None:
    import pipeline

    events = pipeline.load("events")
    talks = events[events["type"] == "talks"].iloc[0]
    done = newsledger("show", "event", talks["event_id"][:10], "--all")
    assert done.code == 0
    assert "[[" in done.out
    figures = pipeline.load("figures")
    figure = figures[figures["text"] == "$120 million"].iloc[0]
    done = newsledger("show", "figure", figure["figure_id"])
    assert "reached [[$120 million]] in 2024" in done.out
    assert "120000000" in done.out


def test_show_rejected_words_of_an_article(home: Path, newsledger: Call) -> None:
    (home / "corpus" / "calls.txt").write_text(
        "date 2025-03-12\nHigh-level visits are frequent. Talks go on.\n", "utf-8"
    )
    assert newsledger("run", "-q").code == 0
    done = newsledger("show", "rejected", "calls")
    assert done.code == 0
    assert "[[Talks]] go on" in done.out
    assert "the general thing, not one event" in done.out
    assert "no article 'none'" in newsledger("show", "rejected", "none").err


def test_an_ambiguous_id_lists_what_fits(home: Path, newsledger: Call) -> None:
    done = newsledger("show", "figure", "f-")
    assert done.code == 2
    assert "fits" in done.err


def test_diff_as_text_and_json(home: Path, newsledger: Call) -> None:
    newsledger("run", "-q")
    assert newsledger("diff").code == 0
    (home / "corpus" / "2025-03-03-visit.txt").write_text(
        "Ghana bought rails for $9 million in 2024.\n", encoding="utf-8"
    )
    newsledger("run", "-q")
    done = newsledger("diff")
    assert done.code == 1
    assert "articles edited: 2025-03-03-visit" in done.out
    assert "$9 million" in done.out
    told = json.loads(newsledger("diff", "0001", "latest", "--json").out)
    assert told["articles"]["edited"] == ["2025-03-03-visit"]
    added = [row for row in told["tables"]["figures"]["rows"] if row["change"] == "added"]
    assert any(row["row"]["text"] == "$9 million" and row["cause"] == "article edited" for row in added)


def test_listings(home: Path, newsledger: Call) -> None:
    assert "0001-" in newsledger("runs").out
    assert "figure_actors" in newsledger("tables").out
    assert "ISO 4217" in newsledger("tables", "figures").out
    assert "knowledge/countries.tsv" in newsledger("knowledge").out.replace("\n", "")


def test_on_a_terminal_there_is_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.cli.running import Reporter

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with Reporter(quiet=False) as reporter:
        progress: Progress = reporter
        progress.start(2, 0)
        progress.article("a.txt")
        progress.skipped(ArticleError("b.txt", "is empty"))
        progress.step("writing tables")
    assert "skipped b.txt: is empty" in capsys.readouterr().err
