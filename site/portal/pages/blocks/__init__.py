"""The blocks pages are built from."""

from wagtail import blocks

from common.blocks import AccordionBlock, CallToActionBlock, NoticeBlock, QuoteBlock, TextBlock
from events.blocks import NextEventsBlock
from pictures.blocks import PictureBlock
from portal.pages.blocks.places import BusinessesBlock, ContactPointsBlock, MapBlock, PartnersBlock

__all__ = ["BodyBlock"]


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
    next_events = NextEventsBlock()
