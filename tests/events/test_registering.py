"""Getting a place, waiting for one, giving it back: the verbs, without a screen."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction

import pytest

from accounts.actors import Actor, ActorKind, Channel
from events.enums import RegistrationMode, Scope, State
from events.models import EventPage, Registration, RegistrationStep, Roll
from events.registrations import domain, states
from events.registrations.errors import NotPossible
from events.registrations.rolls import standing_of, standings_of
from events.registrations.steps import step
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import NOW, PERSON, come, event, occurrence_of
from tests.hagen import at

pytestmark = pytest.mark.django_db


def staff(channel=Channel.PHONE) -> Actor:
    return Actor.staff(UserFactory(), channel)


def mails() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_whoever_comes_while_there_is_room_has_a_place_and_gets_a_mail():
    registration = come(event(), name="Frau Beispiel", email="Ada@Example.org", seats=2)

    assert registration.state == State.REGISTERED
    assert registration.email == "ada@example.org"
    assert mails() == ["events.registered"]
    step_taken = RegistrationStep.objects.get()
    assert (step_taken.from_state, step_taken.to_state) == ("", State.REGISTERED)
    assert (step_taken.actor_kind, step_taken.channel) == (ActorKind.PERSON, Channel.WEB)


def test_when_all_places_are_taken_the_next_ones_wait_in_their_order():
    page = event(places=2)

    found = [come(page) for _number in range(4)]

    assert [one.state for one in found] == [State.REGISTERED] * 2 + [State.WAITLISTED] * 2
    assert list(Registration.objects.waiting()) == found[2:]
    assert mails()[2:] == ["events.waitlisted"] * 2


def test_people_are_counted_not_registrations():
    page = event(places=3)
    come(page, seats=2)

    assert come(page, seats=2).state == State.WAITLISTED
    assert standing_of(Roll.objects.get(), NOW).taken == 2


def test_nobody_overtakes_a_group_that_waits():
    page = event(places=3)
    come(page, seats=2)
    group = come(page, seats=2)

    single = come(page)

    assert (group.state, single.state) == (State.WAITLISTED, State.WAITLISTED)
    assert standing_of(Roll.objects.get(), NOW).free == 0


def test_without_a_waiting_list_a_full_event_says_so():
    page = event(places=1, has_waiting_list=False)
    come(page)

    with pytest.raises(NotPossible, match="Alle Plätze sind vergeben"):
        come(page)

    assert Registration.objects.count() == 1


def test_without_a_limit_everybody_has_a_place():
    page = event(places=None)

    assert {come(page).state for _number in range(5)} == {State.REGISTERED}
    assert standing_of(Roll.objects.get(), NOW).free is None


def test_each_date_has_places_of_its_own():
    page = event(
        places=1, scope=Scope.EACH, dates=[(f"2026-12-0{day} 18:00", f"2026-12-0{day} 20:00") for day in (8, 9)]
    )
    first, second = occurrence_of(page), occurrence_of(page, 1)

    found = [come(page, date=date) for date in (first, second, first)]

    assert [one.state for one in found] == [State.REGISTERED, State.REGISTERED, State.WAITLISTED]
    standings = standings_of(page, [first, second], NOW)
    assert [(one.taken, one.waiting) for one in standings.values()] == [(1, 1), (1, 0)]


def test_where_each_date_counts_one_has_to_be_chosen_and_only_of_this_event():
    page = event(scope=Scope.EACH)
    other = event(scope=Scope.EACH)

    for date in (None, occurrence_of(other)):
        with pytest.raises(NotPossible):
            come(page, date=date)


def test_two_clicks_are_one_registration():
    page = event(places=1)
    person = domain.Person(email="ada@example.org")

    found = [
        domain.register(event=page, occurrence=None, person=person, by=PERSON, now=NOW, idempotency_key="k")
        for _number in range(2)
    ]

    assert found[0] == found[1]
    assert mails() == ["events.registered"]


def test_one_address_registers_twice_and_not_three_times():
    page = event(places=9)
    for _number in range(2):
        come(page, email="ada@example.org")

    with pytest.raises(NotPossible, match="schon angemeldet"):
        come(page, email="ADA@example.org")

    assert come(page, by=staff(), email="ada@example.org").state == State.REGISTERED
    assert come(page, email="", phone="").state == State.REGISTERED  # nobody can tell who that is


@pytest.mark.parametrize(("seats", "most"), [(3, 2), (9, 2)])
def test_more_people_than_one_may_bring_are_refused(seats, most):
    with pytest.raises(NotPossible, match=f"bis zu {most}"):
        come(event(places=5, seats_at_most=most), seats=seats)


def test_more_people_than_there_are_places_are_refused_to_staff_too():
    with pytest.raises(NotPossible):
        come(event(places=3), seats=4, by=staff())


@pytest.mark.parametrize(
    ("change", "by_staff", "words"),
    [
        ({"registration": RegistrationMode.PHONE}, True, "rufen"),
        ({"registration": RegistrationMode.NONE}, False, "Niemand muss sich hier"),
        ({"registration": RegistrationMode.ELSEWHERE}, False, "Niemand muss sich hier"),
        ({"live": False}, False, "Niemand muss sich hier"),
    ],
)
def test_registration_that_is_not_open_says_why(change, by_staff, words):
    page = event()
    EventPage.objects.filter(pk=page.pk).update(**change)

    with pytest.raises(NotPossible, match=words):
        come(page)

    if by_staff:
        assert come(page, by=staff()).state == State.REGISTERED


@pytest.mark.parametrize(
    ("moment", "is_open", "for_staff"),
    [
        ("2026-12-07 17:59", True, True),
        ("2026-12-07 18:00", False, True),  # a day before, as the editor said
        ("2026-12-08 19:59", False, True),
        ("2026-12-08 20:00", False, False),
    ],
)
def test_registration_closes_for_people_before_the_beginning_and_for_staff_at_the_end(moment, is_open, for_staff):
    page = event(closes_hours_before=24)

    def works(by):
        try:
            come(page, now=at(moment), by=by)
        except NotPossible:
            return False
        return True

    assert works(PERSON) is is_open
    assert works(staff()) is for_staff


def test_course_closes_before_its_first_date():
    page = event(dates=[("2026-12-01 09:00", "2026-12-01 11:00"), ("2026-12-15 09:00", "2026-12-15 11:00")])

    with pytest.raises(NotPossible, match="geschlossen"):
        come(page, now=NOW)


# --- Giving it back ---------------------------------------------------------------------------------------------------


def test_cancelled_place_is_offered_to_the_next_at_once():
    page = event(places=1)
    first, second = come(page), come(page)

    domain.cancel(registration=first, by=PERSON, now=NOW)

    second.refresh_from_db()
    assert first.state == State.CANCELLED_BY_PERSON
    assert second.state == State.OFFERED
    assert second.offered_until == at("2026-12-03 10:00")
    assert mails()[-2:] == ["events.cancelled", "events.offered"]


def test_cancelling_twice_is_cancelling_once():
    registration = come(event())

    for _number in range(2):
        domain.cancel(registration=registration, by=PERSON, now=NOW)

    assert mails() == ["events.registered", "events.cancelled"]
    assert RegistrationStep.objects.count() == 2


def test_who_cancelled_is_kept_apart():
    page = event()
    told, ours = come(page), come(page)

    domain.cancel(registration=told, by=staff(), now=NOW, for_person=True)
    domain.cancel(registration=ours, by=staff(), now=NOW)

    assert (told.state, ours.state) == (State.CANCELLED_BY_PERSON, State.CANCELLED_BY_US)
    assert mails()[-2:] == ["events.cancelled", "events.cancelled_by_us"]


def test_what_is_over_is_not_cancelled_any_more():
    registration = come(event())

    with pytest.raises(NotPossible, match="vorbei"):
        domain.cancel(registration=registration, by=PERSON, now=at("2026-12-08 20:00"))


def test_cancelled_registration_does_not_come_back():
    registration = come(event())
    domain.cancel(registration=registration, by=PERSON, now=NOW)

    with pytest.raises(NotPossible):
        domain.accept(registration=registration, by=PERSON, now=NOW)

    registration.refresh_from_db()
    assert registration.state == State.CANCELLED_BY_PERSON


# --- The table --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", State.values)
def test_every_step_that_is_not_in_the_table_is_refused(before, after):
    registration = come(event())
    until = NOW + timedelta(days=1) if before == State.OFFERED else None
    Registration.objects.filter(pk=registration.pk).update(state=before, offered_until=until)
    registration.refresh_from_db()
    registration.offered_until = NOW + timedelta(days=1)

    if State(after) in states.TRANSITIONS[State(before)]:
        step(registration, State(after), by=PERSON, now=NOW)
        assert Registration.objects.get().state == after
    else:
        with pytest.raises(states.NotAllowed):
            step(registration, State(after), by=PERSON, now=NOW)
        assert Registration.objects.get().state == before


def test_every_state_is_classified():
    assert set(State) == states.TERMINAL | states.OPEN | states.HOLDING
    assert not states.TERMINAL & states.HOLDING
    assert not states.TERMINAL & states.OPEN


def test_table_is_what_the_database_allows_at_most():
    registration = come(event())

    for wrong in ({"state": "dreaming"}, {"state": State.OFFERED}, {"offered_until": NOW}, {"seats": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Registration.objects.filter(pk=registration.pk).update(**wrong)
