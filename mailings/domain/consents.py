"""Saying yes, saying no, and proving it."""

from __future__ import annotations

from datetime import datetime

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common.urls import absolute_url
from mailings.addresses import normalised
from mailings.enums import Channel
from mailings.models import Consent

SALT = "mailings.unsubscribe"


@transaction.atomic
def give_consent(
    *,
    address: str,
    purpose: str,
    version: str,
    text_shown: str,
    channel: Channel,
    is_confirmed: bool = False,
    valid_until: datetime | None = None,
) -> Consent:
    """Note down that somebody said yes to `text_shown`, word for word as it stood there.

    `is_confirmed`: we know already that the address is theirs (they are logged in with it). Otherwise the consent holds
    only after `confirm_consent`, which a link in a mail to that address leads to (double opt-in, BGH I ZR 164/09). A
    valid consent to the same words is returned as it is; to other words the old row ends and a new one begins. An
    earlier objection is over: who says yes now means it.
    """
    now = timezone.now()
    address = normalised(address)
    rows = Consent.objects.of(address=address, purpose=purpose)
    current = rows.not_withdrawn().select_for_update().first()
    if current is not None:
        same_words = (current.version, current.text_shown) == (version, text_shown)
        if same_words and current in rows.valid(now):
            return current
        if same_words and current.confirmed_at is None and not is_confirmed:
            return current
        rows.not_withdrawn().update(withdrawn_at=now)
    # Of two requests at once (a double tap) the second gets the row of the first.
    consent, _created = rows.not_withdrawn().get_or_create(
        address=address,
        purpose=purpose,
        withdrawn_at=None,
        defaults={
            "version": version,
            "text_shown": text_shown,
            "channel": channel,
            "given_at": now,
            "confirmed_at": now if is_confirmed else None,
            "valid_until": valid_until,
        },
    )
    return consent


@transaction.atomic
def confirm_consent(consent: Consent) -> bool:
    """The address answered: the consent holds from now on. False when it had been withdrawn or confirmed before."""
    confirmed = Consent.objects.unconfirmed().filter(pk=consent.pk).update(confirmed_at=timezone.now())
    consent.refresh_from_db()
    return confirmed == 1


@transaction.atomic
def withdraw_consent(*, address: str, purpose: str, channel: Channel = Channel.FORM) -> bool:
    """Nothing for this purpose reaches the address any more, waiting mail included (every mail is checked when it
    leaves). Whoever never said yes leaves an objection. False when nothing had to be changed."""
    now = timezone.now()
    address = normalised(address)
    rows = Consent.objects.of(address=address, purpose=purpose)
    if rows.not_withdrawn().update(withdrawn_at=now):
        return True
    newest = rows.first()
    if newest is not None:
        return False
    Consent.objects.create(address=address, purpose=purpose, channel=channel, withdrawn_at=now)
    return True


def has_consent(address: str, purpose: str) -> bool:
    """Whether mail for this purpose may go to this address now."""
    return Consent.objects.of(address=normalised(address), purpose=purpose).valid(timezone.now()).exists()


def has_objected(address: str, purpose: str) -> bool:
    """Whether the last word of this address about this purpose was no."""
    newest = Consent.objects.of(address=normalised(address), purpose=purpose).first()
    return newest is not None and newest.withdrawn_at is not None


def unsubscribe_url(*, address: str, purpose: str) -> str:
    """The address of the unsubscribe page for this recipient. Good for ever, as a withdrawal must be; only a new secret
    key of the site ends it."""
    token = signing.dumps([normalised(address), purpose], salt=SALT)
    return absolute_url(reverse("mailings:unsubscribe", args=[token]))


def read_unsubscribe_token(token: str) -> tuple[str, str]:
    """(address, purpose) of a token from `unsubscribe_url`. Raises signing.BadSignature for anything else."""
    address, purpose = signing.loads(token, salt=SALT)
    return address, purpose
