from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.claiming.codes import LONGEST_TYPED
from directory.enums import MembershipRole


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=LONGEST_TYPED,
        help_text=_("Three groups of five, as they stand in the letter or mail. Capitals and dashes do not matter."),
        widget=forms.TextInput(
            attrs={
                "class": "field__code field__code--long",
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "autocorrect": "off",
                "spellcheck": "false",
            }
        ),
    )


class AskForm(forms.Form):
    message = forms.CharField(
        label=_("How do you belong to the business?"),
        max_length=1000,
        help_text=_("One or two sentences are enough, for example: I have been running the shop since 2019."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(
        label=_("Phone number for questions"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


ROLE_CHOICES = [
    (MembershipRole.HELPER, _("Helper: changes hours, pictures and text")),
    (MembershipRole.OWNER, _("Owner: also invites and removes people")),
]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES, widget=forms.RadioSelect)


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a link there. It works for two weeks."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["email", "role"]


class HandOverForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the new owner"),
        help_text=_("We send a link there. Nothing changes before it is accepted."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    then = forms.ChoiceField(
        label=_("And you?"),
        choices=[("leave", _("I leave the business")), ("stay", _("I stay as helper"))],
        widget=forms.RadioSelect,
    )


class LeaveForm(forms.Form):
    """`frees_entry` is asked of the last owner only."""

    frees_entry = forms.BooleanField(
        label=_("I know that nobody looks after the entry then."),
        error_messages={"required": _("Please tick this, or hand the entry over first.")},
    )

    def __init__(self, *args, is_last: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_last:
            del self.fields["frees_entry"]
