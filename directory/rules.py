"""Who may do what for a business. Staff act in the admin, with Wagtail's permissions; these are the owners' rules."""

from __future__ import annotations

import rules

from directory.enums import MembershipRole


def _role(user, business) -> str:
    """The person's role in this business; empty when there is none. Asked once a request and business."""
    if business is None or not user.is_authenticated or not user.is_active:
        return ""
    known = user.__dict__.setdefault("_directory_roles", {})
    if business.pk not in known:
        membership = business.memberships.of(user).first()
        known[business.pk] = membership.role if membership else ""
    return known[business.pk]


@rules.predicate
def looks_after(user, business) -> bool:
    """Owners and helpers."""
    return bool(_role(user, business))


@rules.predicate
def is_owner(user, business) -> bool:
    return _role(user, business) == MembershipRole.OWNER


rules.add_perm("directory.edit_own_business", looks_after)
rules.add_perm("directory.manage_people", is_owner)


@rules.predicate
def edits_businesses(user) -> bool:
    return user.has_perm("directory.change_business")


@rules.predicate
def publishes_businesses(user) -> bool:
    return user.has_perm("directory.publish_business")


# Handing a code over at the counter is the editors' work; giving an entry away without a proof is the leads' decision.
rules.add_perm("directory.hand_out_codes", edits_businesses)
rules.add_perm("directory.decide_claims", publishes_businesses)
