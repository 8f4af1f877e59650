"""The same vacancy twice: posted and in a feed, in two feeds, or put up again in one of them.

Two adverts are one vacancy where provider, title and place are the same and nothing that both
of them state differs: pay, hours, contract, shifts, postcode. What an advert leaves out differs
from nothing, but is no reason to choose between two either: then it stays by itself. Two adverts
of one feed are two vacancies unless every word is the same, for a home may well seek two people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from portal.content.vacancy import Answer, Driving, Sighting, Vacancy
from portal.feeds.normalise.note import Note, printable_title
from portal.feeds.posted import SOURCE
from portal.patterns import compile_later

_NO_WORD = compile_later(r"[\W_]+")
_COMPANY = compile_later(r" (?:ltd|limited|plc|llp|cic)$")

Stated = tuple[Hashable, ...]


def without_duplicates(
    found: Sequence[Vacancy],
) -> tuple[tuple[Vacancy, ...], tuple[Note, ...]]:
    """Return each vacancy once, in the order given, and a note for every one that was put away.

    The one posted by hand is kept, else the one that says most, else the one that came first. It
    carries the others in its `sources`.
    """
    winner: dict[str, Vacancy] = {}
    shared: dict[str, list[Vacancy]] = {}
    for alike in _groups(found):
        kept = min(alike, key=_rank)  # of equals, the first
        for each in alike:
            winner[each.id] = kept
        shared[kept.id] = alike
    if not shared:
        return tuple(found), ()
    kept_ones: list[Vacancy] = []
    notes: list[Note] = []
    for vacancy in found:
        kept = winner.get(vacancy.id, vacancy)
        if kept is not vacancy:
            notes.append(_note(vacancy, kept))
        elif vacancy.id in shared:
            kept_ones.append(replace(vacancy, sources=_sources(vacancy, shared[vacancy.id])))
        else:
            kept_ones.append(vacancy)
    return tuple(kept_ones), tuple(notes)


def _groups(found: Iterable[Vacancy]) -> Iterator[list[Vacancy]]:
    """Yield every two or more that are one vacancy. Each vacancy is looked at a few times only."""
    named: defaultdict[tuple[str, ...], list[Vacancy]] = defaultdict(list)
    words: dict[str, str] = {}
    for vacancy in found:
        title, provider = vacancy.title, vacancy.provider or vacancy.provider_name
        place = vacancy.place
        if provider and (place or vacancy.outcode):
            for name in (title, provider, place):
                if name not in words:
                    words[name] = _COMPANY.sub("", _NO_WORD.sub(" ", name.casefold()).strip())
            outcode = "" if place else vacancy.outcode
            named[words[title], words[provider], words[place], outcode].append(vacancy)
    for members in named.values():
        if len(members) > 1:
            yield from _same_facts(members)


def _same_facts(members: Sequence[Vacancy]) -> Iterator[list[Vacancy]]:
    """Yield those of one name whose facts agree; one that states less joins the only one it can."""
    alike: defaultdict[Stated, list[Vacancy]] = defaultdict(list)
    for each in members:
        alike[_stated(each)].append(each)
    home = _homes(tuple(alike))
    joined: defaultdict[Stated, list[Vacancy]] = defaultdict(list)
    for stated, vacancies in alike.items():
        joined[home[stated]].extend(vacancies)
    for vacancies in joined.values():
        if len(vacancies) > 1:
            yield from _across_sources(vacancies)


def _homes(all_stated: Sequence[Stated]) -> Mapping[Stated, Stated]:
    """Return for each set of facts the fullest one that it can only mean, often itself."""
    patterns: defaultdict[tuple[bool, ...], list[Stated]] = defaultdict(list)
    for stated in all_stated:
        patterns[tuple(fact is not None for fact in stated)].append(stated)
    fullest = sorted(patterns, key=sum, reverse=True)
    home: dict[Stated, Stated] = {}
    for pattern in fullest:
        candidates: defaultdict[Stated, set[Stated]] = defaultdict(set)
        for fuller in fullest:
            if fuller != pattern and all(f or not p for f, p in zip(fuller, pattern, strict=True)):
                for stated in patterns[fuller]:
                    candidates[_only(stated, pattern)].add(home[stated])
        for stated in patterns[pattern]:
            found = candidates.get(stated, set())
            home[stated] = next(iter(found)) if len(found) == 1 else stated
    return home


def _only(stated: Stated, pattern: tuple[bool, ...]) -> Stated:
    return tuple(fact if wanted else None for fact, wanted in zip(stated, pattern, strict=True))


def _across_sources(vacancies: Sequence[Vacancy]) -> Iterator[list[Vacancy]]:
    """Yield those that are one: the same words, or one of each source where none has more."""
    worded: defaultdict[Hashable, list[Vacancy]] = defaultdict(list)
    for each in vacancies:
        worded[each.description or each.id].append(each)
    groups = list(worded.values())
    sources = [
        each.source for group in groups for each in {one.source: one for one in group}.values()
    ]
    if len(sources) == len(set(sources)):
        groups = [list(vacancies)]
    yield from (group for group in groups if len(group) > 1)


def _stated(vacancy: Vacancy) -> Stated:
    pay, hours = vacancy.pay, vacancy.hours
    return (
        (pay.minimum, pay.maximum or pay.minimum, pay.per) if pay.per else None,
        (hours.minimum, hours.maximum or hours.minimum)
        if hours.minimum is not None or hours.maximum is not None
        else None,
        vacancy.contract,
        frozenset(vacancy.shifts) or None,
        vacancy.postcode.replace(" ", "") or None,
    )


def _rank(vacancy: Vacancy) -> tuple[bool, int]:
    """Return what orders vacancies of equal facts: the best comes first."""
    return vacancy.source != SOURCE, -sum(map(_says, _ASKED, [vacancy] * len(_ASKED)))


def _says(ask: Callable[[Vacancy], object], vacancy: Vacancy) -> bool:
    answer = ask(vacancy)
    return bool(answer) and answer not in (Answer.NOT_STATED, Driving.NOT_STATED)


_ASKED: tuple[Callable[[Vacancy], object], ...] = (
    lambda each: each.role,
    lambda each: each.postcode,
    lambda each: each.description,
    lambda each: each.pay.per,
    lambda each: each.pay.text,
    lambda each: each.contract,
    lambda each: each.hours.minimum or each.hours.maximum,
    lambda each: each.hours.guaranteed,
    lambda each: each.shifts,
    lambda each: each.driving,
    lambda each: each.terms.travel_time_paid,
    lambda each: each.terms.mileage,
    lambda each: each.terms.dbs_paid_by,
    lambda each: each.terms.induction_paid,
    lambda each: each.terms.sick_pay,
    lambda each: each.terms.uniform_provided,
    lambda each: each.experience_needed,
    lambda each: each.starts,
    lambda each: each.posted_on,
    lambda each: each.closes_at,
    lambda each: each.apply.url,
    lambda each: each.apply.email or each.apply.phone,
)


def _sources(kept: Vacancy, alike: Sequence[Vacancy]) -> tuple[Sighting, ...]:
    others = [each for each in alike if each is not kept]
    return tuple(Sighting(each.source, each.reference, each.id) for each in (kept, *others))


def _note(vacancy: Vacancy, kept: Vacancy) -> Note:
    reason = f'It is the same vacancy as {kept.id} from "{kept.source}", so it is shown once.'
    return Note(vacancy.source, 0, reason, printable_title(vacancy.title))
