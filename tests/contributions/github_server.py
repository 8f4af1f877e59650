"""A GitHub on this machine: enough of its REST API for the jobs with a key, over HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from contributions.fake_github import REPOSITORY, zipped

OURSELVES = {"login": "github-actions[bot]"}


@dataclass
class Town:
    """What the repository holds: open pull requests, comments, files that runs left."""

    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    artifacts: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    made: list[tuple[str, str, Any]] = field(default_factory=list)
    keys: set[str | None] = field(default_factory=set)

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Return status and answer, and remember what was changed."""
        if method != "GET":
            self.made.append((method, path, body))
        number = len(self.made)
        match method, path.strip("/").split("/"):
            case "GET", ["pulls"]:
                return 200, self.pulls
            case "GET", ["issues", _, "comments"]:
                return 200, self.comments
            case "POST", ["issues", _, "comments"]:
                self.comments.append({"id": number, "user": OURSELVES, "body": body["body"]})
                return 201, self.comments[-1]
            case "PATCH", ["issues", "comments", which]:
                [comment] = [each for each in self.comments if str(each["id"]) == which]
                comment["body"] = body["body"]
                return 200, comment
            case "GET", ["actions", "runs", _, "artifacts"]:
                listed = [
                    {"id": place, "name": name, "size_in_bytes": len(zipped(files))}
                    for place, (name, files) in enumerate(self.artifacts.items())
                ]
                return 200, {"artifacts": listed}
            case "GET", ["actions", "artifacts", which, "zip"]:
                return 200, zipped(list(self.artifacts.values())[int(which)])
            case "GET", ["git", "ref", "heads", "main"]:
                return 200, {"object": {"sha": "base"}}
            case "GET", _:
                return 404, {}
            case "POST", ["pulls"]:
                self.pulls.append({"number": 40, **body})
                return 201, self.pulls[-1]
        return 201, {"sha": f"sha{number}", "number": number, "id": number}


@contextmanager
def served(town: Town) -> Iterator[str]:
    """Serve a town's repository to this machine, and give the address of the API."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            town.keys.add(self.headers["Authorization"])
            size = int(self.headers["Content-Length"] or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            path = self.path.removeprefix(f"/repos/{REPOSITORY}").partition("?")[0]
            status, answer = town.answer(self.command, path, body)
            data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = _answer  # noqa: N815 - the names are http.server's

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
