from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    EVENT = "event", _("Event")
    WORKSHOP = "workshop", _("Workshop")
    COURSE = "course", _("Course")


class Audience(models.TextChoices):
    EVERYBODY = "everybody", _("For everybody")
    RESIDENTS = "residents", _("For residents")
    BUSINESSES = "businesses", _("For businesses")


class RegistrationMode(models.TextChoices):
    NONE = "none", _("Just come, without registration")
    ONLINE = "online", _("Here on the site")
    PHONE = "phone", _("By phone only")
    ELSEWHERE = "elsewhere", _("On another site")


class Scope(models.TextChoices):
    WHOLE = "whole", _("For all dates together")
    EACH = "each", _("For each date by itself")


class Rhythm(models.TextChoices):
    """How a date is repeated."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month, on the same weekday (such as each second Tuesday)")


class State(models.TextChoices):
    """What became of a registration."""

    WAITLISTED = "waitlisted", _("Waits for a place")
    OFFERED = "offered", _("A place is offered")
    REGISTERED = "registered", _("Registered")
    ATTENDED = "attended", _("Was there")
    ABSENT = "absent", _("Did not come")
    CANCELLED_BY_PERSON = "cancelled_by_person", _("Cancelled by the person")
    CANCELLED_BY_US = "cancelled_by_us", _("Cancelled by us")
    EXPIRED = "expired", _("No place in time")


# How easy it is to take part. The key is also the name of a pictogram.
ACCESS = [
    ("wheelchair", _("Step-free, also with a wheelchair")),
    ("toilet", _("Toilet for wheelchair users")),
    ("sign", _("German Sign Language")),
    ("hearing", _("Hearing loop")),
    ("plain", _("In plain language")),
    ("child", _("Children are welcome")),
]
