"""Appointments and who they are with. Personal: no snippet, no index, no revisions, no way in from public models."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import ActorKind, Channel
from consultations import states
from consultations.enums import AssignmentReason, ReminderKind, SizeClass, State, Way
from consultations.models.counsellors import Counsellor
from consultations.models.topics import Topic
from directory.languages import LANGUAGE_NAMES, LANGUAGES
from directory.models import Business, ContactPoint

LONGEST_CONCERN = 2000


class BookingQuerySet(models.QuerySet):
    def occupying(self, now: datetime):
        """What takes a counsellor's time at this moment. A hold that ran out counts as free at once."""
        return self.filter(state__in=states.OCCUPYING).exclude(state=State.HELD, hold_expires_at__lte=now)

    def appointments(self):
        """All but holds: somebody has asked for it."""
        return self.exclude(state=State.HELD)

    def agreed(self):
        return self.filter(state__in=states.AGREED)

    def upcoming(self, now: datetime):
        return self.agreed().filter(ends_at__gt=now)

    def without_outcome(self, now: datetime):
        """Past, and nobody has said yet how it was."""
        return self.filter(state=State.CONFIRMED, ends_at__lte=now)

    def waiting_for_staff(self):
        return self.filter(state=State.REQUESTED)

    def visible_to_desk(self, user):
        return self if user.has_perm("consultations.run_desk") else self.none()

    def of_business(self, business: Business):
        return self.filter(business=business)

    def with_list_data(self):
        return self.select_related("topic", "counsellor", "contact_point", "business__district")


