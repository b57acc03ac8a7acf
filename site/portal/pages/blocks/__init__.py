"""The blocks pages are built from."""

from wagtail import blocks

from portal.pages.blocks.places import BusinessesBlock, ContactPointsBlock, MapBlock, PartnersBlock
from portal.pages.blocks.text import (
    AccordionBlock,
    CallToActionBlock,
    LinkBlock,
    NoticeBlock,
    PictureBlock,
    QuoteBlock,
    TextBlock,
)

__all__ = ["BodyBlock", "LinkBlock"]


class BodyBlock(blocks.StreamBlock):
    """What an editor can put on a page, in the order it is offered."""

    text = TextBlock()
    picture = PictureBlock()
    call_to_action = CallToActionBlock()
    notice = NoticeBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()
    businesses = BusinessesBlock()
    map = MapBlock()
    contact_points = ContactPointsBlock()
    partners = PartnersBlock()
