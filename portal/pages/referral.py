"""What pages say of refer-a-friend schemes: the worked example, and a line where people look."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from portal import routes
from portal.content import Scheme
from portal.content.scheme import REFERRER, Stage
from portal.filters import british_date, money
from portal.library import Library
from portal.pages.vacancy_dates import iso_moment
from portal.values import fixed

_MONDAY = 0
_NOTICE = timedelta(weeks=2)


@fixed
class SchemeLine:
    """A scheme in a sentence: beside a vacancy or a story of its provider.

    `closes` is the moment at which the line goes by itself (ISO 8601), or empty; `make` is the
    address at which a link to the page is made; `parameter` is how the provider's form calls the
    code, or empty.
    """

    title: str
    url: str
    total: str
    provider: str
    closes: str
    make: str
    parameter: str
    example: bool


@fixed
class Paid:
    """A stage in the worked example: its day in words, or empty where it hangs on something else.

    `whom` says for whom it is; `so_far` is what everybody together has been paid by then.
    """

    day: str
    when: str
    amount: str
    whom: str
    so_far: str


@fixed
class WorkedExample:
    """What is paid when a friend starts on a day. `started` is that day in words."""

    started: str
    rows: tuple[Paid, ...]
    total: str
    bonus: str
    total_with_bonus: str


def scheme_line(library: Library, provider: str | None, page_url: str) -> SchemeLine | None:
    """Return the first open scheme of a provider, to be shown on a page, or None."""
    for scheme in library.schemes_by_provider.get(provider or "", ()):
        if scheme.is_open(library.today):
            owner = library.providers.get(scheme.provider or "")
            return SchemeLine(
                title=scheme.title,
                url=scheme.url,
                total=money(scheme.total),
                provider=owner.title if owner else "",
                closes=iso_moment(scheme.closes_at),
                make=f"{routes.REFER_A_FRIEND}?page={page_url}#make-my-link",
                parameter=scheme.apply_parameter or "",
                example=scheme.example,
            )
    return None


def worked_example(scheme: Scheme, today: date) -> WorkedExample | None:
    """Return what is paid to whom and when, if a friend starts soon; None for a scheme that is over
    or where no day can be worked out.
    """
    started = first_day(scheme, today)
    if started is None or all(each.due(started) is None for each in scheme.stages):
        return None
    rows = []
    so_far = Decimal(0)
    for stage in scheme.stages:
        so_far += stage.amount
        day = british_date(stage.due(started))
        rows.append(Paid(day, stage.when, money(stage.amount), for_whom(stage), money(so_far)))
    bonus = scheme.new_to_care_bonus
    weekday = "Monday " if started.weekday() == _MONDAY else ""
    return WorkedExample(
        started=f"{weekday}{british_date(started)}",
        rows=tuple(rows),
        total=money(so_far),
        bonus=money(bonus) if bonus else "",
        total_with_bonus=money(so_far + bonus) if bonus else "",
    )


def for_whom(stage: Stage) -> str:
    """Return for whom a part of the reward is, as it is said to whoever refers.

    >>> for_whom(Stage(when="They start", amount=Decimal(50)))
    'for you'
    >>> for_whom(Stage(when="They start", amount=Decimal(50), to="the friend who started"))
    'for the friend who started'
    """
    return "for you" if stage.to == REFERRER else f"for {stage.to}"


def first_day(scheme: Scheme, today: date) -> date | None:
    """Return a Monday, two weeks on or more, on which a friend could start; or the scheme's last
    day, where it ends before; None where it is over.

    A friend who is told today has to apply and to be asked in first.
    """
    earliest = max(today, scheme.starts) + _NOTICE
    monday = earliest + timedelta(days=-earliest.weekday() % 7)
    if scheme.ends is None or monday <= scheme.ends:
        return monday
    return scheme.ends if today <= scheme.ends else None
