"""axe finds nothing, on every page type, in light and in dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESKTOP, PHONE

PAGES = [
    "/",
    "/laeden/",
    "/laeden/?kategorie=essen-trinken&offen=jetzt",
    "/laeden/?q=gibtesnicht",
    "/laeden/backhaus-immerlicht/",
    "/laeden/backstube-morgenrot/",
    "/anlaufstellen/",
    "/anlaufstellen/anlaufstelle-altenhagen/",
    "/beratung/",
    "/beratung/schulden/",
    "/beratung/schulden/?sprache=ti",
    "/beratung/rueckruf/",
    "/termine/",
    "/termine/?ansicht=woche&kostenlos=1",
    "/termine/?sprache=nl",
    "/termine/archiv/",
    "/termine/kurse/",
    "/termine/bewerbungswerkstatt/",
    "/termine/deutsch-am-nachmittag/",
    "/termine/deutsch-am-nachmittag/anmelden/",
    "/termine/workshop-gruenes-wehringhausen/",
    "/termine/workshop-gruenes-wehringhausen/ergebnisse/",
    "/partner/",
    "/ueber-das-projekt/",
    "/neuigkeiten/",
    "/neuigkeiten/blumenkuebel-in-wehringhausen/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_have_no_violations(walk, viewport, color_scheme):
    walker = walk(viewport, color_scheme, reduced_motion="reduce")
    found = {}

    for path in PAGES:
        page = walker.open(path)
        for summary in page.locator("summary").all():
            summary.click()
        results = Axe().run(page)
        if results.violations_count:
            found[path] = results.generate_report()

    assert not found, "\n\n".join(f"{path}\n{report}" for path, report in found.items())


# What somebody sees who looks after a shop of the demo.
OWNERS_PAGES = [
    "/mein-betrieb/backstube-morgenrot/",
    *(
        f"/mein-betrieb/backstube-morgenrot/{part}/"
        for part in (
            "name", "kontakt", "ort", "gut-zu-wissen", "fotos", "zeiten", "zeiten/tabelle", "zeiten/besondere-tage",
            "vorschau", "personen", "verlassen", "uebergeben", "zahlen", "drucken", "beratung",
        )
    ),
    "/mein-betrieb/code/",
    "/laeden/pommes-paula/uebernehmen/",
    "/laeden/pommes-paula/fehler-melden/",
    "/laden-vorschlagen/",
    "/netzwerk/",
    "/netzwerk/neu/",
    "/netzwerk/betriebe/",
    "/netzwerk/gespraeche/",
    "/konto/",
    "/konto/sicherheit/",
    "/konto/geraete/",
]  # fmt: skip


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_owners_pages_have_no_violations(walk, site, color_scheme):
    walker = walk(PHONE, color_scheme, reduced_motion="reduce", logs_in=True)
    walker.carry(site.session_of("laden@example.org"))
    found = {}

    for path in OWNERS_PAGES:
        page = walker.open(path)
        assert page.url == site + path
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        for summary in page.locator("summary").all():
            summary.click()
        results = Axe().run(page)
        if results.violations_count:
            found[path] = results.generate_report()

    assert not found, "\n\n".join(f"{path}\n{report}" for path, report in found.items())


def test_open_popup_and_menu_have_no_violations(walk):
    page = walk(reduced_motion="reduce").open("/laeden/?q=immerlicht")
    page.locator(".pin-icon").click()
    page.wait_for_selector(".place-popup")
    assert Axe().run(page).violations_count == 0

    page = walk(PHONE, reduced_motion="reduce").open("/")
    page.get_by_role("button", name="Menü").click()
    assert Axe().run(page).violations_count == 0
