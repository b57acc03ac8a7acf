"""A new address for an account: a code goes to the new mailbox, a notice to the old, nobody learns who is here."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from allauth.core import ratelimit

from accounts import codes
from accounts.models import User
from mailings.domain import queue_mail

SESSION_KEY = "accounts.new_address"


def begin(*, request: HttpRequest, email: str) -> None:
    """Send a code to `email` and wait for it. An address with an account gets a notice instead, on the same screen.

    Raises RateLimited.
    """
    ratelimit.consume(request, action="request_login_code", key=email, raise_exception=True)
    code = codes.new_code()
    is_free = not User.objects.filter(email=email).exists()
    request.session[SESSION_KEY] = {"email": email, "user": request.user.pk, **codes.pending(code)}
    queue_mail(
        kind="accounts.email_code" if is_free else "accounts.email_taken",
        to=email,
        template=f"account/mails/{'email_code' if is_free else 'email_taken'}.txt",
        context={"code": codes.in_groups(code), "minutes": int(codes.LIFETIME.total_seconds() // 60)}
        if is_free
        else {},
        is_secret=is_free,
        is_urgent=True,
        expires_at=timezone.now() + codes.LIFETIME,
    )


def pending(request: HttpRequest) -> dict | None:
    """What waits for its code: `email` and what codes.pending keeps. None when nothing does, or its time is over."""
    kept = request.session.get(SESSION_KEY)
    if kept and kept["user"] == request.user.pk and codes.is_alive(kept) and kept["failed"] < codes.TRIES:
        return kept
    request.session.pop(SESSION_KEY, None)
    return None


def note_wrong_try(request: HttpRequest, kept: dict) -> int:
    """How many tries are left."""
    kept["failed"] += 1
    request.session[SESSION_KEY] = kept
    return codes.TRIES - kept["failed"]


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
