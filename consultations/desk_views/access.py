"""Who comes in: people with the permission, behind the admin's second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control

from accounts.actors import Actor, Channel
from consultations.models import Booking

PERMISSION = "consultations.run_desk"


def at_the_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Names and numbers of people stand on these pages: kept in no cache, not even the browser's."""
    return cache_control(private=True, no_store=True)(permission_required(PERMISSION, raise_exception=True)(view))


def the_booking(request: HttpRequest, pk: int) -> Booking:
    found = Booking.objects.appointments().visible_to_desk(request.user).with_list_data()
    return get_object_or_404(found, pk=pk)


def actor(request: HttpRequest, channel: Channel = Channel.COUNTER) -> Actor:
    return Actor.staff(request.user, channel)
