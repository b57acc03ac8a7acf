from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from directory.contact_points import register_section
        from events import signals  # noqa: F401 — models are there only now
        from events.at_contact_points import events_here

        register_section("events", order=20, section=events_here)
