"""The paper the project sends and hands out: what each piece needs, and one function that sets it.

Plain values only: this app knows no businesses. Texts come as they shall be read ("Mo–Fr 9–18 Uhr"), drawings as SVG.
Every function raises `printing.pdf.TooLong` when something does not fit the paper, `printing.pdf.PrintError` otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from printing.pdf import PrintError, render_pdf, render_png
from printing.qr import QrCodeError, qr_svg

CARDS_ON_A_SHEET = 4
MOST_CARDS = 80  # twenty sheets, half a second
MOST_LETTERS = 150  # sheets of paper in one file; a second or two
MOST_STOPS = 200  # more than anybody walks in a day, one second
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What both letters share."""

    recipient: Sequence[str]  # the lines of the address field, name first, at most six
    business: str
    contact_name: str  # who to ask
    contact_phone: str
    dated_on: date
    sender: str = ""  # the line above the address; empty: the imprint in one line


@dataclass(frozen=True, kw_only=True)
class ClaimLetter(Letter):
    """The letter that brings a one-time code to the business's address."""

    code: str  # as it is typed; with "-" or spaces between its groups, else we group by four
    code_url: str  # in the QR code; may carry the code
    code_address: str  # short, as somebody types it: "gemeinsam.example/code"
    page_address: str  # of the business's page, as it is read
    valid_until: date


@dataclass(frozen=True, kw_only=True)
class ReminderLetter(Letter):
    """Asks whether the page is still right, and shows what stands there."""

    answer_url: str  # in the QR code: the page with the three answers
    answer_address: str  # the same or a shorter one, for typing
    trade: str = ""
    address: Sequence[str] = ()
    phone: str = ""
    hours: Sequence[str] = ()  # lines in words
    confirmed: str = ""  # a sentence: "Zuletzt bestätigt im März 2025."


@dataclass(frozen=True, kw_only=True)
class Sticker:
    """A shop window of 100 × 100 mm for the shop window."""

    business: str
    url: str  # in the QR code
    address: str  # short, as it is read
    house_svg: str
    colour: str = "#A63D2A"  # of the awning, "#RRGGBB": the colour of the business's group


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card to lay out on counters and to hand over, A6 landscape."""

    business: str
    trade: str
    address: Sequence[str]  # street, town
    hours: Sequence[str]  # lines in words; empty: left out
    url: str
    page_address: str  # as it is read
    house_svg: str
    phone: str = ""
    colour: str = "#A63D2A"


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One entry to look at on foot."""

    business: str
    address: Sequence[str]
    url: str  # in the QR code: opens the entry
    phone: str = ""
    hours: Sequence[str] = ()
    confirmed: str = ""  # "März 2025" or "noch nie"
    remark: str = ""  # why somebody should go: "Meldung: Telefon falsch"


def claim_letter(letter: ClaimLetter) -> bytes:
    """One page, or TooLong."""
    return render_pdf("letter_claim.typ", _claim_data(letter), pages=1)


def claim_letters(letters: Sequence[ClaimLetter]) -> bytes:
    """A page a letter, in the order given: one file to print and to carry out. TooLong when one does not fit."""
    if not letters:
        raise PrintError("There is no letter to print.")
    if len(letters) > MOST_LETTERS:
        raise PrintError(f"{len(letters)} letters in one document; {MOST_LETTERS} are possible.")
    data = {"letters": [_claim_data(letter) for letter in letters]}
    return render_pdf("letters_claim.typ", data, pages=len(letters))


def reminder_letter(letter: ReminderLetter) -> bytes:
    """One page, or TooLong."""
    return reminder_letters([letter])


def reminder_letters(letters: Sequence[ReminderLetter]) -> bytes:
    """A page a letter, or TooLong."""
    if not letters:
        raise PrintError("There is no letter to print.")
    if len(letters) > MOST_LETTERS:
        raise PrintError(f"{len(letters)} letters in one document; {MOST_LETTERS} are possible.")
    data = {
        "letters": [
            _letter_data(letter)
            | {
                "answer_svg": as_qr(letter.answer_url),
                "answer_address": letter.answer_address,
                "trade": letter.trade,
                "address": list(letter.address),
                "phone": letter.phone,
                "hours": list(letter.hours),
                "confirmed": letter.confirmed,
            }
            for letter in letters
        ]
    }
    return render_pdf("letter_reminder.typ", data, pages=len(letters))


