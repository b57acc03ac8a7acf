"""What happens with registrations. Each verb is one transaction that stands in line for its list first; mails leave
with it (docs/decisions/0022-places-and-waiting-lists.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actors import Actor, ActorKind, Channel
from calendars.entries import new_uid
from common.codes import new_code
from events.enums import State
from events.models import Attendance, EventPage, Occurrence, Registration, Roll
from events.registrations import mails, statistics, waiting
from events.registrations.errors import NotPossible
from events.registrations.rolls import dates_of, in_line, is_over, patiently, roll_for, why_closed
from events.registrations.steps import step
from events.schedule import Changes

MOST_OPEN = 2  # registrations for one list under one address or number
DOOR_OPENS = timedelta(hours=3)  # before the beginning: whoever comes early is ticked off too


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who comes, as far as we need to know. E-mail, telephone, or neither: then paper."""

    name: str = ""
    email: str = ""
    phone: str = ""
    seats: int = 1
    language: str = "de"
    needs: str = ""
    wants_childcare: bool = False


# --- Coming -----------------------------------------------------------------------------------------------------------


@patiently
def register(
    *,
    event: EventPage,
    occurrence: Occurrence | None,
    person: Person,
    by: Actor,
    now: datetime,
    idempotency_key: str | None = None,
) -> Registration:
    """A place, or the last one on the waiting list. The same key gives the same registration: two clicks are one.

    Raises NotPossible, with a sentence, when registration is closed, or everything is full and nobody may wait.
    """
    roll = roll_for(event, occurrence)
    try:
        with in_line(roll.pk):
            if idempotency_key and (first := Registration.objects.filter(idempotency_key=idempotency_key).first()):
                return first
            roll = _as_it_is_now(roll)
            _refuse(roll, person, by, now)
            registration = Registration(
                uid=new_uid(),
                code=new_code(Registration),
                roll=roll,
                channel=by.channel,
                idempotency_key=idempotency_key,
                name=person.name,
                email=person.email.lower(),
                phone=person.phone,
                seats=person.seats,
                language=person.language,
                needs=person.needs,
                wants_childcare=person.wants_childcare,
            )
            step(registration, _first_state(roll, person.seats), by=by, now=now)
            mails.registered(registration, now=now)
            return registration
    except IntegrityError:
        if idempotency_key and (first := Registration.objects.filter(idempotency_key=idempotency_key).first()):
            return first  # the second click of two at once
        raise


def _as_it_is_now(roll: Roll) -> Roll:
    """Read again behind the lock: an editor may have changed the event meanwhile."""
    return Roll.objects.select_related("event__contact_point", "occurrence").get(pk=roll.pk)


def _first_state(roll: Roll, seats: int) -> State:
    registrations = Registration.objects.filter(roll=roll)
    capacity = roll.event.capacity
    if capacity is None:
        return State.REGISTERED
    if not registrations.waiting().exists() and registrations.holding_seats().seats() + seats <= capacity:
        return State.REGISTERED
    if not roll.event.has_waiting_list:
        raise NotPossible(_("All places are taken."))
    return State.WAITLISTED


def _refuse(roll: Roll, person: Person, by: Actor, now: datetime) -> None:
    event, by_staff = roll.event, by.kind == ActorKind.STAFF
    if problem := why_closed(event, dates_of(roll), now, by_staff=by_staff):
        raise NotPossible(problem)
    most = event.seats_at_most if event.capacity is None else min(event.seats_at_most, event.capacity)
    if person.seats > (event.capacity or person.seats) or (person.seats > most and not by_staff):
        raise NotPossible(
            ngettext("You can register %(number)s person.", "You can register up to %(number)s people.", most)
            % {"number": most}
        )
    if not by_staff:
        _refuse_too_many(roll, person)


def _refuse_too_many(roll: Roll, person: Person) -> None:
    same = Q(email=person.email.lower()) if person.email else Q()
    if person.phone:
        same |= Q(phone=person.phone)
    if same and Registration.objects.filter(same, roll=roll).open().count() >= MOST_OPEN:
        raise NotPossible(_("You are registered already. Please look into your mailbox, or call us."))


@patiently
def accept(*, registration: Registration, by: Actor, now: datetime) -> Registration:
    """Take the place that was offered. Saying yes twice changes nothing. Raises NotPossible when it is too late."""
    too_late = False
    with in_line(registration.roll_id):
        registration.refresh_from_db()
        if registration.state == State.REGISTERED:
            return registration
        if registration.offer_stands(now):
            step(registration, State.REGISTERED, by=by, now=now)
            mails.registered(registration, now=now)
        elif registration.state == State.OFFERED:
            _pass_on(registration, now)
            too_late = True
        else:
            too_late = True
    if too_late:
        raise NotPossible(_("The place has gone to the next on the list. We are sorry."))
    return registration


@patiently
def cancel(*, registration: Registration, by: Actor, now: datetime, for_person: bool = False) -> Registration:
    """By the person or by us; the place is offered to the next at once. Cancelling twice changes nothing.

    `for_person`: staff enter what the person told them. Raises NotPossible once it has begun or is over.
    """
    by_person = for_person or by.kind == ActorKind.PERSON
    with in_line(registration.roll_id):
        registration.refresh_from_db()
        if registration.state in {State.CANCELLED_BY_PERSON, State.CANCELLED_BY_US}:
            return registration
        if not registration.is_open:
            raise NotPossible(_("This registration is over. It cannot be changed any more."))
        if by.kind == ActorKind.PERSON and is_over(dates_of(registration.roll), now):
            raise NotPossible(_("This event is over."))
        before = State(registration.state)
        step(registration, State.CANCELLED_BY_PERSON if by_person else State.CANCELLED_BY_US, by=by, now=now)
        mails.cancelled(registration, before=before, now=now)
        waiting.fill(_as_it_is_now(registration.roll), now=now)
    return registration


