"""Which records a record names: at any depth, and without a look at groups that name none."""

from __future__ import annotations

from importlib import import_module

from portal.schema import Part, Record, Reference, RoleId, SettingId, references


class Plain(Part):
    """A group that names nothing."""

    words: str = ""


class Named(Part):
    """A group that names a role."""

    role: RoleId | None = None
    more: tuple[Plain, ...] = ()


class Between(Part):
    """A group that names nothing itself."""

    inner: Named | None = None


class Chain(Part):
    """A group that may hold others of its kind, of which the last names a setting."""

    next: Chain | None = None
    end: SettingId | None = None


class Whole(Record):
    """A record with all of these."""

    plain: Plain = Plain()
    between: tuple[Between, ...] = ()
    chain: Chain | None = None


def test_references_are_found_at_any_depth() -> None:
    whole = Whole(
        between=(Between(), Between(inner=Named(role="care-worker", more=(Plain(),)))),
        chain=Chain(next=Chain(end="care-home")),
    )
    assert references(whole) == (
        (("between", 1, "inner", "role"), Reference(("role",)), "care-worker"),
        (("chain", "next", "end"), Reference(("setting",)), "care-home"),
    )


def test_groups_that_can_name_nothing_are_not_looked_into() -> None:
    # By its name, for the package has a function of the same.
    shape = import_module("portal.schema.references")._shape
    assert [name for name, *_ in shape(Whole)] == ["between", "chain"]
    assert [name for name, *_ in shape(Named)] == ["role"]
