"""Days and moments as feeds write them, in Europe/London.

ISO 8601 (schema.org), RFC 822 (RSS 2.0) and the ways in which people in Britain write a day.
What has no year, or one nobody meant, is not a date: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from portal.patterns import compile_later

LONDON = ZoneInfo("Europe/London")
END_OF_DAY = time(23, 59, 59)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        start=1,
    )
    for name in names.split()
}
_CLOCK = r"(?:[T ,]+(?:at )?(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*([ap]m)?)?"
_ZONE = r"\s*(Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?"
_ISO = compile_later(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_CLOCK}{_ZONE}\.?", re.IGNORECASE)
_BRITISH = compile_later(
    rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_CLOCK}", re.IGNORECASE
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_WORDS = compile_later(
    rf"{_DAY}(?:(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([a-z]{{3,9}})|"
    rf"([a-z]{{3,9}})\s+(\d{{1,2}})(?:st|nd|rd|th)?),?[\s-]+(\d{{4}}){_CLOCK}\.?",
    re.IGNORECASE,
)
_CLOCK_FIRST = compile_later(
    r"(?:applications? )?(?:closes?|closing|deadline|by)?\s*(?:at )?"
    r"(\d{1,2})[:.](\d{2})\s*([ap]m)?(?: on)?,?\s+(\d.*)",
    re.IGNORECASE,
)
_RFC_822 = compile_later(
    r"(?:[a-z]{3}, *)?\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? "
    r"(?:[a-z]{1,4}|[+-]\d{4})",
    re.IGNORECASE,
)
# Five digits are the days from 1982 to 2064; a fraction is the time of day.
_EXCEL = compile_later(r"([3-5]\d{4})(\.\d{1,12})?")
_EXCEL_START = datetime(1899, 12, 30)  # noqa: DTZ001  # spreadsheets know no zones
_ZONES = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00"}


@lru_cache(maxsize=8192)
def day_of(text: str) -> date | None:
    """Return the day in London that a date or date-time means, or None if it means none."""
    found = _moment(text)
    return found[0].date() if found else None


@lru_cache(maxsize=8192)
def closing_moment(text: str) -> datetime | None:
    """Return when applications close, in Europe/London; a day means the end of that day.

    Midnight means the day as well: systems that only know days write `T00:00:00` after them.
    """
    found = _moment(text)
    if found is None:
        return None
    moment, has_clock = found
    return moment if has_clock else datetime.combine(moment.date(), END_OF_DAY, LONDON)


def _moment(text: str) -> tuple[datetime, bool] | None:
    """Return the moment in London, and whether a time of day other than midnight was given."""
    source = " ".join(text[:100].split())
    for read in _READERS:
        try:
            moment = read(source)
        except (ValueError, OverflowError):
            return None
        if moment is not None:
            return moment if _FIRST_YEAR <= moment[0].year <= _LAST_YEAR else None
    return None


def _in_london(moment: datetime) -> tuple[datetime, bool]:
    midnight = moment.time().replace(tzinfo=None) == time()
    if midnight or moment.tzinfo is None:
        # Midnight stands for a day, and that day is the one which was written.
        return moment.replace(tzinfo=LONDON), not midnight
    return moment.astimezone(LONDON), True


def _with_clock(day: date, clock: tuple[str | None, ...], zone: str = "") -> tuple[datetime, bool]:
    hour, minute, second = (int(each or 0) for each in clock[:3])
    half = (clock[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    text = f"{day.isoformat()}T{hour:02}:{minute:02}:{second:02}{zone}"
    return _in_london(datetime.fromisoformat(text))


def _from_iso(source: str) -> tuple[datetime, bool] | None:
    found = _ISO.fullmatch(source)
    if not found:
        return None
    year, month, day, *clock, zone = found.groups()
    zone = (zone or "").upper()
    return _with_clock(date(int(year), int(month), int(day)), tuple(clock), _ZONES.get(zone, zone))


def _from_british(source: str) -> tuple[datetime, bool] | None:
    found = _BRITISH.fullmatch(source)
    if not found:
        return None
    day, month, year, *clock = found.groups()
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    return _with_clock(date(whole_year, int(month), int(day)), tuple(clock))


def _from_words(source: str) -> tuple[datetime, bool] | None:
    found = _WORDS.fullmatch(source)
    if not found:
        return None
    day, month, other_month, other_day, year, *clock = found.groups()
    number = _MONTHS.get((month or other_month).lower())
    if number is None:
        return None
    return _with_clock(date(int(year), number, int(day or other_day)), tuple(clock))


def _from_rfc_822(source: str) -> tuple[datetime, bool] | None:
    return _in_london(parsedate_to_datetime(source)) if _RFC_822.fullmatch(source) else None


def _from_clock_first(source: str) -> tuple[datetime, bool] | None:
    """Read "11:59pm 21 June 2026", and a little of what councils write in front of it."""
    found = _CLOCK_FIRST.fullmatch(source)
    if not found:
        return None
    hour, minute, half, day = found.groups()
    rest = _moment(day.rstrip(" ."))
    return rest and _with_clock(rest[0].date(), (hour, minute, None, half))


def _from_excel(source: str) -> tuple[datetime, bool] | None:
    """Read a day's number in Excel: 46357 is 1 December 2026, where 1 is 1 January 1900."""
    found = _EXCEL.fullmatch(source)
    if not found:
        return None
    # Excel believes that 1900 was a leap year, so that its first day is 31 December 1899.
    moment = _EXCEL_START + timedelta(
        days=int(found[1]), seconds=round(float(found[2] or 0) * 86400)
    )
    return _in_london(moment)


_READERS: tuple[Callable[[str], tuple[datetime, bool] | None], ...] = (
    _from_iso,
    _from_rfc_822,
    _from_british,
    _from_words,
    _from_clock_first,
    _from_excel,
)
