"""The few SVG shapes everything is drawn with. Colours are names of CSS variables, resolved only where no page is near.

Units are drawing units (one CSS pixel at natural size), y grows downwards. `ink("body")` writes `var(--house-body)`,
which a page colours through inheritance, also into an external `<use>`, and `resolve` replaces by a colour for a
picture that stands alone.
"""

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"var\(--house-([a-z0-9-]+)(?:, ?var\(--house-([a-z0-9-]+)\))?\)")


def ink(name: str, fallback: str = "") -> str:
    return f"var(--house-{name}, var(--house-{fallback}))" if fallback else f"var(--house-{name})"


def resolve(markup: str, colours: Mapping[str, str]) -> str:
    """Put colours in the place of variables. A missing colour without a fallback is a KeyError."""
    return _VARIABLE.sub(lambda found: colours.get(found[1]) or colours[found[2] or found[1]], markup)


def number(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"  # + 0.0: never "-0"


def points(*values: object) -> str:
    """Path data from commands and numbers: points("M", 0, 4.25, "h", 8) is "M0 4.2h8"."""
    text = ""
    for value in values:
        if isinstance(value, str):
            text += value
        else:
            written = number(float(value))  # type: ignore[arg-type]
            text += (" " if text[-1:].isdigit() and not written.startswith("-") else "") + written
    return text


def _attributes(fill: str, more: Mapping[str, object]) -> str:
    written = [f' fill="{ink(fill) if fill != "none" else fill}"']
    for key, value in more.items():
        if key == "stroke":
            value = ink(str(value))
        written.append(f' {key.replace("_", "-")}="{number(value) if isinstance(value, int | float) else value}"')
    return "".join(written)


def rect(x: float, y: float, width: float, height: float, fill: str, **more: object) -> str:
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f"<rect {place}{_attributes(fill, more)}/>"


def path(data: str, fill: str = "none", **more: object) -> str:
    return f'<path d="{data}"{_attributes(fill, more)}/>'


def line(data: str, stroke: str, width: float = 1.5, **more: object) -> str:
    return path(data, "none", stroke=stroke, stroke_width=width, **more)


def circle(x: float, y: float, radius: float, fill: str, **more: object) -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"{_attributes(fill, more)}/>'


def hatching(x: float, y: float, width: float, height: float, step: float = 5) -> str:
    """Diagonal strokes that end at the rectangle's edge: no clip path and no pattern, which break across files."""
    data, offset = "", step
    while offset < width + height:
        from_x, from_y = (offset, 0.0) if offset <= width else (width, offset - width)
        to_x, to_y = (0.0, offset) if offset <= height else (offset - height, height)
        data += points("M", x + from_x, y + from_y, "L", x + to_x, y + to_y)
        offset += step
    return line(data, "hatch", 1.4)
