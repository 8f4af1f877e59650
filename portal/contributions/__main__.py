"""`python3 -m portal.contributions comment|propose|freshness`: the jobs with a key.

They need no installed package, so that nothing but this repository's main branch runs beside the
key. Where they run, and for whom, comes from the variables that GitHub sets for every workflow.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from portal.contributions import jobs
from portal.contributions.github import GitHub, GitHubError, Send, send


def main(arguments: Sequence[str], environment: Mapping[str, str], ask: Send = send) -> int:
    """Do the job that is named, and return the exit code."""
    name = arguments[0] if len(arguments) == 1 else ""
    if name not in {"comment", "propose", "freshness"}:
        _say("Name one job: comment, propose or freshness.")
        return 2
    github = GitHub(
        environment["GITHUB_REPOSITORY"],
        environment["GITHUB_TOKEN"],
        ask,
        environment.get("GITHUB_API_URL", "https://api.github.com"),
        environment.get("GITHUB_SERVER_URL", "https://github.com"),
    )
    run = int(environment.get("GITHUB_RUN_ID", "0"))
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    try:
        if name == "comment":
            _say(jobs.comment(github, event))
        elif name == "propose":
            _say(jobs.propose(github, event, run))
        else:
            _say(jobs.keep_freshness(github, run))
    except GitHubError as error:
        _say(str(error))
        return 1
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
