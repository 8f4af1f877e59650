"""Pictures: nothing but pixels is published, none without consent, and none that does harm."""

from __future__ import annotations

import os
import random
import re
import struct
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import BuiltWorld, World
from PIL import Image, ImageCms, ImageOps, features
from serve.visiting import Visitor

from portal.errors import Position, Problem
from portal.images import Picture, PictureReader, Pictures
from portal.images.judging import MAX_BYTES
from portal.images.tools import version_of
from portal.source import SourceFile

MakeWorld = Callable[..., World]
PLACE = Position("content/story.md", 3, 9)
STORY = """---
title: From the shop to the care home
summary: Sam left the shop floor and found people who remember the name.
date: 2026-10-01
person: {{name: Sam, role: care-assistant}}
provider: example-house
setting: care-home
place: testham
audiences: [career-changer]
best: The laughter at breakfast.
hardest: Saying goodbye to people.
quote: I go home knowing why I went.
image: {image}
consent: {{reference: T-1, given_on: 2026-09-01, review_by: 2028-09-01, scopes: [{scopes}]{more}}}
example: true
---
Text.
"""
STORY_PATH = "content/case-studies/from-the-shop.md"
# The numbers of EXIF (CIPA DC-008): orientation, maker, and the block with the place.
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def photograph(width: int = 900, height: int = 600) -> Image.Image:
    """Return a picture whose left upper quarter is red, and the rest blue."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height // 2))
    return image


def noise(width: int, height: int) -> Image.Image:
    """Return a picture that does not become small."""
    data = random.Random(1).randbytes(width * height * 3)  # noqa: S311 - not a secret
    return Image.frombytes("RGB", (width, height), data)


def written(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return a picture as a file."""
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def told_by_camera(width: int = 900, height: int = 600) -> bytes:
    """Return a JPEG with all that a telephone writes into one: owner, place, remark, XMP."""
    exif = Image.Exif()
    exif[MAKE] = "SECRET-MAKER"
    exif[GPS] = {1: "N", 2: (52.0, 38.0, 12.3), 3: "W", 4: (1.0, 8.0, 4.5)}
    xmp = b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = photograph(width, height)
    return written(image, exif=exif, comment=b"SECRET-REMARK", xmp=xmp, icc_profile=profile)


def looked(folder: Path, name: str, data: bytes) -> Picture | Problem:
    """Return what is said of a file."""
    path = folder / name
    path.write_bytes(data)
    status = path.stat()
    file = SourceFile(path, f"content/{name}", status.st_size, status.st_mtime_ns)
    return PictureReader(folder / "cache").look(file, "story", PLACE)


def accepted(folder: Path, name: str, data: bytes) -> Picture:
    """Return the picture that a file is."""
    seen = looked(folder, name, data)
    assert isinstance(seen, Picture), seen
    return seen


def refused(folder: Path, name: str, data: bytes) -> str:
    """Return the code of the problem with a file, which stands where the file is named."""
    seen = looked(folder, name, data)
    assert isinstance(seen, Problem)
    assert seen.position == PLACE
    return seen.code


def made(folder: Path, name: str, data: bytes, cache: str = "cache") -> dict[str, bytes]:
    """Return every file that is published of a picture."""
    return dict(Pictures([accepted(folder, name, data)], folder / cache))


def built(world: MakeWorld, scopes: str = "text, name, photo", more: str = "") -> BuiltWorld:
    """Return the small site, built with a photograph of Sam."""
    return with_photograph(world(), scopes, more).build()


def with_photograph(made: World, scopes: str = "text, name, photo", more: str = "") -> World:
    """Return a world in which Sam's story has a photograph."""
    image = "{file: sam.jpg, alt: Sam in the garden}"
    made.write({STORY_PATH: STORY.format(image=image, scopes=scopes, more=more)})
    (made.root / "content/case-studies/sam.jpg").write_bytes(told_by_camera())
    return made


