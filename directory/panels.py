"""Panels of the admin that several of our models share."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel


class PositionPanel(FieldRowPanel):
    """Latitude and longitude as one thing."""

    def __init__(self, **kwargs):
        kwargs.setdefault("children", [FieldPanel("latitude"), FieldPanel("longitude")])
        super().__init__(**kwargs)
