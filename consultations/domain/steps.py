"""How an appointment goes from one state to the next: through the table, with a log, and its time follows."""

from __future__ import annotations

from datetime import datetime

from accounts.actors import Actor
from consultations import states
from consultations.domain.statistics import record
from consultations.enums import State
from consultations.models import Booking, BookingCell, EarlierWish, Transition
from consultations.slots import cells


def step(
    booking: Booking, to: State, *, by: Actor, now: datetime, note: str = "", started_at: datetime | None = None
) -> None:
    """Take the step and save everything that was set on `booking`.

    Raises states.NotAllowed for one that is not in the table. Must run in line (`consultations.domain.locking`).
    """
    before = State(booking.state)
    states.check(before, to)
    booking.state = to
    if to in states.TERMINAL:
        booking.closed_at = now
    booking.save()
    if to not in states.OCCUPYING:
        free(booking)
        EarlierWish.objects.filter(booking=booking).delete()
    if to in states.TERMINAL:
        record(booking)
    log(booking, before, by=by, now=now, note=note, started_at=started_at)


def log(
    booking: Booking,
    before: State | str,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
    started_at: datetime | None = None,
) -> None:
    Transition.objects.create(
        booking=booking,
        from_state=before,
        to_state=booking.state,
        actor_kind=by.kind,
        actor=by.user,
        channel=by.channel,
        note=note,
        started_at=started_at,
        at=now,
    )


def occupy(booking: Booking) -> None:
    """Take the cells of its time. Raises IntegrityError when one is taken."""
    BookingCell.objects.bulk_create(
        BookingCell(booking=booking, counsellor_id=booking.counsellor_id, number=number)
        for number in cells(booking.busy_from, booking.busy_until)
    )


def free(booking: Booking) -> None:
    BookingCell.objects.filter(booking=booking).delete()
