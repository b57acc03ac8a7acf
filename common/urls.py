"""Addresses for paper and mail, where no request says what the site is called."""

from urllib.parse import urljoin

from django.conf import settings


def absolute_url(path: str) -> str:
    """`path` ("/laeden/…") as it is typed into a browser, below the site's own base address."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
