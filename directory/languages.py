"""The languages people of both districts speak, by ISO 639-1 code, in the order they are offered."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("de", _("German")),
    ("tr", _("Turkish")),
    ("ar", _("Arabic")),
    ("ku", _("Kurdish")),
    ("pl", _("Polish")),
    ("ro", _("Romanian")),
    ("bg", _("Bulgarian")),
    ("uk", _("Ukrainian")),
    ("ru", _("Russian")),
    ("en", _("English")),
    ("fr", _("French")),
    ("it", _("Italian")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("el", _("Greek")),
    ("sq", _("Albanian")),
    ("sr", _("Serbian")),
    ("hr", _("Croatian")),
    ("bs", _("Bosnian")),
    ("mk", _("Macedonian")),
    ("fa", _("Persian")),
    ("ps", _("Pashto")),
    ("ur", _("Urdu")),
    ("hi", _("Hindi")),
    ("ta", _("Tamil")),
    ("vi", _("Vietnamese")),
    ("zh", _("Chinese")),
    ("ti", _("Tigrinya")),
    ("so", _("Somali")),
    ("rom", _("Romani")),
    ("nl", _("Dutch")),
    ("dgs", _("German Sign Language")),
]
LANGUAGE_NAMES = dict(LANGUAGES)
