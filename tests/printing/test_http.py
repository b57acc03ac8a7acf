from __future__ import annotations

from printing.http import pdf_response


def test_pdf_response_is_shown_and_kept_by_nobody():
    response = pdf_response(b"%PDF-1.7", "Aufkleber Äpfel.pdf")

    assert response.content == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''Aufkleber%20%C3%84pfel.pdf"
    assert response["Cache-Control"] == "private, no-store"


def test_pdf_response_can_be_saved():
    assert pdf_response(b"x", "liste.pdf", download=True)["Content-Disposition"] == 'attachment; filename="liste.pdf"'


def test_pdf_response_takes_no_header_from_a_name():
    response = pdf_response(b"x", 'a"\r\nSet-Cookie: b=c.pdf')

    assert "Set-Cookie" not in response.headers
    assert "\n" not in response["Content-Disposition"]
