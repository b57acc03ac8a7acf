"""Addresses of the registrations' screens, below `/verwaltung/`."""

from django.urls import path

from events.registrations import desk_views as views

urlpatterns = [
    path("termine/", views.overview, name="event_registrations"),
    path("termine/zahlen/", views.numbers, name="event_numbers"),
    path("termine/zahlen/termine.csv", views.numbers_file, name="event_numbers_file"),
    path("termine/anmeldung/<int:pk>/", views.registration, name="event_registration"),
    path("termine/anmeldung/<int:pk>/zusagen/", views.accept, name="event_accept"),
    path("termine/anmeldung/<int:pk>/absagen/", views.end, name="event_end"),
    path("termine/anmeldung/<int:pk>/angerufen/", views.told, name="event_told"),
    path("termine/anmeldung/<int:pk>/karte.pdf", views.card, name="event_card"),
    path("termine/anmeldung/<int:pk>/bescheinigung.pdf", views.certificate, name="event_certificate"),
    path("termine/<int:pk>/", views.people, name="event_people"),
    path("termine/<int:pk>/eintragen/", views.write_down, name="event_write_down"),
    path("termine/<int:pk>/einlass/", views.door, name="event_door"),
    path("termine/<int:pk>/einlass/dazu/", views.walk_in, name="event_walk_in"),
    path("termine/<int:pk>/liste.pdf", views.list_pdf, name="event_list_pdf"),
    path("termine/<int:pk>/liste.csv", views.list_csv, name="event_list_csv"),
    path("termine/<int:pk>/bescheinigungen.pdf", views.certificates, name="event_certificates"),
    path("termine/<int:pk>/aushang.pdf", views.notice, name="event_notice"),
]
