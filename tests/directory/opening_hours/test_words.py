from datetime import date

import pytest

from directory.opening_hours import day_in_words, parse, status_in_words
from tests.directory.opening_hours.moments import berlin


@pytest.mark.parametrize(
    ("value", "moment", "words"),
    [
        ("Mo-Fr 09:00-18:00", "2026-06-03T12:00", ("Jetzt geöffnet", "schließt um 18:00")),
        ("Mo-Fr 09:00-18:00", "2026-06-03T08:00", ("Geschlossen", "öffnet um 9:00")),
        ("Mo-Fr 09:00-18:00", "2026-06-03T19:00", ("Geschlossen", "öffnet morgen 9:00")),
        ("Mo-Fr 09:00-18:00; PH off", "2026-06-03T19:00", ("Geschlossen", "öffnet Freitag 9:00")),
        ("Mo-Fr 09:00-18:00; PH,Fr off", "2026-06-04T12:00", ("Geschlossen", "Fronleichnam, öffnet Montag 9:00")),
        ("We 09:00-18:00", "2026-06-04T12:00", ("Geschlossen", "öffnet Mittwoch 9:00")),
        ("Th 09:00-11:00", "2026-06-04T12:00", ("Geschlossen", "öffnet am 11. Juni 9:00")),
        ("Jan 04 09:00-12:00", "2026-12-24T12:00", ("Geschlossen", "öffnet am 4. Januar 9:00")),
        ("Jan 04 09:00-12:00", "2026-06-04T12:00", ("Geschlossen", "")),
        ('2026 Jun off "Umbau"; Mo-Fr 09:00-18:00', "2027-06-05T12:00", ("Geschlossen", "öffnet Montag 9:00")),
        ('Mo-Fr 09:00-18:00; Jun off "Umbau"', "2026-06-04T12:00", ("Geschlossen", "Umbau")),
        ("Fr 22:00-04:00", "2026-06-05T23:00", ("Jetzt geöffnet", "schließt um 4:00")),
        ("Mo-Sa 10:00-24:00", "2026-06-05T23:00", ("Jetzt geöffnet", "schließt um Mitternacht")),
        ("24/7; PH off", "2026-06-01T12:00", ("Jetzt geöffnet", "schließt Mittwoch um Mitternacht")),
        ("24/7", "2026-06-04T12:00", ("Jetzt geöffnet", "rund um die Uhr")),
        ("off", "2026-06-04T12:00", ("Geschlossen", "")),
        ('"nach Vereinbarung"', "2026-06-04T12:00", ("Nicht bekannt", "nach Vereinbarung")),
        ('Mo 9-12 || "nach Absprache"', "2026-06-07T12:00", ("Nicht bekannt", "nach Absprache, öffnet morgen 9:00")),
        ('Mo 9-12 || "nach Absprache"', "2026-06-08T10:00", ("Jetzt geöffnet", "bis 12:00")),
        ("Th 18:00+", "2026-06-04T12:00", ("Geschlossen", "öffnet um 18:00")),
        ("Th 18:00+", "2026-06-04T20:00", ("Nicht bekannt", "ab 18:00 Uhr, Ende offen")),
        ("Th 18:00-22:00+", "2026-06-04T20:00", ("Jetzt geöffnet", "mindestens bis 22:00")),
        ("Th 14:00-16:00 unknown", "2026-06-04T12:00", ("Geschlossen", "ab 14:00 nicht sicher")),
        ("Neu ab Mai", "2026-06-04T12:00", ("Nicht bekannt", "„Neu ab Mai“")),
        ("", "2026-06-04T12:00", ("Nicht bekannt", "")),
    ],
)
def test_status_in_words_says_what_helps_at_the_door(value, moment, words):
    moment = berlin(moment)

    assert status_in_words(parse(value).at(moment), moment) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Th 09:00-18:00", "9:00–18:00 Uhr"),
        ("Th 09:00-13:00,14:30-18:00", "9:00–13:00 und 14:30–18:00 Uhr"),
        ("Th 09:00-10:00,11:00-12:00,14:30-18:00", "9:00–10:00, 11:00–12:00 und 14:30–18:00 Uhr"),
        ("Th 18:00-24:00", "18:00–24:00 Uhr"),
        ("Th 22:00-02:00", "22:00–2:00 Uhr"),
        ("24/7", "rund um die Uhr"),
        ("Fr 09:00-18:00", "geschlossen"),
        ("Mo-Fr 09:00-18:00; PH off", "geschlossen (Fronleichnam)"),
        ('Mo-Fr 09:00-18:00; Jun off "Umbau"', "geschlossen (Umbau)"),
        ('"nach Vereinbarung"', "nach Vereinbarung"),
        ('Th 09:00-12:00 || "nach Vereinbarung"', "9:00–12:00 Uhr, sonst nach Vereinbarung"),
        (
            'Th 09:00-12:00,14:00-18:00 open "nur Mitglieder"',
            "9:00–12:00 Uhr (nur Mitglieder), 14:00–18:00 Uhr (nur Mitglieder)",
        ),
        ('Th 09:00-12:00, Th 14:00-16:00 "auf Anfrage"', "9:00–12:00 Uhr, 14:00–16:00 Uhr (auf Anfrage)"),
        ("Th 09:00-12:00 unknown", "9:00–12:00 Uhr (nicht sicher)"),
        ("Th unknown", "nicht bekannt"),
        ("Th 18:00+", "ab 18:00 Uhr (Ende offen)"),
        ("Th 12:00-14:00,18:00-22:00+", "12:00–14:00 Uhr, 18:00–22:00 Uhr (Ende offen)"),
        ('Th 12:00+ "bei schönem Wetter"', "ab 12:00 Uhr (bei schönem Wetter)"),
        ("Neu ab Mai", "„Neu ab Mai“"),
    ],
)
def test_day_in_words_of_corpus_christi(value, words):
    [day] = parse(value).week(date(2026, 6, 4), 1)

    assert day_in_words(day) == words
