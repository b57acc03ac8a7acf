from django.urls import path

from mailings import views

app_name = "mailings"
urlpatterns = [path("post/abmelden/<str:token>/", views.unsubscribe, name="unsubscribe")]
