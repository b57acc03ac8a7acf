"""Reminders: two days before by the same clock, never at night, at most once, and always about what is true now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.actors import Actor
from common.clock import days_before
from consultations import domain, reminding
from consultations.domain import Person
from consultations.enums import State
from consultations.models import Booking, SentReminder
from mailings.models import Message
from tests.consultations.test_booking import NOW, booked, search, slot_at
from tests.factories.consultations import BookingFactory, advice
from tests.hagen import at

pytestmark = pytest.mark.django_db
LONG_BEFORE = at("2026-01-01 12:00")


def reminders() -> int:
    return Message.objects.filter(kind="consultations.reminder").count()


def appointment(text: str, **more) -> Booking:
    start = at(text)
    booking = BookingFactory(starts_at=start, ends_at=start + timedelta(minutes=30), **more)
    Booking.objects.filter(pk=booking.pk).update(created_at=LONG_BEFORE)
    booking.refresh_from_db()
    return booking


@pytest.mark.parametrize(
    ("starts", "reminded"),
    [
        ("2026-10-26 09:00", "2026-10-24 09:00"),  # H8: the clocks went back on the 25th
        ("2026-03-30 09:00", "2026-03-28 09:00"),  # H8: the clocks went forward on the 29th
        ("2026-12-03 10:30", "2026-12-01 10:30"),
        ("2026-12-03 06:15", "2026-12-01 08:00"),  # never at night
        ("2026-12-03 21:45", "2026-12-01 20:00"),
    ],
)
def test_h8_reminder_is_due_by_the_clock_in_hagen_and_by_day(starts, reminded):
    appointment(starts)
    due = at(reminded)

    assert days_before(at(starts), reminding.DAYS_BEFORE) == due
    assert reminding.remind(now=due - timedelta(minutes=1)) == 0
    assert reminding.remind(now=due) == 1
    assert reminding.remind(now=due + timedelta(minutes=5)) == 0
    assert reminders() == 1


def test_reminder_follows_a_move_and_none_is_sent_for_the_old_time():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-10 10:00")

    domain.move(booking=booking, search=search(topic), slot=slot_at("2026-12-15 11:00"), by=Actor.person())

    assert reminding.remind(now=at("2026-12-08 10:00")) == 0
    assert reminding.remind(now=at("2026-12-13 11:00")) == 1
    assert "15. Dezember" in Message.objects.get(kind="consultations.reminder").text


def test_moved_after_the_reminder_it_is_reminded_of_the_new_time_too():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-10 10:00")
    reminding.remind(now=at("2026-12-08 10:00"))

    domain.move(
        booking=booking,
        search=search(topic, now=at("2026-12-08 12:00")),
        slot=slot_at("2026-12-20 10:00"),
        by=Actor.person(),
    )

    assert reminding.remind(now=at("2026-12-18 10:00")) == 1
    assert reminders() == 2


@pytest.mark.parametrize("state", [one for one in State if one != State.CONFIRMED])
def test_only_what_is_confirmed_is_reminded_of(state):
    more = {"hold_expires_at": at("2026-12-02 09:00")} if state == State.HELD else {}
    closed = {} if state in {State.HELD, State.REQUESTED} else {"closed_at": LONG_BEFORE}
    appointment("2026-12-03 10:00", state=state, **more, **closed)

    assert reminding.remind(now=at("2026-12-01 10:00")) == 0


def test_whoever_booked_shortly_before_is_not_reminded():
    late = appointment("2026-12-03 10:00")
    Booking.objects.filter(pk=late.pk).update(created_at=at("2026-11-30 23:00"))

    assert reminding.remind(now=at("2026-12-01 10:00")) == 0


def test_a_worker_that_slept_reminds_late_but_not_after_the_beginning():
    appointment("2026-12-03 10:00")

    assert reminding.remind(now=at("2026-12-03 10:00")) == 0
    assert reminding.remind(now=at("2026-12-03 08:00")) == 1
    assert Message.objects.get().expires_at == at("2026-12-03 08:00")


def test_without_an_address_staff_call_once():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-10 10:00", person=Person(name="Anna", phone="0171"), now=NOW)
    Booking.objects.filter(pk=booking.pk).update(created_at=NOW)
    due = at("2026-12-08 10:00")

    assert reminding.remind(now=due) == 0
    assert reminding.to_call(due) == [booking]
    reminding.mark_as_called(booking=booking)
    reminding.mark_as_called(booking=booking)

    assert reminding.to_call(due) == []
    assert SentReminder.objects.count() == 1
