from django.conf import settings
from django.urls import path

from mailings import dev_views, views

app_name = "mailings"
urlpatterns = [path("post/abmelden/<str:token>/", views.unsubscribe, name="unsubscribe")]

if settings.DEBUG:
    urlpatterns += [
        path("mails/", dev_views.mail_list, name="mail_list"),
        path("mails/<int:pk>/", dev_views.mail_detail, name="mail_detail"),
        path("mails/<int:pk>/html/", dev_views.mail_html, name="mail_html"),
    ]
