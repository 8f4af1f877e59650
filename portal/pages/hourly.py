"""Pay by the hour: as advertised, or worked out where that is certain."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

from portal.content.vacancy import PayPeriod, Vacancy

# A salary for fewer hours may be what a full-time colleague would get; adverts seldom say which.
FULL_TIME = Decimal(35)
# A salary is shared out over 52 weeks, as the check of legal pay and the role pages do.
_WEEKS = {
    PayPeriod.WEEK: Decimal(1),
    PayPeriod.MONTH: Decimal(52) / 12,
    PayPeriod.YEAR: Decimal(52),
}
_FULL_TIME_FIGURE = re.compile(r"pro[\s-]?rata|\bf\.?t\.?e\b|equivalent|\bote\b", re.IGNORECASE)
_PENNY = Decimal("0.01")


def least_hourly_pay(vacancy: Vacancy) -> Decimal | None:
    """Return the least that a vacancy pays for an hour, or None where that is not certain.

    A week's pay is certain where the hours are fixed; a month's or a year's where they are also
    full time, and where the advert does not speak of what full time would pay.
    """
    pay, hours = vacancy.pay, vacancy.hours
    if pay.minimum is None or pay.per is None:
        return None
    if pay.per is PayPeriod.HOUR:
        return pay.minimum
    is_fixed = hours.minimum and hours.maximum in (None, hours.minimum)
    if not is_fixed or hours.minimum is None or pay.per not in _WEEKS:
        return None
    if _FULL_TIME_FIGURE.search(pay.text):
        return None
    if pay.per is not PayPeriod.WEEK and hours.minimum < FULL_TIME:
        return None
    hourly = pay.minimum / (_WEEKS[pay.per] * hours.minimum)
    return hourly.quantize(_PENNY, ROUND_DOWN)
