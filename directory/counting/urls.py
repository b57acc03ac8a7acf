from django.urls import path

from directory.counting import views

urlpatterns = [
    path("zaehlen/", views.count, name="count"),
    path("mein-betrieb/<slug:slug>/zahlen/", views.numbers, name="business_numbers"),
]
