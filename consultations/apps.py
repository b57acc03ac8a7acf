from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "consultations"
    verbose_name = _("Advice")

    def ready(self) -> None:
        from consultations.at_contact_points import advice_here  # models are there only now
        from directory.contact_points import register_section

        register_section("consultations", order=10, section=advice_here)
