"""What remains of an event when its people are forgotten."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models import ContactPoint, District
from events.enums import Audience, Kind
from events.models.occurrences import Occurrence


class EventStatistics(models.Model):
    """One date that is over, without persons. Counted in seats: whoever brought somebody along is two."""

    occurrence = models.OneToOneField(
        Occurrence, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )  # to count it again
    on = models.DateField(_("day"))
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices)
    contact_point = models.ForeignKey(
        ContactPoint, verbose_name=_("contact point"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    district = models.ForeignKey(
        District, verbose_name=_("district"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    minutes = models.PositiveIntegerField(_("minutes"))
    registered = models.PositiveIntegerField(_("registered"), default=0)
    attended = models.PositiveIntegerField(_("came"), default=0)
    absent = models.PositiveIntegerField(_("did not come"), default=0)
    walk_ins = models.PositiveIntegerField(_("came without registration"), default=0)
    cancelled = models.PositiveIntegerField(_("cancelled by people"), default=0)
    waited = models.PositiveIntegerField(_("got no place"), default=0)
    is_cancelled = models.BooleanField(_("did not take place"), default=False)

    class Meta:
        verbose_name = _("row of the events’ statistics")
        verbose_name_plural = _("rows of the events’ statistics")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.title}"
