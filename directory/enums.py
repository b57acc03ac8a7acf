from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupColour(models.TextChoices):
    """The seven colours of the street; the value is the CSS class's ending (`.house--food`, `.pin--food`)."""

    FOOD = "food", _("Terracotta (food and drink)")
    DAILY = "daily", _("Ochre (everyday needs)")
    CRAFT = "craft", _("Blue (crafts and repair)")
    HEALTH = "health", _("Green (health)")
    FASHION = "fashion", _("Plum (fashion)")
    CULTURE = "culture", _("Violet (culture and learning)")
    SERVICE = "service", _("Olive (services and advice)")


class Roofline(models.TextChoices):
    """How the roofs of a district are drawn."""

    FLAT = "flat", _("Flat roofs and mansards")
    GABLES = "gables", _("Gables and steps")
    MIXED = "mixed", _("Mixed")


class WheelchairAccess(models.TextChoices):
    YES = "yes", _("Wheelchair accessible")
    LIMITED = "limited", _("Partly wheelchair accessible")
    NO = "no", _("Not wheelchair accessible")
    UNKNOWN = "unknown", _("Not known")


class PaymentMethod(models.TextChoices):
    CASH = "cash", _("Cash")
    GIROCARD = "girocard", _("Girocard")
    CREDIT_CARD = "credit_card", _("Credit card")
    CONTACTLESS = "contactless", _("Contactless, phone")
    INVOICE = "invoice", _("Invoice")


class Source(models.TextChoices):
    """Where an entry came from first."""

    STAFF = "staff", _("Entered by the project")
    OWNER = "owner", _("Entered by the owner")
    OSM = "osm", _("OpenStreetMap")
    FILE = "file", _("Imported file")
    DEMO = "demo", _("Example")
