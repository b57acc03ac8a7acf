"""Every business has its own house, and a lit window means open (see `house_for`).

The geometry is written once, in Python. From it come the sprite that all pages share (`sprite`), the handful of `<use>`
a template writes (`House.parts`), and a picture that stands alone (`house_svg`).
"""

from directory.houses.drawing import house_svg
from directory.houses.house import GROUPS, House, house_for
from directory.houses.palette import STATES
from directory.houses.street import Street, lay_out

ROOFLINES = ("gables", "flat", "mixed")

__all__ = ["GROUPS", "ROOFLINES", "STATES", "House", "Street", "house_for", "house_svg", "lay_out"]
