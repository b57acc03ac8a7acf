"""One-time codes like K7Q4X-9WMHN-3TCPR: made, read as people type them, compared without saying more than yes or no.

The first group finds the row, so that wrong tries count against this very code; it is no secret. The other two are the
secret, 47 bits of chance. Stored is only their HMAC-SHA256 under a key drawn from SECRET_KEY, bound to the business:
whoever reads the database can neither type the code nor move it to another business.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

# No letter or digit that has a double in print or in handwriting: 0 O 1 I L, and of each pair below only the right one.
ALPHABET = "23456789ACDEFHJKMNPQRTVWXY"
LOOK_ALIKES = str.maketrans({"0": "Q", "O": "Q", "S": "5", "Z": "2", "B": "8", "G": "6", "U": "V"})
GROUP = 5
LOOKUP_LENGTH, SECRET_LENGTH = GROUP, 2 * GROUP
LONGEST_TYPED = 60
_SALT = "directory.claim_code"
_NOBODYS_BUSINESS = 0


@dataclass(frozen=True, slots=True)
class Code:
    lookup: str
    secret: str

    def __str__(self) -> str:
        return f"{self.lookup}-{self.secret[:GROUP]}-{self.secret[GROUP:]}"

    def __repr__(self) -> str:
        return f"Code({self.lookup}-…)"  # the secret belongs into no log and no traceback


def new_code() -> Code:
    return Code(_random(LOOKUP_LENGTH), _random(SECRET_LENGTH))


def read_code(typed: str) -> Code | None:
    """What somebody typed as a code, forgiving case, blanks, dashes and look-alikes; None when it cannot be one."""
    if len(typed) > LONGEST_TYPED:
        return None
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(LOOK_ALIKES)
    if len(signs) != LOOKUP_LENGTH + SECRET_LENGTH or not set(signs) <= set(ALPHABET):
        return None
    return Code(signs[:LOOKUP_LENGTH], signs[LOOKUP_LENGTH:])


def hash_of(code: Code, business_id: int) -> str:
    """64 hex digits: what is stored of a code for this business."""
    return salted_hmac(_SALT, f"{business_id}:{code.lookup}:{code.secret}", algorithm="sha256").hexdigest()


def is_right(code: Code, *, business_id: int | None, stored: str | None) -> bool:
    """Whether this is the code of which `stored` was kept. Without a row the same work is done for nothing, so that the
    time tells nobody whether the first group exists."""
    expected = hash_of(code, _NOBODYS_BUSINESS if business_id is None else business_id)
    return constant_time_compare(expected, stored or "0" * 64) and stored is not None


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
