"""The desk's addresses, inside the admin: behind its login and second factor."""

from django.urls import include, path

from consultations.desk_views import appointments, desk, rest

of_an_appointment = [
    path("", appointments.appointment, name="advice_appointment"),
    path("ergebnis/", appointments.outcome, name="advice_outcome"),
    path("bestaetigen/", appointments.confirm, name="advice_confirm"),
    path("ablehnen/", appointments.decline, name="advice_decline"),
    path("absagen/", appointments.cancel, name="advice_cancel"),
    path("verlegen/", appointments.move, name="advice_move"),
    path("angerufen/", appointments.called, name="advice_called"),
    path("karte.pdf", appointments.card, name="advice_card"),
    path("brief.pdf", appointments.letter, name="advice_letter"),
]
of_the_desk = [
    path("", desk.desk, name="advice_desk"),
    path("neu/", desk.book, name="advice_book"),
    path("doppelt/", desk.book_double, name="advice_double"),
    path("tag/", appointments.day, name="advice_day"),
    path("offen/", appointments.waiting, name="advice_waiting"),
    path("termin/<int:pk>/", include(of_an_appointment)),
    path("rueckruf/<int:pk>/erledigt/", appointments.callback_done, name="advice_callback_done"),
    path("vorbeigekommen/", rest.walk_in, name="advice_walk_in"),
    path("vorbeigekommen/zuruecknehmen/", rest.walk_in_undo, name="advice_walk_in_undo"),
    path("zeiten/", rest.times, name="advice_times"),
    path("zeiten/abwesend/<int:pk>/zuruecknehmen/", rest.forget_absence, name="advice_forget_absence"),
    path("zeiten/kalender/neue-adresse/", rest.change_feed, name="advice_change_feed"),
    path("zahlen/", rest.numbers, name="advice_numbers"),
    path("zahlen/beratung.csv", rest.numbers_file, name="advice_numbers_file"),
]
urlpatterns = [path("beratung/", include(of_the_desk))]
