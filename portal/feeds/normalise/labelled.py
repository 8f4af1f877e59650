"""Fields that an advert writes into its description: "Salary: £12.60 per hour" on a line."""

from __future__ import annotations

import re

from portal.feeds.item import Item
from portal.patterns import compile_later

# One pattern for all labels. It is tried on the lines that have what parts a label from its value.
_LABELLED = compile_later(
    r"[ \t*•·-]*(?:(?P<pay_text>(?:rate of )?pay(?: rate)?|salary|hourly rate|wages?)"
    r"|(?P<location>(?:job )?location|based (?:in|at)|place of work)"
    r"|(?P<contract>contract(?: type)?|job type|employment type|type of contract)"
    r"|(?P<hours>(?:contracted |weekly |working )?hours(?: of work| per week)?)"
    r"|(?P<shifts>shifts?(?: pattern)?s?|working pattern)"
    r"|(?P<closes>closing date|closes|applications? (?:close|deadline)s?|deadline|apply by)"
    r"|(?P<starts>start date)"
    r"|(?P<reference>(?:job |vacancy )?ref(?:erence)?(?: (?:no|number))?\.?))"
    r"[ \t]*(?::|[–—]|-(?= ))[ \t]*(?P<value>\S[^\n]{0,160})",
    re.IGNORECASE,
)


def labelled_fields(item: Item, text: str) -> dict[str, str]:
    """Return what the item's description labels, where it has no field of its own."""
    found: dict[str, str] = {}
    if ":" not in text and "–" not in text:
        return found
    for line in text.split("\n"):
        if not (":" in line or "–" in line or "—" in line or "- " in line):
            continue
        match = _LABELLED.match(line)
        if match is None:
            continue
        name = match.lastgroup if match.lastgroup != "value" else None
        name = name or next(each for each, value in match.groupdict().items() if value)
        if name not in found and not _has(item, name):
            found[name] = match["value"].strip()
    return found


def _has(item: Item, name: str) -> bool:
    """Return whether the item has this field, or another of the same meaning."""
    if name == "pay_text":
        return bool(item.pay_text or item.pay_minimum or item.pay_maximum)
    if name == "location":
        return bool(item.location or item.locality or item.postcode)
    if name == "hours":
        return bool(item.hours or item.hours_minimum or item.hours_maximum)
    if name == "reference":
        # An id of the system is no better in prose; an address is.
        return bool(item.reference or item.url)
    return bool(getattr(item, name))
