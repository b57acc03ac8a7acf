"""What we write for calendars, read by ical.js (which Thunderbird and Nextcloud read with), as Python's readers do."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from calendars.entries import Entry, Person, Status
from calendars.writing import Method, feed, invitation

LIBRARY = Path(__file__).parent / "vendor/ical.js/ical.min.js"
NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
ENTRY = Entry(
    uid="4f1c@example.org",
    sequence=0,
    starts_at=datetime(2027, 3, 28, 0, 30, tzinfo=UTC),  # 1:30 in Hagen, half an hour before the clocks go forward
    ends_at=datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    summary='Größe; Umlaute, "Zitate" \\ Rück\nzeile 😀 ' + "ß" * 80,
    location="Anlaufstelle, Lange Straße 1, 58089 Hagen",
    description="Zeile eins\nZeile zwei; mit, Zeichen",
    url="https://example.org/beratung/termin/1.abc/",
    created_at=NOW,
    changed_at=NOW,
)
HOUSE = Person(email="post@example.org", name="Gemeinsam für Hagen")
GUEST = Person(email="anna@example.org", name='Anna "Änni" Beispiel; Tochter, von: Bo')

READ = """async ([library, text]) => {
  const { default: ICAL } = await import(`data:text/javascript;base64,${library}`);
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    method: calendar.getFirstPropertyValue("method"),
    events: calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
        summary: event.summary,
        location: event.location,
        description: event.description,
        status: component.getFirstPropertyValue("status"),
        organizer: event.organizer,
        attendees: event.attendees.map((one) => [one.getFirstValue(), one.getParameter("cn")]),
      };
    }),
  };
}"""


def moved(number: int) -> Entry:
    return replace(
        ENTRY,
        sequence=number,
        starts_at=ENTRY.starts_at + timedelta(days=number),
        ends_at=ENTRY.ends_at + timedelta(days=number),
    )


def way_of_an_appointment() -> list[bytes]:
    """Booked, moved twice, cancelled."""
    people = {"organizer": HOUSE, "attendee": GUEST, "now": NOW}
    requests = [invitation(moved(number), method=Method.REQUEST, **people) for number in range(3)]
    cancelled = replace(moved(2), sequence=3, status=Status.CANCELLED)
    return [*requests, invitation(cancelled, method=Method.CANCEL, **people)]


def by_python(content: bytes) -> dict:
    calendar = icalendar.Calendar.from_ical(content)
    return {
        "method": str(calendar["METHOD"]) if "METHOD" in calendar else None,
        "events": [_event(event) for event in calendar.walk("VEVENT")],
    }


def _event(event) -> dict:
    attendees = event.get("ATTENDEE", [])
    return {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "start": _iso(event.decoded("DTSTART")),
        "end": _iso(event.decoded("DTEND")),
        "summary": str(event["SUMMARY"]),
        "location": str(event["LOCATION"]),
        "description": str(event["DESCRIPTION"]),
        "status": str(event["STATUS"]),
        "organizer": str(event["ORGANIZER"]) if "ORGANIZER" in event else None,
        "attendees": [
            [str(one), str(one.params["CN"])] for one in (attendees if isinstance(attendees, list) else [attendees])
        ],
    }


def _iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"


@pytest.mark.parametrize("time_zone", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_browser_reads_what_python_reads_wherever_it_stands(browser, time_zone):
    context = browser.new_context(timezone_id=time_zone)
    page = context.new_page()
    library = base64.b64encode(LIBRARY.read_bytes()).decode()
    contents = [
        *way_of_an_appointment(),
        feed([moved(0), moved(1)], now=NOW, name="Beratung", url="https://example.org/"),
    ]

    read = [page.evaluate(READ, [library, content.decode()]) for content in contents]
    context.close()

    assert read == [by_python(content) for content in contents]
    assert [one["method"] for one in read] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL", read[4]["method"]]
    assert [one["events"][0]["sequence"] for one in read[:4]] == [0, 1, 2, 3]
    assert {event["uid"] for one in read for event in one["events"]} == {ENTRY.uid}
    assert read[0]["events"][0]["start"] == "2027-03-28T00:30:00.000Z"
    assert read[0]["events"][0]["summary"] == ENTRY.summary
    assert read[3]["events"][0]["status"] == "CANCELLED"
