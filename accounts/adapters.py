"""Where allauth asks us: mail, words, redirects, and how the secrets of second factors are kept."""

from __future__ import annotations

import base64
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet

from accounts.models import User
from accounts.rules import works_in_admin
from mailings.domain import queue_mail

NOTICE_LIFETIME = timedelta(days=7)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("This e-mail address and this password do not belong together."),
        "enter_current_password": _("That is not your current password."),
        "incorrect_code": _(
            "That code is not right. Please compare the digits; a code from the app changes every 30 seconds."
        ),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("That was too often in a short time. Please wait a few minutes and try again."),
        "rate_limited": _("That was too often in a short time. Please wait a few minutes and try again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """allauth's notices, in our format; `template_prefix` is its name for the mail ("mfa/email/totp_activated")."""
        name = template_prefix.rpartition("/")[2]
        queue_mail(
            kind=f"accounts.{name}",
            to=email,
            template=f"account/mails/{name}.txt",
            context={"at": timezone.now()},
            is_urgent=True,
            expires_at=timezone.now() + NOTICE_LIFETIME,
        )

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict | None = None, email: str | None = None
    ) -> None:
        """Without the IP address and user agent that allauth would put in: we do not note them anywhere."""
        self.send_mail(template_prefix, email or user.email, {})

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if works_in_admin(request.user):
            return reverse("wagtailadmin_home")
        return super().get_login_redirect_url(request)

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this site, and only without naming a host."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:home")

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict]:
        """The strongest first, because the first is what people are led to."""
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code from the app"),
            "mfa_reauthenticate:webauthn": _("With the passkey"),
        }
        methods = [
            method | {"description": words[method["id"]]} for method in super().get_reauthentication_methods(user)
        ]
        return sorted(methods, key=lambda method: method["id"] == "reauthenticate")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("Emergency codes exist only together with an app or a passkey."),
    }

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text: str) -> str:
        """A stolen copy of the database alone opens no door: the key is made from the secret key of the site."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 — allauth's name
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(key)) for key in keys])


def _fernet_key(secret: str) -> bytes:
    digest = salted_hmac("accounts.second_factor", "", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
