"""Corpora and outputs behind an address: fsspec's store in memory stands for one of objects."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

import pipeline
from pipeline.config import Settings
from pipeline.errors import ConfigError, CorpusError, OutputsError
from pipeline.runs.mirror import Mirror, address_of, copies_folder
from pipeline.runs.remote import at_hand, brought_back, open_store, prune
from pipeline.runs.store import Store
from tests.conftest import Done
from tests.runs.made import make_run

TEA = "date 2025-09-01\n\nLIMA, Sept 1 - Peru and Kenya signed an agreement on tea worth $5 million on Monday.\n"
RICE = "date 2025-09-03\n\nHANOI, Sept 3 - Vietnam exported 2 million tonnes of rice in August.\n"

_numbers = itertools.count()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Another machine at every name: one that has its own copies."""

    def go(name: str) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))

    go("first")
    return go


@pytest.fixture
def bucket(machine: object) -> Iterator[str]:
    """The address of an empty folder of the store."""
    assert machine
    name = f"bucket-{next(_numbers)}"
    yield f"memory://{name}"
    store = fsspec.filesystem("memory")
    if store.exists(f"/{name}"):
        store.rm(f"/{name}", recursive=True)


def put(address: str, text: str | bytes) -> None:
    fsspec.filesystem("memory").pipe_file(
        address.removeprefix("memory:/"), text if isinstance(text, bytes) else text.encode()
    )


def standing(address: str) -> list[str]:
    """The files below an address."""
    root = address.removeprefix("memory:/")
    return sorted(path.removeprefix(f"{root}/") for path in fsspec.filesystem("memory").find(root))


def articles(address: str) -> int:
    return len(pipeline.load("articles", address))


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("s3://wire/2025", "s3://wire/2025"),
        (Path("s3://wire/2025"), "s3://wire/2025"),
        (Path("memory://x"), "memory://x"),
        (Path("file:///srv/wire"), "file:///srv/wire"),
        (Path("corpus/s3"), None),
        (Path("/a:b/c"), None),
        ("C:/wire", None),
    ],
)
def test_an_address_is_told_from_a_folder(place: str | Path, address: str | None) -> None:
    assert address_of(place) == address


def test_a_run_from_an_address_to_an_address(newsledger: Callable[..., Done], bucket: str) -> None:
    put(f"{bucket}/wire/tea.txt", TEA)
    put(f"{bucket}/wire/deep/rice.md", RICE)
    put(f"{bucket}/wire/photo.jpg", b"\xff\xd8")
    first = newsledger("run", "--corpus", f"{bucket}/wire", "--outputs", f"{bucket}/out", "--json")
    assert first.code == 0, first.err
    run_id = json.loads(first.out)["run"]
    there = standing(f"{bucket}/out")
    assert f"runs/{run_id}/manifest.json" in there
    assert f"runs/{run_id}/events.parquet" in there
    assert "latest" in there
    assert not [path for path in there if path.startswith(".") or "/." in path]
    assert list(pipeline.load("articles", f"{bucket}/out").article_id) == ["deep/rice", "tea"]
    assert [run.run_id for run in pipeline.runs(f"{bucket}/out")] == [run_id]
    assert not list(copies_folder().rglob("*.jpg")), "only articles travel"


def test_another_machine_goes_on_from_there(
    newsledger: Callable[..., Done], bucket: str, machine: Callable[[str], None]
) -> None:
    places = ("--corpus", f"{bucket}/wire", "--outputs", f"{bucket}/out")
    put(f"{bucket}/wire/tea.txt", TEA)
    assert newsledger("run", *places, "-q").code == 0
    ids = set(pipeline.load("events", f"{bucket}/out").event_id)
    assert ids
    machine("second")
    put(f"{bucket}/wire/rice.txt", RICE)
    again = newsledger("run", *places)
    assert "2 articles: 1 to read, 1 unchanged" in again.err
    assert ids <= set(pipeline.load("events", f"{bucket}/out").event_id)
    machine("first")
    assert articles(f"{bucket}/out") == 2, "the first sees what the second published"
    assert newsledger("diff", "--outputs", f"{bucket}/out").code == 1


def test_what_is_edited_or_gone_behind_the_address_is_so_here(newsledger: Callable[..., Done], bucket: str) -> None:
    places = ("--corpus", f"{bucket}/wire", "--outputs", f"{bucket}/out")
    put(f"{bucket}/wire/tea.txt", TEA)
    put(f"{bucket}/wire/rice.txt", RICE)
    assert newsledger("run", *places, "-q").code == 0
    put(f"{bucket}/wire/tea.txt", TEA.replace("$5", "$7"))
    fsspec.filesystem("memory").rm_file(f"{bucket.removeprefix('memory:/')}/wire/rice.txt")
    assert "1 articles: 1 to read" in newsledger("run", *places).err
    assert 7e6 in set(pipeline.load("figures", f"{bucket}/out").value)
    assert articles(f"{bucket}/out") == 1


