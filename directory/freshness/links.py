"""The link in a reminder: who holds it speaks for the business, about freshness and nothing else, without a login.

It carries the reminder's number and a signature: 80 bits of an HMAC (RFC 2104, section 5, asks for as many), in letters
that can be typed from paper. When it ends stands in the row, so it can be ended.
"""

from __future__ import annotations

from base64 import b32encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from common.urls import absolute_url
from directory.models import Reminder

SALT = "directory.freshness.reminder"
SIGNATURE_BYTES = 10


def token_of(reminder: Reminder) -> str:
    return f"{reminder.pk}.{_signature(reminder.pk, settings.SECRET_KEY)}"


def reminder_of(token: str) -> Reminder | None:
    """The reminder, also one that has expired; None for a link that is not ours, or whose business is gone."""
    number, _dot, signature = token.lower().partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 19):  # as far as the column counts
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any([constant_time_compare(_signature(int(number), key), signature) for key in keys]):  # noqa: C419 — all
        return None
    found = Reminder.objects.select_related("business__category__parent", "business__district")
    return found.filter(pk=int(number)).first()


def _signature(number: int, key: str) -> str:
    digest = salted_hmac(SALT, str(number), secret=key, algorithm="sha256").digest()
    return b32encode(digest[:SIGNATURE_BYTES]).decode().lower()


def link_to(reminder: Reminder, name: str = "answer") -> str:
    """The absolute address of the page `name`: "answer", "answer_change", "answer_gone" or "answer_stop"."""
    return absolute_url(reverse(f"directory:{name}", args=[token_of(reminder)]))
