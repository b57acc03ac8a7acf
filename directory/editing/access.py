"""Who comes in: people of the business; for everybody else it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control

from directory.enums import ChangeOrigin
from directory.models import Business

# Nothing of it stays behind: not in a shared browser of an internet café, not in a proxy.
never_stored = cache_control(private=True, no_store=True)


def own_business(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view the business of that short name, if the person looks after it; 404 if not."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
        business = get_object_or_404(
            Business.objects.of(request.user).select_related("category__parent", "district"), slug=slug
        )
        return view(request, business, **kwargs)

    return never_stored(login_required(wrapped))


def origin_of(request: HttpRequest, business: Business) -> ChangeOrigin:
    is_owner = request.user.has_perm("directory.manage_people", business)
    return ChangeOrigin.OWNER if is_owner else ChangeOrigin.HELPER
