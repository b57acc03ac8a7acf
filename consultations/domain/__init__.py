from consultations.domain.booking import (
    Person,
    alternatives,
    cancel,
    extend_hold,
    give_back,
    hold,
    move,
    request,
    search_of,
    slot_of,
)
from consultations.domain.errors import Busy, NotPossible, SlotGone
from consultations.domain.staff import book, book_double, close, confirm, decline, expire_requests
from consultations.domain.statistics import record_walk_in

__all__ = [
    "Busy",
    "NotPossible",
    "Person",
    "SlotGone",
    "alternatives",
    "book",
    "book_double",
    "cancel",
    "close",
    "confirm",
    "decline",
    "expire_requests",
    "extend_hold",
    "give_back",
    "hold",
    "move",
    "record_walk_in",
    "request",
    "search_of",
    "slot_of",
]
