"""Addresses of events that stay: people print them, and calendars are subscribed to them."""

CALENDAR_SLUG = "termine"
CALENDAR_URL = f"/{CALENDAR_SLUG}/"
RESERVED_SLUGS = frozenset({"anmeldung", "archiv", "feed", "kalender", "kurse"})  # below the calendar
