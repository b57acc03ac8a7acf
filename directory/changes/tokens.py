"""What somebody saw when they began to type, carried through the form and signed so that nobody makes it up."""

from __future__ import annotations

import json
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder

from directory.models import Business

_SIGNER = signing.Signer(salt="directory.changes.base")
_CONTENT_SIGNER = signing.Signer(salt="directory.changes.content")


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


def sealed_content(business: Business) -> str:
    """A whole draft as a form of the admin showed it."""
    content = json.loads(json.dumps(business.serializable_data(), cls=DjangoJSONEncoder))
    content.pop("imported_values", None)  # nobody edits it, and it may be long
    return sealed_raw(content, {})


def sealed_raw(content: dict[str, Any], seen: dict[str, Any]) -> str:
    """`seen`: parts of which more is known than the content says, by part."""
    plain = json.loads(json.dumps(seen, cls=DjangoJSONEncoder))
    return _CONTENT_SIGNER.sign_object({"content": content, "seen": plain}, compress=True)


def opened_content(token: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """(content for `with_content_json`, what is known since), or None where there is no token or not this form's."""
    try:
        found = _CONTENT_SIGNER.unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return found["content"], found["seen"]
