"""Hours read back in words."""

from datetime import date

import pytest
from hypothesis import given

from directory.opening_hours import describe, parse
from directory.opening_hours.description import CLOSED_ELSEWHERE, HOLIDAYS_NOT_SAID, ORDER_COUNTS
from tests.directory.opening_hours.moments import unhurried
from tests.directory.opening_hours.shared_data import shared_json
from tests.directory.opening_hours.test_consistency import values

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (
            'Mo,Tu,Th,Fr 09:00-18:00; We 09:00-13:00; Sa 10:00-13:00; 2026 Dec 24-31 off "Betriebsferien"',
            [
                "Montag, Dienstag, Donnerstag und Freitag 9:00–18:00 Uhr",
                "Mittwoch 9:00–13:00 Uhr",
                "Samstag 10:00–13:00 Uhr",
                "Sonntag geschlossen",
                HOLIDAYS_NOT_SAID,
                "24.–31. Dezember 2026 geschlossen – Betriebsferien",
            ],
        ),
        (
            "Mo-Fr 09:00-13:00,15:00-18:00; PH off",
            [
                "Montag bis Freitag 9:00–13:00 und 15:00–18:00 Uhr",
                "Samstag und Sonntag geschlossen",
                "An Feiertagen geschlossen",
            ],
        ),
        (
            'Mo-Fr 09:00-18:00; PH 10:00-12:00 || "nach Vereinbarung"',
            ["Montag bis Freitag 9:00–18:00 Uhr", "Sonst: nach Vereinbarung", "An Feiertagen 10:00–12:00 Uhr"],
        ),
        ("24/7; PH Mo-Su 00:00-24:00", ["Täglich rund um die Uhr", "An Feiertagen wie am selben Wochentag sonst"]),
        (
            "Fr,Sa 18:00-02:00; PH off; 2026 Nov 21 off",
            [
                "Montag bis Donnerstag und Sonntag geschlossen",
                "Freitag und Samstag 18:00–2:00 Uhr",
                "An Feiertagen geschlossen",
            ],
        ),
        ('"nach Vereinbarung"', ["Nach Vereinbarung", HOLIDAYS_NOT_SAID]),
        (
            "Mo-Fr 09:00-18:00; 2026 Dec 23-2027 Jan 06 off; 2027 Aug 30-2027 Sep 04 10:00-12:00",
            [
                "Montag bis Freitag 9:00–18:00 Uhr",
                "Samstag und Sonntag geschlossen",
                HOLIDAYS_NOT_SAID,
                "23. Dezember 2026 bis 6. Januar 2027 geschlossen",
                "30. August bis 4. September 2027 10:00–12:00 Uhr",
            ],
        ),
        (
            "Apr-Sep Mo-Fr 09:00-18:00; Sa[1] 10:00-14:00; PH off",
            [
                "April bis September, Montag bis Freitag 9:00–18:00 Uhr",
                "Jeden ersten Samstag im Monat 10:00–14:00 Uhr",
                "An Feiertagen geschlossen",
                ORDER_COUNTS,
                CLOSED_ELSEWHERE,
            ],
        ),
        (
            'Mo-Fr 17:00+, Sa 12:00-22:00+; SH off || "auf Anfrage"',
            [
                "Montag bis Freitag ab 17:00 Uhr (Ende offen)",
                "Zusätzlich: Samstag 12:00–22:00 Uhr (Ende offen)",
                "In den Schulferien geschlossen",
                "Sonst: auf Anfrage",
                ORDER_COUNTS,
                HOLIDAYS_NOT_SAID,
            ],
        ),
        (
            "09:00-(sunset-01:00)",
            ["9:00 bis 1:00 Stunden vor Sonnenuntergang", HOLIDAYS_NOT_SAID],
        ),
        (
            "easter -2 days off",
            ["Ostersonntag (2 Tage davor) geschlossen", CLOSED_ELSEWHERE, HOLIDAYS_NOT_SAID],
        ),
        ("2025 Dec 24 off", ["Es sind keine Öffnungszeiten angegeben."]),
        ("unsigned", ["Das Wort „unsigned“ gehört nicht in Öffnungszeiten."]),
    ],
)
def test_describe_reads_the_hours_back(value, lines):
    assert describe(value, TODAY) == lines


@unhurried
@given(values)
def test_describe_has_words_for_every_value_that_is_understood(value):
    lines = describe(value, TODAY)

    assert all(lines)
    named = parse(value).speaks_of_public_holidays
    assert (HOLIDAYS_NOT_SAID in lines) is not named


def test_describe_has_words_for_real_values():
    for place in shared_json("osm_pois_sample.geojson")["features"]:
        if hours := place["properties"].get("opening_hours"):
            assert all(describe(hours, TODAY))
