"""A resident registers with a phone and the keyboard alone, gets the mail and cancels; somebody waits without script;
and staff tick off the list at the door and print it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.hands import WRITING, Keys, german, no_violations
from tests.printing.pdf_reader import Pdf, joined

OPEN, FULL, PAST = "feierabend-der-betriebe", "bewerbungswerkstatt", "workshop-gruenes-wehringhausen"
ADDRESS = "feierabend@example.org"


def test_somebody_registers_and_cancels_with_the_keyboard_alone(walk, site):
    page = walk(PHONE, reduced_motion="reduce").open("/termine/")
    keys = Keys(page)

    keys.follow("Feierabend der Betriebe")
    keys.follow(re.compile(f"^{german('Register')}$"))
    keys.type(german("Your name"), "Frau Morgenrot")
    keys.type(german("E-mail address"), ADDRESS)
    page.wait_for_timeout(WRITING)
    keys.follow(re.compile(f"^{german('Register')}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(german("You have a place"))
    assert "Frau Morgenrot" not in page.content()  # the link names the registration, not the person

    mail = site.newest_mail_to(ADDRESS)
    link = re.search(r"/termine/anmeldung/\S+/", mail)[0]
    phone = walk(PHONE, reduced_motion="reduce")
    page = phone.open(link)
    keys = Keys(page)
    keys.follow(german("I cannot come"))
    keys.follow(german("Yes, I do not come"))
    expect(page.get_by_role("heading", level=1)).to_have_text(german("You have cancelled"))
    assert site.newest_mail_to(ADDRESS) != mail


def test_somebody_waits_without_javascript_and_without_an_address(walk):
    page = walk(PHONE, javascript=False).open(f"/termine/{FULL}/")

    page.get_by_role("link", name=german("On the waiting list")).click()
    page.get_by_label(re.compile(german("Not at all: I print the card or write it down"))).check()
    page.wait_for_timeout(WRITING)
    page.get_by_role("button", name=german("Write me on the waiting list")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(german("You are on the waiting list"))
    expect(page.get_by_text("Sie sind Nummer 3 auf der Liste")).to_be_visible()
    page.get_by_role("link", name=german("Leave the list")).click()
    page.get_by_role("button", name=german("Yes, I do not come")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(german("You have cancelled"))


def test_calendar_is_turned_over_by_the_week_without_javascript(walk):
    page = walk(PHONE, javascript=False).open("/termine/")

    page.get_by_role("link", name=german("Week"), exact=True).click()
    first = page.locator("#woche").inner_text()
    page.get_by_role("link", name=german("Next week")).click()
    assert page.locator("#woche").inner_text() != first
    page.locator("summary").first.click()
    page.get_by_label(german("For whom?")).select_option("businesses")
    page.get_by_role("button", name=german("Show")).click()
    assert "zielgruppe=businesses" in page.url
    assert "ansicht=woche" in page.url


def pk_of(site, slug: str) -> str:
    return site.run(f"from events.models import EventPage; print(EventPage.objects.get(slug={slug!r}).pk)")


def test_staff_tick_off_who_was_there_and_print_the_list(at_the_desk, site):
    number = pk_of(site, PAST)
    page = at_the_desk.open(f"/verwaltung/termine/{number}/einlass/")
    no_violations(page)
    before = page.locator("p[role=status]").first.inner_text()

    page.get_by_role("button", name=re.compile(german("Take it back"))).first.click()
    assert page.locator("p[role=status]").first.inner_text() != before
    page.get_by_role("button", name=re.compile(german("Is here"))).first.click()
    expect(page.locator("p[role=status]").first).to_have_text(before)

    listed = page.request.get(f"{site}/verwaltung/termine/{number}/liste.pdf")
    assert "FrauMuster" in joined(Pdf(listed.body()).text)
    certificates = page.request.get(f"{site}/verwaltung/termine/{number}/bescheinigungen.pdf")
    assert "Teilnahmebescheinigung" in joined(Pdf(certificates.body()).text)


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_pages_of_registrations_have_no_violations(at_the_desk, site, color_scheme):
    page = at_the_desk.page
    page.emulate_media(color_scheme=color_scheme)
    number = pk_of(site, FULL)
    for path in ("", f"{number}/", f"{number}/eintragen/", f"{number}/einlass/", "zahlen/", "anmeldung/1/",
                 "anmeldung/1/absagen/"):  # fmt: skip
        at_the_desk.open(f"/verwaltung/termine/{path}")
        for summary in page.locator("summary").all():
            summary.click()
        no_violations(page)