class Booking(models.Model):
    # Random and stable, with our domain: the same calendar entry through every move (RFC 5545, 3.8.4.7).
    uid = models.CharField(max_length=120, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=8, unique=True, editable=False)  # said on the telephone
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.HELD)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Counsellor, verbose_name=_("counsellor"), on_delete=models.PROTECT, related_name="+")
    way = models.CharField(_("how"), max_length=8, choices=Way.choices)
    contact_point = models.ForeignKey(
        ContactPoint, verbose_name=_("contact point"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    # With the time to breathe and to travel: what nobody else may have of this counsellor.
    # Seconds since 1970: what slots are computed with.
    busy_from = models.PositiveBigIntegerField(editable=False)
    busy_until = models.PositiveBigIntegerField(editable=False)
    is_double_booked = models.BooleanField(_("double on purpose"), default=False, editable=False)

    language = models.CharField(_("language"), max_length=3, choices=LANGUAGES, default="de")
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    interpreter_arranged_at = models.DateTimeField(_("interpreter arranged at"), null=True, blank=True)

    business = models.ForeignKey(
        Business, verbose_name=_("business"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    size_class = models.CharField(_("size"), max_length=6, choices=SizeClass.choices, blank=True)
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    assignment_reason = models.CharField(_("why this counsellor"), max_length=12, choices=AssignmentReason.choices)

    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    concern = models.TextField(_("what it is about"), blank=True, validators=[MaxLengthValidator(LONGEST_CONCERN)])
    needs = models.CharField(_("what we should know"), max_length=200, blank=True)  # "Rollstuhl", "mit Kind"

    channel = models.CharField(_("came by"), max_length=8, choices=Channel.choices)
    idempotency_key = models.CharField(max_length=36, unique=True, null=True, editable=False)  # noqa: DJ001 — unique
    hold_expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    # A hold made for somebody who waits for an earlier time.
    offered_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="+", editable=False
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)  # RFC 5545, 3.8.7.4: raised by every change
    minutes = models.PositiveSmallIntegerField(_("minutes it took"), null=True, blank=True)

    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="consultations_booking_state_known"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), busy_until__gt=F("busy_from")),
                name="consultations_booking_times_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.HELD) | Q(hold_expires_at__isnull=False),
                name="consultations_booking_hold_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED)
                | Q(needs_interpreter=False)
                | Q(interpreter_arranged_at__isnull=False),
                name="consultations_booking_confirmed_with_interpreter",
                violation_error_message=_("Nobody interprets yet. Please arrange that first."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=states.TERMINAL, closed_at__isnull=False)
                | ~Q(state__in=states.TERMINAL) & Q(closed_at__isnull=True),
                name="consultations_booking_closed_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.PLACE) | Q(contact_point__isnull=False),
                name="consultations_booking_place_is_named",
            ),
        ]
        indexes = [
            models.Index(fields=["counsellor", "busy_until"], name="consultations_booking_busy"),
            models.Index(fields=["state", "starts_at"], name="consultations_booking_due"),
            models.Index(fields=["business"], name="consultations_booking_business"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        """The page of whoever holds its link."""
        from consultations.links import token_of  # signs what this module defines

        return reverse("consultations:booking", args=[token_of(self)])

    @property
    def duration(self) -> int:
        """Minutes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def language_name(self) -> str:
        return str(LANGUAGE_NAMES.get(self.language, self.language))

    @property
    def is_agreed(self) -> bool:
        return self.state in states.AGREED

    @property
    def is_over(self) -> bool:
        return self.state in states.TERMINAL

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now

    def can_be_changed(self, now: datetime) -> bool:
        """By the person, through the link."""
        return self.is_agreed and not self.has_begun(now)

    @property
    def is_reachable(self) -> bool:
        return bool(self.email or self.phone)


class BookingCell(models.Model):
    """Five minutes of one counsellor, taken by one booking: the last line against two at once.

    It names no state: cells go in the transaction that frees the time (`consultations.domain.cells`).
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="cells")
    counsellor = models.ForeignKey(Counsellor, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()  # whole five minutes since 1970, UTC

    class Meta:
        verbose_name = _("five minutes")
        verbose_name_plural = _("five minutes")
        constraints = [
            models.UniqueConstraint(fields=["counsellor", "number"], name="consultations_cell_taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.counsellor_id} {self.number}"


class Transition(models.Model):
    """What happened to an appointment, by whom and by which way. Goes with it."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="transitions")
    from_state = models.CharField(max_length=20, choices=State.choices, blank=True)  # empty: it came to be
    to_state = models.CharField(max_length=20, choices=State.choices)
    actor_kind = models.CharField(max_length=6, choices=ActorKind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    note = models.CharField(max_length=40, blank=True)  # a code of ours ("double_booked"), never somebody's words
    started_at = models.DateTimeField(null=True)  # of a move: the time before
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of an appointment")
        verbose_name_plural = _("steps of appointments")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class SentReminder(models.Model):
    """At most one of a kind for one planned moment, however often the worker is started."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=ReminderKind.choices)
    planned_for = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reminder of an appointment")
        verbose_name_plural = _("reminders of appointments")
        constraints = [
            models.UniqueConstraint(fields=["booking", "kind", "planned_for"], name="consultations_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.booking_id}"


class EarlierWish(models.Model):
    """Somebody has an appointment and would rather come earlier."""

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="earlier_wish")
    created_at = models.DateTimeField(auto_now_add=True)
    refused = models.JSONField(default=list)  # beginnings that were offered and not taken, as seconds since 1970

    class Meta:
        verbose_name = _("wish for an earlier time")
        verbose_name_plural = _("wishes for an earlier time")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.booking_id)


class BusyHours(models.Model):
    """When a shop has its hands full: nobody comes to advise then."""

    business = models.OneToOneField(Business, on_delete=models.CASCADE, related_name="+")
    hours = models.TextField(_("when most is going on"), validators=[MaxLengthValidator(500)])  # an OSM value

    class Meta:
        verbose_name = _("busy hours of a shop")
        verbose_name_plural = _("busy hours of shops")

    def __str__(self) -> str:
        return self.hours


class CallbackQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None)


class Callback(models.Model):
    """Please call me: a number and when."""

    phone = models.CharField(_("phone"), max_length=40)
    name = models.CharField(_("name"), max_length=120, blank=True)
    when = models.CharField(_("best time"), max_length=120, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(_("language"), max_length=3, choices=LANGUAGES, default="de")
    is_suspicious = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = CallbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to be called")
        verbose_name_plural = _("requests to be called")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.phone
