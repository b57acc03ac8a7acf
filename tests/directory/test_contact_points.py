"""Walk-in hours in words, who is there, and what rooms of the house add to the page of a contact point."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine
from bs4 import BeautifulSoup

from consultations.models import Counsellor
from directory.contact_points import register_section, sections_of, unregister_section, walk_in_of
from directory.models import ContactPointPerson
from tests.factories.consultations import TopicFactory, advice
from tests.factories.directory import ContactPointFactory
from tests.hagen import at

pytestmark = pytest.mark.django_db
HOURS = "Tu 14:00-16:00; Th 10:00-12:00; PH off"


@pytest.mark.parametrize(
    ("moment", "is_now", "words"),
    [
        ("2026-12-01 14:00", True, "Offene Sprechstunde jetzt bis 16:00"),
        ("2026-12-01 15:59", True, "Offene Sprechstunde jetzt bis 16:00"),
        ("2026-12-01 09:00", False, "Nächste offene Sprechstunde: heute um 14:00 Uhr"),
        ("2026-12-01 16:00", False, "Nächste offene Sprechstunde: Donnerstag um 10:00 Uhr"),
        ("2026-12-02 12:00", False, "Nächste offene Sprechstunde: morgen um 10:00 Uhr"),
        ("2026-12-24 13:00", False, "Nächste offene Sprechstunde: Dienstag um 14:00 Uhr"),
        ("2026-10-24 12:00", False, "Nächste offene Sprechstunde: Dienstag um 14:00 Uhr"),  # over the change of clocks
    ],
)
def test_walk_in_hours_are_said_in_words(moment, is_now, words):
    found = walk_in_of(ContactPointFactory(walk_in_hours=HOURS, walk_in_note="Ohne Termin"), at(moment))

    assert (found.is_now, found.words, found.note) == (is_now, words, "Ohne Termin")


def test_a_public_holiday_has_none():
    with_holiday = ContactPointFactory(walk_in_hours="Fr 10:00-12:00; PH off")

    found = walk_in_of(with_holiday, at("2026-12-25 10:30"))  # Christmas is a Friday

    assert not found.is_now
    assert "jetzt" not in found.words


@pytest.mark.parametrize("hours", ["", "off", "nach Vereinbarung"])
def test_no_walk_in_hours_say_nothing(hours):
    assert walk_in_of(ContactPointFactory(walk_in_hours=hours), at("2026-12-01 14:30")) is None


def test_page_says_who_is_there_how_to_come_and_when(client):
    point = ContactPointFactory(
        slug="mitte", walk_in_hours=HOURS, stop_name="Markt", way_there="Hinten im Hof.", languages=["tr"]
    )
    ContactPointPerson.objects.create(contact_point=point, name="Frau Beispiel", helps_with="Post vom Amt")

    with time_machine.travel(at("2026-12-01 14:30"), tick=False):
        text = " ".join(
            BeautifulSoup(client.get("/anlaufstellen/mitte/").content, "html.parser").main.get_text().split()
        )

    for words in (
        "Offene Sprechstunde jetzt bis 16:00",
        "Frau Beispiel",
        "Haltestelle Markt",
        "Hinten im Hof.",
        "Türkisch",
    ):
        assert words in text


def test_a_room_adds_a_section_and_none_where_it_has_nothing():
    point, other = ContactPointFactory(), ContactPointFactory()
    register_section("tests", order=1, section=lambda one, now: ("tests.html", {"a": 1}) if one == point else None)
    try:
        assert sections_of(point, at("2026-12-01 12:00")) == [("tests.html", {"a": 1})]
        assert sections_of(other, at("2026-12-01 12:00")) == []
        with pytest.raises(ValueError, match="already"):
            register_section("tests", order=2, section=lambda one, now: None)
    finally:
        unregister_section("tests")


def test_page_offers_the_advice_of_this_place_with_its_free_times(client):
    topic, counsellors = advice(number=2)
    point = counsellors[0].weekly_rules.first().contact_point
    TopicFactory(name="Anderswo")
    elsewhere = ContactPointFactory()

    soup = BeautifulSoup(client.get(point.get_absolute_url()).content, "html.parser")
    links = [link["href"] for link in soup.select(".contact-section a")]
    assert links == [f"{topic.get_absolute_url()}?ort={point.slug}"]
    assert client.get(links[0]).status_code == 200
    assert "Beratung hier" not in client.get(elsewhere.get_absolute_url()).content.decode()

    Counsellor.objects.update(is_active=False)
    assert "Beratung hier" not in client.get(point.get_absolute_url()).content.decode()


def test_page_costs_the_same_for_one_topic_and_for_twelve(client):
    _topic, counsellors = advice()
    url = counsellors[0].weekly_rules.first().contact_point.get_absolute_url()
    cost = []
    for number in (0, 11):
        for _more in range(number):
            counsellors[0].topics.add(TopicFactory())
        counsellors[0].save()
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        cost.append(len(queries))

    assert cost[0] == cost[1]
