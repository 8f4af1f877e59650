"""The preview as a WSGI app: it makes the page that is looked at, and nothing else.

What is not a page or an asset of the plan does not exist; no path of a request reaches the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from portal import routes
from portal.errors import Position, Problem
from portal.pages.page import Page
from portal.planning import Plan
from portal.serve.address import is_asked_for
from portal.serve.markup import (
    plain_page,
    problems_page,
    waiting_page,
    with_foot,
    with_near,
    with_ribbon,
    with_vacancies_to_come,
)
from portal.serve.preview import Preview, failure
from portal.serve.receiving import RECEIVER, receive
from portal.serve.saved import Age
from portal.serve.state import Shown, State
from portal.serve.viewed import near
from portal.values import fixed

StartResponse = Callable[[str, list[tuple[str, str]]], object]

_HTML = "text/html; charset=utf-8"
# Not from the operating system, which on Windows may take .js for plain text.
_TYPES = {
    ".html": _HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
}
_MOST_SEEN = 10_000


@fixed
class Answer:
    """What a browser is sent."""

    status: HTTPStatus
    body: bytes
    kind: str = _HTML
    location: str = ""


class App:
    """Answers requests from the preview's state, and remembers which state each page was of."""

    def __init__(self, preview: Preview, root: Path, hostname: str) -> None:
        self._preview = preview
        self._root = root
        self._hostname = hostname
        self._seen: dict[str, int] = {}

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; whatever happens, with a page."""
        try:
            answer = self._answer(environ)
        except Exception:
            answer = self._problems([failure(Position("portal"))])
        headers = [("Content-Type", answer.kind), ("Cache-Control", "no-store")]
        headers.append(("X-Content-Type-Options", "nosniff"))
        if answer.location:
            headers.append(("Location", answer.location))
        if answer.status is HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append(("Refresh", "1"))  # the page that was asked for, with or without scripts
        if answer.status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append(("Allow", "GET, HEAD"))
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [answer.body]

    def age_of(self, path: str) -> Age:
        """Return what the page at a path, as it was last sent, is by now."""
        state = self._preview.state
        return state.age_of(self._seen.get(path, state.number))

    def _answer(self, environ: dict[str, Any]) -> Answer:
        method = environ.get("REQUEST_METHOD")
        path = str(environ.get("PATH_INFO", "/")).encode("latin-1").decode("utf-8", "replace")
        receives = method == "POST" and path.endswith(RECEIVER)
        if method not in {"GET", "HEAD"} and not receives:
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED, "A preview can only be read.")
        if not is_asked_for(str(environ.get("HTTP_HOST", "")), self._hostname):
            return _plain(
                HTTPStatus.FORBIDDEN, "This preview answers to localhost and to IP addresses only."
            )
        if receives:
            received = receive(environ)
            return Answer(received.status, received.body, received.kind)
        state = self._preview.state
        answer = self._find(state, path)
        if answer.kind == _HTML:
            if len(self._seen) > _MOST_SEEN:
                self._seen.clear()
            self._seen[path] = state.number
        return answer

    def _find(self, state: State, path: str) -> Answer:
        plan = state.plan
        root = plan.config.root if plan else ""
        url = path[len(root) :] if path.startswith(f"{root}/") else ""
        data = plan.file(url) if plan else None
        data = self._preview.sheet(url) if data is None else data
        if data is not None:
            return Answer(HTTPStatus.OK, data, _kind(url))
        if plan is None and not state.problems:
            return self._wait(path)
        if plan is None or state.problems:
            return self._problems(state.problems)
        if url in plan.pages and not (state.early and _needs_vacancies(plan.pages[url])):
            status = HTTPStatus.NOT_FOUND if url == "/404.html" else HTTPStatus.OK
            return self._page(state, plan, url, status)
        target = _meant(plan, path, url)
        if target:
            return Answer(HTTPStatus.FOUND, b"", location=quote(root + target))
        if state.early:
            return self._wait(path)
        return self._missing(state, plan, url or path)

    def _page(self, state: State, plan: Plan, url: str, status: HTTPStatus) -> Answer:
        page = plan.pages[url]
        shown = self._preview.show(state, page)
        if shown.broken:
            return (
                self._wait(plan.config.root + url)
                if state.early
                else self._problems(shown.problems)
            )
        if not page.template.endswith(".html"):
            return Answer(status, shown.text.encode(), _kind(url))
        text = _complete(plan, url, shown)
        if state.early:
            self._preview.waiting.add(plan.config.root + url)
            text = with_vacancies_to_come(text)
        return Answer(status, text.encode())

    def _wait(self, path: str) -> Answer:
        self._preview.waiting.add(path)
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, waiting_page().encode())

    def _missing(self, state: State, plan: Plan, url: str) -> Answer:
        """Answer with the site's own page for unknown addresses, and with what may be meant."""
        because = next((each.because for each in plan.library.left_out if each.url == url), "")
        found = [plan.config.root + each for each in near(plan, url)]
        text = plain_page("Page not found", "This address is not one of the site's.")
        if "/404.html" in plan.pages:
            shown = self._preview.show(state, plan.pages["/404.html"])
            text = text if shown.broken else _complete(plan, "/404.html", shown)
        return Answer(HTTPStatus.NOT_FOUND, with_near(text, url, because, found).encode())

    def _problems(self, problems: Iterable[Problem]) -> Answer:
        text = problems_page(tuple(problems), self._root)
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, text.encode())


def _needs_vacancies(page: Page) -> bool:
    """Return whether a page is nothing without vacancies, or cannot say that they follow."""
    return page.url.startswith(routes.VACANCIES) or not page.template.endswith(".html")


def _complete(plan: Plan, url: str, shown: Shown) -> str:
    ribboned = with_ribbon(shown.text, plan.library.previewed.get(url, ""))
    return with_foot(ribboned, shown.problems)


def _meant(plan: Plan, path: str, url: str) -> str:
    """Return the address that a web server would send a browser on to, or nothing."""
    if path in {"/", plan.config.root}:
        return "/"
    if not url:  # outside the path under which the site lives
        return ""
    folder = url.removesuffix("index.html")
    if folder != url and folder.endswith("/") and folder in plan.pages:
        return folder
    return f"{url}/" if f"{url}/" in plan.pages else ""


def _plain(status: HTTPStatus, text: str) -> Answer:
    return Answer(status, f"{text}\n".encode(), "text/plain; charset=utf-8")


def _kind(url: str) -> str:
    if url.endswith("/feed.xml"):
        return "application/atom+xml"
    if url.endswith("/feed.json"):
        return "application/feed+json"
    return _TYPES.get(PurePosixPath(url).suffix.lower(), "application/octet-stream")
