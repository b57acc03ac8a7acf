from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.auth import LoginForm


class StaffLoginForm(LoginForm):
    """Wagtail's login, with a name for the second field and a sentence that says what to check."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.error_messages["invalid_login"] = _("This e-mail address and this password do not belong together.")
