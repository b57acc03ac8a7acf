"""Card and letter of an appointment, and the pictograms on them."""

from __future__ import annotations

from django.template import Context, Template

import pytest

from printing.appointments import (
    AppointmentCard,
    AppointmentLetter,
    appointment_card,
    appointment_card_picture,
    appointment_letter,
)
from printing.pdf import PrintError, TooLong
from printing.pictograms import pictogram_names, pictogram_svg, printed_pictogram
from tests.printing.pdf_reader import Pdf, joined
from tests.printing.samples import APPOINTMENT, LETTER

SAID = ["Dienstag", "10:30", "LangeStraße33", "XK7W2P", "FrauBeispiel", "Tigrinya", "Ausweis", "Buschey", "023314242"]


def test_card_says_everything_on_one_a6_page():
    pdf = Pdf(appointment_card(AppointmentCard(**APPOINTMENT)))

    assert pdf.sizes_in_mm == [(105, 148)]
    text = joined(pdf.text)
    for said in SAID:
        assert said in text, said
    assert any("hagen.example/beratung/termin/17.abcdefghij234567" in words for words in pdf.alternatives)


def test_card_of_little_has_no_empty_promises():
    bare = {name: APPOINTMENT[name] for name in ("subject", "day", "time", "url", "code")}

    card = AppointmentCard(**bare, way="phone", way_words="Am Telefon", place=["Wir rufen an"])
    text = joined(Pdf(appointment_card(card)).text)

    assert "Haltestelle" not in text
    assert "mitbringen" not in text.lower()


@pytest.mark.parametrize("length", [1, 40, 90])
def test_card_holds_long_words_or_refuses_them_and_never_spills(length):
    words = {"subject": "Wörter " * (length // 7 + 1), "bring": ["Bescheid " * (length // 9 + 1)] * 6}
    try:
        pdf = Pdf(appointment_card(AppointmentCard(**APPOINTMENT | words)))
    except TooLong:
        assert length == 90
    else:
        assert len(pdf.pages) == 1


def test_card_can_be_looked_at_before_it_is_printed():
    assert appointment_card_picture(AppointmentCard(**APPOINTMENT)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("confirmed", "Ihr Termin steht fest."),
        ("moved", "Ihr Termin hat eine neue Zeit."),
        ("cancelled", "Dieser Termin findet nicht statt."),
        ("requested", "Wir haben Ihre Anfrage."),
    ],
)
def test_letter_of_every_kind_is_one_page_with_its_address(kind, words):
    pdf = Pdf(appointment_letter(AppointmentLetter(**APPOINTMENT | LETTER | {"kind": kind})))

    text = joined(pdf.text)
    assert len(pdf.pages) == 1
    assert pdf.sizes_in_mm == [(210, 297)]
    assert "Hinterhof7" in text
    assert joined(words) in text


@pytest.mark.parametrize("recipient", [[], ["", " "]])
def test_letter_without_an_address_is_refused(recipient):
    with pytest.raises(PrintError):
        appointment_letter(AppointmentLetter(**APPOINTMENT | LETTER | {"recipient": recipient}))


def test_letter_with_an_address_beyond_the_window_is_refused():
    with pytest.raises(TooLong):
        appointment_letter(AppointmentLetter(**APPOINTMENT | LETTER | {"recipient": ["Sehr lange Zeile " * 6] * 6}))


DRAWINGS = pictogram_names()


def test_there_are_drawings():
    assert len(DRAWINGS) >= 14


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_pictogram_is_one_drawing_for_page_and_paper(name):
    on_page, on_paper = pictogram_svg(name), printed_pictogram(name)

    assert "currentColor" in on_page
    assert "currentColor" not in on_paper
    assert on_page.count("<svg") == 1
    shown = Template("{% load pictograms %}{% pictogram name %}").render(Context({"name": name}))
    assert 'aria-hidden="true"' in shown  # its word stands beside it


def test_a_pictogram_that_is_none_is_an_error():
    with pytest.raises(FileNotFoundError):
        pictogram_svg("gibt-es-nicht")
