"""One of each piece of paper, with whatever name a test is about."""

from __future__ import annotations

from datetime import date

from printing import appointments, documents, events

TODAY = date(2026, 11, 22)
HOUSE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 40" width="20" height="40">'
    '<path d="M0 40V10L10 0l10 10v30z" fill="#C8553D"/><path d="M4 28h12v8H4z" fill="#FFD977"/></svg>'
)
PAGE = "https://hagen.example/laeden/kiosk-ela/"


def claim_letter(name: str = "Kiosk Ela", **changes) -> bytes:
    return documents.claim_letter(claim_data(name, **changes))


def claim_data(name: str = "Kiosk Ela", **changes) -> documents.ClaimLetter:
    return documents.ClaimLetter(
        **{
            "recipient": [name, "Lange Straße 1", "58089 Hagen"],
            "business": name,
            "contact_name": "Ayşe Köhler",
            "contact_phone": "02331 123456",
            "dated_on": TODAY,
            "code": "K7QM4R2X",
            "code_url": "https://hagen.example/code/?c=K7QM4R2X",
            "code_address": "hagen.example/code",
            "page_address": "hagen.example/laeden/kiosk-ela",
            "valid_until": date(2027, 1, 3),
        }
        | changes
    )


def reminder_letter(name: str = "Kiosk Ela", **changes) -> bytes:
    return documents.reminder_letter(reminder_data(name, **changes))


def reminder_data(name: str = "Kiosk Ela", **changes) -> documents.ReminderLetter:
    return documents.ReminderLetter(
        **{
            "recipient": [name, "Lange Straße 1", "58089 Hagen"],
            "business": name,
            "contact_name": "Ayşe Köhler",
            "contact_phone": "02331 123456",
            "dated_on": TODAY,
            "answer_url": "https://hagen.example/antwort/x/",
            "answer_address": "hagen.example/antwort",
            "trade": "Kiosk",
            "address": ["Lange Straße 1", "58089 Hagen"],
            "phone": "02331 654321",
            "hours": ["Montag bis Freitag 6–20 Uhr"],
            "confirmed": "Zuletzt bestätigt im März 2025.",
        }
        | changes
    )


def sticker(name: str = "Kiosk Ela", **changes) -> documents.Sticker:
    return documents.Sticker(
        **{"business": name, "url": PAGE, "address": "hagen.example/l/kiosk-ela", "house_svg": HOUSE} | changes
    )


def card(name: str = "Kiosk Ela", **changes) -> documents.Card:
    return documents.Card(
        **{
            "business": name,
            "trade": "Kiosk",
            "address": ["Lange Straße 1", "58089 Hagen"],
            "hours": ["Mo–Fr 6–20 Uhr"],
            "url": PAGE,
            "page_address": "hagen.example/laeden/kiosk-ela",
            "house_svg": HOUSE,
            "phone": "02331 654321",
        }
        | changes
    )


def stop(name: str = "Kiosk Ela", **changes) -> documents.Stop:
    return documents.Stop(
        **{
            "business": name,
            "address": ["Lange Straße 1", "58089 Hagen"],
            "url": PAGE,
            "phone": "02331 654321",
            "hours": ["Mo–Fr 6–20 Uhr"],
            "confirmed": "März 2025",
            "remark": "Meldung: Telefon falsch",
        }
        | changes
    )


def walking_list(name: str = "Kiosk Ela", count: int = 1) -> bytes:
    return documents.walking_list([stop(name)] * count, title="Rundgang", made_on=TODAY)


APPOINTMENT = {
    "subject": "Bewerbung und Lebenslauf",
    "day": "Dienstag, 1. Dezember 2026",
    "time": "10:30 Uhr",
    "way": "place",
    "way_words": "In der Anlaufstelle",
    "place": ["Anlaufstelle Wehringhausen", "Lange Straße 33", "58089 Hagen"],
    "url": "https://hagen.example/beratung/termin/17.abcdefghij234567/",
    "code": "XK7W2P",
    "counsellor": "Frau Beispiel",
    "interpreter": "Tigrinya",
    "bring": ["Ausweis", "Brief vom Amt"],
    "stop": "Wehringhausen, Buschey",
    "phone": "02331 4242",
}
LETTER = {
    "kind": "confirmed",
    "recipient": ["Ada Beispiel", "Hinterhof 7", "58089 Hagen"],
    "dated_on": TODAY,
}


