from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from directory.enums import Roofline


class District(models.Model):
    """A district of the project. Its border is nobody's open data: an entry's district is the editor's choice."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    description = models.TextField(_("description"), blank=True)
    roofline = models.CharField(_("roofs"), max_length=10, choices=Roofline.choices, default=Roofline.MIXED)
    postcodes = models.CharField(
        _("postcodes"), max_length=200, blank=True, help_text=_("Separated by spaces. Used to suggest the district.")
    )
    streets = models.TextField(
        _("streets"), blank=True, help_text=_("One a line. Used to suggest the district of a new entry.")
    )
    sort_order = models.PositiveSmallIntegerField(_("position in lists"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("roofline"),
        FieldPanel("postcodes"),
        FieldPanel("streets"),
        FieldPanel("sort_order"),
    ]

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name
