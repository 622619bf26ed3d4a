"""Records that are made quickly are made like others, and stay as they were made."""

from __future__ import annotations

import copy
import gc
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from pipeline.records.collector import without_collector
from pipeline.records.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """A record; its field names are also those of things that every object has."""

    type: str
    self_: int
    slow: float = 1.5


@dataclass(frozen=True, slots=True)
class Harbour(Place):
    depth: int = 3


def test_fields_are_filled_in_order_by_name_and_by_default() -> None:
    assert Place("port", 1) == Place(self_=1, type="port") == Place("port", 1, 1.5)
    assert repr(Place("port", 1, 2.0)) == "Place(type='port', self_=1, slow=2.0)"
    assert list(inspect.signature(Place).parameters) == ["type", "self_", "slow"]


def test_what_is_made_is_frozen() -> None:
    place = Place("port", 1)
    with pytest.raises(FrozenInstanceError):
        place.type = "city"  # type: ignore[misc]
    assert type(place) is Place
    assert not hasattr(place, "__dict__")


def test_copies_are_equal() -> None:
    place = Place("port", 1)
    assert pickle.loads(pickle.dumps(place)) == copy.copy(place) == replace(place, self_=1) == place
    assert hash(copy.copy(place)) == hash(place)


@pytest.mark.parametrize("values", [(), ("port", 1, 2.0, 3)])
def test_wrong_numbers_of_values_are_named(values: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match=r"Place\.__init__"):
        Place(*values)  # type: ignore[arg-type]


def test_a_record_of_more_fields_is_itself() -> None:
    harbour = Harbour("port", 1, 2.0, 4)
    assert type(harbour) is Harbour
    assert (harbour.type, harbour.depth) == ("port", 4)


def _fail_without_collector() -> None:
    with without_collector():
        assert not gc.isenabled()
        raise KeyError


@pytest.mark.parametrize("before", [True, False])
def test_the_search_for_cycles_goes_on_as_before(before: bool) -> None:
    enabled = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(KeyError):
            _fail_without_collector()
        assert gc.isenabled() is before
    finally:
        (gc.enable if enabled else gc.disable)()
