"""Busy times out of calendars as other programs write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from calendars.busy import NotACalendar, read_busy

HAGEN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 19, tzinfo=HAGEN)
END = datetime(2026, 11, 2, tzinfo=HAGEN)


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\nUID:{number}\nDTSTAMP:20260101T000000Z\n{event.strip()}\nEND:VEVENT\n"
                   for number, event in enumerate(events))  # fmt: skip
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def busy(*events: str) -> list[str]:
    return [
        f"{since.astimezone(HAGEN):%d %H:%M}-{until.astimezone(HAGEN):%d %H:%M}"
        for since, until in read_busy(calendar(*events), START, END)
    ]


def test_times_are_read_on_the_clock_they_are_written_on():
    assert busy("DTSTART:20261020T080000Z\nDTEND:20261020T090000Z") == ["20 10:00-20 11:00"]
    assert busy("DTSTART;TZID=Europe/Berlin:20261020T080000\nDTEND;TZID=Europe/Berlin:20261020T090000") == [
        "20 08:00-20 09:00"
    ]
    assert busy("DTSTART:20261020T080000\nDURATION:PT30M") == ["20 08:00-20 08:30"]


def test_weekly_entry_stays_at_its_hour_through_the_change_of_clocks():
    weekly = "DTSTART;TZID=Europe/Berlin:20261012T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\n"

    assert busy(weekly) == ["19 09:00-19 10:00", "26 09:00-26 10:00"]
    assert busy(weekly + "EXDATE;TZID=Europe/Berlin:20261026T090000") == ["19 09:00-19 10:00"]


def test_whole_days_are_days_in_hagen_also_the_long_one():
    assert busy("DTSTART;VALUE=DATE:20261025") == ["25 00:00-26 00:00"]
    (span,) = read_busy(calendar("DTSTART;VALUE=DATE:20261025\nDTEND;VALUE=DATE:20261026"), START, END)
    assert span[1] - span[0] == timedelta(hours=25)


def test_what_is_free_or_cancelled_blocks_nothing():
    base = "DTSTART:20261020T080000Z\nDTEND:20261020T090000Z\n"

    assert busy(base + "TRANSP:TRANSPARENT", base + "STATUS:CANCELLED") == []


def test_overlapping_entries_are_one_span_and_nothing_reaches_beyond_the_window():
    found = read_busy(
        calendar(
            "DTSTART:20261020T080000Z\nDTEND:20261020T090000Z",
            "DTSTART:20261020T083000Z\nDTEND:20261020T100000Z",
            "DTSTART:20261018T000000Z\nDTEND:20261019T060000Z",
            "DTSTART:20251018T000000Z\nDTEND:20251019T060000Z",
        ),
        START,
        END,
    )

    assert found == [
        (START.astimezone(UTC), datetime(2026, 10, 19, 6, tzinfo=UTC)),
        (datetime(2026, 10, 20, 8, tzinfo=UTC), datetime(2026, 10, 20, 10, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>login</html>",
        b"\x00\xff\xfe",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
        calendar("DTSTART:20261020T080000Z\nDTEND:20261020T080001Z\nRRULE:FREQ=SECONDLY"),
        calendar("DTSTART:20261020T080000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2"),
        calendar(*["DTSTART:20261020T080000Z\nDTEND:20261020T090000Z"] * 5001),
    ],
    ids=["empty", "html", "garbage", "card", "every second", "many a day", "too many"],
)
def test_what_is_no_calendar_or_an_endless_one_is_refused(content):
    with pytest.raises(NotACalendar):
        read_busy(content, START, END)
