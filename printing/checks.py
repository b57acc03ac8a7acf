"""Says before a site goes live that its paper does not name who answers for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(deploy=True)
def imprint_has_an_address(**kwargs: Any) -> list[checks.CheckMessage]:
    """§ 8 Landespressegesetz NRW wants name and address on print; an address has a number in it."""
    if any(letter.isdigit() for line in settings.PROJECT_IMPRINT for letter in line):
        return []
    return [
        checks.Warning(
            "The imprint on letters, stickers, lists and mails has no address.",
            hint="Set PORTAL_IMPRINT, with | between its lines.",
            id="printing.W001",
        )
    ]
