from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrintingConfig(AppConfig):
    name = "printing"
    verbose_name = _("Print")

    def ready(self) -> None:
        from printing import checks  # noqa: F401 — registers the check
