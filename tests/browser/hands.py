"""Hands and eyes of somebody in front of a browser: the keyboard, German words, and what axe says."""

from __future__ import annotations

import re

import polib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import ROOT

CATALOGUE = {
    entry.msgid: entry.msgstr for entry in polib.pofile(str(ROOT / "site/portal/locale/de/LC_MESSAGES/django.po"))
}
MOST_TABS = 150
WRITING = 3000  # milliseconds a person takes; whoever is faster is asked to send the form once more
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
