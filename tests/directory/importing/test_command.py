from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

import pytest

from directory.models import Business
from tests.directory.importing.features import feature

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("categories")]


def run(path: Path, *options: str) -> tuple[list[str], str]:
    """(lines of stdout, stderr)"""
    out, err = StringIO(), StringIO()
    call_command("import_businesses", str(path), *options, stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue()


def test_last_line_counts_everything(geojson):
    lines, _err = run(
        geojson(
            feature(1, opening_hours="Mo-Fr 09:00-18:00"),
            feature(2, opening_hours="wie immer", name="Kiosk"),
            feature(3, opening_hours="Mo-Fr 09:00-18:00", name=""),
            None,
        )
    )

    assert lines == [
        "Objekt 3: übersprungen – Der Name fehlt.",
        "Objekt 4: übersprungen – Das ist kein GeoJSON-Objekt („Feature“).",
        "Gelesen: 4, neu: 2, geändert: 0, unverändert: 0, übersprungen: 2; Öffnungszeiten verstanden: 2 von 3.",
    ]


def test_opening_hours_nobody_understands_are_kept_as_text(geojson):
    run(geojson(feature(1, opening_hours="wie immer")))

    business = Business.objects.get()
    assert (business.opening_hours, business.hours.understood) == ("wie immer", False)


def test_table_is_reported_by_line(table):
    lines, _err = run(
        table(
            "name;kategorie;farbe;telefon",
            "Bude;Kiosk;rot;02331 123456",
            "Halle;Raumfahrt;blau;",
            "Ecke;Kiosk;grün;keins",
        )
    )

    assert lines == [
        "Hinweis: Unbekannte Spalten werden nicht gelesen: farbe.",
        "Zeile 3 („Halle“): übersprungen – Die Kategorie „Raumfahrt“ gibt es nicht.",
        "Zeile 4 („Ecke“): Hinweis – Die Telefonnummer „keins“ ist keine und wurde weggelassen.",
        "Gelesen: 3, neu: 2, geändert: 0, unverändert: 0, übersprungen: 1; Öffnungszeiten verstanden: 0 von 0.",
    ]


def test_dry_run_says_so_before_its_last_line(geojson):
    lines, _err = run(geojson(feature(1)), "--dry-run")

    assert lines[-2] == "Probelauf: Es wurde nichts gespeichert."
    assert lines[-1].startswith("Gelesen: 1, neu: 1,")
    assert not Business.objects.exists()


def test_places_outside_of_hagen_need_leave(geojson):
    path = geojson(feature(1, position=[11.5842336, 48.1574288]))

    lines, _err = run(path)
    assert lines[0] == (
        "Objekt 1 („Bäckerei Kamp“): übersprungen – Die Position 48.1574, 11.5842 liegt außerhalb von Hagen."
    )
    assert not Business.objects.exists()

    run(path, "--allow-outside")
    assert Business.objects.get().city == ""


def test_long_work_shows_progress(geojson):
    lines, err = run(geojson(*[None] * 2400))

    assert re.findall(r"(\d+) von 2400 gelesen", err) == ["1000", "2000"]
    assert lines[-1].startswith("Gelesen: 2400,")


@pytest.mark.parametrize("name", ["fehlt.geojson", "fehlt.csv", "bild.png", "\x00.csv", ".."])
def test_file_that_cannot_be_read_ends_with_a_plain_sentence(tmp_path, name):
    with pytest.raises(CommandError, match=r"gibt es nicht|Diese Dateiart"):
        run(tmp_path / name)


def test_names_with_markup_are_escaped_on_the_page(geojson, client):
    name = 'Horses & "Stars" <script>alert(1)</script>'
    run(geojson(feature(1, name=name, description="<img src=x onerror=alert(2)>")))

    business = Business.objects.get()
    for url in ("/laeden/", business.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "Horses &amp; &quot;Stars&quot; &lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert business.name == name
