"""A shop owner books advice with a phone and nothing but the keyboard, gets the mail, moves the appointment, cancels
it; a resident does it without JavaScript; and staff book for somebody on the telephone and print the card."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.hands import WRITING, Keys, german, no_violations
from tests.printing.pdf_reader import Pdf, joined

OWNER, SHOP = "laden@example.org", "backstube-morgenrot"
MOST_KEYS = 150  # for an appointment of somebody on the telephone, letters included


def when(page: Page) -> str:
    return page.locator(".advice-facts__when").inner_text()


def text_of_card(page: Page) -> str:
    """What is printed when somebody presses the button of the page."""
    answer = page.request.get(f"{page.url.partition('#')[0]}karte.pdf")
    assert answer.headers["content-type"] == "application/pdf", (answer.status, answer.url)
    return joined(Pdf(answer.body()).text)


CLOCK = re.compile(r"^(\w+, \d+\. \w+ \d{4} )?\d{1,2}:\d\d")


def test_owner_books_moves_and_cancels_with_the_keyboard_alone(walk, site):
    walker = walk(PHONE, logs_in=True, reduced_motion="reduce")
    walker.carry(site.session_of(OWNER))
    page = walker.open(f"/mein-betrieb/{SHOP}/")
    keys = Keys(page)

    keys.follow(german("Advice for your business"))
    keys.follow("Werbung und Kundschaft")
    keys.follow(CLOCK)
    expect(page.get_by_role("heading", level=1)).to_have_text(german("Almost there"))
    keys.type(german("Your name"), "Frau Morgenrot")
    keys.type(german("E-mail address"), OWNER)
    keys.type(german("What is it about?"), "Wir möchten mehr Kundschaft am Nachmittag.")
    page.wait_for_timeout(WRITING)
    keys.follow(german("Book the appointment"))
    expect(page.get_by_role("heading", level=1)).to_have_text(german("Your appointment is settled"))

    # The mail carries the link; somebody else's phone, without a login, is enough for the rest.
    mail = site.newest_mail_to(OWNER)
    link = re.search(r"/beratung/termin/\S+/", mail)[0]
    phone = walk(PHONE, reduced_motion="reduce")
    page = phone.open(link)
    before = when(page)
    keys = Keys(page)
    keys.follow(german("Another time"))
    keys.reach(CLOCK)
    keys.follow(CLOCK)
    after = when(page)
    assert after != before
    assert "Frau Morgenrot" not in page.content()  # the link names the appointment, not the person
    moved = site.newest_mail_to(OWNER)
    assert moved != mail
    assert phone.open(link).locator(".advice-facts__when").inner_text() == after  # the old link shows the new time

    keys = Keys(phone.page)
    keys.follow(german("Cancel the appointment"))
    keys.follow(german("Yes, cancel it"))
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(german("You have cancelled this appointment"))
    assert site.newest_mail_to(OWNER) not in {mail, moved}


def test_a_resident_books_without_javascript_and_without_an_address(walk):
    page = walk(PHONE, javascript=False).open("/beratung/")

    page.get_by_role("link", name=re.compile("Arbeit finden")).click()
    page.locator("button.advice-time").first.click()
    page.get_by_label(re.compile(german("Not at all: I print the card or write it down"))).check()
    page.wait_for_timeout(WRITING)
    page.get_by_role("button", name=german("Book the appointment")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(german("Your appointment is settled"))
    expect(page.get_by_role("link", name=german("Print the card"))).to_be_visible()
    code = page.locator(".advice__code strong").inner_text()
    assert code in text_of_card(page)

    page.get_by_role("link", name=german("Another time")).click()
    page.locator("button.advice-time").nth(3).click()
    page.get_by_role("link", name=german("Cancel the appointment")).click()
    page.get_by_role("button", name=german("Yes, cancel it")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(german("You have cancelled this appointment"))


def test_staff_book_by_phone_with_the_keyboard_and_print_the_card(at_the_desk):
    page = at_the_desk.open("/verwaltung/beratung/")
    keys = Keys(page)
    no_violations(page)

    assert page.evaluate("document.activeElement.id") == "q"  # the search field waits for the first letter
    page.keyboard.type("post")
    with page.expect_navigation():
        keys.press("Enter")
    keys.follow("Post vom Amt")
    keys.follow(CLOCK)
    keys.type(german("Name"), "Herr Beispiel")
    keys.type(german("Phone number"), "02331 4242")
    keys.follow(german("Book"))

    expect(page.locator(".desk__sentence")).to_contain_text("Ihr Termin ist am")
    code = page.locator(".desk__facts dd").first.inner_text()
    assert code in text_of_card(page)
    assert keys.pressed <= MOST_KEYS, keys.pressed


def test_staff_count_a_walk_in_with_two_touches(at_the_desk):
    page = at_the_desk.open("/verwaltung/beratung/vorbeigekommen/")
    no_violations(page)

    page.get_by_label(german("Language")).select_option("tr")
    page.get_by_role("button", name=re.compile("Post vom Amt")).click()

    expect(page.get_by_role("status")).to_contain_text("Post vom Amt")
    no_violations(page)


DESK_PAGES = ["", "?q=beispiel", "?thema=schulden", "tag/", "offen/", "zeiten/", "zeiten/?wer=1", "zahlen/",
              "termin/1/", "termin/1/verlegen/", "termin/1/absagen/", "doppelt/?thema=schulden"]  # fmt: skip


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_pages_of_the_desk_have_no_violations(at_the_desk, color_scheme):
    page = at_the_desk.page
    page.emulate_media(color_scheme=color_scheme)
    for path in DESK_PAGES:
        at_the_desk.open(f"/verwaltung/beratung/{path}")
        for summary in page.locator("summary").all():
            summary.click()
        no_violations(page)
