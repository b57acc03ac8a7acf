"""A person's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from allauth.core.exceptions import RateLimited
from allauth.mfa.models import Authenticator

from accounts import codes, domain, email_change, leaving
from accounts.forms import CodeForm, DeleteAccountForm, NameForm, NewAddressForm
from accounts.models import Device
from accounts.rules import works_in_admin

form_view = require_http_methods(["GET", "HEAD", "POST"])
secure = reauthentication_required(app="allauth.account")


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    factors = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    context = {
        "has_app": Authenticator.Type.TOTP in factors,
        "passkey_count": list(factors).count(Authenticator.Type.WEBAUTHN),
        "device_count": Device.objects.of(request.user).logged_in().count(),
        "works_in_admin": works_in_admin(request.user),
    }
    return render(request, "accounts/home.html", context)


@form_view
@never_cache
@login_required
def name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:home")
    return render(request, "accounts/name.html", {"form": form})


@form_view
@never_cache
@login_required
@secure
def email(request: HttpRequest) -> HttpResponse:
    form = NewAddressForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            email_change.begin(request=request, email=form.cleaned_data["email"])
        except RateLimited:
            return ratelimit.respond_429(request)
        return redirect("accounts:email_code")
    return render(request, "accounts/email.html", {"form": form})


@form_view
@never_cache
@login_required
def email_code(request: HttpRequest) -> HttpResponse:
    kept = email_change.pending(request)
    if kept is None:
        messages.warning(request, _("The code has expired. Please ask for a new one."))
        return redirect("accounts:email")
    form = CodeForm(
        request.POST or None, check=lambda typed: codes.may_try(request, kept) and codes.is_right(typed, kept)
    )
    if request.method == "POST" and form.is_valid():
        return _change_address(request, kept["email"])
    if form.is_bound and form.is_wrong and not email_change.note_wrong_try(request, kept):
        messages.error(request, _("That was the wrong code too often. Please ask for a new one."))
        return redirect("accounts:email")
    return render(request, "accounts/email_code.html", {"form": form, "email": kept["email"]})


def _change_address(request: HttpRequest, address: str) -> HttpResponse:
    email_change.forget(request)
    try:
        domain.change_address(user=request.user, email=address)
    except domain.AddressTaken:
        messages.error(request, _("There is already an account with this e-mail address."))
        return redirect("accounts:email")
    messages.success(request, _("From now on you log in with %(email)s.") % {"email": address})
    return redirect("accounts:home")


@form_view
@never_cache
@login_required
@secure
def remove_password(request: HttpRequest) -> HttpResponse:
    if not request.user.has_usable_password():
        return redirect("accounts:home")
    if request.method == "POST":
        domain.remove_password(user=request.user)
        update_session_auth_hash(request, request.user)  # Django ends every session; this one just showed who it is
        messages.success(request, _("Your password is removed. You log in with a code by e-mail."))
        return redirect("accounts:home")
    return render(request, "accounts/remove_password.html")


@require_safe
@never_cache
@login_required
def devices(request: HttpRequest) -> HttpResponse:
    context = {
        "devices": Device.objects.of(request.user).logged_in(),
        "this_session": request.session.session_key,
    }
    return render(request, "accounts/devices.html", context)


@require_POST
@login_required
def close_device(request: HttpRequest, pk: int) -> HttpResponse:
    device = get_object_or_404(Device.objects.of(request.user), pk=pk)
    if device.session_key == request.session.session_key:
        logout(request)
        device.delete()
        return redirect("account_login")
    domain.close_device(device)
    messages.success(request, _("%(device)s is logged out.") % {"device": device})
    return redirect("accounts:devices")


@require_POST
@login_required
def close_other_devices(request: HttpRequest) -> HttpResponse:
    domain.close_other_devices(user=request.user, session_key=request.session.session_key)
    messages.success(request, _("All other devices are logged out."))
    return redirect("accounts:devices")


@require_safe
@never_cache
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """Everything stored about the person, as a file (Art. 15 and 20 GDPR)."""
    response = JsonResponse(
        domain.everything_stored(user=request.user), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = f'attachment; filename="meine-daten-{timezone.localdate():%Y-%m-%d}.json"'
    return response


@form_view
@never_cache
@login_required
@secure
def delete(request: HttpRequest) -> HttpResponse:
    form = DeleteAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            domain.delete_account(user=request.user)
        except leaving.MustStay as reason:
            form.add_error(None, str(reason))
        else:
            logout(request)
            return redirect("accounts:deleted")
    context = {"form": form, "consequences": leaving.what_will_happen(request.user)}
    return render(request, "accounts/delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/deleted.html")
