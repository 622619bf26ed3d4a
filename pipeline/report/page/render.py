"""The page as HTML: one file, nothing loaded from elsewhere, nothing of an article's text ever markup.

Templates escape all that they are given. Style and script stand in the page and are named by their SHA-256 in its
content security policy, so that a browser would run nothing else even if a text got through.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.errors import OutputsError
from pipeline.report.page.choice import Limits
from pipeline.report.page.page import Page, make_page
from pipeline.report.page.tables import RunTables
from pipeline.report.page.wording import counted
from pipeline.runs.diff import diff_runs
from pipeline.runs.store import Store

LARGEST = 5_000_000
"""Bytes of a page; what does not fit is left out, and the page says so."""
_HOME = "pipeline.report.page"


def write_report(store: Store, run: str, path: Path, other: str | None = None, largest: int = LARGEST) -> Page:
    """Write the page of a run.

    Args:
        store: where the runs stand.
        run: the run, as `Store.resolve` takes it.
        path: the file to write.
        other: an older run, to tell what changed since.
        largest: bytes the page may have.

    Raises:
        NotFoundError: a run or a table of it is not there.
        OutputsError: the file cannot be written.
    """
    tables = RunTables(store, store.resolve(run))
    diff = diff_runs(store, other, run) if other is not None else None
    limits = Limits()
    while True:
        page = make_page(tables, limits, diff)
        html = render(page).encode("utf-8")
        if len(html) <= largest or limits == limits.halved():
            break
        limits = limits.halved()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(html)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputsError(f"{path}: cannot be written ({reason}); name another file with --out") from error
    return page


def render(page: Page) -> str:
    """The page as text; a lone surrogate in it, which UTF-8 has no form for, as U+FFFD."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {_digest(style)}",
            f"script-src {_digest(script)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    text = (
        _environment()
        .get_template("page.html.j2")
        .render(page=page, style=Markup(style), script=Markup(script), policy=policy)  # noqa: S704  files of this package
    )
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_HOME, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = counted
    return environment


@cache
def _asset(name: str) -> str:
    """A file of the package to stand within an element: it may not hold "</", which would end that."""
    return (files(_HOME) / "static" / name).read_text(encoding="utf-8").strip()


def _digest(text: str) -> str:
    """As a content security policy names what stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
