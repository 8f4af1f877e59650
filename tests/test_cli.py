"""The command line: words, exit codes, and which stream they go to."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import REPOSITORY, SMALL_WORLD, World, keep_templates

from portal import cli as command_line
from portal.commands import shared

STORY = "content/case-studies/from-the-shop.md"


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def made(
    tmp_path_factory: pytest.TempPathFactory, kept_templates: Path, monkeypatch: pytest.MonkeyPatch
) -> World:
    """Return a small project of its own that the command line takes for the project.

    It is always in the same place, because a compiled template is kept under its file's path.
    """
    made = World(tmp_path_factory.getbasetemp() / "project-of-the-command-line")
    shutil.rmtree(made.root, ignore_errors=True)
    shutil.copytree(SMALL_WORLD, made.root)
    keep_templates(made.project.cache, kept_templates)
    for name in ("templates", "assets"):
        shutil.copytree(REPOSITORY / name, made.root / name)
    monkeypatch.setattr(shared, "ROOT", made.root)
    return made


@pytest.fixture
def run(made: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a runner of commands in that project."""
    monkeypatch.chdir(made.root)
    # A build stops the collector because its process ends soon; this one does not.
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setattr("gc.freeze", lambda: None)

    def start(*arguments: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["build.py", *arguments])
        with pytest.raises(SystemExit) as ended:
            command_line.main()
        out, err = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else -1, out, err)

    return start


def test_without_a_command_it_builds(run: Run, made: World) -> None:
    ran = run()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Built ")
    assert (made.root / "dist/index.html").is_file()


def test_the_output_can_go_elsewhere(run: Run, made: World) -> None:
    assert run("build", "-o", "public", "--date", "2026-11-22", "-q").out == ""
    assert (made.root / "public/index.html").is_file()
    assert not (made.root / "dist").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_when_it_has_ended_the_old_site_is_gone(run: Run, made: World, jobs: str) -> None:
    for arguments in ((), ("--drafts",)):
        assert run("build", "--jobs", jobs, *arguments).code == 0
    assert [path.name for path in made.root.glob(".dist-*")] == []
    assert "Nothing has changed" in run("build", "--drafts").out


def test_noise_may_be_set_before_or_after_the_command(run: Run) -> None:
    assert "stage read" in run("-v", "build").err
    assert "stage read" in run("build", "-v", "--drafts").err
    assert run("-q", "build").out == ""


def test_problems_go_to_stderr_with_exit_code_1(run: Run, made: World) -> None:
    made.write({STORY: "---\ntitle: Broken\n---\n"})
    ran = run("build")
    assert ran.code == 1
    assert f"{STORY}:2:8: title: is 6 characters long" in ran.err
    assert "The site was not written; the old one is untouched." in ran.err
    assert ran.out == ""
    assert not (made.root / "dist").exists()


def test_check_writes_nothing(run: Run, made: World) -> None:
    ran = run("check")
    assert (ran.code, ran.out) == (0, "No problems found.\n")
    assert not (made.root / "dist").exists()


def test_check_can_be_about_one_file(run: Run, made: World) -> None:
    made.write({STORY: "---\ntitle: Broken\n---\n", "content/pages/bad.md": "nothing"})
    assert STORY in run("check").err
    ran = run("check", "content/pages")
    assert ran.code == 1
    assert "content/pages/bad.md" in ran.err
    assert STORY not in ran.err


def test_check_speaks_json(run: Run, made: World) -> None:
    made.write({STORY: "nothing"})
    [found] = json.loads(run("check", "--format", "json").out)
    assert found["code"] == "front-matter-missing"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bulid"], "No such command 'bulid'"),
        (["build", "--date", "31/12/2026"], "Write it as YYYY-MM-DD"),
        (["build", "--base-url", "careers"], "is not a web address"),
        (["fetch", "nothing"], 'There is no feed called "nothing"'),
        (["new", "vacancies", "A"], "vacancy"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, arguments: list[str], words: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert words in ran.err


def test_help_says_where_to_start(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert "python build.py serve" in ran.out
    assert "Exit codes: 0 all good" in " ".join(ran.out.split())


@pytest.mark.parametrize("command", sorted(command_line.COMMANDS))
def test_every_command_explains_itself(run: Run, command: str) -> None:
    says = command_line.COMMANDS[command].says
    assert says in " ".join(run("--help").out.split())
    if command != "test":
        assert says.split()[0] in run(command, "--help").out


@pytest.mark.parametrize(
    ("start", "heavy"),
    [
        (
            "from portal.cli import _load; _load('build')",
            {"portal.library", "pydantic", "httpx", "bs4", "PIL", "markdown", "tornado"},
        ),
        (
            "import portal.pipeline",
            {
                "httpx",
                "bs4",
                "feedparser",
                "tornado",
                "asyncio",
                "rich",
                "PIL.Image",
                "markdown",
                "yaml",
            },
        ),
    ],
)
def test_what_takes_long_to_load_is_loaded_only_by_who_needs_it(
    start: str, heavy: set[str]
) -> None:
    code = f"import sys; {start}; print(*sorted({heavy!r} & sys.modules.keys()))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == []


def test_a_site_under_a_path_can_be_asked_for(run: Run, made: World) -> None:
    assert run("build", "--base-url", "https://council.example/careers").code == 0
    assert 'href="/careers/roles/"' in (made.root / "dist/index.html").read_text("utf-8")


def test_a_build_can_compress_and_say_what_changed(run: Run, made: World) -> None:
    words = ("build", "--compress", "gzip", "--changes", "changed.json", "--date", "2026-11-22")

    def changed() -> dict[str, list[str]]:
        assert run(*words).code == 0
        found: dict[str, list[str]] = json.loads((made.root / "changed.json").read_text("utf-8"))
        return found

    assert "/about/" in changed()["added"]
    assert (made.root / "dist/about/index.html.gz").is_file()
    time = (made.root / "dist/robots.txt").stat().st_mtime_ns
    about = made.root / "content/pages/about.md"
    about.write_text(f"{about.read_text('utf-8')}\nOne more sentence.\n", encoding="utf-8")
    found = changed()
    assert "/about/" in found["changed"]
    assert "/robots.txt" not in found["changed"]
    assert found["added"] == found["removed"] == []
    assert (made.root / "dist/robots.txt").stat().st_mtime_ns == time
    assert changed() == {"added": [], "changed": [], "removed": []}


@pytest.mark.parametrize(
    ("said", "handed_on"),
    [((), ("-n", "auto", "--dist", "loadfile")), (("-k", "story"), ("-k", "story"))],
)
def test_all_tests_run_on_every_processor_and_some_as_they_are_asked_for(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    said: tuple[str, ...],
    handed_on: tuple[str, ...],
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 5)

    monkeypatch.setattr("portal.commands.keeping.subprocess.run", start)
    assert run("test", *said).code == 5
    assert [tuple(command[1:]) for command in started] == [("-m", "pytest", *handed_on)]


def test_clean_takes_away_what_a_build_made(run: Run, made: World) -> None:
    run("build")
    assert run("clean").code == 0
    assert not (made.root / "dist").exists()
    assert not (made.root / ".cache").exists()


def test_a_missing_settings_file_is_a_problem_and_no_traceback(run: Run, made: World) -> None:
    (made.root / "site.yaml").unlink()
    for arguments in (["build"], ["check"]):
        ran = run(*arguments)
        assert ran.code == 1
        assert "site.yaml: The settings of the site are missing" in ran.err
