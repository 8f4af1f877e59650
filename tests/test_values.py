"""Fixed values behave as frozen dataclasses do, and cost one compiled function each."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from dataclasses import field
from typing import Any

import pytest
from conftest import REPOSITORY

from portal import values
from portal.values import complete, fixed


@fixed
class Stop:
    """A value of two fields, one of which is worked out."""

    name: str
    number: int = 0
    note: str = field(default="", compare=False, repr=False)


@fixed
class Alone:
    """A value of one field."""

    name: str


@fixed(kw_only=True, slots=False)
class Line:
    """A value to inherit from."""

    name: str
    stops: tuple[Stop, ...] = ()


@fixed(kw_only=True, slots=False)
class ShortLine(Line):
    """A value that inherits."""

    length: int


@fixed
class Nothing:
    """A value without fields."""


@fixed
class Quick:
    """A value that is told from nearly all others by one field."""

    name: str
    number: int = 0

    def __hash__(self) -> int:
        """Return the hash of the name."""
        return hash(self.name)


LINE = ShortLine(name="Amber", stops=(Stop("Oadby", 1), Stop("Wigston", 2)), length=3)


def test_values_are_equal_where_what_is_compared_is_equal() -> None:
    assert Stop("Oadby", 1, "a") == Stop("Oadby", 1, "b") != Stop("Oadby", 2, "a")
    others: tuple[object, ...] = (Stop("Oadby"), Alone("Wigston"), "Oadby")
    assert Alone("Oadby") not in others
    assert Nothing() == Nothing()


def test_equal_values_are_one_key() -> None:
    assert len({Stop("Oadby", 1, "a"), Stop("Oadby", 1, "b"), Alone("Oadby"), Nothing()}) == 3


def test_a_class_may_have_a_quicker_hash_and_its_values_are_compared_as_ever() -> None:
    assert hash(Quick("Oadby", 1)) == hash(Quick("Oadby", 2)) == hash("Oadby")
    assert len({Quick("Oadby", 1), Quick("Oadby", 2), Quick("Oadby", 1)}) == 2


def test_a_value_of_another_class_is_never_equal() -> None:
    longer = Line(name=LINE.name, stops=LINE.stops)
    assert longer != LINE


def test_a_value_says_what_it_holds() -> None:
    assert repr(Stop("Oadby", 1, "x")) == "Stop(name='Oadby', number=1)"
    assert repr(Nothing()) == "Nothing()"


@pytest.mark.parametrize("value", [Stop("Oadby", 1, "x"), Alone("Oadby"), LINE, Nothing()])
def test_a_value_goes_to_another_process_and_is_copied_whole(value: object) -> None:
    sent = pickle.loads(pickle.dumps(value, 5))  # noqa: S301  # it is our own
    for same in (sent, copy.deepcopy(value), copy.copy(value)):
        assert same == value
        assert repr(same) == repr(value)


def test_a_copy_with_another_value_leaves_the_first_as_it_is() -> None:
    other = dataclasses.replace(LINE, length=4)
    assert (other.length, other.stops, LINE.length) == (4, LINE.stops, 3)


def test_what_was_not_known_can_be_completed_by_its_maker() -> None:
    assert complete(Stop("Oadby"), number=7) == Stop("Oadby", 7)


def test_a_class_costs_one_compiled_function_once_an_object_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[str] = []

    def counting(text: str, *arguments: dict[str, object]) -> None:
        compiled.append(text)
        exec(text, *arguments)  # noqa: S102  # as dataclasses does

    for module in (dataclasses, values):
        monkeypatch.setattr(module, "exec", counting, raising=False)
    parts = {"__annotations__": {"name": "str"}, "__doc__": "A place."}
    place: Any = fixed(type("Place", (), parts))
    assert compiled == []
    assert [place("Oadby").name, place(name="Wigston").name] == ["Oadby", "Wigston"]
    assert len(compiled) == 1


@fixed(kw_only=True)
class Everything:
    """A value with fields of every kind."""

    first: str
    stops: list[str] = field(default_factory=list)
    rest: dict[str, int] = field(default_factory=dict, init=False)
    after: str = field(init=False)
    last: int = 1

    def __post_init__(self) -> None:
        complete(self, after=self.first.upper())


def test_an_object_has_all_its_values_by_whatever_way_they_come() -> None:
    made = Everything(first="a")
    made.stops.append("b")
    other = Everything(first="c", stops=["d"], last=2)
    assert (made.first, made.stops, made.rest, made.after, made.last) == ("a", ["b"], {}, "A", 1)
    assert (other.first, other.stops, other.rest, other.after, other.last) == (
        *("c", ["d"], {}, "C"),
        2,
    )
    assert Everything(first="a").stops == []
    for wrong in ({}, {"first": "a", "after": "b"}, {"first": "a", "more": 1}):
        with pytest.raises(TypeError):
            Everything(**wrong)
    with pytest.raises(TypeError):
        Stop()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Stop("a", 1, "b", "c")  # type: ignore[call-arg]


def test_an_object_of_an_inheriting_class_may_be_the_first() -> None:
    @fixed(slots=False)
    class Base:
        name: str

    class Plain(Base):
        pass

    assert (Plain("a").name, Base("b").name, Plain("c").name) == ("a", "b", "c")


def test_our_fixed_classes_are_all_defined_quickly() -> None:
    slow = re.compile(r"@dataclass\(frozen=True(?:, (?:slots|kw_only)=True)?\)\n")
    # Problems are told to anybody; what runs with a key has the standard library alone.
    apart = {"errors.py", "contributions/github.py", "contributions/review.py"}
    portal = REPOSITORY / "portal"
    found = {
        path.relative_to(portal).as_posix()
        for path in portal.rglob("*.py")
        if slow.search(path.read_text(encoding="utf-8"))
    }
    assert found == apart, "write @fixed"
