"""Signatures short enough to be typed from paper: 80 bits of an HMAC (as many as RFC 2104, section 5, asks for).

A link that needs no login is the number of a row and the signature of what must not be guessed.
"""

from __future__ import annotations

from base64 import b32encode

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from common.text import number_of

SIGNATURE_BYTES = 10


def signature_of(salt: str, text: str) -> str:
    return _signature(salt, text, settings.SECRET_KEY)


def is_signed(salt: str, text: str, signature: str) -> bool:
    """With today's key or one that is being changed; capital letters, as people type them, are the same."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any([constant_time_compare(_signature(salt, text, key), signature.lower()) for key in keys])  # noqa: C419


def parts_of(token: str) -> tuple[int | None, str]:
    """The number and the signature in “17.abc”; no number where there is none."""
    number, _dot, signature = token.partition(".")
    return number_of(number), signature


def _signature(salt: str, text: str, key: str) -> str:
    digest = salted_hmac(salt, text, secret=key, algorithm="sha256").digest()
    return b32encode(digest[:SIGNATURE_BYTES]).decode().lower()
