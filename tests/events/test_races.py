"""Many at once: three places are three places, and the list keeps its order. They mean something on PostgreSQL only."""

from __future__ import annotations

import threading

from django.db import connection, transaction

from wagtail.models import Locale, Page, Site

import pytest

from accounts.actors import Actor
from common.locking import WrongIsolation
from events.enums import Scope, State
from events.models import EventPage, Registration, RegistrationStep, Roll
from events.registrations import domain, reminding, waiting
from events.registrations.rolls import in_line, roll_for
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import NOW, PERSON, come, event, occurrence_of, publish
from tests.hagen import at
from tests.races import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="a race needs PostgreSQL"),
]


@pytest.fixture(autouse=True)
def december(monkeypatch):
    """The first of December, in a database with nothing but the root of all pages: each test ends with an empty one."""
    if not Page.objects.exists():
        Locale.objects.get_or_create(language_code="de")
        root = Page.add_root(instance=Page(title="Root", slug="root"))
        Site.objects.create(hostname="testserver", root_page=root, is_default_site=True)
    monkeypatch.setattr("events.signals.timezone.now", lambda: NOW)


def coming(page: EventPage, number: int, **person):
    def register():
        return domain.register(
            event=EventPage.objects.get(pk=page.pk),
            occurrence=None,
            person=domain.Person(email=f"p{number}@example.org", **person),
            by=PERSON,
            now=NOW,
        )

    return register


def seats_are_exact(page: EventPage) -> None:
    assert Registration.objects.holding_seats().seats() <= page.capacity


def in_order_of_the_list() -> bool:
    """Whoever has a place came before whoever waits."""
    placed = [one.pk for one in Registration.objects.holding_seats()]
    waits = [one.pk for one in Registration.objects.waiting()]
    return not placed or not waits or max(placed) < min(waits)


def test_c5_control_without_the_guard_four_get_three_places():
    """Count, then write, without standing in line: the tests below can fail."""
    page = event(places=3)
    roll = roll_for(page)
    for number in range(2):
        coming(page, number)()
    counted = threading.Barrier(2)

    def naive():
        with transaction.atomic():
            free = page.capacity - Registration.objects.filter(roll=roll).holding_seats().seats()
            counted.wait(timeout=10)
            assert free == 1
            name = str(threading.get_ident())
            return Registration.objects.create(
                uid=name, code=name[-8:], roll=roll, state=State.REGISTERED, channel="web"
            )

    answers = at_once(naive, naive)

    assert [type(answer) for answer in answers] == [Registration, Registration]
    assert Registration.objects.holding_seats().seats() == 4


@pytest.mark.parametrize("attempt", range(3))
def test_c5_of_ten_at_once_three_have_a_place_and_seven_wait_in_order(attempt):
    page = event(places=3)

    answers = at_once(*[coming(page, number) for number in range(10)])

    assert sorted(one.state for one in answers) == [State.REGISTERED] * 3 + [State.WAITLISTED] * 7
    assert in_order_of_the_list()
    places = [waiting.place_in_line(one) for one in Registration.objects.waiting()]
    assert places == [1, 2, 3, 4, 5, 6, 7]
    assert Message.objects.filter(kind="events.registered").count() == 3
    assert Message.objects.filter(kind="events.waitlisted").count() == 7


def test_c5_where_nobody_may_wait_seven_get_a_polite_answer():
    page = event(places=3, has_waiting_list=False)

    answers = at_once(*[coming(page, number) for number in range(10)])

    assert sorted(type(one).__name__ for one in answers) == ["NotPossible"] * 7 + ["Registration"] * 3
    assert {str(one) for one in answers if isinstance(one, domain.NotPossible)} == {"Alle Plätze sind vergeben."}


def test_c5_groups_at_once_never_take_more_seats_than_there_are():
    page = event(places=5)

    at_once(*[coming(page, number, seats=2) for number in range(8)])

    assert Registration.objects.holding_seats().seats() == 4
    seats_are_exact(page)


@pytest.mark.parametrize("attempt", range(3))
def test_first_registrations_at_once_share_one_list(attempt):
    page = event(places=3, scope=Scope.WHOLE)
    assert not Roll.objects.exists()

    at_once(*[coming(page, number) for number in range(6)])

    assert Roll.objects.count() == 1
    seats_are_exact(page)


