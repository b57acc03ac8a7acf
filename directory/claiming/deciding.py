"""What the project decides about claims and people. Always with a note: somebody will ask why."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import log

from accounts.models import User
from directory.claiming.claims import confirm
from directory.claiming.errors import NotPossible
from directory.claiming.mails import tell
from directory.claiming.memberships import (
    end_membership,
    free_entry,
    is_last_owner,
    lock_business,
    revoke_invitations_by,
    tell_owners,
)
from directory.enums import ClaimState, MembershipRole, Proof
from directory.models import Business, Claim, ClaimCode, Membership

LOG_ACTION = "directory.people"


class Verdict(models.TextChoices):
    OWNER = "owner", gettext_lazy("Confirm: becomes an owner")
    HELPER = "helper", gettext_lazy("Confirm: becomes a helper")
    REPLACE = "replace", gettext_lazy("Confirm, and all others lose the entry")
    REFUSE = "refuse", gettext_lazy("Refuse")


def possible_verdicts(*, is_taken: bool) -> list[Verdict]:
    """Where nobody is, nobody can be replaced, and a helper would have nobody to help."""
    return list(Verdict) if is_taken else [Verdict.OWNER, Verdict.REFUSE]


@transaction.atomic
def decide_claim(*, claim: Claim, verdict: str, note: str, by: User) -> None:
    """`note` goes to the person who claimed and stays with the claim.

    Raises NotPossible when the claim was decided meanwhile, or the verdict does not fit what has become of it.
    """
    now = timezone.now()
    if not note.strip():
        raise ValueError("A decision needs a note.")
    business = lock_business(claim.business)
    claim = Claim.objects.select_related("business", "user").get(pk=claim.pk)
    if not Claim.objects.pending().filter(pk=claim.pk).exists():
        raise NotPossible(_("This claim has been decided meanwhile."))
    if verdict not in possible_verdicts(is_taken=business.memberships.exists()):
        raise NotPossible(_("Meanwhile something has changed. Please look again and decide anew."))
    if verdict == Verdict.REFUSE:
        claim.state, claim.decided_by, claim.decided_at, claim.note = ClaimState.REFUSED, by, now, note
        claim.save()
        ClaimCode.objects.usable(now).filter(claim=claim).update(revoked_at=now)
        tell("claim_refused", claim.user.email, business, note=note)
    else:
        if verdict == Verdict.REPLACE:
            for membership in business.memberships.exclude(user=claim.user).select_related("user"):
                person = membership.user
                end_membership(membership, now)
                tell("membership_replaced", person.email, business)
        else:
            tell_owners("membership_added", business, but=claim.user, who=str(claim.user))
        role = MembershipRole.HELPER if verdict == Verdict.HELPER else MembershipRole.OWNER
        confirm(claim=claim, role=role, proof=Proof.STAFF, by=by, note=note, now=now)
    _log(business, by, str(Verdict(verdict).label), claim.user, note)


@transaction.atomic
def change_people(*, membership: Membership, role: str, reason: str, by: User) -> None:
    """Staff change a role, or end a membership (`role` empty). The last owner who goes frees the entry."""
    if not reason.strip():
        raise ValueError("A change of people needs a reason.")
    now = timezone.now()
    business = lock_business(membership.business)
    membership = Membership.objects.select_related("business", "user").filter(pk=membership.pk).first()
    if membership is None:
        raise NotPossible(_("This person has left meanwhile."))
    person, is_last = membership.user, is_last_owner(membership)
    if role == membership.role:
        return
    if role == MembershipRole.HELPER and is_last:
        raise NotPossible(_("Nobody would answer for the entry: make somebody else owner first."))
    if role:
        membership.role = role
        membership.save(update_fields=["role"])
        if role == MembershipRole.HELPER:
            revoke_invitations_by(membership, now)
        tell("membership_role", person.email, business, is_owner=role == MembershipRole.OWNER, who="")
    else:
        end_membership(membership, now)
        if is_last:
            free_entry(business, now)
        tell("membership_ended", person.email, business)
    _log(business, by, str(membership.get_role_display()) if role else _("Removed"), person, reason)


def _log(business: Business, by: User, what: str, person: User, note: str) -> None:
    """Into Wagtail's log, where the history of an entry shows it beside everything else."""
    log(instance=business, action=LOG_ACTION, user=by, data={"what": what, "person": person.pk, "note": note})
