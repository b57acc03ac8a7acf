"""What the outbox and the ledger forget, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mailings.models import Consent, Message

UNDECIDED_FOR = timedelta(days=90)  # unclear mail nobody decided about in that time is not decided about any more
OCCASIONS_FOR = timedelta(days=730)  # how long “at most once per occasion” holds
UNCONFIRMED_FOR = timedelta(days=3)  # the link to confirm runs out after two
PROOF_YEARS = 3  # after the end of the year of the withdrawal: §§ 195, 199 BGB


@transaction.atomic
def forget_messages(*, now: datetime | None = None) -> tuple[int, int]:
    """Address and text of messages that have been over for long; then whole rows. How many of each.

    What stays for a while is kind, state, times and a fingerprint that tells nobody the address.
    """
    now = now or timezone.now()
    over = Q(closed_at__lt=now - timedelta(days=settings.MAILINGS_KEEP_DAYS))
    undecided = Q(state="unclear", claimed_at__lt=now - UNDECIDED_FOR)
    emptied = (
        Message.objects.remembered()
        .filter(over | undecided)
        .update(forgotten_at=now, to="", reply_to="", subject="", text="", html="", calendar="", headers={}, key="")
    )
    deleted, _ = Message.objects.filter(
        Q(fingerprint="", forgotten_at__isnull=False) | Q(forgotten_at__lt=now - OCCASIONS_FOR)
    ).delete()
    return emptied, deleted


@transaction.atomic
def forget_consents(*, now: datetime | None = None) -> int:
    """Consents nobody confirmed, and proofs of withdrawn ones once no claim can come of them. Objections stay: they are
    what keeps us from writing again."""
    now = timezone.localtime(now)
    end_of_proof = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0, year=now.year - PROOF_YEARS)
    deleted, _ = Consent.objects.filter(
        Q(withdrawn_at=None, confirmed_at=None, given_at__lt=now - UNCONFIRMED_FOR)
        | Q(given_at__isnull=False, withdrawn_at__lt=end_of_proof)
    ).delete()
    return deleted
