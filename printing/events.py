"""Paper of an event: the list at the door, certificates of attendance, a notice for shop windows.

Plain values only. Every function raises `printing.pdf.TooLong` when something does not fit the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from printing.documents import as_qr, german_day
from printing.pdf import PrintError, render_pdf
from printing.pictograms import printed_pictogram

MOST_CERTIFICATES = 120  # pages in one file
MOST_ROWS = 400
MOST_DATES = 12  # columns to tick on one sheet; more are left to a second list
MOST_DATES_UPRIGHT = 3


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A4: who was there, at what, when, for how long."""

    name: str
    title: str
    kind_words: str  # "Kurs"
    dates: Sequence[str]  # "Dienstag, 1. Dezember 2026"
    place: Sequence[str]
    organiser: str
    issued_on: date
    hours: str = ""  # "12 Stunden"
    contents: Sequence[str] = ()
    issued_at: str = "Hagen"
    signatures: Sequence[str] = ("Leitung", "Gemeinsam für Hagen")


@dataclass(frozen=True, kw_only=True)
class CheckInRow:
    name: str
    seats: int
    code: str
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckInList:
    """A4, as many pages as it takes, with a box to tick for each date."""

    title: str
    when: Sequence[str]
    where: str
    dates: Sequence[str]  # heads of the columns: "8.12."
    rows: Sequence[CheckInRow]
    empty_rows: int = 6  # for whoever comes without registration


@dataclass(frozen=True, kw_only=True)
class EventNotice:
    """A4, one page, to be read from the pavement."""

    title: str
    kind_words: str
    when: Sequence[str]
    place: Sequence[str]
    for_whom: str
    cost: str
    lead: str
    url: str  # in the QR code
    languages: str = ""
    facts: Sequence[tuple[str, str]] = ()  # name of a pictogram, and its words
    phone: str = ""


def attendance_certificates(certificates: Sequence[Certificate]) -> bytes:
    """One page each, fit to be hung up."""
    if not certificates:
        raise PrintError("There is nobody to certify anything to.")
    if len(certificates) > MOST_CERTIFICATES:
        raise PrintError(f"{len(certificates)} certificates in one file; {MOST_CERTIFICATES} are possible.")
    data = {
        "certificates": [
            {
                "name": one.name,
                "title": one.title,
                "kind_words": one.kind_words,
                "dates": list(one.dates),
                "place": [line for line in one.place if line],
                "organiser": one.organiser,
                "hours": one.hours,
                "contents": list(one.contents),
                "issued": f"{one.issued_at}, {german_day(one.issued_on)}",
                "signatures": list(one.signatures),
            }
            for one in certificates
        ]
    }
    return render_pdf("certificates.typ", data, pages=len(certificates))


def check_in_list(content: CheckInList) -> bytes:
    """Turned on its side when there are more than three dates."""
    if len(content.rows) > MOST_ROWS:
        raise PrintError(f"{len(content.rows)} people on one list; {MOST_ROWS} are possible.")
    data = {
        "title": content.title,
        "when": list(content.when[:MOST_DATES]),
        "where": content.where,
        "dates": list(content.dates[:MOST_DATES]),
        "is_wide": len(content.dates) > MOST_DATES_UPRIGHT,
        "rows": [
            {"name": row.name, "seats": str(row.seats), "remark": row.remark, "code": row.code} for row in content.rows
        ],
        "empty_rows": content.empty_rows,
    }
    return render_pdf("check_in_list.typ", data)


def event_notice(content: EventNotice) -> bytes:
    data = {
        "title": content.title,
        "kind_words": content.kind_words,
        "when": list(content.when),
        "place": [line for line in content.place if line],
        "for_whom": content.for_whom,
        "cost": content.cost,
        "lead": content.lead,
        "languages": content.languages,
        "facts": [{"svg": printed_pictogram(name), "words": words} for name, words in content.facts],
        "phone": content.phone,
        "page_address": content.url.partition("://")[2].rstrip("/"),
        "qr_svg": as_qr(content.url),
    } | {f"{name}_svg": printed_pictogram(name) for name in ("place", "people", "euro", "language", "phone")}
    return render_pdf("event_notice.typ", data, pages=1)
