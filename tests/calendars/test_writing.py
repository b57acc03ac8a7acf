"""Invitations and feeds: read alike by three libraries of different authors, and by the letter of the RFCs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import ics
import pytest
import recurring_ical_events
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.entries import Entry, Person, Status, new_uid
from calendars.writing import Method, clean, feed, invitation
from tests.calendars.rfc import problems_of

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
HOSTILE = 'Größe; Umlaute, "Zitate" \\ Rück\nzeile 😀 \u202eلسان\u202c ' + "ß" * 80
HOUSE = Person(email="post@example.org", name="Gemeinsam für Hagen")
GUEST = Person(email="anna@example.org", name='Anna "Änni" Beispiel; Tochter, von: Bo')


def entry(**more) -> Entry:
    values = {
        "uid": "4f1c@example.org",
        "sequence": 0,
        "starts_at": datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 1, 10, 0, tzinfo=UTC),
        "summary": HOSTILE,
        "location": "Anlaufstelle, Lange Straße 1, 58089 Hagen",
        "description": "Zeile eins\nZeile zwei; mit, Zeichen",
        "url": "https://example.org/beratung/termin/1.abc/",
        "created_at": NOW,
        "changed_at": NOW,
    }
    return Entry(**{**values, **more})


def invite(one: Entry, method: Method = Method.REQUEST) -> bytes:
    return invitation(one, method=method, organizer=HOUSE, attendee=GUEST, now=NOW)


def by_icalendar(content: bytes):
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar.errors == []
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    return (
        str(event["UID"]),
        int(event["SEQUENCE"]),
        event["DTSTART"].dt,
        event["DTEND"].dt,
        str(event["SUMMARY"]),
        str(event.get("LOCATION", "")),
    )


def by_vobject(content: bytes):
    calendar = vobject.readOne(content.decode())
    assert calendar.validate(raiseException=True)
    event = calendar.vevent
    return (
        event.uid.value,
        int(event.sequence.value),
        event.dtstart.value,
        event.dtend.value,
        event.summary.value,
        event.location.value if hasattr(event, "location") else "",
    )


def by_ics(content: bytes):
    (event,) = ics.Calendar(content.decode()).events
    sequence = next(int(line.value) for line in event.extra if line.name == "SEQUENCE")
    return (event.uid, sequence, event.begin.datetime, event.end.datetime, event.name, event.location or "")


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", [Method.REQUEST, Method.CANCEL])
def test_three_libraries_read_the_same_out_of_an_invitation(method):
    one = entry(sequence=3)
    content = invite(one, method)

    expected = (one.uid, 3, one.starts_at, one.ends_at, one.summary, one.location)
    assert by_icalendar(content) == expected
    assert by_vobject(content) == expected
    assert by_ics(content) == expected


def test_invitation_keeps_the_letter_of_the_rfcs():
    assert problems_of(invite(entry())) == []
    assert problems_of(invite(entry(sequence=1), Method.CANCEL)) == []


def test_invitation_asks_no_question():
    event = icalendar.Calendar.from_ical(invite(entry())).walk("VEVENT")[0]

    assert str(event["ATTENDEE"]) == "mailto:anna@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert event["ATTENDEE"].params["CN"] == "Anna 'Änni' Beispiel; Tochter, von: Bo"


def test_cancelling_names_the_same_entry_with_a_higher_number():
    before = icalendar.Calendar.from_ical(invite(entry(sequence=2)))
    after = icalendar.Calendar.from_ical(invite(entry(sequence=3), Method.CANCEL))

    assert str(before["METHOD"]) == "REQUEST"
    assert str(after["METHOD"]) == "CANCEL"
    old, new = before.walk("VEVENT")[0], after.walk("VEVENT")[0]
    assert old["UID"] == new["UID"]
    assert int(new["SEQUENCE"]) > int(old["SEQUENCE"])
    assert str(new["STATUS"]) == "CANCELLED"


def test_feed_keeps_the_letter_and_says_its_name_and_rhythm():
    entries = [entry(uid=new_uid()), entry(uid=new_uid(), status=Status.CANCELLED, latitude=51.35, longitude=7.47)]
    content = feed(entries, name="Termine; alle, Größen", url="https://example.org/a.ics", now=NOW)

    calendar = icalendar.Calendar.from_ical(content)
    assert problems_of(content) == []
    assert str(calendar["NAME"]) == "Termine; alle, Größen"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert [str(event["STATUS"]) for event in calendar.walk("VEVENT")] == ["CONFIRMED", "CANCELLED"]


def test_feed_gives_the_days_it_was_given():
    starts = [datetime(2026, 10, 20 + day, 8, tzinfo=UTC) for day in range(10)]
    entries = [entry(uid=new_uid(), starts_at=start, ends_at=start + timedelta(hours=1)) for start in starts]
    calendar = icalendar.Calendar.from_ical(feed(entries, name="x", now=NOW))

    found = recurring_ical_events.of(calendar).between(starts[0], starts[-1] + timedelta(days=1))

    assert sorted(event["DTSTART"].dt for event in found) == starts


@settings(deadline=None)
@given(summary=st.text(max_size=200), location=st.text(max_size=100), name=st.text(max_size=80))
def test_whatever_people_write_comes_back(summary, location, name):
    one = entry(summary=summary, location=location)
    content = invitation(one, method=Method.REQUEST, organizer=HOUSE, attendee=replace(GUEST, name=name), now=NOW)

    event = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == clean(summary)
    assert str(event.get("LOCATION", "")) == clean(location)
    assert problems_of(content) == []


def test_entry_without_zone_or_length_is_refused():
    with pytest.raises(ValueError, match="zone"):
        entry(starts_at=datetime(2026, 12, 1, 9, 30))  # noqa: DTZ001 — that is the point
    with pytest.raises(ValueError, match="after"):
        entry(ends_at=datetime(2026, 12, 1, 9, 30, tzinfo=UTC))


# --- The checker itself: each defect that parsers let pass ------------------------------------------------------------

GOOD = invite(entry())
DEFECTS = {
    "no UID": (GOOD.replace(b"UID:4f1c@example.org\r\n", b""), "UID is missing"),
    "no DTSTAMP": (GOOD.replace(b"DTSTAMP:20261127T093000Z\r\n", b""), "DTSTAMP is missing"),
    "DTSTAMP without Z": (GOOD.replace(b"DTSTAMP:20261127T093000Z", b"DTSTAMP:20261127T0930"), "DTSTAMP is not in UTC"),
    "end before start": (GOOD.replace(b"DTEND:20261201T100000Z", b"DTEND:20261201T090000Z"), "DTEND not after DTSTART"),
    "words as SEQUENCE": (GOOD.replace(b"SEQUENCE:0", b"SEQUENCE:eins"), "SEQUENCE is no number"),
    "no METHOD": (GOOD.replace(b"METHOD:REQUEST\r\n", b""), "METHOD not once"),
    "CANCEL that confirms": (GOOD.replace(b"METHOD:REQUEST", b"METHOD:CANCEL"), "CANCEL without STATUS:CANCELLED"),
    "LF only": (GOOD.replace(b"\r\n", b"\n"), "a line that does not end with CRLF"),
    "long line": (GOOD.replace(b"UID:", b"UID:" + b"x" * 80), "a line longer than 75 octets"),
    "unknown zone": (
        GOOD.replace(b"DTSTART:20261201T093000Z", b"DTSTART;TZID=Europe/Berlin:20261201T103000"),
        "DTSTART names a zone that is not in the file",
    ),
    "floating": (GOOD.replace(b"DTSTART:20261201T093000Z", b"DTSTART:20261201T093000"), "DTSTART is on nobody's clock"),
}  # fmt: skip


@pytest.mark.parametrize("name", DEFECTS)
def test_checker_sees_the_defect(name):
    content, problem = DEFECTS[name]

    assert content != GOOD
    assert problem in problems_of(content)
