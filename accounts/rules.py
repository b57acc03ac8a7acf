"""Who has to show more than an e-mail address."""

from __future__ import annotations

from django.conf import settings

import rules


@rules.predicate
def works_in_admin(user) -> bool:
    """Staff of any kind: whoever the admin would let in, or who was marked as staff."""
    return user.is_active and (user.is_staff or user.is_superuser or user.has_perm("wagtailadmin.access_admin"))


@rules.predicate
def needs_second_factor(user) -> bool:
    return settings.ACCOUNTS_SECOND_FACTOR_FOR_STAFF and works_in_admin(user)
