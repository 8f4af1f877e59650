"""Checks of dated figures: nothing here is wrong today, and all of it may be by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from portal.content import Figure, Role
from portal.content.figures import RATES, amount_on, last_seen
from portal.content.loading import Records
from portal.content.vacancy import PayPeriod
from portal.errors import Problem, warning
from portal.filters import british_date, money
from portal.library import Library

# Rates change once a year, most in April: with a month to spare, one that is older was forgotten.
FIGURE_LASTS = timedelta(days=396)


def check_figures(records: Records, library: Library) -> Iterator[Problem]:
    """Yield a warning for each figure that nobody has looked at for 13 months, for each that the
    legal rates give already, and for each role whose pay the law no longer allows.
    """
    for figure in records.of("figure", Figure):
        yield from _check_age(figure, library.today)
        if figure.id in RATES and library.pay_rates:
            yield warning(
                figure.position,
                "figure-kept-twice",
                f'"{figure.id}" is also among the legal rates in pay_rates.yaml.',
                "Take it out here: texts that use it then follow the legal rates.",
            )
    for role in library.roles.values():
        yield from _check_role(role, library)


def _check_age(figure: Figure, today: date) -> Iterator[Problem]:
    newest = amount_on(figure.amounts, today)
    seen = last_seen(figure, today)
    if today - seen > FIGURE_LASTS:
        place = ("checked_on",) if seen == figure.checked_on else ("amounts",)
        yield warning(
            figure.origin.position(*place),
            "old-figure",
            f'The figure "{figure.id}" ({newest.text}) was last looked at on {british_date(seen)}.',
            "Look it up. Add the new amount with its day, or set checked_on to today.",
        )


def _check_role(role: Role, library: Library) -> Iterator[Problem]:
    """The National Minimum Wage Act 1998, section 1: nobody may be paid less than the rate."""
    rate = library.pay_rate(library.today)
    if rate is None or role.pay is None or role.pay.per is not PayPeriod.HOUR:
        return
    # Apprentices and people under 21 may be paid less; a role that pays no more than the lowest
    # rate of all is theirs.
    least = rate.age_21_and_over
    if rate.apprentice < role.pay.starter.min < least:
        yield warning(
            role.origin.position("pay", "starter", "min"),
            "role-below-the-law",
            f"pay.starter.min: {money(role.pay.starter.min, True)} an hour is below the legal "
            f"minimum of {money(least, True)} since {british_date(rate.from_date)}.",
            "Write $national-living-wage.number$, which follows the law, or look the pay up.",
        )
