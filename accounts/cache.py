"""The cache of one process, but with what allauth counts in the database, where all processes see it.

Wagtail keeps things in the default cache that every page asks for; they stay in memory and cost no query. allauth puts
its rate limits and the marks of used one-time codes into the same cache: in memory a site of four processes would allow
four times as many tries, and one code twice. Their names hold IP addresses, so only a keyed digest of them is stored.
"""

from __future__ import annotations

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.utils.crypto import salted_hmac

SHARED_PREFIX = "allauth"


class ProcessCache(LocMemCache):
    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        if _is_shared(key):
            return caches["shared"].add(_anonymous(key), value, timeout, version)
        return super().add(key, value, timeout, version)

    def get(self, key, default=None, version=None):
        if _is_shared(key):
            return caches["shared"].get(_anonymous(key), default, version)
        return super().get(key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        if _is_shared(key):
            return caches["shared"].set(_anonymous(key), value, timeout, version)
        return super().set(key, value, timeout, version)

    def delete(self, key, version=None):
        if _is_shared(key):
            return caches["shared"].delete(_anonymous(key), version)
        return super().delete(key, version)


def _is_shared(key: str) -> bool:
    return str(key).startswith(SHARED_PREFIX)


def _anonymous(key: str) -> str:
    return salted_hmac("accounts.cache", key, algorithm="sha256").hexdigest()
