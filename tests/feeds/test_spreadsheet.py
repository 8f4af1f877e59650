"""CSV as spreadsheets save it."""

from __future__ import annotations

import pytest
from holding import normalised

from portal.feeds import read

ROWS = "Job Title,Town,Rate of pay (£)\r\nCarer,Oadby,£12.60\r\nCook,Oadby,£13\r\n"


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("cp1252"),
        ROWS.encode("utf-16"),
        ROWS.replace(",", ";").encode(),
        ROWS.replace(",", "\t").encode(),
        b"sep=|\r\n" + ROWS.replace(",", "|").encode(),
        ROWS.replace("\r\n", "\n").encode(),
        ROWS.replace("\r\n", "\r").encode(),
        b"Vacancies at Example Lodge,,\r\n,,\r\n" + ROWS.encode(),
        ROWS.replace("\r\n", "\r\n,,\r\n").encode(),
    ],
)
def test_every_way_of_saving_gives_the_same_rows(data: bytes) -> None:
    reading = read(data)
    assert (reading.format, reading.skipped, reading.lenient) == ("csv", (), False)
    assert [(each.number, each.title, each.locality) for each in reading.items] == [
        (1, "Carer", "Oadby"),
        (2, "Cook", "Oadby"),
    ]
    assert reading.items[0].pay_text == "£12.60"


def test_a_quoted_cell_may_hold_lines_and_commas() -> None:
    (item,) = read(b'title,description\nCarer,"Kind,\n""patient""\npeople"\n').items
    assert item.description == 'Kind,\n"patient"\npeople'


def test_a_row_with_a_comma_too_many_is_skipped_and_the_rest_kept() -> None:
    reading = read(b"title,town\nCarer,Oadby, Leicestershire\nCook,Oadby\n")
    assert [each.title for each in reading.items] == ["Cook"]
    assert "comma" in reading.skipped[0].reason


def test_a_row_without_a_title_is_skipped() -> None:
    reading = read(b"title,town\n,Oadby\nCook,Oadby\n")
    assert [each.number for each in reading.skipped] == [1]


def test_an_unclosed_quotation_mark_does_not_swallow_the_rest() -> None:
    rows = "".join(f"Carer {number},Oadby\n" for number in range(1000))
    reading = read(f'title,town\nCook,"Oadby\n{rows}'.encode())
    assert reading.lenient
    assert len(reading.items) >= 1000


def test_headings_that_mean_nothing_to_us_are_mentioned() -> None:
    reading = read(b"title,town,budget code\nCarer,Oadby,77\n")
    assert reading.problems == ("1 of its columns have headings we do not know.",)


@pytest.mark.parametrize("data", [b"title,town\n", b"a,b\n1,2\n", b"hello", b'"', b"title"])
def test_no_rows_or_no_headings_are_a_reason(data: bytes) -> None:
    reading = read(data, "csv")
    assert reading.items == ()
    assert reading.problems


@pytest.mark.parametrize(
    ("heading", "cell", "payer"),
    [
        *(("DBS paid", "Yes", "employer"), ("DBS paid?", "no", "worker")),
        *(("Free DBS", "Y", "employer"), ("DBS paid for", "By you", "worker")),
        *(("DBS paid by", "Employer", "employer"), ("Who pays for DBS", "we pay", "employer")),
        *(("DBS", "Yes", "not-stated"), ("DBS check", "No", "not-stated")),
        *(("DBS paid by", "yes", "not-stated"), ("DBS paid", "N/A", "not-stated")),
    ],
)
def test_who_pays_for_the_check_is_read_with_its_heading(
    heading: str, cell: str, payer: str
) -> None:
    (vacancy,), _ = normalised(read(f"title,town,{heading}\nCarer,Oadby,{cell}\n".encode()))
    assert vacancy.terms.dbs_paid_by == payer
