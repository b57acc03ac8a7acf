"""What owners do about people: invite, hand over, change roles, remove, leave. Every act tells those concerned."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User
from common.urls import absolute_url
from directory.claiming.errors import LastOwner, NotAllowed, NotPossible
from directory.claiming.mails import tell
from directory.claiming.memberships import (
    end_membership,
    free_entry,
    is_last_owner,
    lock_business,
    make_member,
    owner_of,
    revoke_invitations_by,
    tell_owners,
)
from directory.enums import MembershipRole, Proof
from directory.models import Business, Invitation, Membership

INVITATION_LIVES = timedelta(days=14)
INVITATIONS_A_DAY = 20  # for one business
INVITATIONS_A_DAY_TO_ONE = 3  # for one business to one address
SALT = "directory.invitation"


def hash_of(token: str) -> str:
    return salted_hmac(SALT, token, algorithm="sha256").hexdigest()


@transaction.atomic
def invite(
    *,
    business: Business,
    by: User,
    email: str,
    role: str,
    is_hand_over: bool = False,
    giver_stays: bool = False,
) -> Invitation:
    """Ask somebody by mail. A hand-over makes the invited one owner and ends the giver's role once it is accepted.

    An open invitation to the same address is replaced. Raises NotAllowed for who is no owner, NotPossible with a
    sentence for somebody who belongs already or when too many were sent.
    """
    now = timezone.now()
    business = lock_business(business)
    owner_of(business, by)
    email = User.objects.normalize_email(email)
    if email == by.email:
        raise NotPossible(_("That is your own address."))
    present = business.memberships.filter(user__email=email).first()
    if present and (present.is_owner or role == MembershipRole.HELPER) and not is_hand_over:
        raise NotPossible(_("This person belongs to the business already."))
    today = Invitation.objects.filter(business=business, created_at__gt=now - timedelta(days=1))
    if today.count() >= INVITATIONS_A_DAY:
        raise NotPossible(_("Many invitations were sent today. Please go on tomorrow."))
    if today.filter(email=email).count() >= INVITATIONS_A_DAY_TO_ONE:
        raise NotPossible(_("This person has been invited several times today. Please wait until tomorrow."))
    Invitation.objects.open_at(now).filter(business=business, email=email).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        business=business,
        email=email,
        role=MembershipRole.OWNER if is_hand_over else role,
        invited_by=by,
        secret_hash=hash_of(token),
        is_hand_over=is_hand_over,
        giver_stays=is_hand_over and giver_stays,
        expires_at=now + INVITATION_LIVES,
    )
    tell(
        "invitation_new",
        email,
        business,
        is_secret=True,
        expires_at=invitation.expires_at,
        who=str(by),
        is_hand_over=is_hand_over,
        is_owner=invitation.role == MembershipRole.OWNER,
        until=invitation.expires_at,
        accept_url=absolute_url(reverse("directory:invitation", args=[token])),
    )
    return invitation


def resend_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """A new link; the old one stops working, because we do not know it ourselves.

    Raises NotPossible for a hand-over of somebody else: whoever sends the link is the one who goes when it is accepted.
    """
    if invitation.is_hand_over and invitation.invited_by_id != by.pk:
        raise NotPossible(_("Only the person who hands the business over can send this link again."))
    return invite(
        business=invitation.business,
        by=by,
        email=invitation.email,
        role=invitation.role,
        is_hand_over=invitation.is_hand_over,
        giver_stays=invitation.giver_stays,
    )


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> bool:
    """False when it was accepted, withdrawn or has run out meanwhile."""
    now = timezone.now()
    business = lock_business(invitation.business)
    owner_of(business, by)
    done = Invitation.objects.open_at(now).filter(pk=invitation.pk).update(revoked_at=now) == 1
    if done:
        tell("invitation_withdrawn", invitation.email, business)
    return done


def open_invitation(token: str, now: datetime | None = None) -> Invitation | None:
    """The invitation behind a link, as long as it can be accepted."""
    found = Invitation.objects.open_at(now or timezone.now()).select_related("business", "invited_by")
    return found.filter(secret_hash=hash_of(token)).first()


@transaction.atomic
def accept_invitation(*, token: str, by: User) -> Membership:
    """Raises NotAllowed for a link that is no good (any more) and for anybody but the invited address."""
    now = timezone.now()
    invitation = open_invitation(token, now)
    if invitation is None or invitation.email != by.email:
        raise NotAllowed
    business = lock_business(invitation.business)
    # Whoever invited must still be an owner, and of two clicks one changes the row.
    giver = owner_of(business, invitation.invited_by)
    if giver.user_id == by.pk:  # whose address has become the invited one: handing over to oneself leaves no owner
        raise NotAllowed
    if Invitation.objects.open_at(now).filter(pk=invitation.pk).update(accepted_at=now) != 1:
        raise NotAllowed
    proof = Proof.HAND_OVER if invitation.is_hand_over else Proof.INVITATION
    membership = make_member(business=business, user=by, role=invitation.role, proof=proof)
    if not invitation.is_hand_over:
        tell_owners("invitation_accepted", business, but=by, who=str(by), is_owner=membership.is_owner)
        return membership
    if invitation.giver_stays:
        revoke_invitations_by(giver, now)
        giver.role = MembershipRole.HELPER
        giver.save(update_fields=["role"])
    else:
        end_membership(giver, now)
    tell("membership_handed_over", giver.user.email, business, who=str(by), stays=invitation.giver_stays)
    tell_owners("invitation_accepted", business, but=by, who=str(by), is_owner=True)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> None:
    """Raises NotAllowed for who is no owner, LastOwner when nobody would answer for the entry."""
    business = lock_business(membership.business)
    owner_of(business, by)
    membership = _present(membership)
    if membership.role == role:
        return
    if role == MembershipRole.HELPER and is_last_owner(membership):
        raise LastOwner
    membership.role = role
    membership.save(update_fields=["role"])
    if role == MembershipRole.HELPER:
        revoke_invitations_by(membership, timezone.now())
    if membership.user_id != by.pk:
        tell("membership_role", membership.user.email, business, is_owner=role == MembershipRole.OWNER, who=str(by))


@transaction.atomic
def remove_person(*, membership: Membership, by: User) -> None:
    """Somebody else goes; oneself one leaves. Raises NotAllowed."""
    business = lock_business(membership.business)
    owner_of(business, by)
    membership = _present(membership)
    if membership.user_id == by.pk:
        raise NotAllowed
    person = membership.user
    end_membership(membership, timezone.now())
    tell("membership_ended", person.email, business)
    tell_owners("membership_left", business, but=by, who=str(person), was_removed=True)


@transaction.atomic
def leave(*, business: Business, by: User, frees_entry: bool = False) -> bool:
    """Go. True when the entry has become free by it.

    Raises NotAllowed for who does not belong, LastOwner when the entry would become free and `frees_entry` does not
    say that this is known: of two owners who leave at once the second one is asked.
    """
    now = timezone.now()
    business = lock_business(business)
    membership = business.memberships.of(by).first()
    if membership is None:
        raise NotAllowed
    is_last = is_last_owner(membership)
    if is_last and not frees_entry:
        raise LastOwner
    end_membership(membership, now)
    if is_last:
        free_entry(business, now)
    else:
        tell_owners("membership_left", business, but=by, who=str(by), was_removed=False)
    tell("membership_goodbye", by.email, business, is_free=is_last)
    return is_last


def _present(membership: Membership) -> Membership:
    """As it is now, under the lock. Raises NotAllowed when it is gone."""
    present = Membership.objects.select_related("business", "user").filter(pk=membership.pk).first()
    if present is None:
        raise NotAllowed
    return present
