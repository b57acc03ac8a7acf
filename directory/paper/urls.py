from django.urls import path

from directory.paper import views

urlpatterns = [
    path("mein-betrieb/<slug:slug>/drucken/", views.overview, name="paper"),
    path("mein-betrieb/<slug:slug>/drucken/<str:name>", views.paper, name="paper_file"),
]
