"""Whose entry it is, for the public page."""

from django import template

from accounts.templatetags.person import logged_in_person

register = template.Library()


@register.simple_tag(takes_context=True)
def people_of(context, business) -> dict[str, bool]:
    """`is_claimed`: somebody looks after it; `belongs`: the person who is logged in does. One query."""
    people = set(business.memberships.values_list("user_id", flat=True))
    person = logged_in_person(context) if people else None
    return {"is_claimed": bool(people), "belongs": person is not None and person.pk in people}
