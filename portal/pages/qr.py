"""QR codes of our own addresses, drawn as SVG: the bridge from paper to the site.

ISO/IEC 18004:2015 asks for four light modules around a code (6.3.8) and for dark on light. Level M
(8.5) mends 15 in 100 of a code that is folded, stained or badly printed. What goes in is written
as it is, so that what a phone reads is the very address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from portal.values import fixed

QUIET_ZONE = 4


@fixed
class QrCode:
    """A QR code, drawn when it is put on a page: that takes as long as twenty contexts."""

    url: str
    label: str = ""

    def __html__(self) -> str:
        """Return what `qr_svg` draws, for the page."""
        return qr_svg(self.url, self.label)


def qr_svg(url: str, label: str = "") -> Markup:
    """Return the QR code of an address as SVG, black on white whatever the colours of the page.

    It fills the box that it is put in. `label` is what a screen reader says of it; without one it
    is hidden from screen readers, since the address itself then has to stand beside it. Raises
    segno.DataOverflowError over 2,331 bytes.
    """
    import segno  # not at the top: most builds after an edit draw no code

    # A higher level of mending is taken where it costs no room.
    code = segno.make_qr(url, error="m", boost_error=True, encoding="utf-8")
    rows = ["".join("1" if dark else "0" for dark in row) for row in code.matrix]
    size = len(rows) + 2 * QUIET_ZONE
    said = Markup('role="img" aria-label="{}"').format(label) if label else 'aria-hidden="true"'
    return Markup(  # noqa: S704 - made of numbers, and of a label that is escaped
        f'<svg class="qr" viewBox="0 0 {size} {size}" {said}>'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000" shape-rendering="crispEdges" d="{"".join(_runs(rows))}"/></svg>'
    )


def readable(url: str) -> str:
    """Return an address as people say and type it, beside its code.

    >>> readable("https://www.care.example/roles/nurse/")
    'care.example/roles/nurse'
    """
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _runs(rows: list[str]) -> Iterator[str]:
    """Yield a closed path for each run of dark modules of a row."""
    for down, row in enumerate(rows, QUIET_ZONE):
        for run in re.finditer("1+", row):
            length = run.end() - run.start()
            yield f"M{run.start() + QUIET_ZONE} {down}h{length}v1h-{length}z"
