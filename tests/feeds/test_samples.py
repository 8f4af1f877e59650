"""Other people's sample feeds: each is read, or refused with a reason; the table is current."""

from __future__ import annotations

import pytest
from sample_table import END, REPOSITORY, START, sample_files, table, written

from portal.feeds import read

# Beside the repository, where there is one: the samples themselves are not ours to give away.
SAMPLES = REPOSITORY.parent / "shared" / "samples" / "feeds"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


@needs_samples
@pytest.mark.slow
def test_every_sample_is_read_or_refused_with_a_reason() -> None:
    silent = []
    for path in sample_files(SAMPLES):
        reading = read(path.read_bytes())
        failed = any("could not be read" in each for each in reading.problems)
        if failed or not (reading.items or reading.problems or reading.skipped):
            silent.append(path.relative_to(SAMPLES).as_posix())
    assert silent == []


@needs_samples
@pytest.mark.slow
def test_the_table_says_what_the_samples_give_now() -> None:
    page = (REPOSITORY / "docs" / "feeds.md").read_text("utf-8")
    if page != written(page, table(SAMPLES)):
        pytest.fail("Run `python tests/feeds/sample_table.py FOLDER` and commit docs/feeds.md.")


def test_the_page_has_a_place_for_the_table() -> None:
    page = (REPOSITORY / "docs" / "feeds.md").read_text("utf-8")
    assert page.index(START) < page.index(END)
