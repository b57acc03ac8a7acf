"""Blocks of the pages of events, and the one that shows events on any page."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from common.blocks import AccordionBlock, NoticeBlock, QuoteBlock, ShortTextBlock, TextBlock
from events.addresses import CALENDAR_URL
from events.enums import Audience
from pictures.blocks import PictureBlock

EVENTS_GROUP = _("Events")


class EventBodyBlock(blocks.StreamBlock):
    """What stands on the page of an event besides its facts."""

    text = TextBlock()
    picture = PictureBlock()
    notice = NoticeBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()


class IdeaBlock(blocks.StructBlock):
    """One idea of the workshop; staff can make a joint action of it."""

    title = blocks.CharBlock(label=_("Idea"), max_length=90)
    text = ShortTextBlock(label=_("In a few sentences"), required=False)
    votes = blocks.IntegerBlock(label=_("How many want it"), required=False, min_value=0, max_value=999)

    class Meta:
        icon = "pick"
        label = _("Idea")
        group = EVENTS_GROUP
        template = "blocks/idea.html"
        description = _("An idea people had in the workshop.")
        preview_value = {
            "title": "Blumenkübel in der Lange Straße",
            "text": "<p>Jeder Laden gießt den Kübel vor seiner Tür.</p>",
            "votes": 12,
        }


class OutcomeBlock(blocks.StructBlock):
    """What became of it, later."""

    date = blocks.DateBlock(label=_("When"))
    text = TextBlock(label=_("What became of it"))

    class Meta:
        icon = "success"
        label = _("What became of it")
        group = EVENTS_GROUP
        template = "blocks/outcome.html"
        description = _("What happened since: one entry for each step.")
        preview_value = {"date": "2026-05-08", "text": "<p>Zwölf Kübel stehen und blühen.</p>"}


class ResultsBlock(blocks.StreamBlock):
    text = TextBlock()
    idea = IdeaBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    outcome = OutcomeBlock()


class NextEventsBlock(blocks.StructBlock):
    """The next dates, out of the calendar."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    audience = blocks.ChoiceBlock(
        choices=[
            (Audience.RESIDENTS.value, Audience.RESIDENTS.label),
            (Audience.BUSINESSES.value, Audience.BUSINESSES.label),
        ],
        label=_("Only for"),
        required=False,
    )
    number = blocks.IntegerBlock(label=_("How many at most"), default=4, min_value=1, max_value=12)

    def get_context(self, value, parent_context=None):
        from events.listing import next_events  # models are there only now

        context = super().get_context(value, parent_context)
        return {
            **context,
            "calendar_url": CALENDAR_URL,
            "items": next_events(timezone.now(), number=value["number"], audience=value["audience"] or ""),
        }

    class Meta:
        icon = "calendar-alt"
        label = _("Next events")
        group = EVENTS_GROUP
        template = "blocks/next_events.html"
        description = _("The next dates out of the calendar; they change by themselves.")
        preview_value = {"title": "Was ist los?", "audience": "", "number": 3}
