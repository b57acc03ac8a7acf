"""The parts by name, the sprite files made of them, and a single house as a picture of its own."""

import re
from functools import cache
from xml.sax.saxutils import escape

from directory.houses import marks
from directory.houses.house import SKY, House
from directory.houses.palette import colours
from directory.houses.roofs import ROOFS, cat, chimney
from directory.houses.scenery import SCENERY, contact_house, horizon, no_light
from directory.houses.shapes import resolve
from directory.houses.shops import AWNINGS, FRONTS, GOODS, SIGNS, plate, sign
from directory.houses.storeys import STOREYS, WIDTHS, flower_boxes

# What XML 1.0 does not allow at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


@cache
def parts() -> dict[str, str]:
    """Markup of every part that is placed at natural size, by its id in the sprite."""
    drawn = {"chimney": chimney(), "cat": cat(), "horizon": horizon()}
    for width in WIDTHS:
        drawn |= {f"storey-{name}-{width}": draw(width) for name, draw in STOREYS.items()}
        drawn |= {f"roof-{name}-{width}": draw(width) for name, draw in ROOFS.items()}
        drawn |= {f"front-{name}-{width}": draw(width) for name, draw in FRONTS.items()}
        drawn |= {f"awning-{name}-{width}": draw(width) for name, draw in AWNINGS.items()}
        drawn[f"flowers-{width}"] = flower_boxes(width)
    drawn |= {f"goods-{group}": goods for group, goods in GOODS.items()}
    drawn |= {f"plate-{group}": plate(group) for group in SIGNS}
    drawn |= {name: draw() for name, (_width, draw) in SCENERY.items()}
    return drawn


@cache
def symbols() -> dict[str, tuple[str, str]]:
    """viewBox and markup of everything a page scales itself, by its id in the sprite."""
    return {
        **{f"sign-{group}": ("0 0 24 24", sign(group, "sign")) for group in SIGNS},
        "pin": (marks.PIN_BOX, marks.pin()),
        "pin-contact": (marks.PIN_BOX, marks.pin_contact()),
        "pin-partner": (marks.PIN_BOX, marks.pin_partner()),
        "pin-station": (marks.PIN_BOX, marks.pin_station()),
        "pin-market": (marks.PIN_BOX, marks.pin_market()),
        "cluster": (marks.CLUSTER_BOX, marks.cluster()),
        "contact-house": ("0 0 140 150", contact_house()),
        "no-light": ("0 0 120 120", no_light()),
        "logo": (marks.LOGO_BOX, marks.logo()),
    }


def sprite() -> str:
    """houses.svg: shared by every page, coloured by the page through custom properties."""
    lines = [
        f"<svg {_NAMESPACE}>",
        "<!-- Drawn by `manage.py draw_sprites` from directory/houses. Change the geometry there. -->",
        "<defs>",
    ]
    lines += [f'<g id="{name}">{markup}</g>' for name, markup in parts().items()]
    lines += [f'<symbol id="{name}" viewBox="{box}">{markup}</symbol>' for name, (box, markup) in symbols().items()]
    return "\n".join([*lines, "</defs>", "</svg>", ""])


def logo_svg() -> str:
    return f'<svg {_NAMESPACE} viewBox="{marks.LOGO_BOX}">{resolve(marks.logo(), colours("food", 1, "open"))}</svg>\n'


def favicon_svg() -> str:
    return f'<svg {_NAMESPACE} viewBox="0 0 32 32">{resolve(marks.favicon(), colours("food", 1, "open"))}</svg>\n'


def house_svg(house: House, state: str = "closed", title: str = "") -> str:
    """One house as a complete SVG file with its colours in it, light, on a strip of pavement.

    `state` is "open", "closed" or "unknown", anything else a KeyError. For cached addresses, shared previews and print.
    """
    palette = colours(house.group, house.tone, state)
    drawn = ""
    for part in house.parts():
        lit = {f"pane-{part.lit}": palette["pane-lit"]}
        markup = resolve(parts()[part.name], palette | lit)
        drawn += f'<g transform="translate({part.x} {part.y})">{markup}</g>'
    width, height = house.width + 16, house.height + SKY + 10
    box = f'viewBox="-8 {-house.height - SKY} {width} {height}" width="{width}" height="{height}"'
    name = f' role="img"><title>{escape(_NOT_XML.sub("", title))}</title>' if title else ">"
    pavement = f'<path d="M-8 0h{width}v10H-8z" fill="{palette["stone"]}"/>'
    return f"<svg {_NAMESPACE} {box}{name}{pavement}{drawn}</svg>\n"


def files() -> dict[str, str]:
    """What `manage.py draw_sprites` writes; a test compares it with what is committed."""
    return {"houses.svg": sprite(), "logo.svg": logo_svg(), "favicon.svg": favicon_svg()}
