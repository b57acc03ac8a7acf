"""Days and times of appointments as people say them, always by the clock in Hagen."""

from __future__ import annotations

from django import template

from common import clock

register = template.Library()
register.filter("on_day", clock.on_day)
register.filter("at_time", clock.at_time)
register.filter("clock_time", clock.local_label)
