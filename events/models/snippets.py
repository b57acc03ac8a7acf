"""What stands beside events: series that belong together, and courses that partners hold."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from common.addresses import validate_address
from common.fields import ChoiceListField
from directory.languages import LANGUAGES
from directory.models import District, Partner


class EventSeries(index.Indexed, models.Model):
    """Events that belong together, such as an evening for businesses every quarter."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True, validators=[MaxLengthValidator(600)])

    panels = [FieldPanel("name"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CourseOfferQuerySet(models.QuerySet):
    def offered(self):
        return self.filter(is_active=True)

    def with_list_data(self):
        return self.select_related("partner", "district").prefetch_related("dates")


class CourseOffer(index.Indexed, ClusterableModel):
    """A course that a partner holds, such as the adult education centre; whoever wants to join goes there."""

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("short name in addresses"), max_length=120, unique=True)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    provider = models.CharField(
        _("or another provider"), max_length=120, blank=True, help_text=_("Such as “Volkshochschule Hagen”.")
    )
    target_group = models.CharField(
        _("for whom"), max_length=200, help_text=_("Such as “Menschen mit Deutsch ab A2, die in die Pflege wollen”.")
    )
    description = models.TextField(_("description"), validators=[MaxLengthValidator(1500)])
    german_level = models.CharField(
        _("German needed"), max_length=80, blank=True, help_text=_("Such as “ab A2, mündlich”.")
    )
    languages = ChoiceListField(_("languages of the course"), choices=LANGUAGES)
    cost = models.CharField(_("cost"), max_length=160, blank=True, help_text=_("Empty means: free of charge."))
    funding = models.CharField(
        _("who may pay for it"), max_length=200, blank=True, help_text=_("Such as “Bildungsgutschein vom Jobcenter”.")
    )
    place = models.CharField(_("where"), max_length=200, blank=True)
    district = models.ForeignKey(
        District, verbose_name=_("district"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    address = models.CharField(_("page of the provider"), max_length=300, blank=True, validators=[validate_address])
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_active = models.BooleanField(_("is offered"), default=True)
    is_example = models.BooleanField(_("is an example"), default=False)

    objects = CourseOfferQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("partner"), FieldPanel("provider")]),
        FieldPanel("target_group"),
        FieldPanel("description"),
        InlinePanel("dates", heading=_("Next dates"), label=_("Date")),
        MultiFieldPanel(
            [FieldPanel("german_level"), FieldPanel("languages"), FieldPanel("cost"), FieldPanel("funding")],
            heading=_("Conditions"),
        ),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("district"), FieldPanel("address"), FieldPanel("phone")],
            heading=_("Where"),
        ),
        FieldRowPanel([FieldPanel("is_active"), FieldPanel("is_example")]),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("target_group"),
        index.SearchField("description"),
    ]

    class Meta:
        verbose_name = _("course offer of a partner")
        verbose_name_plural = _("course offers of partners")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | ~Q(provider=""),
                name="events_courseoffer_has_provider",
                violation_error_message=_("Please say who holds the course."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def held_by(self) -> str:
        return self.provider or (self.partner.name if self.partner else "")

    @property
    def language_names(self) -> list[str]:
        return self._meta.get_field("languages").labels(self.languages)

    def next_dates(self, today: date) -> list[CourseDate]:
        """Those that have not begun yet, the next one first; of what is prefetched."""
        return sorted((one for one in self.dates.all() if one.starts_on >= today), key=lambda one: one.starts_on)


class CourseDate(Orderable):
    course = ParentalKey(CourseOffer, on_delete=models.CASCADE, related_name="dates")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    times = models.CharField(_("times"), max_length=120, blank=True, help_text=_("Such as “Mo–Do 9–12 Uhr”."))

    panels = [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]), FieldPanel("times")]

    class Meta(Orderable.Meta):
        verbose_name = _("date of a course")
        verbose_name_plural = _("dates of a course")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="events_coursedate_in_order",
                violation_error_message=_("The course cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.starts_on}"
