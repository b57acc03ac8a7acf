"""Keeps the dates the world knows in step with what editors publish, and tells people what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from events.models import EventDate, EventPage, Occurrence


@dataclass
class Changes:
    """What publishing changed about dates that are still to come."""

    moved: list[tuple[Occurrence, datetime]] = field(default_factory=list)  # and when it would have begun
    cancelled: list[Occurrence] = field(default_factory=list)


@transaction.atomic
def publish_dates(*, event: EventPage, now: datetime) -> Changes:
    """Write every date of the published page into its occurrence. Returns what people have to hear of.

    A date that an editor took out stays as a cancelled one that is gone: calendars learn that it was cancelled, and
    whoever registered for it is told.
    """
    changes = Changes()
    known = {one.uid: one for one in Occurrence.objects.select_for_update().filter(event=event)}
    place = event.place_line
    for date in event.dates.all():
        occurrence = known.pop(date.uid, None)
        if occurrence is None:
            Occurrence.objects.create(event=event, uid=date.uid, place=place, **_facts(event, date))
        else:
            _renew(occurrence, event, date, place, now, changes)
    for occurrence in known.values():
        _take_out(occurrence, now, changes)
    return changes


def _facts(event: EventPage, date: EventDate) -> dict:
    return {
        "starts_at": date.starts_at,
        "ends_at": date.ends_at,
        "note": date.note,
        "is_cancelled": date.is_cancelled or event.is_cancelled,
    }


def _renew(
    occurrence: Occurrence, event: EventPage, date: EventDate, place: str, now: datetime, changes: Changes
) -> None:
    began, was_on = occurrence.starts_at, occurrence.takes_place
    before = (occurrence.starts_at, occurrence.ends_at, occurrence.place, was_on)
    is_to_come = occurrence.ends_at > now or date.ends_at > now
    for name, value in {**_facts(event, date), "place": place, "is_gone": False}.items():
        setattr(occurrence, name, value)
    if before != (occurrence.starts_at, occurrence.ends_at, occurrence.place, occurrence.takes_place):
        occurrence.sequence += 1
        if is_to_come and occurrence.takes_place:
            changes.moved.append((occurrence, began))
        elif is_to_come and was_on:
            changes.cancelled.append(occurrence)
    occurrence.save()


def _take_out(occurrence: Occurrence, now: datetime, changes: Changes) -> None:
    if occurrence.is_gone:
        return
    if occurrence.takes_place and not occurrence.is_over(now):
        changes.cancelled.append(occurrence)
    occurrence.is_gone = occurrence.is_cancelled = True
    occurrence.sequence += 1
    occurrence.save()
