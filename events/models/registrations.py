"""Who comes to an event. Personal: no snippet, no index, no revisions, no way in from public models."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import ActorKind, Channel
from directory.languages import LANGUAGE_NAMES, LANGUAGES
from events.enums import State
from events.models.occurrences import Occurrence, Roll
from events.registrations import states

LONGEST_NEEDS = 500


class RegistrationQuerySet(models.QuerySet):
    def holding_seats(self):
        return self.filter(state__in=states.HOLDING)

    def waiting(self):
        """In the order they came."""
        return self.filter(state=State.WAITLISTED).order_by("pk")

    def offered(self):
        return self.filter(state=State.OFFERED)

    def expected(self):
        """Whoever has a place."""
        return self.filter(state__in=[State.REGISTERED, State.ATTENDED, State.ABSENT])

    def open(self):
        return self.filter(state__in=states.OPEN)

    def concerned(self):
        """Whoever has to hear of a change, also in the middle of a course."""
        return self.filter(state__in=states.OPEN | states.HOLDING)

    def seats(self) -> int:
        return self.aggregate(seats=Sum("seats"))["seats"] or 0

    def visible_to(self, user):
        return self if user.has_perm("events.manage_registrations") else self.none()

    def with_list_data(self):
        return self.select_related("roll__event__contact_point", "roll__occurrence")


class Registration(models.Model):
    # Random and stable: with that of the date it makes the calendar entry's own (RFC 5545, 3.8.4.7).
    uid = models.CharField(max_length=120, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=8, unique=True, editable=False)  # said on the telephone
    roll = models.ForeignKey(Roll, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=State.choices)
    seats = models.PositiveSmallIntegerField(_("people"), default=1, validators=[MinValueValidator(1)])
    language = models.CharField(_("language"), max_length=3, choices=LANGUAGES, default="de")

    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    needs = models.TextField(_("what we should know"), blank=True, validators=[MaxLengthValidator(LONGEST_NEEDS)])
    wants_childcare = models.BooleanField(_("brings a child to be looked after"), default=False)

    channel = models.CharField(_("came by"), max_length=8, choices=Channel.choices)
    idempotency_key = models.CharField(max_length=36, unique=True, null=True, editable=False)  # noqa: DJ001 — unique
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True)
    was_told = models.BooleanField(default=True, editable=False)  # false: staff call, there is no e-mail address
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="events_registration_state_known"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="events_registration_has_seats"),
            models.CheckConstraint(
                condition=Q(state=State.OFFERED, offered_until__isnull=False)
                | ~Q(state=State.OFFERED) & Q(offered_until__isnull=True),
                name="events_registration_offer_ends",
            ),
        ]
        indexes = [models.Index(fields=["roll", "state"], name="events_registration_by_state")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        from events.registrations.links import token_of

        return reverse("events:registration", args=[token_of(self)])

    @property
    def event(self):
        return self.roll.event

    @property
    def language_name(self) -> str:
        return str(LANGUAGE_NAMES.get(self.language, self.language))

    @property
    def is_open(self) -> bool:
        return self.state in states.OPEN

    @property
    def is_reachable(self) -> bool:
        return bool(self.email or self.phone)

    def offer_stands(self, now: datetime) -> bool:
        return self.state == State.OFFERED and self.offered_until > now


class Attendance(models.Model):
    """Was somebody there on one date? No row: nobody has said."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    is_there = models.BooleanField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["registration", "occurrence"], name="events_attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration} {self.is_there}"


class RegistrationStep(models.Model):
    """One step of a registration: from what to what, by whom, how. No words of people in it."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, choices=State.choices)
    actor_kind = models.CharField(max_length=6, choices=ActorKind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a registration")
        verbose_name_plural = _("steps of registrations")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class SentReminder(models.Model):
    """At most one for one planned moment, however often the worker is started."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    planned_for = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reminder of an event")
        verbose_name_plural = _("reminders of events")
        constraints = [
            models.UniqueConstraint(fields=["registration", "planned_for"], name="events_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.planned_for:%Y-%m-%d}"
