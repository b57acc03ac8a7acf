"""Being logged in, for tests that are about something else."""

from __future__ import annotations

import time

from django.contrib.auth import BACKEND_SESSION_KEY
from django.test import Client

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator

from accounts.adapters import SecondFactorAdapter
from accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def log_in(client: Client, user: User, *, second_factor: bool = True) -> None:
    """A session of `user`. With `second_factor` it is one that may enter the admin (if the user may): the user gets an
    authenticator app, and the session has just used it."""
    client.force_login(user, BACKEND)
    if second_factor:
        prove_second_factor(client, user)


def prove_second_factor(client: Client, user: User) -> None:
    factor = give_app(user)
    session = client.session
    assert session[BACKEND_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": factor.type, "id": factor.pk, "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def give_app(user: User, secret: str = SECRET) -> Authenticator:
    """An authenticator app with a known secret; the one the user has already, if any."""
    factor, _created = Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": SecondFactorAdapter().encrypt(secret)}}
    )
    return factor
