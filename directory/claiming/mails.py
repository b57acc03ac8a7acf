"""The mails of this part: one function, so that each of them knows the business, its page, and who to ask."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from common.urls import absolute_url
from directory.models import Business
from mailings.domain import queue_mail


def tell(
    name: str,
    to: str,
    business: Business,
    *,
    is_secret: bool = False,
    is_urgent: bool = False,
    expires_at: datetime | None = None,
    **context: Any,
) -> None:
    """Queue directory/mails/<name>.txt; nothing without an address. Texts are put on one line, because people typed
    them and a mail reads its lines as markup."""
    if not to:
        return
    flat = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in context.items()}
    queue_mail(
        kind=f"directory.{name}",
        to=to,
        template=f"directory/mails/{name}.txt",
        context={
            "business": " ".join(business.name.split()),
            "page_url": absolute_url(business.get_absolute_url()),
            "is_live": business.live,
            "claim_url": absolute_url(reverse("directory:claim", args=[business.slug])),
            **flat,
        },
        is_secret=is_secret,
        is_urgent=is_urgent,
        expires_at=expires_at,
    )


def masked(email: str) -> str:
    """Enough of an address to recognise one's own: "info@baeckerei-kamp.de" → "i…@baeckerei-kamp.de"."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"
