import pytest

from directory.importing.csv_reader import COLUMNS, read_table
from directory.importing.rows import UnreadableFileError

HEAD = "name;kategorie;strasse"


def rows(text: str, encoding: str = "utf-8") -> list[dict]:
    return [row.values for row in read_table(text.encode(encoding)).rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_is_told_by_the_head(separator, end):
    text = end.join([f"Name{separator}Kategorie{separator}Straße", f'"Müller, Kamp; Co"{separator}Bäckerei{separator}'])

    assert rows(text) == [{"name": "Müller, Kamp; Co", "kategorie": "Bäckerei", "strasse": ""}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_spreadsheets_are_read(encoding):
    assert rows(f"{HEAD}\nBäckerei Süß;Bäckerei;Söding", encoding)[0]["name"] == "Bäckerei Süß"


def test_guessed_encoding_is_noted():
    assert read_table(f"{HEAD}\nSüß;B;S".encode()).notes == ()
    assert "Windows-1252" in read_table(f"{HEAD}\nSüß;B;S".encode("cp1252")).notes[0]


def test_unknown_encoding_is_refused():
    with pytest.raises(UnreadableFileError, match="Zeichensatz"):
        read_table(b"name;kategorie\n\x81\x8d;x")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_documented_column_is_known(column):
    titles = list(dict.fromkeys(["name", "kategorie", column]))

    assert column in rows(f"{';'.join(titles)}\n{';'.join('x' for _title in titles)}")[0]


@pytest.mark.parametrize(
    ("title", "column"),
    [("Öffnungszeiten", "oeffnungszeiten"), ("E-Mail", "email"), ("Bestätigt am", "bestaetigt_am"), (" PLZ ", "plz"),
     ("opening_hours", "oeffnungszeiten"), ("LATITUDE", "breite"), ("Länge", "laenge")],
)  # fmt: skip
def test_titles_are_read_as_people_write_them(title, column):
    assert rows(f"name;kategorie;{title}\nA;B;C") == [{"name": "A", "kategorie": "B", column: "C"}]


def test_order_is_free_and_unknown_columns_are_noted():
    source = read_table(b"Farbe;Kategorie;Name;\nrot;Kiosk;Bude;")

    assert source.rows[0].values == {"name": "Bude", "kategorie": "Kiosk"}
    assert source.notes == ("Unbekannte Spalten werden nicht gelesen: Farbe.",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kategorie;ort\nx;y", "fehlt die Spalte „name“"),
        ("name\nx", "„kategorie“"),
        ("1;2;3\n4;5;6", "„name“ und „kategorie“"),
        ("name;kategorie;Name\n1;2;3", "doppelt"),
        ('"name;kategorie\n1;2', "„name“"),
        ("\n\n\n", "leer"),
        ("\x00\x01\x02", "„name“"),
    ],
)
def test_table_without_the_head_it_needs_is_refused(text, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        read_table(text.encode())


def test_rows_are_numbered_by_the_line_they_begin_in():
    text = f'sep=;\n{HEAD}\n\nA;B;C\n;;\n"D\nmehr";E;F\nG;H;I;;\n'

    assert [(row.number, row.values["name"]) for row in read_table(text.encode()).rows] == [
        (4, "A"),
        (6, "D\nmehr"),
        (8, "G"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("zu;kurz", "2 Felder, die Kopfzeile aber 3"),
        ("zu;lang;ist;das", "4 Felder, die Kopfzeile aber 3"),
        ('"nie geschlossen;B;C', "Anführungszeichen"),
        ('"zu" früh;B;C', "Anführungszeichen"),
        (f"{'x' * 200_000};B;C", "zu lang"),
    ],
)
def test_broken_line_costs_only_itself(line, reason):
    source = read_table(f"{HEAD}\nA;B;C\n{line}\nD;E;F\nG;H;I".encode())

    assert [(row.number, row.values and row.values["name"]) for row in source.rows] == [
        (2, "A"), (3, None), (4, "D"), (5, "G"),
    ]  # fmt: skip
    assert reason in source.rows[1].problem


def test_quotation_mark_inside_a_word_is_a_letter():
    assert rows(f'{HEAD}\n5" Rohre;B;"er sagt ""hallo"""') == [
        {"name": '5" Rohre', "kategorie": "B", "strasse": 'er sagt "hallo"'}
    ]
