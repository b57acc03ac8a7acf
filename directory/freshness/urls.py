from django.urls import path

from directory.freshness import views

urlpatterns = [
    path("laeden/<slug:slug>/fehler-melden/", views.report, name="report"),
    path("laeden/<slug:slug>/fehler-melden/danke/", views.report_thanks, name="report_thanks"),
    path("stimmt-noch/<str:token>/", views.answer, name="answer"),
    path("stimmt-noch/<str:token>/aendern/", views.answer_change, name="answer_change"),
    path("stimmt-noch/<str:token>/gibt-es-nicht-mehr/", views.answer_gone, name="answer_gone"),
    path("stimmt-noch/<str:token>/nicht-mehr-erinnern/", views.answer_stop, name="answer_stop"),
    path("stimmt-noch/<str:token>/danke/", views.answer_thanks, name="answer_thanks"),
]
