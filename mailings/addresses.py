"""E-mail addresses as they are compared and as they may be written down."""

from __future__ import annotations

import re

from django.utils.crypto import salted_hmac

ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+")


def normalised(address: str) -> str:
    """One spelling an address. The part before the @ may mean case by RFC 5321; no provider people use lets it."""
    return address.strip().lower()


def fingerprint(*parts: str) -> str:
    """64 hex digits that stand for `parts` and tell nobody what they were, as long as the secret key stays secret."""
    return salted_hmac("mailings.fingerprint", "\0".join(parts), algorithm="sha256").hexdigest()


def without_addresses(text: str) -> str:
    """A mail server's words with every address taken out: error texts are kept longer than addresses."""
    return ADDRESS.sub("…@…", text)
