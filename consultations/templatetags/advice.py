"""Days and times of appointments as people say them, always by the clock in Hagen."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.availability import HAGEN, local_label
from consultations.mails import where

register = template.Library()


@register.filter
def on_day(moment: datetime) -> str:
    """“Dienstag, 1. Dezember 2026”."""
    return date_format(moment.astimezone(HAGEN), _("l, F j, Y"))


@register.filter
def at_time(moment: datetime) -> str:
    """“10:30 Uhr”; in the hour that comes twice, with which one it is."""
    return _("%(time)s o’clock") % {"time": local_label(moment)}


register.filter("where", where)
