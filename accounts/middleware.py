"""Two doorkeepers: one notes which browsers are logged in, one lets nobody into the admin without a second factor."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.devices import browser_and_system
from accounts.models import Device
from accounts.rules import needs_second_factor, works_in_admin
from accounts.second_factor import has_app, has_second_factor, used_second_factor

NOTED_KEY = "accounts.noted"
NOTE_EVERY = 10 * 60  # seconds; a session is written as seldom, and lives on from each writing
# Wagtail's own ways in ask for a password and nothing else, so they lead to ours.
REPLACED = ("wagtailadmin_login", "wagtailadmin_password_reset")

View = Callable[[HttpRequest], HttpResponse]


def remember_device(get_response: View) -> View:
    """Keep the list of a person's devices, and other people's caches away from their pages.

    Without a session cookie nothing is looked at, so an anonymous visitor's page depends on no cookie.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return get_response(request)
        _note(request)
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response

    return middleware


def _note(request: HttpRequest) -> None:
    session = request.session
    key, noted_at = session.get(NOTED_KEY, (None, 0))
    if key == session.session_key and time.time() - noted_at < NOTE_EVERY:
        return
    browser, system = browser_and_system(request.headers.get("User-Agent", ""))
    if key and key != session.session_key:  # the same browser with a new key, after a new password
        Device.objects.of(request.user).filter(session_key=key).delete()
    Device.objects.update_or_create(
        session_key=session.session_key,
        defaults={"user": request.user, "browser": browser, "system": system, "last_seen_at": timezone.now()},
    )
    session[NOTED_KEY] = [session.session_key, time.time()]


def guard_admin(get_response: View) -> View:
    """Everything below the admin's address, its JSON, previews and frames included, in one place."""
    admin = reverse("wagtailadmin_home")
    replaced = tuple(reverse(name) for name in REPLACED)

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(admin):
            return get_response(request)
        if request.path_info.startswith(replaced):
            return HttpResponseRedirect(_with_next(reverse("account_login"), _next_of(request, admin)))
        return _turn_away(request) or get_response(request)

    return middleware


def _turn_away(request: HttpRequest) -> HttpResponse | None:
    """Where somebody has to go before the admin opens; None for whoever may go in."""
    here = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if request.user.is_anonymous:
        if is_script:
            raise PermissionDenied
        return redirect_to_login(here)
    if not works_in_admin(request.user):
        return render(request, "accounts/not_staff.html", status=403)
    if needs_second_factor(request.user) and not used_second_factor(request):
        if is_script:
            raise PermissionDenied
        return HttpResponseRedirect(_with_next(_second_factor_url(request), here))
    if request.session.get_expiry_age() > settings.ACCOUNTS_STAFF_SESSION_AGE:
        request.session.set_expiry(settings.ACCOUNTS_STAFF_SESSION_AGE)
    return None


def _second_factor_url(request: HttpRequest) -> str:
    if not has_second_factor(request.user):
        return reverse("mfa_index")
    return reverse("mfa_reauthenticate" if has_app(request.user) else "mfa_reauthenticate_webauthn")


def _next_of(request: HttpRequest, default: str) -> str:
    url = request.GET.get("next", "")
    return url if url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None) else default


def _with_next(url: str, target: str) -> str:
    return f"{url}?{urlencode({'next': target})}"
