"""Words, addresses and numbers of businesses in one form each, and how alike two names are: the letters' part of
`directory.duplicates`. Letters are compared as code points, so an umlaut is one letter, as it is to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

from common.text import fold, fold_wide, words

_LEGAL = re.compile(
    r"\b(?:gemeinnuetzige?|g?gmbh|mbh|ug|haftungsbeschraenkt|ag|kg|ohg|gbr|kgaa|se|ltd|"
    r"e\.\s?k(?:fr|fm)?\b\.?|e\.\s?v\b\.?|e\.\s?g\b\.?|ek|ev|eg|partg|partgmbb|einzelunternehmen)\b\.?"
)
_OWNER = re.compile(r"[\s,(/\-–]*\b(?:inh(?:aber(?:in)?)?|bes|geschaeftsfuehr\w+|gf)\b(?:\.|:|\s).*$")
# Words of a trade or a kind of room: they say what it is, not which one it is. Folded with two letters an umlaut.
_TRADES = """
    agentur aenderungsschneiderei anwaelte anwaeltin anwalt apotheke arzt aerztin augenoptik autohaus autowerkstatt
    backhaus baeckerei backshop bank bar barber barbershop baumarkt beauty bestattungen bistro bistrot blumen
    blumenhaus blumenladen boutique buchhandlung buero cafe caffe cafeteria coiffeur consulting design discount dr
    drogerie doener doenerhaus eiscafe eisdiele elektro elektronik elektriker fahrrad fahrradladen fahrraeder
    fahrschule fashion feinkost filiale fitness fleischerei floristik foto fotostudio friseur friseure friseursalon
    fruehstueck gaststaette gasthaus gasthof getraenke getraenkemarkt gemuese goldschmiede grill handel handy
    handyladen handyshop haus hairstyle hair hotel imbiss immobilien internetcafe juwelier kanzlei kebap kebab kfz kiosk
    kneipe konditorei kosmetik kosmetikstudio laden lebensmittel lieferservice lotto market markt massage med medizin
    metzgerei mode moden nagelstudio nails obst optik optiker orthopaedie paketshop partner pension physiotherapie
    pizza pizzeria praxis psychotherapie raumausstatter rechtsanwalt rechtsanwaeltin rechtsanwaelte reinigung reisebuero
    reisen reparatur restaurant ristorante salon sanitaer sanitaetshaus schluesseldienst schneiderei
    schneiderin schreibwaren schuhe schuhhaus schuhmacher schuhmacherei second secondhand service shisha shop snack
    spielhalle sport steuerberater steuerberaterin steuerberatung store studio supermarkt tabak tankstelle taxi tattoo
    team textil textilreinigung tierarzt trattoria trinkhalle uhren versicherung versicherungen waschsalon werkstatt
    wirtshaus zahnarzt zahnaerztin zahnarztpraxis zeitschriften
