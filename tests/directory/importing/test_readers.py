import json

import pytest

from directory.importing.readers import LARGEST_FILE, MOST_ROWS, read_file
from directory.importing.rows import UnreadableFileError
from tests.directory.importing.features import feature


def written(tmp_path, content: bytes | str, name: str = "orte.geojson"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_features_are_rows_counted_from_one(geojson):
    source = read_file(geojson(feature(7), feature(8)))

    assert [(row.number, row.values["properties"]["id"]) for row in source.rows] == [(1, 7), (2, 8)]
    assert source.unit == "Objekt"


def test_single_feature_and_byte_order_mark_are_read(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbf" + json.dumps(feature()).encode(), "ort.json")

    assert len(read_file(path).rows) == 1


@pytest.mark.parametrize(
    "broken",
    [None, 7, "text", [], {}, {"type": "Point"}, {"type": "Feature"}, {"type": "Feature", "properties": [1]}],
)
def test_what_is_no_feature_is_a_row_with_a_problem(geojson, broken):
    source = read_file(geojson(broken, feature()))

    assert [row.values is None for row in source.rows] == [True, False]
    assert source.rows[0].problem.startswith("Das")


def test_numbers_no_computer_reads_are_only_their_rows_problem(tmp_path):
    broken = json.dumps(feature()).replace("51.3551234", "9" * 5000).replace("7.4551234", "1e999")
    path = written(tmp_path, f'{{"type": "FeatureCollection", "features": [{broken}, {json.dumps(feature(2))}]}}')

    assert read_file(path).rows[0].values["geometry"]["coordinates"] == [float("inf"), float("inf")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "leer"),
        (b" \n ", "leer"),
        (b"{", "kein gültiges JSON \\(Zeile 1, Spalte 2\\)"),
        (b"<html></html>", "kein gültiges JSON"),
        (b"[1, 2]", "keine GeoJSON-Sammlung"),
        (b'{"type": "Topology"}', "keine GeoJSON-Sammlung"),
        (b'{"type": "FeatureCollection", "features": {}}', "keine GeoJSON-Sammlung"),
        (b'{"type": "FeatureCollection"}', "keine GeoJSON-Sammlung"),
        ('{"type": "Straße"}'.encode("cp1252"), "UTF-8"),
        (b"[" * 200_000, "verschachtelt"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
    ],
)
def test_file_that_is_no_geojson_is_refused_with_a_reason(tmp_path, content, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        read_file(written(tmp_path, content))


@pytest.mark.parametrize("name", ["betriebe.xlsx", "betriebe", "betriebe.pdf", "betriebe.geojson.gz"])
def test_other_kinds_of_files_are_refused(tmp_path, name):
    with pytest.raises(UnreadableFileError, match="Diese Dateiart wird nicht gelesen"):
        read_file(written(tmp_path, b"PK", name))


def test_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    (tmp_path / "ordner.csv").mkdir()
    for name in ("fehlt.geojson", "ordner.csv"):
        with pytest.raises(UnreadableFileError, match="gibt es nicht, oder es ist keine Datei"):
            read_file(tmp_path / name)


def test_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "riesig.geojson"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    with pytest.raises(UnreadableFileError, match="größer als 50 MB"):
        read_file(path)


def test_file_with_too_many_rows_is_refused(tmp_path):
    features = ",".join(["{}"] * (MOST_ROWS + 1))

    with pytest.raises(UnreadableFileError, match="mehr als 100000 Einträge"):
        read_file(written(tmp_path, f'{{"type": "FeatureCollection", "features": [{features}]}}'))
