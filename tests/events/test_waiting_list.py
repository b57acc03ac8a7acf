"""The waiting list: an offer, two days, the next one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.actors import Actor
from events.enums import State
from events.models import Registration
from events.registrations import domain
from events.registrations.errors import NotPossible
from events.registrations.waiting import offer_ends, place_in_line
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import NOW, PERSON, come, event, publish
from tests.hagen import at

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Registration.objects.order_by("pk").values_list("state", flat=True))


def queue(places: int = 1, waiting: int = 2, **fields) -> list[Registration]:
    """Somebody has the places, others wait."""
    page = event(places=places)
    return [come(page, seats=places if number == 0 else 1, **fields) for number in range(waiting + 1)]


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        ("2026-12-01 10:00", "2026-12-20 18:00", "2026-12-03 10:00"),
        ("2026-12-01 23:30", "2026-12-20 18:00", "2026-12-04 09:00"),  # not in the night
        ("2026-12-01 05:00", "2026-12-20 18:00", "2026-12-03 09:00"),
        ("2026-12-01 20:00", "2026-12-20 18:00", "2026-12-04 09:00"),
        ("2026-12-07 10:00", "2026-12-08 18:00", "2026-12-08 16:00"),  # two hours before the beginning
        ("2026-12-08 15:00", "2026-12-08 18:00", "2026-12-08 16:00"),
        ("2026-12-08 15:01", "2026-12-08 18:00", None),  # nobody reads it in time
        ("2026-10-24 10:00", "2026-11-20 18:00", "2026-10-26 09:00"),  # 48 hours over the change of clocks
    ],
)
def test_offer_stands_two_days_never_ends_at_night_and_never_after_the_beginning(now, starts, until):
    assert offer_ends(at(now), at(starts)) == (at(until) if until else None)


def test_offer_that_is_taken_is_a_place():
    first, second, _third = queue()
    domain.cancel(registration=first, by=PERSON, now=NOW)

    domain.accept(registration=second, by=PERSON, now=NOW + timedelta(hours=47))

    assert states() == [State.CANCELLED_BY_PERSON, State.REGISTERED, State.WAITLISTED]
    assert Registration.objects.get(pk=second.pk).offered_until is None
    assert Message.objects.filter(kind="events.registered", to=second.email).count() == 1


def test_accepting_twice_is_accepting_once():
    first, second, _third = queue()
    domain.cancel(registration=first, by=PERSON, now=NOW)

    for _number in range(2):
        domain.accept(registration=second, by=PERSON, now=NOW)

    assert Message.objects.filter(kind="events.registered", to=second.email).count() == 1


def test_offer_nobody_answers_goes_to_the_next_and_the_one_after():
    first, second, third = queue()
    domain.cancel(registration=first, by=PERSON, now=NOW)

    assert domain.expire_offers(now=at("2026-12-03 09:59")) == 0
    assert domain.expire_offers(now=at("2026-12-03 10:00")) == 1

    assert states() == [State.CANCELLED_BY_PERSON, State.EXPIRED, State.OFFERED]
    third.refresh_from_db()
    assert third.offered_until == at("2026-12-05 10:00")
    assert Message.objects.filter(kind="events.expired", to=second.email).count() == 1
    assert domain.expire_offers(now=at("2026-12-05 10:00")) == 1
    assert domain.expire_offers(now=at("2026-12-05 10:00")) == 0
    assert states() == [State.CANCELLED_BY_PERSON, State.EXPIRED, State.EXPIRED]


def test_too_late_a_yes_goes_to_the_next_without_waiting_for_the_worker():
    first, second, third = queue()
    domain.cancel(registration=first, by=PERSON, now=NOW)

    with pytest.raises(NotPossible, match="an die nächste Person"):
        domain.accept(registration=second, by=PERSON, now=at("2026-12-03 10:00"))

    third.refresh_from_db()
    assert states()[1:] == [State.EXPIRED, State.OFFERED]


def test_declined_offer_goes_on_and_does_not_revive():
    first, second, third = queue()
    domain.cancel(registration=first, by=PERSON, now=NOW)

    domain.cancel(registration=second, by=PERSON, now=NOW)

    assert states()[1:] == [State.CANCELLED_BY_PERSON, State.OFFERED]
    domain.cancel(registration=third, by=PERSON, now=NOW)
    assert states() == [State.CANCELLED_BY_PERSON] * 3  # nobody is asked a second time


def test_list_can_be_left():
    _first, second, third = queue()

    domain.cancel(registration=second, by=PERSON, now=NOW)

    assert states()[1:] == [State.CANCELLED_BY_PERSON, State.WAITLISTED]
    assert place_in_line(third) == 1


def test_group_is_not_skipped():
    page = event(places=3, seats_at_most=3)
    first, _other = come(page), come(page, seats=2)
    group, single = come(page, seats=2), come(page)

    domain.cancel(registration=first, by=PERSON, now=NOW)

    group.refresh_from_db(), single.refresh_from_db()
    assert (group.state, single.state) == (State.WAITLISTED, State.WAITLISTED)


def test_places_an_editor_adds_are_offered_in_order():
    page = event(places=1)
    found = [come(page) for _number in range(4)]

    publish(page, capacity=3)

    assert states() == [State.REGISTERED, State.OFFERED, State.OFFERED, State.WAITLISTED]
    assert {one.pk for one in Registration.objects.offered()} == {found[1].pk, found[2].pk}


def test_fewer_places_take_nobodys_place_away():
    page = event(places=3)
    for _number in range(3):
        come(page)

    publish(page, capacity=1)

    assert states() == [State.REGISTERED] * 3
    assert come(page).state == State.WAITLISTED


def test_offer_to_somebody_without_email_is_a_call_for_staff():
    page = event(places=1)
    first = come(page)
    second = come(page, email="", phone="02331 1")

    domain.cancel(registration=first, by=PERSON, now=NOW)

    second.refresh_from_db()
    assert (second.state, second.was_told) == (State.OFFERED, False)
    domain.accept(registration=second, by=Actor.staff(UserFactory()), now=NOW)
    assert second.state == State.REGISTERED


def test_nothing_is_offered_so_shortly_before_that_nobody_could_come():
    first, second, _third = queue()

    domain.cancel(registration=first, by=PERSON, now=at("2026-12-08 16:30"))

    second.refresh_from_db()
    assert second.state == State.WAITLISTED
