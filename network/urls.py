from django.urls import path

from network import views

app_name = "network"

urlpatterns = [
    path("netzwerk/", views.board, name="board"),
    path("netzwerk/meine/", views.my_notices, name="my_notices"),
    path("netzwerk/neu/", views.new_notice, name="new_notice"),
    path("netzwerk/aushang/<int:pk>/", views.notice_detail, name="notice"),
    path("netzwerk/aushang/<int:pk>/bearbeiten/", views.edit_notice, name="edit_notice"),
    path("netzwerk/aushang/<int:pk>/interesse/", views.show_interest, name="show_interest"),
    path("netzwerk/aushang/<int:pk>/antworten/", views.answer, name="answer"),
    path("netzwerk/aushang/<int:pk>/melden/", views.report_notice, name="report_notice"),
    path("netzwerk/aushang/<int:pk>/gemeinsam/", views.propose_action, name="propose_action"),
    path("netzwerk/aushang/<int:pk>/erledigt/", views.settle, name="settle"),
    path("netzwerk/aushang/<int:pk>/verlaengern/", views.extend, name="extend"),
    path("netzwerk/gespraeche/", views.conversations, name="conversations"),
    path("netzwerk/gespraeche/<int:pk>/", views.conversation, name="conversation"),
    path("netzwerk/betriebe/", views.members, name="members"),
    path("netzwerk/betriebe/<slug:slug>/", views.edit_profile, name="edit_profile"),
    path("netzwerk/wochenbrief/", views.weekly_letter, name="weekly_letter"),
]
