"""A business as the paper in its own window: plain values for `printing`, which knows no businesses."""

from __future__ import annotations

from datetime import date

from common.urls import absolute_url
from directory.cards import state_key
from directory.houses import house_for, house_svg
from directory.houses.palette import GROUP_COLOURS
from directory.models import Business
from directory.opening_hours import State, describe
from printing.documents import Card, Sticker

SCANNED = "?von=schild"  # how the page knows that somebody came by the QR code; js/counting.js reads it


def sticker_of(business: Business) -> Sticker:
    return Sticker(
        business=business.name,
        url=_scanned_url(business),
        address=_readable_address(business),
        house_svg=_lit_house(business),
        colour=GROUP_COLOURS[business.category.group.colour],
    )


def card_of(business: Business, today: date) -> Card:
    hours = describe(business.opening_hours, today) if business.opening_hours and business.hours.understood else []
    return Card(
        business=business.name,
        trade=business.category.name,
        address=[line for line in (business.street_line, business.city_line) if line],
        hours=hours,
        phone=business.phone,
        url=_scanned_url(business),
        page_address=_readable_address(business),
        house_svg=_lit_house(business),
        colour=GROUP_COLOURS[business.category.group.colour],
    )


def _scanned_url(business: Business) -> str:
    return absolute_url(business.get_absolute_url()) + SCANNED


def _readable_address(business: Business) -> str:
    """The address as somebody types it: without https:// and the last slash."""
    return absolute_url(business.get_absolute_url()).partition("://")[2].rstrip("/")


def _lit_house(business: Business) -> str:
    return house_svg(
        house_for(business.slug, business.category.group.colour, business.roofline), state=state_key(State.OPEN)
    )
