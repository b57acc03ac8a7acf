"""The site's own user: an e-mail address is the login. A model of its own from the first migration on, because it
cannot be swapped later."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        """Create an account. Without a password the account cannot log in by password.

        Raises ValueError without an address.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> User:
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    @classmethod
    def normalize_email(cls, email: str) -> str:
        """Lower-case the whole address: two accounts that differ in case only are one person who mistyped."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str) -> User:
        return self.get(email=self.normalize_email(username))


class User(AbstractUser):
    username = None
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is already an account with this e-mail address.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique_ignoring_case",
                violation_error_message=_("There is already an account with this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class DeviceQuerySet(models.QuerySet):
    def of(self, user: User) -> DeviceQuerySet:
        return self.filter(user=user)

    def logged_in(self) -> DeviceQuerySet:
        """Those whose session still lives."""
        living = Session.objects.filter(session_key=models.OuterRef("session_key"), expire_date__gt=timezone.now())
        return self.filter(models.Exists(living))


class Device(models.Model):
    """One browser that is logged in. No IP address and no user agent, only what a person needs to recognise it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices", verbose_name=_("user"))
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    logged_in_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        if self.browser and self.system:
            return _now("%(browser)s on %(system)s") % {"browser": self.browser, "system": self.system}
        return self.browser or self.system or _now("Unknown device")


class SharedCounter(models.Model):
    """The table of the cache `shared` (settings.CACHES): Django's database cache asks for these three columns."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_shared_counter"
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self) -> str:
        return self.cache_key
