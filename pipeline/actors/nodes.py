"""The local actors of all articles as nodes to be joined, with a person's decisions taken before any rule.

A decision may move mentions: "different" takes one of two names out of an article's actor that has both, and "same"
makes a node of a mention that no rule resolved. Everything else stays where the article's rules put it. What a line
means depends on articles and lines alone: ids name mentions (an actor's id is minted from one), never a past run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.actors.decisions import Decisions, Side
from pipeline.actors.matches import Matches, named
from pipeline.actors.overrides import FIELDS, ID, LINKS, written
from pipeline.actors.parts import moved_part, rekeyed, remaining_part, unresolved
from pipeline.records import Document, LocalActor, Mention, Override, OverrideNote, Ref


@dataclass(slots=True)
class Nodes:
    """Local actors as nodes.

    Attributes:
        locals: by index; those of an article lie side by side, what decisions moved comes last.
        first: article id -> index of its first node.
        moved: mentions whose node is not that of their chain.
        loose: nodes of mentions that stand for nobody by themselves.
        decisions: what the clusters have to hold.
        fields: node -> the lines that set a field of its actor, in order.
        notes: lines that matched nothing or contradict themselves.
    """

    locals: list[LocalActor] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)
    moved: dict[Ref, int] = field(default_factory=dict)
    loose: set[int] = field(default_factory=set)
    decisions: Decisions = field(default_factory=Decisions)
    fields: dict[int, list[Override]] = field(default_factory=dict)
    notes: list[OverrideNote] = field(default_factory=list)

    def of(self, article_id: str, index: int, mention: Mention) -> int | None:
        """The node of a mention, None where it has none."""
        if self.moved and (node := self.moved.get(Ref(article_id, index))) is not None:
            return node
        return None if mention.chain is None else self.first[article_id] + mention.chain


def make_nodes(documents: Sequence[Document], overrides: Sequence[Override]) -> Nodes:
    """The nodes of a corpus, in the order of its documents."""
    nodes = Nodes()
    for document in documents:
        nodes.first[document.article_id] = len(nodes.locals)
        nodes.locals += document.reading.actors.actors
    if overrides:
        _Deciding(documents, overrides, nodes).decide()
    return nodes


class _Deciding:
    """Overrides on their way into nodes."""

    def __init__(self, documents: Sequence[Document], overrides: Sequence[Override], nodes: Nodes) -> None:
        self.documents = {document.article_id: document for document in documents}
        self.overrides = overrides
        self.nodes = nodes
        self.matches = Matches(documents, overrides, nodes.locals, nodes.first)

    def decide(self) -> None:
        """Move mentions, and say what the clusters have to hold."""
        for place, line in enumerate(self.overrides):
            if line.action == "different":
                self._split(place)
        for place, line in enumerate(self.overrides):
            if line.action == "same":
                self._resolve(place)
        self._report_unmatched()
        self._link()
        self._set_fields()

    # -- mentions that move

    def _split(self, place: int) -> None:
        """Take one of two names out of every article's actor that has both."""
        mentions, whole = self.matches.mentions, self.matches.whole
        line = self.overrides[place]
        by_id = ID.fullmatch(line.left) is not None, ID.fullmatch(line.right) is not None
        if by_id[0] != by_id[1]:  # the id is the more exact of the two
            exact = set(mentions[place, int(by_id[1])])
            mentions[place, int(by_id[0])] = [ref for ref in mentions[place, int(by_id[0])] if ref not in exact]
        by_node: dict[int, tuple[list[Ref], list[Ref]]] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            for ref in mentions[place, side]:
                if (node := self._node(ref)) is not None:
                    by_node[node][side].append(ref)
        for node in sorted(by_node):
            left, right = by_node[node]
            if node in whole[place, 1]:
                self._take_out(place, 1, node, left)
            elif node in whole[place, 0]:
                self._take_out(place, 0, node, right)
            elif left and right and left != right:
                name = written(self.nodes.locals[node].name)
                full = any(written(self._mention(ref).text) == name for ref in left)
                self._move(node, right if by_id[1] or (full and not by_id[0]) else left)

    def _take_out(self, place: int, side: int, node: int, refs: Sequence[Ref]) -> None:
        """Mentions that are named, out of an actor that the other side names as a whole."""
        rest = any(ref not in refs for ref, _ in self._members(refs[0].article_id, node))
        if rest or self.nodes.locals[node].kind == "country":
            self._move(node, refs)
        else:
            self.matches.whole[place, side].remove(node)

    def _move(self, node: int, refs: Iterable[Ref]) -> None:
        """Make a node of some mentions of a node; the others keep it."""
        moving = set(refs)
        old = self.nodes.locals[node]
        article_id = next(iter(moving)).article_id
        gone = [self._mention(ref) for ref in sorted(moving)]
        stay = [mention for ref, mention in self._members(article_id, node) if ref not in moving]
        new = self._add(moved_part(old, gone), loose=not any(m.form in {"name", "alias", "demonym"} for m in gone))
        self.nodes.locals[node] = remaining_part(old, gone, stay)
        for ref in moving:
            self.nodes.moved[ref] = new

    def _resolve(self, place: int) -> None:
        """Make nodes of mentions that a line says are somebody and that no rule resolved, one an article and side."""
        for side in (0, 1):
            made: dict[str, int] = {}
            for ref in self.matches.mentions[place, side]:
                if self._node(ref) is None:
                    if ref.article_id not in made:
                        made[ref.article_id] = self._add(unresolved(self._mention(ref)), loose=True)
                    self.nodes.moved[ref] = made[ref.article_id]

    def _add(self, local: LocalActor, *, loose: bool) -> int:
        self.nodes.locals.append(local)
        new = len(self.nodes.locals) - 1
        if loose:
            self.nodes.loose.add(new)
        return new

    # -- what the clusters hold

    def _link(self) -> None:
        same: list[tuple[int, tuple[int, ...]]] = []
        sides: dict[int, set[Side]] = defaultdict(set)
        for place, line in enumerate(self.overrides):
            if line.action not in LINKS:
                continue
            left, right = self._nodes(place, 0), self._nodes(place, 1)
            if line.action == "same":
                same.append((line.line, tuple(dict.fromkeys((*left, *right)))))
                continue
            if both := set(left) & set(right):
                self._note(line, f"{line.left} and {line.right} are the same mentions; name one of them by its id")
            for side, found in enumerate((left, right)):
                for node in found:
                    if node not in both:
                        sides[node].add((line.line, side))
        self.nodes.decisions = Decisions(
            tuple(entry for entry in same if len(entry[1]) > 1),
            {node: tuple(sorted(said)) for node, said in sides.items()},
        )

    def _nodes(self, place: int, side: int) -> tuple[int, ...]:
        """The nodes that one side of a line names."""
        mentions = self.matches.mentions[place, side]
        found = [node for ref in mentions if (node := self._node(ref)) is not None]
        return tuple(dict.fromkeys((*found, *self.matches.whole[place, side])))

    def _set_fields(self) -> None:
        for place, line in enumerate(self.overrides):
            if line.action not in FIELDS:
                continue
            for node in self._nodes(place, 0):
                self.nodes.fields.setdefault(node, []).append(line)
                local = self.nodes.locals[node]
                if line.action == "country":
                    self.nodes.locals[node] = replace(local, country=line.right)
                elif line.action == "kind" and local.kind != line.right:
                    self.nodes.locals[node] = rekeyed(local, line.right)

    def _report_unmatched(self) -> None:
        for place, line in enumerate(self.overrides):
            if line.article is not None and line.article not in self.documents:
                self._note(line, f"there is no article {line.article}; correct it, or write * for all")
                continue
            for side, actor in enumerate(named(line)):
                if not self.matches.any((place, side)):
                    here = line.article is not None and not ID.fullmatch(actor)
                    where = f"article {line.article} does not say" if here else "no article says"
                    self._note(line, f"{where} {actor!r}; write it as an article does, or remove the line")

    def _note(self, line: Override, text: str) -> None:
        self.nodes.notes.append(OverrideNote(line.line, text))

    # -- look-ups

    def _mention(self, ref: Ref) -> Mention:
        return self.documents[ref.article_id].reading.actors.mentions[ref.index]

    def _node(self, ref: Ref) -> int | None:
        return self.nodes.of(ref.article_id, ref.index, self._mention(ref))

    def _members(self, article_id: str, node: int) -> Iterator[tuple[Ref, Mention]]:
        for index, mention in enumerate(self.documents[article_id].reading.actors.mentions):
            if self.nodes.of(article_id, index, mention) == node:
                yield Ref(article_id, index), mention
