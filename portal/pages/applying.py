"""How to apply for a vacancy, and how to tell somebody else about it."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import quote

from markupsafe import Markup

from portal.content.vacancy import Vacancy
from portal.values import fixed

# What a number begins with; an extension after it is for the person who calls.
_NUMBER = re.compile(r"\+?[\d\s()./-]+")
_FEWEST_DIGITS = 7
# Behind a user's name and before a port, if there are any.
_HOST = re.compile(r"://(?:[^/?#]*@)?(?:www\.)?([^/?#:]*)")
_QUOTED = {number: quote(chr(number), safe="") for number in range(128)}


@fixed
class Way:
    """A way to apply: what its button says, where it leads, and the same in words.

    `url` is empty for a number that no telephone understands; `ask` is the provider's website,
    where the advert names no way at all.
    """

    kind: Literal["web", "email", "phone", "ask"]
    label: str
    url: str
    shown: str


def ways_to_apply(vacancy: Vacancy, website: str) -> tuple[Way, ...]:
    """Return every way that the advert names, the shortest first, or the provider's website."""
    apply = vacancy.apply
    ways = []
    if apply.url:
        ways.append(Way("web", "Apply for this job", apply.url, _host(apply.url)))
    if apply.email:
        subject = quote(", ".join(filter(None, (vacancy.title, vacancy.place))))
        address = f"mailto:{quote(apply.email, safe='@+')}?subject={subject}"
        ways.append(Way("email", "Apply by email", address, apply.email))
    if apply.phone:
        ways.append(Way("phone", "Call to apply", phone_url(apply.phone), apply.phone))
    if not ways and website:
        ways.append(Way("ask", "Ask the provider", website, _host(website)))
    return tuple(ways)


def phone_url(number: str) -> str:
    """Return the address that calls a number, or an empty text where there is none to be sure of.

    >>> phone_url("0116 496 0134"), phone_url("+44 (0)116 496 0134 ext. 5")
    ('tel:01164960134', 'tel:+441164960134')
    >>> phone_url("ask for Dipti")
    ''
    """
    text = number.strip()
    if text.startswith("+"):
        text = text.replace("(0)", "")
    found = _NUMBER.match(text)
    digits = re.sub(r"[^\d+]", "", found[0]) if found else ""
    return f"tel:{digits}" if len(digits) >= _FEWEST_DIGITS else ""


def share_text(title: str, provider: str, place: str, url: str) -> Markup:
    """Return what a message says about a vacancy, ready for an address.

    >>> str(share_text("Cook", "Example House", "Testham", "https://site.example/x/"))
    'Cook%20with%20Example%20House%2C%20Testham%3A%20https%3A%2F%2Fsite.example%2Fx%2F'
    """
    employer = f" with {provider}" if provider else ""
    where = f", {place}" if place else ""
    return message(f"{title}{employer}{where}", url)


def message(words: str, url: str) -> Markup:
    """Return words and an address as what a message says, ready to stand in a link.

    >>> str(message("Café cook", "/x/"))
    'Caf%C3%A9%20cook%3A%20%2Fx%2F'
    """
    text = f"{words}: {url}"
    # The long way is slow, and few adverts need it.
    quoted = text.translate(_QUOTED) if text.isascii() else quote(text, safe="")
    return Markup(quoted)  # noqa: S704 - nothing is left in it that HTML would read


def _host(url: str) -> str:
    """Return whose website an address is on.

    >>> _host("https://www.example.org:8000/jobs?id=1")
    'example.org'
    """
    found = _HOST.search(url)
    return found[1] if found else ""
