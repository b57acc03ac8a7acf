"""Where the map is: the city of Hagen, and inside it the two districts the project works in.

All angles are WGS84 degrees.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """A box between two parallels and two meridians."""

    south: float
    west: float
    north: float
    east: float

    def contains(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies in the box, borders included. Infinite and undefined numbers never do."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


# The city's boundary (maps/data/ground.json) lies in it with some 500 m to spare on every side.
HAGEN = Bounds(south=51.258, west=7.352, north=51.423, east=7.637)

# Altenhagen and Wehringhausen with the main station between them. A window on the map, not a border: none is published.
DISTRICTS = Bounds(south=51.342, west=7.436, north=51.380, east=7.492)
CENTRE = (51.3600, 7.4630)

MINIMUM_ZOOM = 11
MAXIMUM_ZOOM = 18
