"""Six-digit codes that travel by e-mail: made here, kept as a keyed digest only, counted so that guessing is hopeless.

A code may be tried four times, lives for a quarter of an hour and belongs to the browser session it was asked from.
Four guesses among a million, at most thirty codes a day for one address (ACCOUNT_RATE_LIMITS): one chance in 8,000.
"""

from __future__ import annotations

import secrets
import time
import unicodedata
from datetime import timedelta

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from allauth.core import ratelimit

LIFETIME = timedelta(minutes=15)
TRIES = 4
DIGITS = 6


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def in_groups(code: str) -> str:
    """ "123456" as people read it: "123 456"."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def normalized(typed: str) -> str:
    """The digits of what was typed or pasted, whatever stands between them and in whatever script they are written."""
    return "".join(str(unicodedata.digit(letter)) for letter in typed if letter.isdigit())


def pending(code: str) -> dict:
    """What a session keeps of a code: never the code itself. Keys: salt, digest, at (seconds since 1970), failed."""
    salt = secrets.token_hex(8)
    return {"salt": salt, "digest": _digest(code, salt), "at": time.time(), "failed": 0}


def is_right(typed: str, kept: dict) -> bool:
    return constant_time_compare(_digest(normalized(typed), kept["salt"]), kept["digest"])


def is_alive(kept: dict) -> bool:
    return time.time() - kept["at"] <= LIFETIME.total_seconds()


def may_try(request: HttpRequest, kept: dict) -> bool:
    """Count one try. By a counter in the session alone, many requests at one moment would see the same number."""
    return ratelimit.consume(request, action="code_try", key=kept["salt"])


def _digest(code: str, salt: str) -> str:
    return salted_hmac(f"accounts.codes.{salt}", code, algorithm="sha256").hexdigest()