"""
TRADE_WORDS = frozenset(_TRADES.split())
_HEADS = tuple(sorted((word for word in TRADE_WORDS if len(word) > 3), key=len, reverse=True))  # ends of compounds
_LITTLE = "am an auf bei beim das dem den der des die fuer im in the und vom von zu zum zur and by el la le ve"
LITTLE_WORDS = frozenset(_LITTLE.split())
_PARTS = "altenhagen boele eilpe emst haspe hohenlimburg mitte vorhalle wehringhausen"
PARTS_OF_TOWN = frozenset(_PARTS.split())
TOWN = frozenset(["hagen"])
# Addresses many share: the path says whose it is, the host does not.
_PLATFORMS = (
    "facebook.com", "instagram.com", "tiktok.com", "google.com", "g.page", "business.site", "linktr.ee", "wixsite.com",
    "jimdofree.com", "jimdosite.com", "wordpress.com", "lieferando.de", "treatwell.de", "planity.com", "youtube.com",
)  # fmt: skip
_HOTLINE = re.compile(r"49(?:800|180|137|700|900)")
_HOUSE_NUMBER = re.compile(r"(\d+)\s*([a-z]?)")


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[tuple[str, str], ...]:
    """The words of a name without legal form and owner, each folded wide ("mueller") and narrow ("muller")."""
    wide = fold_wide(name)
    bare = _LEGAL.sub(" ", _OWNER.sub(" ", wide))
    kept = words(bare) or words(wide)
    narrow_by_wide = {fold_wide(word): fold(word) for word in words(name.casefold())}
    return tuple((word, narrow_by_wide.get(word, word)) for word in kept)


@lru_cache(maxsize=20_000)
def head_of(word: str) -> str:
    """The trade a compound ends with, as long as three letters stand before it: "loewenapotheke" → "apotheke"."""
    return next((head for head in _HEADS if word.endswith(head) and len(word) - len(head) >= 3), "")


@lru_cache(maxsize=5_000)
def folded_street(street: str) -> str:
    """One spelling a street: "Lange Str." and "Langestraße" are the same, so are "Friedens-" and "Friedenstraße"."""
    squashed = "".join(words(fold_wide(street)))
    return re.sub(r"s+tr(?:asse)?$", "str", squashed)


@lru_cache(maxsize=5_000)
def house_numbers(text: str) -> frozenset[tuple[int, str]]:
    """The numbers of a house: "12-16" → 12, 14, 16; "7 a" → 7a. Empty when there is none."""
    found = [(int(number), letter) for number, letter in _HOUSE_NUMBER.findall(fold(text))]
    if len(found) == 2 and re.search(r"[-–/+]", text) and found[0][0] < found[1][0] <= found[0][0] + 40:
        step = 2 if (found[1][0] - found[0][0]) % 2 == 0 else 1
        return frozenset((number, "") for number in range(found[0][0], found[1][0] + 1, step)) | frozenset(found)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def folded_phone(phone: str) -> str:
    """The digits with country code, "49233112345"; empty for none, a hotline, or what is no number."""
    if not phone:
        return ""
    if phone.startswith("+") and "(" not in phone and not any(sign.isalpha() for sign in phone):
        digits = "".join(sign for sign in phone if sign.isdigit())  # as the importer stores it: no need to ask further
    else:
        try:
            number = phonenumbers.parse(phone, "DE")
        except phonenumbers.NumberParseException:
            return ""
        digits = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).removeprefix("+")
    return "" if len(digits) < 7 or _HOTLINE.match(digits) else digits


@lru_cache(maxsize=20_000)
def folded_website(website: str) -> str:
    """The host without "www."; on a platform the path too, because there the host is everybody's."""
    if not website:
        return ""
    try:
        pieces = urlsplit(website if "//" in website else f"//{website}")
        host = (pieces.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("de-de.")
    except ValueError:
        return ""
    if any(host == platform or host.endswith(f".{platform}") for platform in _PLATFORMS):
        path = pieces.path.strip("/").lower()
        return f"{host}/{path}" if path or host.count(".") > 1 else ""
    return host


def likeness_of_words(one: dict[str, tuple[str, float]], other: dict[str, tuple[str, float]]) -> float:
    """Half how much of the shorter name is in the longer one, half how much of the longer is in the shorter."""
    left = dict(other)
    matched = 0.0
    for wide, (narrow, weight) in one.items():
        best, quality = _best(wide, narrow, left)
        if best:
            matched += quality * min(weight, left.pop(best)[1])
    if not matched:
        return 0.0
    total, other_total = (sum(weight for _narrow, weight in names.values()) for names in (one, other))
    return 0.5 * matched / min(total, other_total) + 0.5 * matched / max(total, other_total)


def _best(wide: str, narrow: str, among: dict[str, tuple[str, float]]) -> tuple[str, float]:
    if wide in among:
        return wide, 1.0
    for other, (other_narrow, _weight) in among.items():
        if other_narrow in {narrow, wide} or other == narrow:
            return other, 1.0
    for other in among:
        if _mistyped(wide, other):
            return other, 0.85
    return "", 0.0


def related_trades(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of trade words speak of one trade: "optik" and "augenoptik", "markt" and "market"."""
    return any(
        longer.startswith(word) or longer.endswith(word) or _mistyped(longer, word)
        for a in one
        for b in other
        for longer, word in ((a, b), (b, a))
    )


def _mistyped(one: str, other: str) -> bool:
    """One slip in a word of five letters, two in one of nine; short words have to be the same."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 5 else 1 if shorter < 9 else 2
    if not allowed or abs(len(one) - len(other)) > allowed or len(set(one) ^ set(other)) > 2 * allowed:
        return False
    one, other = _where_they_differ(one, other)
    if allowed == 1 and max(len(one), len(other)) > 2:
        return False
    return _edits(one, other) <= allowed


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Both words without what they have in common at the start and at the end."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    end = 0
    while end < min(len(one), len(other)) and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[: len(one) - end], other[: len(other) - end]


def _edits(one: str, other: str) -> int:
    """Optimal string alignment distance: letters put in, left out, exchanged or swapped with their neighbour."""
    before_last: Sequence[int] = ()
    last: list[int] = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, other_letter in enumerate(other, start=1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != other_letter))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == other_letter:
                cost = min(cost, before_last[column - 2] + 1)
            now.append(cost)
        before_last, last = last, now
    return last[-1]
