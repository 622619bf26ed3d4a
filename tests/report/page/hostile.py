"""Articles and rows that would break a page that took them for markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.runs.store import Store
from tests.report.page.made import made, rows

HOSTILE = (
    "<script>window.broken = 1;</script>",
    '"><img src=x onerror="window.broken = 2">',
    "'><svg onload=window.broken=3>",
    "]]>",
    "<!-- ",
    "--></style></title></textarea>",
    "javascript:window.broken=4",
    "&lt;b&gt; &#x3c;b&#x3e; &amp;amp;",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eesrever\u202c \u200f\u2067\u061c",
    "\x00\x07\x1b[31m",
    "\u2028\u2029\ufeff",
    "Z\u0335\u0321\u0322\u0300\u0301" * 20,
    "N" * 10_000,
)


def hostile_store(folder: Path) -> tuple[Store, dict[str, str]]:
    """A run in which every text of every row is hostile, spans overlapping; and the texts of its articles."""
    evil = " ".join(HOSTILE[:-1])
    texts = {"one": evil + " " + HOSTILE[-1], "dir/two": HOSTILE[-1] + evil, f'{HOSTILE[1]}/</script> "x': evil}
    tables = rows()
    tables["articles"] = [
        {
            "article_id": name,
            "title": title,
            "path": name + HOSTILE[0],
            "place": evil,
            "agency": evil,
            "authors": HOSTILE[-1],
        }
        for name, title in zip(texts, (evil, HOSTILE[-1], None), strict=True)
    ]
    for number, table in enumerate(("mentions", "dates", "figures", "event_mentions")):
        for place, row in enumerate(tables[table]):
            text = texts[row["article_id"]]
            start = 7 * place + 3 * number
            end = start + 40 + 11 * number
            row.update(start=start, end=end, text=text[start:end], evidence_start=0, evidence_end=len(text))
    _poison(tables, evil)
    return made(folder, tables, **texts), texts


def _poison(tables: dict[str, list[dict[str, Any]]], evil: str) -> None:
    """Every free text of the rows replaced, ids of actors too."""
    for row in tables["actors"]:
        row.update(name=evil + row["actor_id"], title=evil, aliases=HOSTILE[-1], wikidata=evil, country=evil)
    for row in tables["events"]:
        row.update(label=evil if row["event_id"] == "e-1" else HOSTILE[-1], actors=evil)
        if row.get("place"):
            row["place"] = evil
    for row in (*tables["event_actors"], *tables["figure_actors"]):
        row["name"] = HOSTILE[-1] if row["actor_id"] == "a-jo" else evil
    for row in tables["figures"]:
        row.update(metric=evil, subjects=evil, unit=HOSTILE[0], per=evil, period_text=evil)
    for row in tables["claims"]:
        row.update(metric=evil, subjects=HOSTILE[-1], check_note=evil)
    for row in tables["roles"]:
        row["title"] = evil
    bad = HOSTILE[1]
    for table in tables.values():
        for row in table:
            for column in ("actor_id", "of_id"):
                if row.get(column) == "a-ana":
                    row[column] = bad
