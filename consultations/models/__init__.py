from consultations.models.bookings import (
    Booking,
    BookingCell,
    BusyHours,
    Callback,
    EarlierWish,
    SentReminder,
    Transition,
)
from consultations.models.counsellors import (
    Absence,
    BusyTime,
    Closure,
    Counsellor,
    SpecialOpening,
    WeeklyRule,
)
from consultations.models.statistics import StatisticsRow
from consultations.models.topics import Topic

__all__ = [
    "Absence",
    "Booking",
    "BookingCell",
    "BusyHours",
    "BusyTime",
    "Callback",
    "Closure",
    "Counsellor",
    "EarlierWish",
    "SentReminder",
    "SpecialOpening",
    "StatisticsRow",
    "Topic",
    "Transition",
    "WeeklyRule",
]
