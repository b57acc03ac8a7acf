"""The whole way of a shopkeeper with a phone: find the shop, prove whose it is, change it, be approved, confirm it."""

from __future__ import annotations

import re
import time

import polib
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, ROOT, Site
from tests.login import SECRET

SHOP, SLUG = "Schuhmacherei Absatz", "schuhmacherei-absatz"  # of the demo; nobody looks after it
OWNER, LEAD = "inhaberin@example.org", "leitung@example.org"
PHOTO = ROOT / "site/portal/seed/pictures/schere-faden.webp"
WHAT_IT_SHOWS = "Nähmaschine mit rotem Faden am Fenster"
CONSENT = "I took the new photos or may show them. Everybody who can be recognised has agreed."
CATALOGUE = {
    entry.msgid: entry.msgstr for entry in polib.pofile(str(ROOT / "site/portal/locale/de/LC_MESSAGES/django.po"))
}

# A letter to the shop, and somebody of the project with an authenticator app. Prints the code.
BEFORE = f"""
from django.contrib.auth.models import Group
from accounts.models import User
from directory.claiming.claims import create_code
from directory.enums import CodeChannel
from directory.models import Business
from tests.login import give_app

shop = Business.objects.get(slug="{SLUG}")
lead = User.objects.create_user("{LEAD}")
lead.groups.add(Group.objects.get(name="Projektleitung"))
give_app(lead)
print(create_code(business=shop, channel=CodeChannel.LETTER, by=lead)[0])
"""
# A year later: the reminder's link, as the mail carries it.
REMINDER = f"""
from datetime import timedelta
from django.utils import timezone
from directory.enums import ReminderChannel
from directory.freshness.domain import remind
from directory.freshness.links import link_to
from directory.models import Business

shop = Business.objects.get(slug="{SLUG}")
Business.objects.filter(pk=shop.pk).update(last_confirmed_on=timezone.localdate() - timedelta(days=400))
print(link_to(remind(business=shop, channel=ReminderChannel.EMAIL, now=timezone.now())))
"""


def german(msgid: str) -> str:
    """What stands on the button."""
    return CATALOGUE[msgid]


def press(page: Page, msgid: str) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=german(msgid), exact=True).first.click()


def no_violations(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def log_in(page: Page, site: Site, address: str) -> None:
    """By the code from the mail, as everybody does."""
    no_violations(page)
    page.get_by_label(german("E-mail address")).fill(address)
    press(page, "Send me a code")
    no_violations(page)
    digits = re.search(r"\b(\d{3}\s?\d{3})\b", site.newest_mail_to(address))[1]
    page.get_by_role("textbox").first.fill(digits)
    press(page, "Log in")


def app_code() -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(SECRET, counter))


def test_owner_takes_on_a_shop_changes_it_and_confirms_it_a_year_later(walk, site):
    code = site.run(BEFORE)
    walker = walk(PHONE, logs_in=True)

    # Find my shop and claim it with the letter's code.
    page = walker.open("/laeden/?q=absatz")
    page.get_by_role("link", name=SHOP).click()
    page.get_by_role("link", name=german("This is my business")).click()
    log_in(page, site, OWNER)
    expect(page.get_by_role("heading", level=1)).to_have_text(german("This is my business"))
    no_violations(page)
    page.get_by_role("textbox").first.fill(code.lower().replace("-", " "))
    press(page, "Confirm the code")
    expect(page).to_have_url(f"{site}/mein-betrieb/{SLUG}/")
    no_violations(page)

    # Change the hours in plain German: they are read back, then live at once.
    page.locator(f"a[href='/mein-betrieb/{SLUG}/zeiten/']").first.click()
    no_violations(page)
    page.get_by_role("textbox").first.fill("Mo–Fr 9–18 Uhr, Sa bis 13, Mi nachmittags zu")
    press(page, "Continue")
    expect(page.get_by_text("Mittwoch und Samstag 9:00–13:00 Uhr").first).to_be_visible()
    no_violations(page)
    page.get_by_role("radio", name=german("We are closed")).check()
    press(page, "Yes, that is right")
    visitor = walk(PHONE).open(f"/laeden/{SLUG}/")
    expect(visitor.locator(".hours")).to_contain_text("9:00–18:00")

    # Add a photo: it needs words, and then somebody's look.
    page.goto(f"{site}/mein-betrieb/{SLUG}/fotos/")
    page.locator("input[type=file]").set_input_files(str(PHOTO))
    press(page, "Save")
    page.get_by_label(german("What does the photo show?")).first.fill(WHAT_IT_SHOWS)
    page.get_by_role("checkbox", name=german(CONSENT)).check()
    no_violations(page)
    press(page, "Save")
    page.goto(f"{site}/mein-betrieb/{SLUG}/")
    expect(page.get_by_text(german("Waiting for our look")).first).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_role("img", name=WHAT_IT_SHOWS)).to_have_count(0)

    # The project approves in the admin, behind a second factor.
    desk = walk(DESKTOP, logs_in=True).open("/verwaltung/arbeitsliste/")
    log_in(desk, site, LEAD)
    desk.get_by_role("textbox").first.fill(app_code())
    press(desk, "Log in")
    expect(desk).to_have_url(re.compile("/verwaltung/arbeitsliste/"))
    desk.get_by_role("link", name=SHOP).first.click()
    expect(desk.get_by_role("main")).to_contain_text(WHAT_IT_SHOWS)
    press(desk, "Approve")
    assert german("Photos") in site.newest_mail_to(OWNER)

    # The public page shows it.
    visitor.reload()
    expect(visitor.get_by_role("img", name=WHAT_IT_SHOWS).first).to_be_visible()

    # A year later the link in the reminder confirms it, without a login; looking at it changed nothing.
    neighbour = walk(PHONE)
    answer = neighbour.open(site.run(REMINDER).removeprefix(str(site)))
    no_violations(answer)
    confirmed = visitor.get_by_text(german("Last confirmed in %(month)s").partition("%")[0]).first
    this_year = time.strftime("%Y")
    visitor.reload()
    expect(confirmed).not_to_contain_text(this_year)
    press(answer, "Yes, still right")
    expect(answer).to_have_url(re.compile("/danke/"))
    visitor.reload()
    expect(confirmed).to_contain_text(this_year)
