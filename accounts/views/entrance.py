"""The way in: allauth's views, led to our one screen and our codes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import RedirectView
from django.views.generic.edit import FormView

from allauth.account import views
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginByCodeStage, LoginStage
from allauth.core import ratelimit

from accounts.login import LoginCode


class LoginView(views.RequestLoginCodeView):
    """The address. The answer is the same for every address, known or not."""

    template_name = "account/login.html"

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponseRedirect | None:
        """Back to the code that was asked for, unless the person wants to start again (?neu)."""
        if "neu" in request.GET or request.method == "POST":
            clear_login(request)
            return None
        return super()._redirect_to_pending_stage(request, stage)

    def form_valid(self, form) -> HttpResponse:
        LoginCode.begin(request=self.request, user=form._user, email=form.cleaned_data["email"])
        return HttpResponseRedirect(self.get_success_url())


@method_decorator(login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login"), name="dispatch")
class LoginCodeView(views.ConfirmLoginCodeView):
    """The code. Wrong ones are counted in the session, and once more where requests at the same moment cannot pass."""

    template_name = "account/login_code.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.stage = request._login_stage
        self._process = LoginCode.resume(self.stage)
        if not self._process:
            messages.warning(request, _("The code has expired. Please ask for a new one."))
            return HttpResponseRedirect(reverse("account_login"))
        return FormView.dispatch(self, request, *args, **kwargs)  # past allauth's, which looks for a code of its own

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if refused := ratelimit.consume_or_429(request, action="code_try_ip"):
            return refused
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        kwargs = super().get_form_kwargs()
        if "code" in kwargs:
            del kwargs["code"]
            kwargs["check"] = self._check
        return kwargs

    def _check(self, typed: str) -> bool:
        return self._process.may_try() and self._process.is_right(typed)

    def form_invalid(self, form) -> HttpResponse:
        if not form.is_wrong:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_invalid(form)

    def _resend_form_valid(self, form) -> HttpResponse:
        response = super()._resend_form_valid(form)
        messages.success(self.request, _("A new code is on its way. The old one is void."))
        return response


class PasswordLoginView(views.LoginView):
    """For those who gave themselves a password. A second factor is asked for all the same."""

    template_name = "account/login_password.html"


class SignupView(RedirectView):
    """Nobody has to know beforehand whether they have an account: logging in makes one."""

    pattern_name = "account_login"
    query_string = True


class ReauthenticateView(views.ReauthenticateView):
    template_name = "account/reauthenticate.html"
