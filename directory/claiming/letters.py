"""Codes on paper: letters in the order they are carried out, and the one handed over at the counter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.text import fold
from common.urls import absolute_url
from directory.claiming.claims import code_url, create_code
from directory.claiming.codes import Code
from directory.claiming.errors import NotPossible
from directory.claiming.memberships import lock_business
from directory.enums import CodeChannel
from directory.freshness.route import shortest_walk
from directory.models import Business, ClaimCode
from printing.documents import MOST_LETTERS, ClaimLetter, claim_letters


@dataclass(frozen=True)
class Contact:
    """Whom the letter names for questions."""

    name: str
    phone: str


@transaction.atomic
def new_paper_code(*, business: Business, by: User) -> tuple[Code, ClaimCode]:
    """A code for paper; an older one on paper stops working. Raises NotPossible when the entry has people."""
    now = timezone.now()
    business = lock_business(business)
    if business.memberships.exists():
        raise NotPossible(_("Somebody looks after this entry already. Write to us, and we will sort it out."))
    ClaimCode.objects.usable(now).filter(business=business, channel=CodeChannel.LETTER).update(revoked_at=now)
    return create_code(business=business, channel=CodeChannel.LETTER, by=by, now=now)


@transaction.atomic
def print_letters(*, businesses: Iterable[Business], contact: Contact, by: User) -> bytes:
    """One PDF with a letter a business, in the order somebody walks. The codes stand in it and nowhere else: without a
    PDF there are no codes, and a second print has other codes.

    Raises NotPossible when a business has people or no address, or when there are too many; PrintError, TooLong.
    """
    chosen = in_walking_order(list(businesses))
    if not chosen:
        raise NotPossible(_("Please choose at least one business."))
    if len(chosen) > MOST_LETTERS:
        raise NotPossible(_("At most %(number)s letters at once.") % {"number": MOST_LETTERS})
    letters = []
    for business in chosen:
        if not business.street or not business.city:
            raise NotPossible(_("%(business)s has no address for a letter.") % {"business": business})
        code, row = new_paper_code(business=business, by=by)
        letters.append(
            ClaimLetter(
                recipient=[business.name, business.street_line, business.city_line],
                business=business.name,
                contact_name=contact.name,
                contact_phone=contact.phone,
                dated_on=timezone.localdate(),
                code=str(code),
                code_url=code_url(code),
                code_address=_to_type(reverse("directory:claim_code")),
                page_address=_to_type(business.get_absolute_url()),
                valid_until=timezone.localdate(row.expires_at),
            )
        )
    return claim_letters(letters)


def in_walking_order(businesses: Sequence[Business]) -> list[Business]:
    """As somebody carries them out: the short way past all that are on the map, then the rest by street and number."""
    located = sorted((each for each in businesses if each.has_position), key=_by_address)
    rest = sorted((each for each in businesses if not each.has_position), key=_by_address)
    walk = shortest_walk([(each.latitude, each.longitude) for each in located])
    return [located[position] for position in walk.order] + rest


def _by_address(business: Business) -> tuple[str, int, str, str]:
    number = re.match(r"\d+", business.house_number)
    return fold(business.street), int(number[0]) if number else 0, business.house_number, business.name


def _to_type(path: str) -> str:
    """An address as somebody types it: without https:// and the last slash."""
    return absolute_url(path).partition("://")[2].rstrip("/")
