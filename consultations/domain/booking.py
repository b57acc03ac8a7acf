"""Booking: hold a time, say who one is, move it, cancel it. Every verb is one transaction; mails leave with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actors import Actor, ActorKind
from calendars.entries import new_uid
from common.codes import new_code
from consultations import assigning, mails
from consultations.domain.errors import NotPossible, SlotGone
from consultations.domain.locking import in_line, patiently
from consultations.domain.steps import free, log, occupy, step
from consultations.enums import AssignmentReason, State
from consultations.finding import GERMAN, Free, Search, Slot, find, nearest, who_is_free
from consultations.models import Booking, BookingCell, Counsellor

EXTENSIONS = 6  # a form may take an hour
NEAR = timedelta(days=14)  # how far the three nearest times are looked for


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who comes, as far as we need to know. E-mail, telephone, or neither: then paper."""

    name: str = ""
    email: str = ""
    phone: str = ""
    concern: str = ""
    needs: str = ""
    size_class: str = ""


@patiently
def hold(
    *,
    search: Search,
    slot: Slot,
    by: Actor,
    idempotency_key: str | None = None,
    follows: Booking | None = None,
    offered_to: Booking | None = None,
    minutes: int | None = None,
) -> Booking:
    """Keep a time for ten minutes (or `minutes`) while somebody fills in the form.

    The same `idempotency_key` gives the same booking: a double click books once. `follows` is the appointment before,
    whose counsellor comes first. Raises SlotGone with the three nearest times when nobody is free then.
    """
    if idempotency_key and (first := Booking.objects.filter(idempotency_key=idempotency_key).first()):
        return first
    _refuse_past(search, slot)
    for free_one, reason in _candidates(search, slot, known=follows.counsellor_id if follows else None):
        booking = Booking(
            uid=new_uid(),
            code=new_code(Booking),
            state=State.HELD,
            topic=search.topic,
            language=search.language,
            business=search.business,
            follows=follows,
            offered_to=offered_to,
            channel=by.channel,
            idempotency_key=idempotency_key,
            hold_expires_at=search.now + timedelta(minutes=minutes or settings.CONSULTATIONS_HOLD_MINUTES),
        )
        try:
            if _take(booking, search=search, slot=slot, counsellor=free_one.counsellor, reason=reason, by=by):
                return booking
        except IntegrityError:
            if idempotency_key and (first := Booking.objects.filter(idempotency_key=idempotency_key).first()):
                return first  # the second click of two at once
    raise SlotGone(nearest=alternatives(search, slot))


def _candidates(search: Search, slot: Slot, *, known: int | None) -> list[tuple[Free, AssignmentReason]]:
    """Who is free, the first choice first."""
    free_ones = {one.counsellor: one for one in who_is_free(search, slot)}
    if not free_ones:
        return []
    load = booked_minutes(list(free_ones), slot.starts_at)
    order = assigning.in_order(
        (assigning.Candidate(pk, *load[pk]) for pk in free_ones), known=known, chosen=search.counsellor
    )
    return [(free_ones[pk], reason) for pk, reason in order]


