"""What becomes of somebody's businesses when the account goes, and what is stored here about a person."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import leaving
from accounts.models import User
from directory.claiming.memberships import end_membership, free_entry, is_last_owner, lock_business, tell_owners
from directory.models import Claim, ClaimAttempt, Invitation, Membership


def register() -> None:
    leaving.register("directory", tell=tell, leave=leave, export=export)


def tell(user: User) -> list[str]:
    """One sentence a business."""
    sentences = []
    for membership in _memberships(user):
        if is_last_owner(membership):
            sentence = _("You are the only owner of %(business)s. The entry stays and becomes free again.")
        else:
            sentence = _("You leave %(business)s. The others stay.")
        sentences.append(sentence % {"business": membership.business})
    return sentences


def leave(user: User) -> None:
    """Inside the transaction that deletes the account."""
    now = timezone.now()
    for membership in _memberships(user):
        business = lock_business(membership.business)
        membership = business.memberships.of(user).select_related("business", "user").first()
        if membership is None:
            continue
        is_last = is_last_owner(membership)
        end_membership(membership, now)
        if is_last:
            free_entry(business, now)
        else:
            tell_owners("membership_left", business, but=user, who=str(user), was_removed=False)


def export(user: User) -> dict:
    """Times are ISO 8601 in UTC."""
    return {
        "businesses": [
            {
                "business": str(membership.business),
                "role": membership.role,
                "known_by": membership.proof,
                "since": membership.created_at.isoformat(),
            }
            for membership in _memberships(user)
        ],
        "claims": [
            {
                "business": str(claim.business),
                "state": claim.state,
                "message": claim.message,
                "phone": claim.phone,
                "note_of_the_project": claim.note,
                "made": claim.created_at.isoformat(),
            }
            for claim in Claim.objects.filter(user=user).select_related("business")
        ],
        "codes_typed": [
            {
                "business": str(attempt.business) if attempt.business else None,
                "outcome": attempt.outcome,
                "at": attempt.created_at.isoformat(),
            }
            for attempt in ClaimAttempt.objects.filter(user=user).select_related("business")
        ],
        "invitations": [
            {
                "business": str(invitation.business),
                "email": invitation.email,
                "sent_by_you": invitation.invited_by_id == user.pk,
                "made": invitation.created_at.isoformat(),
            }
            for invitation in (
                Invitation.objects.filter(invited_by=user) | Invitation.objects.filter(email=user.email)
            ).select_related("business")
        ],
    }


def _memberships(user: User):
    return Membership.objects.of(user).select_related("business", "user").order_by("business_id")
