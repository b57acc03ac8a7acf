"""Parts of the admin's forms that several apps need."""

from django import forms
from django.utils.safestring import SafeString, mark_safe

from wagtail.admin.panels import Panel


class HiddenFieldPanel(Panel):
    """A field that goes along with the form and is nobody's to type, such as what a row is known by elsewhere."""

    def __init__(self, field_name: str, **kwargs):
        super().__init__(**kwargs)
        self.field_name = field_name

    def clone_kwargs(self) -> dict:
        return {**super().clone_kwargs(), "field_name": self.field_name}

    def get_form_options(self) -> dict:
        return {"fields": [self.field_name], "widgets": {self.field_name: forms.HiddenInput}}

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return True

        def render_html(self, parent_context=None) -> SafeString:
            field = self.form[self.panel.field_name]
            return mark_safe(str(field))  # noqa: S308 — a widget of Django's
