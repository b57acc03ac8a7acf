from django.urls import path

from consultations.views import appointment, owners, public

app_name = "consultations"

urlpatterns = [
    path("beratung/", public.overview, name="overview"),
    path("beratung/rueckruf/", public.callback, name="callback"),
    path("beratung/rueckruf/danke/", public.callback_thanks, name="callback_thanks"),
    path("beratung/kalender/<str:token>.ics", appointment.feed, name="feed"),
    path("beratung/termin/<str:token>/", appointment.booking, name="booking"),
    path("beratung/termin/<str:token>/angaben/", appointment.details, name="details"),
    path("beratung/termin/<str:token>/laenger/", appointment.extend, name="extend"),
    path("beratung/termin/<str:token>/doch-nicht/", appointment.give_back, name="give_back"),
    path("beratung/termin/<str:token>/absagen/", appointment.cancel, name="cancel"),
    path("beratung/termin/<str:token>/verschieben/", appointment.move, name="move"),
    path("beratung/termin/<str:token>/frueher/", appointment.earlier_time, name="earlier_time"),
    path("beratung/termin/<str:token>/termin.ics", appointment.calendar_file, name="calendar_file"),
    path("beratung/termin/<str:token>/karte.pdf", appointment.card, name="card"),
    path("beratung/<slug:slug>/", public.topic, name="topic"),
    path("mein-betrieb/<slug:slug>/beratung/", owners.advice, name="my_advice"),
]
