"""RSS and Atom, with the fields that job systems add."""

from __future__ import annotations

from portal.feeds import read
from portal.feeds.item import Item


def _feed(item: str, namespaces: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {namespaces}><channel>'
        f"<title>Example Lodge</title><item>{item}</item></channel></rss>"
    ).encode()


def _item(item: str, namespaces: str = "") -> Item:
    (found,) = read(_feed(item, namespaces)).items
    return found


def test_the_plain_fields_of_rss_are_read() -> None:
    found = _item(
        "<title>Carer</title><link>https://example.org/1</link><guid>g1</guid>"
        "<pubDate>Sun, 01 Nov 2026 09:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;Kind people&lt;/p&gt;</description>"
    )
    assert (found.title, found.url, found.reference) == ("Carer", "https://example.org/1", "g1")
    assert found.posted == "Sun, 01 Nov 2026 09:00:00 GMT"
    assert found.description == "<p>Kind people</p>"


def test_the_longest_body_is_the_description() -> None:
    found = _item(
        "<title>Carer</title><description>Kind…</description>"
        "<content:encoded><![CDATA[<p>Kind people</p>]]></content:encoded>",
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
    )
    assert found.description == "<p>Kind people</p>"


def test_extensions_are_known_by_their_local_names() -> None:
    found = _item(
        "<title>Carer</title><job_listing:location>Oadby</job_listing:location>"
        "<job_listing:company>Example Lodge</job_listing:company>"
        "<engAts:vacancyid>77</engAts:vacancyid><engAts:endDate>2026-12-01</engAts:endDate>"
        "<engAts:salaryRangeFrom>£24,454</engAts:salaryRangeFrom>",
        'xmlns:job_listing="https://lodge.example" xmlns:engAts="https://ats.example"',
    )
    assert (found.location, found.provider) == ("Oadby", "Example Lodge")
    assert (found.reference, found.closes, found.pay_minimum) == ("77", "2026-12-01", "£24,454")


def test_teamtailors_nested_places_are_read() -> None:
    found = _item(
        "<title>Carer</title><tt:locations><tt:location><tt:name>Lodge</tt:name>"
        "<tt:city>Oadby</tt:city><tt:zip>LE2 4AB</tt:zip></tt:location></tt:locations>",
        'xmlns:tt="https://teamtailor.example"',
    )
    assert (found.locality, found.postcode) == ("Oadby", "LE2 4AB")


def test_categories_with_a_fields_name_are_fields() -> None:
    found = _item('<title>Carer</title><category domain="Location">Oadby</category>')
    assert found.location == "Oadby"


NETWORX = (
    "<link>https://example.org/1</link><title>Carer</title><a10:updated>2026-11-01T10:00:00Z"
    '</a10:updated><a10:content type="text/xml"><Vacancy><VacancyID>9</VacancyID>'
    "<Salary>£12.60 per hour</Salary><Advert_text><![CDATA[<p>Kind</p>]]></Advert_text>"
    "<Vacancy_ID>PUB9</Vacancy_ID><Expiry_date>01/12/2026 12:00:00</Expiry_date>"
    "<Job_Location>Oadby,_Leicestershire</Job_Location><Contract_Type>permanent</Contract_Type>"
    "%s</Vacancy></a10:content>"
)
ATOM = 'xmlns:a10="http://www.w3.org/2005/Atom"'


def test_networx_fields_are_read_even_where_a_tag_is_closed_under_another_name() -> None:
    reading = read(_feed(NETWORX % "<Visa_A>true</Visa_a>", ATOM))
    (found,) = reading.items
    assert reading.lenient
    assert (found.reference, found.pay_text) == ("PUB9", "£12.60 per hour")
    assert (found.closes, found.contract) == ("01/12/2026 12:00:00", "permanent")
    assert found.location == "Oadby,_Leicestershire"


def test_networx_fields_are_read_where_the_feed_is_well_formed() -> None:
    reading = read(_feed(NETWORX % "", ATOM))
    (found,) = reading.items
    assert not reading.lenient
    assert (found.reference, found.closes) == ("PUB9", "01/12/2026 12:00:00")


def test_atom_is_read() -> None:
    (found,) = read(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>e1</id><title>Carer</title>'
        b'<link href="https://example.org/1"/><published>2026-11-01T10:00:00Z</published>'
        b"<summary>Kind people</summary></entry></feed>"
    ).items
    assert (found.reference, found.url) == ("e1", "https://example.org/1")


def test_an_item_without_a_title_is_skipped_with_a_reason() -> None:
    reading = read(_feed("<link>https://example.org/1</link>"))
    assert (reading.read, reading.items) == (1, ())
    assert reading.skipped[0].reason == "It has no title."


def test_bytes_that_look_like_a_file_are_not_opened() -> None:
    assert read(b"/etc/hostname", "rss").items == ()