# --- The waiting list -------------------------------------------------------------------------------------------------


def _pass_on(registration: Registration, now: datetime) -> None:
    """Nobody answered in time: the next one is asked. In line."""
    step(registration, State.EXPIRED, by=Actor.system(), now=now)
    mails.expired(registration)
    waiting.fill(_as_it_is_now(registration.roll), now=now)


def expire_offers(*, now: datetime) -> int:
    """Offers that nobody took in time go on to the next. Returns how many."""
    expired = 0
    late = Registration.objects.offered().filter(offered_until__lte=now)
    for registration in late.select_related("roll"):
        expired += _expire(registration, now)
    return expired


@patiently
def _expire(registration: Registration, now: datetime) -> bool:
    with in_line(registration.roll_id):
        registration.refresh_from_db()
        if registration.state != State.OFFERED or registration.offer_stands(now):
            return False  # answered meanwhile
        _pass_on(registration, now)
    return True


@patiently
def fill_up(*, event: EventPage, now: datetime) -> int:
    """Offer what has become free: an editor may have added places. Returns how many were asked."""
    asked = 0
    for roll in Roll.objects.filter(event=event).order_by("pk"):
        with in_line(roll.pk):
            asked += waiting.fill(_as_it_is_now(roll), now=now)
    return asked


# --- When the event changes -------------------------------------------------------------------------------------------


@patiently
def tell(*, event: EventPage, changes: Changes, now: datetime) -> None:
    """Write to everybody who comes what publishing changed; registrations for what is cancelled altogether end."""
    for roll in Roll.objects.filter(event=event).order_by("pk"):
        with in_line(roll.pk):
            roll = _as_it_is_now(roll)
            mine = {one.pk for one in roll.occurrences}
            cancelled = [one for one in changes.cancelled if one.pk in mine]
            moved = [(one, began) for one, began in changes.moved if one.pk in mine]
            if cancelled and not dates_of(roll):
                _end_all(roll, now)
            elif cancelled or moved:
                _tell_all(roll, cancelled, moved, now)


def _end_all(roll: Roll, now: datetime) -> None:
    for registration in Registration.objects.filter(roll=roll).open().with_list_data():
        before = State(registration.state)
        registration.was_told = bool(registration.email) or not registration.phone
        step(registration, State.CANCELLED_BY_US, by=Actor.system(), now=now)
        mails.cancelled(registration, before=before, now=now)


def _tell_all(
    roll: Roll, cancelled: Iterable[Occurrence], moved: Iterable[tuple[Occurrence, datetime]], now: datetime
) -> None:
    for registration in Registration.objects.filter(roll=roll).concerned().with_list_data():
        if registration.phone and not registration.email:
            registration.was_told = False
            registration.save(update_fields=["was_told", "changed_at"])
        mails.changed(registration, cancelled=list(cancelled), moved=list(moved), now=now)


def mark_as_told(*, registration: Registration) -> None:
    """Staff have called."""
    Registration.objects.filter(pk=registration.pk).update(was_told=True)


# --- At the door ------------------------------------------------------------------------------------------------------


@patiently
def check_in(
    *, registration: Registration, occurrence: Occurrence, is_there: bool | None, by: Actor, now: datetime
) -> Registration:
    """Was there on this date, was not, or None: nobody can say after all. Whoever was there once has attended.

    Raises NotPossible before the door opens, for a date of another event, and for somebody who has no place.
    """
    with in_line(registration.roll_id):
        registration.refresh_from_db()
        if registration.state not in {State.REGISTERED, State.ATTENDED, State.ABSENT}:
            raise NotPossible(_("This person has no place."))
        if not registration.roll.occurrences.filter(pk=occurrence.pk).exists():
            raise NotPossible(_("Please choose one of the dates."))
        if now < occurrence.starts_at - DOOR_OPENS:
            raise NotPossible(_("The list can be ticked off from three hours before the beginning."))
        if is_there is None:
            Attendance.objects.filter(registration=registration, occurrence=occurrence).delete()
        else:
            Attendance.objects.update_or_create(
                registration=registration, occurrence=occurrence, defaults={"is_there": is_there}
            )
        _follow(registration, by, now)
        statistics.recount(occurrence, now=now)
    return registration


def _follow(registration: Registration, by: Actor, now: datetime) -> None:
    marks = list(Attendance.objects.filter(registration=registration).values_list("is_there", flat=True))
    to = State.REGISTERED if not marks else State.ATTENDED if any(marks) else State.ABSENT
    if to != registration.state:
        step(registration, to, by=by, now=now)


@patiently
def walk_in(
    *, event: EventPage, occurrence: Occurrence, name: str, seats: int, by: Actor, now: datetime
) -> Registration:
    """Somebody came without registering: counted, and with a name for the certificate if they like."""
    roll = roll_for(event, occurrence)
    with in_line(roll.pk):
        registration = Registration(
            uid=new_uid(),
            code=new_code(Registration),
            roll=roll,
            channel=Channel.WALK_IN,
            name=name,
            seats=seats,
        )
        step(registration, State.ATTENDED, by=by, now=now)
        Attendance.objects.create(registration=registration, occurrence=occurrence, is_there=True)
        statistics.recount(occurrence, now=now)
    return registration
