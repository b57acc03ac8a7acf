"""What people may get advice about, in plain words."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from common.fields import ChoiceListField
from consultations.enums import Audience, Way

CELL_MINUTES = 5  # the finest step of every appointment; docs/decisions/0021-one-slot-one-booking.md
SHORTEST, LONGEST = 10, 240


class TopicQuerySet(models.QuerySet):
    def offered(self):
        return self.filter(is_active=True)

    def for_audience(self, audience: str):
        return self.filter(audience=audience)


class Topic(models.Model):
    name = models.CharField(_("name"), max_length=80, help_text=_("As people say it: “Schulden und Rechnungen”."))
    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience.choices)
    summary = models.CharField(_("in one sentence"), max_length=200)
    description = models.TextField(_("what happens there"), blank=True, validators=[MaxLengthValidator(1500)])
    bring = models.TextField(
        _("what to bring"), blank=True, validators=[MaxLengthValidator(500)], help_text=_("One thing a line.")
    )
    duration = models.PositiveSmallIntegerField(
        _("minutes"), default=30, validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    step = models.PositiveSmallIntegerField(
        _("minutes between two beginnings"),
        null=True,
        blank=True,
        validators=[MinValueValidator(CELL_MINUTES), MaxValueValidator(LONGEST)],
        help_text=_("Empty: as long as the appointment."),
    )
    ways = ChoiceListField(_("how"), choices=Way.choices)
    is_sensitive = models.BooleanField(
        _("is sensitive"),
        default=False,
        help_text=_("Mails, calendars, paper and page titles then only say the neutral name."),
    )
    neutral_name = models.CharField(
        _("neutral name"), max_length=80, blank=True, help_text=_("Empty: “Termin”. Used for sensitive topics.")
    )
    needs_confirmation = models.BooleanField(
        _("staff confirm each appointment"), default=False, help_text=_("Otherwise it is confirmed at once.")
    )
    sort_order = models.PositiveSmallIntegerField(_("position in lists"), default=0)
    is_active = models.BooleanField(_("is offered"), default=True)
    is_example = models.BooleanField(_("is an example"), default=False)

    objects = TopicQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("is_active")]),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("bring"),
        FieldRowPanel([FieldPanel("duration"), FieldPanel("step")]),
        FieldPanel("ways"),
        MultiFieldPanel(
            [FieldPanel("is_sensitive"), FieldPanel("neutral_name"), FieldPanel("needs_confirmation")],
            heading=_("With care"),
        ),
        FieldPanel("sort_order"),
        FieldPanel("is_example"),
    ]

    class Meta:
        verbose_name = _("topic of advice")
        verbose_name_plural = _("topics of advice")
        ordering = ["audience", "sort_order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(duration__gte=SHORTEST, duration__lte=LONGEST),
                name="consultations_topic_duration_sensible",
                violation_error_message=_("An appointment takes between 10 and 240 minutes."),
            ),
            models.CheckConstraint(
                condition=Exact(F("duration") % CELL_MINUTES, 0),
                name="consultations_topic_duration_in_fives",
                violation_error_message=_("Please give the minutes in steps of five."),
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(step__gte=CELL_MINUTES) & Q(Exact(F("step") % CELL_MINUTES, 0)),
                name="consultations_topic_step_in_fives",
                violation_error_message=_("Please give the minutes in steps of five."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("consultations:topic", args=[self.slug])

    @property
    def discreet_name(self) -> str:
        """What may be read over somebody's shoulder."""
        return self.neutral_name or str(_("Appointment")) if self.is_sensitive else self.name

    @property
    def things_to_bring(self) -> list[str]:
        return [line.strip() for line in self.bring.splitlines() if line.strip()]

    @property
    def grid(self) -> int:
        """Minutes between two beginnings."""
        return self.step or self.duration
