"""Advice for the people of a business, from where they look after it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consultations.enums import Audience
from consultations.forms import BusyHoursForm
from consultations.models import Booking, BusyHours, Topic
from directory.editing.access import own_business
from directory.models import Business
from directory.opening_hours import describe


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest, business: Business) -> HttpResponse:
    """Topics for businesses, the coming appointments, and when the shop has its hands full."""
    now = timezone.now()
    row = BusyHours.objects.filter(business=business).first()
    form = BusyHoursForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["hours"]:
            BusyHours.objects.update_or_create(business=business, defaults={"hours": form.cleaned_data["hours"]})
        else:
            BusyHours.objects.filter(business=business).delete()
        messages.success(request, _("Noted. We come when less is going on."))
        return redirect("consultations:my_advice", business.slug)
    context = {
        "business": business,
        "topics": Topic.objects.offered().for_audience(Audience.BUSINESSES),
        "bookings": Booking.objects.upcoming(now).of_business(business).with_list_data(),
        "busy": describe(row.hours, timezone.localdate()) if row else [],
        "form": form,
    }
    return render(request, "consultations/my_advice.html", context)
