"""Who comes in: people with the permission, behind the admin's second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control

from accounts.actors import Actor, Channel
from events.models import Registration, Roll

PERMISSION = "events.manage_registrations"


def for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Names and numbers of people stand on these pages: kept in no cache, not even the browser's."""
    return cache_control(private=True, no_store=True)(permission_required(PERMISSION, raise_exception=True)(view))


def the_roll(pk: int) -> Roll:
    return get_object_or_404(Roll.objects.select_related("event__contact_point", "occurrence"), pk=pk)


def the_registration(request: HttpRequest, pk: int) -> Registration:
    return get_object_or_404(Registration.objects.visible_to(request.user).with_list_data(), pk=pk)


def actor(request: HttpRequest, channel: Channel = Channel.COUNTER) -> Actor:
    return Actor.staff(request.user, channel)
