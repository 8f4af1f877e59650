"""tools/outlines.py makes outlines that are simple, fit together, and are the same each time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY

TOOL = REPOSITORY / "tools" / "outlines.py"
# Two districts with a wavy side between them; the wave is smaller than the tolerance but for one
# tooth. The second district goes round the other way.
SHARED = [[1.0, 52.0], [1.001, 52.2], [1.2, 52.5], [0.999, 52.8], [1.0, 53.0]]
LEFT = [[0.0, 53.0], [0.0, 52.0], *SHARED, [0.0, 53.0]]
RIGHT = [[2.0, 52.0], [2.0, 53.0], *SHARED[::-1], [2.0, 52.0]]


def feature(code: str, ring: list[list[float]]) -> dict[str, object]:
    """Return a district as GeoJSON has it."""
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code}, "geometry": shape}


def run(path: Path, *options: str) -> str:
    """Return what the tool writes of a file."""
    command = [sys.executable, str(TOOL), str(path), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def corners(text: str) -> dict[str, list[str]]:
    """Return the corners in what the tool wrote, by district."""
    found = {}
    for part in text.split("- district: ")[1:]:
        identity, _, rest = part.partition("\n")
        found[identity] = rest.partition(">-")[2].split()
    return found


def test_neighbours_keep_the_same_corners_and_lose_the_same_ones(tmp_path: Path) -> None:
    path = tmp_path / "two.geojson"
    features = [feature("E06000016", LEFT), feature("E06000017", RIGHT)]
    path.write_text(json.dumps({"features": features}), encoding="utf-8")
    written = run(path, "--tolerance", "0.1")
    found = corners(written)
    assert set(found["leicester"]) == {"0.0,53.0", "0.0,52.0", "1.0,52.0", "1.2,52.5", "1.0,53.0"}
    assert set(found["rutland"]) == {"2.0,53.0", "2.0,52.0", "1.0,52.0", "1.2,52.5", "1.0,53.0"}
    assert run(path, "--tolerance", "0.1") == written
    assert "Open Government Licence" in written


def test_a_district_that_the_site_does_not_know_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "other.geojson"
    path.write_text(json.dumps({"features": [feature("E99999999", LEFT)]}), encoding="utf-8")
    assert corners(run(path)) == {}
