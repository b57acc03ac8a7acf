"""Three libraries of different authors: what each reads of the first entry of a calendar, as the same tuple.

METHOD, UID, SEQUENCE, beginning and end in UTC, SUMMARY, LOCATION.
"""

from __future__ import annotations

from datetime import UTC

import icalendar
import ics
import vobject


def by_icalendar(content: bytes) -> tuple:
    calendar = icalendar.Calendar.from_ical(content)
    event = calendar.walk("VEVENT")[0]
    return (
        str(calendar["METHOD"]),
        str(event["UID"]),
        int(event["SEQUENCE"]),
        event.decoded("DTSTART").astimezone(UTC),
        event.decoded("DTEND").astimezone(UTC),
        str(event["SUMMARY"]),
        str(event["LOCATION"]),
    )


def by_vobject(content: bytes) -> tuple:
    calendar = vobject.readOne(content.decode())
    event = calendar.vevent
    return (
        calendar.method.value,
        event.uid.value,
        int(event.sequence.value),
        event.dtstart.value.astimezone(UTC),
        event.dtend.value.astimezone(UTC),
        event.summary.value,
        event.location.value,
    )


def by_ics(content: bytes) -> tuple:
    calendar = ics.Calendar(content.decode())
    event = next(iter(calendar.events))
    sequence = next(int(line.value) for line in event.extra if line.name == "SEQUENCE")
    return (
        calendar.method,
        event.uid,
        sequence,
        event.begin.datetime.astimezone(UTC),
        event.end.datetime.astimezone(UTC),
        event.name,
        event.location,
    )
