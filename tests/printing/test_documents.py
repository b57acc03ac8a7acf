from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from printing import documents
from printing.pdf import PrintError, TooLong
from printing.qr import qr_modules
from tests.printing import samples
from tests.printing.pdf_reader import Pdf, joined

LONG_NAME = "Änderungsschneiderei & Textilreinigung Şükriye Yıldız-Wiśniewski, Inh. Țuțuianu GbR"


def modules_in(picture: bytes, *, left: float, top: float, width: float, paper: float, text: str) -> list[str]:
    """The modules of a QR code as they stand on paper: dark or light in the middle of each. Millimetres."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    scale = image.width / paper
    count = len(qr_modules(text))
    step = width / (count + 8)
    return [
        "".join(
            "1"
            if image.getpixel((int((left + (x + 4.5) * step) * scale), int((top + (y + 4.5) * step) * scale))) < 128
            else "0"
            for x in range(count)
        )
        for y in range(count)
    ]


def test_claim_letter_says_everything_on_one_page():
    pdf = Pdf(samples.claim_letter(code="K7QM-4R2X"))
    words = joined(pdf.text)

    assert pdf.sizes_in_mm == [(210, 297)]
    expected = ["Kiosk Ela", "Lange Straße 1", "58089 Hagen", "K7QM4R2X", "hagen.example/code", "3. Januar 2027"]
    expected += ["22. November 2026", "Ayşe Köhler", "02331 123456", "hagen.example/laeden/kiosk-ela"]
    expected += ["Das ist Ihr Betrieb?", "Wir rufen Sie nie an und fragen nach dem Code."]
    assert [text for text in expected if joined(text) not in words] == []
    assert pdf.alternatives == ["QR-Code. Er führt zu hagen.example/code"]


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        ("K7QM4R2X", ["K7QM", "4R2X"]),
        ("K7QM4R2X9", ["K7QM", "4R2X", "9"]),
        ("K7Q-4R2", ["K7Q", "4R2"]),
        ("12 34 - 56", ["12", "34", "56"]),
    ],
)
def test_code_is_read_in_groups(code, groups):
    assert documents._groups(code) == groups


@pytest.mark.parametrize("changes", [{"code": " - "}, {"recipient": []}, {"recipient": [" "]}, {"code_url": ""}])
def test_claim_letter_that_lacks_something_is_refused(changes):
    with pytest.raises(PrintError):
        samples.claim_letter(**changes)


def test_claim_letter_with_an_address_beyond_the_window_is_refused():
    with pytest.raises(TooLong, match="address"):
        samples.claim_letter(recipient=["Zeile"] * 12)


@pytest.mark.parametrize("letter", [samples.claim_letter, samples.reminder_letter])
def test_letter_holds_a_long_name_and_a_long_address_of_the_page(letter):
    recipient = [LONG_NAME, "z. Hd. der Inhaberin", "Wehringhauser Straße 142 a", "58089 Hagen"]
    long_address = "hagen.example/laeden/" + "aenderungsschneiderei-" * 4

    changes = {"page_address": long_address} if letter is samples.claim_letter else {"answer_address": long_address}
    words = joined(Pdf(letter(LONG_NAME, recipient=recipient, **changes)).text)

    assert [text for text in [*recipient, long_address] if joined(text) not in words] == []


def test_reminder_letter_shows_what_stands_there_and_the_three_answers():
    hours = [f"{day} 9–13 und 15–18 Uhr" for day in ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")]
    pdf = Pdf(samples.reminder_letter(hours=[*hours, "Samstag 10–14 Uhr", "Sonntag zu", "An Feiertagen zu"]))
    words = joined(pdf.text)

    assert len(pdf.pages) == 1
    expected = [*hours, "02331 654321", "Zuletzt bestätigt im März 2025.", "Stimmt noch", "Etwas ändern"]
    assert [text for text in [*expected, "Gibt es nicht mehr"] if joined(text) not in words] == []


def test_reminder_letter_without_hours_says_so():
    text = Pdf(samples.reminder_letter(hours=[], trade="", phone="", confirmed="", address=[])).text

    assert "Noch keine Öffnungszeiten" in text


@pytest.mark.parametrize(
    ("printed", "letter"),
    [(documents.claim_letters, samples.claim_data), (documents.reminder_letters, samples.reminder_data)],
)
def test_many_letters_are_a_page_each_in_the_order_given(printed, letter):
    names = ["Kiosk Ela", "Bäckerei Öz", "Café Żubr"]

    pages = Pdf(printed([letter(name) for name in names])).pages

    assert [[name for name in names if name in page] for page in pages] == [[name] for name in names]


@pytest.mark.parametrize("printed", [documents.claim_letters, documents.reminder_letters])
def test_letters_without_end_or_none_are_refused(printed):
    for count in (0, documents.MOST_LETTERS + 1):
        with pytest.raises(PrintError):
            printed([samples.claim_data()] * count)


def test_window_sticker_has_its_bleed_and_what_it_needs():
    pdf = Pdf(documents.window_sticker(samples.sticker(LONG_NAME)))

    assert pdf.sizes_in_mm == [(120, 120)]
    assert joined(LONG_NAME) in joined(pdf.text)
    assert "Sie finden uns auch hier" in pdf.text
    assert "hagen.example/l/kiosk-ela" in pdf.text
    assert pdf.alternatives == [
        "Gezeichnetes Haus mit beleuchtetem Schaufenster",
        f"QR-Code. Er führt zu {samples.PAGE}",
    ]


def test_qr_code_on_the_sticker_is_that_of_the_address():
    picture = documents.window_sticker_picture(samples.sticker())

    assert modules_in(picture, left=10 + 50.7, top=10 + 44, width=36.6, paper=120, text=samples.PAGE) == qr_modules(
        samples.PAGE
    )


def test_card_has_everything_on_a6():
    pdf = Pdf(documents.card(samples.card(LONG_NAME, trade="Änderungsschneiderei, Textilreinigung")))
    words = joined(pdf.text)

    assert pdf.sizes_in_mm == [(148, 105)]
    expected = [LONG_NAME, "Änderungsschneiderei, Textilreinigung", "Lange Straße 1", "58089 Hagen", "02331 654321"]
    expected += ["Mo–Fr 6–20 Uhr", "hagen.example/laeden/kiosk-ela"]
    assert [text for text in expected if joined(text) not in words] == []


def test_qr_code_on_the_card_is_that_of_the_address():
    picture = documents.card_picture(samples.card())

    # 6 mm edge + 136 − 35 wide + 2.5 to the right; 6 + 93 − 13 − 35 from above
    assert modules_in(
        picture, left=6 + 136 - 35 + 2.5, top=6 + 93 - 13 - 35, width=35, paper=148, text=samples.PAGE
    ) == qr_modules(samples.PAGE)


def test_card_without_hours_invites_to_scan():
    text = joined(Pdf(documents.card(samples.card(hours=[], phone="", trade=""))).text)

    assert joined("Scannen Sie das Bild mit dem Handy.") in text
    assert "Geöffnet" not in text


@pytest.mark.parametrize(("count", "sheets", "shown"), [(1, 1, 4), (2, 1, 2), (4, 1, 4), (5, 2, 5), (9, 3, 9)])
def test_cards_fill_sheets_of_four(count, sheets, shown):
    pdf = Pdf(documents.cards_on_a4([samples.card(f"Laden {number:02}") for number in range(count)]))

    assert pdf.sizes_in_mm == [(297, 210)] * sheets
    assert pdf.text.count("Laden 0") == shown


@pytest.mark.parametrize("count", [0, documents.MOST_CARDS + 1])
def test_cards_without_end_or_none_are_refused(count):
    with pytest.raises(PrintError):
        documents.cards_on_a4([samples.card()] * count)


@pytest.mark.parametrize("colour", ["red", "#fff", "#A63D2A80", "#GGGGGG", ""])
def test_colour_is_six_digits(colour):
    with pytest.raises(PrintError, match="colour"):
        documents.window_sticker(samples.sticker(colour=colour))


def test_walking_list_keeps_order_repeats_its_head_and_counts_pages():
    names = [f"Laden {number:02}" for number in range(30)]
    pdf = Pdf(
        documents.walking_list(
            [samples.stop(name) for name in names], title="Rundgang Altenhagen", made_on=date(2026, 1, 2)
        )
    )

    found = [line.strip() for line in pdf.text.splitlines() if line.startswith("Laden ")]
    assert found == names
    pages = len(pdf.pages)
    assert pages > 2
    for number, page in enumerate(pdf.pages, start=1):
        assert "Geöffnet laut Eintrag" in page
        assert joined(f"Seite {number} von {pages}") in joined(page)
        assert page.count("stimmt\n") == page.count("geändert") == len([n for n in names if n in page])
    assert "30 Einträge · 2. Januar 2026" in pdf.text
    assert "Meldung: Telefon falsch" in pdf.text
    assert joined("bestätigt: März 2025") in joined(pdf.text)


def test_walking_list_of_nothing_says_so():
    assert "Es gibt nichts zu prüfen" in Pdf(samples.walking_list(count=0)).text


def test_walking_list_without_end_is_refused():
    with pytest.raises(PrintError, match="200"):
        samples.walking_list(count=documents.MOST_STOPS + 1)


def test_logo_on_paper_is_the_one_of_the_site():
    from django.contrib.staticfiles import finders

    from printing.pdf import TEMPLATES

    with open(finders.find("portal/img/logo.svg"), encoding="utf-8") as logo:
        assert (TEMPLATES / "logo.svg").read_text(encoding="utf-8") == logo.read()
