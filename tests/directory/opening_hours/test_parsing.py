"""Spellings that people use, and text that is no opening hours."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.opening_hours import State, normalise, parse
from tests.directory.opening_hours.moments import unhurried

NOON = datetime(2026, 6, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Mo-Fr 9-18", "Mo-Fr 09:00-18:00"),
        ("Mo-Fr 9-12,14-18", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("Mo-Fr 09.00-18.30", "Mo-Fr 09:00-18:30"),
        ("Mo–Fr 09:00 – 18:00 Uhr", "Mo-Fr 09:00-18:00"),
        ("mo-fr 9:00-18:00", "Mo-Fr 09:00-18:00"),
        ("Mo-Fr: 9 bis 18 Uhr", "Mo-Fr 09:00-18:00"),
        ("Montag bis Freitag von 9 Uhr bis 18 Uhr", "Mo-Fr 09:00-18:00"),
        ("Mo.-Fr. 9-18 Uhr, Sa. 9-14 Uhr", "Mo-Fr 09:00-18:00, Sa 09:00-14:00"),
        ("Mo-Fr 9-18 Uhr\nSa 9-14 Uhr\n", "Mo-Fr 09:00-18:00; Sa 09:00-14:00"),
        ("Mo-Fr 9-18 Uhr Sa 9-14 Uhr", "Mo-Fr 09:00-18:00; Sa 09:00-14:00"),
        ("Mo, Mi-Fr 11:30-14:30; So 12-22", "Mo,We-Fr 11:30-14:30; Su 12:00-22:00"),
        ("Di und Do 9-12", "Tu,Th 09:00-12:00"),
        ("Mo Mi Fr 9-12", "Mo,We,Fr 09:00-12:00"),
        ("täglich 10-20 Uhr", "Mo-Su 10:00-20:00"),
        ("Tu-Fr12:00-15:00; Su19:00-01:00", "Tu-Fr 12:00-15:00; Su 19:00-01:00"),
        ("Mo-Sa 11:30-14:30. 17:00-23:00", "Mo-Sa 11:30-14:30,17:00-23:00"),
        ("Mo-Fr 9-12 + 14-18", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("Mo-Fr 8:30am-5:30pm", "Mo-Fr 08:30-17:30"),
        ("We-Su 11:00 -", "We-Su 11:00+"),
        ("ab 18 Uhr", "18:00+"),
        ("Mo-Su 12:00-12:00", "Mo-Su 12:00-12:00"),
        ("Fr 18:00-26:00", "Fr 18:00-02:00"),
        ("Fr 18:00-48:00", "Fr 18:00-48:00"),
        ("Mo-Fr 10:00-00:00", "Mo-Fr 10:00-24:00"),
        ("Mo-Su 10:00-18:00; Mo-Tu off;", "Mo-Su 10:00-18:00; Mo,Tu off"),
        ("Tu-Su 17:30-23:30;; Mo Ruhetag", "Tu-Su 17:30-23:30; Mo off"),
        ("Mo-Fr 9-18; Feiertage geschlossen", "Mo-Fr 09:00-18:00; PH off"),
        ("Mo-Fr 9-18; an Feiertagen zu", "Mo-Fr 09:00-18:00; PH off"),
        ("Mo-Sa 9-18; Sonn- und Feiertage 10-16", "Mo-Sa 09:00-18:00; Su,PH 10:00-16:00"),
        ("Sa,Su,Ph Off", "Sa,Su,PH off"),
        ("PH, SH off", "PH,SH off"),
        ("nach Vereinbarung", '"nach Vereinbarung"'),
        (
            "Mo-Fr 9-18 Uhr, Sa nach telefonischer Vereinbarung",
            'Mo-Fr 09:00-18:00, Sa "nach telefonischer Vereinbarung"',
        ),
        ("Mo 9-12 „nur Mitglieder“", 'Mo 09:00-12:00 "nur Mitglieder"'),
        ("rund um die Uhr", "24/7"),
        ("24 / 7", "24/7"),
        ("open", "24/7"),
        ("geschlossen", "off"),
        ("24.12.-26.12. geschlossen", "Dec 24-26 off"),
        ("24. Dezember geschlossen", "Dec 24 off"),
        ("31.12.2026 9-14 Uhr", "2026 Dec 31 09:00-14:00"),
        ("Dec 24,25,31: off", "Dec 24,Dec 25,Dec 31 off"),
        ("May-Sept: Tu-Sa 12-22", "May-Sep Tu-Sa 12:00-22:00"),
        ("Jan-Dec 9-18", "Jan-Dec 09:00-18:00"),
        ("2026 Dec 24-Jan 6 off", "2026 Dec 24-2027 Jan 06 off"),
        ("2026: Dec 24,Dec 31 off", "2026 Dec 24,2026 Dec 31 off"),
        ("week 1,3-5 Mo", "week 01,03-05 Mo"),
        ("Sa[1],Sa[-1] +1 day 10-12", "Sa[1],Sa[-1] +1 day 10:00-12:00"),
        ("Mar Su[-1]-Oct Su[-1] -1 day", "Mar Su[-1]-Oct Su[-1] -1 day"),
        ("easter -2 days off", "easter -2 days off"),
        ("(sunrise+01:00)-sunset", "(sunrise+01:00)-sunset"),
        ("Mo open, Tu 10:00-12:00", "Mo open, Tu 10:00-12:00"),
        ('Mo 08:00-10:00 open, 19:00-21:00 open "x"', 'Mo 08:00-10:00 open, 19:00-21:00 open "x"'),
    ],
)
def test_normalise_writes_the_standard_spelling(written, canonical):
    assert normalise(written) == canonical
    assert normalise(canonical) == canonical


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("", "Es sind keine Öffnungszeiten angegeben."),
        ("  \n", "Es sind keine Öffnungszeiten angegeben."),
        (";;,", "Die Angabe enthält keine Öffnungszeiten."),
        ("unsigned", "Das Wort „unsigned“ gehört nicht in Öffnungszeiten."),
        ("Mo-Fr 10:00", "Hier fehlt die Schlusszeit: „10:00“."),
        ("Mo-Fr 10:00-12:00/90", "Wiederholte Zeitpunkte werden nicht unterstützt: „/90“."),
        ("Mo-Fr 25:70-26:00", "„25:70“ ist keine Uhrzeit."),
        ("Mo-Fr 26:00-28:00", "Nach 23:59 Uhr kann nichts beginnen: „26:00“."),
        ("Mo-Fr 10:00-49:00", "„49:00“ ist keine Uhrzeit."),
        ("Mo-Fr 10:00-12:00 Mo 14:00-16:00", "Nicht verstanden ab „Mo 14:00-16:00“."),
        ("Jun 31 off", "Den Tag 31.06. gibt es nicht."),
        ("Dec 24-2027 Jan 06 off", "Beim Anfang fehlt das Jahr: „Dec 24-2027 Jan 06“."),
        ("Mo[6] 10:00-12:00", "Hier fehlt eine Zahl von 1 bis 5: „6] 10:00-12:00“."),
        ("Mo[1 10:00-12:00", "Hier fehlt eine schließende eckige Klammer: „10:00-12:00“."),
        ("Mo-Fr[1]", "Nicht verstanden ab „[1]“."),
        ("week 54", "Hier fehlt eine Kalenderwoche: „54“."),
        ("Mo-Fr 10:00-12:00 \x00", "Die Angabe enthält unsichtbare Zeichen."),
        ('Mo "ohne Ende', 'Nicht verstanden ab „"ohne Ende“.'),
        ("9999999999999999999", "Nicht verstanden: „9999999999999999999“."),
        ("(sunrise)-sunset", "Diese Zeit am Sonnenstand ist unvollständig: „(sunrise“."),
        ("Mo;" * 51, "Die Angabe hat zu viele Teile (höchstens 100)."),
        ("Mo" * 500_000, "Die Angabe ist zu lang (höchstens 2000 Zeichen)."),
    ],
)
def test_parse_of_what_is_not_promised_says_so_in_german(value, problem):
    hours = parse(value)

    assert (hours.understood, hours.problem) == (False, problem)
    assert hours.raw == value
    assert hours.at(NOON).state is State.UNKNOWN
    assert normalise(value) == value


def test_parse_keeps_what_it_has_read():
    assert parse("Mo-Fr 09:00-18:00") is parse("Mo-Fr 09:00-18:00")


_WORDS = (
    "Mo Tu-Fr Sa,Su PH SH Jan Dec 24 2026 week 1 53 easter sunrise ( ) [ ] -1 +1 day days , ; || : . / - + 9 10:00 "
    '10:00-12:00 22:00-02:00 26:00 off open unknown "x" " 24/7 Uhr bis nach Vereinbarung 31. 12. 30.2. \x00 €'
)
_FRAGMENTS = st.sampled_from(_WORDS.split(" "))


@unhurried
@given(
    st.one_of(st.text(max_size=60), st.lists(_FRAGMENTS, max_size=12).map(" ".join), st.lists(_FRAGMENTS).map("".join))
)
def test_parse_of_any_text_answers(value):
    hours = parse(value)

    assert hours.understood is (hours.problem == "")
    assert hours.understood or hours.at(NOON).state is State.UNKNOWN
    assert len(hours.week(NOON.date())) == 7
    canonical = normalise(value)
    assert normalise(canonical) == canonical
