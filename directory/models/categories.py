from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from directory.enums import GroupColour
from directory.freshness.rhythm import DEFAULT_MONTHS


class CategoryQuerySet(models.QuerySet):
    def groups(self):
        return self.filter(parent=None)

    def trades(self):
        """The categories a business can have: the leaves of the tree."""
        return self.exclude(parent=None)


class Category(index.Indexed, models.Model):
    """A trade ("Bäckerei") inside one of seven groups ("Essen & Trinken"). Two levels, no more."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        related_name="trades",
        null=True,
        blank=True,
        limit_choices_to={"parent": None},
        help_text=_("Empty for a group itself."),
    )
    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    synonyms = models.TextField(
        _("other words people search for"), blank=True, help_text=_("One a line: Schuster, Absätze, Schuhreparatur …")
    )
    schema_type = models.CharField(
        _("schema.org type"), max_length=60, default="LocalBusiness", help_text=_("For search engines, such as Bakery.")
    )
    icon = models.SlugField(_("icon"), max_length=60, blank=True)
    colour = models.CharField(
        _("colour"),
        max_length=10,
        choices=GroupColour.choices,
        blank=True,
        help_text=_("Of a group; a trade takes it on."),
    )
    osm_tags = models.TextField(
        _("OpenStreetMap tags"), blank=True, help_text=_("One a line, such as shop=bakery. Used by the import.")
    )
    sort_order = models.PositiveSmallIntegerField(_("position in lists"), default=0)
    confirm_every_months = models.PositiveSmallIntegerField(
        _("ask again after months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("How soon entries of this trade grow old: a kiosk sooner than a notary. Empty: as its group."),
    )

    objects = CategoryQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("parent"),
        FieldPanel("synonyms"),
        FieldPanel("confirm_every_months"),
        MultiFieldPanel([FieldPanel("icon"), FieldPanel("colour"), FieldPanel("sort_order")], heading=_("Look")),
        MultiFieldPanel([FieldPanel("schema_type"), FieldPanel("osm_tags")], heading=_("For machines")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("synonyms"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["sort_order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | ~Q(colour=""),
                name="directory_category_group_has_colour",
                violation_error_message=_("A group needs a colour."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def group(self) -> "Category":
        return self.parent or self

    @property
    def months_between_confirmations(self) -> int:
        return self.confirm_every_months or self.group.confirm_every_months or DEFAULT_MONTHS

    @property
    def synonym_list(self) -> list[str]:
        return [word.strip() for word in self.synonyms.splitlines() if word.strip()]
