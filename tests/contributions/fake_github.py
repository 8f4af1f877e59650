"""A GitHub that lives in memory, and remembers what it was asked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any
from urllib.request import Request

from portal.contributions.github import Answer

REPOSITORY = "town/careers"
BLOB = "https://blobs.example.net/zip"


class FakeGitHub:
    """Answers requests from `answers`, by method and path; what is not there is 404."""

    def __init__(
        self, answers: Mapping[str, Any], artifact: Mapping[str, bytes] | None = None
    ) -> None:
        self._answers = dict(answers)
        self.asked: list[tuple[str, str, Any]] = []
        self.keys: dict[str, str | None] = {}
        self._zip = zipped(artifact or {})

    def send(self, request: Request) -> Answer:
        """Answer a request."""
        self.keys[request.full_url] = request.get_header("Authorization")
        if request.full_url == BLOB:
            return Answer(200, self._zip)
        path = request.full_url.removeprefix(f"https://api.github.com/repos/{REPOSITORY}")
        body = json.loads(request.data) if isinstance(request.data, bytes) else None
        method = request.get_method()
        self.asked.append((method, path, body))
        if path.endswith("/zip"):
            return Answer(302, b"", BLOB)
        bare = path.split("?")[0]
        if bare.endswith("/artifacts"):
            name = path.split("name=")[1]
            found = {"id": 5, "name": name, "size_in_bytes": len(self._zip)}
            return Answer(200, json.dumps({"artifacts": [found]}).encode())
        key = f"{method} {bare}"
        if key in self._answers:
            return Answer(200, json.dumps(self._answers[key]).encode())
        made = {"sha": f"sha{len(self.asked)}", "number": 77, "id": 1}
        return Answer(404, b"") if method == "GET" else Answer(201, json.dumps(made).encode())

    def bodies(self, method: str, path: str) -> list[Any]:
        """Return what was sent to an address."""
        return [each[2] for each in self.asked if each[0] == method and each[1] == path]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
