"""The project's own places: contact points in both districts, and the partners who carry it."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from common.fields import ChoiceListField
from directory.enums import WheelchairAccess
from directory.languages import LANGUAGES
from directory.models.districts import District
from directory.models.places import OpensAndSpeaks, Place
from directory.opening_hours import OpeningHours, parse
from maps.panels import PositionPanel


class ContactPointQuerySet(models.QuerySet):
    def with_list_data(self):
        return self.select_related("district")

    def with_detail_data(self):
        return self.with_list_data().prefetch_related("people")


class ContactPoint(OpensAndSpeaks, index.Indexed, ClusterableModel, Place):
    """An Anlaufstelle: a door behind which somebody has time."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name in addresses"), max_length=120, unique=True)
    district = models.ForeignKey(
        District, verbose_name=_("district"), on_delete=models.PROTECT, related_name="contact_points"
    )
    description = models.TextField(_("description"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    opening_hours = models.TextField(_("opening hours"), blank=True, validators=[MaxLengthValidator(500)])
    walk_in_hours = models.TextField(
        _("walk-in hours"),
        blank=True,
        validators=[MaxLengthValidator(500)],
        help_text=_("When people come without an appointment; written like the opening hours."),
    )
    walk_in_note = models.CharField(
        _("about the walk-in hours"), max_length=160, blank=True, help_text=_("Such as “Bitte eine Nummer ziehen”.")
    )
    languages = ChoiceListField(_("languages spoken"), choices=LANGUAGES)
    way_there = models.TextField(_("how to get there"), blank=True, validators=[MaxLengthValidator(600)])
    stop_name = models.CharField(_("bus stop"), max_length=80, blank=True)
    wheelchair = models.CharField(
        _("wheelchair access"),
        max_length=10,
        choices=WheelchairAccess.choices,
        default=WheelchairAccess.UNKNOWN,
    )
    is_example = models.BooleanField(_("is an example"), default=False)

    objects = ContactPointQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("district"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("street"), FieldPanel("house_number")]),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                PositionPanel(),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email")], heading=_("Contact")),
        MultiFieldPanel(
            [FieldPanel("opening_hours"), FieldPanel("walk_in_hours"), FieldPanel("walk_in_note")], heading=_("When")
        ),
        FieldPanel("languages"),
        InlinePanel("people", heading=_("Who is there"), label=_("Person")),
        MultiFieldPanel(
            [FieldPanel("way_there"), FieldPanel("stop_name"), FieldPanel("wheelchair")], heading=_("How to get there")
        ),
        FieldPanel("is_example"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("description")]

    class Meta(Place.Meta):
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:contact_point_detail", args=[self.slug])

    @property
    def walk_in(self) -> OpeningHours:
        """When people come without an appointment."""
        return parse(self.walk_in_hours)


class ContactPointPerson(Orderable):
    """Somebody behind the door, as far as visitors should know them."""

    contact_point = ParentalKey(ContactPoint, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("name as people read it"), max_length=80, help_text=_("Such as “Frau Beispiel”."))
    helps_with = models.CharField(_("helps with"), max_length=160, blank=True)
    languages = ChoiceListField(_("languages spoken"), choices=LANGUAGES)
    days = models.CharField(_("when there"), max_length=80, blank=True, help_text=_("Such as “Mo und Mi”."))

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("days")]),
        FieldPanel("helps_with"),
        FieldPanel("languages"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("person at a contact point")
        verbose_name_plural = _("people at a contact point")

    def __str__(self) -> str:
        return self.name

    @property
    def language_names(self) -> list[str]:
        return self._meta.get_field("languages").labels(self.languages)


class PartnerQuerySet(models.QuerySet):
    def with_list_data(self):
        return self.select_related("logo").prefetch_related("logo__renditions")


class Partner(index.Indexed, Place):
    """An organisation that carries the project."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name in addresses"), max_length=120, unique=True)
    description = models.TextField(_("part in the project"), blank=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "pictures.Picture",
        verbose_name=_("logo"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    sort_order = models.PositiveSmallIntegerField(_("position in lists"), default=0)

    objects = PartnerQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("description"),
        FieldPanel("website"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("street"), FieldPanel("house_number")]),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                PositionPanel(),
            ],
            heading=_("Where"),
        ),
        FieldPanel("sort_order"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("description")]

    class Meta(Place.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('directory:partner_list')}#{self.slug}"
