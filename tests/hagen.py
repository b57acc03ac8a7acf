"""Short words for tests about time: what the clock in Hagen shows, and seconds since 1970."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

HAGEN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    """“2026-12-01 10:30” on the clock in Hagen, as a moment."""
    return datetime.fromisoformat(text).replace(tzinfo=HAGEN)


def seconds(text: str) -> int:
    return int(at(text).timestamp())


def clock_times(moments, day: date | None = None) -> list[str]:
    """“10:30” for every moment (aware, or seconds), of one day or of all."""
    local = [
        moment.astimezone(HAGEN) if isinstance(moment, datetime) else datetime.fromtimestamp(moment, HAGEN)
        for moment in moments
    ]
    return [f"{moment:%H:%M}" for moment in local if day is None or moment.date() == day]
