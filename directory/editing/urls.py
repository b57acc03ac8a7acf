from django.urls import path

from directory.editing.views import dashboard, hours, photos, topics

urlpatterns = [
    path("mein-betrieb/", dashboard.my_businesses, name="my_businesses"),
    path("mein-betrieb/<slug:slug>/", dashboard.my_business, name="my_business"),
    path("mein-betrieb/<slug:slug>/stimmt-noch/", dashboard.still_right, name="still_right"),
    path("mein-betrieb/<slug:slug>/zurueckziehen/", dashboard.withdraw, name="withdraw_change"),
    path("mein-betrieb/<slug:slug>/vorschau/", dashboard.preview, name="preview_business"),
    path("mein-betrieb/<slug:slug>/name/", topics.about, name="edit_about"),
    path("mein-betrieb/<slug:slug>/kontakt/", topics.contact, name="edit_contact"),
    path("mein-betrieb/<slug:slug>/ort/", topics.place, name="edit_place"),
    path("mein-betrieb/<slug:slug>/gut-zu-wissen/", topics.good_to_know, name="edit_good_to_know"),
    path("mein-betrieb/<slug:slug>/fotos/", photos.photos, name="edit_photos"),
    path("mein-betrieb/<slug:slug>/zeiten/", hours.overview, name="edit_hours"),
    path("mein-betrieb/<slug:slug>/zeiten/tabelle/", hours.grid, name="edit_hours_grid"),
    path("mein-betrieb/<slug:slug>/zeiten/pruefen/", hours.check, name="check_hours"),
    path("mein-betrieb/<slug:slug>/zeiten/besondere-tage/", hours.special_days, name="edit_special_days"),
]
