from __future__ import annotations

from django import template

from consultations.mails import where

register = template.Library()
register.filter("where", where)
