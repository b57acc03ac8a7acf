"""Every address of the site, in the order they are tried; Wagtail's pages take what is left."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap

from portal import views

urlpatterns = [
    path("verwaltung/", include(wagtailadmin_urls)),
    path("konto/", include("accounts.urls")),
    # Wagtail's own login for pages with restricted sight: a password and no second factor, so it leads to ours.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": views.SITEMAPS}, name="sitemap"),
    path("medien/<path:path>", views.media, name="media"),
    path("", include("mailings.urls")),
    path("", include("maps.urls")),
    path("", include("directory.urls")),
    path("", include("consultations.urls")),
    path("", include("network.urls")),
    path("", include("events.urls")),
]

if settings.DEBUG:
    urlpatterns += [
        path("stil/", views.style_page, name="style_page"),
        path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}portal/img/favicon.svg")),
    ]

urlpatterns += [path("", include(wagtail_urls))]
