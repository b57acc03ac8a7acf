"""Addresses that Wagtail's pages do not answer. They stand before them, below the calendar's own `/termine/`."""

from django.urls import path

from events import views
from events.registrations import views as registrations

app_name = "events"
urlpatterns = [
    path("termine/kalender.ics", views.calendar_file, name="calendar_file"),
    path("termine/anmeldung/<str:token>/", registrations.registration, name="registration"),
    path("termine/anmeldung/<str:token>/zusagen/", registrations.accept, name="accept"),
    path("termine/anmeldung/<str:token>/absagen/", registrations.cancel, name="cancel"),
    path("termine/anmeldung/<str:token>/termin.ics", registrations.calendar_file, name="registration_file"),
    path("termine/anmeldung/<str:token>/karte.pdf", registrations.card, name="registration_card"),
    path("termine/<slug:slug>/termin.ics", views.event_file, name="event_file"),
    path("termine/<slug:slug>/anmelden/", registrations.register, name="register"),
]