def window_sticker(sticker: Sticker) -> bytes:
    """One page of 120 × 120 mm: the sticker, 3 mm of bleed and crop marks."""
    return render_pdf("window_sticker.typ", _sticker_data(sticker), pages=1)


def window_sticker_picture(sticker: Sticker) -> bytes:
    """The same as PNG, 680 pixels wide, to look at before printing."""
    return render_png("window_sticker.typ", _sticker_data(sticker))


def card(content: Card) -> bytes:
    """One page A6 landscape."""
    return render_pdf("card_a6.typ", {"cards": [_card_data(content)]}, pages=1)


def card_picture(content: Card) -> bytes:
    """The same as PNG, 839 pixels wide, to look at before printing."""
    return render_png("card_a6.typ", {"cards": [_card_data(content)]})


def cards_on_a4(contents: Sequence[Card]) -> bytes:
    """Four cards a sheet, A4 landscape, with marks to cut along. One card alone fills a sheet."""
    cards = list(contents)
    if not cards:
        raise PrintError("There is no card to print.")
    if len(cards) > MOST_CARDS:
        raise PrintError(f"{len(cards)} cards in one document; {MOST_CARDS} are possible.")
    if len(cards) == 1:
        cards *= CARDS_ON_A_SHEET
    sheets = -(-len(cards) // CARDS_ON_A_SHEET)
    return render_pdf("cards_a4.typ", {"cards": [_card_data(content) for content in cards]}, pages=sheets)


def walking_list(stops: Sequence[Stop], *, title: str, made_on: date, note: str = "") -> bytes:
    """The stops in the order they come, on as many A4 pages as they need; `note` stands below the title."""
    if len(stops) > MOST_STOPS:
        raise PrintError(f"{len(stops)} stops in one list; {MOST_STOPS} are possible.")
    data = {
        "title": title,
        "note": note,
        "date": german_day(made_on),
        "stops": [
            {
                "business": stop.business,
                "address": list(stop.address),
                "phone": stop.phone,
                "hours": list(stop.hours),
                "confirmed": stop.confirmed,
                "remark": stop.remark,
                "qr_svg": as_qr(stop.url),
            }
            for stop in stops
        ],
    }
    return render_pdf("walking_list.typ", data)


def _letter_data(letter: Letter) -> dict[str, Any]:
    recipient = [line for line in letter.recipient if line.strip()]
    if not recipient:
        raise PrintError("A letter needs an address.")
    return {
        "sender": letter.sender or " · ".join(settings.PROJECT_IMPRINT),
        "recipient": recipient,
        "business": letter.business,
        "contact_name": letter.contact_name,
        "contact_phone": letter.contact_phone,
        "date": german_day(letter.dated_on),
    }


def _claim_data(letter: ClaimLetter) -> dict[str, Any]:
    return _letter_data(letter) | {
        "code": _groups(letter.code),
        "code_svg": as_qr(letter.code_url),
        "code_address": letter.code_address,
        "page_address": letter.page_address,
        "valid_until": german_day(letter.valid_until),
    }


def _sticker_data(sticker: Sticker) -> dict[str, Any]:
    return {
        "business": sticker.business,
        "qr_svg": as_qr(sticker.url),
        "url": sticker.url,
        "address": sticker.address,
        "house_svg": sticker.house_svg,
        "colour": _colour(sticker.colour),
    }


def _card_data(content: Card) -> dict[str, Any]:
    return {
        "business": content.business,
        "trade": content.trade,
        "address": list(content.address),
        "hours": list(content.hours),
        "phone": content.phone,
        "page_address": content.page_address,
        "qr_svg": as_qr(content.url),
        "house_svg": content.house_svg,
        "colour": _colour(content.colour),
    }


def _groups(code: str) -> list[str]:
    groups = [group for group in re.split(r"[\s-]+", code) if group]
    if len(groups) == 1:
        groups = re.findall(".{1,4}", groups[0])
    if not groups:
        raise PrintError("The letter needs a code.")
    return groups


def as_qr(url: str) -> str:
    try:
        return qr_svg(url)
    except QrCodeError as error:
        raise PrintError(str(error)) from error


def _colour(colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        raise PrintError(f"{colour!r} is no colour like #A63D2A.")
    return colour


def german_day(day: date) -> str:
    with translation.override("de"):  # paper speaks German, whoever prints it
        return date_format(day, "j. F Y")
