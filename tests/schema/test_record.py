"""What every record has: a way back to its file, and as little as possible that takes memory."""

from __future__ import annotations

from portal.schema import Part


class _Door(Part):
    colour: str = "red"
    width: int = 80


def test_records_with_the_same_fields_hold_them_once() -> None:
    one, other = _Door(colour="blue", width=90), _Door(width=70, colour="green")
    assert one.model_fields_set is other.model_fields_set
    assert one.model_fields_set == {"colour", "width"}


def test_a_copy_with_another_value_changes_nothing_of_the_others() -> None:
    one, other = _Door(colour="blue"), _Door(colour="green")
    changed = one.model_copy(update={"width": 100})
    assert changed.model_fields_set == {"colour", "width"}
    assert one.model_fields_set == other.model_fields_set == {"colour"}
