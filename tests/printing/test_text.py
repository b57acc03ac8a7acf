from __future__ import annotations

import pytest

from printing.text import FONTS, characters_of, printable, printable_characters

LETTERS = {
    "German": "ÄÖÜäöüßẞ„“‚‘–—…§€·",
    "Turkish": "ÇĞİıÖŞÜçğöşüÂâ",
    "Polish": "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
    "Romanian": "ĂÂÎȘȚăâîșț",
    "Czech, Croatian, Hungarian": "ČĎĚŇŘŠŤŮŽčďěňřšťůžĐđŐőŰű",
    "French, Spanish, Italian, Portuguese": "ÀÉÈÊËÎÏÔÙÛÇÑÃÕàéèêëîïôùûçñãõœŒ",
    "Kurdish, Albanian": "ÊÎÛŞÇêîûşçËë",
}


@pytest.mark.parametrize("path", sorted(FONTS.glob("[AB]*.ttf")), ids=lambda path: path.stem)
def test_our_two_families_have_the_letters_of_the_neighbourhood(path):
    covered = set(map(chr, characters_of(path.read_bytes())))

    assert {name: missing for name, letters in LETTERS.items() if (missing := set(letters) - covered)} == {}


def test_names_in_cyrillic_greek_and_arabic_can_be_printed():
    name = "Україна Борщ · Ελληνικά · مطعم حلب پیتزا"

    assert set(name) <= printable_characters()
    assert printable(name) == name


def test_every_font_has_its_licence_beside_it():
    families = {path.stem.split("-")[0] for path in FONTS.glob("*.ttf")}
    readme = (FONTS / "README.md").read_text(encoding="utf-8")

    assert len(families) == 4
    assert {family for family in families if f"`{family}-*`" not in readme} == set()
    assert {path.name for path in FONTS.glob("OFL-*.txt") if f"`{path.name}`" not in readme} == set()
    assert len(list(FONTS.glob("OFL-*.txt"))) == 4


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Café ☕", "Café"),
        ("🍕 Pizza 👩🏽‍🍳 Roma", "Pizza Roma"),
        ("nul\x00l\x1b[31m", "null[31m"),
        ("Bistro \u202eemoR", "Bistro emoR"),
        ("unsicht\u200bbar", "unsichtbar"),
        ("Phở Hà Nội", "Pho Hà Noi"),
        ("漢字", "??"),
        ("Cafe\u0301", "Café"),
        ("½ Ｈagen ①", "½ Hagen 1"),
        ("eins\r\nzwei\tdrei   vier", "eins\nzwei drei vier"),
        ("Z\u0351\u0342a\u033flgo", "Zalgo"),
        ("02331\u00a0123", "02331\u00a0123"),
        ("Weg\u202f5", "Weg 5"),
        ("  \n ", "\n"),
        ("", ""),
    ],
)
def test_text_becomes_what_the_fonts_can_print(typed, printed):
    assert printable(typed) == printed


def test_printable_text_stays_as_it_is():
    text = '#read("/etc/passwd") $x$ *fett* _k_ = @label <a> \\u{1f600} `code` // ### [b] {c} & % ~'

    assert printable(text) == text
