"""The site as it is shipped, and a browser that is let out to nobody.

There is one browser for all modules, because two in one thread do not get on.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY, keep_templates, make_once
from playwright.sync_api import Browser, sync_playwright

from browser.shipped import NOON, Visitor, hosted
from portal.pipeline import build
from portal.project import Project
from portal.report import Report

# Chromium's own address bar draws its suggestions as two web pages beside every window, which no
# test looks at and which took a third of the time of a short test.
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
# Of two lists Chromium takes the last one, so what Playwright switches off is said again.
BY_PLAYWRIGHT = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
    *("PreconnectToSearch", "msForceBrowserSignIn", "msEdgeUpdateLaunchServicesPreferredVersion"),
)
OPTIONS = (
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    f"--disable-features={','.join((*BY_PLAYWRIGHT, *UNSEEN))}",
)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Return a browser for which no other machine exists.

    It serves all modules of this folder that one process runs in a row, and is closed before the
    tests of another folder: while it runs, nobody else in the thread can start an event loop.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        reason = "there is no Chromium on this machine"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dist(shared_folder: Path, kept_templates: Path) -> Path:
    """Return the folder of the shipped site, which is built once for all processes."""
    folder = shared_folder / "shipped"

    def make() -> None:
        project = Project.at(REPOSITORY)
        project = replace(project, cache=keep_templates(folder / "cache", kept_templates))
        built = build(project, folder / "dist", today=TODAY, report=Report(REPOSITORY, -1))
        assert not built.problems.errors, built.problems.errors

    make_once(folder, make)
    return folder / "dist"


@pytest.fixture(scope="session")
def site(dist: Path) -> Iterator[str]:
    """Return where the shipped site is served."""
    with hosted(dist) as origin:
        yield origin


@pytest.fixture(scope="module")
def _tab(chromium: Browser, site: str) -> Iterator[Visitor]:
    with _opened(chromium, site, javascript=True) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def _plain_tab(chromium: Browser, site: str) -> Iterator[Visitor]:
    with _opened(chromium, site, javascript=False) as visitor:
        yield visitor


@contextmanager
def _opened(chromium: Browser, site: str, *, javascript: bool) -> Iterator[Visitor]:
    context = chromium.new_context(java_script_enabled=javascript, reduced_motion="reduce")
    context.clock.set_fixed_time(NOON)
    yield Visitor(site, context.new_page())
    context.close()


@pytest.fixture
def visitor(_tab: Visitor) -> Iterator[Visitor]:
    """Return somebody with a browser; afterwards, nobody else was asked for anything."""
    yield _tab
    assert _faults(_tab) == []


@pytest.fixture
def plain_visitor(_plain_tab: Visitor) -> Iterator[Visitor]:
    """Return somebody whose browser runs no JavaScript."""
    yield _plain_tab
    assert _faults(_plain_tab) == []


def _faults(visitor: Visitor) -> list[str]:
    faults, visitor.faults[:] = list(visitor.faults), []
    return faults
