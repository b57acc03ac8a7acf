from django.urls import path

from maps import views

app_name = "maps"

urlpatterns = [
    path("karte/rahmen-<slug:digest>.js", views.frame, name="frame"),
    path("karte/grund.json", views.ground, name="ground"),
    path("karte/kacheln/<int:zoom>/<int:x>/<int:y>", views.tile, name="tile"),
    path("karte/adresse-suchen/", views.geocode, name="geocode"),
]
