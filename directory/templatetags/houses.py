"""`{% house %}` draws one business's house, `{% street %}` a row of them; both from the shared sprite."""

from collections.abc import Iterable

from django import template

from directory.houses import STATES, house_for, lay_out

register = template.Library()


@register.inclusion_tag("directory/_house.html")
def house(slug: str, group: str, roofline: str, state: str = "", title: str = "", *, tall: bool = False) -> dict:
    """A business's house for a card, or with all its storeys (`tall`) for its own page.

    Without a state it takes on the nearest `data-state` around it. Without a title it is decoration.
    """
    drawn = house_for(slug, group, roofline)
    drawn = drawn if tall else drawn.small()
    return {"house": drawn, "state": state if state in STATES else "", "title": title}


@register.inclusion_tag("directory/_street.html")
def street(houses: Iterable[object]) -> dict:
    """A row of houses, each a link; see `directory.houses.lay_out` for what a house has to bring along."""
    return {"street": lay_out(houses)}
