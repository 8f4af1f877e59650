"""GitHub's REST API, as much of it as comments and proposals need. Standard library only.

Addresses and fields are those of docs.github.com/rest. The key goes to the API alone: an artifact
is fetched from the address that the API gives for it, and that address gets no key.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

_API = "https://api.github.com"
_SERVER = "https://github.com"
_TIMEOUT = 30.0
_LARGEST_ANSWER = 20_000_000
_PAGES = 10
# Whoever else writes our marker into a comment does not get that comment overwritten.
_OURSELVES = "github-actions[bot]"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `location` is where it sends us, or empty."""

    status: int
    data: bytes
    location: str = ""


class GitHubError(Exception):
    """Raised where GitHub did not do what was asked; says what and why."""


Send = Callable[[Request], Answer]


class _NoRedirect(HTTPRedirectHandler):
    """Follows nothing, since urllib would take the key along to wherever it is sent."""

    def redirect_request(self, *_: Any) -> None:
        return None


def send(request: Request) -> Answer:
    """Return the answer to a request over the network."""
    try:
        with build_opener(_NoRedirect).open(request, timeout=_TIMEOUT) as response:
            return Answer(response.status, response.read(_LARGEST_ANSWER + 1))
    except HTTPError as error:
        with error:
            return Answer(error.code, error.read(10_000), error.headers.get("Location", ""))


@dataclass(frozen=True, slots=True)
class GitHub:
    """A repository, and the key for one job.

    `api` is where GitHub is asked, which gets the key, and `server` where people look at it; a
    GitHub Enterprise Server has its own.
    """

    repository: str
    token: str
    send: Send = send
    api: str = _API
    server: str = _SERVER

    def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, missing: bool = False
    ) -> Any:
        """Return the answer to a request below the repository; None if `missing` may be.

        Raises GitHubError.
        """
        answer = self._call(method, path, body)
        if missing and answer.status == 404:
            return None
        if not 200 <= answer.status < 300:
            raise GitHubError(f"GitHub answered {answer.status} to {method} {path}.")
        return json.loads(answer.data) if answer.data else {}

    def all(self, path: str, **query: str) -> list[Any]:
        """Return the members of a list over its pages, at most a thousand."""
        found: list[Any] = []
        for page in range(1, _PAGES + 1):
            words = urlencode({**query, "per_page": "100", "page": str(page)})
            members = self.ask("GET", f"{path}?{words}")
            found += members
            if len(members) < 100:
                break
        return found

    def artifact(self, run: int, name: str, most: int) -> Mapping[str, bytes]:
        """Return the files of a run's artifact by name, at most `most` bytes of them all together.

        Names are only looked up, never used as paths. Raises GitHubError.
        """
        words = urlencode({"name": name})
        listed = self.ask("GET", f"/actions/runs/{run}/artifacts?{words}").get("artifacts", [])
        found = next((each for each in listed if each.get("name") == name), None)
        if found is None:
            raise GitHubError(f"The run left no artifact called {name}.")
        if int(found["size_in_bytes"]) > most:
            raise GitHubError("The artifact is larger than it can be.")
        answer = self._call("GET", f"/actions/artifacts/{int(found['id'])}/zip", None)
        if urlsplit(answer.location).scheme == "https":
            answer = self.send(Request(answer.location))  # noqa: S310 - https, as just checked
        if answer.status != 200 or len(answer.data) > most:
            raise GitHubError("The artifact could not be fetched.")
        return unpack(answer.data, most)

    def artifact_address(self, run: int, name: str) -> str:
        """Return the address at which people can download an artifact, or an empty text."""
        words = urlencode({"name": name})
        listed = self.ask("GET", f"/actions/runs/{run}/artifacts?{words}").get("artifacts", [])
        found = next((each for each in listed if each.get("name") == name), None)
        if found is None:
            return ""
        return f"{self.web}/actions/runs/{run}/artifacts/{int(found['id'])}"

    @property
    def web(self) -> str:
        """Return the address of the repository for people."""
        return f"{self.server}/{self.repository}"

    def say_once(self, number: int, marker: str, text: str) -> None:
        """Write our comment on an issue or pull request, in place of the one we wrote before."""
        for comment in self.all(f"/issues/{number}/comments"):
            ours = comment["user"]["login"] == _OURSELVES
            if ours and str(comment["body"]).startswith(marker):
                self.ask("PATCH", f"/issues/comments/{int(comment['id'])}", {"body": text})
                return
        self.ask("POST", f"/issues/{number}/comments", {"body": text})

    def keep_issue(self, marker: str, title: str, text: str) -> int:
        """Write our issue, in place of what it said before, and return its number."""
        for issue in self.all("/issues", state="open"):
            ours = issue["user"]["login"] == _OURSELVES and "pull_request" not in issue
            if ours and str(issue["body"] or "").startswith(marker):
                self.ask("PATCH", f"/issues/{int(issue['number'])}", {"body": text})
                return int(issue["number"])
        return int(self.ask("POST", "/issues", {"title": title, "body": text})["number"])

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None) -> Answer:
        data = None if body is None else json.dumps(body).encode()
        request = Request(  # noqa: S310 - the API, whose address GitHub itself gives a workflow
            f"{self.api}/repos/{self.repository}{path}",
            data,
            {
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "User-Agent": "portal",
                "X-GitHub-Api-Version": "2022-11-28",
            },
            method=method,
        )
        return self.send(request)


def unpack(data: bytes, most: int) -> dict[str, bytes]:
    """Return the files in a zip by name, reading no more than `most` bytes. Raises GitHubError."""
    files: dict[str, bytes] = {}
    left = most
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist()[:50]:
                if member.is_dir():
                    continue
                with archive.open(member) as stream:
                    files[member.filename] = stream.read(left + 1)
                left -= len(files[member.filename])
                if left < 0:
                    raise GitHubError("The artifact unpacks to more than it can be.")
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
    ):
        raise GitHubError("The artifact is not a zip that can be read.") from None
    return files
