"""What a person set of actors: name, kind, country, Wikidata id; the last line holds where lines differ, and is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from pipeline.records import Override, OverrideNote


class Fields:
    """The fields of actors, by cluster.

    Args:
        lines: node -> the lines that set a field of its actor.
        root: gives the cluster of a node.
        members: the clusters that are actors.

    Attributes:
        notes: lines that another line contradicts.
    """

    def __init__(
        self, lines: Mapping[int, Sequence[Override]], root: Callable[[int], int], members: Collection[int]
    ) -> None:
        self.notes: list[OverrideNote] = []
        self._fields: dict[int, dict[str, Override]] = defaultdict(dict)
        for node in lines:
            home = root(node)
            for line in lines[node] if home in members else ():
                before = self._fields[home].get(line.action)
                if before is None:
                    self._fields[home][line.action] = line
                    continue
                first, last = sorted((before, line), key=lambda one: one.line)
                self._fields[home][line.action] = last
                if first.right != last.right:
                    self._say(first, f"{first.action} {first.right} of {first.left} is overruled by line {last.line}")
        self._shared_wikidata()
        self.notes = sorted(set(self.notes), key=lambda note: (note.line, note.text))

    def of(self, root: int) -> dict[str, str]:
        """The fields of a cluster: action -> value."""
        return {action: line.right for action, line in self._fields[root].items()} if root in self._fields else {}

    def _shared_wikidata(self) -> None:
        given: dict[str, list[Override]] = defaultdict(list)
        for fields in self._fields.values():
            if "wikidata" in fields:
                given[fields["wikidata"].right].append(fields["wikidata"])
        for wikidata, lines in given.items():
            if len(lines) > 1:
                last = max(lines, key=lambda line: line.line)
                self._say(last, f"{wikidata} is given to {len(lines)} actors; add a same line if they are one")

    def _say(self, line: Override, text: str) -> None:
        self.notes.append(OverrideNote(line.line, text if ";" in text else f"{text}; remove one of them"))
