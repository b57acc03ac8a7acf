"""What advice brought: sums out of rows that lead back to nobody."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from accounts.actors import Channel
from consultations.enums import State, Way
from consultations.models import StatisticsRow
from consultations.numbers import COLUMNS, numbers_between, rows_between
from tests.factories.consultations import TopicFactory, advice

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)


def row(on=date(2026, 11, 10), outcome=State.ATTENDED, **fields) -> StatisticsRow:
    topic = fields.pop("topic", None) or TopicFactory()
    usual = {
        "language": "de", "channel": Channel.WEB, "way": Way.PLACE, "minutes": 30 if outcome == State.ATTENDED else 0,
        "audience": topic.audience, "days_waited": 0,
    }  # fmt: skip
    return StatisticsRow.objects.create(on=on, outcome=outcome, topic=topic, **usual | fields)


def table(numbers, title: str) -> dict[str, tuple[int, int, int]]:
    found = next(one for one in numbers.tables if one.title == title)
    return {line.label: (line.attended, line.no_show, line.cancelled) for line in found.lines}


def test_every_row_is_counted_once_in_each_table_and_the_sums_agree():
    topic = TopicFactory(name="Schulden")
    row(topic=topic)
    row(topic=topic, outcome=State.NO_SHOW, language="tr")
    row(outcome=State.CANCELLED_BY_PERSON)
    row(outcome=State.EXPIRED, channel=Channel.PHONE)
    row(channel=Channel.WALK_IN)

    numbers = numbers_between(FIRST, LAST)

    assert (numbers.total.attended, numbers.total.no_show, numbers.total.cancelled) == (2, 1, 2)
    for found in numbers.tables:
        assert sum(line.total for line in found.lines) == 5, found.title
    assert table(numbers, "Thema")["Schulden"] == (1, 1, 0)
    assert table(numbers, "Sprache")["Türkisch"] == (0, 1, 0)
    assert numbers.total.no_show_share == 33
    assert numbers.hours_advised == 1


def test_days_outside_the_span_are_not_counted():
    for on in (date(2026, 9, 30), date(2027, 1, 1)):
        row(on=on)
    for on in (FIRST, LAST):
        row(on=on)

    assert numbers_between(FIRST, LAST).total.total == 2


def test_span_without_rows_has_no_share_and_no_median():
    numbers = numbers_between(FIRST, LAST)

    assert (numbers.total.total, numbers.total.no_show_share, numbers.days_waited) == (0, None, None)


@pytest.mark.parametrize(("waited", "median"), [([3], 3), ([1, 9], 5), ([1, 2, 30], 2)])
def test_waiting_is_a_median_of_what_was_booked(waited, median):
    for days in waited:
        row(days_waited=days)
    row(channel=Channel.WALK_IN, days_waited=0)

    assert numbers_between(FIRST, LAST).days_waited == median


def test_hours_offered_are_those_of_the_counsellors():
    advice(number=2)  # each from nine to twelve, every day

    assert numbers_between(date(2026, 11, 9), date(2026, 11, 15)).hours_offered == 2 * 7 * 3


def test_file_has_every_row_and_no_person():
    row()

    assert len(rows_between(FIRST, LAST)) == 1
    assert not {"name", "email", "phone", "concern", "needs", "booking"} & {one.partition("__")[0] for one in COLUMNS}
    assert not [one for one in StatisticsRow._meta.get_fields() if one.name in {"booking", "name", "email", "phone"}]


def test_queries_do_not_grow():
    counts = []
    for number in (1, 20):
        advice(number=number)
        for _number in range(number):
            row()
        with CaptureQueriesContext(connection) as captured:
            numbers_between(FIRST, LAST)
        counts.append(len(captured))

    assert counts[0] == counts[1]
