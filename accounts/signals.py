"""What a session learns when somebody sets up a second factor."""

from django.dispatch import receiver
from django.http import HttpRequest

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added

from accounts.second_factor import FACTORS


@receiver(authenticator_added, dispatch_uid="accounts.proven_by_setting_up")
def proven_by_setting_up(sender, request: HttpRequest, user, authenticator: Authenticator, **kwargs) -> None:
    """Whoever sets up an app or a passkey has just used it, so this session need not ask for it again at once."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
