"""The frame of every page as editors set it: menus, footer, funder."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images.blocks import ImageChooserBlock

from common.addresses import validate_address
from common.blocks import LinkBlock
from common.fields import QuietStreamField

EMPTY_MEANS_USUAL = _("While this is empty, the usual entries are shown. Your first entry replaces all of them.")


class MenuItemBlock(LinkBlock):
    highlighted = blocks.BooleanBlock(
        label=_("Highlighted"), required=False, help_text=_("Stands out like a button. One in a menu is enough.")
    )

    class Meta:
        icon = "link"
        label = _("Menu item")
        description = _("A link to a page of ours or to an address.")


class FunderLogoBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Logo"))
    alt_text = blocks.CharBlock(label=_("Name of the funder"), max_length=200)
    address = blocks.CharBlock(label=_("Address"), required=False, max_length=300, validators=[validate_address])

    class Meta:
        icon = "image"
        label = _("Logo")
        description = _("A funder's logo, shown on light ground as funders ask for.")


class FunderNameBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Name in words")
        description = _("A funder's name, as long as there is no logo.")


@register_setting(icon="list-ul", order=100)
class Navigation(BaseSiteSetting):
    """Both menus. While one is empty, the site shows one of its own."""

    main_menu = QuietStreamField([("item", MenuItemBlock())], verbose_name=_("main menu"), blank=True, max_num=7)
    footer_menu = QuietStreamField(
        [("item", LinkBlock(label=_("Menu item")))], verbose_name=_("menu in the footer"), blank=True, max_num=12
    )

    panels = [
        FieldPanel("main_menu", help_text=EMPTY_MEANS_USUAL),
        FieldPanel("footer_menu", help_text=EMPTY_MEANS_USUAL),
    ]

    class Meta:
        verbose_name = _("menus")
        verbose_name_plural = _("menus")


def legal_page_field(verbose_name: str) -> models.ForeignKey:
    # Nullable, because Wagtail makes the row before anybody has filled in the form; the form asks for it.
    return models.ForeignKey(
        "wagtailcore.Page", verbose_name=verbose_name, on_delete=models.SET_NULL, related_name="+", null=True
    )


@register_setting(icon="list-ul", order=110)
class FooterSettings(BaseSiteSetting):
    """What stands below every page: the pages the law asks for, the funder, the partners, how to reach us."""

    imprint_page = legal_page_field(_("imprint"))
    privacy_page = legal_page_field(_("privacy"))
    accessibility_page = legal_page_field(_("accessibility"))
    contact = models.TextField(
        _("contact"), blank=True, max_length=400, help_text=_("Name, address, phone; one a line.")
    )
    partners_text = models.TextField(_("line about the partners"), blank=True, max_length=400)
    funder_text = models.TextField(
        _("the funder's line"), blank=True, max_length=600, help_text=_("Worded as the grant notice asks for.")
    )
    funders = QuietStreamField(
        [("logo", FunderLogoBlock()), ("name", FunderNameBlock(max_length=120))],
        verbose_name=_("funders"),
        blank=True,
        max_num=8,
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("imprint_page"), FieldPanel("privacy_page"), FieldPanel("accessibility_page")],
            heading=_("Pages the law asks for"),
        ),
        MultiFieldPanel(
            [FieldPanel("funder_text"), FieldPanel("funders", help_text=EMPTY_MEANS_USUAL)], heading=_("Funder")
        ),
        FieldPanel("partners_text"),
        FieldPanel("contact"),
    ]

    class Meta:
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    @property
    def legal_page_ids(self) -> set[int]:
        return {pk for pk in (self.imprint_page_id, self.privacy_page_id, self.accessibility_page_id) if pk}
