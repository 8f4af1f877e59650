"""Opens links to other websites and says which ones lead nowhere. Only with `--external`.

It is polite: one question at a time to a server, the first bytes of an answer and no more, and a
name and purpose in every request. It goes to public addresses only, since links are other people's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx

from portal.content.loading import Records
from portal.errors import Position, Problem, warning
from portal.feeds.fetch import Resolve, addresses_of, is_public
from portal.schema import Part, Record
from portal.source import Location

MAXIMUM_LINKS = 2_000
TIMEOUT = 15.0
AT_ONCE = 8
REDIRECTS = 5
USER_AGENT = "portal-link-checker (+a careers site for adult social care; once a week)"
_IN_TEXT = re.compile(r"\]\(<?(https?://[^\s)>]+)|<(https?://[^\s>]+)>")
# Names that are set aside for examples (RFC 2606, RFC 6761) lead nowhere on purpose.
_EXAMPLES = re.compile(r"(?:^|\.)(?:example\.(?:org|com|net)|example|invalid|test|localhost)$")
# A server that says these is there: it wants a person, a key, or fewer questions.
_THERE = frozenset({401, 403, 405, 406, 429, 451, 503})
_GONE = frozenset({404, 410})


def links_in(records: Records) -> Mapping[str, tuple[Position, ...]]:
    """Return the addresses of other websites in the content, each with where it stands."""
    found: defaultdict[str, list[Position]] = defaultdict(list)
    for group in records.by_type.values():
        for record in group:
            for location, address in _addresses(record, ()):
                found[address].append(record.origin.position(*location))
            for number, line in enumerate(record.body.split("\n"), record.body_line):
                for match in _IN_TEXT.finditer(line):
                    place = Position(record.origin.path, number, match.start() + 1)
                    found[match[1] or match[2]].append(place)
    return {each: tuple(found[each]) for each in sorted(found) if not _is_example(each)}


def _addresses(part: Part, base: Location) -> Iterator[tuple[Location, str]]:
    for name, field in type(part).model_fields.items():
        yield from _within(getattr(part, name), (*base, field.alias or name))


def _within(value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        yield location, value
    elif isinstance(value, Part) and not isinstance(value, Record):
        yield from _addresses(value, location)
    elif isinstance(value, tuple | list):
        for number, member in enumerate(value):
            yield from _within(member, (*location, number))


def _is_example(address: str) -> bool:
    try:
        host = httpx.URL(address).host
    except (httpx.InvalidURL, ValueError):
        return False
    return bool(_EXAMPLES.search(host))


def check_links(
    links: Mapping[str, Sequence[Position]],
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve = addresses_of,
) -> list[Problem]:
    """Return a warning for each place that links to where nothing is.

    `transport` and `resolve` are for tests. At most MAXIMUM_LINKS addresses are opened.
    """
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for address in list(links)[:MAXIMUM_LINKS]:
        by_host[_host(address)].append(address)
    with (
        httpx.Client(
            transport=transport,
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": USER_AGENT, "Accept": "*/*"},
        ) as client,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        groups = pool.map(partial(_visit_all, client, resolve), by_host.values())
        answers = [each for group in groups for each in group]
    return [
        problem
        for address, sentence, remedy in answers
        if sentence
        for problem in _problems(links[address], sentence, remedy)
    ]


def _visit_all(
    client: httpx.Client, resolve: Resolve, addresses: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Return what is wrong with the links to one server, asked one after the other."""
    return [(each, *_visit(client, each, resolve)) for each in addresses]


def _problems(places: Iterable[Position], sentence: str, remedy: str) -> Iterator[Problem]:
    for place in places:
        yield warning(
            place,
            "broken-link-outside",
            f"A link to another website does not work: {sentence}",
            remedy,
        )


def _host(address: str) -> str:
    try:
        return httpx.URL(address).host
    except (httpx.InvalidURL, ValueError):
        return ""


def _visit(client: httpx.Client, address: str, resolve: Resolve) -> tuple[str, str]:
    """Return what is wrong with a link and what to do, or two empty texts."""
    shown = address if len(address) <= 100 else f"{address[:97]}…"
    try:
        request = client.build_request("GET", address)
        for _ in range(REDIRECTS + 1):
            host = request.url.host
            if not all(map(is_public, resolve(host))):
                return (
                    f"{shown} leads to {host}, which is not on the public internet.",
                    "Link to an address that everybody can open.",
                )
            response = client.send(request, stream=True)
            response.close()
            if response.next_request is None:
                return _judged(shown, response.status_code)
            request = response.next_request
    except httpx.TimeoutException:
        return f"{shown} did not answer in {TIMEOUT:.0f} seconds.", "Open it, and look again."
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as fault:
        return f"{shown} could not be opened ({type(fault).__name__}).", "Open it, and look again."
    return f"{shown} leads round in circles.", "Link to where it should lead."


def _judged(shown: str, status: int) -> tuple[str, str]:
    if status in _GONE:
        return f"{shown} is gone (it answers {status}).", "Find the new address, or take it out."
    if status >= 400 and status not in _THERE:
        return f"{shown} answers {status}.", "Open it, and look again."
    return "", ""
