from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

from django.db import connection

import pytest

from directory.counting.domain import KEPT_DAYS, add_one, forget_old_counts
from directory.enums import CountKind
from directory.models import DailyCount
from tests.factories.directory import BusinessFactory

DAY = date(2026, 11, 21)


def counts() -> list[tuple]:
    return list(DailyCount.objects.order_by("business_id", "day", "kind").values_list("business_id", "day", "count"))


@pytest.mark.django_db
def test_add_one_makes_the_row_and_then_adds_to_it():
    business = BusinessFactory()

    answers = [add_one(kind=CountKind.PAGE, business_ids=[business.pk], day=DAY) for _time in range(3)]

    assert answers == [1, 1, 1]
    assert counts() == [(business.pk, DAY, 3)]


@pytest.mark.django_db
def test_add_one_leaves_out_what_is_hidden_or_does_not_exist():
    shown, hidden = BusinessFactory(), BusinessFactory(live=False)

    number = add_one(kind=CountKind.SEARCH, business_ids=[shown.pk, hidden.pk, 987654], day=DAY)

    assert number == 1
    assert counts() == [(shown.pk, DAY, 1)]


@pytest.mark.django_db
def test_add_one_keeps_days_and_kinds_apart():
    business = BusinessFactory()

    add_one(kind=CountKind.PAGE, business_ids=[business.pk], day=DAY)
    add_one(kind=CountKind.PAGE, business_ids=[business.pk], day=DAY + timedelta(days=1))
    add_one(kind=CountKind.PHONE, business_ids=[business.pk], day=DAY)

    assert DailyCount.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 24])
def test_add_one_asks_the_database_as_often_for_many(django_assert_num_queries, number):
    ids = [BusinessFactory().pk for _number in range(number)]

    with django_assert_num_queries(5):  # savepoint, which ones, rows, adding, release
        add_one(kind=CountKind.SEARCH, business_ids=ids, day=DAY)


@pytest.mark.django_db(transaction=True)
def test_add_one_loses_nothing_when_many_count_at_once():
    business = BusinessFactory()
    together = Barrier(4)

    def count_five() -> None:
        together.wait()
        for _time in range(5):
            add_one(kind=CountKind.PAGE, business_ids=[business.pk], day=DAY)
        connection.close()

    threads = [Thread(target=count_five) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts() == [(business.pk, DAY, 20)]


@pytest.mark.django_db
def test_forget_old_counts_keeps_two_years():
    business = BusinessFactory()
    for days in (0, KEPT_DAYS, KEPT_DAYS + 1):
        DailyCount.objects.create(business=business, day=DAY - timedelta(days=days), kind=CountKind.PAGE, count=1)

    removed = forget_old_counts(today=DAY)

    assert removed == 1
    assert DailyCount.objects.filter(day=DAY - timedelta(days=KEPT_DAYS)).exists()
