"""What the browser tells when somebody finds a shop, looks at it, comes by its QR code: a message, and no cookie."""

from __future__ import annotations

from urllib.parse import parse_qs

from tests.browser.conftest import PHONE


def told(walker) -> list[str]:
    """Listen to what is told from now on."""
    kinds: list[str] = []
    walker.page.on(
        "request",
        lambda request: kinds.extend(parse_qs(request.post_data)["was"]) if request.url.endswith("/zaehlen/") else None,
    )
    return kinds


def test_finding_tells_and_looking_through_the_plain_list_does_not(walk):
    walker = walk(PHONE)
    kinds = told(walker)

    walker.open("/laeden/")
    assert kinds == []

    page = walker.page
    page.get_by_role("searchbox").fill("immerlicht")
    with page.expect_request("**/zaehlen/"):
        page.get_by_role("button", name="Suchen").click()
    assert kinds == ["search"]


def test_page_tells_once_and_a_scan_is_told_beside_it(walk):
    walker = walk(PHONE)
    kinds = told(walker)

    page = walker.open("/laeden/backhaus-immerlicht/?von=schild")

    assert kinds == ["page", "qr"]
    assert page.url.endswith("/laeden/backhaus-immerlicht/")
