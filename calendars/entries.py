"""What a calendar entry is to us: plain values, times in real time, no calendar library."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from common.urls import absolute_url


class Status(StrEnum):
    """RFC 5545, 3.8.1.11."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class Person:
    """An organizer or attendee. Without a name the address stands alone."""

    email: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """All moments are aware. `uid` and `sequence` come from the row that is shown: the one stays through every change,
    the other rises with each (RFC 5545, 3.8.4.7 and 3.8.7.4). `latitude`, `longitude`: WGS84, both or neither."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    status: Status = Status.CONFIRMED
    created_at: datetime
    changed_at: datetime
    categories: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None

    def __post_init__(self) -> None:
        if any(moment.tzinfo is None for moment in (self.starts_at, self.ends_at, self.created_at, self.changed_at)):
            raise ValueError("A calendar entry needs moments with a time zone.")
        if self.ends_at <= self.starts_at:
            raise ValueError("A calendar entry ends after its beginning.")


def new_uid() -> str:
    """Random, to be kept with the row; with our host behind it, as RFC 7986, 5.3, allows and programs expect."""
    return f"{secrets.token_hex(16)}@{urlsplit(absolute_url('/')).hostname}"
