"""What stands above and below every page: menus, legal links, funder. Two queries, a third one once there are logos."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail.models import Page, Site

from events.addresses import CALENDAR_URL
from pictures.models import Picture, PictureRendition
from portal.pages.site_settings import FooterSettings, Navigation

LOGO_SIZE = "max-440x160"  # twice the shown size, for dense screens

# No page without them: these stand in while a setting is empty or its page is not published.
IMPRINT_URL, PRIVACY_URL, ACCESSIBILITY_URL = "/impressum/", "/datenschutz/", "/barrierefreiheit/"
ABOUT_URL, NEWS_URL = "/ueber-das-projekt/", "/neuigkeiten/"


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    highlighted: bool = False
    current: str = ""  # the value of aria-current: "page" for this very page, "true" for one below it


@dataclass(frozen=True)
class Funder:
    """A logo, or the name in words as long as there is none."""

    name: str
    address: str = ""
    logo_url: str = ""
    width: int = 0  # pixels of the file
    height: int = 0


@dataclass(frozen=True)
class Frame:
    main_menu: tuple[Link, ...]
    footer_menu: tuple[Link, ...]
    legal: tuple[Link, ...]
    funder_text: str
    funders: tuple[Funder, ...]
    partners_text: str
    contact: str


@dataclass
class _Row:
    """The settings of one site in plain values; empty when nobody has saved them."""

    main_menu: list[dict] = field(default_factory=list)
    footer_menu: list[dict] = field(default_factory=list)
    footer: FooterSettings = field(default_factory=FooterSettings)


def frame_for(request: HttpRequest | None) -> Frame:
    """The frame of the page that is being answered; worked out once a request.

    Without a request (an error page outside of one) it is the frame of no site: all defaults.
    """
    if request is None:
        return _build(None, _Row())
    if not hasattr(request, "_portal_frame"):
        request._portal_frame = _build(request, _read(Site.find_for_request(request)))
    return request._portal_frame


def _read(site: Site | None) -> _Row:
    """Both settings in one query. A reader's request never writes a row, as Wagtail's own `for_request` would."""
    if site is None:
        return _Row()
    row = Site.objects.filter(pk=site.pk).select_related("navigation", "footersettings").order_by().first()
    navigation = getattr(row, "navigation", None) or Navigation()
    return _Row(
        main_menu=_items(navigation.main_menu),
        footer_menu=_items(navigation.footer_menu),
        footer=getattr(row, "footersettings", None) or FooterSettings(),
    )


def _items(stream) -> list[dict]:
    # The stored JSON: the stream's own values would ask the database once a menu.
    return [item["value"] for item in stream.raw_data if item["type"] == "item"]


def _build(request: HttpRequest | None, row: _Row) -> Frame:
    footer = row.footer
    pages = _pages(
        footer.legal_page_ids | {item["page"] for item in row.main_menu + row.footer_menu if item.get("page")}
    )
    path = request.path if request else ""

    def page_url(pk: int | None) -> str:
        return (pages[pk].get_url(request) or "") if pk in pages else ""

    def links(items: Iterable[dict]) -> tuple[Link, ...]:
        found = ((item, page_url(item["page"]) if item.get("page") else item.get("address", "")) for item in items)
        return tuple(_link(item["label"], url, path, bool(item.get("highlighted"))) for item, url in found if url)

    return Frame(
        main_menu=links(row.main_menu) or tuple(_link(label, url, path) for label, url in default_main_menu()),
        footer_menu=links(row.footer_menu) or tuple(_link(label, url, path) for label, url in default_footer_menu()),
        legal=(
            _link(_("Imprint"), page_url(footer.imprint_page_id) or IMPRINT_URL, path),
            _link(_("Data protection"), page_url(footer.privacy_page_id) or PRIVACY_URL, path),
            _link(_("Accessibility"), page_url(footer.accessibility_page_id) or ACCESSIBILITY_URL, path),
        ),
        funder_text=footer.funder_text or default_funder_text(),
        funders=_funders(footer) or tuple(Funder(name) for name in default_funders()),
        partners_text=footer.partners_text or default_partners_text(),
        contact=footer.contact,
    )


def _pages(ids: set[int]) -> dict[int, Page]:
    return Page.objects.live().in_bulk(ids) if ids else {}


def _link(label: str, url: str, path: str, highlighted: bool = False) -> Link:
    current = ""
    if url == path:
        current = "page"
    elif url.startswith("/") and url.endswith("/") and url != "/" and path.startswith(url):
        current = "true"
    return Link(label, url, highlighted, current)


def _funders(footer: FooterSettings) -> tuple[Funder, ...]:
    items = list(footer.funders.raw_data)
    logos = _logos({item["value"]["picture"] for item in items if item["type"] == "logo"})
    funders = []
    for item in items:
        value = item["value"]
        if item["type"] == "name":
            funders.append(Funder(value))
        elif logo := logos.get(value["picture"]):
            funders.append(Funder(value["alt_text"], value["address"], logo.url, logo.width, logo.height))
        else:  # the picture was deleted: the funder is named all the same
            funders.append(Funder(value["alt_text"], value["address"]))
    return tuple(funders)


def _logos(picture_ids: set[int]) -> dict[int, PictureRendition]:
    """Logos in the size of the footer; the ones never shown before are drawn now."""
    if not picture_ids:
        return {}
    sizes = PictureRendition.objects.filter(image_id__in=picture_ids, filter_spec=LOGO_SIZE).select_related("image")
    found = {size.image_id: size for size in sizes}
    for picture in Picture.objects.filter(pk__in=picture_ids - found.keys()) if picture_ids - found.keys() else ():
        found[picture.pk] = picture.get_rendition(LOGO_SIZE)
    return found


def default_main_menu() -> list[tuple[str, str]]:
    return [
        (_("Shops"), reverse("directory:business_list")),
        (_("Advice"), reverse("consultations:overview")),
        (_("Dates"), CALENDAR_URL),
        (_("Contact points"), reverse("directory:contact_point_list")),
        (_("News"), NEWS_URL),
        (_("About the project"), ABOUT_URL),
    ]


def default_footer_menu() -> list[tuple[str, str]]:
    return [
        *default_main_menu(),
        (_("Partners"), reverse("directory:partner_list")),
        (_("My business"), reverse("directory:my_businesses")),
    ]


def default_funder_text() -> str:
    return _(
        "The project is funded by the Federal Ministry for Housing, Urban Development and Building and by the "
        "European Union through the European Social Fund Plus (ESF Plus), within the programme BIWAQ – Education, "
        "Economy, Work in the Neighbourhood."
    )


def default_funders() -> list[str]:
    return [
        _("Co-funded by the European Union"),
        _("Federal Ministry for Housing, Urban Development and Building"),
        _("BIWAQ – Education, Economy, Work in the Neighbourhood"),
    ]


def default_partners_text() -> str:
    return _("A project of the City of Hagen with agentur mark, Caritasverband Hagen and Diakonie Mark-Ruhr.")
