"""A shop owner books advice with a phone and nothing but the keyboard, gets the mail, moves the appointment, cancels
it; a resident does it without JavaScript; and staff book for somebody on the telephone and print the card."""

from __future__ import annotations

import re

import polib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, ROOT, Walker
from tests.printing.pdf_reader import Pdf, joined

OWNER, SHOP = "laden@example.org", "backstube-morgenrot"
CATALOGUE = {
    entry.msgid: entry.msgstr for entry in polib.pofile(str(ROOT / "site/portal/locale/de/LC_MESSAGES/django.po"))
}
MOST_TABS = 150
WRITING = 3000  # milliseconds a person takes; whoever is faster is asked to send the form once more
MOST_KEYS = 150  # for an appointment of somebody on the telephone, letters included
# What the keyboard stands on: its words, as far as anybody sees or hears them.
FOCUSED = """() => {
  const one = document.activeElement;
  const label = one.labels?.[0] ?? document.querySelector(`label[for="${one.id}"]`);
  return (label?.innerText || one.getAttribute("aria-label") || one.innerText || "").replace(/\\s+/g, " ").trim();
}"""


def german(msgid: str) -> str:
    return CATALOGUE[msgid]


class Keys:
    """Hands on the keyboard: what is not reached by tabbing is not there. Counts what was pressed."""

    def __init__(self, page: Page):
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def reach(self, words: str | re.Pattern) -> None:
        """Tab until something with these words has the focus, and can be seen to have it."""
        fits = words.search if isinstance(words, re.Pattern) else re.compile(re.escape(words)).search
        for _tab in range(MOST_TABS):
            self.press("Tab")
            if fits(self.page.evaluate(FOCUSED)):
                assert self.page.evaluate("document.activeElement.matches(':focus-visible')")
                return
        pytest.fail(f"The keyboard does not reach {words!r} on {self.page.url}")

    def follow(self, words: str | re.Pattern, key: str = "Enter") -> None:
        """Reach it, press it, and be on the page it leads to."""
        self.reach(words)
        with self.page.expect_navigation():
            self.press(key)
        no_violations(self.page)

    def type(self, words: str, text: str) -> None:
        self.reach(words)
        self.page.keyboard.type(text)
        self.pressed += len(text)


def no_violations(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url


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


@pytest.fixture
def at_the_desk(walk, site) -> Walker:
    """Somebody of the project, past both steps of the login. The login itself is another test's affair."""
    key = site.run(
        "from django.contrib.auth.models import Group\n"
        "from django.test import Client\n"
        "from accounts.models import User\n"
        "from tests.login import log_in\n"
        "user, _new = User.objects.get_or_create(email='tresen@example.org')\n"
        "user.groups.add(Group.objects.get(name='Redaktion'))\n"
        "client = Client()\n"
        "log_in(client, user)\n"
        "print(client.session.session_key)"
    )
    walker = walk(PHONE, logs_in=True, reduced_motion="reduce")
    walker.carry(key)
    return walker


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
