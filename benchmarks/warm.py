"""Measures builds after a first one: nothing changed, a story edited, a feed fetched anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import edits
import tables
from contenders import OURS, Contender
from edits import Edit
from measure import Sample, median, run

COLD, AGAIN = "cold", "nothing changed"


@dataclass(frozen=True, slots=True)
class Edited:
    """A contender, and the edits that are made one on top of the other."""

    contender: Contender
    edits: Sequence[Edit]


def measure_warm(several: Sequence[Edited], runs: int) -> None:
    """Build cold, again, and after each edit, the contenders in turns; print the medians."""
    samples: dict[str, dict[str, list[Sample]]] = {}
    for number in range(1, runs + 1):
        for each in several:
            for name, sample in _round(each, number).items():
                samples.setdefault(each.contender.name, {}).setdefault(name, []).append(sample)
    medians = {
        contender: {name: median(found) for name, found in rounds.items()}
        for contender, rounds in samples.items()
    }
    for contender, found in medians.items():
        print(contender)
        tables.against_cold(found)
    if OURS in medians:
        tables.against_peers(medians)
        tables.stages(medians[OURS])


def _round(each: Edited, number: int) -> Mapping[str, Sample]:
    """Return a cold build and those after it; everything is then as it was before."""
    contender = each.contender

    def built() -> Sample:
        return run(contender.command, contender.folder)

    with edits.undone(each.edits):
        contender.forget()
        found = {COLD: built(), AGAIN: built()}
        for edit in each.edits:
            edit.make(number)
            found[edit.kind] = built()
    contender.forget()
    return found
