"""How customers reach a business. Generous with what people type: a number with slashes, an address without https://."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.editing.forms.base import TopicForm
from directory.importing import cleaning


class ContactForm(TopicForm):
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=60,
        help_text=_("With the area code, for example 02331 123456."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("Everybody can read it on your page."),
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )
    # No type="url": browsers would refuse an address without https://.
    website = forms.CharField(
        label=_("Website"),
        required=False,
        max_length=300,
        help_text=_("For example www.my-shop.de"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )
    facebook = forms.CharField(
        label="Facebook", required=False, max_length=300, help_text=_("Name or address of your page.")
    )
    instagram = forms.CharField(label="Instagram", required=False, max_length=300, help_text=_("For example @my.shop"))
    tiktok = forms.CharField(label="TikTok", required=False, max_length=300, help_text=_("For example @my.shop"))

    def clean_phone(self) -> str:
        return self._cleaned(
            "phone",
            cleaning.clean_phone,
            _("This is no telephone number we can read: %(value)s. Please write it like 02331 123456."),
        )

    def clean_email(self) -> str:
        return self._cleaned(
            "email",
            cleaning.clean_email,
            _("This is no e-mail address: %(value)s. It needs an @ and an ending, like shop@example.de."),
        )

    def clean_website(self) -> str:
        return self._cleaned(
            "website",
            cleaning.clean_website,
            _("This is no web address: %(value)s. It looks like www.my-shop.de."),
        )

    def clean_facebook(self) -> str:
        return self._clean_social("facebook")

    def clean_instagram(self) -> str:
        return self._clean_social("instagram")

    def clean_tiktok(self) -> str:
        return self._clean_social("tiktok")

    def _clean_social(self, network: str) -> str:
        return self._cleaned(
            network,
            lambda value: cleaning.clean_social(value, network),
            _("We cannot make a page out of this: %(value)s. Please write your name there, like @my.shop."),
        )

    def _cleaned(self, name: str, clean, sentence) -> str:
        typed = self.cleaned_data[name].strip()
        if not typed:
            return ""
        try:
            return clean(typed)
        except cleaning.ValueNotUsable:
            raise ValidationError(sentence, code="not_usable", params={"value": typed[:60]}) from None
