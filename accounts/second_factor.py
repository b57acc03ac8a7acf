"""A second proof besides the mailbox: does a person have one, and was it used in this very session?"""

from __future__ import annotations

from django.http import HttpRequest

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator

from accounts.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Recovery codes alone are none: they come with a factor and go with it."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def has_app(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session proved a factor that the person still has (allauth notes each proof in the session)."""
    used = [
        record.get("id") for record in get_authentication_records(request, request.user) if record["method"] == "mfa"
    ]
    return bool(used) and Authenticator.objects.filter(user=request.user, pk__in=used).exists()
