"""What the funder is told: one row for each piece of advice, without the person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.actors import Channel
from consultations.enums import Audience, SizeClass, State, Way
from consultations.models.topics import Topic
from directory.languages import LANGUAGES
from directory.models import ContactPoint, District


class StatisticsRow(models.Model):
    """Written once when an appointment is over, or for a walk-in; leads back to nobody and outlives the appointment."""

    on = models.DateField(_("date"))
    contact_point = models.ForeignKey(
        ContactPoint, verbose_name=_("contact point"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.SET_NULL, null=True, related_name="+")
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience.choices)
    language = models.CharField(_("language"), max_length=3, choices=LANGUAGES)
    with_interpreter = models.BooleanField(_("with an interpreter"), default=False)
    channel = models.CharField(_("came by"), max_length=8, choices=Channel.choices)
    way = models.CharField(_("how"), max_length=8, choices=Way.choices)
    outcome = models.CharField(_("outcome"), max_length=20, choices=State.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    days_waited = models.PositiveSmallIntegerField(_("days between asking and the appointment"), default=0)
    size_class = models.CharField(_("size of the business"), max_length=6, choices=SizeClass.choices, blank=True)
    district = models.ForeignKey(
        District,
        verbose_name=_("district of the business"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("row of the statistics")
        verbose_name_plural = _("statistics")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["on"], name="consultations_statistics_on")]

    def __str__(self) -> str:
        return f"{self.on} {self.outcome}"
