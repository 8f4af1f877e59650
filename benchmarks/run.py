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

import hugo
import preview
import records
import tables
from contenders import DEFAULT_BUILD, PEERS, Contender, ours, peer, profiled, serve_ours
from inventions import Known
from measure import MeasureError, Sample, median, run, weigh
from workload import REPOSITORY, SIZES, Size, write_workload


def main() -> int:
    """Write the workload, measure what is asked for, and clean up."""
    wanted = parse_arguments()
    size = SIZES[wanted.size]
    size = Size(wanted.vacancies or size.vacancies, wanted.stories or size.stories, wanted.seed)
    folder = Path(tempfile.mkdtemp(prefix="portal-benchmark-", dir=memory_folder()))
    try:
        print(machine(), f"{size.vacancies:,} vacancies, {size.stories:,} case studies", sep="\n")
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
    if wanted.preview:
        measure_preview(wanted, workload, folder)
    elif wanted.profile:
        show_profile(wanted.build, workload, folder)
    elif wanted.warm:
        measure_warm(own, workload, wanted.runs)
    else:
        compare_cold([*([] if wanted.without_ours else [own]), *peers], wanted.runs)


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


def measure_warm(own: Contender, workload: Path, runs: int) -> None:
    """Build cold, again with nothing changed, and with one story edited; print the medians."""
    story = first_story(workload)
    text = story.read_text("utf-8")
    samples: dict[str, list[Sample]] = {"cold": [], "nothing changed": [], "one story edited": []}
    for number in range(runs):
        story.write_text(text, "utf-8")
        own.forget()
        samples["cold"].append(run(own.command, own.folder))
        samples["nothing changed"].append(run(own.command, own.folder))
        story.write_text(f"{text}\nOne more sentence, edit {number}.\n", "utf-8")
        samples["one story edited"].append(run(own.command, own.folder))
    own.forget()
    medians = {name: median(several) for name, several in samples.items()}
    tables.against_cold(medians)
    tables.stages(medians)


def measure_preview(wanted: argparse.Namespace, workload: Path, folder: Path) -> None:
    """Print how long an edit takes to reach the browser, here and in Hugo's server."""
    commands = {}
    port = preview.free_port()
    if not wanted.without_ours:
        story = first_story(workload)
        commands["portal"] = (serve_ours(wanted.build, workload, port), story)
    for name in wanted.compare:
        site = folder / f"{name}-site"
        command = hugo.serve_command(hugo.find_binary(), site, port)
        commands[name] = (command, first_story(site))
    rows = [["", "edits", "save to reload, ms", "save to new page, ms", "worst page, ms"]]
    for name, (command, story) in commands.items():
        page = f"/case-studies/{story.stem}/"
        result = preview.measure(command, port, story, page, wanted.edits)
        reload, served = f"{result.reload * 1000:.0f}", f"{result.served * 1000:.0f}"
        rows.append([name, str(result.edits), reload, served, f"{result.worst * 1000:.0f}"])
    tables.show(rows)


def show_profile(build: Path, workload: Path, folder: Path) -> None:
    """Build once under the profiler, and print where the time goes."""
    dump = folder / "profile"
    contender = profiled(build, workload, folder / "output", dump)
    contender.forget()
    run(contender.command, contender.folder)
    stats = pstats.Stats(str(dump)).strip_dirs()
    stats.sort_stats("tottime").print_stats(35)
    stats.sort_stats("cumulative").print_stats(45)


def first_story(project: Path) -> Path:
    """Return the file of a case study, of the workload or of a peer's copy of it."""
    stories = sorted((project / records.CASE_STUDIES).glob("*.md"))
    return next(path for path in stories if not path.stem.startswith("_"))


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
