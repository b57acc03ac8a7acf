from django.utils.translation import gettext_lazy as _

from directory.map_data import business_data_url, place_data_url
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
register(Layer(key="places", label=_("Contact points and partners"), data_url=place_data_url))
