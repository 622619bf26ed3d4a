"""Size and time of the report, on a run blown up to N articles.

    python -m benchmarks.report [--articles N] [--run FOLDER] [--out FILE]

Reads the sample corpus once (or takes the run in FOLDER) and copies its rows until there are N articles. Countries stay
one over all copies, as they would, and with them those who met; other actors, events and claims are each copy's own.
CPU seconds of one process, imports apart.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.diff import CORPUS, copies, write_run
from pipeline.report.page.render import write_report
from pipeline.runs.store import Store
from pipeline.schema import TABLES

_COPY_OF_COUNTRY = "^(country:[A-Z]{3})~.*$"


def blown_up(store: Store, folder: Path, count: int) -> dict[str, pa.Table]:
    """The tables of a run so often that they hold `count` articles or more; countries are shared."""
    tables = {table.name: store.table(folder, table.name) for table in TABLES}
    found = copies(tables, -(-count // tables["articles"].num_rows))
    for table in TABLES:
        rows = found[table.name]
        for place, name in enumerate(rows.column_names):
            if name.endswith("_id") and rows[name].null_count < rows.num_rows:
                rows = rows.set_column(place, name, pc.replace_substring_regex(rows[name], _COPY_OF_COUNTRY, "\\1"))
        found[table.name] = _once(rows, table.key) if "actor_id" in table.key else rows
    return found


def _once(rows: pa.Table, key: Sequence[str]) -> pa.Table:
    """The rows without those whose key came before."""
    keys = rows.select(list(key)).append_column("place", pa.array(range(rows.num_rows)))
    first = keys.group_by(list(key), use_threads=False).aggregate([("place", "min")])["place_min"]
    return rows.take(pc.take(first, pc.sort_indices(first)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print articles, bytes and seconds, and how much of each section is on the page."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.report", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="articles of the run (10,000)")
    parser.add_argument("--run", type=Path, metavar="FOLDER", help="a run to blow up (one over the sample corpus)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="keep the page in this file")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        store = Store(Path(home) / "large")
        source = given.run or _sample(Path(home) / "sample")
        tables = blown_up(store, source, given.articles)
        names = tables["articles"]["article_id"].to_pylist()
        run = write_run(store, tables, dict.fromkeys(names, ""), store.manifest(source))
        file = given.out or Path(home) / "report.html"
        start = time.process_time()
        page = write_report(store, run, file)
        seconds = time.process_time() - start
        print(f"{len(names):,} articles: {file.stat().st_size / 1e6:.2f} MB in {seconds:.1f} CPU-s")
        print("; ".join(f"{shown.shown:,} of {shown.total:,} {shown.what}" for shown in page.shown.values()))


def _sample(outputs: Path) -> Path:
    """A run over the sample corpus."""
    from pipeline.config import Settings
    from pipeline.runs.run import run
    from tests.conftest import Quiet

    return run(Settings(corpus=CORPUS, outputs=outputs), Quiet()).folder


if __name__ == "__main__":
    main()
