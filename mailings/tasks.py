"""What the worker does for mail."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mailings.domain import forget_consents, forget_messages
from mailings.sending import Sender
from worker.registry import steady
from worker.retention import forgets

steady(name="mailings.send")(Sender)


@forgets(name="mailings.messages", what=_("Addresses and texts of mail that is over"))
def messages(now: datetime) -> int:
    return sum(forget_messages(now=now))


@forgets(name="mailings.consents", what=_("Consents nobody confirmed, and old proofs"))
def consents(now: datetime) -> int:
    return forget_consents(now=now)
