"""Which mentions the lines of an overrides file name: by text, by mention id, by the id of an actor or country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline import ids
from pipeline.actors.decisions import Side
from pipeline.actors.overrides import COUNTRY, ID, LINKS, written
from pipeline.records import Document, LocalActor, Override, Ref

_ACTOR = f"{ids.ACTOR}-"


class Matches:
    """What the actors in the lines refer to. A reference is (place of the line, 0 for left and 1 for right).

    Args:
        documents: all articles.
        overrides: the lines.
        locals: the local actors of the documents, one after the other.
        first: article id -> place of its first local actor.

    Attributes:
        mentions: reference -> the mentions it names by text or mention id.
        whole: reference -> the local actors that it names as a whole, by the id of a country or actor. An actor's id is
            that of the local actor it was minted in; in a line that says different it stands for all that have its name.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        overrides: Sequence[Override],
        locals: Sequence[LocalActor],  # noqa: A002 - the term for actors of one article
        first: Mapping[str, int],
    ) -> None:
        self.mentions: dict[Side, list[Ref]] = defaultdict(list)
        self.whole: dict[Side, list[int]] = defaultdict(list)
        self._locals = locals
        self._first = first
        names: dict[str, list[tuple[Side, str | None]]] = defaultdict(list)
        minted: dict[str, list[Side]] = defaultdict(list)
        codes: dict[str, list[Side]] = defaultdict(list)
        for place, line in enumerate(overrides):
            for side, actor in enumerate(named(line)):
                if ID.fullmatch(actor):
                    minted[actor].append((place, side))
                elif actor.startswith(COUNTRY):
                    codes[actor].append((place, side))
                else:
                    names[written(actor)].append(((place, side), line.article))
        for document in documents:
            self._match_names(document, names)
            if minted:
                self._match_ids(document, minted)
        for node, local in enumerate(locals) if codes else ():
            for key in local.keys:
                for reference in codes.get(key, ()):
                    self.whole[reference].append(node)
        for place, line in enumerate(overrides):
            if line.action == "different":
                self._add_namesakes(place, line)

    def any(self, reference: Side) -> bool:
        """Whether a reference names anything."""
        return bool(self.mentions[reference] or self.whole[reference])

    def _match_names(self, document: Document, names: dict[str, list[tuple[Side, str | None]]]) -> None:
        for index, mention in enumerate(document.reading.actors.mentions):
            for reference, article in names.get(written(mention.text), ()):
                if article is None or article == document.article_id:
                    self.mentions[reference].append(Ref(document.article_id, index))

    def _match_ids(self, document: Document, minted: dict[str, list[Side]]) -> None:
        mentions = document.reading.actors.mentions
        for index, mention_id in enumerate(ids.mention_ids(document)):
            for reference in minted.get(mention_id, ()):
                self.mentions[reference].append(Ref(document.article_id, index))
            chain = mentions[index].chain
            for reference in minted.get(ids.mint(ids.ACTOR, mention_id), ()):
                if chain is not None:
                    self.whole[reference].append(self._first[document.article_id] + chain)

    def _add_namesakes(self, place: int, line: Override) -> None:
        """Let one actor's id stand for all that have its name, but for those that the other side names."""
        for side, actor in ((1, line.right), (0, line.left)):
            if not actor.startswith(_ACTOR) or not ID.fullmatch(actor):
                continue
            own, others = self.whole[place, side], set(self.whole[place, 1 - side])
            if not others.issuperset(own):
                keys = {key for node in own for key in self._locals[node].keys}
                alike = (node for node, local in enumerate(self._locals) if not keys.isdisjoint(local.keys))
                self.whole[place, side] = [node for node in dict.fromkeys((*own, *alike)) if node not in others]
            return


def named(line: Override) -> tuple[str, ...]:
    """The actors that a line names: two where it says same or different, else one."""
    return (line.left, line.right) if line.action in LINKS else (line.left,)
