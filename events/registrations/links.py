"""Signed addresses that need no login. They name the registration and nothing of its state, so an old link shows what
is true now (common/signatures.py says how)."""

from __future__ import annotations

from common.signatures import is_signed, parts_of, signature_of
from common.urls import absolute_url
from events.models import Registration

SALT = "events.registration"


def token_of(registration: Registration) -> str:
    return f"{registration.pk}.{signature_of(SALT, registration.uid)}"


def registration_of(token: str) -> Registration | None:
    """None for a link that is not ours, or whose registration is forgotten."""
    number, signature = parts_of(token)
    found = Registration.objects.with_list_data().filter(pk=number).first() if number is not None else None
    return found if found and is_signed(SALT, found.uid, signature) else None


def link_to(registration: Registration) -> str:
    return absolute_url(registration.get_absolute_url())
