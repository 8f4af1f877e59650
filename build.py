#!/usr/bin/env python3
"""The one command: sets up what the site generator needs, then runs it.

    python3 build.py            builds the site
    python3 build.py serve      shows it, and every change to it, in your browser
    python3 build.py --help     lists everything else

On first use it makes a folder `.venv` beside this file and installs into it exactly the packages
that the lock files in requirements/ name. This file uses Python's own library only, and no syntax
younger than Python 3.6, so that an old Python can say that it is too old. A start is to cost
next to nothing: hence os.path (pathlib alone takes 10 ms) and imports where they are needed.
Why it is made this way: docs/decisions/0002-bootstrap.md.
"""

import io
import os
import sys

ROOT = os.path.dirname(os.path.realpath(__file__))
RUNTIME = os.path.join(ROOT, "requirements", "runtime.txt")
DEVELOPMENT = os.path.join(ROOT, "requirements", "development.txt")
STAMP = "portal-stamp.txt"
UNFINISHED = b"unfinished"
# What the environment's Python is told: our place, then the command's arguments.
START = "import sys; sys.path[0] = sys.argv.pop(1); import build; build.run_and_leave()"
# The commands that make a whole site.
MAKING = ("build", "check")
OLDEST_PYTHON = (3, 11)

NO_VENV = """This Python was installed without the part that makes environments ({}).
On Debian and Ubuntu, this adds it:   sudo apt install python3-venv
Elsewhere, install Python from https://www.python.org/downloads/ and run the same command again."""
NOT_OURS = """There is a folder {} that this program did not make.
Delete it or give it another name, then run the same command again."""
A_LINK = """{} is a link to another folder, which is left alone.
Delete the link (not what it leads to), then run the same command again."""
NO_FOLDER = "A file named .venv is where a folder of that name has to be. Move it away."
NO_NETWORK = """The packages could not be fetched: there is no connection to the internet, or a
firewall, proxy or virus scanner is in the way. Connect, then run the same command again."""
DISK_FULL = "The disk is full. Make room (400 MB is enough), then run the same command again."
NOT_ALLOWED = """A file could not be written or replaced. Check that this folder is yours to write
to, and close every other window that runs build.py or has a file of the folder .venv open."""
NOT_THE_SAME = """A package is not the one that was checked when the lock file was made. Run the
same command again. If it says this again, tell the people who look after this software."""
NOT_MADE_FOR = """A package does not exist in a form that this computer can use. The generator is
made for 64-bit Windows, macOS and Linux, with a current Python of 3.11 or newer."""
# What pip, ensurepip or the system say, and what that means; the first that fits is told.
MEANINGS = {
    "[Errno 28]": DISK_FULL,
    "[WinError 112]": DISK_FULL,
    "DO NOT MATCH THE HASHES": NOT_THE_SAME,
    "connection broken by": NO_NETWORK,
    "Connection": NO_NETWORK,
    "Read timed out": NO_NETWORK,
    "[Errno 13]": NOT_ALLOWED,
    "[Errno 17]": NO_FOLDER,
    "[Errno 30]": NOT_ALLOWED,
    "[WinError": NOT_ALLOWED,
    "No matching distribution found": NOT_MADE_FOR,
}


class SetupError(Exception):
    """Setting up cannot go on; the text says why and what to do, in plain words."""


def say(text: str, end: str = "\n") -> None:
    """Print to standard error: standard output belongs to the command's own results."""
    print(text, file=sys.stderr, end=end, flush=True)


def too_old(version: "tuple[int, ...]") -> str:
    """Return what to tell someone whose Python is too old, or nothing."""
    if version >= OLDEST_PYTHON:
        return ""
    return f"""This needs Python 3.11 or newer, and this is Python {version[0]}.{version[1]}.
Get a newer one from https://www.python.org/downloads/ and run this with it, for example
  python3.11 build.py      (on Windows:  py -3.11 build.py)"""


# Here, because an old Python would trip over the annotations further down.
if too_old(sys.version_info[:2]):
    say(too_old(sys.version_info[:2]))
    sys.exit(2)


def command_of(arguments: list[str]) -> str:
    """Return the name of the command: the first argument that is not an option."""
    return next((each for each in arguments if not each.startswith("-")), "")


def python_of(environment: str) -> str:
    """Return where the environment's own Python is."""
    return os.path.join(
        environment, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python"))
    )


