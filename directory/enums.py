from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupColour(models.TextChoices):
    """The seven colours of the street; the value is the CSS class's ending (`.house--food`, `.pin--food`)."""

    FOOD = "food", _("Terracotta (food and drink)")
    DAILY = "daily", _("Ochre (everyday needs)")
    CRAFT = "craft", _("Blue (crafts and repair)")
    HEALTH = "health", _("Green (health)")
    FASHION = "fashion", _("Plum (fashion)")
    CULTURE = "culture", _("Violet (culture and learning)")
    SERVICE = "service", _("Olive (services and advice)")


class Roofline(models.TextChoices):
    """How the roofs of a district are drawn."""

    FLAT = "flat", _("Flat roofs and mansards")
    GABLES = "gables", _("Gables and steps")
    MIXED = "mixed", _("Mixed")


class WheelchairAccess(models.TextChoices):
    YES = "yes", _("Wheelchair accessible")
    LIMITED = "limited", _("Partly wheelchair accessible")
    NO = "no", _("Not wheelchair accessible")
    UNKNOWN = "unknown", _("Not known")


class PaymentMethod(models.TextChoices):
    CASH = "cash", _("Cash")
    GIROCARD = "girocard", _("Girocard")
    CREDIT_CARD = "credit_card", _("Credit card")
    CONTACTLESS = "contactless", _("Contactless, phone")
    INVOICE = "invoice", _("Invoice")


class Source(models.TextChoices):
    """Where an entry came from first."""

    STAFF = "staff", _("Entered by the project")
    OWNER = "owner", _("Entered by the owner")
    OSM = "osm", _("OpenStreetMap")
    FILE = "file", _("Imported file")
    VISITOR = "visitor", _("Suggested by a visitor")
    DEMO = "demo", _("Example")


class MembershipRole(models.TextChoices):
    """What somebody may do for a business: a helper looks after the entry, an owner also after the people."""

    OWNER = "owner", _("Owner")
    HELPER = "helper", _("Helper")


class Proof(models.TextChoices):
    """How it is known that somebody belongs to a business."""

    EMAIL_CODE = "email_code", _("Code to the published e-mail address")
    LETTER_CODE = "letter_code", _("Code from a letter")
    STAFF = "staff", _("Decided by the project")
    INVITATION = "invitation", _("Invited by an owner")
    HAND_OVER = "hand_over", _("Handed over by an owner")


class ClaimState(models.TextChoices):
    OPEN = "open", _("Waiting for the proof")
    STAFF = "staff", _("Waiting for the project")
    DISPUTED = "disputed", _("Somebody else has it")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class CodeChannel(models.TextChoices):
    EMAIL = "email", _("Mail to the published address")
    LETTER = "letter", _("Letter, or handed over")


class AttemptOutcome(models.TextChoices):
    """What became of a code somebody typed."""

    ACCEPTED = "accepted", _("Accepted")
    UNKNOWN = "unknown", _("No such code")
    WRONG = "wrong", _("Wrong code")
    OTHER_BUSINESS = "other_business", _("Code of another business")
    OTHER_PERSON = "other_person", _("Code of another person")
    USED = "used", _("Used already")
    EXPIRED = "expired", _("Expired")
    EXHAUSTED = "exhausted", _("Too many tries")
    REVOKED = "revoked", _("Withdrawn by the project")
    TOO_MANY = "too_many", _("Too many wrong codes in an hour")


class ChangeOrigin(models.TextChoices):
    OWNER = "owner", _("Owner")
    HELPER = "helper", _("Helper")
    SIGNED_LINK = "signed_link", _("Link from a reminder")
    VISITOR = "visitor", _("Suggested by a visitor")


class ChangeState(models.TextChoices):
    PENDING = "pending", _("Waiting for the project")
    LIVE = "live", _("Went live at once")
    APPROVED = "approved", _("Approved")
    ADAPTED = "adapted", _("Approved with changes")
    SENT_BACK = "sent_back", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Taken up in a later change")


class ReminderAnswer(models.TextChoices):
    STILL_RIGHT = "still_right", _("Still right")
    CHANGE = "change", _("Something changed")
    GONE = "gone", _("Does not exist any more")


class ReminderChannel(models.TextChoices):
    EMAIL = "email", _("Mail")
    PAPER = "paper", _("Paper")


class ConfirmedVia(models.TextChoices):
    """How somebody said that an entry is right."""

    OWNER = "owner", _("By somebody of the business, logged in")
    MAIL = "mail", _("Link in a mail")
    PAPER = "paper", _("Link on paper")
    VISIT = "visit", _("The project was there or asked")


class ReportKind(models.TextChoices):
    HOURS = "hours", _("The opening hours are wrong")
    CONTACT = "contact", _("Telephone or web address is wrong")
    MOVED = "moved", _("The business has moved")
    GONE = "gone", _("The business does not exist any more")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Put right")
    DISMISSED = "dismissed", _("Nothing to do")


class CountKind(models.TextChoices):
    """What is counted, per business and day, without knowing who it was."""

    PAGE = "page", _("Page seen")
    SEARCH = "search", _("Found in a search")
    ROUTE = "route", _("Way there asked for")
    PHONE = "phone", _("Phone number tapped")
    QR = "qr", _("QR code scanned")
