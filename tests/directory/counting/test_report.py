from __future__ import annotations

from datetime import date, timedelta

from django.utils import translation

import pytest

from directory.counting.report import HEIGHT, report_for
from directory.enums import CountKind
from directory.models import DailyCount
from tests.factories.directory import BusinessFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)  # a Sunday


@pytest.fixture
def business():
    return BusinessFactory()


def put(business, days_ago: int, count: int, kind: str = CountKind.PAGE) -> None:
    DailyCount.objects.create(business=business, day=TODAY - timedelta(days=days_ago), kind=kind, count=count)


def words(business) -> list[str]:
    with translation.override("en"):
        return report_for(business, TODAY).sentences


def test_report_of_an_unseen_page_says_so(business):
    put(business, 40, 9)

    assert words(business) == ["Nobody has looked at your page in the last four weeks."]


def test_report_names_the_strongest_weekday(business):
    for days, count in ((1, 20), (8, 12), (2, 7), (11, 4)):
        put(business, days, count)

    assert words(business) == ["43 views in the last four weeks, most of them on Saturdays."]


@pytest.mark.parametrize("counts", [[(1, 3), (2, 3)], [(1, 8), (2, 8)]])
def test_report_names_no_weekday_when_views_are_few_or_level(business, counts):
    for days, count in counts:
        put(business, days, count)

    assert words(business) == [f"{sum(count for _days, count in counts)} views in the last four weeks."]


def test_report_compares_with_the_four_weeks_before_and_tells_the_rest(business):
    put(business, 1, 1)
    put(business, 28, 3)
    put(business, 5, 2, CountKind.PHONE)
    put(business, 5, 1, CountKind.ROUTE)
    put(business, 30, 5, CountKind.QR)

    assert words(business) == [
        "1 view in the last four weeks.",
        "That are 2 fewer than in the four weeks before.",
        "Your phone number was tapped 2 times.",
        "The way to you was asked for once.",
    ]


def test_report_draws_the_highest_day_full_and_a_single_view_so_that_it_is_seen(business):
    put(business, 0, 400)
    put(business, 27, 1)

    bars = report_for(business, TODAY).bars

    assert [(bar.day, bar.height) for bar in bars if bar.height] == [(TODAY - timedelta(days=27), 2), (TODAY, HEIGHT)]
    assert sum(bar.is_monday for bar in bars) == 4


def test_report_gathers_months_newest_first(business):
    put(business, 0, 2)
    put(business, 0, 1, CountKind.QR)
    put(business, 60, 4, CountKind.SEARCH)

    months = report_for(business, TODAY).months

    assert [(month.first_day, month.counts) for month in months] == [
        (date(2026, 11, 1), (2, 0, 0, 0, 1)),
        (date(2026, 9, 1), (0, 4, 0, 0, 0)),
    ]


def test_report_knows_only_its_own_business(business):
    put(BusinessFactory(), 1, 50)

    assert report_for(business, TODAY).views == 0