def stamp_of(environment: str, *locks: str) -> bytes:
    """Return the stamp of an environment into which these lock files were installed.

    It holds all that the environment depends on: Python, its folder (it does not survive being
    moved) and the lock files themselves, which are compared sooner than hashed.
    """
    parts = [b"python %d.%d" % sys.version_info[:2], os.fsencode(environment)]
    for lock in locks:
        with open(lock, "rb") as file:
            parts.append(file.read())
    return b"".join(part + b"\0" for part in parts)


def read_stamp(environment: str) -> bytes:
    """Return the stamp, or nothing where there is none or the environment cannot be whole."""
    stamp = os.path.join(environment, STAMP)
    parts = (stamp, python_of(environment), os.path.join(environment, "pyvenv.cfg"))
    if not all(os.path.exists(part) for part in parts):
        return b""
    with open(stamp, "rb") as file:
        return file.read()


def write_stamp(environment: str, stamp: bytes) -> None:
    """Write the stamp in one move: it is there whole or not at all."""
    path = os.path.join(environment, STAMP)
    with open(path + ".new", "wb") as file:
        file.write(stamp)
    os.replace(path + ".new", path)


def is_ready(environment: str, testing: bool) -> bool:
    """Return whether there is nothing to set up."""
    locks = (RUNTIME, DEVELOPMENT) if testing else (RUNTIME,)
    return read_stamp(environment).startswith(stamp_of(environment, *locks))


if sys.platform == "win32":

    def take_lock(file: io.BufferedRandom, wait: bool) -> bool:
        """Return whether the file's lock is now ours."""
        import msvcrt

        file.seek(0)
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                # Windows gives up after ten seconds: ask again.
            else:
                return True

else:

    def take_lock(file: io.BufferedRandom, wait: bool) -> bool:
        """Return whether the file's lock is now ours."""
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:
            pass  # Some network drives know no locks; a single run works there all the same.
        return True


def hold_lock(path: str) -> io.BufferedRandom:
    """Return an open file that only one run can have, after waiting for any other that has it.

    The system frees it when the file is closed or its run is killed, so it is never left behind.
    """
    file = open(path, "a+b")  # noqa: SIM115  (the caller closes it)
    if not take_lock(file, wait=False):
        say("Another run of build.py is setting up. Waiting until it has finished ...")
        take_lock(file, wait=True)
    return file


def prepare(environment: str, testing: bool) -> None:
    """Make sure that the environment holds what the lock files name.

    Raises SetupError or OSError where that cannot be done.
    """
    if is_ready(environment, testing):
        return
    with hold_lock(environment + ".lock") as lock:
        if is_ready(environment, testing):
            return  # The other run has done it.
        if not is_ready(environment, False) or read_stamp(environment).endswith(UNFINISHED):
            make(environment, lock)
        if testing:
            add_development(environment, lock)
    say("Ready.")


def make(environment: str, lock: io.BufferedRandom) -> None:
    """Make the environment from nothing; until it is whole, the stamp says that it is not."""
    try:
        import ensurepip  # noqa: F401  (used below, in the environment)
        import venv
    except ImportError as problem:
        raise SetupError(NO_VENV.format(problem.name)) from problem
    stamp = stamp_of(environment, RUNTIME)
    clear(environment)
    say(f"Setting up in {environment}\nThis happens once and takes about a minute.")
    venv.create(environment, symlinks=os.name != "nt", prompt="portal")
    run_module(environment, ["ensurepip", "--upgrade", "--default-pip"], lock)
    install(environment, RUNTIME, lock)
    write_stamp(environment, stamp)


def clear(environment: str) -> None:
    """Leave nothing in the environment but a stamp that says that it is not whole.

    Raises SetupError, and removes nothing, where something else made the folder.
    """
    import shutil

    if os.path.islink(environment):
        # It may lead to the environment of another copy of this project, which is in use there.
        raise SetupError(A_LINK.format(environment))
    os.makedirs(environment, exist_ok=True)
    names = os.listdir(environment)
    if names and not any(name.startswith(STAMP) for name in names):
        raise SetupError(NOT_OURS.format(environment))
    write_stamp(environment, UNFINISHED)
    for entry in list(os.scandir(environment)):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry)
        elif entry.name != STAMP:
            os.unlink(entry)


