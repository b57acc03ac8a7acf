"""The reminder on paper: a letter with a QR code that leads to the three answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from directory.changes import in_words
from directory.enums import ReminderChannel
from directory.freshness.domain import remind
from directory.freshness.links import link_to
from directory.models import Business
from printing.documents import ReminderLetter, reminder_letters


@transaction.atomic
def print_letters(
    businesses: Sequence[Business], *, contact_name: str, contact_phone: str, now: datetime | None = None
) -> bytes:
    """One PDF, a page a business. Notes down that they were asked on paper; when the PDF fails, nobody was.

    Raises `printing.pdf.PrintError`: for no letter at all, or an address nobody can print.
    """
    now = now or timezone.now()
    return reminder_letters(
        [_letter(business, contact_name=contact_name, contact_phone=contact_phone, now=now) for business in businesses]
    )


def _letter(business: Business, *, contact_name: str, contact_phone: str, now: datetime) -> ReminderLetter:
    url = link_to(remind(business=business, channel=ReminderChannel.PAPER, now=now))
    parts = urlsplit(url)
    on = business.last_confirmed_on
    address = [line for line in (business.street_line, business.city_line) if line]
    return ReminderLetter(
        recipient=[business.name, *address],
        business=business.name,
        contact_name=contact_name,
        contact_phone=contact_phone,
        dated_on=timezone.localdate(now),
        answer_url=url,
        answer_address=f"{parts.netloc}{parts.path}",
        trade=business.category.name,
        address=address,
        phone=business.phone,
        hours=in_words("opening_hours", business.opening_hours) if business.opening_hours else [],
        confirmed=gettext("Last confirmed in %(month)s.") % {"month": date_format(on, "F Y")} if on else "",
    )
