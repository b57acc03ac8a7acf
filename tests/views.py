"""Every address of the site and who may see it: one table that feeds the access, heading and HTML checks.

A new view without a row here fails tests/test_access.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from mailings.domain import unsubscribe_url

ANONYMOUS, VISITOR, EDITOR, SUPERUSER = "anonymous", "visitor with account", "editor", "superuser"
ROLES = (ANONYMOUS, VISITOR, EDITOR, SUPERUSER)
EVERYBODY = frozenset(ROLES)
WITH_ACCOUNT = EVERYBODY - {ANONYMOUS}


@dataclass(frozen=True)
class View:
    """`name` as in reverse(); `url` as it is asked for; `roles` get `status`, all others 404 or the login."""

    name: str
    url: str
    roles: frozenset[str] = EVERYBODY
    method: str = "get"
    status: int = 200
    is_page: bool = True  # an HTML page people look at: headings, landmarks and the footer are checked


PUBLIC_VIEWS = [
    View("wagtail_serve", "/"),
    View("directory:business_list", "/laeden/"),
    View("directory:business_list", "/laeden/?q=gibtesnicht"),
    View("directory:business_list", "/laeden/?kategorie=quatsch&seite=999&offen=irgendwann"),
    View("directory:business_detail", "/laeden/laden-eins/"),
    View("directory:business_house", "/laeden/laden-eins/haus.svg", is_page=False),
    View("directory:contact_point_list", "/anlaufstellen/"),
    View("directory:contact_point_detail", "/anlaufstellen/mitte/"),
    View("directory:partner_list", "/partner/"),
    View("directory:map_businesses", "/karte/laeden.json", is_page=False),
    View("directory:businesses_geojson", "/karte/laeden.geojson", is_page=False),
    View("directory:map_contact_points", "/karte/anlaufstellen.json", is_page=False),
    View("directory:map_partners", "/karte/partner.json", is_page=False),
    View("maps:frame", "/karte/rahmen-veraltet.js", status=302, is_page=False),
    View("maps:ground", "/karte/grund.json", is_page=False),
    View("maps:tile", "/karte/kacheln/14/8528/5467", roles=frozenset(), is_page=False),
    View(
        "maps:geocode", "/karte/adresse-suchen/", roles=WITH_ACCOUNT, method="post", status=400, is_page=False
    ),  # nothing typed
    View("mailings:unsubscribe", urlsplit(unsubscribe_url(address="a@example.org", purpose="tests")).path),
    View("media", "/medien/gibt-es-nicht.webp", roles=frozenset(), is_page=False),
    View("healthz", "/healthz", is_page=False),
    View("readyz", "/readyz", is_page=False),
    View("robots", "/robots.txt", is_page=False),
    View("sitemap", "/sitemap.xml", is_page=False),
]
HIDDEN_VIEWS = [
    View("directory:business_detail", "/laeden/entwurf/", roles=frozenset()),
    View("directory:business_house", "/laeden/entwurf/haus.svg", roles=frozenset()),
    View("directory:business_detail", "/laeden/gibt-es-nicht/", roles=frozenset()),
    View("directory:contact_point_detail", "/anlaufstellen/gibt-es-nicht/", roles=frozenset()),
    View("mailings:unsubscribe", "/post/abmelden/nicht:unterschrieben/", roles=frozenset()),
]
VIEWS = PUBLIC_VIEWS + HIDDEN_VIEWS