# What is published.


def test_nothing_that_a_camera_wrote_is_published(world: MakeWorld) -> None:
    original = told_by_camera()
    for secret in (b"SECRET-MAKER", b"SECRET-REMARK", b"SECRET-XMP", b"ICC_PROFILE"):
        assert secret in original
    assert Image.open(BytesIO(original)).getexif().get_ifd(GPS)
    site = built(world)
    pictures = {name: data for name, data in site.files.items() if name.startswith("images/from")}
    assert len(pictures) == 9
    for data in pictures.values():
        assert b"SECRET" not in data
        image = Image.open(BytesIO(data))
        image.load()
        assert dict(image.getexif()) == {}
        assert {"exif", "xmp", "icc_profile", "comment"} & image.info.keys() == set()


def test_a_story_shows_its_picture_in_the_sizes_that_screens_need(world: MakeWorld) -> None:
    page = built(world).html("/case-studies/from-the-shop/")
    image = page.select_one("picture img")
    sources = page.select("picture source")
    assert image is not None
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    assert (image["width"], image["height"], image["alt"]) == ("900", "600", "Sam in the garden")
    assert (image["decoding"], image.get("loading")) == ("async", None)
    pattern = r"/images/from-the-shop-[0-9a-f]{12}-800\.jpg"
    assert re.fullmatch(pattern, str(image["src"]))
    for source in sources:
        widths = re.findall(r"-(\d+)\.(?:avif|webp) (\d+)w", str(source["srcset"]))
        assert widths == [("480", "480"), ("800", "800"), ("900", "900")]
        assert image["sizes"] == source["sizes"]


