"""Where a role can lead, and how people get to it: three steps deep, for nested lists.

Written out in full, such trees would repeat themselves: three steps from a first job there are
hundreds of paths and forty roles. So each role stands in a tree once, where fewest steps lead to
it, and a list stays short enough to read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portal.content import Step
from portal.content.pathway import StepKind
from portal.filters import months_text
from portal.library import Library
from portal.pages import words
from portal.values import fixed

DEPTH = 3
# Up before across: who reads only the first lines sees what makes a career.
_ORDER = {StepKind.ADVANCE: 0, StepKind.SPECIALISE: 1, StepKind.SIDEWAYS: 2}


@fixed
class Way:
    """A step of a tree: title and address of the role at its far end, and the ways from there.

    `kind` is advance, sideways or specialise, and `kind_label` says it in words; `time` may be
    empty. `vacancies` counts what is open in the role, `stories` people who took this very step.
    """

    title: str
    url: str
    kind: str
    kind_label: str
    time: str
    vacancies: int
    stories: int
    further: tuple[Way, ...]


def ways_on(library: Library, role: str, depth: int = DEPTH) -> tuple[Way, ...]:
    """Return where a role, given by its id, can lead; each role once, up before across."""
    return _tree(library, role, depth, library.steps_from, lambda step: step.to)


def ways_in(library: Library, role: str, depth: int = DEPTH) -> tuple[Way, ...]:
    """Return from where people come to a role, given by its id, and from where they came there."""
    return _tree(library, role, depth, library.steps_to, lambda step: step.from_)


def step_time(step: Step) -> str:
    """Return the usual time of a step in words, or an empty text where nobody has said."""
    return step.time_note or (months_text(step.months) if step.months else "")


def _tree(
    library: Library,
    root: str,
    depth: int,
    steps: Mapping[str, tuple[Step, ...]],
    end: Callable[[Step], str],
) -> tuple[Way, ...]:
    """Return the tree of what fewest steps lead to, level by level."""
    taken: dict[str, list[Step]] = {}
    seen, level = {root}, [root]
    for _ in range(depth):
        further = []
        for role in level:
            for step in sorted(steps.get(role, ()), key=lambda each: _ORDER[each.kind]):
                if end(step) not in seen:
                    seen.add(end(step))
                    further.append(end(step))
                    taken.setdefault(role, []).append(step)
        level = further

    def ways(role: str) -> tuple[Way, ...]:
        return tuple(
            _way(library, step, end(step), ways(end(step))) for step in taken.get(role, ())
        )

    return ways(root)


def _way(library: Library, step: Step, end: str, further: tuple[Way, ...]) -> Way:
    role = library.roles[end]
    return Way(
        title=role.title,
        url=role.url,
        kind=step.kind.value,
        kind_label=words.STEP_KINDS[step.kind],
        time=step_time(step),
        vacancies=len(library.vacancies_by_role.get(end, ())),
        stories=len(library.stories_by_step.get((step.from_, step.to), ())),
        further=further,
    )
