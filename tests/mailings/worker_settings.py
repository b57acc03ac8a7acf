"""For `manage.py work` as a process of its own: the test's database, a real mail server, no limits."""

import os

from portal.settings.test import *  # noqa: F403

MAILINGS_BACKEND = "mailings.smtp.SmtpBackend"
EMAIL_BACKEND = "mailings.backends.OutboxBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["TEST_SMTP_PORT"])
MAILINGS_LIMITS = []
