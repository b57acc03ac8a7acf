"""The list at the door, certificates and the notice of an event."""

from __future__ import annotations

import pytest

from printing.events import (
    MOST_CERTIFICATES,
    Certificate,
    CheckInList,
    EventNotice,
    attendance_certificates,
    check_in_list,
    event_notice,
)
from printing.pdf import PrintError, TooLong
from tests.printing.pdf_reader import Pdf, joined
from tests.printing.samples import CERTIFICATE, NOTICE, check_in_rows
from tests.printing.samples import check_in_list as sample_list

HOSTILE = "#panic() *Yılmaz* $x$ [ألمانيا] <script>\\"


def test_certificate_says_who_what_when_and_how_long():
    pdf = Pdf(attendance_certificates([Certificate(**CERTIFICATE)]))

    assert pdf.sizes_in_mm == [(210, 297)]
    text = joined(pdf.text)
    for said in (
        "Teilnahmebescheinigung",
        "AdaBeispiel",
        "TabellenfürdenLaden",
        "1.Dezember2026",
        "8.Dezember2026",
        "6Stunden",
        "Kassenbuchführen",
        "VolkshochschuleHagen",
        "BoelerStraße39",
    ):
        assert said in text, said


def test_everybody_gets_a_page_of_their_own():
    people = [Certificate(**CERTIFICATE | {"name": name}) for name in ("Ada Eins", "Bela Zwei", "Cem Drei")]

    pages = [joined(page) for page in Pdf(attendance_certificates(people)).pages]

    assert [name in page for name, page in zip(("AdaEins", "BelaZwei", "CemDrei"), pages, strict=True)] == [True] * 3


def test_twenty_dates_and_ten_contents_fit_on_a_certificate():
    much = {
        "dates": [f"Mittwoch, {day}. September 2026" for day in range(1, 21)],
        "contents": ["Umgang mit Listen"] * 10,
    }

    assert len(Pdf(attendance_certificates([Certificate(**CERTIFICATE | much)])).pages) == 1


@pytest.mark.parametrize("number", [0, MOST_CERTIFICATES + 1])
def test_no_certificate_and_too_many_are_refused(number):
    with pytest.raises(PrintError):
        attendance_certificates([Certificate(**CERTIFICATE)] * number)


def test_list_repeats_its_head_on_every_page_and_counts_people():
    pdf = Pdf(sample_list(count=60, dates=2))

    assert len(pdf.pages) == 3
    for page in pdf.pages:
        assert "Anzahl" in joined(page)
        assert "vernichten" in joined(page)
    assert "120Personen" in joined(pdf.pages[0])


@pytest.mark.parametrize(("dates", "size"), [(1, (210, 297)), (3, (210, 297)), (8, (297, 210))])
def test_list_with_many_dates_lies_on_its_side(dates, size):
    assert Pdf(sample_list(dates=dates)).sizes_in_mm == [size]


def test_list_without_anybody_still_has_rows_to_write_on():
    content = CheckInList(title="Feierabend", when=["heute"], where="Hier", dates=["8.12."], rows=[])

    text = joined(Pdf(check_in_list(content)).text)

    assert "0Personen" in text


def test_notice_says_everything_on_one_page():
    pdf = Pdf(event_notice(EventNotice(**NOTICE)))

    assert pdf.sizes_in_mm == [(210, 297)]
    text = joined(pdf.text)
    for said in ("FeierabendderBetriebe", "8.Dezember2026", "BoelerStraße39", "FürBetriebe", "Kostenlos", "023314242"):
        assert said in text, said
    assert any("hagen.example/termine/feierabend" in words for words in pdf.alternatives)


def test_what_does_not_fit_is_refused_and_never_cut():
    with pytest.raises(TooLong):
        event_notice(EventNotice(**NOTICE | {"lead": "Wörter " * 400}))


def test_what_people_type_is_set_as_plain_words():
    content = CheckInList(title=HOSTILE, when=[HOSTILE], where=HOSTILE, dates=["8.12."], rows=check_in_rows(1, HOSTILE))

    pdf = Pdf(check_in_list(content))
    certificate = Pdf(attendance_certificates([Certificate(**CERTIFICATE | {"name": HOSTILE})]))

    assert "#panic()*Yılmaz*$x$" in joined(pdf.text)
    assert "#panic()*Yılmaz*$x$" in joined(certificate.text)
