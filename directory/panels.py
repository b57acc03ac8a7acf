"""The form in which staff edit a business, one tab a topic."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from directory.forms import BusinessForm
from maps.panels import PositionPanel

business_panels = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("name", required_on_save=True),
                FieldPanel("category"),
                FieldPanel("tags"),
                FieldPanel("description"),
                InlinePanel("photos", heading=_("Photos"), label=_("Photo")),
            ],
            heading=_("What it is"),
        ),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("street"), FieldPanel("house_number")]),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldPanel("district"),
                PositionPanel(),
                FieldPanel("wheelchair"),
            ],
            heading=_("Where"),
        ),
        ObjectList(
            [
                FieldPanel("opening_hours"),
                FieldPanel("last_confirmed_on", read_only=True),
            ],
            heading=_("When"),
        ),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("website"),
                MultiFieldPanel(
                    [FieldPanel("facebook"), FieldPanel("instagram"), FieldPanel("tiktok")],
                    heading=_("Social networks"),
                ),
                FieldPanel("languages"),
                FieldPanel("payment_methods"),
            ],
            heading=_("Contact"),
        ),
        ObjectList(
            [
                FieldPanel("slug"),
                FieldRowPanel([FieldPanel("source"), FieldPanel("source_reference")]),
                PublishingPanel(),
            ],
            heading=_("Entry"),
        ),
    ],
    base_form_class=BusinessForm,
)
