from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    RESIDENTS = "residents", _("For residents")
    BUSINESSES = "businesses", _("For businesses")


class Way(models.TextChoices):
    """How two people meet."""

    PLACE = "place", _("At the contact point")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")
    VISIT = "visit", _("We come to your shop")


class Cycle(models.TextChoices):
    """In which weeks a weekly rule holds, by the number ISO 8601 gives a week."""

    EVERY = "every", _("Every week")
    ODD = "odd", _("Odd weeks")
    EVEN = "even", _("Even weeks")


class AbsenceReason(models.TextChoices):
    """Coarse on purpose: why somebody is ill is nobody's business here."""

    LEAVE = "leave", _("Leave")
    ILL = "ill", _("Ill")
    TRAINING = "training", _("Training")
    MEETING = "meeting", _("Meeting")
    OTHER = "other", _("Other")


class State(models.TextChoices):
    HELD = "held", _("Held while the form is filled in")
    REQUESTED = "requested", _("Requested")
    CONFIRMED = "confirmed", _("Confirmed")
    ATTENDED = "attended", _("Took place")
    NO_SHOW = "no_show", _("Person did not come")
    CANCELLED_BY_PERSON = "cancelled_by_person", _("Cancelled by the person")
    CANCELLED_BY_US = "cancelled_by_us", _("Cancelled by us")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Not confirmed in time")


class AssignmentReason(models.TextChoices):
    """Why this counsellor; `consultations.assigning.explain` makes a sentence of it."""

    FOLLOW_UP = "follow_up", _("Knows the matter from the appointment before")
    CHOSEN = "chosen", _("Was asked for")
    ONLY_ONE = "only_one", _("The only one who is free then")
    LEAST_LOADED = "least_loaded", _("Has the fewest appointments in that week")


class SizeClass(models.TextChoices):
    """Size of a business by the people who work there (2003/361/EC, with the self-employed apart)."""

    SOLO = "solo", _("One person")
    MICRO = "micro", _("2 to 9 people")
    SMALL = "small", _("10 to 49 people")
    MEDIUM = "medium", _("50 to 249 people")


class ReminderKind(models.TextChoices):
    TWO_DAYS_BEFORE = "two_days_before", _("Two days before")
    INTERPRETER = "interpreter", _("Interpreter is missing")
