"""XML in the manner of Indeed."""

from __future__ import annotations

import pytest

from portal.feeds import read

JOB = (
    "<job><title><![CDATA[ Carer ]]></title><referencenumber>L1</referencenumber>"
    "<company>Example Lodge</company><city>Oadby</city><postalcode>LE2 4AB</postalcode>"
    "<description><![CDATA[<p>Kind &amp; patient</p>]]></description><salary>£12.60 ph</salary>"
    "<url>https://example.org/1</url><date>Sun, 01 Nov 2026 09:00:00 GMT</date></job>"
)


@pytest.mark.parametrize(
    "document",
    [
        f"<source><publisher>x</publisher>{JOB}</source>",
        f"<jobs>{JOB}</jobs>",
        f'<?xml version="1.0" encoding="utf-8"?>\n<source><jobs>{JOB}</jobs></source>',
        f'<jobs xmlns="https://lodge.example">{JOB}</jobs>',
        JOB,
    ],
)
def test_every_variant_is_read(document: str) -> None:
    reading = read(document.encode())
    assert (reading.format, reading.lenient) == ("xml", False)
    (item,) = reading.items
    assert (item.title, item.reference, item.locality) == ("Carer", "L1", "Oadby")
    assert item.description == "<p>Kind &amp; patient</p>"
    assert item.pay_text == "£12.60 ph"


@pytest.mark.parametrize(
    "document",
    [
        f"<source>{JOB}",
        f'<?xml version=\\"1.0\\"?><source>{JOB}</source>',
        f"<source>{JOB.replace('</salary>', '</Salery>')}</source>",
        f"<source>{JOB.replace('£', '&pound;')}</source>",
        f"<source>{JOB}</source><x>",
        "<source>" + JOB.replace("Oadby", "Oad\x08by") + "</source>",
    ],
)
def test_broken_xml_is_read_leniently_and_says_so(document: str) -> None:
    reading = read(document.encode())
    assert (reading.format, reading.lenient) == ("xml", True)
    (item,) = reading.items
    assert (item.title, item.locality, item.url) == ("Carer", "Oadby", "https://example.org/1")
    assert item.description == "<p>Kind &amp; patient</p>"


def test_an_unclosed_job_does_not_take_the_next_ones_fields() -> None:
    one = "<job><title>Carer</title><city>Oadby</city>"
    two = "<job><title>Cook</title><salary>£13</salary></job>"
    items = read(f"<source>{one}{two}</source>".encode()).items
    assert [(each.title, each.pay_text) for each in items] == [("Carer", ""), ("Cook", "£13")]


def test_html_within_the_description_stays_html() -> None:
    job = "<job><title>Carer</title><description><p>Kind <b>people</b></p></description></job>"
    for document in (f"<jobs>{job}</jobs>", f"<jobs>{job}"):
        (item,) = read(document.encode()).items
        assert item.description == "<p>Kind <b>people</b></p>"


def test_nested_fields_are_found_under_both_names() -> None:
    job = (
        "<job id='7'><title>Carer</title><salary><min>12.6</min><max>13</max></salary>"
        "<location><city>Oadby</city></location></job>"
    )
    (item,) = read(f"<jobs>{job}</jobs>".encode()).items
    assert (item.reference, item.pay_minimum, item.pay_maximum) == ("7", "12.6", "13")
    assert item.locality == "Oadby"


def test_xml_without_jobs_is_a_reason() -> None:
    assert read(b"<source></source>").problems == ("It is XML without a single <job> element.",)
