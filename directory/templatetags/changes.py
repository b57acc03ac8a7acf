"""Changes as their templates show them."""

from __future__ import annotations

from django import template

from directory.changes.differences import described

register = template.Library()
register.simple_tag(described)
