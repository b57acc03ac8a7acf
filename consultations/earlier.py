"""The list of those who would rather come earlier.

An earlier time is offered to one after the other, the longest wait first. An offer is a hold: it keeps the time, so
nobody is promised what somebody else gets meanwhile; it ends, and then the next one is asked. What somebody did not
take is not offered to them again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.actors import Actor
from common.clock import HAGEN
from consultations import mails
from consultations.domain.booking import hold, rearrange, search_of
from consultations.domain.errors import NotPossible, SlotGone
from consultations.domain.locking import in_line, patiently
from consultations.domain.steps import free
from consultations.enums import AssignmentReason, State
from consultations.finding import Free, Slot, find
from consultations.models import Booking, BookingCell, EarlierWish

WORTH_IT = timedelta(days=1)  # less is no reason to write to somebody
ANSWER_TIME = timedelta(hours=6)  # at least so long before the time itself
FIRST_HOUR, LAST_HOUR = 8, 20  # nobody is written to at night


def wish(*, booking: Booking) -> None:
    """Put somebody on the list. Raises NotPossible where no earlier time could be offered."""
    if not booking.is_agreed:
        raise NotPossible(_("This appointment is over or was cancelled. It cannot be changed any more."))
    if not booking.email:
        raise NotPossible(_("We need an e-mail address to tell you about an earlier time. Please call us."))
    if booking.needs_interpreter:
        raise NotPossible(_("Somebody interprets at this appointment. Please call us to move it."))
    EarlierWish.objects.get_or_create(booking=booking)


def forget_wish(*, booking: Booking) -> None:
    EarlierWish.objects.filter(booking=booking).delete()


def open_offer(booking: Booking, now: datetime) -> Booking | None:
    """The earlier time that is kept for this person at the moment."""
    offers = Booking.objects.filter(offered_to=booking, state=State.HELD, hold_expires_at__gt=now)
    return offers.filter(cells__isnull=False).distinct().with_list_data().first()


def offer_earlier_times(*, now: datetime) -> int:
    """Ask the next ones on the list about times that are free. Returns how many were asked."""
    if not FIRST_HOUR <= now.astimezone(HAGEN).hour < LAST_HOUR:
        return 0
    _take_note_of_silence(now)
    asked = 0
    waiting = EarlierWish.objects.filter(booking__state__in=[State.REQUESTED, State.CONFIRMED])
    for row in waiting.filter(booking__starts_at__gt=now + WORTH_IT).select_related("booking__topic"):
        if open_offer(row.booking, now) is None:
            asked += _offer(row, now)
    return asked


def _offer(row: EarlierWish, now: datetime) -> bool:
    booking = row.booking
    search = replace(search_of(booking, now), ignoring=None, until=booking.starts_at - WORTH_IT)
    earliest = (now + ANSWER_TIME).timestamp()
    for offer in find(search).offers:
        if offer.start < earliest or offer.start in row.refused or offer.slot.contact_point != booking.contact_point_id:
            continue
        minutes = min(settings.CONSULTATIONS_OFFER_HOURS * 60, int(offer.start - earliest) // 60 + 60)
        try:
            held = hold(
                search=search, slot=offer.slot, by=Actor.system(), offered_to=booking, follows=booking, minutes=minutes
            )
        except SlotGone:
            return False  # the next round looks again
        mails.earlier_time(booking, offer=held)
        return True
    return False


def _take_note_of_silence(now: datetime) -> None:
    """Who did not answer is not asked about the same time again."""
    silent = Booking.objects.filter(state=State.HELD, offered_to__isnull=False, hold_expires_at__lte=now)
    for offer in silent.select_related("offered_to"):
        refuse(offer=offer)


@patiently
def refuse(*, offer: Booking) -> None:
    """The time is free again, and not offered to this person a second time."""
    with in_line(offer.counsellor_id):
        row = EarlierWish.objects.filter(booking=offer.offered_to_id).first()
        start = int(offer.starts_at.timestamp())
        if row is not None and start not in row.refused:
            row.refused = [*row.refused, start]
            row.save(update_fields=["refused"])
        Booking.objects.filter(pk=offer.pk, state=State.HELD).delete()


@patiently
def accept(*, booking: Booking, offer: Booking, now: datetime) -> Booking:
    """The appointment moves to the time that was kept for it. Raises SlotGone when it is not kept any more."""
    with in_line(booking.counsellor_id, offer.counsellor_id):
        booking.refresh_from_db()
        kept = Booking.objects.filter(pk=offer.pk, offered_to=booking, state=State.HELD).first()
        if kept is None or not BookingCell.objects.filter(booking=kept).exists():
            raise SlotGone(_("This earlier time is not free any more. Your appointment stays as it was."))
        if not booking.is_agreed:
            raise NotPossible(_("This appointment is over or was cancelled. It cannot be changed any more."))
        slot = Slot(int(kept.starts_at.timestamp()), kept.way, kept.contact_point_id)
        taken = Free(kept.counsellor_id, (kept.busy_from, kept.busy_until))
        free(kept)
        Booking.objects.filter(pk=kept.pk).delete()
        reason = (
            AssignmentReason.FOLLOW_UP if kept.counsellor_id == booking.counsellor_id else AssignmentReason.LEAST_LOADED
        )
        rearrange(booking, search_of(booking, now), slot, taken, reason, by=Actor.person())
        forget_wish(booking=booking)
    return booking
