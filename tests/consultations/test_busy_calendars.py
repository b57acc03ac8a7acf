"""A counsellor's own calendar: its busy times block appointments, its words are not kept, its failures are said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from calendars.fetching import CalendarUnreachable
from consultations import busy_calendars
from consultations.models import BusyTime, Counsellor
from tests.consultations.test_booking import DAY, NOW, offered
from tests.factories.consultations import advice
from tests.hagen import at, clock_times

pytestmark = pytest.mark.django_db

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//DE
BEGIN:VEVENT
UID:1
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Berlin:20261020T093000
DTEND;TZID=Europe/Berlin:20261020T100000
RRULE:FREQ=WEEKLY
SUMMARY:GEHEIME-WORTE
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20261101T000000Z
DTSTART;VALUE=DATE:20261204
TRANSP:TRANSPARENT
SUMMARY:Geburtstag
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTAMP:20261101T000000Z
DTSTART:20261201T100000Z
DTEND:20261201T110000Z
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


@pytest.fixture
def counsellor():
    _topic, counsellors = advice()
    counsellors[0].busy_calendar_url = "https://example.org/own.ics"
    counsellors[0].save()
    return counsellors[0]


def answers(monkeypatch, answer) -> None:
    def fetch(url):
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(busy_calendars, "fetch_calendar", fetch)


def test_busy_times_block_appointments_on_the_same_clock_after_the_change(counsellor, monkeypatch):
    answers(monkeypatch, CALENDAR)

    assert busy_calendars.read_busy_calendars(now=NOW) == (1, 0)

    assert offered(counsellor.topics.first())[:3] == ["09:00", "10:00", "10:30"]  # a rule of October, in December
    summer = at("2027-04-06 12:00")
    assert "09:30" in clock_times(BusyTime.objects.values_list("start", flat=True), summer.date())
    assert "09:30" in clock_times(BusyTime.objects.values_list("start", flat=True), DAY)
    counsellor.refresh_from_db()
    assert (counsellor.busy_problem, counsellor.busy_fetched_at) == ("", NOW)
    assert not any("GEHEIME" in str(row) for row in BusyTime.objects.values())


@pytest.mark.parametrize("problem", [CalendarUnreachable("Der Kalender antwortet nicht."), b"<html>Login</html>", b""])
def test_what_cannot_be_read_leaves_what_was_known_and_tells_staff(counsellor, monkeypatch, problem):
    answers(monkeypatch, CALENDAR)
    busy_calendars.read_busy_calendars(now=NOW)
    known = list(BusyTime.objects.values_list("start", "end"))

    answers(monkeypatch, problem)

    assert busy_calendars.read_busy_calendars(now=NOW + timedelta(minutes=15)) == (0, 1)
    assert list(BusyTime.objects.values_list("start", "end")) == known
    counsellor.refresh_from_db()
    assert counsellor.busy_problem

    answers(monkeypatch, CALENDAR)
    busy_calendars.read_busy_calendars(now=NOW + timedelta(minutes=30))
    counsellor.refresh_from_db()
    assert counsellor.busy_problem == ""


def test_an_address_that_was_taken_out_blocks_nothing(counsellor, monkeypatch):
    answers(monkeypatch, CALENDAR)
    busy_calendars.read_busy_calendars(now=NOW)

    busy_calendars.forget_busy_times(counsellor=counsellor)

    assert not BusyTime.objects.exists()
    assert offered(counsellor.topics.first())[:2] == ["09:00", "09:30"]


def test_nobody_elses_times_are_touched(counsellor, monkeypatch):
    other = Counsellor.objects.create(name="Zweite")
    BusyTime.objects.create(counsellor=other, start=1, end=2)
    answers(monkeypatch, CALENDAR)

    busy_calendars.read_busy_calendars(now=NOW)

    assert BusyTime.objects.filter(counsellor=other).count() == 1