@pytest.mark.parametrize("attempt", range(3))
def test_c6_cancelling_and_registering_at_once_lose_no_place(attempt):
    page = event(places=3)
    first, *_others = [come(page) for _number in range(3)]

    at_once(
        lambda: domain.cancel(registration=Registration.objects.get(pk=first.pk), by=PERSON, now=NOW),
        *[coming(page, number) for number in range(4)],
    )

    assert Registration.objects.holding_seats().seats() == 3
    assert in_order_of_the_list()


@pytest.mark.parametrize("attempt", range(3))
def test_c6_everybody_cancels_at_once_and_each_place_is_offered_once(attempt):
    page = event(places=3)
    placed = [come(page) for _number in range(3)]
    waits = [come(page) for _number in range(4)]

    def cancelling(registration):
        return lambda: domain.cancel(registration=Registration.objects.get(pk=registration.pk), by=PERSON, now=NOW)

    at_once(*[cancelling(one) for one in placed])

    assert [one.pk for one in Registration.objects.offered()] == [one.pk for one in waits[:3]]
    assert Message.objects.filter(kind="events.offered").count() == 3


@pytest.mark.parametrize("attempt", range(3))
def test_c6_accepting_and_passing_on_at_once_never_both_happen(attempt):
    page = event(places=1)
    first, second, third = (come(page) for _number in range(3))
    domain.cancel(registration=first, by=PERSON, now=NOW)
    last_moment = at("2026-12-03 09:59")
    too_late = at("2026-12-03 10:00")

    at_once(
        lambda: domain.accept(registration=Registration.objects.get(pk=second.pk), by=PERSON, now=last_moment),
        lambda: domain.expire_offers(now=too_late),
    )

    second.refresh_from_db(), third.refresh_from_db()
    assert (second.state, third.state) in {
        (State.REGISTERED, State.WAITLISTED),
        (State.EXPIRED, State.OFFERED),
    }
    seats_are_exact(page)


def test_c8_accepting_twice_at_once_is_one_step_and_one_mail():
    page = event(places=1)
    first, second = come(page), come(page)
    domain.cancel(registration=first, by=PERSON, now=NOW)

    at_once(
        *[
            lambda: domain.accept(registration=Registration.objects.get(pk=second.pk), by=PERSON, now=NOW),
        ]
        * 4
    )

    steps = RegistrationStep.objects.filter(registration=second, to_state=State.REGISTERED)
    assert steps.count() == 1
    assert Message.objects.filter(kind="events.registered", to=second.email).count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_c7_double_click_is_one_registration(attempt):
    page = event(places=1)

    def click():
        return domain.register(
            event=page,
            occurrence=None,
            person=domain.Person(email="ada@example.org"),
            by=PERSON,
            now=NOW,
            idempotency_key="k" * 36,
        )

    answers = at_once(*[click] * 4)

    assert len({answer.pk for answer in answers}) == 1
    assert (Registration.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.parametrize("attempt", range(3))
def test_editor_who_adds_places_while_people_register_oversells_nothing(attempt):
    page = event(places=2)
    for number in range(4):
        coming(page, number)()

    at_once(lambda: publish(page, capacity=4), *[coming(page, number) for number in range(10, 14)])

    page.refresh_from_db()
    assert page.capacity == 4
    assert Registration.objects.holding_seats().seats() == 4
    assert in_order_of_the_list()


def test_ticking_off_at_once_ends_in_one_state():
    page = event(places=3)
    registration = come(page)
    date, door, by = occurrence_of(page), at("2026-12-08 18:00"), Actor.staff(UserFactory())

    def tick(is_there):
        return lambda: domain.check_in(
            registration=Registration.objects.get(pk=registration.pk),
            occurrence=date,
            is_there=is_there,
            by=by,
            now=door,
        )

    answers = at_once(tick(True), tick(False), tick(True))

    assert {type(answer) for answer in answers} == {Registration}
    registration.refresh_from_db()
    assert registration.state in {State.ATTENDED, State.ABSENT}


def test_c11_reminder_worker_started_twice_writes_one_mail():
    page = event()
    come(page)
    Registration.objects.update(created_at=NOW)
    when = at("2026-12-06 18:00")

    counts = at_once(*[lambda: reminding.remind(now=when)] * 3)

    assert sum(counts) == 1
    assert Message.objects.filter(kind="events.reminder").count() == 1


def test_snapshots_are_refused():
    roll = roll_for(event())

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(WrongIsolation, match="REPEATABLE READ"), in_line(roll.pk):
            pass
