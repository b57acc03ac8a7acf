"""Forms that anybody may send: no login, no cookie, no third party, and still no playground for robots.

A form derives from `PublicForm`, its view wears `@public_form`, its template says `{{ form.guard }}` inside <form>:

    class ReportForm(PublicForm):
        purpose = "report"
        text = forms.CharField(widget=forms.Textarea)

    @public_form
    def report(request):
        form = ReportForm(request.POST or None, request=request)
        if request.method == "POST" and form.is_valid():
            ...  # form.is_suspicious: keep it, and mark it for staff
            return redirect("…:thanks")  # so that reloading sends nothing twice
        return render(request, "….html", {"form": form})

What stands guard, none of it a puzzle for people:

- the browser says where the form was sent from (Sec-Fetch-Site, Origin, Referer): another site's form is refused;
- a signed token in the form says when it was opened and what for: too fast is a robot, too old is asked once more;
- a field nobody sees, hears or reaches by keyboard stays empty;
- a limit per purpose and network address, counted under a keyed hash and forgotten within minutes.

Whatever is refused comes back with a sentence and everything that was typed. Nothing is dropped in silence: a text with
links in it passes, marked `is_suspicious`. Why no CSRF cookie: docs/decisions/0019-signed-links-and-open-forms.md
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from common.client import client_network

SALT = "common.public_forms"
TOKEN_NAME, TRAP_NAME = "form_token", "second_line"
DAY = 24 * 3600
LINK = re.compile(r"https?:|www\.|\[url|<a\b|\bt\.me/|\bbit\.ly/", re.IGNORECASE)


class PublicForm(forms.Form):
    """Give it `request=`; `purpose` names the form in its token and its limit."""

    purpose = ""
    limit = 20  # sent forms per network and window: a class at a contact point shares one address
    window_seconds = 600
    is_written = True  # a form of buttons alone may be sent as fast as anybody presses them

    def __init__(self, *args, request: HttpRequest, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.purpose:
            raise TypeError(f"{type(self).__name__} needs a purpose.")
        self.request = request
        self.needs_new_token = not self.is_bound

    @property
    def guard(self) -> SafeString:
        """The token and the trap, as hidden markup. A token that is still good is kept when a mistake is put right."""
        token = new_token(self.purpose) if self.needs_new_token else self.data.get(TOKEN_NAME, "")
        context = {"token_name": TOKEN_NAME, "trap_name": TRAP_NAME, "token": token, "purpose": self.purpose}
        return render_to_string("components/_form_guard.html", context)

    @property
    def is_suspicious(self) -> bool:
        """Links in a free text: often a robot, sometimes a neighbour. A person looks."""
        texts = (
            self.cleaned_data.get(name) or ""
            for name, field in self.fields.items()
            if type(field) is forms.CharField  # a field for an address of the web may hold one
        )
        return any(LINK.search(text) for text in texts)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and (problem := self._problem()):
            self.add_error(None, problem)

    def _problem(self) -> str:
        """What speaks against the sender, as a sentence; empty when nothing does."""
        if not within_limit(self.request, self.purpose, self.limit, self.window_seconds):
            self.request.public_form_status = 429
            return _("Very many messages came from your connection just now. Please try again in ten minutes.")
        age = _age(self.data.get(TOKEN_NAME, ""), self.purpose)
        if age is None or age > settings.PUBLIC_FORMS_MAX_SECONDS:
            self.needs_new_token = True
            return _("This page was open for a long time. Nothing is lost: please send the form once more.")
        if self.is_written and age < settings.PUBLIC_FORMS_MIN_SECONDS:
            return _("That was faster than people write. Please send the form once more.")
        if self.data.get(TRAP_NAME):
            return _("A hidden field was filled in, perhaps by your browser. Please send the form once more.")
        return ""


def public_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view around a `PublicForm`: no cookie is needed, and no other site may send the form."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and not is_from_here(request):
            return render(request, "common/foreign_form.html", status=403)
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = getattr(request, "public_form_status", 200)
        patch_cache_control(response, private=True, max_age=0)  # each opened form has a token of its own
        return response

    return guarded


def is_from_here(request: HttpRequest) -> bool:
    """Was this sent by a page of ours? The browser says so; a page cannot write these headers itself.

    Some old browsers and strict proxies send none of them. Such a request passes only without a session: it then
    carries no rights that another site could misuse, and needs our signed token all the same.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    if sender:
        parts = urlsplit(sender)
        own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
        return f"{parts.scheme}://{parts.netloc}" in own
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def new_token(purpose: str) -> str:
    """When a form was opened and what for, signed."""
    return signing.Signer(salt=SALT).sign_object([purpose, int(time.time())])


def _age(token: str, purpose: str) -> int | None:
    """Seconds since the form was opened; None for a token that is not ours or belongs to another form."""
    try:
        opened_for, opened_at = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    return int(time.time()) - opened_at if opened_for == purpose else None


def within_limit(request: HttpRequest, purpose: str, limit: int, window_seconds: int) -> bool:
    """One more from this network: is it still within the limit?

    What is kept, for one window: a number under an HMAC of the address. Half of the key is drawn anew each day and
    lives in the cache only, so yesterday's hashes lead nowhere.
    """
    day_key = f"{SALT}.key.{int(time.time()) // DAY}"
    secret = cache.get_or_set(day_key, lambda: secrets.token_hex(32), DAY)
    window = int(time.time()) // window_seconds
    digest = salted_hmac(
        SALT, f"{purpose}:{window}:{client_network(request)}", secret=settings.SECRET_KEY + secret, algorithm="sha256"
    )
    key = f"{SALT}.count.{digest.hexdigest()[:32]}"
    cache.add(key, 0, window_seconds)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # it ran out between the two lines
        return True
