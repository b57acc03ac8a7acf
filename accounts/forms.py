"""What comes in: allauth's forms with our words and fields, and our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    SetPasswordForm,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)

from accounts import codes
from accounts.models import User

NAME_LENGTH = 60
# Names stand in mails to others, invitations first of all: no place for an address somebody shall open.
_NO_NAME = re.compile(r"[/@<>\r\n]|www\.|:", re.IGNORECASE)


def email_input() -> forms.EmailInput:
    return forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"})


def digits_input() -> forms.TextInput:
    """For one-time codes: the number pad of a phone, and the code offered by the phone itself."""
    return forms.TextInput(
        attrs={"class": "field__code", "inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
    )


class EmailCodeForm(RequestLoginCodeForm):
    email = forms.EmailField(label=_("E-mail address"), widget=email_input(), max_length=254)

    def clean_email(self) -> str:
        self.cleaned_data["email"] = User.objects.normalize_email(self.cleaned_data["email"])
        return super().clean_email()


class CodeForm(forms.Form):
    """`check(typed) -> bool` knows the right code. An answer that cannot be a code costs no try."""

    code = forms.CharField(label=_("Code from the mail"), max_length=40, widget=digits_input())

    def __init__(self, *args, check: Callable[[str], bool], **kwargs):
        super().__init__(*args, **kwargs)
        self.check = check

    def clean_code(self) -> str:
        code = codes.normalized(self.cleaned_data["code"])
        if len(code) != codes.DIGITS:
            raise ValidationError(_("The code has six digits."), code="no_code")
        if not self.check(code):
            raise ValidationError(
                _("That is not the code. Please compare the six digits with the newest mail."), code="wrong"
            )
        return code

    @property
    def is_wrong(self) -> bool:
        return self.has_error("code", code="wrong")


class PasswordLoginForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(label=_("E-mail address"), widget=email_input(), max_length=254)
        self.fields["password"].label = _("Password")
        _plain(self, "password")
        self.order_fields(["login", "password"])


class ConfirmPasswordForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        _plain(self, "password")


class NewPasswordForm(SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _new_password(self)


class OtherPasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        _plain(self, "oldpassword")
        _new_password(self)


def _new_password(form: forms.Form) -> None:
    """One field to type the new password, and no second one: a slip is put right with a code by e-mail."""
    form.fields["password1"].label = _("New password")
    _plain(form, "password1")
    form.fields["password1"].help_text = _("At least twelve characters. Three or four words are easy to remember.")
    del form.fields["password2"]


def _plain(form: forms.Form, name: str) -> None:
    """allauth writes placeholders, which vanish when they are needed, and a link to a page that we do not have."""
    form.fields[name].widget.attrs.pop("placeholder", None)
    form.fields[name].help_text = ""


class SecondFactorForm(AuthenticateForm):
    code = forms.CharField(label=_("Code from the app, or an emergency code"), max_length=40, widget=digits_input())


class ConfirmSecondFactorForm(ReauthenticateByCodeForm):
    code = forms.CharField(label=_("Code from the app, or an emergency code"), max_length=40, widget=digits_input())


class ActivateAppForm(ActivateTOTPForm):
    code = forms.CharField(label=_("Six-digit code that the app shows"), max_length=40, widget=digits_input())


@contextmanager
def rubbish_is_refused() -> Iterator[None]:
    """allauth reads a passkey's answer as if only browsers wrote it, and stumbles over anything else."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class PasskeyAnswerField(forms.JSONField):
    """JSON has numbers that Python refuses to read (more than 4300 digits)."""

    def to_python(self, value):
        with rubbish_is_refused():
            return super().to_python(value)


def passkey_answer() -> PasskeyAnswerField:
    return PasskeyAnswerField(widget=forms.HiddenInput)


class _PasskeyAnswer:
    def clean_credential(self):
        with rubbish_is_refused():
            return super().clean_credential()


class LoginPasskeyForm(_PasskeyAnswer, LoginWebAuthnForm):
    credential = passkey_answer()


class SecondStepPasskeyForm(_PasskeyAnswer, AuthenticateWebAuthnForm):
    credential = passkey_answer()


class ConfirmPasskeyForm(_PasskeyAnswer, ReauthenticateWebAuthnForm):
    credential = passkey_answer()


class AddPasskeyForm(AddWebAuthnForm):
    """Every passkey of ours can log in by itself: the browser is asked for one that checks finger, face or PIN."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        help_text=_("So that you recognise it later, such as “my phone”."),
        required=False,
        max_length=NAME_LENGTH,
    )
    passwordless = None
    credential = passkey_answer()

    def clean(self) -> dict:
        with rubbish_is_refused():
            return super().clean()


class RenamePasskeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name of the passkey"), max_length=NAME_LENGTH)


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("first_name", "last_name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"

    def clean_first_name(self) -> str:
        return _only_a_name(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return _only_a_name(self.cleaned_data["last_name"])


def _only_a_name(typed: str) -> str:
    if _NO_NAME.search(typed):
        raise ValidationError(_("Please write your name only, without an address of a page or mailbox."))
    return typed


class NewAddressForm(forms.Form):
    email = forms.EmailField(label=_("New e-mail address"), widget=email_input(), max_length=254)

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if email == self.user.email:
            raise ValidationError(_("That is the address you have now."))
        return email


class DeleteAccountForm(forms.Form):
    is_sure = forms.BooleanField(label=_("Yes, delete my account. I know that it cannot be undone."))
