"""Measures builds of a workload: `python benchmarks/run.py --size L --compare hugo`.

Every figure is of a whole process, from start to exit. Contenders take turns (A B A B), medians
are quoted, and the output lies in memory where the system has /dev/shm.
"""

from __future__ import annotations

import argparse
import os
import platform
import pstats
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import edits
import hugo
import preview
import records
import tables
import warm
from contenders import (
    DEFAULT_BUILD,
    OURS,
    PEERS,
    Contender,
    copy_program,
    ours,
    peer,
    profiled,
    serve_ours,
)
from inventions import Known
from measure import MeasureError, Sample, median, memory_is, run, weigh
from workload import REPOSITORY, SIZES, Size, write_workload


def main() -> int:
    """Write the workload, measure what is asked for, and clean up."""
    wanted = parse_arguments()
    size = SIZES[wanted.size]
    size = Size(wanted.vacancies or size.vacancies, wanted.stories or size.stories, wanted.seed)
    folder = Path(tempfile.mkdtemp(prefix="portal-benchmark-", dir=memory_folder()))
    try:
        amounts = f"{size.vacancies:,} vacancies, {size.stories:,} case studies"
        print(machine(), amounts, memory_is(), sep="\n")
        known = write_workload(folder / "workload", size, wanted.source)
        measure_all(wanted, folder, known)
        warn_of_others()
    except MeasureError as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        if wanted.keep:
            print(f"Kept in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def measure_all(wanted: argparse.Namespace, folder: Path, known: Known) -> None:
    """Measure everything that the command line asks for."""
    workload = folder / "workload"
    own = ours(wanted.build, workload, folder / "output")
    peers = [peer(name, workload, folder, known) for name in wanted.compare]
    contenders = [*([] if wanted.without_ours else [own]), *peers]
    if wanted.preview:
        measure_preview(wanted, contenders, folder)
    elif wanted.profile:
        show_profile(wanted.build, workload, folder)
    elif wanted.warm:
        measure_warm(contenders, wanted.runs)
    else:
        compare_cold(contenders, wanted.runs)


def compare_cold(contenders: Sequence[Contender], runs: int) -> None:
    """Build from nothing, in turns, and print the medians."""
    samples: dict[str, list[Sample]] = {each.name: [] for each in contenders}
    weights = {}
    for number in range(runs):
        for each in contenders:
            each.forget()
            sample = run(each.command, each.folder)
            samples[each.name].append(sample)
            weights[each.name] = weigh(each.target)
            each.forget()
            print(f"run {number + 1} {each.name}: {sample.wall:.2f} s", file=sys.stderr)
    medians = {name: median(several) for name, several in samples.items()}
    tables.compare(medians, weights)
    tables.stages({name: each for name, each in medians.items() if each.stages})


def measure_warm(contenders: Sequence[Contender], runs: int) -> None:
    """Print what builds after the first one cost, here and in the peers."""
    edited = [
        warm.Edited(each, (edits.of_story(stories(each.site)[0]), edits.of_feed(each.feed)))
        for each in contenders
    ]
    warm.measure_warm(edited, runs)


def measure_preview(
    wanted: argparse.Namespace, contenders: Sequence[Contender], folder: Path
) -> None:
    """Print how soon a preview is there, and an edit in the browser, here and in Hugo's server."""
    port = preview.free_port()
    seen = {}
    for each in contenders:
        watch = watch_ours if each.name == OURS else watch_hugo
        seen[each.name] = preview.measure(
            watch(wanted.build, each, folder, port), port, wanted.edits
        )
    tables.previews(seen)


def watch_ours(build: Path, own: Contender, folder: Path, port: int) -> preview.Watched:
    """Return our preview, with a program of its own and a picture to change."""
    program = copy_program(build, folder / "program")
    story, pictured, *_ = stories(own.site)
    changes = edits.of_preview(
        program / "templates/layouts/base.html",
        program / "assets/css/base.css",
        own.site / records.SITE_SETTINGS,
        own.feed,
    )
    others = [(each, preview.page_of(story)) for each in changes]
    others.append((edits.with_picture(pictured), preview.page_of(pictured)))
    command = serve_ours(build, program, own.site, port)
    return preview.Watched(command, story, others, early="Vacancies are still being read.")


def watch_hugo(_build: Path, peer: Contender, _folder: Path, port: int) -> preview.Watched:
    """Return Hugo's server; there are no pictures to change."""
    story, site = stories(peer.site)[0], peer.site
    changes = edits.of_preview(
        site / "layouts/baseof.html", site / "static/style.css", site / "hugo.yaml", peer.feed
    )
    command = hugo.serve_command(hugo.find_binary(), site, port)
    return preview.Watched(command, story, [(each, preview.page_of(story)) for each in changes])


def show_profile(build: Path, workload: Path, folder: Path) -> None:
    """Build once under the profiler, and print where the time goes."""
    dump = folder / "profile"
    contender = profiled(build, workload, folder / "output", dump)
    contender.forget()
    run(contender.command, contender.folder)
    stats = pstats.Stats(str(dump)).strip_dirs()
    stats.sort_stats("tottime").print_stats(35)
    stats.sort_stats("cumulative").print_stats(45)


def stories(project: Path) -> list[Path]:
    """Return the files of case studies, of the workload or of a peer's copy of it."""
    found = sorted((project / records.CASE_STUDIES).glob("*.md"))
    return [path for path in found if not path.stem.startswith("_")]


def memory_folder() -> str | None:
    """Return a folder that lies in memory, or None for the system's usual one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - its own name in it


def machine() -> str:
    """Return what the figures were measured on."""
    processors = os.cpu_count()
    if hasattr(os, "sched_getaffinity"):
        processors = len(os.sched_getaffinity(0))
    python = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {processors} processors, Python {python}"


def warn_of_others() -> None:
    """Say so where other programs kept the processors busy, since times then mean little."""
    if hasattr(os, "getloadavg"):
        load, processors = os.getloadavg()[0], os.cpu_count() or 1
        if load > processors + 1:
            print(f"The machine was busy (load {load:.1f} on {processors} processors):")
            print("trust the processors' seconds and the memory, not the wall clock.")


def parse_arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="L", help="S, L (usual) or XL")
    parser.add_argument("--vacancies", type=int, help="instead of the size's own number")
    parser.add_argument("--stories", type=int, help="instead of the size's own number")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3, help="of each contender")
    compare = parser.add_argument(
        "--compare", action="append", choices=PEERS, default=[], help="may be given twice"
    )
    compare.metavar = "|".join(PEERS)
    parser.add_argument("--without-ours", action="store_true", help="measure the peers alone")
    parser.add_argument("--warm", action="store_true", help="builds after a first one")
    parser.add_argument("--preview", action="store_true", help="from save to the browser")
    parser.add_argument("--edits", type=int, default=15, help="in the preview")
    parser.add_argument("--profile", action="store_true", help="where our own time goes")
    parser.add_argument("--build", type=Path, default=DEFAULT_BUILD, help="another build.py")
    parser.add_argument("--source", type=Path, default=REPOSITORY, help="whose content to copy")
    parser.add_argument("--keep", action="store_true", help="do not delete the workload")
    wanted = parser.parse_args()
    wanted.build = wanted.build.resolve()
    return wanted


if __name__ == "__main__":
    sys.exit(main())
