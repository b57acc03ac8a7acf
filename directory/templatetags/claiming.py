"""Whose entry it is, for the public page."""

from django import template

from accounts.templatetags.person import logged_in_person

register = template.Library()


@register.simple_tag(takes_context=True)
def people_of(context, business) -> dict[str, bool]:
    """`is_claimed`: somebody looks after it; `belongs`: the person who is logged in does. A visitor costs no query when
    the business was fetched `with_detail_data()`; a preview was not."""
    is_claimed = business.has_people if hasattr(business, "has_people") else business.memberships.exists()
    person = logged_in_person(context) if is_claimed else None
    return {"is_claimed": is_claimed, "belongs": person is not None and business.memberships.of(person).exists()}
