"""Files of the old site that another process takes over: there in time, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import World

from portal.old_files import OldFiles
from portal.output import MARKER, Stage, staged
from portal.page_records import read_known
from portal.standing import record_of, seal_of

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")
Make = Callable[..., World]
ABOUT, INDEX = "about/index.html", "index.html"


@pytest.fixture
def site(world: Make) -> World:
    """Return a world with a site."""
    made = world()
    assert made.build().problems == ()
    return made


def record(made: World) -> Path:
    """Return the record of the pages of the world's site."""
    return record_of(made.project.cache / "pages", made.output)


def old_files(made: World) -> OldFiles:
    """Return what takes the files of the world's site over, with two processes."""
    return OldFiles(made.output, record(made), 2)


def beside(made: World) -> list[str]:
    """Return what lies beside the site."""
    return [each.name for each in made.root.iterdir() if each.name.startswith(".dist")]


def files_in(folder: Path) -> set[str]:
    """Return every file below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def stage_of(begun: OldFiles, made: World) -> Stage:
    """Return the stage that was begun."""
    begun.begin()
    stage = begun.stage(read_known(record(made)))
    assert stage is not None
    return stage


def test_a_page_that_stays_is_there_before_anybody_asks(site: World) -> None:
    with old_files(site) as begun:
        stage = stage_of(begun, site)
        assert (stage.folder / ABOUT).samefile(site.output / ABOUT)
        assert begun.standing == read_known(record(site)).prints.keys() > {"/", "/about/"}


def test_no_page_that_stays_is_taken_over_once_more(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, kept = os.getpid(), []
    keep = Stage.keep

    def note(self: Stage, file: str, size: int, changed: int) -> bool:
        if os.getpid() == first:
            kept.append(file)
        return keep(self, file, size, changed)

    monkeypatch.setattr(Stage, "keep", note)
    (site.output / ABOUT).write_bytes(b"hurt")
    about = site.root / "content/pages/about.md"
    about.write_text(about.read_text("utf-8").replace("made for tests", "made for us"), "utf-8")
    before = site.output.joinpath(INDEX).stat().st_mtime_ns
    built = site.build(jobs=2)
    assert kept == []
    assert site.output.joinpath(INDEX).stat().st_mtime_ns == before
    assert "made for us" in built.text("/about/")


def test_a_page_that_is_written_anew_leaves_that_of_the_old_site_as_it_was(site: World) -> None:
    before = (site.output / ABOUT).read_bytes()
    with old_files(site) as begun:
        stage = stage_of(begun, site)
        stage.write(ABOUT, b"another page")
        assert (stage.folder / ABOUT).read_bytes() == b"another page"
        assert (site.output / ABOUT).read_bytes() == before


def test_a_page_with_the_same_bytes_keeps_its_file_and_its_time(site: World) -> None:
    page = site.output / ABOUT
    with old_files(site) as begun:
        stage = stage_of(begun, site)
        assert stage.write(ABOUT, page.read_bytes()) == page.stat().st_mtime_ns
        assert (stage.folder / ABOUT).samefile(page)


def test_a_page_that_is_no_more_goes_with_its_folder(site: World) -> None:
    with old_files(site) as begun:
        stage = stage_of(begun, site)
        stage.drop([ABOUT, "never/was/index.html"])
        assert not (stage.folder / "about").exists()
        assert (stage.folder / INDEX).exists()
    assert (site.output / ABOUT).exists()


def test_what_somebody_did_to_the_old_site_is_not_taken_over(site: World) -> None:
    (site.output / ABOUT).write_bytes(b"hurt")
    (site.output / "mine.html").write_bytes(b"mine")
    (site.output / INDEX).unlink()
    with old_files(site) as begun:
        taken = files_in(stage_of(begun, site).folder)
        assert "/about/" not in begun.standing
    assert taken.isdisjoint({ABOUT, "mine.html", INDEX})
    assert "roles/index.html" in taken


def test_a_whole_site_comes_of_it_with_nothing_left_over(site: World) -> None:
    before = files_in(site.output)
    (site.output / "mine.html").write_bytes(b"mine")
    page = site.root / "content/pages/about.md"
    page.rename(page.with_name("of-us.md"))
    site.build(jobs=2)
    assert files_in(site.output) == before - {ABOUT} | {"of-us/index.html"}
    assert not (site.output / "about").exists()
    assert beside(site) == []


@pytest.mark.parametrize("moment", ["begun", "taken", "staged"])
def test_a_stage_that_nobody_uses_goes(site: World, moment: str) -> None:
    seal = seal_of(site.output)
    with old_files(site) as begun:
        begun.begin()
        stage = begun.stage(read_known(record(site))) if moment != "begun" else None
        if moment == "staged":
            with staged(site.output, stage):
                pass
    assert beside(site) == []
    assert seal_of(site.output) == seal


def test_without_another_process_an_old_site_or_a_record_nothing_is_begun(site: World) -> None:
    known = record(site)
    for target, place, jobs in [
        (site.output, known, 1),
        (site.root / "elsewhere", known, 2),
        (site.output, known.with_name("none.json"), 2),
    ]:
        with OldFiles(target, place, jobs) as begun:
            begun.begin()
            assert begun.stage(read_known(known)) is None
        assert beside(site) == []


@pytest.mark.parametrize("hurt", ["cut", "foreign", "empty"])
def test_a_record_that_is_hurt_is_as_good_as_none(site: World, hurt: str) -> None:
    whole, known = record(site).read_bytes(), read_known(record(site))
    record(site).write_bytes({"cut": whole[:-9], "foreign": b"{}", "empty": b""}[hurt])
    with old_files(site) as begun:
        begun.begin()
        assert begun.stage(known) is None
    before = files_in(site.output)
    assert site.build(jobs=2).problems == ()
    assert files_in(site.output) == before


def test_where_the_process_is_stopped_the_site_is_built_all_the_same(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Stage.keep
    first, kept = os.getpid(), []

    def stop(self: Stage, *arguments: object) -> bool:
        kept.append(1)
        if os.getpid() != first and len(kept) > 5:
            os._exit(1)
        return keep(self, *arguments)  # type: ignore[arg-type]

    before = site.build().files
    monkeypatch.setattr(Stage, "keep", stop)
    built = site.build(jobs=2)
    assert (built.problems, built.files) == ((), before)
    assert beside(site) == []


def test_a_folder_that_may_not_be_made_is_told_of_by_who_makes_the_site(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    with old_files(site) as begun, monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", refuse)
        begun.begin()
        assert begun.stage(read_known(record(site))) is None
    assert beside(site) == []


def test_where_another_record_was_read_than_the_stage_was_filled_by_it_is_not_used(
    site: World,
) -> None:
    before = read_known(record(site))
    page = site.root / "content/pages/about.md"
    page.rename(page.with_name("of-us.md"))
    built = site.build()
    with old_files(site) as begun:
        begun.begin()
        assert begun.stage(before) is None
        assert begun.standing == frozenset()
        with staged(site.output) as stage:  # it begins with nothing
            assert files_in(stage.folder) == {MARKER}
    assert built.files == site.build().files
