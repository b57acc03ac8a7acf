"""Many at once. Means something on PostgreSQL only: SQLite lets one writer in at a time, so there is no race.

The cases C1 to C8, C11 and C13 of what the best systems get wrong; the others need no threads and stand beside their
verbs.
"""

from __future__ import annotations

import threading
from datetime import timedelta

from django.db import connection, transaction

import pytest

from accounts.actors import Actor
from common.locking import WrongIsolation
from consultations import domain, earlier, reminding
from consultations.domain import NotPossible, Person, SlotGone
from consultations.domain.locking import in_line
from consultations.enums import State
from consultations.finding import who_is_free
from consultations.models import Booking, BookingCell, EarlierWish, SentReminder, Transition
from consultations.slots import cells
from mailings.models import Message
from tests.consultations.test_booking import ANNA, NOW, booked, search, slot_at
from tests.factories.accounts import UserFactory
from tests.factories.consultations import advice
from tests.hagen import at, clock_times, seconds
from tests.races import at_once

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a race needs PostgreSQL"),
]
PERSON = Actor.person()


def times_are_exact():
    """What must be true after every race: what takes time has exactly its cells, what does not has none."""
    for booking in Booking.objects.all():
        numbers = sorted(BookingCell.objects.filter(booking=booking).values_list("number", flat=True))
        takes = booking.state in {State.REQUESTED, State.CONFIRMED}
        if takes or numbers:
            assert numbers == list(cells(booking.busy_from, booking.busy_until))
        assert not (numbers and booking.state not in {State.HELD, State.REQUESTED, State.CONFIRMED})


def holding(topic, text="2026-12-01 10:00", **more):
    slot = slot_at(text)
    return lambda: domain.hold(search=search(topic), slot=slot, by=PERSON, **more)


def test_c1_control_without_the_guard_both_get_the_time():
    """Look, then write, without standing in line and without cells: the tests below can fail."""
    topic, (counsellor,) = advice()
    slot, looked = slot_at(), threading.Barrier(2)

    def naive():
        with transaction.atomic():
            assert who_is_free(search(topic), slot)
            looked.wait(timeout=10)
            return Booking.objects.create(
                uid=str(threading.get_ident()),
                code=str(threading.get_ident())[-6:],
                topic=topic,
                counsellor=counsellor,
                way=slot.way,
                contact_point_id=slot.contact_point,
                starts_at=slot.starts_at,
                ends_at=slot.starts_at + timedelta(minutes=30),
                busy_from=slot.start,
                busy_until=slot.start + 1800,
                channel="web",
                assignment_reason="only_one",
                hold_expires_at=NOW + timedelta(minutes=10),
            )

    answers = at_once(naive, naive)

    assert [type(answer) for answer in answers] == [Booking, Booking]


@pytest.mark.parametrize("attempt", range(3))
def test_c2_of_eight_who_want_one_time_one_gets_it_and_seven_are_told_politely(attempt):
    topic, _counsellors = advice()

    answers = at_once(*[holding(topic)] * 8)

    refused = [answer for answer in answers if isinstance(answer, SlotGone)]
    assert sorted(type(answer).__name__ for answer in answers) == ["Booking"] + ["SlotGone"] * 7
    assert {tuple(clock_times(offer.starts_at for offer in one.nearest)) for one in refused} == {
        ("09:00", "09:30", "10:30")
    }
    times_are_exact()


def test_c2_whole_way_gives_one_appointment_and_one_mail():
    topic, _counsellors = advice()

    def whole_way(number):
        held = domain.hold(search=search(topic), slot=slot, by=PERSON)
        return domain.request(booking=held, person=Person(email=f"p{number}@example.org"), by=PERSON, now=NOW)

    slot = slot_at()
    at_once(*[lambda number=number: whole_way(number) for number in range(8)])

    assert Booking.objects.agreed().count() == 1
    assert Message.objects.count() == 1


def test_c2_cells_are_a_guard_of_their_own():
    """The last line, without anybody standing in line."""
    topic, (counsellor,) = advice()
    bookings = [booked(topic, f"2026-12-0{day} 10:00", person=Person()) for day in (1, 2)]
    BookingCell.objects.all().delete()
    number = seconds("2026-12-05 10:00") // 300

    def take(booking):
        return BookingCell.objects.create(booking=booking, counsellor=counsellor, number=number)

    answers = at_once(*[lambda one=one: take(one) for one in bookings])

    assert sorted(type(answer).__name__ for answer in answers) == ["BookingCell", "IntegrityError"]


@pytest.mark.parametrize("attempt", range(3))
def test_c3_of_eight_overlapping_times_no_two_are_booked(attempt):
    topic, _counsellors = advice()
    texts = ["2026-12-01 10:00", "2026-12-01 10:10", "2026-12-01 10:20"]

    answers = at_once(*[holding(topic, texts[number % 3]) for number in range(8)])

    assert sum(isinstance(answer, Booking) for answer in answers) == 1
    assert sum(isinstance(answer, SlotGone) for answer in answers) == 7
    times_are_exact()


def test_c4_two_counsellors_are_two_appointments():
    topic, counsellors = advice(number=2)

    answers = at_once(*[holding(topic)] * 4)

    got = [answer for answer in answers if isinstance(answer, Booking)]
    assert {one.counsellor for one in got} == set(counsellors)
    assert len(got) == 2


@pytest.mark.parametrize("attempt", range(3))
def test_c6_cancelling_and_booking_at_once_lose_nothing(attempt):
    topic, _counsellors = advice()
    first = booked(topic)

    at_once(lambda: domain.cancel(booking=first, by=PERSON, now=NOW), *[holding(topic)] * 3)

    assert Booking.objects.occupying(NOW).filter(starts_at=slot_at().starts_at).count() <= 1
    times_are_exact()
    again = holding(topic)
    assert isinstance(at_once(again)[0], Booking | SlotGone)


