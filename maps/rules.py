"""Who may use the part of the map that costs others something."""

from __future__ import annotations

import rules


@rules.predicate
def may_look_up_addresses(user) -> bool:
    """Everybody who is logged in and active: owners and staff fill in addresses. The public has no use for it, and an
    open address would be a free geocoder at our expense."""
    return bool(user and user.is_authenticated and user.is_active)
