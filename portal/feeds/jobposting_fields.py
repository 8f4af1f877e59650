"""The fields of one schema.org JobPosting as an item's, whatever shape each of them has.

schema.org lets almost every property be a text, an object or a list of either.
"""

from __future__ import annotations

from typing import Any

from portal.feeds.values import first, text

_DIRECT = (
    ("title", "title"),
    ("description", "description"),
    ("datePosted", "posted"),
    ("validThrough", "closes"),
    ("workHours", "hours"),
    ("employmentType", "contract"),
    ("jobStartDate", "starts"),
    ("url", "url"),
)
_ADDRESS = (
    ("streetAddress", "street"),
    ("addressLocality", "locality"),
    ("addressRegion", "region"),
    ("postalCode", "postcode"),
    ("addressCountry", "country"),
)
_MOST_PLACES = 50


def fields(posting: dict[str, Any]) -> dict[str, str]:
    """Return the posting's fields that are not empty, under our names."""
    found: dict[str, str] = {}
    for theirs, ours in _DIRECT:
        value = posting.get(theirs)
        if value is not None:  # most are texts already
            found[ours] = value.strip() if type(value) is str else text(value)
    identifier = first(posting.get("identifier"))
    if isinstance(identifier, dict):
        identifier = identifier.get("value") or identifier.get("@id")
    found["reference"] = text(identifier)
    found["provider"] = text(first(posting.get("hiringOrganization")))
    if "experienceRequirements" in posting:
        found["experience"] = _experience(first(posting["experienceRequirements"]))
    if not found.get("url"):
        found["url"] = text(first(posting.get("mainEntityOfPage"))) or _web_address(posting)
    _add_places(found, posting.get("jobLocation"))
    _add_pay(found, first(posting.get("baseSalary")) or first(posting.get("estimatedSalary")))
    if "applicationContact" in posting:
        _add_contact(found, first(posting["applicationContact"]))
    return {name: value for name, value in found.items() if value}


def _web_address(posting: dict[str, Any]) -> str:
    address = text(posting.get("@id"))
    return address if address.startswith(("https://", "http://")) else ""


def _experience(value: Any) -> str:
    """Return Google's OccupationalExperienceRequirements as words: months, or none needed."""
    if isinstance(value, dict):
        months = text(value.get("monthsOfExperience"))
        return f"{months} months" if months else text(value)
    return text(value)


def _add_places(found: dict[str, str], location: Any) -> None:
    """Take the first place as the posting's, and the others in words."""
    if isinstance(location, dict):
        _add_place(found, location)
        return
    places = location if isinstance(location, list) else [location]
    stated = [each for each in places if each not in (None, "", {}, [])][:_MOST_PLACES]
    for number, place in enumerate(stated):
        if not number:
            _add_place(found, place)
        else:
            other: dict[str, str] = {}
            _add_place(other, place)
            named = (other.get(part, "") for part in ("location", "locality", "postcode"))
            found["other_places"] = "\n".join(
                filter(None, (found.get("other_places"), ", ".join(filter(None, named))))
            )


def _add_place(found: dict[str, str], place: Any) -> None:
    if isinstance(place, str):
        found["location"] = place.strip()
        return
    if not isinstance(place, dict):
        return
    point = first(place.get("geo"))
    address = first(place.get("address"))
    if isinstance(point, dict):
        found["latitude"] = text(point.get("latitude"))
        found["longitude"] = text(point.get("longitude"))
    if isinstance(address, dict):
        for theirs, ours in _ADDRESS:
            part = address.get(theirs)
            if part is not None:
                found[ours] = part.strip() if type(part) is str else text(part)
    else:
        found["location"] = text(address) or text(place.get("name"))


def _add_pay(found: dict[str, str], salary: Any) -> None:
    if not isinstance(salary, dict):
        found["pay_text"] = text(salary)
        return
    found["pay_currency"] = text(salary.get("currency"))
    value = first(salary.get("value"))
    if not isinstance(value, dict):
        # MonetaryAmount may carry the range itself, and some put prose into the value.
        value = {**salary, "value": value}
    found["pay_per"] = text(value.get("unitText")) or text(salary.get("unitText"))
    amount = text(value.get("value"))
    found["pay_minimum"] = text(value.get("minValue"))
    found["pay_maximum"] = text(value.get("maxValue"))
    if not _is_number(amount):
        found["pay_text"] = amount
    elif not (found["pay_minimum"] or found["pay_maximum"]):
        found["pay_minimum"] = found["pay_maximum"] = amount


def _is_number(amount: str) -> bool:
    return amount.replace(",", "").replace(".", "", 1).isdecimal()


def _add_contact(found: dict[str, str], contact: Any) -> None:
    if isinstance(contact, dict):
        found["email"] = text(contact.get("email"))
        found["phone"] = text(contact.get("telephone"))
