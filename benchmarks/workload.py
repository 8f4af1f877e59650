"""Writes a whole project of any size, to measure builds with: `python benchmarks/workload.py DIR`.

The repository's own content is copied, then its case studies and vacancy feeds give way to
made-up ones. Nothing is left to chance: the same arguments write the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import records
import words
from inventions import Known, invent_adverts, invent_providers, invent_stories

REPOSITORY = Path(__file__).resolve().parents[1]
FEWEST_PROVIDERS = 60


@dataclass(frozen=True, slots=True)
class Size:
    """How much is written."""

    vacancies: int
    stories: int
    seed: int = 1


SIZES = {
    "S": Size(1_000, 100),
    "L": Size(10_000, 1_000),
    "XL": Size(50_000, 2_000),
}


def write_workload(folder: Path, size: Size, source: Path = REPOSITORY) -> Known:
    """Write a project into an empty or missing folder; return what its content refers to."""
    _copy_project(source, folder)
    known = read_known(folder)
    known = _write_providers(folder, size.seed, known)
    _write_stories(folder, size, known)
    _write_adverts(folder, size, known)
    return known


def read_known(project: Path) -> Known:
    """Return what a project holds; its YAML is skimmed, so nothing has to be installed."""
    roles = _titled(project / records.ROLES, "title")
    stories = project / records.CASE_STUDIES
    return Known(
        roles=roles or words.ROLES,
        steps=_pairs(project / records.STEPS, {role for role, _ in roles}),
        settings=_listed(project / records.SETTINGS) or words.SETTINGS,
        audiences=_named(project / records.AUDIENCES) or words.AUDIENCES,
        providers=_titled(project / records.PROVIDERS, "name"),
        old_stories=tuple(sorted({each.stem for each in stories.glob("*")})),
    )


def yaml_text(record: records.Record) -> str:
    """Return a record as YAML: a line for each key, its value in flow style."""
    return "".join(f"{key}: {_flow(value)}\n" for key, value in record.items())


def _flow(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _copy_project(source: Path, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty. Name a folder that does not exist yet.")
    folder.mkdir(parents=True, exist_ok=True)
    if (source / records.CONTENT).is_dir():
        shutil.copytree(source / records.CONTENT, folder / records.CONTENT)
    if (source / records.SITE_SETTINGS).is_file():
        shutil.copyfile(source / records.SITE_SETTINGS, folder / records.SITE_SETTINGS)
    # What names the stories that are replaced here would name nothing.
    for gone in (records.VACANCIES, "content/awards"):
        shutil.rmtree(folder / gone, ignore_errors=True)


def _write_providers(folder: Path, seed: int, known: Known) -> Known:
    if len(known.providers) >= FEWEST_PROVIDERS:
        return known
    target = folder / records.PROVIDERS
    target.mkdir(parents=True, exist_ok=True)
    made_up = invent_providers(seed, FEWEST_PROVIDERS, known)
    for each in made_up:
        _write(target / f"{each.id}.yaml", yaml_text(records.provider(each)))
    return replace(known, providers=tuple((each.id, each.name) for each in made_up))


def _write_stories(folder: Path, size: Size, known: Known) -> None:
    target = folder / records.CASE_STUDIES
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for story in invent_stories(size.seed, size.stories, known):
        front = yaml_text(records.case_study(story))
        _write(target / f"{story.slug}.md", f"---\n{front}---\n\n{story.body}")


def _write_adverts(folder: Path, size: Size, known: Known) -> None:
    adverts = invent_adverts(size.seed, size.vacancies, known)
    postings = [records.job_posting(advert) for advert in adverts]
    (folder / records.SNAPSHOTS).mkdir(parents=True)
    feeds = []
    for start in range(0, max(len(postings), 1), records.MOST_IN_A_FEED):
        number = start // records.MOST_IN_A_FEED + 1
        name = records.FEED_ID if number == 1 else f"{records.FEED_ID}-{number}"
        part = json.dumps(postings[start : start + records.MOST_IN_A_FEED], ensure_ascii=False)
        _write(folder / records.SNAPSHOTS / f"{name}.json", part + "\n")
        feeds.append(f"- {_flow(records.feed(name))}\n")
    _write(folder / records.FEEDS, "".join(feeds))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _listed(path: Path) -> tuple[str, ...]:
    text = path.read_text("utf-8") if path.is_file() else ""
    return tuple(re.findall(r"^- id:[ \t]*([\w-]+)", text, re.MULTILINE))


def _named(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.md")))


def _titled(folder: Path, key: str) -> tuple[tuple[str, str], ...]:
    found = []
    for path in sorted(folder.glob("*.yaml")):
        match = re.search(rf"^{key}:[ \t]*(.+?)[ \t]*$", path.read_text("utf-8"), re.MULTILINE)
        if match:
            found.append((path.stem, match[1].strip("'\"")))
    return tuple(found)


def _pairs(path: Path, roles: set[str]) -> tuple[tuple[str, str], ...]:
    if not path.is_file():
        return ()
    text = path.read_text("utf-8")
    pairs = re.findall(r"\bfrom:\s*([\w-]+)\s*,?\s*\bto:\s*([\w-]+)", text)
    return tuple(sorted((start, end) for start, end in set(pairs) if {start, end} <= roles))


def parse_arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; must not exist or be empty")
    parser.add_argument("--vacancies", type=int, default=SIZES["L"].vacancies)
    parser.add_argument("--stories", type=int, default=SIZES["L"].stories)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--source", type=Path, default=REPOSITORY, help="the project to copy")
    return parser.parse_args()


def main() -> None:
    """Write the workload and say where."""
    wanted = parse_arguments()
    size = Size(wanted.vacancies, wanted.stories, wanted.seed)
    write_workload(wanted.folder, size, wanted.source)
    print(f"{size.vacancies} vacancies and {size.stories} case studies in {wanted.folder}")


if __name__ == "__main__":
    main()
