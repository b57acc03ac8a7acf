"""The way of an appointment through a mailbox: one entry, one UID, a rising SEQUENCE, read alike by three libraries."""

from __future__ import annotations

from datetime import UTC, datetime

import icalendar
import pytest
import time_machine

from accounts.actors import Actor
from consultations import domain
from consultations.domain import Person
from consultations.feeds import calendar_of
from consultations.models import Counsellor, Topic
from mailings.models import Message
from tests.calendars.readers import by_icalendar, by_ics, by_vobject
from tests.calendars.rfc import problems_of
from tests.consultations.test_booking import NOW, booked, search, slot_at
from tests.factories.consultations import advice
from tests.hagen import at

pytestmark = pytest.mark.django_db
ANNA = Person(name="Änni Größe", email="anna@example.org", concern="MARKE-ANLIEGEN")


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


def calendars() -> list[tuple[str, bytes]]:
    """What the mails carried, in their order: the MIME parameter and the bytes."""
    return [
        (message.calendar_method, message.calendar.encode())
        for message in Message.objects.order_by("pk")
        if message.calendar
    ]


def test_booked_moved_twice_and_cancelled_is_one_entry_for_three_libraries():
    topic, _counsellors = advice()
    Topic.objects.update(name="Größe & Co; Umlaute, äöüß")
    topic.refresh_from_db()
    booking = booked(topic, person=ANNA)
    for time in ("2026-12-01 11:00", "2026-12-01 11:30"):
        domain.move(booking=booking, search=search(topic), slot=slot_at(time), by=Actor.person())
    domain.cancel(booking=booking, by=Actor.person(), now=NOW)

    sent = calendars()

    read = [by_icalendar(content) for _method, content in sent]
    assert read == [by_vobject(content) for _method, content in sent]
    assert read == [by_ics(content) for _method, content in sent]
    assert [values[0] for values in read] == [method for method, _content in sent]
    assert [values[0] for values in read] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert {values[1] for values in read} == {booking.uid}
    assert [values[2] for values in read] == [0, 1, 2, 3]
    assert [values[3] for values in read] == [
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
        datetime(2026, 12, 1, 10, 0, tzinfo=UTC),
        datetime(2026, 12, 1, 10, 30, tzinfo=UTC),
        datetime(2026, 12, 1, 10, 30, tzinfo=UTC),
    ]
    assert {values[5] for values in read} == {"Größe & Co; Umlaute, äöüß"}
    assert [problems_of(content) for _method, content in sent] == [[], [], [], []]
    assert not any(b"MARKE-ANLIEGEN" in content for _method, content in sent)


def test_the_feed_of_a_counsellor_says_when_and_nothing_about_people():
    topic, counsellors = advice()
    Topic.objects.update(name="Schulden", neutral_name="Gespräch", is_sensitive=True)
    topic.refresh_from_db()
    booking = booked(topic, person=ANNA)
    cancelled = booked(topic, "2026-12-02 10:00", person=ANNA)
    domain.cancel(booking=cancelled, by=Actor.person(), now=NOW)

    content = calendar_of(Counsellor.objects.get(pk=counsellors[0].pk), NOW)

    assert problems_of(content) == []
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert {(str(event["UID"]), str(event["STATUS"])) for event in events} == {
        (booking.uid, "CONFIRMED"),
        (cancelled.uid, "CANCELLED"),
    }
    text = content.decode()
    for secret in ("Änni", "Größe", "anna@", "MARKE", "Schulden"):
        assert secret not in text
    assert events[0].decoded("DTSTART") == at("2026-12-01 10:00")
