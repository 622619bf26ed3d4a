"""What is printed for people: no control character of an article, a file's name or a table reaches the terminal.

An escape sequence in an article could recolour, retitle or rewrite the screen of whoever looks at it. The tables keep
every character; only what is shown leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

_KEPT = frozenset("\n\t")
_CONTROLS = dict.fromkeys(code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in _KEPT)


def shown(text: str) -> str:
    """The text without control characters (C0 but line ends and tabs, DEL, C1)."""
    return text.translate(_CONTROLS)


class Screen(Console):
    """A console that leaves control characters of texts out; colours and cursor moves are its own, not theirs."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(highlight=False, stderr=stderr)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Segments of the renderable, cleaned."""
        for segment in super().render(renderable, options):
            if segment.control or segment.text.isprintable():
                yield segment
            else:
                yield Segment(shown(segment.text), segment.style)
