"""Sets a PDF from one of our templates and plain data.

What people typed reaches typst as JSON in one input and is never typst code: no template calls `eval`, and a string
that comes out of JSON is text, whatever stands in it. A template reads files of its own folder only, no package is
found, and the fonts are ours. typst runs in this process, releases the interpreter's lock, and takes a few
milliseconds; the limits below keep it there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from printing.text import FONTS, printable

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).resolve().parent / "templates_typst"
LONGEST_TEXT = 400  # letters in one string: fitting words into a box costs time that grows faster than the words
LONGEST_SVG = 400_000  # a drawn house has about 30,000, the largest QR code about 250,000
MOST_LETTERS = 120_000  # in one document, drawings not counted: four times a list of 200 entries
MOST_VALUES = 10_000  # strings, numbers, lists in one document
_NOWHERE = TEMPLATES / "no-packages"  # a folder that does not exist: no template may lean on a package
# A picture may not fetch, run or unfold anything. Ours never do; a template must be able to rely on it.
_NOT_IN_SVG = re.compile(r"<!|<\?|<script|<foreignobject|<image|<style|href\s*=\s*[\"']?\s*[^\"'#\s]", re.IGNORECASE)


class PrintError(Exception):
    """The document cannot be set: the data does not fit the template, or the template is wrong."""


class TooLong(PrintError):  # noqa: N818 — reads as what happened, beside `except`
    """The data does not fit the paper."""


def render_pdf(
    template: str, data: dict[str, Any], *, pages: int | None = None, made_at: datetime | None = None
) -> bytes:
    """A tagged PDF (PDF/UA-1) of `templates_typst/<template>`, the same bytes for the same data.

    `data` holds what JSON can hold. Strings are cleaned of what our fonts cannot draw; a key that ends in "svg" holds a
    drawing and is checked instead. Imprint and funder's line are added from the settings and cannot be replaced.
    `made_at` (aware) is written into the document; without it the document has no date, so that bytes can be compared.
    Raises TooLong for more than `pages` pages or a text that its place cannot hold, PrintError for everything else.
    """
    if made_at is not None and made_at.utcoffset() is None:
        raise PrintError("made_at needs a time zone.")
    with _speaking_of(template):
        compiler = _compiler(template, data, dated=made_at is not None)
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_at)
        count = int(compiler.query("<page-count>", field="value", one=True))
    if pages is not None and count > pages:
        raise TooLong(f"{template}: {count} pages instead of {pages}")
    return pdf


def render_png(template: str, data: dict[str, Any], *, ppi: float = 144) -> bytes:
    """The first page as a picture, for a look before somebody prints; `ppi` pixels an inch. Raises as `render_pdf`."""
    with _speaking_of(template):
        pictures = _compiler(template, data).compile(format="png", ppi=ppi)
    return pictures if isinstance(pictures, bytes) else pictures[0]


def _compiler(template: str, data: dict[str, Any], *, dated: bool = False) -> typst.Compiler:
    import typst  # a compiler of some 60 MB: nobody but a process that prints should load it

    return typst.Compiler(
        _path_of(template),
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_prepared(data), ensure_ascii=False), "dated": "yes" if dated else ""},
        package_path=_NOWHERE,
        package_cache_path=_NOWHERE,
    )


@contextmanager
def _speaking_of(template: str) -> Iterator[None]:
    """What typst refuses, as an error of ours. `fit` and `bounded` in frame.typ stop a document with "too long: …"."""
    try:
        yield
    except RuntimeError as error:  # typst.TypstError is one, and so is what its Rust side raises
        message = str(getattr(error, "message", "") or error)
        kind = TooLong if message.startswith("panicked with: too long: ") else PrintError
        raise kind(f"{template}: {message}") from error


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _path_of(template: str) -> Path:
    path = TEMPLATES / template
    if path.parent != TEMPLATES or path.suffix != ".typ" or not path.is_file():
        raise PrintError(f"There is no template {template!r}.")
    return path


def _prepared(data: dict[str, Any]) -> dict[str, Any]:
    """The data with printable texts and checked drawings, and with what stands on every piece of paper."""
    with translation.override("de"):  # paper speaks German, whoever prints it
        frame = {
            "imprint": [printable(str(line)) for line in settings.PROJECT_IMPRINT],
            "funder": printable(str(settings.PROJECT_FUNDER_LINE)),
        }
        budget = _Budget()
        cleaned = {key: _value(key, value, budget) for key, value in data.items()}
    return cleaned | frame


@dataclass
class _Budget:
    """What is left of the limits while a document's data is gone through."""

    values: int = MOST_VALUES
    letters: int = MOST_LETTERS

    def take(self, *, letters: int = 0) -> None:
        self.values -= 1
        self.letters -= letters
        if self.values < 0 or self.letters < 0:
            raise TooLong(f"More than {MOST_VALUES} values or {MOST_LETTERS} letters in one document.")


def _value(key: str, value: Any, budget: _Budget) -> Any:
    """One value of the data as JSON has it."""
    budget.take()
    match value:
        case dict():
            return {str(name): _value(str(name), inner, budget) for name, inner in value.items()}
        case list() | tuple():
            return [_value(key, inner, budget) for inner in value]
        case None | bool() | int() | float():
            return value
        case str() if key.endswith("svg"):
            return _checked_svg(value)
        case str() | Promise():  # a Promise is a translation that waits
            text = str(value)
            if len(text) > LONGEST_TEXT:
                raise TooLong(f"{key} has {len(text)} letters; {LONGEST_TEXT} are possible.")
            budget.take(letters=len(text))
            return printable(text)
    raise PrintError(f"{key} is a {type(value).__name__}; only what JSON can hold can be printed.")


def _checked_svg(drawing: str) -> str:
    if len(drawing) > LONGEST_SVG:
        raise TooLong(f"A drawing has {len(drawing)} letters; {LONGEST_SVG} are possible.")
    if drawing and _NOT_IN_SVG.search(drawing):
        raise PrintError("A drawing that fetches, runs or unfolds something cannot be printed.")
    return drawing
