import pytest

from directory.importing.cleaning import RowNotUsable
from directory.importing.table import entry_from_table

KIOSK = {"name": "Bude", "kategorie": "Kiosk & Lotto"}


def test_row_becomes_an_entry(around):
    entry = entry_from_table(
        KIOSK
        | {
            "merkmale": "Bio, Regional;Halal",
            "stadtteil": "wehringhausen",
            "strasse": "Lange Straße",
            "hausnummer": "3 b",
            "plz": "58089",
            "ort": "",
            "breite": "51,355",
            "laenge": "7.455",
            "telefon": "02331/123456",
            "email": "bude@example.org",
            "webseite": "bude.de",
            "facebook": "bude.hagen",
            "instagram": "",
            "tiktok": "@bude",
            "sprachen": "de, TR",
            "rollstuhl": "Teilweise",
            "zahlung": "bar, EC-Karte",
            "oeffnungszeiten": "Mo-Fr 06:00-20:00",
            "beschreibung": "Zeile eins\r\n\r\n\r\nZeile zwei",
            "referenz": "B-17",
            "bestaetigt_am": "1.10.2026",
        },
        around,
    )

    assert (entry.source, entry.reference, entry.notes) == ("file", "B-17", [])
    assert entry.values == {
        "name": "Bude",
        "category": "kiosk",
        "tags": ["Bio", "Regional", "Halal"],
        "district": "wehringhausen",
        "street": "Lange Straße",
        "house_number": "3 b",
        "postcode": "58089",
        "city": "Hagen",
        "latitude": 51.355,
        "longitude": 7.455,
        "phone": "+49 2331 123456",
        "email": "bude@example.org",
        "website": "https://bude.de",
        "facebook": "https://www.facebook.com/bude.hagen",
        "instagram": "",
        "tiktok": "https://www.tiktok.com/@bude",
        "languages": ["de", "tr"],
        "wheelchair": "limited",
        "payment_methods": ["cash", "girocard"],
        "opening_hours": "Mo-Fr 06:00-20:00",
        "description": "Zeile eins\n\nZeile zwei",
        "last_confirmed_on": "2026-10-01",
    }


def test_only_columns_of_the_table_are_values(around):
    assert set(entry_from_table(KIOSK, around).values) == {"name", "category"}


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("Kiosk & Lotto", "kiosk"),
        ("kiosk", "kiosk"),
        ("FRISEUR", "friseur"),
        ("Schuster", "schuhmacher"),
        ("shop=bakery", "baeckerei"),
    ],
)
def test_category_is_known_by_many_words(around, word, category):
    assert entry_from_table(KIOSK | {"kategorie": word}, around).values["category"] == category


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": ""}, "Der Name fehlt"),
        ({"name": "x" * 161}, "länger als 160"),
        ({"kategorie": ""}, "Die Kategorie fehlt"),
        ({"kategorie": "Raumfahrt"}, "„Raumfahrt“ gibt es nicht"),
        ({"kategorie": "Essen & Trinken"}, "„Essen & Trinken“ gibt es nicht"),  # a group is no trade
        ({"breite": "51.3", "laenge": ""}, "nicht aus zwei Zahlen"),
        ({"breite": "nan", "laenge": "7.4"}, "nicht aus zwei Zahlen"),
        ({"breite": "1e3", "laenge": "7.4"}, "nicht aus zwei Zahlen"),
        ({"breite": "5135", "laenge": "7.4"}, "nicht auf der Erde"),
        ({"breite": "48.1", "laenge": "11.5"}, "außerhalb von Hagen"),
        ({"breite": "7,455", "laenge": "51,355"}, "vertauscht"),
        ({"referenz": "x" * 201}, "Referenz"),
    ],
)
def test_row_that_cannot_be_used_says_why(around, cells, reason):
    with pytest.raises(RowNotUsable, match=reason):
        entry_from_table(KIOSK | cells, around)


def test_row_without_coordinates_has_no_position(around):
    values = entry_from_table(KIOSK | {"breite": "", "laenge": ""}, around).values

    assert (values["latitude"], values["longitude"]) == (None, None)


def test_unknown_words_are_left_out_with_a_note(around):
    entry = entry_from_table(
        KIOSK
        | {"sprachen": "de, Klingonisch", "zahlung": "Muscheln", "rollstuhl": "Rampe", "stadtteil": "Haspe",
           "bestaetigt_am": "31.12.2099", "merkmale": "x" * 101, "hausnummer": "y" * 21},
        around,
    )  # fmt: skip

    assert entry.values == {"name": "Bude", "category": "kiosk", "languages": ["de"], "payment_methods": [], "tags": []}
    assert len(entry.notes) == 7


def test_identity_without_a_reference_is_name_and_address(around):
    def reference(**cells):
        return entry_from_table(KIOSK | {"strasse": "Lange Straße", "hausnummer": "3"} | cells, around).reference

    assert reference(telefon="02331 123456", name="BUDE ") == reference()
    assert reference(hausnummer="4") != reference()


def test_district_is_suggested_by_the_street(around):
    assert entry_from_table(KIOSK | {"strasse": "Lange Str."}, around).values["district"] == "wehringhausen"
