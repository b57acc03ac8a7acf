"""Dates of events as the world knows them.

Publishing a page writes its fields and rows anew from the revision. What has to outlive that stands here: the number a
calendar counts changes with, and whatever people registered for. `events.schedule` keeps these rows in step.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from events.models.pages import EventPage


class OccurrenceQuerySet(models.QuerySet):
    def public(self):
        """Of published events; dates that were taken out of an event are nobody's business any more."""
        return self.filter(event__live=True, is_gone=False)

    def coming(self, now: datetime):
        return self.filter(ends_at__gt=now)

    def past(self, now: datetime):
        return self.filter(ends_at__lte=now)

    def taking_place(self):
        return self.filter(is_cancelled=False)

    def in_language(self, code: str):
        """Of events that are held in this language. The list is JSON, which SQLite cannot look into."""
        words = Cast("event__languages", models.TextField())
        return self.annotate(_languages=words).filter(_languages__contains=f'"{code}"')

    def with_list_data(self):
        return self.select_related(
            "event__contact_point__district", "event__district", "event__series", "event__picture", "event__organiser"
        ).prefetch_related("event__picture__renditions")


class Occurrence(models.Model):
    """One date of an event. `uid` is that of the row an editor sees."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="occurrences")
    uid = models.CharField(max_length=40, editable=False)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    place = models.CharField(max_length=400, blank=True, editable=False)  # in words, to notice that it changed
    is_cancelled = models.BooleanField(_("is cancelled"), default=False)
    is_gone = models.BooleanField(default=False, editable=False)  # taken out by an editor; calendars still hear of it
    note = models.CharField(_("note"), max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)  # RFC 5545, 3.8.7.4: raised by every change
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    counted_at = models.DateTimeField(null=True, editable=False)  # when its statistics row was written

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "uid"], name="events_occurrence_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_occurrence_in_order"),
        ]
        indexes = [models.Index(fields=["ends_at"], name="events_occurrence_by_end")]

    def __str__(self) -> str:
        return f"{self.event} {self.starts_at:%Y-%m-%d}"

    @property
    def takes_place(self) -> bool:
        return not self.is_cancelled and not self.is_gone

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now


class Roll(models.Model):
    """What people register for: an event as a whole, or one of its dates. Whoever changes it stands in line here."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("list of registrations")
        verbose_name_plural = _("lists of registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(occurrence__isnull=True), name="events_roll_one_for_the_whole"
            ),
            models.UniqueConstraint(fields=["occurrence"], name="events_roll_one_for_each_date"),
        ]
        permissions = [("manage_registrations", _("Can look after registrations"))]

    def __str__(self) -> str:
        return str(self.occurrence or self.event)

    @property
    def occurrences(self) -> models.QuerySet[Occurrence]:
        """The dates somebody on this list comes to, also cancelled ones."""
        dates = Occurrence.objects.filter(event=self.event_id)
        return dates.filter(pk=self.occurrence_id) if self.occurrence_id else dates
