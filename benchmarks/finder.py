"""Measures the finder of vacancies in Chromium: `.venv/bin/python benchmarks/finder.py`.

A workload is built, its list of vacancies is opened with the processor slowed as many times as a
phone is slower, and filters are changed. For each change two times are told: until the list is in
the document and laid out, and until it is on the screen, for which the next frame is waited for.
Where other programs keep the processors busy, look at the processor's own time: that is measured
without slowing, counts beside the choices included, and multiplied.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import tables
from contenders import DEFAULT_BUILD, ours
from measure import run
from playwright.sync_api import CDPSession, Page, ViewportSize, sync_playwright
from run import machine, memory_folder, warn_of_others
from workload import Size, write_workload

PHONE: ViewportSize = {"width": 390, "height": 844}
LIST = "/vacancies/"
# Name and value of a control, in turns: what is on stays on until the next round.
CHANGES = (
    ("no-car", "yes"),
    ("district", "1"),
    ("sort", "pay"),
    ("shift", "nights"),
    ("district", "0"),
    ("guaranteed-hours", "yes"),
    ("no-car", "yes"),
    ("sort", "closing"),
    ("guaranteed-hours", "yes"),
    ("shift", "nights"),
    ("role", "1"),
    ("sort", "newest"),
    ("role", "0"),
    ("contract", "fixed-term"),
    ("where", "Leicester"),
    ("miles", "5"),
    ("where", "Melton Mowbray"),
    ("where", ""),
    ("contract", "fixed-term"),
    ("soon", "yes"),
    ("soon", "yes"),
)
# A change as a person makes it: to the value, or to the option of that number.
CHANGE = """async ([name, value]) => {
  const { elements } = document.querySelector("#finder");
  const named = elements[name];
  const control = named instanceof RadioNodeList
    ? [...named].find((each) => each.value === value) : named;
  const list = document.querySelector("[data-list]");
  const rest = () => new Promise((done) => requestIdleCallback(() => setTimeout(done, 50)));
  await rest();
  const start = performance.now();
  if (control.type === "checkbox") control.click();
  else {
    if (control.options && /^\\d$/.test(value) && name !== "miles") control.selectedIndex = +value;
    else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  await undefined; // what the finder awaits is there already
  const script = performance.now() - start;
  list.getBoundingClientRect();
  const laidOut = performance.now() - start;
  await new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  }));
  const painted = performance.now() - start;
  await rest();
  return [script, laidOut, painted, list.childElementCount];
}"""


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> int:
    """Build a workload, measure, and clean up."""
    wanted = parse_arguments()
    folder = Path(tempfile.mkdtemp(prefix="portal-finder-", dir=memory_folder()))
    try:
        print(machine(), f"processor slowed {wanted.slowed:g} times", sep="\n")
        if wanted.site is None:
            write_workload(folder / "workload", Size(wanted.vacancies, 20))
            contender = ours(DEFAULT_BUILD, folder / "workload", folder / "output")
            run(contender.command, contender.folder)
            wanted.site = contender.target
        with hosted(wanted.site) as origin:
            times = measure(origin, wanted.slowed, wanted.rounds)
        show(times)
        if hasattr(os, "getloadavg"):
            print(f"load {os.getloadavg()[0]:.1f}")
        warn_of_others()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def measure(origin: str, slowed: float, rounds: int) -> dict[str, list[list[float]]]:
    """Return by filter the milliseconds of each change: script, laid out, painted."""
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page(viewport=PHONE, device_scale_factor=2)
        _open(page, f"{origin}{LIST}")
        slow = page.context.new_cdp_session(page)
        slow.send("Performance.enable", {"timeDomain": "threadTicks"})
        _once_around(page)  # what runs for the first time is compiled
        before = _processor_time(slow)
        for _ in range(rounds):
            _once_around(page)
        changes = rounds * len(CHANGES)
        spent = (_processor_time(slow) - before) / changes * 1000 * slowed
        print(f"processor's own time, {slowed:g} times that of a change: {spent:.0f} ms")
        slow.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        times: dict[str, list[list[float]]] = {}
        for _ in range(rounds):
            for name, value in CHANGES:
                *found, cards = page.evaluate(CHANGE, [name, value])
                if not cards:
                    raise SystemExit(f"{name} = {value} shows no card, so nothing was measured.")
                times.setdefault(name, []).append(found)
        browser.close()
    return times


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#finder-where").focus()  # loads all parts
    page.wait_for_load_state("networkidle")


def _processor_time(session: CDPSession) -> float:
    """Return the seconds that the page's thread has spent on scripts, styles and layout."""
    parts = {"ScriptDuration", "RecalcStyleDuration", "LayoutDuration"}
    metrics = session.send("Performance.getMetrics")["metrics"]
    return sum(float(each["value"]) for each in metrics if each["name"] in parts)


def _once_around(page: Page) -> None:
    for change in CHANGES:
        page.evaluate(CHANGE, list(change))


def show(times: dict[str, list[list[float]]]) -> None:
    """Print medians and the slowest, by filter and of all."""
    rows = [["change of", "changes", "script, ms", "laid out, ms", "on screen, ms", "slowest, ms"]]
    every = [each for several in times.values() for each in several]
    for name, several in (*times.items(), ("all", every)):
        columns = list(zip(*several, strict=True))
        medians = [f"{statistics.median(column):.0f}" for column in columns]
        rows.append(
            [name, str(len(several)), *medians, f"{max(columns[1]):.0f} / {max(columns[2]):.0f}"]
        )
    tables.show(rows)


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; give its address without the last slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def parse_arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vacancies", type=int, default=10_000)
    parser.add_argument("--slowed", type=float, default=4, help="how many times")
    parser.add_argument("--rounds", type=int, default=3, help=f"of {len(CHANGES)} changes")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
