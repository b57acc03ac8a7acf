"""A registration's way through a mailbox: one entry, one UID, a rising SEQUENCE, read alike by three libraries."""

from __future__ import annotations

import icalendar
import pytest

from events.models import Registration
from events.registrations import domain
from mailings.models import Message
from tests.calendars.readers import by_icalendar, by_ics, by_vobject
from tests.calendars.rfc import problems_of
from tests.factories.events import NOW, PERSON, come, event, publish
from tests.hagen import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(monkeypatch):
    monkeypatch.setattr("events.signals.timezone.now", lambda: NOW)


def calendars() -> list[tuple[str, bytes]]:
    return [
        (message.calendar_method, message.calendar.encode())
        for message in Message.objects.order_by("pk")
        if message.calendar
    ]


def standing_of(content: bytes) -> dict[str, tuple[int, str]]:
    """SEQUENCE and STATUS by UID."""
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(one["UID"]): (int(one["SEQUENCE"]), str(one["STATUS"])) for one in events}


def at_hour(hour: int):
    def change(rows):
        rows[0].starts_at, rows[0].ends_at = at(f"2026-12-08 {hour}:00"), at(f"2026-12-08 {hour + 2}:00")
        return rows

    return change


def test_registered_moved_twice_and_cancelled_is_one_entry_for_three_libraries():
    page = event(title="Größe & Co; Umlaute, äöüß")
    registration = come(page, name="Änni Größe", needs="MARKE-HINWEIS")
    for hour in (19, 20):
        page = publish(page, dates=at_hour(hour))
    domain.cancel(registration=Registration.objects.get(), by=PERSON, now=NOW)

    sent = calendars()

    read = [by_icalendar(content) for _method, content in sent]
    assert read == [by_vobject(content) for _method, content in sent]
    assert read == [by_ics(content) for _method, content in sent]
    assert [values[0] for values in read] == [method for method, _content in sent]
    assert [values[0] for values in read] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert len({values[1] for values in read}) == 1
    assert [values[2] for values in read] == [0, 1, 2, 3]
    assert [values[3].hour for values in read] == [17, 18, 19, 19]
    assert {values[5] for values in read} == {"Größe & Co; Umlaute, äöüß"}
    assert [problems_of(content) for _method, content in sent] == [[], [], [], []]
    assert not any(b"MARKE-HINWEIS" in content for _method, content in sent)
    assert registration.code


def test_course_brings_all_its_dates_along_and_takes_them_out_again():
    page = event(dates=[(f"2026-12-{day:02} 18:00", f"2026-12-{day:02} 20:00") for day in (8, 15, 22)])
    registration = come(page)
    domain.cancel(registration=registration, by=PERSON, now=NOW)

    (first_method, first), (last_method, last) = calendars()

    assert (first_method, last_method) == ("PUBLISH", "PUBLISH")
    assert problems_of(first) == problems_of(last) == []
    before, after = (
        {
            str(one["UID"]): (int(one["SEQUENCE"]), str(one["STATUS"]))
            for one in icalendar.Calendar.from_ical(content).walk("VEVENT")
        }
        for content in (first, last)
    )
    assert before.keys() == after.keys()
    assert set(before.values()) == {(0, "CONFIRMED")}
    assert set(after.values()) == {(1, "CANCELLED")}


def test_two_people_and_the_public_feed_never_share_an_entry():
    page = event()
    come(page)
    come(page)

    uids = [by_icalendar(content)[1] for _method, content in calendars()]

    assert len(set(uids)) == 2


def test_whoever_waits_gets_no_entry():
    page = event(places=1)
    come(page)
    waits = come(page)

    assert Message.objects.get(to=waits.email).calendar == ""
