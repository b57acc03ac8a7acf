"""Settings every environment shares. What is secret or differs per machine is read from the environment (PORTAL_…)."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

import dj_database_url
from csp.constants import NONE, SELF

PROJECT_DIR = Path(__file__).resolve().parents[1]  # …/site/portal
BASE_DIR = PROJECT_DIR.parents[1]  # the checkout; in an installed wheel nothing below may rely on it
DATA_DIR = Path(os.environ.get("PORTAL_DATA_DIR", BASE_DIR / "var")).resolve()

INSTALLED_APPS = [
    "portal",  # first, so that its templates win over Wagtail's
    "portal.pages",
    "consultations",
    "events",
    "network",
    "directory",
    "maps",
    "pictures",
    "mailings",
    "printing",
    "calendars",
    "accounts",
    "worker",
    "common",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.remember_device",
    "accounts.middleware.guard_admin",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "directory.middleware.one_index_a_request",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------------------------------
# SQLite is the embedded default; PORTAL_DATABASE_URL=postgres://… names a server.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("PORTAL_DATABASE_URL") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATA_DIR.mkdir(parents=True, exist_ok=True)  # SQLite makes the file, not its folder
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # writers queue up instead of failing at their first write
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "rules.permissions.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "directory:my_businesses"  # what people log in for; staff: accounts.adapters
LOGOUT_REDIRECT_URL = "/"
# Sixty days after the last visit, so that an owner's phone is not asked every week; staff in the admin: twelve hours.
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # the list of devices closes sessions there
SESSION_COOKIE_AGE = 60 * 24 * 3600
ACCOUNTS_STAFF_SESSION_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# Nobody works in the admin without an app or a passkey besides the mailbox (docs/decisions/0014-login-by-code.md).
ACCOUNTS_SECOND_FACTOR_FOR_STAFF = True

# Login: allauth's machinery behind our one screen (accounts/login.py).
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # no account comes to be before its mailbox is proven
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # as accounts.codes.LIFETIME
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 4  # as accounts.codes.TRIES
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
ACCOUNT_LOGIN_TIMEOUT = 45 * 60  # three codes
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,100/h/ip,3/m/key,10/h/key,30/d/key",  # key: the address
    "code_try": "4/45m/key",  # key: one code
    "code_try_ip": "30/5m/ip",
    "login": "20/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # key: the address; for second factors the person
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "request_login_code": "accounts.forms.EmailCodeForm",
    "confirm_login_code": "accounts.forms.CodeForm",
    "login": "accounts.forms.PasswordLoginForm",
    "reauthenticate": "accounts.forms.ConfirmPasswordForm",
    "set_password": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.OtherPasswordForm",
}
# How many proxies of ours stand in front, each adding one entry to X-Forwarded-For. 0: that header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PORTAL_TRUSTED_PROXIES", "0"))
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone logs in, so it has to check finger, face or PIN
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as ACCOUNT_EMAIL_VERIFICATION
MFA_TOTP_TOLERANCE = 1  # clocks half a minute off
MFA_TOTP_ISSUER = "Gemeinsam für Hagen"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.ConfirmSecondFactorForm",
    "activate_totp": "accounts.forms.ActivateAppForm",
    "authenticate_webauthn": "accounts.forms.SecondStepPasskeyForm",
    "login_webauthn": "accounts.forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.ConfirmPasskeyForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
}

# What all processes have to count together lies in the database, the rest in memory (accounts/cache.py).
CACHES = {
    "default": {"BACKEND": "accounts.cache.ProcessCache"},
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_shared_counter",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # the oldest would go first, and with them their limits
    },
}

# --- Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German"))]
LOCALE_PATHS = [PROJECT_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/medien/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Gemeinsam für Hagen"
WAGTAILADMIN_BASE_URL = os.environ.get("PORTAL_BASE_URL", "http://127.0.0.1:8000")
# One way in for everybody, ours: Wagtail neither logs in nor hands out passwords or addresses.
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/konto/anmelden/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("de", _("German"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", _("German"))]
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pictures.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"}}
TAGGIT_CASE_INSENSITIVE = True
# The admin asks nobody outside: no update check, no faces from elsewhere, no embedded foreign players.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS = []

# --- The map --------------------------------------------------------------------------------------------------------
MAPS_GEOCODER = os.environ.get("PORTAL_GEOCODER", "nominatim")  # or "photon"
MAPS_GEOCODER_DOMAIN = os.environ.get("PORTAL_GEOCODER_DOMAIN", "")  # empty: the public server of that geocoder
MAPS_GEOCODER_SCHEME = os.environ.get("PORTAL_GEOCODER_SCHEME", "https")
MAPS_USER_AGENT = f"gemeinsam-fuer-hagen/0.1 (+{WAGTAILADMIN_BASE_URL})"
MAPS_TILE_SOURCE = os.environ.get("PORTAL_TILE_SOURCE", "")  # empty: the drawn ground only
MAPS_TILE_ATTRIBUTION = os.environ.get("PORTAL_TILE_ATTRIBUTION", "")  # basemap.de is known
MAPS_TILE_STORE = DATA_DIR / "tiles"

# --- The directory --------------------------------------------------------------------------------------------------
# What owners change without waiting for the project (docs/decisions/0018-changes-by-owners.md); empty: nothing.
DIRECTORY_LIVE_AT_ONCE = os.environ.get("PORTAL_LIVE_AT_ONCE", "opening_hours phone").split()
# How many mails that ask "is this still right?" leave an hour; 0: none.
REMINDER_MAILS_PER_RUN = int(os.environ.get("PORTAL_REMINDERS_PER_HOUR", "50"))

# --- Advice ---------------------------------------------------------------------------------------------------------
CONSULTATIONS_HOLD_MINUTES = 10  # how long a time waits for the form
CONSULTATIONS_OFFER_HOURS = 24  # how long an earlier time waits for an answer
CONSULTATIONS_INTERPRETER_NOTICE_HOURS = 72  # nobody finds an interpreter faster
CONSULTATIONS_MOST_OPEN = 3  # appointments to come for one address or number
CONSULTATIONS_CONCERN_DAYS = int(os.environ.get("PORTAL_ADVICE_CONCERN_DAYS", "90"))  # what it was about
CONSULTATIONS_CONTACT_DAYS = int(os.environ.get("PORTAL_ADVICE_CONTACT_DAYS", "183"))  # who it was with

# --- Events ---------------------------------------------------------------------------------------------------------
EVENTS_OFFER_HOURS = 48  # how long a place that became free waits for an answer
EVENTS_NEEDS_DAYS = int(os.environ.get("PORTAL_EVENT_NEEDS_DAYS", "90"))  # what people told us for it
EVENTS_CONTACT_DAYS = int(os.environ.get("PORTAL_EVENT_CONTACT_DAYS", "183"))  # who came

# Counsellors' own calendars are read over https from the open internet only (calendars/fetching.py).
CALENDARS_SCHEMES = {"https"}
CALENDARS_INSIDE = False

# --- Paper and mail -------------------------------------------------------------------------------------------------
# Both stand on every print and in every mail: who answers for it (press law of the state, § 5 DDG) and who pays for it.
PROJECT_IMPRINT = [
    line.strip()
    for line in os.environ.get("PORTAL_IMPRINT", "Gemeinsam für Hagen|Stadt Hagen").split("|")
    if line.strip()
]
PROJECT_FUNDER_LINE = _(
    "The project is funded by the Federal Ministry for Housing, Urban Development and Building and by the European "
    "Union through the European Social Fund Plus (ESF Plus), within the programme BIWAQ – Education, Economy, Work in "
    "the Neighbourhood."
)

# All mail, also Wagtail's own, goes into the outbox (EMAIL_BACKEND); `manage.py work` hands it to MAILINGS_BACKEND.
EMAIL_BACKEND = "mailings.backends.OutboxBackend"
EMAIL_TIMEOUT = 30  # seconds the mail server may keep us waiting for one answer
MAILINGS_BACKEND = "mailings.smtp.SmtpBackend"
MAILINGS_LIMITS = [  # (seconds, messages in that time; 0 = no limit); urgent mail is counted and never held back
    (60, int(os.environ.get("PORTAL_MAIL_PER_MINUTE", "60"))),
    (3600, int(os.environ.get("PORTAL_MAIL_PER_HOUR", "500"))),
]
MAILINGS_KEEP_DAYS = int(os.environ.get("PORTAL_MAIL_KEEP_DAYS", "30"))  # address and text of mail that is over
MAILINGS_KEEP_SECRETS = False  # codes and login links are blanked at once

# --- Safety ---------------------------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's previews are frames of our own
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- Forms for everybody (common/public_forms.py) -------------------------------------------------------------------
PUBLIC_FORMS_MIN_SECONDS = 3  # nobody writes faster
PUBLIC_FORMS_MAX_SECONDS = 12 * 3600

# --- Ours -----------------------------------------------------------------------------------------------------------
SHARED_DATA_DIR = Path(os.environ.get("PORTAL_SHARED_DATA_DIR", BASE_DIR.parent / "shared" / "data"))  # tests only
