"""C14: after the limits nothing of a person is left in any table, file or log line; before them nothing is lost."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
import time_machine

from accounts.actors import Actor, Channel
from consultations import domain, earlier, reminding
from consultations.domain import Person
from consultations.enums import State
from consultations.models import Absence, Booking, Callback, StatisticsRow
from tests.consultations.test_booking import NOW, booked, search, slot_at
from tests.factories.consultations import AbsenceFactory, CallbackFactory, advice
from tests.hagen import at
from tests.mailings.conftest import send_all
from tests.traces import MARK, purge, where_it_stands

pytestmark = pytest.mark.django_db
PERSON = Person(
    name=f"Name {MARK}", email=f"{MARK}@example.org", phone=f"02331 {MARK}", concern=f"Anliegen {MARK}",
    needs=f"Rollstuhl {MARK}",
)  # fmt: skip


@pytest.fixture
def life(caplog):
    """Somebody books in every way, moves, wishes, cancels, comes and does not come, and every mail leaves."""
    caplog.set_level(logging.DEBUG)
    topic, _counsellors = advice()
    with time_machine.travel(NOW, tick=False) as clock:
        came = booked(topic, "2026-12-05 10:00", person=PERSON)
        stayed_away = booked(topic, "2026-12-05 11:00", person=PERSON)
        moved = booked(topic, "2026-12-06 10:00", person=PERSON)
        domain.move(booking=moved, search=search(topic), slot=slot_at("2026-12-06 11:00"), by=Actor.person())
        earlier.wish(booking=moved)
        domain.cancel(booking=moved, by=Actor.person(Channel.MAIL), now=NOW)
        asked = booked(topic, "2026-12-07 10:00", person=PERSON, language="ti")
        CallbackFactory(phone=f"02331 {MARK}", name=MARK, when=MARK)
        send_all()
        clock.move_to(at("2026-12-03 10:00"))
        reminding.remind(now=at("2026-12-03 10:00"))
        send_all()
        domain.decline(booking=asked, by=Actor.system(), now=at("2026-12-03 10:00"))
        send_all()
        clock.move_to(at("2026-12-05 12:00"))
        for booking, outcome in ((came, State.ATTENDED), (stayed_away, State.NO_SHOW)):
            domain.close(booking=booking, outcome=outcome, by=Actor.system(), now=at("2026-12-05 12:00"))
    return caplog


def test_c14_nothing_of_the_person_is_left_and_the_numbers_stay(life):
    assert {"consultations.Booking", "consultations.Callback", "mailings.Message"} <= where_it_stands()
    rows = list(StatisticsRow.objects.values())
    assert len(rows) == 4
    assert "consultations.StatisticsRow" not in where_it_stands()

    with time_machine.travel(at("2026-12-07 10:00") + timedelta(days=184), tick=False):
        dry = purge("--dry-run")
        assert "consultations.Booking" in where_it_stands()
        real = purge()

        assert where_it_stands() == set()
        assert dry.splitlines()[:-1] == real.splitlines()[:-1]
        assert "0 Zeilen" in purge()
    assert list(StatisticsRow.objects.values()) == rows
    assert not Booking.objects.exists()
    assert MARK.lower() not in life.text.lower()


def test_before_the_limits_nothing_is_lost(life):
    with time_machine.travel(at("2026-12-05 09:00") + timedelta(days=90), tick=False):
        before = list(Booking.objects.order_by("pk").values())
        purge()
        assert list(Booking.objects.order_by("pk").values()) == before


def test_the_concern_goes_after_90_days_and_the_contact_stays_until_half_a_year(life):
    with time_machine.travel(at("2026-12-05 11:00") + timedelta(days=90), tick=False):
        purge()
    came = Booking.objects.get(state=State.ATTENDED)
    assert (came.concern, came.needs) == ("", "")
    assert came.name == PERSON.name

    with time_machine.travel(at("2026-12-05 11:00") + timedelta(days=184), tick=False):
        purge()
    assert not Booking.objects.filter(pk=came.pk).exists()


def test_the_limits_are_settings(life, settings):
    settings.CONSULTATIONS_CONCERN_DAYS, settings.CONSULTATIONS_CONTACT_DAYS = 3, 5
    with time_machine.travel(at("2026-12-05 12:00") + timedelta(days=4), tick=False):
        purge()
        assert not Booking.objects.filter(state=State.ATTENDED).exclude(concern="").exists()
    with time_machine.travel(at("2026-12-05 12:00") + timedelta(days=6), tick=False):
        purge()
        assert not Booking.objects.filter(state=State.ATTENDED).exists()


def test_held_times_callbacks_and_absences_go_when_their_time_is_over():
    topic, _counsellors = advice()
    domain.hold(search=search(topic), slot=slot_at(), by=Actor.person())
    done = CallbackFactory()
    Callback.objects.filter(pk=done.pk).update(done_at=NOW)
    AbsenceFactory(starts_at=NOW, ends_at=NOW + timedelta(days=1))

    with time_machine.travel(NOW + timedelta(hours=23), tick=False):
        purge()
    assert Booking.objects.exists()
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        purge()
    assert not Booking.objects.exists()
    assert Callback.objects.exists()
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        purge()
    assert not Callback.objects.exists()
    assert Absence.objects.exists()
    with time_machine.travel(NOW + timedelta(days=367), tick=False):
        purge()
    assert not Absence.objects.exists()
