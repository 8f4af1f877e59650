"""What is not on the site, and why: to be told by each build."""

from __future__ import annotations

from portal.values import fixed


@fixed
class LeftOut:
    """A record that is not published on the day of the build, and why."""

    kind: str
    id: str
    url: str
    because: str
