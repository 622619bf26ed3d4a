"""Files into articles: decoding, parts, sentences, publication day, place, agency and authors; near-duplicates.

`Ingester(knowledge)(source)` gives an `Article` whose text is the file as it is: header, title, dateline, headings,
captions, by-lines and sign-offs are marked as sentences of their kind, never cut out. `find_duplicates` compares the
articles of a corpus. `place_name` and `agency_name` give the readable names of what an article's spans say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.on_demand import on_demand

if TYPE_CHECKING:
    from pipeline.ingest.cues import agency_name
    from pipeline.ingest.decoding import MAX_BYTES, Decoded, decode
    from pipeline.ingest.duplicates import find_duplicates
    from pipeline.ingest.ingester import Ingester
    from pipeline.ingest.places import place_name

__all__ = ["MAX_BYTES", "Decoded", "Ingester", "agency_name", "decode", "find_duplicates", "place_name"]

__getattr__ = on_demand(
    __name__,
    {
        "agency_name": "cues",
        "MAX_BYTES": "decoding",
        "Decoded": "decoding",
        "decode": "decoding",
        "find_duplicates": "duplicates",
        "Ingester": "ingester",
        "place_name": "places",
    },
)
