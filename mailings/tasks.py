"""What the worker does for mail."""

from __future__ import annotations

from datetime import timedelta

from mailings.domain import forget_consents, forget_messages
from mailings.sending import Sender
from worker.registry import periodic, steady

steady(name="mailings.send")(Sender)


@periodic(name="mailings.forget", every=timedelta(hours=12))
def forget() -> str:
    emptied, deleted = forget_messages()
    consents = forget_consents()
    return f"{emptied} messages emptied, {deleted} rows and {consents} consents deleted"