@pytest.mark.parametrize("attempt", range(3))
def test_c6_moving_and_booking_at_once_never_overlap(attempt):
    topic, _counsellors = advice()
    first = booked(topic)
    target = slot_at("2026-12-02 10:00")

    at_once(
        lambda: domain.move(booking=first, search=domain.search_of(first, NOW), slot=target, by=PERSON),
        holding(topic, "2026-12-02 10:00"),
        holding(topic),
    )

    starts = list(Booking.objects.occupying(NOW).values_list("starts_at", flat=True))
    assert len(starts) == len(set(starts))
    times_are_exact()


def test_c6_two_appointments_that_change_places_do_not_lock_each_other_for_ever():
    topic, _counsellors = advice(number=2)
    one, other = booked(topic), booked(topic, "2026-12-02 10:00", person=Person())
    first, second = slot_at("2026-12-02 10:30"), slot_at("2026-12-01 10:30")

    answers = at_once(
        lambda: domain.move(booking=one, search=domain.search_of(one, NOW), slot=first, by=PERSON),
        lambda: domain.move(booking=other, search=domain.search_of(other, NOW), slot=second, by=PERSON),
    )

    assert [type(answer) for answer in answers] == [Booking, Booking]
    times_are_exact()


@pytest.mark.parametrize("attempt", range(3))
def test_c6_extending_a_hold_and_taking_an_expired_one_never_both_win(attempt):
    topic, _counsellors = advice()
    held = domain.hold(search=search(topic), slot=slot_at(), by=PERSON)
    Booking.objects.filter(pk=held.pk).update(created_at=NOW)
    later = NOW + timedelta(minutes=10)
    slot = slot_at()

    extended, taken = at_once(
        lambda: domain.extend_hold(booking=Booking.objects.get(pk=held.pk), now=later),
        lambda: domain.hold(search=search(topic, now=later), slot=slot, by=PERSON),
    )

    assert extended is not isinstance(taken, Booking)
    assert BookingCell.objects.count() == 6
    times_are_exact()


@pytest.mark.parametrize("attempt", range(3))
def test_c7_double_click_is_one_appointment(attempt):
    topic, _counsellors = advice(number=3)

    answers = at_once(*[holding(topic, idempotency_key="k" * 36)] * 4)

    assert len({answer.pk for answer in answers}) == 1
    requested = at_once(*[lambda: domain.request(booking=Booking.objects.get(), person=ANNA, by=PERSON, now=NOW)] * 4)
    assert {one.state for one in requested} == {State.CONFIRMED}
    assert (Booking.objects.count(), Message.objects.count()) == (1, 1)


def test_c8_confirming_twice_at_once_is_one_step_and_one_mail():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-08 10:00", language="ti")
    staff = Actor.staff(UserFactory())

    def confirm():
        return domain.confirm(booking=Booking.objects.get(pk=booking.pk), by=staff, now=NOW, interpreter_comes=True)

    at_once(confirm, confirm, confirm)

    assert Transition.objects.filter(to_state=State.CONFIRMED).count() == 1
    assert Message.objects.filter(kind="consultations.confirmed").count() == 1


def test_c8_confirming_and_cancelling_at_once_end_in_one_state():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-08 10:00", language="ti")
    staff = Actor.staff(UserFactory())

    at_once(
        lambda: domain.confirm(booking=Booking.objects.get(pk=booking.pk), by=staff, now=NOW, interpreter_comes=True),
        lambda: domain.cancel(booking=Booking.objects.get(pk=booking.pk), by=PERSON, now=NOW),
    )

    booking.refresh_from_db()
    assert booking.state == State.CANCELLED_BY_PERSON
    times_are_exact()


def test_c11_reminder_worker_started_twice_writes_one_mail():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-08 10:00")
    Booking.objects.update(created_at=NOW)
    when = at("2026-12-06 10:00")

    counts = at_once(*[lambda: reminding.remind(now=when)] * 3)

    assert sum(counts) == 1
    assert SentReminder.objects.filter(booking=booking).count() == 1
    assert Message.objects.filter(kind="consultations.reminder").count() == 1


def test_c13_expired_hold_is_free_for_exactly_one():
    topic, _counsellors = advice()
    domain.hold(search=search(topic), slot=slot_at(), by=PERSON)
    later, slot = NOW + timedelta(minutes=10), slot_at()

    answers = at_once(*[lambda: domain.hold(search=search(topic, now=later), slot=slot, by=PERSON)] * 4)

    assert sum(isinstance(answer, Booking) for answer in answers) == 1
    times_are_exact()


def test_earlier_time_is_taken_by_the_one_it_was_kept_for_or_refused_never_both():
    topic, _counsellors = advice()
    booking = booked(topic, "2026-12-08 10:00")
    EarlierWish.objects.create(booking=booking)
    assert earlier.offer_earlier_times(now=at("2026-12-01 08:30")) == 1
    offer = earlier.open_offer(booking, NOW)

    answers = at_once(
        lambda: earlier.accept(booking=Booking.objects.get(pk=booking.pk), offer=offer, now=NOW),
        lambda: earlier.accept(booking=Booking.objects.get(pk=booking.pk), offer=offer, now=NOW),
        lambda: earlier.refuse(offer=offer),
    )

    booking.refresh_from_db()
    assert sum(isinstance(answer, Booking) for answer in answers) == booking.sequence <= 1
    assert all(answer is None or isinstance(answer, Booking | NotPossible) for answer in answers)
    times_are_exact()


def test_snapshots_are_refused():
    _topic, (counsellor,) = advice()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(WrongIsolation, match="REPEATABLE READ"), in_line(counsellor.pk):
            pass
