from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from events.follow_ups import register_follow_ups
        from portal.pages.joint_actions import titles_of  # models are there only now

        register_follow_ups(titles_of)
