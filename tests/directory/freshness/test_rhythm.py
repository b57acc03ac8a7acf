"""How fast entries grow old: list, badge and mail agree, and the calendar is exact."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
import time_machine

from directory.freshness.rhythm import months_after
from directory.models import Business
from tests.factories.directory import BusinessFactory, CategoryFactory, GroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trades():
    """A trade with a rhythm of its own, one that takes its group's, one whose group says nothing."""
    slow, silent = (
        GroupFactory(slug="slow", name="Slow", confirm_every_months=18),
        GroupFactory(slug="silent", name="S"),
    )
    return {
        6: CategoryFactory(slug="kiosk", name="Kiosk", parent=slow, confirm_every_months=6),
        18: CategoryFactory(slug="arzt", name="Arzt", parent=slow),
        12: CategoryFactory(slug="buero", name="Büro", parent=silent),
    }


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 2, 28), 6, date(2026, 8, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later):
    assert months_after(day, months) == later


def test_rhythm_is_the_trades_else_the_groups_else_a_year(trades):
    businesses = [BusinessFactory(category=trade) for trade in trades.values()]

    assert [business.category.months_between_confirmations for business in businesses] == [6, 18, 12]
    assert list(Business.objects.with_due_date().order_by("pk").values_list("rhythm", flat=True)) == [6, 18, 12]


def test_database_and_python_agree_on_every_day(trades):
    chance = Random(26)
    for _number in range(40):
        with time_machine.travel(datetime(2023, 6, 1, 22, 30, tzinfo=UTC) + timedelta(hours=chance.randint(0, 9000))):
            confirmed = date(2024, 1, 1) + timedelta(days=chance.randint(0, 400)) if chance.random() < 0.7 else None
            BusinessFactory(category=chance.choice(list(trades.values())), last_confirmed_on=confirmed)
    businesses = list(Business.objects.select_related("category__parent"))
    days = [date(2024, 8, 1) + timedelta(days=chance.randint(0, 900)) for _number in range(30)]

    for day in [*days, date(2025, 2, 28), date(2025, 4, 30), date(2026, 2, 28), date(2024, 12, 31)]:
        due = {business.pk for business in businesses if business.confirm_due_on <= day}
        fading = {business.pk for business in businesses if business.is_fading(day)}
        assert set(Business.objects.due(day).values_list("pk", flat=True)) == due
        assert set(Business.objects.fading(day).values_list("pk", flat=True)) == fading


def test_due_longest_comes_first(trades):
    last = BusinessFactory(category=trades[6], last_confirmed_on=date(2026, 1, 2))
    first = BusinessFactory(category=trades[18], last_confirmed_on=date(2024, 12, 31))
    middle = BusinessFactory(category=trades[12], last_confirmed_on=date(2025, 7, 1))

    assert list(Business.objects.due(date(2026, 7, 2)).due_longest_first()) == [first, middle, last]


def test_due_on_the_very_day_and_not_before(trades):
    business = BusinessFactory(category=trades[6], last_confirmed_on=date(2026, 8, 31))

    assert business.confirm_due_on == date(2027, 2, 28)
    assert [Business.objects.due(date(2027, 2, day)).count() for day in (27, 28)] == [0, 1]


def test_entry_nobody_ever_confirmed_is_due_after_its_rhythm_and_never_fades(trades):
    with time_machine.travel("2020-01-10T12:00:00Z"):
        business = BusinessFactory(category=trades[6])

    assert business.confirm_due_on == date(2020, 7, 10)
    assert not business.is_fading(date(2026, 1, 1))
    assert Business.objects.fading(date(2026, 1, 1)).count() == 0


def test_entry_fades_after_twice_its_rhythm(trades):
    business = BusinessFactory(category=trades[6], last_confirmed_on=date(2025, 3, 10))

    assert [business.is_fading(date(2026, 3, day)) for day in (9, 10)] == [False, True]
