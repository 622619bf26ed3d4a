"""Speed of the diff, on two runs blown up to N rows.

    python -m benchmarks.diff [--rows N] [--run FOLDER]

Reads the sample corpus once (or takes the run in FOLDER), copies its rows under other ids until there are N of them, then
edits, adds and removes a tenth of the articles with what hangs on them. CPU seconds of one process, imports apart.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rich.console import Console
from rich.table import Table as Printed

from pipeline.runs.diff import CHANGES, diff_runs
from pipeline.runs.manifest import Manifest, ManifestArticle
from pipeline.runs.store import Store
from pipeline.schema import TABLES, Table

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
_TENTH = 10


def copies(tables: Mapping[str, pa.Table], count: int) -> dict[str, pa.Table]:
    """The tables `count` times over, every id of a copy marked by its number, sorted by key."""
    found = {}
    for table in TABLES:
        rows = tables[table.name]
        marked = {c for c, _ in table.links} | {c.name for c in table.columns if c.name.endswith("_id")}
        parts = []
        for number in range(count):
            columns = {
                name: pc.binary_join_element_wise(rows[name], f"{number:05d}", "~") if name in marked else rows[name]
                for name in rows.column_names
            }
            parts.append(pa.table(columns, schema=rows.schema))
        found[table.name] = pa.concat_tables(parts).sort_by([(k, "ascending") for k in table.key])
    return found


def altered(tables: Mapping[str, pa.Table]) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """The tables without a tenth of the articles and with another tenth edited; and the SHA-256 of each article."""
    articles = np.array(tables["articles"]["article_id"].to_pylist())
    gone, edited = pa.array(articles[::_TENTH]), set(articles[1::_TENTH].tolist())
    out = {}
    for table in TABLES:
        rows = tables[table.name]
        column = _home(table)
        if column is not None:
            rows = rows.filter(pc.invert(pc.is_in(rows[column], gone)))
        if table.name == "figures":
            values = np.asarray(rows["value"].to_numpy(), dtype=np.float64).copy()
            changed = pc.is_in(rows["article_id"], pa.array(sorted(edited))).to_numpy()
            values[changed] += 1
            place = rows.schema.get_field_index("value")
            rows = rows.set_column(place, "value", pa.array(values, from_pandas=True))
        if table.name == "events":
            place = rows.schema.get_field_index("label")
            rows = rows.set_column(place, "label", pc.binary_join_element_wise(rows["label"], "!", ""))
        out[table.name] = rows
    kept = set(articles.tolist()) - set(gone.to_pylist())
    return out, {name: _digest(name + ("!" if name in edited else "")) for name in sorted(kept)}


def write_run(store: Store, tables: Mapping[str, pa.Table], articles: Mapping[str, str], like: Manifest) -> str:
    """A run of these tables; its id."""
    with store.lock():
        aside, written = store.write(tables.items())
        listed = {name: ManifestArticle(path=f"{name}.txt", sha256=sha, read=True) for name, sha in articles.items()}
        changes = {"run_id": store.next_id(written), "articles": listed, "tables": written}
        return store.publish(aside, like.model_copy(update=changes)).name


def _home(table: Table) -> str | None:
    return "article_id" if table.quotes_text or table.name == "articles" else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _sample(folder: Path) -> Path:
    """A run over the sample corpus."""
    from benchmarks.runs import Silent
    from pipeline.config import Settings
    from pipeline.runs.run import run

    return run(Settings(corpus=CORPUS, outputs=folder), Silent()).folder


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.diff", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=500_000, metavar="N", help="rows of the first run (500,000)")
    parser.add_argument("--run", type=Path, metavar="FOLDER", help="a run to blow up (one over the sample corpus)")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        source = given.run or _sample(Path(home) / "sample")
        store = Store(Path(home))
        like = store.manifest(source)
        tables = {table.name: store.table(source, table.name) for table in TABLES}
        tables = copies(tables, max(1, round(given.rows / sum(t.num_rows for t in tables.values()))))
        names = tables["articles"]["article_id"].to_pylist()
        old = write_run(store, tables, {name: _digest(name) for name in names}, like)
        new = write_run(store, *altered(tables), like)
        wall, cpu = time.perf_counter(), time.process_time()
        found = diff_runs(store, old, new)
        reasons = found.reasons()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    printed = Printed("measured", "result", title="diff of two runs")
    printed.add_row("rows of the first run", f"{sum(t.num_rows for t in tables.values()):,}")
    for change in CHANGES:
        printed.add_row(f"rows {change}", f"{sum(t.counts[change] for t in found.tables):,}")
    printed.add_row("reasons", f"{len(reasons):,}")
    printed.add_row("time", f"{cpu:.2f} CPU-s, {wall:.2f} s")
    Console().print(printed)


if __name__ == "__main__":
    main()