def test_the_site_is_whole_where_pillow_cannot_write_avif(
    world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("portal.images.drawing", "portal.images.picture", "portal.pages.pictures"):
        monkeypatch.setattr(f"{module}.ENDINGS", ("webp", "jpg"))
    site = built(world)
    assert len([name for name in site.files if name.startswith("images/from")]) == 6
    page = site.html("/case-studies/from-the-shop/")
    assert [source["type"] for source in page.select("picture source")] == ["image/webp"]


def test_every_address_of_a_picture_is_a_file_of_its_width(world: MakeWorld) -> None:
    site = built(world)
    text = site.text("/case-studies/from-the-shop/")
    named = set(re.findall(r"/(images/from[\w-]+\.(?:jpg|webp|avif))", text))
    assert named == {name for name in site.files if name.startswith("images/from")}
    for name in named:
        image = Image.open(BytesIO(site.files[name]))
        assert name.endswith(
            f"-{image.width}.{(image.format or '').lower().replace('jpeg', 'jpg')}"
        )


def test_search_engines_are_told_of_the_picture(world: MakeWorld) -> None:
    (article,) = (
        each
        for each in built(world).structured("/case-studies/from-the-shop/")
        if each["@type"] == "Article"
    )
    assert str(article["image"]).startswith("https://site.example/images/from-the-shop-")


def test_a_decorative_picture_has_an_empty_alternative(world: MakeWorld) -> None:
    place = with_photograph(world())
    image = "{file: sam.jpg, decorative: true}"
    place.write({STORY_PATH: STORY.format(image=image, scopes="text, name, photo", more="")})
    shown = place.build().html("/case-studies/from-the-shop/").select_one("picture img")
    assert shown is not None
    assert shown["alt"] == ""


def test_a_small_picture_is_never_made_larger(tmp_path: Path) -> None:
    assert accepted(tmp_path, "a.jpg", written(photograph(300, 200))).sizes == ((300, 200),)
    assert accepted(tmp_path, "b.jpg", written(photograph(480, 320))).sizes == ((480, 320),)
    assert accepted(tmp_path, "c.jpg", written(photograph(3000, 2000))).sizes == (
        (480, 320),
        (800, 533),
        (1200, 800),
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright_however_the_camera_was_held(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    data = written(photograph(), exif=exif, quality=95)
    right = ImageOps.exif_transpose(Image.open(BytesIO(data)))
    picture = accepted(tmp_path, "held.jpg", data)
    assert (picture.width, picture.height) == right.size
    for url, file in Pictures([picture], tmp_path / "cache").items():
        image = Image.open(BytesIO(file)).convert("RGB")
        wanted = right.resize(image.size)
        for x, y in ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)):
            at = (int(x * image.width), int(y * image.height))
            assert is_red(image, at) == is_red(wanted, at), url


def is_red(image: Image.Image, at: tuple[int, int]) -> bool:
    """Return whether a picture is red, and not blue, at a place."""
    red, _, blue, *_ = image.convert("RGB").getpixel(at)  # type: ignore[misc]
    return int(red) > int(blue)


@pytest.mark.parametrize(
    ("name", "kind", "mode"),
    [
        ("a.jpg", "JPEG", "L"),
        ("a.jpg", "JPEG", "CMYK"),
        ("a.png", "PNG", "RGBA"),
        ("a.png", "PNG", "P"),
        ("a.png", "PNG", "LA"),
        ("a.png", "PNG", "1"),
        ("a.png", "PNG", "I;16"),
        ("a.webp", "WEBP", "RGBA"),
        ("a.avif", "AVIF", "RGB"),
    ],
)
def test_pictures_of_every_kind_and_colour_are_taken(
    tmp_path: Path, name: str, kind: str, mode: str
) -> None:
    files = made(tmp_path, name, written(photograph(600, 500).convert(mode), kind))
    assert len(files) == 6
    assert {Image.open(BytesIO(data)).mode for data in files.values()} == {"RGB"}


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    files = made(tmp_path, "a.png", written(Image.new("RGBA", (20, 20)), "PNG"))
    for data in files.values():
        assert Image.open(BytesIO(data)).convert("RGB").getpixel((9, 9)) == (255, 255, 255)


def test_a_picture_of_a_phone_with_a_second_one_behind_it_is_taken(tmp_path: Path) -> None:
    data = written(photograph(), "MPO", save_all=True, append_images=[photograph(300, 200)])
    assert accepted(tmp_path, "phone.jpg", data).width == 900


def test_broken_notes_of_a_camera_do_not_make_a_picture_worse(tmp_path: Path) -> None:
    data = written(photograph(), exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff broken")
    assert accepted(tmp_path, "a.jpg", data).orientation == 1


# What is refused.


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    for side in (6_500, 12_000, 60_000):
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        rows = chunk(b"IDAT", zlib.compress(bytes(100_000)))
        bomb = b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")
        assert refused(tmp_path, "bomb.png", bomb) == "picture-too-big"


def test_a_file_of_too_many_bytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    file = SourceFile(path, "content/large.jpg", MAX_BYTES + 1, 0)
    seen = PictureReader(tmp_path).look(file, "story", PLACE)
    assert isinstance(seen, Problem)
    assert seen.sentence == "The picture has 15.0 MB; 15 MB is the most that is taken."
    grown = SourceFile(path, "content/grown.jpg", 10, 0)  # it grew after it was found
    assert isinstance(PictureReader(tmp_path).look(grown, "story", PLACE), Problem)


def test_a_picture_under_the_name_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.png", written(photograph())) == "picture-kind"
    assert refused(tmp_path, "a.jpg", written(photograph(), "PNG")) == "picture-kind"
    assert refused(tmp_path, "a.webp", written(photograph(), "AVIF")) == "picture-kind"


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    for data in (b"", b"\xff\xd8\xff", b"<html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        assert refused(tmp_path, "a.jpg", data) == "not-a-picture"
    assert refused(tmp_path, "a.jpg", written(photograph(), "GIF")) == "not-a-picture"
    assert refused(tmp_path, "a.jpg", written(photograph(), "TIFF")) == "not-a-picture"


def test_a_heic_picture_is_told_from_other_files(tmp_path: Path) -> None:
    data = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)
    seen = looked(tmp_path, "a.jpg", data)
    assert isinstance(seen, Problem)
    assert seen.code == "picture-kind"
    assert "HEIC" in seen.sentence


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
def test_a_picture_of_which_a_part_is_missing_is_refused(
    tmp_path: Path, name: str, kind: str
) -> None:
    whole = written(noise(400, 300), kind)
    assert accepted(tmp_path, name, whole).width == 400
    code = refused(tmp_path, name, whole[: len(whole) // 2])
    assert code in {"picture-damaged", "not-a-picture"}


def test_a_long_thin_picture_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.png", written(Image.new("1", (1, 60_000)), "PNG")) == (
        "picture-shape"
    )


def test_what_is_hidden_behind_a_picture_is_not_published(tmp_path: Path) -> None:
    hidden = b"SECRET-BEHIND-IT"
    for name, kind in (("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")):
        files = made(tmp_path, name, written(photograph(), kind) + hidden)
        assert files
        assert not [url for url, data in files.items() if hidden in data]


@pytest.mark.parametrize(
    "behind",
    [
        b"<script>alert(1)</script>",
        b"<?php system($_GET[0]); ?>",
        b"\n<!DOCTYPE html><p>hello",
        b"%PDF-1.7\n1 0 obj",
        b"PK\x05\x06" + bytes(18),
    ],
)
def test_a_picture_that_is_something_else_as_well_is_refused(tmp_path: Path, behind: bytes) -> None:
    for name, kind in (("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")):
        assert refused(tmp_path, name, written(photograph(), kind) + behind) == "picture-with-more"


def test_a_photograph_that_says_where_it_was_taken_is_told_of(world: MakeWorld) -> None:
    site = built(world)
    assert site.codes == ["picture-tells-place"]
    assert str(site.problems[0].position) == f"{STORY_PATH}:13:15"
    place = with_photograph(world())
    (place.root / "content/case-studies/sam.jpg").write_bytes(written(photograph()))
    assert place.build().codes == []


def test_files_of_noise_never_make_it_fail(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - not a secret
    originals = [  # small ones, or the time goes into writing good pictures
        told_by_camera(120, 80),
        *(written(photograph(120, 80), kind) for kind in ("PNG", "WEBP", "AVIF")),
    ]
    for number in range(200):
        data = bytearray(originals[number % 4])
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        name = ("a.jpg", "a.png", "a.webp", "a.avif")[number % 4]
        seen = looked(tmp_path, name, bytes(data))
        if isinstance(seen, Picture):
            assert dict(Pictures([seen], tmp_path / "cache"))


# Consent.


def test_a_photograph_without_consent_stays_away_and_the_story_does_not(world: MakeWorld) -> None:
    site = built(world, scopes="text, name")
    assert site.codes == ["photo-without-consent"]
    assert str(site.problems[0].position) == f"{STORY_PATH}:13:15"
    assert not [name for name in site.files if name.startswith("images/from")]
    assert "<picture" not in site.text("/case-studies/from-the-shop/")
    assert "/images/from" not in site.text("/case-studies/from-the-shop/")


def test_a_withdrawn_story_leaves_no_picture_behind(world: MakeWorld) -> None:
    place = with_photograph(world())
    assert [name for name in place.build().files if name.startswith("images/from")]
    assert list((place.root / ".cache/images").iterdir())
    site = with_photograph(place, more=", withdrawn_on: 2026-11-01").build()
    assert not [name for name in site.files if "from-the-shop" in name]
    kept = list((place.root / ".cache/images").iterdir())
    assert {path.suffix for path in kept} <= {".png", ".svg", ".ico"}  # cards and icons alone


def test_a_picture_that_no_story_names_is_not_published(world: MakeWorld) -> None:
    place = world()
    (place.root / "content/case-studies/spare.jpg").write_bytes(told_by_camera())
    assert not [name for name in place.build().files if name.startswith("images/from")]


def test_checking_makes_no_picture(world: MakeWorld) -> None:
    place = with_photograph(world())
    assert place.build(write=False).codes == ["picture-tells-place"]
    assert not (place.root / ".cache/images").exists()


# The preview.


def test_the_preview_shows_a_picture_and_an_edit_of_it(world: MakeWorld) -> None:
    visitor = Visitor(with_photograph(world()))
    story = "/case-studies/from-the-shop/"
    before = set(re.findall(r"/images/[\w-]+\.webp", visitor.get(story).text))
    assert len(before) == 3
    for url in before:
        visit = visitor.get(url)
        assert (visit.status, visit.headers["Content-Type"]) == (200, "image/webp")
    path = visitor.world.root / "content/case-studies/sam.jpg"
    path.write_bytes(written(photograph(500, 400)))
    visitor.preview.refresh(frozenset({path.resolve()}))
    after = set(re.findall(r"/images/[\w-]+\.webp", visitor.get(story).text))
    assert len(after) == 2
    assert not before & after


# The cache.


def test_a_picture_from_the_cache_is_the_same_as_one_made_anew(tmp_path: Path) -> None:
    data = told_by_camera()
    first = made(tmp_path, "a.jpg", data)
    assert len(list((tmp_path / "cache").iterdir())) == len(first)
    assert made(tmp_path, "a.jpg", data) == first
    assert made(tmp_path, "a.jpg", data, cache="other") == first


def test_a_spoilt_cache_does_no_harm(tmp_path: Path) -> None:
    data = told_by_camera()
    first = made(tmp_path, "a.jpg", data)
    for number, path in enumerate(sorted((tmp_path / "cache").iterdir())):
        path.write_bytes((b"", b"nonsense", path.read_bytes()[:-1])[number % 3])
    assert made(tmp_path, "a.jpg", data) == first


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    data = told_by_camera()
    assert made(tmp_path, "a.jpg", data, cache="file/below") == made(tmp_path, "a.jpg", data)


def test_what_is_made_ahead_is_found_in_the_cache(tmp_path: Path) -> None:
    seen = [
        accepted(tmp_path, f"{side}.jpg", written(photograph(side, side))) for side in (90, 500)
    ]
    pictures = Pictures(seen, tmp_path / "cache")
    pictures.make_ahead()
    assert len(list((tmp_path / "cache").iterdir())) == len(pictures) == 9
    (tmp_path / "90.jpg").unlink()
    (tmp_path / "500.jpg").unlink()
    assert len(dict(pictures)) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process only on this system")
def test_several_processes_make_the_same_pictures_as_one(tmp_path: Path) -> None:
    seen = [
        accepted(tmp_path, f"{side}.jpg", written(photograph(side, side))) for side in (90, 120)
    ]
    one, several = (Pictures(seen, tmp_path / name) for name in ("one", "several"))
    one.make_ahead()
    several.make_ahead(2)
    assert one.missing() == several.missing() == []
    assert dict(one) == dict(several)


def test_an_unchanged_picture_is_looked_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(written(photograph()))
    file = SourceFile(path, "content/a.jpg", path.stat().st_size, 1)
    reader = PictureReader(tmp_path / "cache")
    first = reader.look(file, "one", PLACE)
    path.unlink()
    again = reader.look(file, "two", PLACE)
    assert isinstance(first, Picture)
    assert isinstance(again, Picture)
    assert (again.digest, again.name) == (first.digest, "two")


@pytest.mark.parametrize("tool", ["jpg", "webp", "avif", "freetype2"])
def test_the_versions_of_tools_are_those_that_pillow_tells(tool: str) -> None:
    assert version_of(tool) == features.version(tool)
    assert (version_of(tool) is not None) == features.check(tool)


def test_a_tool_that_pillow_has_not_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL._avif", None)
    assert version_of.__wrapped__("avif") is None
