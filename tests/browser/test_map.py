"""The map shows the set of the list, is linked with it both ways, and works with every foreign host refused."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE


def shown_on_the_map(page: Page) -> int:
    """How many places the map shows: its single pins, and the numbers on its clusters."""
    page.wait_for_selector("portal-map.map--ready")
    page.wait_for_function("!document.querySelector('.leaflet-cluster-anim, .leaflet-zoom-anim .leaflet-zooming')")
    numbers = page.locator(".cluster__number").all_text_contents()
    return page.locator(".pin-icon").count() + sum(int(number) for number in numbers)


def listed(page: Page) -> int:
    return int(re.match(r"\d+", page.locator("#ergebnis").inner_text())[0])


def test_map_shows_the_set_of_the_list_after_every_filter(walk):
    page = walk().open("/laeden/")
    assert shown_on_the_map(page) == listed(page) == 121

    for name in ("Wehringhausen", "Jetzt geöffnet"):
        before = page.locator("#ergebnis").inner_text()
        page.get_by_role("link", name=re.compile(f"^{name}")).first.click()
        expect(page.locator("#ergebnis")).not_to_have_text(before)
        page.wait_for_timeout(600)  # clusters move to their new places

        assert shown_on_the_map(page) == listed(page) > 0


def test_map_without_a_match_is_empty(walk):
    page = walk().open("/laeden/?q=gibtesnicht")

    assert shown_on_the_map(page) == 0


def test_card_lights_its_pin_and_pin_shows_its_card(walk):
    page = walk().open("/laeden/?q=immerlicht")
    page.wait_for_selector(".pin-icon")

    page.locator(".business-card").hover()
    expect(page.locator(".leaflet-marker-icon.is-lit")).to_have_count(1)
    page.locator(".pin-icon").click()

    expect(page.locator(".place-popup__name")).to_have_text("Backhaus Immerlicht")
    expect(page.locator(".business-card.is-chosen")).to_have_count(1)


def test_pin_is_used_by_keyboard(walk):
    page = walk().open("/laeden/?q=immerlicht")
    pin = page.locator(".pin-icon")
    pin.wait_for()

    pin.focus()
    assert "Backhaus Immerlicht" in (pin.get_attribute("aria-label") or pin.get_attribute("title"))
    page.keyboard.press("Enter")
    expect(page.locator(".place-popup")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator(".place-popup")).to_have_count(0)
    expect(pin).to_be_focused()


def test_map_is_one_tap_away_on_a_phone_and_leads_back(walk):
    page = walk(PHONE).open("/laeden/")
    expect(page.locator("portal-map")).to_be_hidden()

    page.get_by_role("link", name="Karte", exact=True).click()
    expect(page.locator("portal-map")).to_be_visible()
    page.wait_for_selector(".leaflet-marker-icon")
    page.get_by_role("link", name="Zurück zur Liste").click()

    expect(page.locator("portal-map")).to_be_hidden()


def test_detail_page_shows_the_place_on_a_small_map(walk):
    page = walk().open("/laeden/backhaus-immerlicht/")
    page.locator("portal-map").scroll_into_view_if_needed()

    page.wait_for_selector("portal-map.map--ready")

    assert page.locator(".pin-icon").count() >= 1
