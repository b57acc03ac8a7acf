"""What a visit to the directory weighs over the wire, and how often it asks."""

import re

from tests.browser.conftest import DESKTOP

DATA = re.compile(r"/karte/(laeden|anlaufstellen|partner|grund)\.json|/karte/kacheln/|/medien/")


def test_list_page_is_light_and_asks_seldom(walk):
    walker = walk(DESKTOP)
    session = walker.page.context.new_cdp_session(walker.page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: urls.update({event["requestId"]: event["response"]["url"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))

    walker.open("/laeden/")
    walker.page.wait_for_selector("portal-map.map--ready")

    page = {
        url: sizes.get(request, 0)
        for request, url in urls.items()
        if not url.startswith("data:") and not DATA.search(url)
    }
    report = "\n".join(f"{size:7d} {url}" for url, size in sorted(page.items(), key=lambda item: -item[1]))
    assert sum(page.values()) <= 150 * 1024, report
    assert len(page) <= 12, report