def booked_minutes(counsellors: list[int], moment: datetime) -> dict[int, tuple[int, int]]:
    """By counsellor: minutes agreed or done in the week (Monday to Sunday, UTC) of `moment`, and in the four weeks
    around it."""
    monday = (moment - timedelta(days=moment.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    load = {pk: [0, 0] for pk in counsellors}
    rows = Booking.objects.filter(
        counsellor__in=counsellors,
        state__in=[State.REQUESTED, State.CONFIRMED, State.ATTENDED],
        starts_at__gte=monday - timedelta(days=14),
        starts_at__lt=monday + timedelta(days=14),
    )
    for pk, starts_at, ends_at in rows.order_by().values_list("counsellor", "starts_at", "ends_at"):
        minutes = int((ends_at - starts_at).total_seconds()) // 60
        load[pk][1] += minutes
        if monday <= starts_at < monday + timedelta(days=7):
            load[pk][0] += minutes
    return {pk: (week, four) for pk, (week, four) in load.items()}


def _take(
    booking: Booking, *, search: Search, slot: Slot, counsellor: int, reason: AssignmentReason, by: Actor
) -> bool:
    """The new booking with its cells, if this counsellor is still free once it is our turn."""
    with in_line(counsellor):
        _drop_expired_holds(counsellor, search.now)
        still = next(iter(who_is_free(replace(search, counsellor=counsellor), slot)), None)
        if still is None:
            return False
        _place(booking, search, slot, still, reason)
        booking.save()
        occupy(booking)
        log(booking, "", by=by, now=search.now)
    return True


def _place(booking: Booking, search: Search, slot: Slot, free_one: Free, reason: AssignmentReason) -> None:
    counsellor = Counsellor.objects.get(pk=free_one.counsellor)
    booking.counsellor = counsellor
    booking.way = slot.way
    booking.contact_point_id = slot.contact_point
    booking.starts_at = slot.starts_at
    booking.ends_at = slot.starts_at + timedelta(minutes=search.topic.duration)
    booking.busy_from, booking.busy_until = free_one.busy
    booking.assignment_reason = reason
    booking.needs_interpreter = search.language != GERMAN and search.language not in counsellor.languages


def _drop_expired_holds(counsellor: int, now: datetime) -> None:
    """Their time is free. The rows stay a while, so that a late form finds its words again."""
    BookingCell.objects.filter(
        booking__in=Booking.objects.filter(counsellor=counsellor, state=State.HELD, hold_expires_at__lte=now)
    ).delete()


def _refuse_past(search: Search, slot: Slot) -> None:
    if slot.starts_at <= search.now:
        raise SlotGone(_("This time is over."), alternatives(search, slot))


def alternatives(search: Search, slot: Slot) -> list:
    """The three times nearest to one that cannot be had: the same way and place if there are any."""
    near = replace(search, counsellor=None, since=None, until=max(search.now, slot.starts_at) + NEAR)
    offers = [offer for offer in find(near).offers if offer.start != slot.start]
    alike = [offer for offer in offers if offer.slot[1:] == slot[1:]]
    return nearest(alike or offers, slot.start)


# --- The form ---------------------------------------------------------------------------------------------------------


@patiently
def extend_hold(*, booking: Booking, now: datetime) -> bool:
    """Ten more minutes. False when the time has been given away meanwhile, or after an hour."""
    with in_line(booking.counsellor_id):
        booking.refresh_from_db()
        if not _is_still_held(booking) or booking.created_at + _longest_hold() < now:
            return False
        booking.hold_expires_at = now + timedelta(minutes=settings.CONSULTATIONS_HOLD_MINUTES)
        booking.save(update_fields=["hold_expires_at", "changed_at"])
    return True


def _longest_hold() -> timedelta:
    return timedelta(minutes=settings.CONSULTATIONS_HOLD_MINUTES * EXTENSIONS)


def _is_still_held(booking: Booking) -> bool:
    """Nobody has taken the time, also when the ten minutes are over."""
    return booking.state == State.HELD and BookingCell.objects.filter(booking=booking).exists()


@patiently
def give_back(*, booking: Booking) -> None:
    """Somebody does not want the held time after all. An appointment is cancelled, not given back."""
    with in_line(booking.counsellor_id):
        Booking.objects.filter(pk=booking.pk, state=State.HELD).delete()


@patiently
def request(*, booking: Booking, person: Person, by: Actor, now: datetime) -> Booking:
    """Make an appointment of a held time; confirmed at once unless somebody has to interpret or to look at it first.

    Sending the form twice changes nothing. Who was slow still gets the time as long as nobody took it. Raises SlotGone
    with the three nearest times, NotPossible with too many open appointments.
    """
    with in_line(booking.counsellor_id):
        booking.refresh_from_db()
        if booking.state != State.HELD:
            return booking
        if not _is_still_held(booking):
            raise SlotGone(nearest=alternatives(search_of(booking, now), slot_of(booking)))
        if booking.starts_at <= now:
            raise SlotGone(_("This time is over."), alternatives(search_of(booking, now), slot_of(booking)))
        if by.kind == ActorKind.PERSON:
            _refuse_too_many(person, now)
        booking.name, booking.email, booking.phone = person.name, person.email.lower(), person.phone
        booking.concern, booking.needs, booking.size_class = person.concern, person.needs, person.size_class
        booking.hold_expires_at = None
        step(booking, State.REQUESTED, by=by, now=now)
        if booking.needs_interpreter or (booking.topic.needs_confirmation and by.kind == ActorKind.PERSON):
            mails.requested(booking)
        else:
            step(booking, State.CONFIRMED, by=Actor.system(), now=now)
            mails.confirmed(booking, now=now)
    return booking


def _refuse_too_many(person: Person, now: datetime) -> None:
    same = Q(email__iexact=person.email) if person.email else Q()
    if person.phone:
        same |= Q(phone=person.phone)
    most = settings.CONSULTATIONS_MOST_OPEN
    if same and Booking.objects.upcoming(now).filter(same).count() >= most:
        raise NotPossible(
            ngettext(
                "You already have %(number)s appointment with us. Please call us if you need another one.",
                "You already have %(number)s appointments with us. Please call us if you need another one.",
                most,
            )
            % {"number": most}
        )


def search_of(booking: Booking, now: datetime, *, at_the_desk: bool = False) -> Search:
    """What would be looked for to find this appointment again, itself left out."""
    return Search(
        topic=booking.topic,
        now=now,
        ways=[booking.way],
        language=booking.language,
        business=booking.business,
        at_the_desk=at_the_desk,
        ignoring=booking.pk,
    )


def slot_of(booking: Booking) -> Slot:
    return Slot(int(booking.starts_at.timestamp()), booking.way, booking.contact_point_id)


# --- Another time -----------------------------------------------------------------------------------------------------


@patiently
def move(
    *,
    booking: Booking,
    search: Search,
    slot: Slot,
    by: Actor,
    sequence: int | None = None,
    interpreter_comes: bool = False,
) -> Booking:
    """The same appointment at another time: same row, same calendar entry, one higher SEQUENCE.

    `sequence`: the one of the page it was asked on; an older page changes nothing. `interpreter_comes`: staff know that
    somebody interprets at the new time too. Raises SlotGone with the three nearest times, NotPossible.
    """
    search = replace(search, ignoring=booking.pk)
    _refuse_past(search, slot)
    for free_one, reason in _candidates(search, slot, known=booking.counsellor_id):
        try:
            if _swap(booking, search, slot, free_one, reason, by, sequence, interpreter_comes):
                return booking
        except IntegrityError:
            continue  # its cells went to somebody else
    booking.refresh_from_db()
    raise SlotGone(nearest=alternatives(search, slot))


def _swap(booking, search, slot, free_one, reason, by, sequence, interpreter_comes) -> bool:
    with in_line(booking.counsellor_id, free_one.counsellor):
        counsellor_before = booking.counsellor_id
        booking.refresh_from_db()
        _refuse_change(booking, by, search.now, sequence)
        if booking.counsellor_id != counsellor_before:
            return False  # moved meanwhile: its counsellor is not the one we stand in line for
        _drop_expired_holds(free_one.counsellor, search.now)
        still = next(iter(who_is_free(replace(search, counsellor=free_one.counsellor), slot)), None)
        if still is None:
            return False
        rearrange(booking, search, slot, still, reason, by=by, interpreter_comes=interpreter_comes)
    return True


def rearrange(
    booking: Booking,
    search: Search,
    slot: Slot,
    free_one: Free,
    reason: AssignmentReason,
    *,
    by: Actor,
    interpreter_comes: bool = False,
) -> None:
    """Cells, time and counsellor change together. In line for both counsellors; the new time is known to be free."""
    started_at = booking.starts_at
    free(booking)
    _place(booking, search, slot, free_one, reason)
    if booking.needs_interpreter and booking.state == State.CONFIRMED and not interpreter_comes:
        raise NotPossible(_("Somebody interprets at this appointment. Please call us to move it."))
    if interpreter_comes and booking.needs_interpreter:
        booking.interpreter_arranged_at = search.now
    booking.sequence += 1
    booking.is_double_booked = False
    step(booking, State(booking.state), by=by, now=search.now, note="moved", started_at=started_at)
    occupy(booking)
    mails.moved(booking, started_at=started_at, now=search.now)


def _refuse_change(booking: Booking, by: Actor, now: datetime, sequence: int | None) -> None:
    if not booking.is_agreed:
        raise NotPossible(_("This appointment is over or was cancelled. It cannot be changed any more."))
    if by.kind == ActorKind.PERSON and booking.has_begun(now):
        raise NotPossible(_("This appointment has begun already. Please call us."))
    if sequence is not None and sequence != booking.sequence:
        raise NotPossible(_("This appointment has been changed meanwhile. Below you see how it is now."))


@patiently
def cancel(
    *, booking: Booking, by: Actor, now: datetime, sequence: int | None = None, for_person: bool = False
) -> Booking:
    """By the person or by us; its time is free at once. Cancelling twice changes nothing. Raises NotPossible.

    `for_person`: staff enter what the person told them.
    """
    by_person = for_person or by.kind == ActorKind.PERSON
    to = State.CANCELLED_BY_PERSON if by_person else State.CANCELLED_BY_US
    with in_line(booking.counsellor_id):
        booking.refresh_from_db()
        if booking.state in {State.CANCELLED_BY_PERSON, State.CANCELLED_BY_US}:
            return booking
        _refuse_change(booking, by, now, sequence)
        booking.sequence += 1
        step(booking, to, by=by, now=now)
        mails.cancelled(booking, now=now)
    return booking
