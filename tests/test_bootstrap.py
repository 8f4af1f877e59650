"""What build.py does before the generator runs: offline, in made-up environments."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest

BUILD_PY = Path(__file__).parent.parent / "build.py"


class Bootstrap:
    """build.py with made-up lock files and an environment that is made without a network."""

    def __init__(self, module: ModuleType, folder: Path) -> None:
        self.module = module
        self.environment = folder / ".venv"
        self.runtime = folder / "runtime.txt"
        self.development = folder / "development.txt"
        self.runtime.write_text("jinja2==3.1.6\n")
        self.development.write_text("jinja2==3.1.6\npytest==9.2.0\n")
        self.installed: list[str] = []
        self.told: list[str] = []
        self.failure: BaseException | None = None

    def create(self, environment: str, **_: object) -> None:
        """Take the place of venv.create."""
        for part in (Path(self.module.python_of(environment)), Path(environment, "pyvenv.cfg")):
            part.parent.mkdir(parents=True, exist_ok=True)
            part.touch()

    def run_module(self, _environment: str, command: list[str], _lock: object) -> None:
        """Take the place of pip."""
        if self.failure:
            raise self.failure
        if command[0] == "pip":
            self.installed.append(Path(command[-1]).stem)

    def prepare(self, testing: bool = False) -> list[str]:
        """Return which lock files were installed by one start."""
        self.installed.clear()
        self.module.prepare(str(self.environment), testing)
        return self.installed


@pytest.fixture
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", BUILD_PY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bootstrap(build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bootstrap:
    folder = tmp_path / "a folder of Zoë"
    folder.mkdir()
    made = Bootstrap(build, folder)
    monkeypatch.setattr(build, "RUNTIME", str(made.runtime))
    monkeypatch.setattr(build, "DEVELOPMENT", str(made.development))
    monkeypatch.setattr(build, "run_module", made.run_module)
    monkeypatch.setattr(build, "say", lambda text, end="\n": made.told.append(text))
    monkeypatch.setattr("venv.create", made.create)
    return made


def test_a_first_start_installs_what_the_lock_names_and_says_so(bootstrap: Bootstrap) -> None:
    assert bootstrap.prepare() == ["runtime"]
    assert "This happens once" in bootstrap.told[0]


def test_a_second_start_does_nothing_and_says_nothing(bootstrap: Bootstrap) -> None:
    bootstrap.prepare()
    bootstrap.told.clear()
    assert bootstrap.prepare() == []
    assert bootstrap.told == []


def test_the_tests_get_the_development_lock_in_addition(bootstrap: Bootstrap) -> None:
    bootstrap.prepare()
    assert bootstrap.prepare(testing=True) == ["development"]
    assert bootstrap.prepare(testing=True) == []
    assert bootstrap.prepare(testing=False) == []


def test_a_first_start_with_test_installs_both_locks(bootstrap: Bootstrap) -> None:
    assert bootstrap.prepare(testing=True) == ["runtime", "development"]


def test_a_changed_lock_makes_the_environment_again(bootstrap: Bootstrap) -> None:
    bootstrap.prepare()
    left_over = bootstrap.environment / "lib" / "a-package-of-before"
    left_over.mkdir(parents=True)
    bootstrap.runtime.write_text("jinja2==3.1.7\n")
    assert bootstrap.prepare() == ["runtime"]
    assert not left_over.exists()


def test_a_lock_that_only_became_shorter_counts_as_changed(bootstrap: Bootstrap) -> None:
    bootstrap.runtime.write_text("jinja2==3.1.6\nclick==8.5.1\n")
    bootstrap.prepare()
    bootstrap.runtime.write_text("jinja2==3.1.6\n")
    assert bootstrap.prepare() == ["runtime"]


def test_a_changed_development_lock_matters_to_the_tests_only(bootstrap: Bootstrap) -> None:
    bootstrap.prepare(testing=True)
    bootstrap.development.write_text("jinja2==3.1.6\n")
    assert bootstrap.prepare() == []
    assert bootstrap.prepare(testing=True) == ["development"]


def test_a_half_made_environment_is_made_again(bootstrap: Bootstrap) -> None:
    bootstrap.failure = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        bootstrap.prepare()
    bootstrap.failure = None
    assert bootstrap.prepare() == ["runtime"]
    assert bootstrap.prepare() == []


def test_an_environment_killed_before_anything_was_in_it_is_made_again(
    bootstrap: Bootstrap,
) -> None:
    bootstrap.environment.mkdir()
    assert bootstrap.prepare() == ["runtime"]


def test_half_made_test_tools_leave_the_other_commands_alone(bootstrap: Bootstrap) -> None:
    bootstrap.prepare()
    bootstrap.failure = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        bootstrap.prepare(testing=True)
    bootstrap.failure = None
    assert bootstrap.prepare() == []
    assert bootstrap.prepare(testing=True) == ["runtime", "development"]


def test_test_tools_that_could_not_be_fetched_cost_nothing(bootstrap: Bootstrap) -> None:
    bootstrap.prepare()
    bootstrap.failure = bootstrap.module.SetupError("no network")
    with pytest.raises(bootstrap.module.SetupError):
        bootstrap.prepare(testing=True)
    bootstrap.failure = None
    assert bootstrap.prepare() == []
    assert bootstrap.prepare(testing=True) == ["development"]


@pytest.mark.parametrize("lost", ["python", "pyvenv.cfg", "portal-stamp.txt"])
def test_an_environment_that_lost_a_part_is_made_again(bootstrap: Bootstrap, lost: str) -> None:
    bootstrap.prepare()
    folder = bootstrap.environment
    part = Path(bootstrap.module.python_of(str(folder))) if lost == "python" else folder / lost
    part.rename(folder / "portal-stamp.txt.new")
    assert bootstrap.prepare() == ["runtime"]


def test_an_environment_of_another_python_is_made_again(
    bootstrap: Bootstrap, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.prepare()
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    assert bootstrap.prepare() == ["runtime"]


def test_an_environment_that_was_moved_is_made_again(bootstrap: Bootstrap) -> None:
    bootstrap.prepare()
    bootstrap.environment = bootstrap.environment.rename(
        bootstrap.environment.with_name("elsewhere")
    )
    assert bootstrap.prepare() == ["runtime"]


def test_an_environment_of_another_copy_is_not_emptied_through_a_link(
    bootstrap: Bootstrap, tmp_path: Path
) -> None:
    bootstrap.prepare()
    theirs = tmp_path / "theirs"
    bootstrap.environment.rename(theirs)
    bootstrap.environment.symlink_to(theirs, target_is_directory=True)
    bootstrap.runtime.write_text("jinja2==3.1.7\n")
    before = sorted(path.name for path in theirs.rglob("*"))
    with pytest.raises(bootstrap.module.SetupError, match="is a link"):
        bootstrap.prepare()
    assert sorted(path.name for path in theirs.rglob("*")) == before


def test_a_folder_that_something_else_made_is_left_alone(bootstrap: Bootstrap) -> None:
    own = bootstrap.environment / "my-notes.txt"
    own.parent.mkdir()
    own.write_text("precious")
    with pytest.raises(bootstrap.module.SetupError, match="did not make"):
        bootstrap.prepare()
    assert own.read_text() == "precious"


def test_a_python_without_venv_says_what_to_install(
    bootstrap: Bootstrap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(bootstrap.module.SetupError, match="sudo apt install python3-venv"):
        bootstrap.prepare()
    assert not bootstrap.environment.exists()


def test_a_second_run_waits_says_so_and_finds_the_work_done(
    bootstrap: Bootstrap, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = threading.Event()

    def say(text: str) -> None:
        bootstrap.told.append(text)
        waits.set()

    monkeypatch.setattr(bootstrap.module, "say", say)
    lock = bootstrap.module.hold_lock(str(bootstrap.environment) + ".lock")
    second = threading.Thread(target=bootstrap.prepare)
    second.start()
    assert waits.wait(timeout=30)
    bootstrap.create(str(bootstrap.environment))
    stamp = bootstrap.module.stamp_of(str(bootstrap.environment), str(bootstrap.runtime))
    bootstrap.module.write_stamp(str(bootstrap.environment), stamp)
    lock.close()
    second.join(timeout=30)
    assert not second.is_alive()
    assert bootstrap.installed == []
    assert len(bootstrap.told) == 1
    assert "Another run" in bootstrap.told[0]


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], ""),
        (["serve"], "serve"),
        (["-q", "test", "-k", "build"], "test"),
        (["new", "test"], "new"),
        (["--help"], ""),
    ],
)
def test_the_command_is_the_first_argument_that_is_no_option(
    build: ModuleType, arguments: list[str], command: str
) -> None:
    assert build.command_of(arguments) == command


@pytest.mark.parametrize(
    ("arguments", "passed_on"),
    [([], ["build"]), (["serve", "-p", "80 80"], ["serve", "-p", "80 80"])],
)
def test_the_arguments_are_passed_on_and_none_means_build(
    bootstrap: Bootstrap,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    passed_on: list[str],
) -> None:
    commands: list[list[str]] = []

    def hand_over(command: list[str]) -> int:
        commands.append(command)
        return 5

    monkeypatch.setattr(bootstrap.module, "hand_over", hand_over)
    assert bootstrap.module.main(arguments, str(bootstrap.environment)) == 5
    assert commands[0][0] == bootstrap.module.python_of(str(bootstrap.environment))
    assert commands[0][4:] == passed_on


@pytest.mark.parametrize(
    ("failure", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Stopped."),
        (OSError(28, "No space left on device"), 2, "The disk is full."),
        (PermissionError(13, "Permission denied"), 2, "could not be written"),
    ],
)
def test_a_failed_set_up_ends_in_plain_words(
    bootstrap: Bootstrap, failure: BaseException, code: int, words: str
) -> None:
    bootstrap.failure = failure
    assert bootstrap.module.main(["build"], str(bootstrap.environment)) == code
    assert words in bootstrap.told[-1]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("WARNING: Retrying ... connection broken by 'NewConnectionError'", "no connection"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one"),
        ("ERROR: No matching distribution found for nh3==0.3.8", "form that this computer"),
        ("something new", "Setting up failed."),
    ],
)
def test_what_pip_says_is_told_in_plain_words_and_quoted(
    build: ModuleType, said: str, words: str
) -> None:
    told = build.meaning_of(f"Collecting nh3\n{said}\n")
    assert words in told
    assert f"  | {said}" in told


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_an_old_python_is_told_which_one_is_needed(
    build: ModuleType, version: tuple[int, int]
) -> None:
    assert "needs Python 3.11 or newer" in build.too_old(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 15), (4, 0)])
def test_a_new_python_is_told_nothing(build: ModuleType, version: tuple[int, int]) -> None:
    assert build.too_old(version) == ""


def test_an_old_python_can_read_the_file_far_enough_to_say_so() -> None:
    tree = ast.parse(BUILD_PY.read_text(encoding="utf-8"), feature_version=(3, 6))
    guard = next(line for line, node in enumerate(tree.body) if isinstance(node, ast.If))
    modern = [
        node
        for part in tree.body[:guard]
        for node in ast.walk(part)
        if isinstance(node, ast.Subscript) and ast.unparse(node).startswith(("list", "tuple"))
    ]
    assert modern == []


def test_a_module_that_fails_is_told_with_its_last_words(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "python_of", lambda environment: sys.executable)
    with (
        build.hold_lock(str(tmp_path / "lock")) as lock,
        pytest.raises(build.SetupError, match="No module named no_such_module"),
    ):
        build.run_module(str(tmp_path), ["no_such_module"], lock)


def test_the_exit_code_of_the_command_is_ours(build: ModuleType) -> None:
    code = "import runpy, sys; sys.exit(runpy.run_path(sys.argv[1])['hand_over'](sys.argv[2:]))"
    command = [sys.executable, "-c", "raise SystemExit(7)"]
    done = subprocess.run([sys.executable, "-c", code, BUILD_PY, *command], check=False)
    assert done.returncode == 7


@pytest.mark.parametrize(
    ("command", "end", "code", "tidied"),
    [
        ("build", "sys.exit(0)", 0, ""),
        ("build", "sys.exit(1)", 1, ""),
        ("check", "sys.exit()", 0, ""),
        ("build", "return", 0, ""),
        ("build", "raise KeyboardInterrupt", 130, ""),
        ("serve", "sys.exit(0)", 0, "tidied"),
        ("build", "sys.exit('in words')", 1, "tidied"),
        ("build", "raise ValueError", 1, "tidied"),
    ],
)
def test_a_build_ends_at_once_with_its_exit_code_and_all_that_it_said(
    tmp_path: Path, command: str, end: str, code: int, tidied: str
) -> None:
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "cli.py").write_text(
        "import atexit, sys\n"
        "def main():\n"
        "    atexit.register(print, 'tidied')\n"
        "    print('said')\n"
        "    sys.stderr.write('warned')\n"
        f"    {end}\n"
    )
    (tmp_path / "build.py").write_text(BUILD_PY.read_text(encoding="utf-8"), encoding="utf-8")
    start = re.findall(r'^START = "(.+)"$', BUILD_PY.read_text(encoding="utf-8"), re.MULTILINE)
    done = subprocess.run(
        [sys.executable, "-c", start[0], str(tmp_path), command],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code
    assert done.stdout.split() == ["said", *tidied.split()]
    assert done.stderr.startswith("warned")


def pins(name: str) -> set[str]:
    text = (BUILD_PY.parent / "requirements" / name).read_text(encoding="utf-8")
    return set(re.findall(r"^\S+==[^\\\n]+", text, re.MULTILINE))


def test_the_tests_run_with_the_very_packages_of_the_generator() -> None:
    assert pins("runtime.txt") <= pins("development.txt")


@pytest.mark.parametrize("name", ["runtime.txt", "development.txt"])
def test_a_lock_names_hashes_for_everything_and_no_host(name: str) -> None:
    text = (BUILD_PY.parent / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    for entry in re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry
