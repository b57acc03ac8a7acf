"""What a session remembers of how somebody proved who they are."""

from django.dispatch import receiver
from django.http import HttpRequest

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added

from accounts.second_factor import FACTORS


@receiver(authenticator_added, dispatch_uid="accounts.proven_by_setting_up")
def proven_by_setting_up(sender, request: HttpRequest, user, authenticator: Authenticator, **kwargs) -> None:
    """Whoever sets up an app or a passkey has just used it, so this session need not ask for it again at once."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)


@receiver(user_logged_in, dispatch_uid="accounts.proven_by_logging_in")
def proven_by_logging_in(sender, request: HttpRequest, user, **kwargs) -> None:
    """Whoever logged in a moment ago need not show it once more (allauth asks before each important change)."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        *records[:-1],
        *(record | {"reauthenticated": True} for record in records[-1:]),
    ]