def add_development(environment: str, lock: io.BufferedRandom) -> None:
    """Add what the tests need. Killed half-way, the environment still serves all other commands."""
    say("Setting up what the tests need. This, too, happens once.")
    before = stamp_of(environment, RUNTIME)
    after = stamp_of(environment, RUNTIME, DEVELOPMENT)
    write_stamp(environment, before + UNFINISHED)
    try:
        install(environment, DEVELOPMENT, lock)
    except SetupError:
        write_stamp(environment, before)
        raise
    write_stamp(environment, after)


def install(environment: str, locked: str, lock: io.BufferedRandom) -> None:
    """Install what the lock file names: checked by hash, and as finished wheels only.

    A package built here from source would need tools that nothing locks.
    """
    options = ["--require-hashes", "--only-binary=:all:", "--no-user", "--no-input"]
    options += ["--disable-pip-version-check", "--progress-bar=off"]
    run_module(environment, ["pip", "install", *options, "-r", locked], lock)


def run_module(environment: str, command: list[str], lock: io.BufferedRandom) -> None:
    """Run a Python module in the environment; on a terminal, show what it is at.

    Raises SetupError where it fails. The module's process has a share in the lock, so that where
    only we are killed, the next run does not start while it still writes.
    """
    import subprocess

    with subprocess.Popen(  # noqa: S603  (our own command, no shell)
        [python_of(environment), "-Im", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if os.name == "nt" else (lock.fileno(),),
    ) as process:
        output = []
        for line in process.stdout or ():
            output.append(line)
            if line.startswith("Collecting ") and sys.stderr.isatty():
                say(f"  {line.split()[1][:60]:60}", end="\r")
    if process.returncode:
        raise SetupError(meaning_of("".join(output)))


def meaning_of(output: str) -> str:
    """Return in plain words what went wrong, and the last lines that a program said of it."""
    words = next((text for mark, text in MEANINGS.items() if mark in output), "Setting up failed.")
    last = "\n".join(f"  | {line}" for line in output.strip().splitlines()[-8:])
    return f"{words}\nFor whoever helps you, the last lines were:\n{last}"


def hand_over(command: list[str]) -> int:
    """Run another Python in our place; return its exit code on Windows, which knows no exec."""
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606  (our own command, no shell)
    import subprocess

    with subprocess.Popen(command) as process:  # noqa: S603
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # Ctrl-C reaches both: wait for what the other makes of it.


def run_generator() -> int:
    """Run the generator in this process, which is the environment's.

    It ends the process with its own exit code; what is returned is for the case that it does not.
    """
    try:
        sys.argv[0] = os.path.join(ROOT, "build.py")
        from portal.cli import main as run

        run()
        return 0
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def run_and_leave() -> None:
    """Run the generator in this process and end it, with the generator's exit code.

    Python would first hand back all that a large site was made of, thing by thing, which takes it
    a second; the system takes all of it at once. Nothing is lost by that: a build has closed its
    files and waited for its processes and threads, and what it said is flushed here. Commands of
    another kind, faults of the program, and outputs that cannot be flushed end as usual.
    """
    is_making = command_of(sys.argv[1:]) in MAKING
    if is_making:
        import gc

        gc.disable()  # such a command ends soon, and what it loads is no garbage
    try:
        code: object = run_generator()
    except SystemExit as end:
        code = 0 if end.code is None else end.code
    if not is_making or not isinstance(code, int):
        sys.exit(code)  # type: ignore[arg-type]
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (AttributeError, OSError, ValueError):
        sys.exit(code)
    os._exit(code)


def main(arguments: list[str], environment: str = os.path.join(ROOT, ".venv")) -> int:
    """Set up where that is needed, then run the command there; return the exit code."""
    arguments = arguments or ["build"]
    testing = command_of(arguments) == "test"
    try:
        inside = os.path.exists(environment) and os.path.samefile(sys.prefix, environment)
        if inside and not is_ready(environment, testing):
            # An environment cannot be made anew by its own Python.
            base = getattr(sys, "_base_executable", sys.executable)
            return hand_over([base, os.path.join(ROOT, "build.py"), *arguments])
        if not inside:
            prepare(environment, testing)
            return hand_over([python_of(environment), "-c", START, ROOT, *arguments])
    except SetupError as problem:
        say(str(problem))
    except OSError as problem:
        say(meaning_of(str(problem)))
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    else:
        # This is the environment's own Python already: to start it once more would take time.
        sys.path[0], sys.argv[1:] = ROOT, arguments
        run_and_leave()
        return 0
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
