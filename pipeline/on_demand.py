"""Names of a package that are imported from their modules when somebody first asks for them.

Merging a corpus needs little of the packages that read articles, and a run over nothing new needs none of it: what they
import and compile would cost every run a quarter of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def on_demand(package: str, homes: dict[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package (PEP 562).

    Args:
        package: its `__name__`.
        homes: name -> module of the package that has it.

    Raises:
        AttributeError: by what is given, for other names.
    """

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return find
