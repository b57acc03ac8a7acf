"""Who is here, for templates of public pages."""

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from accounts import rules
from accounts.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def logged_in_person(context) -> User | None:
    """The person who is logged in. Without a session cookie it asks nobody: the page stays the same for all visitors,
    and may be kept by a cache (asking for the user makes a page depend on cookies)."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None


@register.filter
def as_json(value) -> str:
    """For an attribute that a script reads; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def works_in_admin(user: User) -> bool:
    return rules.works_in_admin(user)


@register.filter
def needs_second_factor(user: User) -> bool:
    return rules.needs_second_factor(user)
