"""What is made ahead is found by who needs it, and nothing ever depends on it."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from conftest import World
from jinja2.bccache import Bucket

from portal import pipeline
from portal.ahead import Ahead, Work
from portal.images import Pictures
from portal.render import compile_templates
from portal.templating import KeptTemplates

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process only")


def write(folder: Path, names: str, end: int) -> Iterator[str]:
    """Write a file of each name, with the number of this process in it, and tell when all are."""
    for name in names:
        (folder / name).write_text(str(os.getpid()), "utf-8")
        yield name
    os.write(end, b"!")


def is_left() -> bool:
    """Return whether there is another process of this one."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_another_process_does_one_work_after_the_other(tmp_path: Path) -> None:
    done, end = os.pipe()
    with Ahead(2) as process:
        process.begin(partial(write, tmp_path, "ab", end))
        assert os.read(done, 1)
        process.then(partial(write, tmp_path, "c", end))
        assert os.read(done, 1)
    made_in = {path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert len(made_in) == 1
    assert str(os.getpid()) not in made_in
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]
    assert not is_left()


def test_with_one_process_nothing_is_done_ahead(tmp_path: Path) -> None:
    with Ahead(1) as process:
        process.begin(partial(write, tmp_path, "a", -1))
        process.then(partial(write, tmp_path, "b", -1))
        assert not is_left()
    assert list(tmp_path.iterdir()) == []


def test_where_no_process_can_be_had_nothing_is_done_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    with Ahead(2) as process:
        process.begin(partial(write, tmp_path, "a", -1))
        process.then(partial(write, tmp_path, "b", -1))
    assert list(tmp_path.iterdir()) == []


def waits_for_ever(end: int) -> Iterator[None]:
    """Tell that it has begun, and go on until it is stopped."""
    os.write(end, b"!")
    while True:
        signal.pause()
        yield


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_it_is_stopped_whatever_it_is_at_and_however_the_build_ends(
    error: type[BaseException],
) -> None:
    begun, end = os.pipe()

    def build() -> None:
        with Ahead(2) as process:
            process.begin(partial(waits_for_ever, end))
            assert os.read(begun, 1)
            raise error

    with pytest.raises(error):
        build()
    assert not is_left()


def fails(end: int) -> Iterator[None]:
    """Fail, as where the disk is full, when the other end of a pipe has been told."""
    os.write(end, b"!")
    yield
    raise OSError("no room")


def test_what_fails_in_it_is_left_to_be_said_by_who_needs_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    begun, end = os.pipe()
    with Ahead(2) as process:
        process.begin(partial(fails, end))
        assert os.read(begun, 1)
        process.then(partial(fails, end))
    assert capfd.readouterr() == ("", "")
    assert not is_left()


def test_it_ends_where_the_first_process_was_killed(tmp_path: Path) -> None:
    take, put = os.pipe()
    first = os.fork()
    if not first:
        first = os.getpid()

        def work() -> Iterator[str]:
            os.kill(first, signal.SIGKILL)
            while os.getppid() == first:
                os.sched_yield()
            yield from write(tmp_path, "ab", put)

        process = Ahead(2)
        process.begin(work)
        signal.pause()
    os.close(put)
    os.waitpid(first, 0)
    assert os.read(take, 1) == b""  # nobody holds the other end: all processes have ended
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_all_templates_are_compiled_and_a_broken_one_is_passed_over(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    for name, text in {
        "a.html": "{{ page }}",
        "b.html": "{% if",
        "c.xml": "x",
        "d.yaml": "",
    }.items():
        (templates / name).write_text(text, "utf-8")
    kept = KeptTemplates(tmp_path / "kept")
    assert kept.is_empty()
    assert list(compile_templates(templates, kept)) == ["a.html", "c.xml"]
    assert not kept.is_empty()
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_what_was_made_ahead_is_not_made_again_and_the_site_is_the_same(
    world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world()
    built = made.build()
    done: list[str] = []

    class AtOnce(Ahead):
        """Does what is to be done ahead before anything else, in this process."""

        def begin(self, work: Work) -> None:
            done.extend(map(str, work()))

        def then(self, work: Work) -> None:
            # As it goes to another process.
            done.extend(map(str, pickle.loads(pickle.dumps(work))()))  # noqa: S301

    monkeypatch.setattr(pipeline, "Ahead", AtOnce)
    assert made.build().files == built.files
    assert done == []  # templates and pictures are there
    shutil.rmtree(made.project.cache)
    monkeypatch.setattr(Pictures, "make_ahead", lambda pictures, _: _none(pictures.missing()))
    monkeypatch.setattr(KeptTemplates, "dump_bytecode", _once(KeptTemplates.dump_bytecode))
    assert made.build().files == built.files
    assert "layouts/base.html" in done
    assert "0" in done


def _none(missing: list[int]) -> None:
    assert missing == []


def _once(dump: Callable[[KeptTemplates, Bucket], None]) -> Callable[[KeptTemplates, Bucket], None]:
    """Return what keeps each template, and none of them twice."""
    seen: set[str] = set()

    def noted(kept: KeptTemplates, bucket: Bucket) -> None:
        assert bucket.key not in seen
        seen.add(bucket.key)
        dump(kept, bucket)

    return noted
