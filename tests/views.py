"""Every address of the site and who may see it: one table that feeds the access, heading and HTML checks.

A new view without a row here fails tests/test_access.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from consultations.links import feed_token_of
from consultations.links import token_of as booking_token
from consultations.models import Booking, Counsellor
from directory.freshness.links import token_of
from directory.models import Reminder
from events.models import Registration
from events.registrations.links import token_of as registration_token
from mailings.domain import unsubscribe_url

ANONYMOUS, VISITOR = "anonymous", "visitor with account"
HELPER, OWNER, OTHER_OWNER = "helper of laden-eins", "owner of laden-eins", "owner of laden-zwei"
EDITOR, LEAD, SUPERUSER = "staff editor", "staff lead", "superuser"
ROLES = (ANONYMOUS, VISITOR, HELPER, OWNER, OTHER_OWNER, EDITOR, LEAD, SUPERUSER)
EVERYBODY = frozenset(ROLES)
WITH_ACCOUNT = EVERYBODY - {ANONYMOUS}
OF_THE_BUSINESS = frozenset({HELPER, OWNER})  # of laden-eins
VERIFIED = frozenset({HELPER, OWNER, OTHER_OWNER})  # of any business
STAFF = frozenset({EDITOR, LEAD, SUPERUSER})
NOBODY: frozenset[str] = frozenset()
# What the addresses of the admin name by number; tests/test_access.py makes them.
LADEN_EINS, ENTWURF, LADEN_ZWEI = 9001, 9002, 9003
NOTICE, TALK, IDEA = 9011, 9012, 9013  # all of laden-eins
REMINDER = 9021  # about laden-eins
LINK = f"/stimmt-noch/{token_of(Reminder(pk=REMINDER))}/"
BOOKING, COUNSELLOR, UID = 9031, 9041, "9031@tests"
APPOINTMENT = f"/beratung/termin/{booking_token(Booking(pk=BOOKING, uid=UID))}/"
DESK = "/verwaltung/beratung/"
EVENT, RESULTS, REGISTRATION, REGISTRATION_UID = 9061, 9062, 9051, "9051@tests"
PLACE = f"/termine/anmeldung/{registration_token(Registration(pk=REGISTRATION, uid=REGISTRATION_UID))}/"
EVENTS = "/verwaltung/termine/"
FEED = feed_token_of(Counsellor(pk=COUNSELLOR))


@dataclass(frozen=True)
class View:
    """`name` as in reverse(); `url` as it is asked for; `roles` get `status`.

    All others get `otherwise`; where that is not said: the login without an account, 404 with one (a foreign object is
    as if it were not there), and in the admin a refusal.
    """

    name: str
    url: str
    roles: frozenset[str] = EVERYBODY
    method: str = "get"
    status: int = 200
    is_page: bool = True  # an HTML page people look at: headings, landmarks and the footer are checked
    otherwise: int | None = None
    sets_cookie: bool = False  # the login may; nothing else does for people without an account


PUBLIC_VIEWS = [
    View("wagtail_serve", "/"),
    View("directory:business_list", "/laeden/"),
    View("directory:business_list", "/laeden/?q=gibtesnicht"),
    View("directory:business_list", "/laeden/?kategorie=quatsch&seite=999&offen=irgendwann"),
    View("directory:business_detail", "/laeden/laden-eins/"),
    View("directory:business_house", "/laeden/laden-eins/haus.svg", is_page=False),
    View("directory:report", "/laeden/laden-eins/fehler-melden/"),
    View("directory:report_thanks", "/laeden/laden-eins/fehler-melden/danke/"),
    View("directory:answer", LINK),
    View("directory:answer_change", f"{LINK}aendern/"),
    View("directory:answer_gone", f"{LINK}gibt-es-nicht-mehr/"),
    View("directory:answer_stop", f"{LINK}nicht-mehr-erinnern/"),
    View("directory:answer_thanks", f"{LINK}danke/"),
    View("directory:answer", "/stimmt-noch/quatsch/", status=404),
    View("directory:contact_point_list", "/anlaufstellen/"),
    View("directory:contact_point_detail", "/anlaufstellen/mitte/"),
    View("directory:partner_list", "/partner/"),
    View("directory:map_businesses", "/karte/laeden.json", is_page=False),
    View("directory:businesses_geojson", "/karte/laeden.geojson", is_page=False),
    View("directory:map_contact_points", "/karte/anlaufstellen.json", is_page=False),
    View("directory:map_partners", "/karte/partner.json", is_page=False),
    View("maps:frame", "/karte/rahmen-veraltet.js", status=302, is_page=False),
    View("maps:ground", "/karte/grund.json", is_page=False),
    View("maps:tile", "/karte/kacheln/14/8528/5467", roles=frozenset(), is_page=False),
    View(
        "maps:geocode", "/karte/adresse-suchen/", roles=WITH_ACCOUNT, method="post", status=400, is_page=False
    ),  # nothing typed
    View("mailings:unsubscribe", urlsplit(unsubscribe_url(address="a@example.org", purpose="tests")).path),
    View("media", "/medien/gibt-es-nicht.webp", roles=frozenset(), is_page=False),
    View("directory:count", "/zaehlen/", method="post", status=400, is_page=False),  # nothing told
    View("directory:propose", "/laden-vorschlagen/"),
    View("directory:propose_similar", "/laden-vorschlagen/gibt-es-schon/?name=Laden+Eins", is_page=False),
    View("directory:propose_thanks", "/laden-vorschlagen/danke/"),
    View("healthz", "/healthz", is_page=False),
    View("readyz", "/readyz", is_page=False),
    View("robots", "/robots.txt", is_page=False),
    View("sitemap", "/sitemap.xml", is_page=False),
]
STRANGERS = frozenset({ANONYMOUS})
ACCOUNT_VIEWS = [
    View("account_login", "/konto/anmelden/", roles=STRANGERS, otherwise=302, sets_cookie=True),
    View("account_request_login_code", "/konto/anmelden/?neu", roles=STRANGERS, otherwise=302, sets_cookie=True),
    View("account_confirm_login_code", "/konto/anmelden/code/", roles=NOBODY, otherwise=302),  # none was asked for
    View("accounts:login_by_password", "/konto/anmelden/passwort/", roles=STRANGERS, otherwise=302, sets_cookie=True),
    View("mfa_login_webauthn", "/konto/anmelden/passkey/", roles=NOBODY, otherwise=302),  # answers its script only
    View("mfa_authenticate", "/konto/anmelden/zweiter-schritt/", roles=NOBODY, otherwise=302),
    View("account_signup", "/konto/registrieren/", status=302),
    View("account_logout", "/konto/abmelden/", roles=WITH_ACCOUNT, otherwise=302),
    View("account_inactive", "/konto/geschlossen/"),
    View("accounts:deleted", "/konto/geloescht/"),
    View("mfa_reauthenticate", "/konto/bestaetigen/", roles=WITH_ACCOUNT),
    View("mfa_reauthenticate_webauthn", "/konto/bestaetigen/passkey/", roles=WITH_ACCOUNT, status=302),
    View("account_reauthenticate", "/konto/bestaetigen/passwort/", roles=WITH_ACCOUNT, status=302),
    View("accounts:home", "/konto/", roles=WITH_ACCOUNT),
    View("accounts:name", "/konto/name/", roles=WITH_ACCOUNT),
    View("accounts:email", "/konto/e-mail/", roles=WITH_ACCOUNT),
    View("accounts:email_code", "/konto/e-mail/code/", roles=WITH_ACCOUNT, status=302),
    View("accounts:remove_password", "/konto/passwort/entfernen/", roles=WITH_ACCOUNT, status=302),
    View("account_change_password", "/konto/passwort/", roles=WITH_ACCOUNT, status=302),
    View("account_set_password", "/konto/passwort/festlegen/", roles=WITH_ACCOUNT),
    View("accounts:devices", "/konto/geraete/", roles=WITH_ACCOUNT),
    View("accounts:close_device", "/konto/geraete/999999/abmelden/", roles=NOBODY, method="post"),
    View("accounts:close_other_devices", "/konto/geraete/andere-abmelden/", WITH_ACCOUNT, method="post", status=302),
    View("accounts:data", "/konto/daten/", roles=WITH_ACCOUNT, is_page=False),
    View("accounts:delete", "/konto/loeschen/", roles=WITH_ACCOUNT),
    View("mfa_index", "/konto/sicherheit/", roles=WITH_ACCOUNT),
    View("mfa_activate_totp", "/konto/sicherheit/app/", roles=WITH_ACCOUNT, status=302),  # they have it
    View("mfa_deactivate_totp", "/konto/sicherheit/app/entfernen/", roles=WITH_ACCOUNT),
    View("mfa_list_webauthn", "/konto/sicherheit/passkeys/", roles=WITH_ACCOUNT),
    View("mfa_add_webauthn", "/konto/sicherheit/passkeys/neu/", roles=WITH_ACCOUNT),
    View("mfa_remove_webauthn", "/konto/sicherheit/passkeys/1/entfernen/", roles=NOBODY),
    View("mfa_edit_webauthn", "/konto/sicherheit/passkeys/1/umbenennen/", roles=NOBODY),
    View("mfa_view_recovery_codes", "/konto/sicherheit/notfallcodes/", roles=NOBODY),
    View("mfa_generate_recovery_codes", "/konto/sicherheit/notfallcodes/neu/", roles=WITH_ACCOUNT),
    View("mfa_download_recovery_codes", "/konto/sicherheit/notfallcodes/datei/", roles=NOBODY),
]
# The owners' own screens.
OWNER_VIEWS = [
    View("directory:business_numbers", "/mein-betrieb/laden-eins/zahlen/", roles=OF_THE_BUSINESS),
    View("directory:business_numbers", "/mein-betrieb/laden-zwei/zahlen/", roles=frozenset({OTHER_OWNER})),
    View("directory:paper", "/mein-betrieb/laden-eins/drucken/", roles=OF_THE_BUSINESS),
    View("directory:paper_file", "/mein-betrieb/laden-eins/drucken/schild.png", roles=OF_THE_BUSINESS, is_page=False),
    View("directory:paper_file", "/mein-betrieb/laden-eins/drucken/passwoerter.pdf", roles=NOBODY, is_page=False),
]
CLAIMING_VIEWS = [
    View("directory:claim", "/laeden/laden-eins/uebernehmen/", roles=WITH_ACCOUNT),
    View("directory:claim", "/laeden/entwurf/uebernehmen/", roles=NOBODY),
    View("directory:claim_code", "/mein-betrieb/code/", roles=WITH_ACCOUNT),
    View("directory:invitation", "/mein-betrieb/einladung/unbekannt/", roles=NOBODY),
    View("directory:my_people", "/mein-betrieb/laden-eins/personen/", roles=frozenset({OWNER})),
    View("directory:my_people", "/mein-betrieb/laden-zwei/personen/", roles=frozenset({OTHER_OWNER})),
    View("directory:my_person", "/mein-betrieb/laden-eins/personen/999999/", roles=NOBODY),
    View("directory:my_invitation", "/mein-betrieb/laden-eins/personen/einladung/999999/", NOBODY, "post"),
    View("directory:hand_over", "/mein-betrieb/laden-eins/uebergeben/", roles=frozenset({OWNER})),
    View("directory:leave_business", "/mein-betrieb/laden-eins/verlassen/", roles=OF_THE_BUSINESS),
]
EDITING_VIEWS = [
    View("directory:my_businesses", "/mein-betrieb/?alle", roles=WITH_ACCOUNT),
    View("directory:my_business", "/mein-betrieb/laden-eins/", roles=OF_THE_BUSINESS),
    View("directory:my_business", "/mein-betrieb/laden-zwei/", roles=frozenset({OTHER_OWNER})),
    View("directory:preview_business", "/mein-betrieb/laden-eins/vorschau/", roles=OF_THE_BUSINESS),
    View("directory:withdraw_change", "/mein-betrieb/laden-eins/zurueckziehen/", roles=OF_THE_BUSINESS),
    View("directory:edit_about", "/mein-betrieb/laden-eins/name/", roles=OF_THE_BUSINESS),
    View("directory:edit_contact", "/mein-betrieb/laden-eins/kontakt/", roles=OF_THE_BUSINESS),
    View("directory:edit_place", "/mein-betrieb/laden-eins/ort/", roles=OF_THE_BUSINESS),
    View("directory:edit_good_to_know", "/mein-betrieb/laden-eins/gut-zu-wissen/", roles=OF_THE_BUSINESS),
    View("directory:edit_photos", "/mein-betrieb/laden-eins/fotos/", roles=OF_THE_BUSINESS),
    View("directory:edit_hours", "/mein-betrieb/laden-eins/zeiten/", roles=OF_THE_BUSINESS),
    View("directory:edit_hours_grid", "/mein-betrieb/laden-eins/zeiten/tabelle/", roles=OF_THE_BUSINESS),
    View("directory:edit_special_days", "/mein-betrieb/laden-eins/zeiten/besondere-tage/", roles=OF_THE_BUSINESS),
    View("directory:check_hours", "/mein-betrieb/laden-eins/zeiten/pruefen/", OF_THE_BUSINESS, "get", 302, False),
    View("directory:still_right", "/mein-betrieb/laden-eins/stimmt-noch/", OF_THE_BUSINESS, "post", 302, False),
]
NETWORK_VIEWS = [
    View("network:board", "/netzwerk/", roles=WITH_ACCOUNT),  # to strangers it explains how to get in
    View("network:my_notices", "/netzwerk/meine/", roles=VERIFIED),
    View("network:new_notice", "/netzwerk/neu/", roles=VERIFIED),
    View("network:notice", f"/netzwerk/aushang/{NOTICE}/", roles=VERIFIED),
    View("network:edit_notice", f"/netzwerk/aushang/{NOTICE}/bearbeiten/", roles=OF_THE_BUSINESS),
    View(
        "network:show_interest", f"/netzwerk/aushang/{NOTICE}/interesse/", frozenset({OTHER_OWNER}), "post", status=302
    ),  # not in one's own
    View("network:answer", f"/netzwerk/aushang/{NOTICE}/antworten/", frozenset({OTHER_OWNER}), "post"),
    View("network:report_notice", f"/netzwerk/aushang/{NOTICE}/melden/", frozenset({OTHER_OWNER}), "post"),
    View("network:propose_action", f"/netzwerk/aushang/{NOTICE}/gemeinsam/", VERIFIED, "post"),
    View("network:extend", f"/netzwerk/aushang/{NOTICE}/verlaengern/", OF_THE_BUSINESS, "post", status=302),
    View("network:settle", f"/netzwerk/aushang/{NOTICE}/erledigt/", OF_THE_BUSINESS, "post", status=302),
    View("network:conversations", "/netzwerk/gespraeche/", roles=VERIFIED),
    View("network:conversation", f"/netzwerk/gespraeche/{TALK}/", roles=OF_THE_BUSINESS),  # with a third business
    View("network:members", "/netzwerk/betriebe/", roles=VERIFIED),
    View("network:edit_profile", "/netzwerk/betriebe/laden-eins/", roles=OF_THE_BUSINESS),
    View("network:weekly_letter", "/netzwerk/wochenbrief/", VERIFIED, "post", status=302),
]
ADVICE_VIEWS = [
    View("consultations:overview", "/beratung/"),
    View("consultations:topic", "/beratung/bewerbung/"),
    View("consultations:topic", "/beratung/bewerbung/?wie=quatsch&ort=nirgends&sprache=xx&ab=gestern"),
    View("consultations:topic", "/beratung/gruenden/?betrieb=laden-eins", roles=OF_THE_BUSINESS, otherwise=404),
    View("consultations:topic", "/beratung/bewerbung/?betrieb=laden-eins", roles=NOBODY),  # not for businesses
    View("consultations:topic", "/beratung/nicht-mehr/", roles=NOBODY),
    View("consultations:callback", "/beratung/rueckruf/"),
    View("consultations:callback_thanks", "/beratung/rueckruf/danke/"),
    View("consultations:booking", APPOINTMENT),
    View("consultations:booking", "/beratung/termin/9031.aaaaaaaaaaaaaaaa/", status=404),
    View("consultations:details", f"{APPOINTMENT}angaben/", status=302),  # given already
    # With a session a form has to say which page it was sent from; the tests' client does not.
    View("consultations:extend", f"{APPOINTMENT}laenger/", STRANGERS, "post", status=302, otherwise=403),
    View("consultations:give_back", f"{APPOINTMENT}doch-nicht/", STRANGERS, "post", status=302, otherwise=403),
    View("consultations:cancel", f"{APPOINTMENT}absagen/"),
    View("consultations:move", f"{APPOINTMENT}verschieben/"),
    View("consultations:earlier_time", f"{APPOINTMENT}frueher/"),
    View("consultations:calendar_file", f"{APPOINTMENT}termin.ics", is_page=False),
    View("consultations:card", f"{APPOINTMENT}karte.pdf", is_page=False),
    View("consultations:feed", f"/beratung/kalender/{FEED}.ics", is_page=False),
    View("consultations:feed", "/beratung/kalender/9041.aaaaaaaaaaaaaaaa.ics", roles=NOBODY, is_page=False),
    View("consultations:my_advice", "/mein-betrieb/laden-eins/beratung/", roles=OF_THE_BUSINESS),
    View("consultations:my_advice", "/mein-betrieb/laden-zwei/beratung/", roles=frozenset({OTHER_OWNER})),
]
EVENT_VIEWS = [
    View("wagtail_serve", "/termine/"),
    View("wagtail_serve", "/termine/?ansicht=woche&woche=quatsch&stadtteil=nirgends&seite=-1"),
    View("wagtail_serve", "/termine/archiv/"),
    View("wagtail_serve", "/termine/kurse/"),
    View("wagtail_serve", "/termine/feed/", is_page=False),
    View("wagtail_serve", "/termine/abend/"),
    View("wagtail_serve", "/termine/abend/ergebnisse/"),
    View("events:calendar_file", "/termine/kalender.ics?stadtteil=quatsch", is_page=False),
    View("events:event_file", "/termine/abend/termin.ics", is_page=False),
    View("events:register", "/termine/abend/anmelden/"),
    View("events:registration", PLACE),
    View("events:registration", "/termine/anmeldung/9051.aaaaaaaaaaaaaaaa/", status=404),
    View("events:accept", f"{PLACE}zusagen/", STRANGERS, "post", status=302, otherwise=403),  # has a place already
    View("events:cancel", f"{PLACE}absagen/"),
    View("events:registration_file", f"{PLACE}termin.ics", is_page=False),
    View("events:registration_card", f"{PLACE}karte.pdf", is_page=False),
]
HIDDEN_VIEWS = [
    View("wagtail_serve", "/termine/geheim/", roles=frozenset()),
    View("events:event_file", "/termine/geheim/termin.ics", roles=frozenset()),
    View("events:register", "/termine/geheim/anmelden/", roles=frozenset()),
    View("directory:business_detail", "/laeden/entwurf/", roles=frozenset()),
    View("directory:business_house", "/laeden/entwurf/haus.svg", roles=frozenset()),
    View("directory:report", "/laeden/entwurf/fehler-melden/", roles=frozenset()),
    View("directory:report_thanks", "/laeden/entwurf/fehler-melden/danke/", roles=frozenset()),
    View("directory:business_detail", "/laeden/gibt-es-nicht/", roles=frozenset()),
    View("directory:contact_point_detail", "/anlaufstellen/gibt-es-nicht/", roles=frozenset()),
    View("mailings:unsubscribe", "/post/abmelden/nicht:unterschrieben/", roles=frozenset()),
]
VIEWS = (
    PUBLIC_VIEWS
    + ACCOUNT_VIEWS
    + OWNER_VIEWS
    + CLAIMING_VIEWS
    + EDITING_VIEWS
    + NETWORK_VIEWS
    + ADVICE_VIEWS
    + EVENT_VIEWS
    + HIDDEN_VIEWS
)
# Addresses of ours below /verwaltung/; Wagtail's own are its makers' affair. None is a page with our header and footer.
ADMIN_VIEWS = [
    View("worklist", "/verwaltung/arbeitsliste/", roles=STAFF, is_page=False),
    View("directory_claims", "/verwaltung/ansprueche/", roles=STAFF, is_page=False),
    View("directory_claim", "/verwaltung/ansprueche/999999/", roles=NOBODY, is_page=False),
    View("directory_letters", "/verwaltung/ansprueche/briefe/", roles=STAFF, is_page=False),
    View("directory_business_people", f"/verwaltung/ansprueche/betriebe/{LADEN_EINS}/", roles=STAFF, is_page=False),
    View(
        "directory_hand_over_code", f"/verwaltung/ansprueche/betriebe/{LADEN_EINS}/code/", STAFF, "post", is_page=False
    ),  # its people come with the roles
    View("directory_revoke_code", "/verwaltung/ansprueche/codes/999999/zurueckziehen/", NOBODY, "post"),
    View("freshness_round", "/verwaltung/rundgang/", roles=STAFF, is_page=False),
    View("freshness_round_pdf", "/verwaltung/rundgang/liste.pdf", roles=STAFF, is_page=False),
    View("freshness_letters_pdf", "/verwaltung/rundgang/briefe.pdf", STAFF, "post", status=302, is_page=False),
    View("freshness_reports", "/verwaltung/meldungen/", roles=STAFF, is_page=False),
    View("changes_review", f"/verwaltung/aenderungen/{LADEN_EINS}/", roles=STAFF, is_page=False),
    View("changes_review", "/verwaltung/aenderungen/1/", roles=NOBODY, is_page=False),
    View("network_moderation", "/verwaltung/netzwerk/", roles=STAFF, is_page=False),
    View("network_moderation_notice", f"/verwaltung/netzwerk/aushang/{NOTICE}/", roles=STAFF, is_page=False),
    View("network_moderation_action", f"/verwaltung/netzwerk/idee/{IDEA}/", roles=STAFF, is_page=False),
    View("advice_desk", DESK, roles=STAFF, is_page=False),
    View("advice_desk", f"{DESK}?q=%00&thema=quatsch&sprache=xx&nach=1e9", roles=STAFF, is_page=False),
    View("advice_desk", f"{DESK}?betrieb=entwurf", roles=NOBODY, is_page=False),
    View("advice_book", f"{DESK}neu/?thema=bewerbung&zeit=gefaelscht", roles=NOBODY, is_page=False),
    View("advice_double", f"{DESK}doppelt/?thema=bewerbung", roles=STAFF, is_page=False),
    View("advice_day", f"{DESK}tag/?tag=quatsch&ort=nirgends", roles=STAFF, is_page=False),
    View("advice_waiting", f"{DESK}offen/", roles=STAFF, is_page=False),
    View("advice_appointment", f"{DESK}termin/{BOOKING}/", roles=STAFF, is_page=False),
    View("advice_appointment", f"{DESK}termin/999999/", roles=NOBODY, is_page=False),
    View("advice_outcome", f"{DESK}termin/{BOOKING}/ergebnis/", STAFF, "post", status=302, is_page=False),
    View("advice_confirm", f"{DESK}termin/{BOOKING}/bestaetigen/", STAFF, "post", status=302, is_page=False),
    View("advice_decline", f"{DESK}termin/{BOOKING}/ablehnen/", STAFF, "post", status=302, is_page=False),
    View("advice_cancel", f"{DESK}termin/{BOOKING}/absagen/", roles=STAFF, is_page=False),
    View("advice_move", f"{DESK}termin/{BOOKING}/verlegen/", roles=STAFF, is_page=False),
    View("advice_called", f"{DESK}termin/{BOOKING}/angerufen/", STAFF, "post", status=302, is_page=False),
    View("advice_card", f"{DESK}termin/{BOOKING}/karte.pdf", roles=STAFF, is_page=False),
    View("advice_letter", f"{DESK}termin/{BOOKING}/brief.pdf", STAFF, "post", status=302, is_page=False),
    View("advice_callback_done", f"{DESK}rueckruf/999999/erledigt/", NOBODY, "post", is_page=False),
    View("advice_walk_in", f"{DESK}vorbeigekommen/?ort=mitte", roles=STAFF, is_page=False),
    View("advice_walk_in_undo", f"{DESK}vorbeigekommen/zuruecknehmen/", NOBODY, "post", is_page=False),
    View("advice_times", f"{DESK}zeiten/", roles=STAFF, is_page=False),
    View("advice_times", f"{DESK}zeiten/?wer={COUNSELLOR}", roles=STAFF, is_page=False),
    View("advice_forget_absence", f"{DESK}zeiten/abwesend/1/zuruecknehmen/", NOBODY, "post", is_page=False),
    View("advice_change_feed", f"{DESK}zeiten/kalender/neue-adresse/", NOBODY, "post", is_page=False),
    View("advice_numbers", f"{DESK}zahlen/?von=gestern&bis=9999-12-31", roles=STAFF, is_page=False),
    View("advice_numbers_file", f"{DESK}zahlen/beratung.csv", roles=STAFF, is_page=False),
    View("event_registrations", EVENTS, roles=STAFF, is_page=False),
    View("event_people", f"{EVENTS}{EVENT}/", roles=STAFF, is_page=False),
    View("event_people", f"{EVENTS}{EVENT}/?datum=quatsch", roles=NOBODY, is_page=False),
    View("event_write_down", f"{EVENTS}{EVENT}/eintragen/", roles=STAFF, is_page=False),
    View("event_door", f"{EVENTS}{EVENT}/einlass/", roles=STAFF, is_page=False),
    View("event_walk_in", f"{EVENTS}{EVENT}/einlass/dazu/", STAFF, "post", status=302, is_page=False),
    View("event_list_pdf", f"{EVENTS}{EVENT}/liste.pdf", roles=STAFF, is_page=False),
    View("event_list_csv", f"{EVENTS}{EVENT}/liste.csv", roles=STAFF, is_page=False),
    View("event_certificates", f"{EVENTS}{EVENT}/bescheinigungen.pdf", STAFF, status=302, is_page=False),  # nobody yet
    View("event_notice", f"{EVENTS}{EVENT}/aushang.pdf", roles=STAFF, is_page=False),
    View("event_registration", f"{EVENTS}anmeldung/{REGISTRATION}/", roles=STAFF, is_page=False),
    View("event_registration", f"{EVENTS}anmeldung/999999/", roles=NOBODY, is_page=False),
    View("event_accept", f"{EVENTS}anmeldung/{REGISTRATION}/zusagen/", STAFF, "post", status=302, is_page=False),
    View("event_end", f"{EVENTS}anmeldung/{REGISTRATION}/absagen/", roles=STAFF, is_page=False),
    View("event_told", f"{EVENTS}anmeldung/{REGISTRATION}/angerufen/", STAFF, "post", status=302, is_page=False),
    View("event_card", f"{EVENTS}anmeldung/{REGISTRATION}/karte.pdf", roles=STAFF, is_page=False),
    View("event_certificate", f"{EVENTS}anmeldung/{REGISTRATION}/bescheinigung.pdf", roles=NOBODY, is_page=False),
    View("event_numbers", f"{EVENTS}zahlen/?von=gestern&bis=9999-12-31", roles=STAFF, is_page=False),
    View("event_numbers_file", f"{EVENTS}zahlen/termine.csv", roles=STAFF, is_page=False),
    View("pages_action_from_idea", f"{EVENTS}ergebnisse/{RESULTS}/gemeinsam/", roles=STAFF, is_page=False),
    View("pages_action_from_idea", f"{EVENTS}ergebnisse/999999/gemeinsam/", roles=NOBODY, is_page=False),
]
