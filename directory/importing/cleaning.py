"""Makes single values fit to be stored: text without control characters, numbers people can call, links that are safe.

Pure functions. A value that cannot be used raises ValueNotUsable, whose text says why in German: the field is then left
as it is and the row goes on. What a row cannot do without raises RowNotUsable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

import phonenumbers

from maps.area import HAGEN

DECIMALS = 6  # of degrees, about 0.1 m; a form that shows and saves a position may not appear to change it
SHORTEST_PHONE = 5  # digits
SOCIAL_HOSTS = {
    "facebook": ("facebook.com", "fb.com", "fb.me"),
    "instagram": ("instagram.com", "instagr.am"),
    "tiktok": ("tiktok.com",),
}
SOCIAL_ADDRESSES = {
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "tiktok": "https://www.tiktok.com/@{}",
}
# Marks that nobody sees but that reverse or split words: soft hyphen, zero width space, embeddings and overrides.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_INSTEAD = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": ""}  # by category: control, separators, half a surrogate pair
_HANDLE = re.compile(r"[A-Za-z0-9_.\-]{2,60}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_validate_email = EmailValidator()
_validate_url = URLValidator(schemes=["http", "https"])


class ValueNotUsable(ValueError):  # noqa: N818 — a finding about the file, no error of the program
    """The field stays as it is; the text says why."""


class RowNotUsable(ValueError):  # noqa: N818 — see above
    """The row is skipped; the text says why."""


def clean_line(value: Any) -> str:
    """One line of text: composed letters, single blanks, no control characters. What is no text or number is empty.

    HTML stays text; whoever shows it escapes it.
    """
    return " ".join(_visible(value).split())


def clean_text(value: Any) -> str:
    """Like `clean_line`, but line breaks stay, at most one empty line in a row."""
    lines = [clean_line(line) for line in re.split(r"\r\n|\r|\n", _text(value))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int | float) else ""


def _visible(value: Any) -> str:
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", _text(value)))
    if text.isprintable():
        return text
    return "".join(_INSTEAD.get(unicodedata.category(sign), sign) for sign in text)


def clean_name(value: Any, longest: int) -> str:
    name = clean_line(value)
    if not any(sign.isalnum() for sign in name):
        raise RowNotUsable("Der Name fehlt.")
    if len(name) > longest:
        raise RowNotUsable(f"Der Name ist länger als {longest} Zeichen.")
    return name


def limited(text: str, longest: int, word: str) -> str:
    if len(text) > longest:
        raise ValueNotUsable(f"{word} ist länger als {longest} Zeichen und wurde weggelassen.")
    return text


def parts(text: str) -> list[str]:
    """The values of a list as OpenStreetMap writes it: "visa;mastercard"."""
    return [part for part in (clean_line(part) for part in text.split(";")) if part]


def first_usable(clean: Callable[[str], str], values: Iterable[str]) -> str:
    """The first value that can be used; the problem of the first one when none can; empty without any."""
    problem: ValueNotUsable | None = None
    for value in values:
        try:
            return clean(value)
        except ValueNotUsable as error:
            problem = problem or error
    if problem:
        raise problem
    return ""


def clean_phone(value: str) -> str:
    """ "02331 123456" → "+49 2331 123456". What is no known form of number stays as written if it can be dialled."""
    text = clean_line(value)
    if sum(sign.isdigit() for sign in text) < SHORTEST_PHONE or len(text) > 40:
        raise ValueNotUsable(f"Die Telefonnummer „{text[:60]}“ ist keine und wurde weggelassen.")
    if any(sign.isalpha() for sign in text):  # the parser would make digits of the letters, or of half a sentence
        return text
    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        return text
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return form if phonenumbers.is_possible_number(number) and len(form) <= 40 else text


def clean_email(value: str) -> str:
    text = clean_line(value).removeprefix("mailto:")
    try:
        _validate_email(text)
    except ValidationError:
        text = ""
    if not text or len(text) > 254:
        raise ValueNotUsable(f"Die E-Mail-Adresse „{clean_line(value)[:60]}“ ist keine und wurde weggelassen.")
    return text


def clean_website(value: str, longest: int = 300) -> str:
    """An http or https address; "www.x.de" gets https. No other scheme, no name or password in it."""
    text = clean_line(value)
    address = text if _SCHEME.match(text) and not re.match(r"[\w.\-]+:\d", text) else f"https://{text.lstrip('/')}"
    try:
        _validate_url(address)
        pieces = urlsplit(address)
        usable = pieces.username is None and len(address) <= longest
    except (ValidationError, ValueError):
        usable = False
    if not usable:
        raise ValueNotUsable(f"Die Webadresse „{text[:60]}“ ist keine sichere Adresse und wurde weggelassen.")
    return address


def clean_social(value: str, network: str) -> str:
    """A profile as https address, from an address or a handle ("@laden")."""
    text = clean_line(value)
    handle = text.removeprefix("@")
    if _HANDLE.fullmatch(handle) and not handle.startswith("www.") and not network_of(handle):
        return SOCIAL_ADDRESSES[network].format(handle)
    address = clean_website(text)
    if network_of(address) != network:
        raise ValueNotUsable(f"„{text[:60]}“ führt nicht zu {network.capitalize()} und wurde weggelassen.")
    return re.sub(r"^http://", "https://", address, flags=re.IGNORECASE)


def network_of(address: str) -> str:
    """Which of the social networks an address belongs to, or an empty text."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    for network, hosts in SOCIAL_HOSTS.items():
        if any(host == known or host.endswith(f".{known}") for known in hosts):
            return network
    return ""


def clean_date(value: str, today: date) -> str | None:
    """A day up to today as ISO text, from "2025-10-26", "2025-10" (its first day) or "26.10.2025"; None otherwise."""
    text = clean_line(value)
    match = re.fullmatch(r"(?P<year>\d{4})-(?P<month>\d\d?)(-(?P<day>\d\d?))?", text, re.ASCII) or re.fullmatch(
        r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})", text, re.ASCII
    )
    if not match:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"] or 1))
    except ValueError:
        return None
    return day.isoformat() if day <= today else None


def clean_position(latitude: Any, longitude: Any, *, allow_outside: bool) -> tuple[float, float]:
    """Degrees, rounded. Raises RowNotUsable for what is no position on earth or, unless allowed, not in Hagen."""
    if not _is_number(latitude) or not _is_number(longitude):
        raise RowNotUsable("Die Position besteht nicht aus zwei Zahlen.")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise RowNotUsable(f"Die Position {latitude:g}, {longitude:g} liegt nicht auf der Erde.")
    if not HAGEN.contains(latitude, longitude):
        if HAGEN.contains(longitude, latitude):
            raise RowNotUsable(f"Breite und Länge sind wohl vertauscht ({latitude:g}, {longitude:g}).")
        if not allow_outside:
            raise RowNotUsable(f"Die Position {latitude:g}, {longitude:g} liegt außerhalb von Hagen.")
    return round(float(latitude), DECIMALS), round(float(longitude), DECIMALS)


def _is_number(value: Any) -> bool:
    # The comparison is false for infinity and for what is not a number at all (NaN).
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1_000_000


def city_of(position: tuple[float, float] | None) -> str:
    """The city to assume for an address without one."""
    return "Hagen" if position is None or HAGEN.contains(*position) else ""
