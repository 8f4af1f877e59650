"""Rubbish is collected after work; where work does not end, as soon as there is a moment for it."""

from __future__ import annotations

from collections.abc import Callable

from conftest import World

from portal.serve.resting import LONGEST, Resting
from serve.visiting import Visitor


class Room:
    """Something to tidy up, and how often that was tried and done."""

    def __init__(self) -> None:
        self.is_free = True
        self.tried = self.done = 0
        self.resting = Resting(self.tidy)

    def tidy(self) -> bool:
        self.tried += 1
        self.done += self.is_free
        return self.is_free


def test_after_work_it_tidies_up_once() -> None:
    room = Room()
    room.resting.look()
    assert room.tried == 0, "nothing was done yet"
    room.resting.wake()
    room.resting.look()
    assert room.tried == 0, "there was work a moment ago"
    for _ in range(3):
        room.resting.look()
    assert room.tried == 1


def test_work_without_end_does_not_keep_it_from_tidying_up() -> None:
    room = Room()
    for _ in range(10 * LONGEST):
        room.resting.wake()
        room.resting.look()
    assert room.done == 10


def test_what_could_not_be_done_is_tried_again_at_the_next_moment() -> None:
    room = Room()
    room.is_free = False
    for _ in range(LONGEST + 3):
        room.resting.wake()
        room.resting.look()
    assert (room.tried, room.done) == (4, 0)
    room.is_free = True
    room.resting.wake()
    room.resting.look()
    assert room.done == 1


def test_a_preview_does_not_tidy_up_while_it_makes_something(world: Callable[..., World]) -> None:
    visitor = Visitor(world(), read=False)
    told: list[bool] = []
    visitor.preview.begin(lambda: told.append(visitor.preview.tidy()))
    assert told == [False]
    assert visitor.preview.tidy()
