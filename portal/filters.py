"""Small pure functions that turn values into words; templates use them as filters."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from portal.schema import direction_of

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# What could end a script element or a JavaScript text. Replacing is far faster than translating.
_SCRIPT_ESCAPES = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)


@functools.lru_cache(maxsize=4096)
def british_date(day: date | None) -> str:
    """Return a day as people write it here.

    >>> british_date(date(2026, 11, 2))
    '2 November 2026'
    >>> british_date(None)
    ''
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


@functools.lru_cache(maxsize=4096)
def british_moment(moment: datetime | None) -> str:
    """Return a day, with its time where that is not the end of the day.

    >>> british_moment(datetime(2026, 11, 22, 23, 59))
    '22 November 2026'
    >>> british_moment(datetime(2026, 11, 22, 17, 30))
    '22 November 2026 at 5:30pm'
    >>> british_moment(datetime(2026, 11, 22, 12, 0))
    '22 November 2026 at midday'
    """
    if moment is None:
        return ""
    day = british_date(moment.date())
    clock = moment.time().replace(second=0, microsecond=0)
    if clock in (time(23, 59), time(0, 0)):
        return day
    if clock == time(12, 0):
        return f"{day} at midday"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{day} at {clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"


def rfc3339(when: date) -> str:
    """Return a moment as feeds want it (RFC 3339); a day is the start of that day.

    >>> rfc3339(date(2026, 11, 22))
    '2026-11-22T00:00:00Z'
    """
    if not isinstance(when, datetime):
        return f"{when.isoformat()}T00:00:00Z"
    return f"{when.isoformat(timespec='seconds')}{'' if when.tzinfo else 'Z'}"


def money(amount: Decimal, pence: bool = False) -> str:
    """Return pounds; pence only where there are some, or where `pence` asks for them.

    >>> money(Decimal("12.71")), money(Decimal("24000.00")), money(Decimal("13"), pence=True)
    ('£12.71', '£24,000', '£13.00')
    """
    return f"£{amount:,.2f}" if pence or amount % 1 else f"£{amount:,.0f}"


@functools.lru_cache(maxsize=4096)
def amount_text(minimum: Decimal | None, maximum: Decimal | None, per: str) -> str:
    """Return an amount from and to for a time, or an empty text where there is no figure.

    >>> amount_text(Decimal("12.71"), Decimal("13.40"), "hour")
    '£12.71 to £13.40 an hour'
    >>> amount_text(None, Decimal("30000"), "year")
    'Up to £30,000 a year'
    """
    figures = [figure for figure in (minimum, maximum) if figure is not None]
    if not figures:
        return ""
    pence = any(figure % 1 for figure in figures)
    period = f" {'an' if per == 'hour' else 'a'} {per}"
    if minimum is None:
        return f"Up to {money(figures[0], pence)}{period}"
    if maximum is None or maximum == minimum:
        return f"{money(minimum, pence)}{period}"
    return f"{money(minimum, pence)} to {money(maximum, pence)}{period}"


def number(figure: Decimal) -> str:
    """Return a number without needless zeros.

    >>> number(Decimal("37.50")), number(Decimal("20"))
    ('37.5', '20')
    """
    return f"{figure:f}".rstrip("0").rstrip(".") if figure % 1 else f"{figure:.0f}"


def count_words(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> count_words(1, "vacancy", "vacancies"), count_words(1200, "vacancy", "vacancies")
    ('1 vacancy', '1,200 vacancies')
    >>> count_words(3, "role")
    '3 roles'
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def months_text(months: tuple[int, int]) -> str:
    """Return a usual time, in years where that reads better.

    >>> months_text((6, 18)), months_text((12, 24)), months_text((6, 6)), months_text((0, 3))
    ('6 to 18 months', '1 to 2 years', '6 months', 'up to 3 months')
    """
    least, most = months
    in_years = most >= 12 and least % 12 == 0 == most % 12
    if in_years:
        least, most = least // 12, most // 12
    unit = "year" if in_years else "month"
    if not least:
        return f"up to {count_words(most, unit)}" if most else "straight away"
    return count_words(most, unit) if least == most else f"{least} to {count_words(most, unit)}"


def list_words(words: Iterable[str], last: str = "and") -> str:
    """Return words as a sentence lists them.

    >>> list_words(["days"]), list_words(["days", "nights", "weekends"])
    ('days', 'days, nights and weekends')
    """
    members = list(words)
    if len(members) < 2:
        return "".join(members)
    return f"{', '.join(members[:-1])} {last} {members[-1]}"


def lower_first(text: str) -> str:
    """Return the text as it stands inside a sentence; abbreviations keep their capitals.

    >>> lower_first("Any time"), lower_first("NHS training")
    ('any time', 'NHS training')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def shorten(text: str, limit: int = 160) -> str:
    """Return the text, cut between words where it is longer than the limit.

    >>> shorten("A home for older people", 15)
    'A home for…'
    """
    if len(text) <= limit:
        return text
    cut = text[:limit]
    kept = cut[:-1].rsplit(" ", 1)[0] if " " in cut[:-1] else cut[:-1]
    return kept.rstrip(" ,;:.–-") + "…"


def json_ld(data: Mapping[str, Any]) -> Markup:
    r"""Return JSON that cannot end the script element it stands in.

    >>> str(json_ld({"name": "</script>"}))
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = _compact(data)
    for sign, escape in _SCRIPT_ESCAPES:
        text = text.replace(sign, escape)
    return Markup(text)  # noqa: S704 - escaped just above


def json_text(data: Any) -> Markup:
    """Return JSON for a file of its own."""
    return Markup(json.dumps(data, ensure_ascii=False, indent=1))  # noqa: S704 - a JSON file


def in_language(code: str) -> Markup:
    """Return the attributes of an element whose text is in a language, or nothing without one.

    >>> in_language("ur")
    Markup(' lang="ur" dir="rtl"')
    """
    return Markup(' lang="{}" dir="{}"').format(code, direction_of(code)) if code else Markup()


FILTERS: Mapping[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        british_date,
        british_moment,
        rfc3339,
        money,
        number,
        count_words,
        months_text,
        list_words,
        lower_first,
        shorten,
        json_ld,
        json_text,
        in_language,
    )
}
