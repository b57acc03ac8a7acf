"""Blocks that show what stands in both districts: businesses, the map, contact points, partners."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from common.blocks import ShortTextBlock
from directory.cards import cards_for, contact_point_cards
from directory.filters import DirectoryQuery
from directory.index import DirectoryIndex, current_index
from directory.models import Business, BusinessTag, Category, District, Partner

PLACES_GROUP = _("From the directory")
MOST_BUSINESSES = 24


def category_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every group with its trades below it; a group as a whole can be chosen too."""
    groups = {group.pk: (group, []) for group in Category.objects.groups()}
    for trade in Category.objects.trades():
        groups[trade.parent_id][1].append((trade.slug, trade.name))
    return [(group.name, [(group.slug, group.name), *trades]) for group, trades in groups.values()]


def district_choices() -> list[tuple[str, str]]:
    return list(District.objects.values_list("slug", "name"))


def tag_choices() -> list[tuple[str, str]]:
    return list(BusinessTag.objects.values_list("slug", "name"))


class SlugChoiceBlock(blocks.ChoiceBlock):
    """A short name out of a table. The table is asked when the form is drawn and checked, never when a page is read."""

    def __init__(self, **kwargs):
        super().__init__(required=False, default="", search_index=False, **kwargs)

    def normalize_choice(self, value):
        return value or ""


class BusinessChooserBlock(SnippetChooserBlock):
    """Fetches all businesses chosen on a page, with everything a card shows, in one go."""

    def bulk_to_python(self, values):
        found = Business.objects.with_card_data().in_bulk([value for value in values if value])
        return [found.get(value) for value in values]


class Choices:
    """What the businesses blocks of one page show, fetched together when the first of them is drawn."""

    def __init__(self, values: list[BusinessesValue]):
        self._values = values

    @cached_property
    def _found(self) -> tuple[list[list[int]], dict[int, Business]]:
        index = current_index() if any(value.query for value in self._values) else None
        today = timezone.localdate().toordinal()
        ids = [_todays_ids(index, value, today) if value.query else [] for value in self._values]
        wanted = {pk for block_ids in ids for pk in block_ids}
        return ids, Business.objects.published().with_card_data().in_bulk(wanted)

    def of(self, value: BusinessesValue) -> list[Business]:
        ids, found = self._found
        position = next(position for position, other in enumerate(self._values) if other is value)
        return [found[pk] for pk in ids[position] if pk in found]


class BusinessesValue(blocks.StructValue):
    choices: Choices | None = None

    @property
    def query(self) -> DirectoryQuery | None:
        """The filter that finds the businesses; None when they were chosen by hand."""
        if self["businesses"]:
            return None
        facets = {"categories": self["category"], "districts": self["district"], "tags": self["tag"]}
        return DirectoryQuery(**{facet: (slug,) for facet, slug in facets.items() if slug})

    @property
    def found(self) -> list[Business]:
        """The published ones, in the order they are shown."""
        if self["businesses"]:
            return [business for business in self["businesses"] if business and business.live]
        return (self.choices or Choices([self])).of(self)


def _todays_ids(index: DirectoryIndex, value: BusinessesValue, today: int) -> list[int]:
    """Ids of what the filter finds, by name; when there are more than fit, every day others get their turn."""
    members = index.everything
    for facet in ("categories", "districts", "tags"):
        for slug in getattr(value.query, facet):
            members &= index.sets[facet].get(slug, 0)
    positions = list(index.unpack(members))
    number = value["number"]
    if len(positions) > number:
        start = today * number % len(positions)
        positions = (positions[start:] + positions[:start])[:number]
    return [index.entries[position].id for position in positions]


class BusinessesBlock(blocks.StructBlock):
    """Businesses chosen by hand, or the ones a filter of the directory finds."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    businesses = blocks.ListBlock(
        BusinessChooserBlock("directory.Business", label=_("Business")),
        label=_("Chosen by hand"),
        default=[],
        max_num=MOST_BUSINESSES,
        help_text=_("Shown in this order. Leave empty to choose by category, district or tag instead."),
    )
    category = SlugChoiceBlock(choices=category_choices, label=_("or by category"))
    district = SlugChoiceBlock(choices=district_choices, label=_("District"))
    tag = SlugChoiceBlock(choices=tag_choices, label=_("Feature"))
    number = blocks.IntegerBlock(
        label=_("How many at most"),
        default=6,
        min_value=1,
        max_value=MOST_BUSINESSES,
        help_text=_("When there are more, every day others get their turn."),
    )

    def bulk_to_python(self, values):
        found = super().bulk_to_python(values)
        choices = Choices(found)
        for value in found:
            value.choices = choices
        return found

    def clean(self, value):
        value = super().clean(value)
        by_hand = bool(value["businesses"])
        by_filter = any(value[name] for name in ("category", "district", "tag"))
        problem = ""
        if by_hand and by_filter:
            problem = _("Please choose by hand or by category, district and tag, not both.")
        elif not by_hand and not by_filter:
            problem = _("Please choose businesses, or a category, a district or a tag.")
        if problem:
            raise blocks.StructBlockValidationError(non_block_errors=[ValidationError(problem)])
        return value

    def get_context(self, value, parent_context=None):
        return {
            **super().get_context(value, parent_context),
            "cards": cards_for(value.found, timezone.now()),
            "all_url": value.query.url(reverse("directory:business_list")) if value.query else "",
        }

    def get_preview_value(self):
        group = Category.objects.groups().first()
        value = {**self.get_default(), "title": "Essen & Trinken", "category": group.slug if group else "", "number": 3}
        return self.normalize(value)

    class Meta:
        icon = "grid"
        label = _("Businesses")
        group = PLACES_GROUP
        value_class = BusinessesValue
        template = "blocks/businesses.html"
        description = _("Some businesses as cards: chosen by hand, or by category, district or tag.")


class MapBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    height = blocks.ChoiceBlock(
        choices=[("low", _("Low")), ("medium", _("Medium")), ("high", _("High"))], default="medium", label=_("Height")
    )

    class Meta:
        icon = "site"
        label = _("Map")
        group = PLACES_GROUP
        template = "blocks/map.html"
        description = _("The map with all businesses, contact points and partners.")
        preview_value = {"title": "Alles auf einen Blick", "height": "medium"}


class TitledBlock(blocks.StructBlock):
    """A heading and some words above a list that comes from the directory by itself."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = ShortTextBlock(label=_("Text"), required=False)


class ContactPointsBlock(TitledBlock):
    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "points": contact_point_cards(timezone.now())}

    class Meta:
        icon = "home"
        label = _("Contact points")
        group = PLACES_GROUP
        template = "blocks/contact_points.html"
        description = _("All contact points with address and hours.")
        preview_value = {"title": "Hier hat jemand Zeit für Sie", "text": "<p>Kommen Sie einfach vorbei.</p>"}


class PartnersBlock(TitledBlock):
    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "partners": Partner.objects.with_list_data()}

    class Meta:
        icon = "group"
        label = _("Partners")
        group = PLACES_GROUP
        template = "blocks/partners.html"
        description = _("All partners of the project with their part in it.")
        preview_value = {"title": "Wer das Projekt trägt", "text": ""}
