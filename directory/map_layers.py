from django.utils.translation import gettext_lazy as _

from directory.map_data import business_data_url, contact_point_data_url, partner_data_url
from maps.layers import Layer, register

register(
    Layer(
        key="businesses",
        label=_("Shops and workshops"),
        data_url=business_data_url,
        # Imported entries, and the places of the examples, come from there; the licence (ODbL) wants it said.
        attribution=_("Places partly © OpenStreetMap contributors, ODbL"),
    )
)
register(Layer(key="contact_points", label=_("Contact points"), data_url=contact_point_data_url))
register(Layer(key="partners", label=_("Partners"), data_url=partner_data_url))
