"""Stands before the owners' screens in directory/urls.py: /mein-betrieb/code/ is no business's short name."""

from django.urls import path

from directory.claiming.views import claims, people, proposals

urlpatterns = [
    path("laeden/<slug:slug>/uebernehmen/", claims.claim, name="claim"),
    path("laden-vorschlagen/", proposals.propose, name="propose"),
    path("laden-vorschlagen/gibt-es-schon/", proposals.similar, name="propose_similar"),
    path("laden-vorschlagen/danke/", proposals.thanks, name="propose_thanks"),
    path("mein-betrieb/code/", claims.claim_code, name="claim_code"),
    path("mein-betrieb/einladung/<str:token>/", people.invitation, name="invitation"),
    path("mein-betrieb/<slug:slug>/personen/", people.my_people, name="my_people"),
    path("mein-betrieb/<slug:slug>/personen/<int:number>/", people.my_person, name="my_person"),
    path("mein-betrieb/<slug:slug>/personen/einladung/<int:number>/", people.my_invitation, name="my_invitation"),
    path("mein-betrieb/<slug:slug>/uebergeben/", people.hand_over, name="hand_over"),
    path("mein-betrieb/<slug:slug>/verlassen/", people.leave, name="leave_business"),
]
