from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from directory import signals  # models are loaded only now
        from directory.changes import signals as changes
        from directory.claiming import leaving

        signals.connect()
        changes.connect()
        leaving.register()
