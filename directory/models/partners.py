"""The project's own places: contact points in both districts, and the partners who carry it."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from common.fields import ChoiceListField
from directory.languages import LANGUAGES
from directory.models.districts import District
from directory.models.places import OpensAndSpeaks, Place
from maps.panels import PositionPanel


class ContactPointQuerySet(models.QuerySet):
    def with_list_data(self):
        return self.select_related("district")


class ContactPoint(OpensAndSpeaks, index.Indexed, Place):
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
    languages = ChoiceListField(_("languages spoken"), choices=LANGUAGES)
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
        FieldPanel("opening_hours"),
        FieldPanel("languages"),
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
