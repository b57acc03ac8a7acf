"""Pictograms for people who read little: one drawing each, the same on paper and on pages. Never without its word.

Each is a file in `printing/drawings/`: lines of one width on a grid of 24, in `currentColor`. Own drawings.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

INK = "#22282B"


@cache
def pictogram_svg(name: str) -> str:
    """The drawing as it is on pages, in the colour of the words around it. Raises FileNotFoundError for a name that is
    none."""
    return files("printing").joinpath("drawings", f"{name}.svg").read_text(encoding="utf-8").strip()


def pictogram_names() -> list[str]:
    """Every drawing there is."""
    return sorted(
        file.name.removesuffix(".svg") for file in files("printing").joinpath("drawings").iterdir() if file.is_file()
    )


def printed_pictogram(name: str) -> str:
    """The same in ink."""
    return pictogram_svg(name).replace("currentColor", INK)
