"""What a new site changes for those who hold copies of the old one."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.changes import Changes, addresses, compare, write_changes

NAMES = st.sampled_from(
    ["index.html", "a/index.html", "a/b.json", "a/b.json.gz", "feed.xml", "x.gz", ".mark"]
)
SITES = st.dictionaries(NAMES, st.sampled_from([b"", b"one", b"two", b"three"]))


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Write a site."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def address(name: str) -> str:
    """Return the address of one of the names."""
    return {"index.html": "/", "a/index.html": "/a/"}.get(name, f"/{name}")


@given(SITES, SITES)
@settings(max_examples=40)
def test_an_address_is_new_changed_or_gone_as_its_bytes_are(
    old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        found = compare(write(Path(place, "new"), new), write(Path(place, "old"), old))

    def listed(names: set[str], site: dict[str, bytes]) -> tuple[str, ...]:
        own = {name for name in names if name != ".mark"}
        copies = {name for name in own if name == "a/b.json.gz" and "a/b.json" in site}
        return tuple(sorted(address(name) for name in own - copies))

    both = old.keys() & new.keys()
    assert found == Changes(
        listed(new.keys() - old.keys(), new),
        listed({name for name in both if old[name] != new[name]}, new),
        listed(old.keys() - new.keys(), old),
    )


def test_where_there_was_no_site_all_is_new(tmp_path: Path) -> None:
    new = write(tmp_path / "new", {"index.html": b"x", "a/index.html": b"y"})
    assert compare(new, tmp_path / "old") == Changes(added=("/", "/a/"))


def test_what_is_the_same_keeps_its_time_and_what_is_not_does_not(tmp_path: Path) -> None:
    old = write(tmp_path / "old", {"same.txt": b"one", "other.txt": b"one"})
    for path in old.iterdir():
        os.utime(path, ns=(10**18, 10**18))
    new = write(tmp_path / "new", {"same.txt": b"one", "other.txt": b"two"})
    found = compare(new, old, keep_times=True)
    assert found == Changes(changed=("/other.txt",))
    assert (new / "same.txt").stat().st_mtime_ns == 10**18
    assert (new / "other.txt").stat().st_mtime_ns > 10**18


def test_what_is_made_after_the_comparison_is_no_longer_gone(tmp_path: Path) -> None:
    found = Changes(("/new/",), ("/same/",), ("/posters/a.pdf", "/posters/b.pdf"))
    site = write(tmp_path / "site", {"posters/a.pdf": b"x", "posters/c.pdf": b"x"})
    assert found.with_made(addresses(site, "posters")) == Changes(
        ("/new/", "/posters/c.pdf"), ("/posters/a.pdf", "/same/"), ("/posters/b.pdf",)
    )


def test_changes_are_written_as_json(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "changed.json"
    write_changes(path, Changes(("/café/",), (), ("/b/",)))
    assert json.loads(path.read_text("utf-8")) == {
        "added": ["/café/"],
        "changed": [],
        "removed": ["/b/"],
    }
