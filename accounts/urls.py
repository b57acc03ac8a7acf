"""Addresses below /konto/: allauth's views under their own names (its code asks for those), ours as `accounts:…`.

What is not here does not exist: sign-up with a password, password reset by mail, social accounts, link confirmation.
"""

from django.urls import include, path

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views

from accounts.views import entrance, own

our_patterns = [
    path("", own.home, name="home"),
    path("anmelden/passwort/", entrance.PasswordLoginView.as_view(), name="login_by_password"),
    path("name/", own.name, name="name"),
    path("e-mail/", own.email, name="email"),
    path("e-mail/code/", own.email_code, name="email_code"),
    path("passwort/entfernen/", own.remove_password, name="remove_password"),
    path("geraete/", own.devices, name="devices"),
    path("geraete/andere-abmelden/", own.close_other_devices, name="close_other_devices"),
    path("geraete/<int:pk>/abmelden/", own.close_device, name="close_device"),
    path("daten/", own.data, name="data"),
    path("loeschen/", own.delete, name="delete"),
    path("geloescht/", own.deleted, name="deleted"),
]

urlpatterns = [
    path("", include((our_patterns, "accounts"))),
    path("anmelden/", entrance.LoginView.as_view(), name="account_login"),
    path("anmelden/", entrance.LoginView.as_view(), name="account_request_login_code"),
    path("anmelden/code/", entrance.LoginCodeView.as_view(), name="account_confirm_login_code"),
    path("anmelden/zweiter-schritt/", factor_views.authenticate, name="mfa_authenticate"),
    path("anmelden/passkey/", passkey_views.login_webauthn, name="mfa_login_webauthn"),
    path("registrieren/", entrance.SignupView.as_view(), name="account_signup"),
    path("abmelden/", account_views.logout, name="account_logout"),
    path("geschlossen/", account_views.account_inactive, name="account_inactive"),
    path("bestaetigen/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("bestaetigen/passkey/", passkey_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("bestaetigen/passwort/", entrance.ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("passwort/", account_views.password_change, name="account_change_password"),
    path("passwort/festlegen/", account_views.password_set, name="account_set_password"),
    path("sicherheit/", factor_views.index, name="mfa_index"),
    path("sicherheit/app/", app_views.activate_totp, name="mfa_activate_totp"),
    path("sicherheit/app/entfernen/", app_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("sicherheit/passkeys/", passkey_views.list_webauthn, name="mfa_list_webauthn"),
    path("sicherheit/passkeys/neu/", passkey_views.add_webauthn, name="mfa_add_webauthn"),
    path("sicherheit/passkeys/<int:pk>/entfernen/", passkey_views.remove_webauthn, name="mfa_remove_webauthn"),
    path("sicherheit/passkeys/<int:pk>/umbenennen/", passkey_views.edit_webauthn, name="mfa_edit_webauthn"),
    path("sicherheit/notfallcodes/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("sicherheit/notfallcodes/neu/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sicherheit/notfallcodes/datei/", recovery_views.download_recovery_codes, name="mfa_download_recovery_codes"),
]
