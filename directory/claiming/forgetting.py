"""What is forgotten by itself of claims, codes and invitations. docs/privacy.md says the same in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.enums import ClaimState
from directory.models import Claim, ClaimAttempt, ClaimCode, Invitation
from directory.models.claims import PENDING_STATES
from worker.retention import forgets

ATTEMPTS_FOR = timedelta(days=365)
CODES_FOR = timedelta(days=365)  # after they ran out: the log of tries points at them
INVITATIONS_FOR = timedelta(days=90)
TEXTS_FOR = timedelta(days=365)  # message, telephone and note of a claim, after the decision
REFUSED_FOR = timedelta(days=3 * 365)  # as long as somebody may ask why
UNPROVED_FOR = timedelta(days=30)  # a code was asked for and never typed


@forgets(name="directory.claims", what=_("Claims, codes, tries and invitations"))
def forget_claims(now: datetime) -> int:
    """Doing it twice changes nothing."""
    unproved = Claim.objects.filter(state=ClaimState.OPEN, created_at__lt=now - UNPROVED_FOR)
    expired = unproved.update(state=ClaimState.EXPIRED, decided_at=now)
    attempts, _rows = ClaimAttempt.objects.filter(created_at__lt=now - ATTEMPTS_FOR).delete()
    codes, _rows = ClaimCode.objects.filter(expires_at__lt=now - CODES_FOR).delete()
    invitations, _rows = Invitation.objects.filter(
        Q(expires_at__lt=now - INVITATIONS_FOR)
        | Q(accepted_at__lt=now - INVITATIONS_FOR)
        | Q(revoked_at__lt=now - INVITATIONS_FOR)
    ).delete()
    decided = Claim.objects.exclude(state__in=PENDING_STATES)
    emptied = (
        decided.filter(decided_at__lt=now - TEXTS_FOR)
        .exclude(message="", phone="", note="")
        .update(message="", phone="", note="")
    )
    claims, _rows = decided.exclude(state=ClaimState.CONFIRMED).filter(decided_at__lt=now - REFUSED_FOR).delete()
    return expired + attempts + codes + invitations + emptied + claims