def test_files_travel_once(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(f"{bucket}/wire/tea.txt", TEA)
    settings = Settings(corpus=Path(f"{bucket}/wire"))
    fetched: list[str] = []
    get = MemoryFileSystem.get_file

    def counted(self: Any, path: str, *rest: Any, **more: Any) -> None:
        fetched.append(path)
        get(self, path, *rest, **more)

    monkeypatch.setattr(MemoryFileSystem, "get_file", counted)
    for _ in range(2):
        assert (at_hand(settings).corpus / "tea.txt").read_text(encoding="utf-8") == TEA
    assert len(fetched) == 1
    (at_hand(settings).corpus / "tea.txt").unlink()
    assert (at_hand(settings).corpus / "tea.txt").is_file(), "what is missing here is fetched again"


def test_a_manifest_goes_after_its_tables_and_latest_after_it(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    put_file, pipe_file = MemoryFileSystem.put_file, MemoryFileSystem.pipe_file

    def counted(self: Any, here: str, there: str, *rest: Any, **more: Any) -> None:
        sent.append(there.rsplit("/", 1)[1])
        put_file(self, here, there, *rest, **more)

    def written(self: Any, path: str, *rest: Any, **more: Any) -> None:
        sent.append(path.rsplit("/", 1)[1])
        pipe_file(self, path, *rest, **more)

    monkeypatch.setattr(MemoryFileSystem, "put_file", counted)
    monkeypatch.setattr(MemoryFileSystem, "pipe_file", written)
    with brought_back(Settings(outputs=Path(bucket))) as here:
        make_run(Store(here.outputs), {"a": "x"}, {})
    assert sent[-2:] == ["manifest.json", "latest"]
    assert "events.parquet" in sent[:-2]


def test_a_second_writer_is_told_and_loses_only_the_run(bucket: str, machine: Callable[[str], None]) -> None:
    settings = Settings(outputs=Path(bucket))
    machine("slow")

    def both() -> None:
        with brought_back(settings) as slow:
            make_run(Store(slow.outputs), {"a": "slow"}, {})
            machine("quick")
            with brought_back(settings) as quick:
                make_run(Store(quick.outputs), {"a": "quick"}, {})
            machine("slow")

    with pytest.raises(OutputsError, match=r"0001-\w+ was published there meanwhile"):
        both()
    assert [len(path.split("/")) for path in standing(bucket) if path.endswith("manifest.json")] == [3]
    with brought_back(settings) as slow:
        assert len(Store(slow.outputs).run_ids()) == 1, "what nobody got goes"
        make_run(Store(slow.outputs), {"a": "slow"}, {})
    assert [run_id[:4] for run_id in open_store(bucket).run_ids()] == ["0001", "0002"]


def test_a_store_that_cannot_be_written_is_one_line_and_the_readings_stay(
    newsledger: Callable[..., Done], bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(f"{bucket}/wire/tea.txt", TEA)
    places = ("--corpus", f"{bucket}/wire", "--outputs", f"{bucket}/out")

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError("403 Forbidden")

    with monkeypatch.context() as broken:
        broken.setattr(MemoryFileSystem, "put_file", refuse)
        failed = newsledger("run", *places, "-q")
    assert failed.code == 2
    assert (
        failed.err
        == f"newsledger: {bucket}/out: cannot be reached (403 Forbidden); check the address, your keys, and the network\n"
    )
    assert not [path for path in standing(bucket) if path.startswith("out/runs")]
    assert "0 to read" in newsledger("run", *places).err
    assert articles(f"{bucket}/out") == 1


def test_a_stopped_run_leaves_its_readings_behind_the_address(bucket: str) -> None:
    class Stopped(BaseException):
        pass

    def stop(outputs: Path) -> None:
        (outputs / "cache").mkdir()
        (outputs / "cache" / "1.parquet").write_bytes(b"read")
        raise Stopped

    with pytest.raises(Stopped), brought_back(Settings(outputs=Path(bucket))) as here:
        stop(here.outputs)
    assert standing(bucket) == ["cache/1.parquet"]


def test_old_runs_go_there_too(bucket: str) -> None:
    for text in ("one", "two", "three"):
        with brought_back(Settings(outputs=Path(bucket))) as here:
            make_run(Store(here.outputs), {"a": text}, {})
    assert [run_id[:4] for run_id in prune(bucket, 1)] == ["0001", "0002"]
    assert {path.split("/")[1][:4] for path in standing(bucket) if path.startswith("runs/")} == {"0003"}
    assert len(open_store(bucket).run_ids()) == 1
    assert prune(bucket, 1) == []


def test_a_run_without_a_manifest_is_no_run(bucket: str) -> None:
    put(f"{bucket}/runs/0001-aaaaaaaa/events.parquet", b"half")
    assert open_store(bucket).run_ids() == []
    assert not list(copies_folder().rglob("events.parquet"))


def test_keys_that_lead_out_of_the_folder_are_passed_over(bucket: str) -> None:
    put(f"{bucket}/wire/tea.txt", TEA)
    mirror = Mirror(f"{bucket}/wire", CorpusError)
    root = bucket.removeprefix("memory:/")
    with pytest.MonkeyPatch.context() as patch:
        names = ["tea.txt", "../../evil.txt", "/abs.txt", "a//b.txt", "./c.txt", "n\0l.txt"]
        patch.setattr(mirror._store, "find", lambda *_, **__: {f"{root}/wire/{name}": {"size": 1} for name in names})
        assert list(mirror.listing()) == ["tea.txt", "abs.txt"]


@pytest.mark.parametrize(
    ("corpus", "outputs", "error", "words"),
    [
        ("nosuch://wire", "outputs", ConfigError, "nosuch://wire: cannot be opened"),
        ("memory://nothing-here", "outputs", CorpusError, "nothing stands there"),
        ("memory://w", "memory://w/out", ConfigError, "lies in the corpus"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    corpus: str, outputs: str, error: type[Exception], words: str, machine: object
) -> None:
    assert machine
    with pytest.raises(error, match=words):
        at_hand(Settings(corpus=Path(corpus), outputs=Path(outputs)))


def test_without_fsspec_the_extra_is_named(
    newsledger: Callable[..., Done], machine: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    done = newsledger("run", "--corpus", "s3://wire/2025", "-q")
    assert done.code == 2
    assert done.err == (
        "newsledger: s3://wire/2025: is read through fsspec, which is not installed; pip install 'newsledger[cluster]'\n"
    )
