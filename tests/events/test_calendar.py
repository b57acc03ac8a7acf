"""The calendar as people see it: list, week, what is over, courses, feeds; and what a hostile address does to it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

import icalendar
import pytest
import recurring_ical_events
import time_machine
from bs4 import BeautifulSoup

from events.at_contact_points import events_here
from events.enums import Audience, Kind, RegistrationMode, Scope
from events.listing import monday_of, week_name
from events.models import CourseDate, EventPage, Occurrence
from tests.calendars.rfc import problems_of
from tests.factories.directory import ContactPointFactory, DistrictFactory
from tests.factories.events import (
    CourseOfferFactory,
    EventIndexPageFactory,
    EventPageFactory,
    EventSeriesFactory,
    come,
    event,
    publish,
)
from tests.factories.pictures import PictureFactory
from tests.hagen import at

pytestmark = pytest.mark.django_db
NOW = at("2026-12-01 10:00")


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def titles(soup: BeautifulSoup, selector=".date-card__title") -> list[str]:
    return [one.get_text(strip=True) for one in soup.select(selector)]


def day(number: int, start="18:00", end="20:00") -> list[tuple[str, str]]:
    return [(f"2026-12-{number:02} {start}", f"2026-12-{number:02} {end}")]


# --- List and week ----------------------------------------------------------------------------------------------------


def test_list_shows_what_is_coming_in_order_and_nothing_that_is_over_or_hidden(client):
    EventPageFactory(title="Später", dates=day(20))
    EventPageFactory(title="Bald", dates=day(3))
    EventPageFactory(title="Läuft", dates=[("2026-12-01 09:00", "2026-12-01 11:00")])
    EventPageFactory(title="Vorbei", dates=[("2026-11-30 09:00", "2026-11-30 11:00")])
    hidden = EventPageFactory(title="Entwurf", dates=day(4))
    hidden.unpublish()

    assert titles(page(client, "/termine/")) == ["Läuft", "Bald", "Später"]
    assert titles(page(client, "/termine/archiv/")) == ["Vorbei"]


def test_cancelled_date_is_said_and_not_hidden(client):
    EventPageFactory(dates=day(3), is_cancelled=True)

    card = page(client, "/termine/").select_one(".date-card")

    assert "Abgesagt" in card.get_text()
    assert "date-card--off" in card["class"]


def test_times_are_those_of_the_clock_in_hagen_in_winter_and_summer(client):
    EventPageFactory(dates=[("2026-12-03 18:00", "2026-12-03 20:00"), ("2027-06-03 18:00", "2027-06-03 20:00")])

    cards = page(client, "/termine/").select(".date-card__when")

    assert ["18:00–20:00" in card.get_text() for card in cards] == [True, True]
    assert [card.time["datetime"][-6:] for card in cards] == ["+01:00", "+02:00"]


def test_week_shows_each_day_with_its_dates_and_holidays(client):
    EventPageFactory(title="Montags", dates=[("2026-12-21 09:00", "2026-12-21 10:00")])
    EventPageFactory(title="Lang", dates=[("2026-12-20 09:00", "2026-12-22 10:00")])

    soup = page(client, "/termine/?ansicht=woche&woche=2026-W52")

    days = [" ".join(one.get_text(" ", strip=True).split()) for one in soup.select(".week__day")]
    assert len(days) == 7
    assert "Montags" in days[0]
    assert "Lang" in days[0]  # it began the day before
    assert "Erster Weihnachtstag" in days[4]
    assert "Woche 52: 21. Dezember bis 27. Dezember 2026" in soup.h2.get_text()
    links = [link["href"] for link in soup.select(".events__weeks a")]
    assert links == ["?ansicht=woche&woche=2026-W51", "?ansicht=woche", "?ansicht=woche&woche=2026-W53"]


@pytest.mark.parametrize(
    ("asked", "monday"),
    [
        ("2026-W53", date(2026, 12, 28)),
        ("2027-W01", date(2027, 1, 4)),
        ("2027-W53", date(2026, 11, 30)),  # there is none: this week
        ("", date(2026, 11, 30)),
        ("quatsch", date(2026, 11, 30)),
        ("9999-W52", date(2026, 11, 30)),
        ("0-W1", date(2026, 11, 30)),
        ("-1-W1", date(2026, 11, 30)),
        ("2026-W٣", date(2026, 1, 12)),  # Arabic digits are digits
    ],
)
def test_week_is_read_from_the_address_or_is_this_one(asked, monday):
    assert monday_of(asked, NOW) == monday


def test_week_name_follows_iso_at_the_turn_of_the_year():
    assert [week_name(date(2026, 12, 28)), week_name(date(2027, 1, 4))] == ["2026-W53", "2027-W01"]


def test_filters_narrow_down_and_an_event_for_everybody_is_for_each(client):
    altenhagen = DistrictFactory(slug="altenhagen", name="Altenhagen")
    wehringhausen = DistrictFactory(slug="wehringhausen", name="Wehringhausen")
    EventPageFactory(
        title="A", contact_point=ContactPointFactory(district=altenhagen), audience=Audience.BUSINESSES, dates=day(2)
    )
    EventPageFactory(
        title="B",
        contact_point=ContactPointFactory(district=wehringhausen),
        audience=Audience.RESIDENTS,
        kind=Kind.COURSE,
        languages=["tr", "de"],
        has_childcare=True,
        dates=day(3),
    )
    EventPageFactory(
        title="C",
        contact_point=ContactPointFactory(district=altenhagen),
        is_free=False,
        cost="5 Euro",
        languages=["de"],
        dates=day(4),
    )

    def found(query):
        return titles(page(client, f"/termine/?{query}"))

    assert found("stadtteil=altenhagen") == ["A", "C"]
    assert found("zielgruppe=businesses") == ["A", "C"]
    assert found("zielgruppe=residents") == ["B", "C"]
    assert found("art=course") == ["B"]
    assert found("sprache=tr") == ["B"]
    assert found("sprache=de") == ["B", "C"]
    assert found("kostenlos=1") == ["A", "B"]
    assert found("kinderbetreuung=1") == ["B"]
    assert found("stadtteil=altenhagen&zielgruppe=residents") == ["C"]
    assert found("stadtteil=nirgends&art=quatsch&sprache=%00&seite=-7&kostenlos=vielleicht") == ["A", "B", "C"]


def test_nothing_found_offers_a_way_on(client):
    EventPageFactory(dates=day(2))

    soup = page(client, "/termine/?sprache=de")

    assert soup.select_one(".empty-state a")["href"] == "/termine/"


def test_long_lists_have_pages_that_keep_the_filter(client):
    dates = [one for number in range(2, 30) for one in day(number)]
    EventPageFactory(dates=dates, has_childcare=True)

    soup = page(client, "/termine/?kinderbetreuung=1")

    assert len(titles(soup)) == 20
    following = soup.select_one("a[rel=next]")["href"]
    assert following == "?kinderbetreuung=1&seite=2"
    assert len(titles(page(client, f"/termine/{following}"))) == 8


def test_queries_do_not_grow_with_the_calendar(client):
    counts = {}
    for number in (1, 12):
        for _number in range(number):
            EventPageFactory(
                dates=day(4) + day(5),
                series=EventSeriesFactory(),
                picture=PictureFactory(),
                languages=["de"],
                registration=RegistrationMode.ONLINE,
                capacity=4,
                scope=Scope.EACH,
            )
        for url in ("/termine/", "/termine/?ansicht=woche", "/termine/kalender.ics", "/termine/feed/"):
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            counts.setdefault(url, []).append(len(captured))

    assert {url: len(set(numbers)) for url, numbers in counts.items()} == dict.fromkeys(counts, 1), counts
    assert max(counts["/termine/"]) <= 14, counts


def test_event_page_costs_the_same_with_many_dates(client):
    counts = []
    for number in (2, 20):
        found = EventPageFactory(
            dates=[day(2 + n)[0] for n in range(number)],
            registration=RegistrationMode.ONLINE,
            capacity=4,
            scope=Scope.EACH,
        )
        come(found, date=Occurrence.objects.filter(event=found).first())
        client.get(found.url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(found.url).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= 16, counts


# --- Courses and contact points ---------------------------------------------------------------------------------------


def test_courses_of_partners_stand_with_their_next_dates_the_next_one_first(client):
    EventIndexPageFactory()
    later, sooner, without = CourseOfferFactory(title="Später"), CourseOfferFactory(title="Bald"), CourseOfferFactory()
    CourseDate.objects.create(course=later, starts_on=date(2027, 2, 1))
    CourseDate.objects.create(course=sooner, starts_on=date(2026, 12, 5), times="Mo–Do 9–12 Uhr")
    CourseDate.objects.create(course=sooner, starts_on=date(2026, 11, 5))
    CourseOfferFactory(title="Nicht mehr", is_active=False)

    soup = page(client, "/termine/kurse/")

    assert titles(soup, ".course__title") == ["Bald", "Später", without.title]
    assert "5. Dezember 2026, Mo–Do 9–12 Uhr" in soup.get_text()
    assert "5. November" not in soup.get_text()
    assert "Auf Anfrage" in soup.select(".course")[2].get_text()


def test_contact_point_shows_what_is_on_there_this_week(client):
    point = ContactPointFactory(slug="hier")
    EventPageFactory(title="Diese Woche", contact_point=point, dates=day(5))
    EventPageFactory(title="Nächste Woche", contact_point=point, dates=day(9))
    EventPageFactory(title="Woanders", dates=day(5))

    soup = page(client, "/anlaufstellen/hier/")

    assert titles(soup) == ["Diese Woche"]
    assert "Diese Woche hier" in soup.get_text()


def test_contact_point_shows_the_next_date_when_this_week_is_empty():
    point = ContactPointFactory()
    assert events_here(point, NOW) is None
    EventPageFactory(title="Nächste Woche", contact_point=point, dates=day(9) + day(16))

    _template, values = events_here(point, NOW)

    assert [item.event.title for item in values["items"]] == ["Nächste Woche"]
    assert not values["is_this_week"]


# --- Feeds ------------------------------------------------------------------------------------------------------------


def feed(client, query="") -> tuple[bytes, dict]:
    response = client.get(f"/termine/kalender.ics{query}")
    assert response.status_code == 200
    return response.content, response.headers


def test_feed_has_every_date_keeps_the_rules_and_can_be_cached(client):
    EventPageFactory(title="Größe; Öl, Eis", dates=day(3) + day(10), lead="Zeile eins\nZeile zwei")

    content, headers = feed(client)

    assert problems_of(content) == []
    assert headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert "public" in headers["Cache-Control"]
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in events] == ["Größe; Öl, Eis"] * 2
    assert client.get("/termine/kalender.ics", HTTP_IF_NONE_MATCH=headers["ETag"]).status_code == 304


def test_feed_gives_the_same_days_as_the_page(client):
    EventPageFactory(dates=day(3) + day(10) + day(24))

    days = recurring_ical_events.of(icalendar.Calendar.from_ical(feed(client)[0])).between(
        date(2026, 12, 1), date(2027, 1, 1)
    )

    shown = [one.time["datetime"][:10] for one in page(client, "/termine/").select(".date-card__when")]
    assert sorted(f"{one['DTSTART'].dt:%Y-%m-%d}" for one in days) == shown


def test_feeds_by_district_and_audience(client):
    altenhagen = DistrictFactory(slug="altenhagen", name="Altenhagen")
    EventPageFactory(title="A", contact_point=ContactPointFactory(district=altenhagen), dates=day(2))
    EventPageFactory(title="B", audience=Audience.BUSINESSES, dates=day(3))

    def found(query):
        calendar = icalendar.Calendar.from_ical(feed(client, query)[0])
        return [str(one["SUMMARY"]) for one in calendar.walk("VEVENT")], str(calendar["NAME"])

    assert found("?stadtteil=altenhagen") == (["A"], "Termine: Altenhagen")
    assert found("?zielgruppe=residents") == (["A"], "Termine: Für alle, die hier wohnen")
    assert found("?stadtteil=quatsch") == (["A", "B"], "Termine: Alle Termine")


def test_moved_date_keeps_its_entry_and_cancelled_ones_stay_for_a_while(client):
    moving = EventPageFactory(title="Zieht um", dates=day(3))
    going = EventPageFactory(title="Fällt aus", dates=day(4))
    taken_out = EventPageFactory(title="Gestrichen", dates=day(5) + day(6))
    before = {str(one["UID"]) for one in icalendar.Calendar.from_ical(feed(client)[0]).walk("VEVENT")}

    def later(rows):
        rows[0].starts_at, rows[0].ends_at = at("2026-12-03 19:00"), at("2026-12-03 21:00")
        return rows

    publish(moving, dates=later)
    publish(going, is_cancelled=True)
    publish(taken_out, dates=lambda rows: rows[1:])
    content = feed(client)[0]

    events = {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(content).walk("VEVENT")[:3]}
    assert problems_of(content) == []
    assert {str(one["UID"]) for one in icalendar.Calendar.from_ical(content).walk("VEVENT")} == before
    assert (int(events["Zieht um"]["SEQUENCE"]), str(events["Zieht um"]["STATUS"])) == (1, "CONFIRMED")
    assert (int(events["Fällt aus"]["SEQUENCE"]), str(events["Fällt aus"]["STATUS"])) == (1, "CANCELLED")
    assert (int(events["Gestrichen"]["SEQUENCE"]), str(events["Gestrichen"]["STATUS"])) == (1, "CANCELLED")


def test_unpublished_event_has_no_page_no_file_and_no_entry(client):
    found = EventPageFactory(dates=day(3))
    found.unpublish()

    assert client.get(f"/termine/{found.slug}/").status_code == 404
    assert client.get(f"/termine/{found.slug}/termin.ics").status_code == 404
    assert b"VEVENT" not in feed(client)[0]


def test_event_has_a_file_of_its_own(client):
    found = EventPageFactory(dates=day(3) + day(10))

    content = client.get(f"/termine/{found.slug}/termin.ics").content

    assert problems_of(content) == []
    assert content.count(b"BEGIN:VEVENT") == 2


def test_rss_names_what_when_and_where(client):
    EventPageFactory(title="Öl & Eis", dates=day(3))
    EventPageFactory(title="Aus", dates=day(4), is_cancelled=True)

    response = client.get("/termine/feed/")
    items = ElementTree.fromstring(response.content).findall("channel/item")  # noqa: S314 — ours

    assert response["Content-Type"].startswith("application/rss+xml")
    assert [item.findtext("title") for item in items] == [
        "Öl & Eis: Donnerstag, 3. Dezember 2026, 18:00 Uhr",
        "Fällt aus: Aus: Freitag, 4. Dezember 2026, 18:00 Uhr",
    ]
    assert items[0].findtext("link").endswith(f"#{Occurrence.objects.first().uid}")


# --- One event --------------------------------------------------------------------------------------------------------


def test_event_page_says_everything_in_words(client):
    found = EventPageFactory(
        dates=[*day(3), ("2026-11-05 18:00", "2026-11-05 20:00")],
        languages=["tr", "de"],
        access=["wheelchair", "plain"],
        has_childcare=True,
        childcare_note="ab 3 Jahren",
        is_free=False,
        cost="5 Euro",
        bring="Schürze",
        series=EventSeriesFactory(name="Betriebe im Gespräch", description="Viermal im Jahr."),
    )

    text = " ".join(page(client, found.url).get_text(" ", strip=True).split())

    for words in (
        "Donnerstag, 3. Dezember 2026",
        "18:00–20:00 Uhr",
        "5. November 2026",
        "Deutsch, Türkisch",
        "Ohne Stufen",
        "In einfacher Sprache",
        "Kinder werden betreut",
        "ab 3 Jahren",
        "5 Euro",
        "Bitte mitbringen: Schürze",
        "Betriebe im Gespräch",
        "Viermal im Jahr.",
        "Kommen Sie einfach vorbei",
        found.contact_point.name,
    ):
        assert words in text, words


def test_meeting_on_the_internet_tells_its_address_to_nobody_in_public(client):
    found = EventPageFactory(
        contact_point=None, is_online=True, online_url="https://treffen.example/geheim", dates=day(3)
    )

    for url in (found.url, "/termine/", "/termine/kalender.ics", f"/termine/{found.slug}/termin.ics", "/termine/feed/"):
        assert b"geheim" not in client.get(url).content, url


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"registration": RegistrationMode.PHONE, "contact_phone": "02331 77"}, "Bitte rufen Sie uns an"),
        ({"registration": RegistrationMode.ELSEWHERE, "registration_url": "https://vhs.example/"}, "Zur Anmeldung"),
        ({"registration": RegistrationMode.ONLINE, "capacity": 3}, "3 Plätze sind frei"),
    ],
)
def test_event_page_says_how_one_comes(client, fields, words):
    assert words in page(client, EventPageFactory(dates=day(3), **fields).url).get_text()


def test_full_event_says_that_one_can_wait(client):
    found = event(places=1, dates=day(3))
    come(found)
    come(found)

    text = page(client, found.url).get_text()

    assert "Alle Plätze sind vergeben. Eine Anmeldung wartet." in text
    assert "Auf die Warteliste" in text


# --- Structured data --------------------------------------------------------------------------------------------------

REQUIRED = {"@type", "name", "startDate", "location"}
RECOMMENDED = {"description", "endDate", "eventStatus", "eventAttendanceMode", "offers", "organizer", "url"}


def structured(client, found: EventPage) -> list[dict]:
    script = page(client, found.url).find("script", type="application/ld+json")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return data.get("@graph", [data])


def test_structured_data_has_what_schema_org_and_search_engines_ask_for(client):
    found = EventPageFactory(
        title="</script><b>&", dates=day(3) + day(4), kind=Kind.COURSE, audience=Audience.BUSINESSES, capacity=9
    )

    events = structured(client, found)

    assert len(events) == 2
    for one in events:
        assert one.keys() >= REQUIRED | RECOMMENDED
        assert one["name"] == "</script><b>&"
        assert one["@type"] == "EducationEvent"
        assert one["eventStatus"] == "https://schema.org/EventScheduled"
        assert one["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
        assert one["location"]["@type"] == "Place"
        assert one["location"]["address"].keys() >= {"streetAddress", "postalCode", "addressLocality", "addressCountry"}
        assert one["offers"] == {
            "@type": "Offer", "url": one["url"], "priceCurrency": "EUR", "price": "0",
            "availability": "https://schema.org/InStock",
        }  # fmt: skip
        assert one["organizer"]["name"] == "Gemeinsam für Hagen"
    assert events[0]["startDate"] == "2026-12-03T18:00:00+01:00"
    assert events[0]["@id"] != events[1]["@id"]


def test_structured_data_says_what_is_cancelled_full_or_on_the_internet(client):
    cancelled = EventPageFactory(dates=day(3), is_cancelled=True)
    full = event(places=1, dates=day(4))
    come(full)
    online = EventPageFactory(contact_point=None, is_online=True, dates=day(5), is_free=False, cost="5 Euro")

    assert structured(client, cancelled)[0]["eventStatus"] == "https://schema.org/EventCancelled"
    assert structured(client, full)[0]["offers"]["availability"] == "https://schema.org/SoldOut"
    one = structured(client, online)[0]
    assert one["location"]["@type"] == "VirtualLocation"
    assert one["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert "price" not in one["offers"]
