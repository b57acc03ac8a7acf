"""What the page of a contact point says about events there."""

from __future__ import annotations

from datetime import datetime, timedelta

from common.clock import HAGEN
from directory.models import ContactPoint
from events.listing import items_of
from events.models import Occurrence

SHOWN = 6


def events_here(point: ContactPoint, now: datetime) -> tuple[str, dict] | None:
    """What is on until the end of next Sunday; when that is nothing, the next date there is. One query and the one for
    pictures."""
    coming = Occurrence.objects.public().coming(now).filter(event__contact_point=point).with_list_data()
    dates = list(coming[:SHOWN])
    if not dates:
        return None
    sunday = now.astimezone(HAGEN).date() + timedelta(days=7 - now.astimezone(HAGEN).weekday())
    this_week = [one for one in dates if one.starts_at.astimezone(HAGEN).date() < sunday]
    return "events/_at_contact_point.html", {"items": items_of(this_week or dates[:1]), "is_this_week": bool(this_week)}
