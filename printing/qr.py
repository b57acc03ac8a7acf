"""QR codes as vector drawings: error level M, a quiet zone of four modules (ISO/IEC 18004), no inline style."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import quoteattr

import segno

QUIET_ZONE = 4  # modules of white around the code


class QrCodeError(ValueError):
    """The text is empty or longer than a QR code of level M can hold (2,331 bytes)."""


def qr_modules(text: str) -> list[str]:
    """One string a row, "1" for dark and "0" for light, without the quiet zone."""
    if not text:
        raise QrCodeError("There is nothing to put into the QR code.")
    try:
        code = segno.make_qr(text, error="m", boost_error=False)
    except segno.DataOverflowError as error:
        raise QrCodeError(str(error)) from error
    return ["".join("1" if module else "0" for module in row) for row in code.matrix]


def qr_svg(text: str, *, label: str = "") -> str:
    """A complete `<svg>` for a page or a document, black on white in every colour scheme, named by `label`.

    Without a label it is decoration to a screen reader: then the address must stand beside it as a link.
    """
    rows = qr_modules(text)
    side = len(rows) + 2 * QUIET_ZONE
    drawn = "".join(
        f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark_runs(row)
    )
    name = f'role="img" aria-label={quoteattr(label)}' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr-code" viewBox="0 0 {side} {side}" '
        f'width="{side}" height="{side}" shape-rendering="crispEdges" {name}>'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{drawn}"/></svg>'
    )


def _dark_runs(row: str) -> list[tuple[int, int]]:
    """Start and length of every run of dark modules."""
    runs, at = [], 0
    for module, group in groupby(row):
        length = len(list(group))
        if module == "1":
            runs.append((at, length))
        at += length
    return runs
