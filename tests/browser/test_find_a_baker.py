"""The way a neighbour walks: find an open baker, narrow it down, follow to its page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE

BAKER = "Backhaus Immerlicht"


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_open_baker_is_found_with_a_mouse(walk, viewport):
    page = walk(viewport).open("/")

    page.get_by_role("searchbox").fill("bäcker")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Jetzt geöffnet").click()
    expect(page).to_have_url(re.compile(r"/laeden/\?q=b%C3%A4cker&offen=jetzt$"))
    page.get_by_role("link", name=re.compile("^Wehringhausen")).first.click()
    expect(page.locator("#ergebnis")).to_contain_text("von")
    page.get_by_role("link", name=BAKER).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(BAKER)
    expect(page.locator(".state__label").first).to_have_text("Jetzt geöffnet")


def test_open_baker_is_found_by_keyboard_alone(walk):
    page = walk(PHONE).open("/laeden/")

    def go_to(name: str) -> None:
        """Tab on until the thing with this name has the focus."""
        for _press in range(120):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(document.activeElement.innerText || document.activeElement.ariaLabel || '').trim()"
            )
            if focused.startswith(name):
                return
        pytest.fail(f"the keyboard never reached {name!r}")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("bäcker")
    page.keyboard.press("Enter")
    expect(page.locator("#ergebnis")).to_be_focused()
    page.keyboard.press("Shift+Tab")  # back into the filters above the results
    page.evaluate("document.querySelector('.search-box__field').focus()")
    go_to("Jetzt geöffnet")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("offen=jetzt"))
    expect(page.locator("#ergebnis")).to_be_focused()
    go_to(BAKER)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(BAKER)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_open_baker_is_found_without_javascript(walk, viewport):
    page = walk(viewport, javascript=False).open("/laeden/")

    page.get_by_role("searchbox").fill("bäcker")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Jetzt geöffnet").click()
    page.locator("summary").click()
    page.get_by_role("link", name=re.compile("^Wehringhausen")).first.click()
    page.get_by_role("link", name=BAKER).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(BAKER)
    expect(page.locator(".map__picture svg")).to_be_visible()


def test_phone_shows_search_and_the_first_shop_on_the_first_screen(walk):
    page = walk(PHONE).open("/laeden/")

    search = page.get_by_role("searchbox").bounding_box()
    first = page.locator(".business-card__name").first.bounding_box()

    assert search["y"] + search["height"] < PHONE["height"]
    assert first["y"] + first["height"] < PHONE["height"]


@pytest.mark.parametrize(
    "path", ["/", "/laeden/", "/laeden/backhaus-immerlicht/", "/ueber-das-projekt/", "/anlaufstellen/"]
)
def test_phone_never_scrolls_sideways(walk, path):
    page = walk(PHONE).open(path)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_filters_keep_the_state_in_the_address_and_the_back_button_works(walk):
    page = walk().open("/laeden/")
    everything = page.locator("#ergebnis").inner_text()

    page.get_by_role("link", name=re.compile("^Altenhagen")).first.click()
    expect(page).to_have_url(re.compile("stadtteil=altenhagen"))
    expect(page.locator("#ergebnis")).not_to_have_text(everything)
    page.go_back()

    expect(page.locator("#ergebnis")).to_have_text(everything)


def test_result_is_announced_in_words(walk):
    page = walk().open("/laeden/")

    page.get_by_role("link", name=re.compile("^Altenhagen")).first.click()

    expect(page.locator("[data-portal-announce]")).to_have_text(re.compile(r"^\d+ von \d+ Läden$"))
