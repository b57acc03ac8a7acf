"""What is measured: addresses as a browser asks for them, and the number of SQL queries a page may cost."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

CONSTANT = "constant view"


@dataclass(frozen=True)
class Target:
    name: str
    url: str
    most_queries: int | None = None  # the aim, for warm caches; None: no aim
    served: bool = False  # also asked through the server
    by_owner: bool = False  # asked with the session of somebody who looks after a business

    def __post_init__(self) -> None:
        if not self.url.startswith("/"):
            raise ValueError(f"{self.name}: the address is a path of ours, not {self.url!r}")


def _list(name: str, *, served: bool = False, **params: str) -> Target:
    return Target(name, f"/laeden/?{urlencode(params)}", 12, served)


def targets(
    *, stylesheet: str, slug: str, slug_with_photo: str, rare_word: str, data_url: str, own_slug: str
) -> list[Target]:
    """The addresses, with what depends on the data: the hashed name of the style sheet, two businesses, a word
    that only one business has, the address of the map's data with its version, and the business of the owner."""
    return [
        Target(CONSTANT, "/healthz", 0, served=True),
        Target("static file", stylesheet, 0, served=True),
        Target("home", "/", 10, served=True),
        Target("list", "/laeden/", 12, served=True),
        _list("list, page 5", seite="5"),
        _list("list, three filters", kategorie="essen-trinken", stadtteil="altenhagen", rollstuhl="yes", served=True),
        _list("list, open now", offen="jetzt", served=True),
        _list("list, open on Christmas Eve", offen="2026-12-24T15:00"),
        _list("search: common", q="Bäckerei", served=True),
        _list("search: two words", q="Bäckerei Frühstück", served=True),
        _list("search: word and filters", q="Friseur", stadtteil="wehringhausen", offen="jetzt"),
        _list("search: rare", q=rare_word, served=True),
        _list("search: misspelt", q="Bäckrei"),
        _list("search: no hit", q="Raumschiffwerft"),
        _list("search: one letter", q="s"),
        _list("search: ten words", q="die der und mit in am im von zu auf"),
        Target("detail", f"/laeden/{slug}/", 8, served=True),
        Target("detail with photo", f"/laeden/{slug_with_photo}/", 8),
        Target("map data", data_url, 2, served=True),
        Target("owner's dashboard", f"/mein-betrieb/{own_slug}/", 30, by_owner=True),
        Target("owner's opening hours", f"/mein-betrieb/{own_slug}/zeiten/", 20, by_owner=True),
        Target("owner's photos", f"/mein-betrieb/{own_slug}/fotos/", 20, by_owner=True),
        Target("owner's numbers", f"/mein-betrieb/{own_slug}/zahlen/", 12, by_owner=True),
        Target("noticeboard", "/netzwerk/", 16, by_owner=True),
        Target(
            "probable duplicates",
            "/laden-vorschlagen/gibt-es-schon/?name=B%C3%A4ckerei+Sonnenschein&street=Lange+Stra%C3%9Fe&house_number=12",
            6,
        ),
    ]
