"""Settings for one's own machine: open doors on 127.0.0.1, nothing secret."""

import os

from portal.settings.base import *  # noqa: F403
from portal.settings.base import INSTALLED_APPS

DEBUG = True
SECRET_KEY = "only-for-this-machine-never-for-a-real-site"  # noqa: S105 — dev only; production refuses to start without its own
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
MAILINGS_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # nothing leaves; it is read at /mails/
MAILINGS_KEEP_SECRETS = True  # a login code has to be read somewhere
INSTALLED_APPS = ["whitenoise.runserver_nostatic", *INSTALLED_APPS]

# A newcomer gets into the demo's admin with the printed password; PORTAL_SECOND_FACTOR=1 shows what a real site asks.
ACCOUNTS_SECOND_FACTOR_FOR_STAFF = os.environ.get("PORTAL_SECOND_FACTOR") == "1"
