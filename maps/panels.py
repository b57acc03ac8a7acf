"""The position of something in Wagtail's admin."""

from __future__ import annotations

from django import forms

from wagtail.admin.panels import FieldPanel, FieldRowPanel

from maps.widgets import ADDRESS_FIELDS, POSITION_SCRIPT, position_attributes


class PositionPanel(FieldRowPanel):
    """Latitude and longitude of a model side by side, with a map below to look up the address and move the pin.

    address_fields: names of the form's fields, by what `maps:geocode` calls them (`maps.widgets.ADDRESS_FIELDS`).
    """

    def __init__(self, children=None, *, address_fields: dict[str, str] | None = None, **kwargs):
        self.address_fields = address_fields or ADDRESS_FIELDS
        super().__init__(children or [FieldPanel("latitude"), FieldPanel("longitude")], **kwargs)

    def clone_kwargs(self) -> dict:
        return super().clone_kwargs() | {"address_fields": self.address_fields}

    class BoundPanel(FieldRowPanel.BoundPanel):
        template_name = "maps/position_panel.html"

        @property
        def media(self) -> forms.Media:
            sheet = forms.Media(css={"all": ["portal/css/admin-map.css"]}, js=[POSITION_SCRIPT])
            return super().media + sheet

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            return context | {"attributes": position_attributes(self.panel.address_fields)}
