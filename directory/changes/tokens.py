"""What somebody saw when they began to type, carried through the form and signed so that nobody makes it up."""

from __future__ import annotations

from typing import Any

from django.core import signing

_SIGNER = signing.Signer(salt="directory.changes.base")


def sealed(business_pk: int, values: dict[str, Any]) -> str:
    """The same values give the same text, so a form that shows it twice has not changed."""
    return _SIGNER.sign_object({"business": business_pk, "values": values}, compress=True)


def opened(token: str, business_pk: int) -> dict[str, Any]:
    """The values, or nothing where the token is missing, broken or another business's: then every difference is a
    conflict that a person settles."""
    try:
        content = _SIGNER.unsign_object(token)
    except (signing.BadSignature, ValueError):
        return {}
    return content["values"] if content["business"] == business_pk else {}
