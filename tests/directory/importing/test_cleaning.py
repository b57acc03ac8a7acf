from datetime import date

import pytest

from directory.importing import cleaning
from directory.importing.cleaning import RowNotUsable, ValueNotUsable

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  Zwei \t Worte\n", "Zwei Worte"),
        ("a\x00b\x07c", "a b c"),
        ("Ba\u0308cker", "Bäcker"),
        ("rück\u202ewärts\u200b", "rückwärts"),
        ("halb\ud800es Zeichen", "halbes Zeichen"),
        ('<b>Fett & "gut"</b>', '<b>Fett & "gut"</b>'),
        ("محل", "محل"),
        (12, "12"),
        (None, ""),
        (["a"], ""),
        (True, "yes"),
    ],
)
def test_line_is_one_clean_line(value, expected):
    assert cleaning.clean_line(value) == expected


def test_text_keeps_its_line_breaks():
    assert cleaning.clean_text(" Eins \r\n\r\n\r\n\r\nZwei\x00 \u2028drei ") == "Eins\n\nZwei drei"


@pytest.mark.parametrize("value", [None, "", "  ", "–", "...", "\u200b", []])
def test_name_without_letter_or_digit_is_none(value):
    with pytest.raises(RowNotUsable, match="Der Name fehlt"):
        cleaning.clean_name(value, 160)


def test_name_that_is_too_long_is_refused_not_cut():
    assert cleaning.clean_name("x" * 160, 160) == "x" * 160
    with pytest.raises(RowNotUsable, match="länger als 160"):
        cleaning.clean_name("x" * 161, 160)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("02331 123456", "+49 2331 123456"),
        ("+49 2331/123456", "+49 2331 123456"),
        ("0049 (0) 2331 123456", "+49 2331 123456"),
        ("+4917622853415", "+49 176 22853415"),
        ("+90 212 555 12 12", "+90 212 555 12 12"),
        ("0800-PIZZA-12345 x", "0800-PIZZA-12345 x"),
        ("Kurzwahl 22 33 44 im Haus", "Kurzwahl 22 33 44 im Haus"),
    ],
)
def test_phone_is_written_for_dialling_or_kept(written, expected):
    assert cleaning.clean_phone(written) == expected


@pytest.mark.parametrize("written", ["keins", "12", "fragen Sie nach Herrn 1234", "1" * 60])
def test_phone_that_nobody_can_dial_is_left_out(written):
    with pytest.raises(ValueNotUsable, match="Telefonnummer"):
        cleaning.clean_phone(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://laden.de/", "https://laden.de/"),
        ("HTTP://laden.de", "HTTP://laden.de"),
        ("www.laden.de", "https://www.laden.de"),
        ("laden.de/angebote?x=1", "https://laden.de/angebote?x=1"),
        ("//laden.de", "https://laden.de"),
        ("laden.de:8443/x", "https://laden.de:8443/x"),
        ("bäckerei-kamp.de", "https://bäckerei-kamp.de"),
    ],
)
def test_website_gets_a_safe_scheme(written, expected):
    assert cleaning.clean_website(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(document.domain)//laden.de",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "ftp://laden.de",
        "mailto:info@laden.de",
        "https://bank.de@boese.de/",
        "https://[::1",
        "kein Link",
        "Pizzeria/123",
        "https://laden.de/" + "x" * 300,
        '"><script>',
    ],
)
def test_website_with_another_scheme_or_none_is_left_out(written):
    with pytest.raises(ValueNotUsable, match="Webadresse"):
        cleaning.clean_website(written)


@pytest.mark.parametrize(
    ("written", "network", "expected"),
    [
        ("https://www.facebook.com/laden/", "facebook", "https://www.facebook.com/laden/"),
        ("http://fb.com/laden", "facebook", "https://fb.com/laden"),
        ("@laden.hagen", "instagram", "https://www.instagram.com/laden.hagen"),
        ("laden_hagen", "tiktok", "https://www.tiktok.com/@laden_hagen"),
        ("m.facebook.com/laden", "facebook", "https://m.facebook.com/laden"),
    ],
)
def test_social_profile_becomes_an_address(written, network, expected):
    assert cleaning.clean_social(written, network) == expected


@pytest.mark.parametrize(
    "written", ["https://facebook.com.boese.de/x", "javascript:alert(1)", "Zwei Worte", "www.laden.de"]
)
def test_social_profile_elsewhere_is_left_out(written):
    with pytest.raises(ValueNotUsable):
        cleaning.clean_social(written, "facebook")


@pytest.mark.parametrize("written", ["info@laden.de", "mailto:info@laden.de", " info@laden.de "])
def test_email_is_kept(written):
    assert cleaning.clean_email(written) == "info@laden.de"


@pytest.mark.parametrize(
    "written", ["info(at)laden.de", "büro@laden.de", "a@b", "a@laden.de, b@laden.de", "x" * 250 + "@laden.de"]
)
def test_email_that_is_none_is_left_out(written):
    with pytest.raises(ValueNotUsable, match="E-Mail"):
        cleaning.clean_email(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-10-26", "2025-10-26"),
        ("2025-10", "2025-10-01"),
        ("26.10.2025", "2025-10-26"),
        ("1. 2. 2025", "2025-02-01"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", None),
        ("2025-02-30", None),
        ("0000-01-01", None),
        ("gestern", None),
        ("٢٠٢٥-10-26", None),
        ("", None),
    ],
)
def test_date_is_a_day_up_to_today(written, expected):
    assert cleaning.clean_date(written, TODAY) == expected


def test_position_in_hagen_is_rounded():
    assert cleaning.clean_position(51.35512345678, 7.4551, allow_outside=False) == (51.355123, 7.4551)


@pytest.mark.parametrize(
    ("latitude", "longitude", "reason"),
    [
        ("51.3", "7.4", "nicht aus zwei Zahlen"),
        (None, 7.4, "nicht aus zwei Zahlen"),
        (True, False, "nicht aus zwei Zahlen"),
        (float("nan"), 7.4, "nicht aus zwei Zahlen"),
        (51.3, float("inf"), "nicht aus zwei Zahlen"),
        (10**400, 7.4, "nicht aus zwei Zahlen"),
        ([51.3], 7.4, "nicht aus zwei Zahlen"),
        (91, 7.4, "nicht auf der Erde"),
        (51.3, -180.5, "nicht auf der Erde"),
        (7.455, 51.355, "vertauscht"),
        (48.15, 11.58, "außerhalb von Hagen"),
    ],
)
def test_position_that_is_wrong_is_reported(latitude, longitude, reason):
    with pytest.raises(RowNotUsable, match=reason):
        cleaning.clean_position(latitude, longitude, allow_outside=False)


def test_position_elsewhere_is_allowed_when_asked_for_but_never_a_swapped_one():
    assert cleaning.clean_position(48.15, 11.58, allow_outside=True) == (48.15, 11.58)
    with pytest.raises(RowNotUsable, match="vertauscht"):
        cleaning.clean_position(7.455, 51.355, allow_outside=True)
