"""What the reader has taken for granted and reads back, so that the owner can say no."""

from django.utils.translation import gettext_lazy as _

WORKDAYS = _("“%(part)s” taken as Monday to Friday, because Saturday is named on its own.")
BOTH = _("%(day)s is named twice, both hold: %(times)s Uhr.")
AFTERNOON = _("%(day)s: “afternoon closed” taken as closing at 13:00.")
COMMON_BREAK = _("The break “%(part)s” taken for all days before it that it fits.")
UNTIL_AS_USUAL = _("%(day)s: closing taken as usual, that is %(times)s Uhr.")
OPENS_AS_USUAL = _("%(day)s: opening taken as on the other days, at %(time)s Uhr.")
AT_NIGHT = _("“%(part)s” taken as in the night.")
EVERY_YEAR = _("%(part)s has no year, so it holds every year.")
