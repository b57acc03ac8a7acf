"""What does not fit any more after hours were changed: listed with its reason, never touched, always as cheap (C12)."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from consultations.conflicts import conflicts
from consultations.enums import Way
from consultations.models import Booking, BusyTime, Counsellor, WeeklyRule
from tests.consultations.test_booking import NOW, booked, offered
from tests.factories.consultations import AbsenceFactory, BookingFactory, ClosureFactory, advice
from tests.factories.directory import ContactPointFactory
from tests.hagen import at, seconds

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """One that stays untouched and one that is touched, on two days."""
    topic, _counsellors = advice()
    return booked(topic, "2026-12-02 10:00"), booked(topic, "2026-12-03 10:00")


def test_nothing_changed_and_nothing_is_in_the_way(two):
    assert conflicts(NOW) == []


def away(booking):
    AbsenceFactory(
        counsellor=booking.counsellor, starts_at=booking.starts_at, ends_at=booking.starts_at + timedelta(minutes=5)
    )


def no_rule(booking):
    WeeklyRule.objects.filter(weekday=3).delete()


def shorter(booking):
    WeeklyRule.objects.filter(weekday=3).update(ends="10:15")


def closed(booking):
    ClosureFactory(first_day="2026-12-03", last_day="2026-12-03")


def busy(booking):
    BusyTime.objects.create(
        counsellor=booking.counsellor, start=seconds("2026-12-03 10:25"), end=seconds("2026-12-03 12:00")
    )


def elsewhere(booking):
    WeeklyRule.objects.filter(weekday=3).update(contact_point=ContactPointFactory())


def by_phone_only(booking):
    WeeklyRule.objects.filter(weekday=3).update(ways=[Way.PHONE])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (away, "ist zu dieser Zeit nicht da"),
        (no_rule, "berät zu dieser Zeit nicht mehr"),
        (shorter, "berät zu dieser Zeit nicht mehr"),
        (closed, "berät zu dieser Zeit nicht mehr"),
        (busy, "eigenen Kalender"),
        (elsewhere, "an einem anderen Ort"),
        (by_phone_only, "an einem anderen Ort"),
    ],
)
def test_c12_exactly_the_touched_one_is_listed_with_its_reason_and_stays_as_it_is(two, change, reason):
    untouched, touched = two
    before = list(Booking.objects.order_by("pk").values())

    change(touched)

    found = conflicts(NOW)
    assert [one.booking for one in found] == [touched]
    assert reason in found[0].reason
    assert list(Booking.objects.order_by("pk").values()) == before
    assert untouched.counsellor.name in found[0].reason


def test_whoever_left_has_everything_listed(two):
    Counsellor.objects.update(is_active=False)

    assert [one.booking for one in conflicts(NOW)] == list(two)


def test_what_touches_only_the_edge_is_no_conflict(two):
    _untouched, touched = two
    AbsenceFactory(counsellor=touched.counsellor, starts_at=touched.ends_at, ends_at=at("2026-12-03 12:00"))
    BusyTime.objects.create(
        counsellor=touched.counsellor, start=seconds("2026-12-03 09:00"), end=seconds("2026-12-03 10:00")
    )

    assert conflicts(NOW) == []


def test_what_is_over_cancelled_or_double_on_purpose_is_not_listed(two):
    Booking.objects.update(is_double_booked=True)
    Counsellor.objects.update(is_active=False)
    assert conflicts(NOW) == []

    Booking.objects.update(is_double_booked=False)
    assert conflicts(at("2026-12-04 10:00")) == []


def test_a_busy_time_takes_times_away():
    topic, counsellors = advice()
    BusyTime.objects.create(
        counsellor=counsellors[0], start=seconds("2026-12-01 09:40"), end=seconds("2026-12-01 11:05")
    )

    assert offered(topic) == ["09:00", "11:05"]


def test_the_list_costs_the_same_for_two_and_for_thirty():
    cost = []
    for number in (2, 30):
        for place in range(number):
            BookingFactory(starts_at=NOW + timedelta(days=1, minutes=5 * place))
        with CaptureQueriesContext(connection) as queries:
            assert len(conflicts(NOW)) >= number
        cost.append(len(queries))

    assert cost[0] == cost[1]
