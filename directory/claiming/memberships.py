"""The few writes on memberships that everything else is made of. Callers hold the business's lock."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from accounts.models import User
from common.urls import absolute_url
from directory.claiming.errors import NotAllowed
from directory.claiming.mails import tell
from directory.enums import MembershipRole
from directory.models import Business, Invitation, Membership


def lock_business(business: Business) -> Business:
    """The row as it is now, held until the transaction ends. On SQLite the transaction itself is the lock."""
    return Business.objects.select_for_update(no_key=True).get(pk=business.pk)


def make_member(*, business: Business, user: User, role: str, proof: str) -> Membership:
    """Belongs from now on; who belonged already keeps the higher role."""
    membership, is_new = Membership.objects.get_or_create(
        business=business, user=user, defaults={"role": role, "proof": proof}
    )
    if not is_new and role == MembershipRole.OWNER and not membership.is_owner:
        membership.role, membership.proof = role, proof
        membership.save(update_fields=["role", "proof"])
    return membership


def owner_of(business: Business, user: User) -> Membership:
    """The membership of an owner. Raises NotAllowed: somebody may have changed that a moment ago."""
    membership = business.memberships.owners().of(user).first()
    if membership is None:
        raise NotAllowed
    return membership


def is_last_owner(membership: Membership) -> bool:
    others = membership.business.memberships.owners().exclude(pk=membership.pk)
    return membership.is_owner and not others.exists()


def end_membership(membership: Membership, now: datetime) -> None:
    """And the invitations this person sent: nobody comes in through somebody who has gone."""
    revoke_invitations_by(membership, now)
    membership.delete()


def revoke_invitations_by(membership: Membership, now: datetime) -> None:
    Invitation.objects.open_at(now).filter(business=membership.business, invited_by=membership.user).update(
        revoked_at=now
    )


def free_entry(business: Business, now: datetime) -> None:
    """Nobody looks after it any more: helpers go with the last owner, for somebody has to answer for an entry."""
    for membership in business.memberships.select_related("user"):
        if not membership.is_owner:
            tell("membership_freed", membership.user.email, business)
        membership.delete()
    Invitation.objects.open_at(now).filter(business=business).update(revoked_at=now)
    end_reminders(business, now)


def end_reminders(business: Business, now: datetime) -> None:
    """The people changed: links that were sent to those before speak for the business no more."""
    business.reminders.filter(expires_at__gt=now).update(expires_at=now)


def tell_owners(name: str, business: Business, *, but: User | None = None, **context) -> None:
    owners = business.memberships.owners().select_related("user")
    for owner in owners.exclude(user=but) if but else owners:
        tell(
            name,
            owner.user.email,
            business,
            people_url=absolute_url(reverse("directory:my_people", args=[business.slug])),
            **context,
        )
