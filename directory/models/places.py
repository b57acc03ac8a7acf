"""What everything that stands somewhere in the quarter has: an address and a position."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.opening_hours import OpeningHours, parse


class OpensAndSpeaks:
    """What `opening_hours` and `languages` mean, for everything that has both."""

    @property
    def hours(self) -> OpeningHours:
        return parse(self.opening_hours)

    @property
    def language_names(self) -> list[str]:
        return self._meta.get_field("languages").labels(self.languages)


class Place(models.Model):
    """An address and a WGS84 position in degrees; both coordinates or neither."""

    street = models.CharField(_("street"), max_length=120, blank=True)
    house_number = models.CharField(_("house number"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True, default="Hagen")
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # "Not null" is said aloud: a comparison with NULL would let half a position pass.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="%(app_label)s_%(class)s_position_on_earth",
                violation_error_message=_(
                    "A position needs both numbers: latitude between -90 and 90, longitude between -180 and 180."
                ),
            ),
        ]

    @property
    def has_position(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def street_line(self) -> str:
        return f"{self.street} {self.house_number}".strip()

    @property
    def city_line(self) -> str:
        return f"{self.postcode} {self.city}".strip()

    @property
    def address_line(self) -> str:
        return ", ".join(part for part in (self.street_line, self.city_line) if part)
