from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm

from directory.changes.tokens import sealed_content
from directory.districts import suggest_district
from directory.models import Business
from directory.slugs import free_slug


class SeenField(forms.CharField):
    """Carries along what the form showed; it is nothing anybody changes."""

    def has_changed(self, initial, data) -> bool:
        return False


class BusinessForm(WagtailAdminModelForm):
    """Staff's form. What can be worked out may stay empty: the short name in addresses, and the district.

    `base` says what the form showed, so that nobody's changes are overwritten (directory/changes/admin_edit.py).
    """

    base = SeenField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["base"] = sealed_content(self.instance)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "Left empty, it is made from the name. People print it: do not change it."
            )

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After a save in the background the page goes on from what is there now."""
        return [*super().get_field_updates_for_resave(), ("base", sealed_content(self.instance))]

    def clean(self) -> dict:
        cleaned = super().clean()
        street = cleaned.get("street", "")
        if "slug" in cleaned and not cleaned["slug"] and cleaned.get("name"):
            taken = set(Business.objects.exclude(pk=self.instance.pk).values_list("slug", flat=True))
            cleaned["slug"] = free_slug(cleaned["name"], street, taken)
        if "district" in cleaned and cleaned["district"] is None and self.instance.pk is None:
            cleaned["district"] = suggest_district(street, cleaned.get("postcode", ""))
        return cleaned
