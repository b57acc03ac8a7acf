"""One way in for everybody: an address, a code in its mailbox. Whether there is an account is asked afterwards.

allauth has the machinery (a login that waits in the session, stages such as the second factor, rate limits), and two
screens: one to log in and one to sign up. Ours asks for the address only, and sends the same mail to known and unknown
ones, so there is nothing to see, to measure or to compare. See docs/decisions/0014-login-by-code.md.
"""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit

from accounts import codes
from accounts.domain import sign_up
from accounts.models import User
from mailings.domain import queue_mail


class LoginCode(LoginCodeVerificationProcess):
    """A login that waits for its code. `state` lies in the session, with the code's digest instead of the code."""

    @classmethod
    def begin(cls, *, request: HttpRequest, user: User | None, email: str) -> LoginCode:
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email), initiated_by_user=True)
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> LoginCode | None:
        """The login that waits, or None when its time is over."""
        return cls(stage).abort_if_invalid()

    def send(self, skip_enumeration_mails: bool = False) -> None:
        code = codes.new_code()
        self.state["code"] = codes.pending(code)
        self.state["at"] = time.time()
        queue_mail(
            kind="accounts.login_code",
            to=self.state["email"],
            template="account/mails/login_code.txt",
            context={"code": codes.in_groups(code), "minutes": int(codes.LIFETIME.total_seconds() // 60)},
            is_secret=True,
            is_urgent=True,
            expires_at=timezone.now() + codes.LIFETIME,
        )

    def resend(self) -> None:
        """A new code; the old one is void. Raises RateLimited when there were too many for this address."""
        email = self.state["email"]
        ratelimit.consume(self.request, action="request_login_code", key=email, raise_exception=True)
        self.send()
        self.record_resend()
        self.persist()

    def may_try(self) -> bool:
        return codes.may_try(self.request, self.state["code"])

    def is_right(self, typed: str) -> bool:
        return codes.is_right(typed, self.state["code"])

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The mailbox is proven: in, on to the second factor, or to a new account."""
        email = self.state["email"]
        user = self.user or sign_up(email=email)
        record_authentication(self.request, user, method="code", email=email)
        return perform_login(self.request, Login(user=user, redirect_url=redirect_url, email=email))
