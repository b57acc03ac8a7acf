from django.urls import include, path

from directory import views

app_name = "directory"

urlpatterns = [
    path("laeden/", views.business_list, name="business_list"),
    path("laeden/<slug:slug>/", views.business_detail, name="business_detail"),
    path("laeden/<slug:slug>/haus.svg", views.business_house, name="business_house"),
    path("anlaufstellen/", views.contact_point_list, name="contact_point_list"),
    path("anlaufstellen/<slug:slug>/", views.contact_point_detail, name="contact_point_detail"),
    path("partner/", views.partner_list, name="partner_list"),
    path("karte/laeden.json", views.map_businesses, name="map_businesses"),
    path("karte/laeden.geojson", views.businesses_geojson, name="businesses_geojson"),
    path("karte/anlaufstellen.json", views.map_contact_points, name="map_contact_points"),
    path("karte/partner.json", views.map_partners, name="map_partners"),
    path("", include("directory.claiming.urls")),  # before the owners' screens: /mein-betrieb/code/
    path("", include("directory.counting.urls")),
    path("", include("directory.paper.urls")),
    path("", include("directory.freshness.urls")),
    path("", include("directory.editing.urls")),
]
