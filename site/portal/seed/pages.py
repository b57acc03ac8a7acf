"""The first pages of the site and its footer, out of pages.json:

    {"home": {"title", "headline", "lead", "search_description", "body"},
     "about": {"title", "slug", "lead", "search_description", "body", "contact_points_title", "partners_title"},
     "news_index": {"title", "slug", "lead", "search_description"},
     "events_index": the same,
     "legal": {"imprint": PAGE, "privacy": PAGE, "accessibility": PAGE},
     "standard": [PAGE, …],
     "news": [{"title", "slug", "published_on", "lead", "body"}, …],
     "footer": {"funder_text", "partners_text", "contact"}}

PAGE is {"title", "slug", "lead", "search_description", "body"}; a body is a list of blocks as Wagtail stores them:
{"type": "text", "value": "<p>…</p>"}. Menus need no rows: empty ones show the site's own (portal/pages/frame.py).
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings

from wagtail.models import Page, Site

from events.models import EventIndexPage
from portal.pages.models import AboutPage, FooterSettings, HomePage, NewsIndexPage, NewsPage, StandardPage

# Field of the footer settings → key in pages.json.
LEGAL_PAGES = {"imprint_page": "imprint", "privacy_page": "privacy", "accessibility_page": "accessibility"}


def ensure_pages(texts: dict) -> list[str]:
    """Pages, menus and footer. Pages nobody is obliged to have are made only together with the home page."""
    home = HomePage.objects.first()
    created = []
    is_new = home is None
    if home is None:
        home = _create_home(texts["home"])
        created.append(f"page {home.title}")
    if not AboutPage.objects.exists():
        page = _add(home, AboutPage, texts["about"])
        created.append(f"page {page.title}")
    news_index = NewsIndexPage.objects.first()
    if news_index is None:
        news_index = _add(home, NewsIndexPage, texts["news_index"])
        created.append(f"page {news_index.title}")
    if not EventIndexPage.objects.exists():
        created.append(f"page {_add(home, EventIndexPage, texts['events_index']).title}")
    if is_new:
        created += [f"page {_add(home, StandardPage, row).title}" for row in texts["standard"]]
        created += [f"news {_add(news_index, NewsPage, row).title}" for row in texts["news"]]
    return [*created, *_ensure_footer(home, texts)]


def _create_home(row: dict) -> HomePage:
    """The home page in the place of Wagtail's welcome page, and the site with our name on it."""
    root = Page.get_first_root_node()
    home = _add(root, HomePage, {"slug": "start", **row})
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = host.port or (443 if host.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname, site.port, site.site_name = host.hostname, port, settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()
    if welcome and welcome.depth == 2 and welcome.specific_class is Page:
        Page.objects.get(pk=welcome.pk).delete()
    return home


def _ensure_footer(home: HomePage, texts: dict) -> list[str]:
    site = Site.objects.get(is_default_site=True)
    footer, _is_new = FooterSettings.objects.get_or_create(site=site, defaults=texts["footer"])
    created = []
    for field, key in LEGAL_PAGES.items():
        if getattr(footer, f"{field}_id"):
            continue
        row = texts["legal"][key]
        page = StandardPage.objects.child_of(home).filter(slug=row["slug"]).first()
        if page is None:
            page = _add(home, StandardPage, row)
            created.append(f"page {page.title}")
        setattr(footer, field, page)
        created.append(f"footer link to {page.title}")
    footer.save()
    return created


def with_ids(blocks: Any) -> Any:
    """The blocks with an id for each and for each item of a list in them: Wagtail knows its own format by them."""
    if isinstance(blocks, list):
        return [with_ids(block) for block in blocks]
    if not isinstance(blocks, dict):
        return blocks
    inner = {key: with_ids(value) for key, value in blocks.items()}
    return {"id": str(uuid4()), **inner} if {"type", "value"} <= inner.keys() else inner


def _add(parent: Page, model: type[Page], row: dict) -> Page:
    """A published page below `parent`, with a first revision as if an editor had written it."""
    values = {**row, "body": json.dumps(with_ids(row["body"]))} if "body" in row else row
    page = model(**values)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
