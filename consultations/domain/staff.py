"""What only the project's people do: book for somebody, confirm, decline, say how it was, book twice on purpose."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.actors import Actor
from calendars.entries import new_uid
from common.codes import new_code
from consultations import mails
from consultations.domain.booking import Person, hold, request
from consultations.domain.errors import NotPossible
from consultations.domain.locking import in_line, patiently
from consultations.domain.steps import log, step
from consultations.enums import AssignmentReason, State
from consultations.finding import GERMAN, Search, Slot
from consultations.models import Booking, Counsellor
from consultations.slots import MINUTE

LONGEST_ADVICE = 600  # minutes


def book(
    *,
    search: Search,
    slot: Slot,
    person: Person,
    by: Actor,
    idempotency_key: str | None = None,
    follows: Booking | None = None,
) -> Booking:
    """Hold and book in one go, for somebody on the telephone or at the counter. Raises SlotGone."""
    booking = hold(search=search, slot=slot, by=by, idempotency_key=idempotency_key, follows=follows)
    return request(booking=booking, person=person, by=by, now=search.now)


@patiently
def book_double(
    *, search: Search, slot: Slot, counsellor: Counsellor, person: Person, by: Actor, idempotency_key: str | None = None
) -> Booking:
    """A second appointment over a taken time, on purpose and logged. It takes no cells, so the first one stays as it
    is; to everybody else the time is taken as before. Raises NotPossible for a time that is over."""
    if slot.starts_at <= search.now:
        raise NotPossible(_("This time is over."))
    if idempotency_key and (first := Booking.objects.filter(idempotency_key=idempotency_key).first()):
        return first
    with in_line(counsellor.pk):
        booking = Booking(
            uid=new_uid(),
            code=new_code(Booking),
            topic=search.topic,
            language=search.language,
            business=search.business,
            counsellor=counsellor,
            way=slot.way,
            contact_point_id=slot.contact_point,
            starts_at=slot.starts_at,
            ends_at=slot.starts_at + timedelta(minutes=search.topic.duration),
            busy_from=slot.start,
            busy_until=slot.start + search.topic.duration * MINUTE,
            is_double_booked=True,
            assignment_reason=AssignmentReason.CHOSEN,
            needs_interpreter=search.language != GERMAN and search.language not in counsellor.languages,
            channel=by.channel,
            idempotency_key=idempotency_key,
            hold_expires_at=search.now,
            name=person.name,
            email=person.email.lower(),
            phone=person.phone,
            concern=person.concern,
            needs=person.needs,
            size_class=person.size_class,
        )
        booking.save()
        log(booking, "", by=by, now=search.now, note="double_booked")
        booking.hold_expires_at = None
        step(booking, State.REQUESTED, by=by, now=search.now)
        if booking.needs_interpreter:
            mails.requested(booking)
        else:
            step(booking, State.CONFIRMED, by=by, now=search.now)
            mails.confirmed(booking, now=search.now)
    return booking


@patiently
def confirm(*, booking: Booking, by: Actor, now: datetime, interpreter_comes: bool = False) -> Booking:
    """Staff agree. `interpreter_comes`: somebody interprets; without it such an appointment is not confirmed.

    Confirming twice changes nothing. Raises NotPossible without an interpreter, states.NotAllowed from other states.
    """
    with in_line(booking.counsellor_id):
        booking.refresh_from_db()
        if booking.state == State.CONFIRMED:
            return booking
        if booking.needs_interpreter and not (interpreter_comes or booking.interpreter_arranged_at):
            raise NotPossible(_("Nobody interprets yet. Please arrange that first."))
        if interpreter_comes and booking.needs_interpreter:
            booking.interpreter_arranged_at = now
        step(booking, State.CONFIRMED, by=by, now=now)
        mails.confirmed(booking, now=now)
    return booking


@patiently
def decline(*, booking: Booking, by: Actor, now: datetime) -> Booking:
    """A request that we cannot fulfil; the person gets other times to choose from. Raises states.NotAllowed."""
    with in_line(booking.counsellor_id):
        booking.refresh_from_db()
        step(booking, State.DECLINED, by=by, now=now)
        mails.declined(booking, now=now)
    return booking


@patiently
def close(*, booking: Booking, outcome: State, by: Actor, now: datetime, minutes: int | None = None) -> Booking:
    """It took place, or nobody came. `minutes` it took; by default as long as it was planned.

    Raises NotPossible before its beginning and for a second outcome.
    """
    if outcome not in {State.ATTENDED, State.NO_SHOW}:
        raise ValueError(f"{outcome} is no outcome.")
    with in_line(booking.counsellor_id):
        booking.refresh_from_db()
        if booking.state == outcome:
            return booking
        if booking.state != State.CONFIRMED:
            raise NotPossible(_("This appointment has an outcome already."))
        if not booking.has_begun(now):
            raise NotPossible(_("This appointment has not begun yet."))
        if minutes is not None and not 0 < minutes <= LONGEST_ADVICE:
            raise NotPossible(_("Please give between 1 and 600 minutes."))
        booking.minutes = minutes if outcome == State.ATTENDED else None
        step(booking, outcome, by=by, now=now)
    return booking


def expire_requests(*, now: datetime, notice: timedelta = timedelta(hours=24)) -> int:
    """Requests nobody confirmed until a day before their time: the person is told in time to do something else.

    Returns how many.
    """
    expired = 0
    for booking in Booking.objects.waiting_for_staff().filter(starts_at__lte=now + notice):
        expired += _expire(booking, now)
    return expired


@patiently
def _expire(booking: Booking, now: datetime) -> bool:
    with in_line(booking.counsellor_id):
        booking.refresh_from_db()
        if booking.state != State.REQUESTED:
            return False
        step(booking, State.EXPIRED, by=Actor.system(), now=now)
        mails.expired(booking, now=now)
    return True
