"""Settings for the tests: fast hashes, files in a folder that is thrown away; tests/conftest.py closes the network."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES, TEMPLATES

DEBUG = False
SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = MAILINGS_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

TEST_DIR = Path(tempfile.mkdtemp(prefix="portal-test-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)
MEDIA_ROOT = TEST_DIR / "media"
MAPS_TILE_STORE = TEST_DIR / "tiles"
STATIC_ROOT = TEST_DIR / "static"
STATIC_ROOT.mkdir()

if not os.environ.get("PORTAL_DATABASE_URL"):
    DATABASES["default"]["NAME"] = ":memory:"
    DATABASES["default"]["TEST"] = {"NAME": TEST_DIR / "test.sqlite3"}  # a file: the live server's threads share it
DATABASES["default"]["CONN_MAX_AGE"] = 0

# An undefined variable leaves this mark, and tests/conftest.py fails the test that rendered it.
TEMPLATES[0]["OPTIONS"]["debug"] = True
WAGTAILADMIN_BASE_URL = "http://testserver"
PUBLIC_FORMS_MIN_SECONDS = 0  # the test of this guard sets it