def appointment_card(name: str = "Bewerbung") -> bytes:
    return appointments.appointment_card(appointments.AppointmentCard(**APPOINTMENT | {"subject": name}))


def appointment_letter(name: str = "Bewerbung") -> bytes:
    return appointments.appointment_letter(appointments.AppointmentLetter(**APPOINTMENT | LETTER | {"subject": name}))


CERTIFICATE = {
    "name": "Ada Beispiel",
    "title": "Tabellen für den Laden",
    "kind_words": "Kurs",
    "dates": ["Dienstag, 1. Dezember 2026", "Dienstag, 8. Dezember 2026"],
    "place": ["Anlaufstelle Altenhagen", "Boeler Straße 39", "58097 Hagen"],
    "organiser": "Volkshochschule Hagen",
    "hours": "6 Stunden",
    "contents": ["Tabellen mit Formeln", "Kassenbuch führen"],
    "issued_on": TODAY,
}
NOTICE = {
    "title": "Feierabend der Betriebe",
    "kind_words": "Veranstaltung",
    "when": ["Dienstag, 8. Dezember 2026, 18:00 Uhr"],
    "place": ["Anlaufstelle Altenhagen", "Boeler Straße 39", "58097 Hagen"],
    "for_whom": "Für Betriebe",
    "cost": "Kostenlos",
    "lead": "Nachbarn kennenlernen, eine Suppe essen und gemeinsam überlegen, was im Frühjahr wird.",
    "languages": "Deutsch, Türkisch",
    "facts": [("wheelchair", "Ohne Stufen"), ("child", "Kinder werden betreut")],
    "url": "https://hagen.example/termine/feierabend/",
    "phone": "02331 4242",
}


def certificates(name: str = "Ada Beispiel") -> bytes:
    return events.attendance_certificates([events.Certificate(**CERTIFICATE | {"name": name})])


def check_in_rows(count: int, name: str = "Ada Beispiel") -> list[events.CheckInRow]:
    return [events.CheckInRow(name=name, seats=2, code="XK7W2P", remark="mit Kind") for _number in range(count)]


def check_in_list(name: str = "Ada Beispiel", count: int = 3, dates: int = 1) -> bytes:
    days = [f"{number}.12." for number in range(1, dates + 1)]
    content = events.CheckInList(
        title="Feierabend", when=["Dienstag, 8. Dezember 2026"], where="Altenhagen", dates=days,
        rows=check_in_rows(count, name),
    )  # fmt: skip
    return events.check_in_list(content)


def event_notice(name: str = "Feierabend der Betriebe") -> bytes:
    return events.event_notice(events.EventNotice(**NOTICE | {"title": name}))


# Every template that makes a document. A template without a sample fails a test.
DOCUMENTS = {
    "letter_claim.typ": claim_letter,
    "letters_claim.typ": lambda name="Kiosk Ela": documents.claim_letters([claim_data(name)] * 2),
    "letter_reminder.typ": reminder_letter,
    "window_sticker.typ": lambda name="Kiosk Ela": documents.window_sticker(sticker(name)),
    "card_a6.typ": lambda name="Kiosk Ela": documents.card(card(name)),
    "cards_a4.typ": lambda name="Kiosk Ela": documents.cards_on_a4([card(name)]),
    "walking_list.typ": walking_list,
    "appointment_card.typ": appointment_card,
    "letter_appointment.typ": appointment_letter,
    "certificates.typ": certificates,
    "check_in_list.typ": check_in_list,
    "event_notice.typ": event_notice,
}
PARTS = {"frame.typ", "letter.typ", "claim.typ", "card.typ"}  # imported by the others
