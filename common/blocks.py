"""Blocks of pages that are made of words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from common.addresses import validate_address

TEXT_FEATURES = ["h2", "h3", "h4", "bold", "italic", "ul", "ol", "link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "ul", "link"]
TEXT_GROUP = _("Text and pictures")


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(features=TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT_GROUP
        template = "blocks/text.html"
        description = _("Paragraphs with headings, lists and links.")
        preview_value = (
            "<h2>Ein Stadtteil, viele Türen</h2><p>Hinter jeder steht jemand, der sein Handwerk kann. "
            '<a href="/laeden/">Alle Läden ansehen</a></p>'
        )


class ShortTextBlock(blocks.RichTextBlock):
    """A few sentences inside of another block; no headings."""

    def __init__(self, **kwargs):
        super().__init__(features=SHORT_TEXT_FEATURES, **kwargs)


class LinkValue(blocks.StructValue):
    def url(self, request=None) -> str:
        """Where the link leads; empty when its page is gone or not published."""
        page = self.get("page")
        if page:
            return (page.get_url(request) or "") if page.live else ""
        return self.get("address") or ""


class LinkBlock(blocks.StructBlock):
    """A link to a page of ours or to an address: exactly one of both."""

    label = blocks.CharBlock(label=_("Label"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("or address"),
        required=False,
        max_length=300,
        validators=[validate_address],
        help_text=_("Such as /laeden/ or https://www.hagen.de"),
    )

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["address"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Please choose either a page or an address."))]
            )
        return value

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = ShortTextBlock(label=_("Text"))
    link = LinkBlock(label=_("Button"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request = (parent_context or {}).get("request")
        return {**context, "url": value["link"].url(request)}

    class Meta:
        icon = "pick"
        label = _("Call to action")
        group = TEXT_GROUP
        template = "blocks/call_to_action.html"
        description = _("A short text with a button that leads somewhere.")
        preview_value = {
            "title": "Ihr Laden fehlt?",
            "text": "<p>Sagen Sie uns Bescheid. Der Eintrag ist kostenlos.</p>",
            "link": {"label": "Anlaufstelle finden", "page": None, "address": "/anlaufstellen/"},
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"), rows=3, max_length=500)
    name = blocks.CharBlock(label=_("Who says it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = TEXT_GROUP
        template = "blocks/quote.html"
        description = _("What somebody from the neighbourhood says.")
        preview_value = {"text": "Wenn bei mir Licht brennt, kommen Sie einfach rein.", "name": "Eine Schneiderin"}


class NoticeBlock(ShortTextBlock):
    class Meta:
        icon = "warning"
        label = _("Notice")
        group = TEXT_GROUP
        template = "blocks/notice.html"
        description = _("A sentence the reader should not miss.")
        preview_value = "<p>Am <b>Freitag</b> bleibt die Anlaufstelle geschlossen.</p>"


class AccordionItemBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Question"), max_length=160)
    text = TextBlock(label=_("Answer"))

    class Meta:
        icon = "arrow-down"
        label = _("Question and answer")


class AccordionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    entries = blocks.ListBlock(AccordionItemBlock(), label=_("Questions and answers"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        group = TEXT_GROUP
        template = "blocks/accordion.html"
        description = _("Questions that open when tapped.")
        preview_value = {
            "title": "Häufige Fragen",
            "entries": [
                {"heading": "Was kostet die Beratung?", "text": "<p>Nichts.</p>"},
                {"heading": "Brauche ich einen Termin?", "text": "<p>Zu den offenen Zeiten nicht.</p>"},
            ],
        }
