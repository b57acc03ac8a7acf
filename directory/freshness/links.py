"""The link in a reminder: who holds it speaks for the business, about freshness and nothing else, without a login.

It carries the reminder's number and a signature (common/signatures.py). When it ends stands in the row, so it can be
ended.
"""

from __future__ import annotations

from django.urls import reverse

from common.signatures import is_signed, parts_of, signature_of
from common.urls import absolute_url
from directory.models import Reminder

SALT = "directory.freshness.reminder"


def token_of(reminder: Reminder) -> str:
    return f"{reminder.pk}.{signature_of(SALT, str(reminder.pk))}"


def reminder_of(token: str) -> Reminder | None:
    """The reminder, also one that has expired; None for a link that is not ours, or whose business is gone."""
    number, signature = parts_of(token)
    if number is None or not is_signed(SALT, str(number), signature):
        return None
    return Reminder.objects.select_related("business__category__parent", "business__district").filter(pk=number).first()


def link_to(reminder: Reminder, name: str = "answer") -> str:
    """The absolute address of the page `name`: "answer", "answer_change", "answer_gone" or "answer_stop"."""
    return absolute_url(reverse(f"directory:{name}", args=[token_of(reminder)]))
