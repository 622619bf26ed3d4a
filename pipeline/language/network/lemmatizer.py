"""Lemmas of words: a table of known forms first, else the network's edits, those that make a known word preferred.

The table (`lemmas.txt` of the packaged model) holds what the treebanks agree on; a known word is one of its lemmas or a
whole word of the network's vocabulary, which tells "observed" -> "observe" from "observ".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pipeline.language.network.lemmas import apply_script

_CASED = "PROPN"  # names keep what the network says of their case
_INFLECTED = frozenset({"VERB", "NOUN", "AUX", "ADJ", "ADV"})


class Lemmatizer:
    """Chooses lemmas.

    Args:
        table: (form in lower case, part of speech) -> lemma.
        words: known words, in lower case.
    """

    def __init__(self, table: Mapping[tuple[str, str], str], words: Collection[str]) -> None:
        self._table = table
        self._known = frozenset(words) | {lemma.lower() for lemma in table.values()}

    def __call__(self, form: str, upos: str, scripts: Iterable[str]) -> str:
        """The lemma of a form.

        Args:
            form: the token as written.
            upos: its part of speech.
            scripts: the network's edits, the likeliest first; at least one.
        """
        made = (apply_script(form, script) for script in scripts)
        first = next(made)
        listed = None if upos == _CASED else self._table.get((form.lower(), upos))
        if listed is not None:
            return first if listed.lower() == first.lower() else listed
        if upos in _INFLECTED and form.isalpha() and first.lower() not in self._known:
            return next((lemma for lemma in made if lemma.lower() in self._known), first)
        return first


def read_table(content: bytes) -> dict[tuple[str, str], str]:
    """The table of a file: form, part of speech and lemma a line, separated by tabs.

    Raises:
        ValueError: it is damaged; one line says where.
    """
    table = {}
    for number, line in enumerate(content.decode("utf-8").split("\n"), start=1):
        cells = line.split("\t")
        if len(cells) != 3 or not all(cells):
            raise ValueError(f"line {number} is not a form, a part of speech and a lemma")
        table[cells[0], cells[1]] = cells[2]
    return table


def table_bytes(table: Mapping[tuple[str, str], str]) -> bytes:
    """The file of a table, in the order of its forms."""
    return "\n".join("\t".join((*key, table[key])) for key in sorted(table)).encode("utf-8")
