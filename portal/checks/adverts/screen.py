"""Screens the vacancies of a day: what may not be shown like this is held back, and who to ask.

A vacancy from a feed with illegal words or pay is left out with a warning that names feed and
title; the feed and the build go on. One posted by hand is in our own hands: it is an error there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from portal.checks.adverts.pay import is_surely_enough, shortfall
from portal.checks.adverts.posted import better_than, check_closed, check_posted, said_of
from portal.content import Feed, PayRate, PostedVacancy
from portal.content.advert_rules.wording import wording_in, words_of
from portal.content.loading import Records
from portal.content.vacancy import Vacancy
from portal.errors import Position, Problem, Severity, warning
from portal.feeds.gather import Gathered
from portal.feeds.normalise.note import Happened, Note, printable_title
from portal.feeds.posted import SOURCE
from portal.values import fixed

_NAMED = 5


@fixed
class Finding:
    """One thing that is wrong with a vacancy from a feed; `is_illegal` keeps it off the site."""

    code: str
    sentence: str
    remedy: str
    is_illegal: bool


_Findings = tuple[Finding, ...]


@dataclass(slots=True)
class VacancyScreen:
    """Screens vacancies, and remembers what it found in each unchanged one."""

    _known: dict[int, tuple[Vacancy, _Findings]] = field(default_factory=dict)
    _used: tuple[tuple[PayRate, ...], date] = ((), date.min)
    _last: tuple[Gathered, Gathered] | None = None

    def screen(self, gathered: Gathered, records: Records, today: date) -> Gathered:
        """Return what may be shown, with a problem for everything that somebody should mend.

        The very same value comes back while nothing that it depends on has changed.
        """
        used = (tuple(records.of("pay-rate", PayRate)), today)
        if used != self._used:
            self._known, self._last, self._used = {}, None, used
        if self._last is None or self._last[0] is not gathered:
            self._last = (gathered, self._screen(gathered, records, today))
        return self._last[1]

    def _screen(self, gathered: Gathered, records: Records, today: date) -> Gathered:
        rates = self._used[0]
        found = self._find((*gathered.vacancies, *gathered.closed), gathered.fine, rates, today)
        held = {key for key, findings in found.items() if any(each.is_illegal for each in findings)}
        told = [(each, found[id(each)]) for each in gathered.vacancies if id(each) in found]
        problems = [
            *_feed_problems(told, records),
            *_posted_problems(gathered, records, rates, today),
        ]
        if not problems and not held:
            return gathered
        notes = tuple(
            Note(
                each.source, 0, findings[0].sentence, printable_title(each.title), Happened.SKIPPED
            )
            for each, findings in told
            if id(each) in held
        )
        return replace(
            gathered,
            vacancies=tuple(each for each in gathered.vacancies if id(each) not in held),
            closed=tuple(each for each in gathered.closed if id(each) not in held),
            notes=(*gathered.notes, *notes),
            problems=(*gathered.problems, *problems),
        )

    def _find(
        self,
        vacancies: Sequence[Vacancy],
        fine: Set[bytes],
        rates: tuple[PayRate, ...],
        today: date,
    ) -> dict[int, _Findings]:
        """Return the findings of each vacancy from a feed that has any, by its identity."""
        known, self._known = self._known, {}
        highest = max((each.age_21_and_over for each in rates), default=Decimal(0))
        for each in vacancies:
            if each.source == SOURCE:
                continue
            before = known.get(id(each))
            if before is None or before[0] is not each:
                is_fine = each.said in fine and is_surely_enough(each, highest)
                before = each, () if is_fine else tuple(_findings(each, fine, rates, today))
            self._known[id(each)] = before
        return {key: found for key, (_, found) in self._known.items() if found}


def _findings(
    vacancy: Vacancy, fine: Set[bytes], rates: tuple[PayRate, ...], today: date
) -> Iterator[Finding]:
    closed = vacancy.closes_at.date() if vacancy.closes_at else today
    short = shortfall(vacancy, rates, min(today, closed))
    if short is not None and not short.is_coming:
        yield Finding("pay-too-low", short.sentence, "to correct the pay", is_illegal=True)
    elif short is not None:
        remedy = "to say what it will pay from that day"
        yield Finding("pay-too-low-soon", short.sentence, remedy, is_illegal=False)
    # Nearly all were read with the feed; those that have gone from it were not.
    for found in () if vacancy.said in fine else wording_in(words_of(vacancy)):
        remedy = f"to change the words. {better_than(found)}"
        yield Finding(found.rule.code, said_of(found), remedy, found.illegal)


def _feed_problems(
    told: Sequence[tuple[Vacancy, _Findings]], records: Records
) -> Iterator[Problem]:
    """Yield a warning for each of the first few vacancies of a kind, and one for all the rest."""
    places = {feed.id: feed.position for feed in records.of("feed", Feed)}
    groups: defaultdict[tuple[str, str, bool], list[tuple[Vacancy, Finding]]] = defaultdict(list)
    for vacancy, findings in told:
        for each in {finding.code: finding for finding in reversed(findings)}.values():
            groups[vacancy.source, each.code, each.is_illegal].append((vacancy, each))
    for (feed, code, is_illegal), group in groups.items():
        position = places.get(feed, Position("content/vacancies/feeds.yaml"))
        shown = "is not shown" if is_illegal else "is shown, but"
        for vacancy, each in group[:_NAMED]:
            yield warning(
                position,
                code,
                f'In the feed "{feed}", the vacancy "{printable_title(vacancy.title)}" {shown}: '
                f"{each.sentence}",
                f"Ask whoever sends the feed {each.remedy}".rstrip(".") + ".",
            )
        more = len(group) - _NAMED
        if more > 0:
            yield warning(
                position,
                code,
                f'The feed "{feed}" has {more:,} more like these, which '
                f"{'are not shown' if is_illegal else 'are shown'}.",
                "Ask whoever sends the feed to look at all of its adverts.",
            )


def _posted_problems(
    gathered: Gathered, records: Records, rates: tuple[PayRate, ...], today: date
) -> Iterator[Problem]:
    posted = {each.id: each for each in records.of("vacancy", PostedVacancy)}
    for vacancy in gathered.vacancies:
        if vacancy.source == SOURCE and vacancy.id in posted:
            record = posted[vacancy.id]
            is_draft = bool(record.hidden_because(today))
            for problem in check_posted(record, vacancy, rates, today):
                # A draft is on nobody's screen but its author's, so it stops nothing.
                yield replace(problem, severity=Severity.WARNING) if is_draft else problem
    for vacancy in gathered.closed:
        if vacancy.source == SOURCE and vacancy.id in posted:
            yield from check_closed(posted[vacancy.id], today)
