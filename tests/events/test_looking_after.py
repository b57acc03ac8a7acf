"""What the worker does: reminders, numbers, forgetting."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
import time_machine

from accounts.actors import Actor
from directory.models import ContactPoint
from events.enums import Scope, State
from events.models import Attendance, EventStatistics, Occurrence, Registration, RegistrationStep, SentReminder
from events.registrations import domain, forgetting, reminding, statistics
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import NOW, PERSON, come, event, occurrence_of, publish
from tests.hagen import at
from tests.mailings.conftest import send_all
from tests.traces import MARK, purge, where_it_stands

pytestmark = pytest.mark.django_db
DOOR = at("2026-12-08 18:00")


def staff() -> Actor:
    return Actor.staff(UserFactory())


# --- Reminders --------------------------------------------------------------------------------------------------------


def early(registration: Registration) -> Registration:
    Registration.objects.filter(pk=registration.pk).update(created_at=NOW - timedelta(days=20))
    return registration


@pytest.mark.parametrize(
    ("starts", "reminded"),
    [
        ("2026-12-08 18:00", "2026-12-06 18:00"),
        ("2026-12-08 06:00", "2026-12-06 08:00"),  # never at night
        ("2026-12-08 22:00", "2026-12-06 20:00"),
        ("2026-10-26 09:00", "2026-10-24 09:00"),  # the same clock, over the change
        ("2026-03-30 09:00", "2026-03-28 09:00"),
    ],
)
def test_reminder_comes_two_days_before_at_the_same_time(starts, reminded):
    start = at(starts)
    registration = come(event(dates=[(start, start + timedelta(hours=1))]), now=start - timedelta(days=20))
    Registration.objects.update(created_at=start - timedelta(days=20))

    assert reminding.remind(now=at(reminded) - timedelta(minutes=1)) == 0
    assert reminding.remind(now=at(reminded)) == 1
    assert reminding.remind(now=at(reminded) + timedelta(minutes=5)) == 0
    assert Message.objects.get(kind="events.reminder").to == registration.email


def test_nobody_is_reminded_of_what_is_cancelled_or_waited_for():
    page = event(places=1)
    early(come(page)), early(come(page))
    gone = early(come(event()))
    domain.cancel(registration=gone, by=PERSON, now=NOW)

    assert reminding.remind(now=at("2026-12-06 18:00")) == 1

    other = event()
    early(come(other))
    Occurrence.objects.filter(event=other).update(is_cancelled=True)
    assert reminding.remind(now=at("2026-12-06 18:00")) == 0


def test_whoever_registered_just_now_needs_no_reminder():
    registration = come(event(), now=at("2026-12-06 12:00"))
    Registration.objects.filter(pk=registration.pk).update(created_at=at("2026-12-06 12:00"))

    assert reminding.remind(now=at("2026-12-06 18:00")) == 0


def test_course_is_reminded_of_once_and_each_date_by_itself():
    days = [("2026-12-08 18:00", "2026-12-08 20:00"), ("2026-12-15 18:00", "2026-12-15 20:00")]
    early(come(event(dates=days)))
    each = event(scope=Scope.EACH, dates=days)
    for number in (0, 1):
        early(come(each, date=occurrence_of(each, number)))

    assert reminding.remind(now=at("2026-12-06 18:00")) == 2
    assert reminding.remind(now=at("2026-12-13 18:00")) == 1


def test_moved_date_is_reminded_of_at_its_new_time(monkeypatch):
    monkeypatch.setattr("events.signals.timezone.now", lambda: NOW)
    page = event()
    early(come(page))
    reminding.remind(now=at("2026-12-06 18:00"))

    def later(rows):
        rows[0].starts_at, rows[0].ends_at = at("2026-12-12 18:00"), at("2026-12-12 20:00")
        return rows

    publish(page, dates=later)

    assert reminding.remind(now=at("2026-12-10 18:00")) == 1


def test_people_without_email_are_called_and_ticked_off():
    registration = early(come(event(), email="", phone="02331 1"))
    when = at("2026-12-06 18:00")

    assert reminding.remind(now=when) == 0
    assert reminding.to_call(when) == [registration]
    reminding.mark_as_called(registration=registration, now=when)
    assert reminding.to_call(when) == []
    assert SentReminder.objects.count() == 1


# --- At the door ------------------------------------------------------------------------------------------------------


def test_ticks_decide_who_was_there_and_can_be_taken_back():
    page = event()
    registration, date, by = come(page), occurrence_of(page), staff()

    def tick(is_there):
        domain.check_in(registration=registration, occurrence=date, is_there=is_there, by=by, now=DOOR)
        return registration.state

    assert [tick(True), tick(False), tick(None)] == [State.ATTENDED, State.ABSENT, State.REGISTERED]
    assert not Attendance.objects.exists()


def test_whoever_came_once_to_a_course_has_attended():
    days = [("2026-12-08 18:00", "2026-12-08 20:00"), ("2026-12-15 18:00", "2026-12-15 20:00")]
    page = event(dates=days)
    registration, by = come(page), staff()

    for number, is_there in ((0, True), (1, False)):
        domain.check_in(
            registration=registration,
            occurrence=occurrence_of(page, number),
            is_there=is_there,
            by=by,
            now=at("2026-12-15 19:00"),
        )

    assert registration.state == State.ATTENDED


def test_before_the_door_opens_nobody_is_there():
    page = event()
    registration = come(page)

    with pytest.raises(domain.NotPossible, match="drei Stunden"):
        domain.check_in(registration=registration, occurrence=occurrence_of(page), is_there=True, by=staff(), now=NOW)


def test_date_of_another_event_and_somebody_without_a_place_are_refused():
    page, other = event(places=1), event()
    placed, waits = come(page), come(page)

    for registration, date in ((placed, occurrence_of(other)), (waits, occurrence_of(page))):
        with pytest.raises(domain.NotPossible):
            domain.check_in(registration=registration, occurrence=date, is_there=True, by=staff(), now=DOOR)


# --- Numbers ----------------------------------------------------------------------------------------------------------


def held() -> tuple:
    """Five seats registered, three there, one walked in with two, one cancelled, one waits."""
    page = event(places=5)
    date, by = occurrence_of(page), staff()
    pair, single, other, gone = come(page, seats=2), come(page), come(page), come(page)
    come(page, seats=2)  # waits
    domain.cancel(registration=gone, by=PERSON, now=NOW)
    for registration, is_there in ((pair, True), (single, True), (other, False)):
        domain.check_in(registration=registration, occurrence=date, is_there=is_there, by=by, now=DOOR)
    domain.walk_in(event=page, occurrence=date, name="Frau Laufkundschaft", seats=2, by=by, now=DOOR)
    return page, date


def test_row_without_persons_is_written_half_a_day_after_the_end():
    page, _date = held()

    assert statistics.count_what_is_over(now=at("2026-12-09 07:59")) == 0
    assert statistics.count_what_is_over(now=at("2026-12-09 08:00")) == 1
    assert statistics.count_what_is_over(now=at("2026-12-09 09:00")) == 0

    row = EventStatistics.objects.get()
    assert (row.title, row.kind, row.audience, row.minutes) == (page.title, page.kind, page.audience, 120)
    assert row.contact_point == page.contact_point
    assert (row.registered, row.attended, row.absent, row.walk_ins, row.cancelled, row.waited) == (4, 5, 1, 2, 1, 2)
    assert str(row.on) == "2026-12-08"


def test_later_tick_is_counted_again():
    _page, date = held()
    statistics.count_what_is_over(now=at("2026-12-09 08:00"))
    absent = Registration.objects.get(state=State.ABSENT)

    domain.check_in(registration=absent, occurrence=date, is_there=True, by=staff(), now=at("2026-12-10 08:00"))

    row = EventStatistics.objects.get()
    assert (row.attended, row.absent) == (6, 0)


def test_cancelled_date_is_counted_as_such_and_one_nobody_registered_for_too():
    page = event()
    publish(page, is_cancelled=True)
    event(registration="none")

    statistics.count_what_is_over(now=at("2026-12-09 08:00"))

    rows = EventStatistics.objects.order_by("pk").values_list("is_cancelled", "registered")
    assert sorted(rows) == [(False, 0), (True, 0)]


def test_numbers_outlive_event_and_contact_point():
    page, _date = held()
    statistics.count_what_is_over(now=at("2026-12-09 08:00"))
    point = page.contact_point

    page.delete()
    ContactPoint.objects.filter(pk=point.pk).delete()

    row = EventStatistics.objects.get()
    assert (row.attended, row.contact_point, row.occurrence) == (5, None, None)


# --- Forgetting -------------------------------------------------------------------------------------------------------


def test_c14_nothing_of_a_person_is_left_and_the_numbers_stay(caplog):
    caplog.set_level(logging.DEBUG)
    page = event(places=1)
    with time_machine.travel(NOW, tick=False):
        came = come(page, name=MARK, email=f"{MARK}@example.org", needs=f"Rollstuhl {MARK}")
        waits = come(page, name=MARK, phone=f"02331 {MARK}", email="")
        domain.cancel(registration=came, by=PERSON, now=NOW)
        domain.accept(registration=waits, by=staff(), now=NOW)
        send_all()
    with time_machine.travel(DOOR, tick=False):
        domain.check_in(registration=waits, occurrence=occurrence_of(page), is_there=True, by=staff(), now=DOOR)
        domain.walk_in(event=page, occurrence=occurrence_of(page), name=MARK, seats=1, by=staff(), now=DOOR)
    statistics.count_what_is_over(now=at("2026-12-09 08:00"))
    rows = list(EventStatistics.objects.values())
    assert {"events.Registration", "mailings.Message"} <= where_it_stands()
    end = at("2026-12-08 20:00")

    with time_machine.travel(end + timedelta(days=89), tick=False):
        purge()
        assert Registration.objects.exclude(needs="").exists()
    with time_machine.travel(end + timedelta(days=91), tick=False):
        purge()
        assert not Registration.objects.exclude(needs="").exists()
        assert Registration.objects.filter(name=MARK).count() == 3
    with time_machine.travel(end + timedelta(days=184), tick=False):
        dry = purge("--dry-run")
        assert "events.Registration" in where_it_stands()
        assert dry.splitlines()[:-1] == purge().splitlines()[:-1]
        assert where_it_stands() == set()

    assert not Registration.objects.exists()
    assert not RegistrationStep.objects.exists()
    assert list(EventStatistics.objects.values()) == rows
    assert MARK.lower() not in caplog.text.lower()


def test_course_is_forgotten_after_its_last_date_and_each_date_by_itself():
    days = [("2026-12-08 18:00", "2026-12-08 20:00"), ("2027-03-08 18:00", "2027-03-08 20:00")]
    come(event(dates=days), needs="Rollstuhl")
    each = event(scope=Scope.EACH, dates=days)
    for number in (0, 1):
        come(each, date=occurrence_of(each, number), needs="Rollstuhl")

    assert forgetting.forget_needs(at("2026-12-08 20:01") + timedelta(days=90)) == 1
    assert forgetting.forget_needs(at("2027-03-08 20:01") + timedelta(days=90)) == 2
