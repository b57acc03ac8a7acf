"""What happens to an account."""

from __future__ import annotations

import logging

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from allauth.mfa.models import Authenticator

from accounts import leaving
from accounts.models import Device, User
from mailings.domain import queue_mail

logger = logging.getLogger(__name__)


class AddressTaken(Exception):  # noqa: N818 — reads as a sentence where it is raised
    """Somebody else has an account with this address."""


def sign_up(*, email: str) -> User:
    """The account of a proven address; made when there is none yet (it may have come to be in another window)."""
    email = User.objects.normalize_email(email)
    try:
        with transaction.atomic():
            return User.objects.create_user(email)
    except IntegrityError:
        return User.objects.get(email=email)


@transaction.atomic
def change_address(*, user: User, email: str) -> None:
    """Give the account another address, whose mailbox is proven, and tell the old one.

    Raises AddressTaken.
    """
    old, user.email = user.email, User.objects.normalize_email(email)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as error:
        user.email = old
        raise AddressTaken from error
    _notify("email_changed", old)


@transaction.atomic
def remove_password(*, user: User) -> None:
    user.set_unusable_password()
    user.save(update_fields=["password"])
    _notify("password_removed", user.email)


@transaction.atomic
def close_device(device: Device) -> None:
    """Log one browser out, wherever it is."""
    Session.objects.filter(session_key=device.session_key).delete()
    device.delete()


@transaction.atomic
def close_other_devices(*, user: User, session_key: str) -> int:
    """Log out every browser but the one with this session; how many it were."""
    others = Device.objects.of(user).exclude(session_key=session_key)
    count = others.logged_in().count()
    Session.objects.filter(session_key__in=list(others.values_list("session_key", flat=True))).delete()
    others.delete()
    return count


@transaction.atomic
def reset_second_factor(*, user: User, reason: str) -> int:
    """Take all factors of a person who lost them, log them out everywhere, tell them; how many factors it were.

    Whoever calls this has made sure who is asking. It stands in the log.
    """
    count = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    Authenticator.objects.filter(user=user).delete()
    close_other_devices(user=user, session_key="")
    _notify("second_factor_reset", user.email)
    logger.warning("second factor of user %s reset (%s factors): %s", user.pk, count, reason)
    return count


@transaction.atomic
def delete_account(*, user: User) -> None:
    """The account and what hangs on it, after every app has done its part (accounts.leaving).

    Raises leaving.MustStay with a sentence for the person.
    """
    if user.is_superuser and not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk).exists():
        raise leaving.MustStay(_("This is the last account with all rights. Give these rights to somebody else first."))
    leaving.leave_everything(user)
    close_other_devices(user=user, session_key="")
    email = user.email
    try:
        user.delete()
    except ProtectedError as error:
        raise leaving.MustStay(
            _("Something on this site still needs your account. Please write to the project's team; they will help.")
        ) from error
    _notify("account_deleted", email)


def everything_stored(*, user: User) -> dict:
    """What is stored about a person, fit for JSON. Times are ISO 8601 in UTC."""
    return {
        "account": {
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "joined": user.date_joined.isoformat(),
            "last_login": user.last_login.isoformat() if user.last_login else None,
            "has_password": user.has_usable_password(),
            "groups": sorted(user.groups.values_list("name", flat=True)),
        },
        "devices": [
            {
                "browser": device.browser,
                "system": device.system,
                "logged_in": device.logged_in_at.isoformat(),
                "last_seen": device.last_seen_at.isoformat(),
            }
            for device in Device.objects.of(user)
        ],
        "second_factors": [
            {
                "type": factor.type,
                "name": factor.data.get("name", ""),
                "created": factor.created_at.isoformat(),
                "last_used": factor.last_used_at.isoformat() if factor.last_used_at else None,
            }
            for factor in Authenticator.objects.filter(user=user)
        ],
        **leaving.stored_elsewhere(user),
    }


def _notify(name: str, email: str) -> None:
    queue_mail(
        kind=f"accounts.{name}",
        to=email,
        template=f"account/mails/{name}.txt",
        context={"at": timezone.now()},
        is_urgent=True,
    )
