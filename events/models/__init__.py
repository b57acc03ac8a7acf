from events.models.occurrences import Occurrence, Roll
from events.models.pages import EventDate, EventIndexPage, EventPage, WorkshopResultPage
from events.models.registrations import Attendance, Registration, RegistrationStep, SentReminder
from events.models.snippets import CourseDate, CourseOffer, EventSeries
from events.models.statistics import EventStatistics

__all__ = [
    "Attendance",
    "CourseDate",
    "CourseOffer",
    "EventDate",
    "EventIndexPage",
    "EventPage",
    "EventSeries",
    "EventStatistics",
    "Occurrence",
    "Registration",
    "RegistrationStep",
    "Roll",
    "SentReminder",
    "WorkshopResultPage",
]
