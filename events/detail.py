"""What the page of one event shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from common.clock import HAGEN
from events.enums import RegistrationMode, Scope
from events.models import EventPage, Occurrence
from events.registrations.rolls import Standing, standings_of
from events.structured import structured_data


@dataclass(frozen=True)
class DateLine:
    """One date with its places, where people register for each by itself."""

    occurrence: Occurrence
    is_over: bool
    standing: Standing | None

    @property
    def starts(self) -> datetime:
        return self.occurrence.starts_at.astimezone(HAGEN)

    @property
    def ends(self) -> datetime:
        return self.occurrence.ends_at.astimezone(HAGEN)


def event_context(event: EventPage, now: datetime) -> dict:
    """Everything the template needs; a number of queries that does not grow with the dates."""
    dates = list(Occurrence.objects.filter(event=event, is_gone=False))
    is_each = event.scope == Scope.EACH
    standings = standings_of(event, dates, now) if event.registration == RegistrationMode.ONLINE else {}
    lines = [DateLine(one, one.is_over(now), standings.get(one.pk if is_each else None)) for one in dates]
    coming = [line for line in lines if not line.is_over]
    point = event.contact_point
    return {
        "coming": coming,
        "past": [line for line in lines if line.is_over],
        "is_over": not coming,
        "takes_place": any(line.occurrence.takes_place for line in coming),
        "standing": standings.get(None),
        "is_each": is_each,
        "can_register": any(line.standing and line.standing.is_open and line.occurrence.takes_place for line in coming),
        "position": event.position,
        "stop": point.stop_name if point else "",
        "structured_data": structured_data(event, dates, standings),
        "results": event.results,
    }
