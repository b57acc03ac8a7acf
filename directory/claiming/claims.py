"""What happens from "this is my business" to the proof: codes by mail, codes typed, questions to the project.

Every act locks the person's row where the person's tries count, then the business's row: two people at once are one
after the other, and what the second sees is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import User
from common.urls import absolute_url
from directory.claiming.codes import Code, hash_of, is_right, new_code, read_code
from directory.claiming.errors import NotPossible
from directory.claiming.mails import masked, tell
from directory.claiming.memberships import end_reminders, lock_business, make_member, tell_owners
from directory.enums import AttemptOutcome, ClaimState, CodeChannel, MembershipRole, Proof
from directory.models import Business, Claim, ClaimAttempt, ClaimCode
from directory.models.claims import MOST_TRIES, PENDING_STATES

MAIL_CODE_LIVES = timedelta(minutes=60)
LETTER_CODE_LIVES = timedelta(days=60)
# Nobody may use us to flood an address that stands in the directory.
MAILS_AN_HOUR_FOR_A_BUSINESS = 3
MAILS_A_DAY_FOR_A_PERSON = 5
WRONG_CODES_AN_HOUR = 10
QUESTIONS_A_DAY_OF_A_PERSON = 5  # each reaches people: the project, and the owners of an entry that is taken
PROOFS = {CodeChannel.EMAIL: Proof.EMAIL_CODE, CodeChannel.LETTER: Proof.LETTER_CODE}


# --- The code by mail -------------------------------------------------------------------------------------------------


@transaction.atomic
def send_mail_code(*, business: Business, by: User) -> Claim:
    """Send a code to the business's published address; it works for this person only.

    Raises NotPossible when there is no address, somebody has the business, or too many mails were sent.
    """
    now = timezone.now()
    _lock_person(by)
    business = lock_business(business)
    if business.memberships.exists():
        raise NotPossible(_("Somebody looks after this entry already. Write to us, and we will sort it out."))
    if not business.live or not business.email:
        raise NotPossible(_("This entry has no e-mail address that we could write to."))
    mailed = ClaimCode.objects.filter(channel=CodeChannel.EMAIL)
    if (
        mailed.filter(business=business, created_at__gt=now - timedelta(hours=1)).count()
        >= MAILS_AN_HOUR_FOR_A_BUSINESS
    ):
        raise NotPossible(_("We have just sent several mails to this business. Please look there, or try in an hour."))
    if mailed.filter(created_by=by, created_at__gt=now - timedelta(days=1)).count() >= MAILS_A_DAY_FOR_A_PERSON:
        raise NotPossible(_("You have asked for several codes today. Please try again tomorrow, or write to us."))
    claim = pending_claim(business=business, by=by)
    code, row = create_code(business=business, channel=CodeChannel.EMAIL, by=by, claim=claim, now=now)
    tell(
        "claim_code",
        business.email,
        business,
        is_secret=True,
        is_urgent=True,
        expires_at=row.expires_at,
        code=str(code),
        code_url=code_url(code),
        asked_by=by.email,
    )
    return claim


def create_code(
    *, business: Business, channel: str, by: User, claim: Claim | None = None, now: datetime | None = None
) -> tuple[Code, ClaimCode]:
    """A new code and its row. The code itself is in nobody's memory but the caller's."""
    now = now or timezone.now()
    lives = MAIL_CODE_LIVES if channel == CodeChannel.EMAIL else LETTER_CODE_LIVES
    while True:
        code = new_code()
        try:
            with transaction.atomic():
                row = ClaimCode.objects.create(
                    business=business,
                    claim=claim,
                    channel=channel,
                    lookup=code.lookup,
                    secret_hash=hash_of(code, business.pk),
                    created_by=by,
                    expires_at=now + lives,
                )
        except IntegrityError:  # one in millions: somebody has this first group already
            continue
        return code, row


def code_url(code: Code) -> str:
    """Where a code can be confirmed; opening it changes nothing."""
    return absolute_url(f"{reverse('directory:claim_code')}?{urlencode({'code': str(code)})}")


def pending_claim(*, business: Business, by: User) -> Claim:
    """This person's claim that is not decided yet, made when there is none. The business is locked by the caller."""
    claim = business.claims.pending().filter(user=by).first()
    return claim or Claim.objects.create(business=business, user=by)


# --- A code is typed --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Redemption:
    outcome: str  # AttemptOutcome
    business: Business | None = None  # only when accepted

    @property
    def is_accepted(self) -> bool:
        return self.outcome == AttemptOutcome.ACCEPTED


def redeem_code(*, typed: str, by: User, business: Business | None = None) -> Redemption:
    """Try a code; when it is right, this person is owner from now on. `business`: the page it was typed on, if any.

    Whatever is wrong is logged, and people read the same sentence for all of it.
    """
    code = read_code(typed)
    with transaction.atomic():
        now = timezone.now()
        _lock_person(by)
        if _wrong_codes(by, now) >= WRONG_CODES_AN_HOUR:
            _log_once_an_hour(by, now)
            return Redemption(AttemptOutcome.TOO_MANY)
        row = ClaimCode.objects.filter(lookup=code.lookup).first() if code else None
        right = code is not None and is_right(
            code, business_id=row.business_id if row else None, stored=row.secret_hash if row else None
        )
        if row is not None:
            locked = lock_business(row.business)
            row.refresh_from_db()
        outcome = _judge(row, right, by, business, now)
        if outcome == AttemptOutcome.ACCEPTED and not _use_up(row, by, now):
            outcome = AttemptOutcome.USED
        if outcome == AttemptOutcome.WRONG:
            ClaimCode.objects.filter(pk=row.pk, tries__lt=MOST_TRIES).update(tries=F("tries") + 1)
        ClaimAttempt.objects.create(
            business=row.business if row and right else business, code=row, user=by, outcome=outcome
        )
        if outcome != AttemptOutcome.ACCEPTED:
            return Redemption(outcome)
        claim = pending_claim(business=locked, by=by)
        confirm(claim=claim, role=MembershipRole.OWNER, proof=PROOFS[row.channel], now=now)
        return Redemption(outcome, locked)


def _judge(row: ClaimCode | None, right: bool, by: User, asked_for: Business | None, now: datetime) -> str:
    if row is None:
        return AttemptOutcome.UNKNOWN
    if not right:
        return AttemptOutcome.EXHAUSTED if row.tries >= MOST_TRIES else AttemptOutcome.WRONG
    if row.used_at:
        return AttemptOutcome.USED
    # An entry that has people is not taken over by a code that was under way: the project decides.
    if row.revoked_at or row.business.memberships.exists():
        return AttemptOutcome.REVOKED
    if row.expires_at <= now:
        return AttemptOutcome.EXPIRED
    if row.tries >= MOST_TRIES:
        return AttemptOutcome.EXHAUSTED
    if row.claim is not None and row.claim.user_id != by.pk:
        return AttemptOutcome.OTHER_PERSON
    if asked_for is not None and row.business_id != asked_for.pk:
        return AttemptOutcome.OTHER_BUSINESS
    return AttemptOutcome.ACCEPTED


def _use_up(row: ClaimCode, by: User, now: datetime) -> bool:
    """The one moment that decides: of two people with one code only the first changes a row."""
    return ClaimCode.objects.usable(now).filter(pk=row.pk).update(used_at=now, used_by=by) == 1


def _wrong_codes(by: User, now: datetime) -> int:
    tries = ClaimAttempt.objects.filter(user=by, created_at__gt=now - timedelta(hours=1))
    return tries.exclude(outcome__in=[AttemptOutcome.ACCEPTED, AttemptOutcome.TOO_MANY]).count()


def _log_once_an_hour(by: User, now: datetime) -> None:
    """That somebody went on is worth one line; a robot shall not fill the table with it."""
    recent = ClaimAttempt.objects.filter(user=by, created_at__gt=now - timedelta(hours=1))
    if not recent.filter(outcome=AttemptOutcome.TOO_MANY).exists():
        ClaimAttempt.objects.create(user=by, outcome=AttemptOutcome.TOO_MANY)


def _lock_person(person: User) -> None:
    """So that tries side by side are counted one after the other."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)


# --- Confirmed --------------------------------------------------------------------------------------------------------


def confirm(
    *,
    claim: Claim,
    role: str,
    proof: str,
    by: User | None = None,
    note: str = "",
    now: datetime | None = None,
) -> None:
    """The claim holds: membership, no other open code, no other claim undecided, and everybody told.

    The business is locked by the caller. `by`: who of the project decided; None when a code did.
    """
    now = now or timezone.now()
    business, person = claim.business, claim.user
    claim.state, claim.proof, claim.decided_by, claim.decided_at, claim.note = (
        ClaimState.CONFIRMED,
        proof,
        by,
        now,
        note,
    )
    claim.save()
    make_member(business=business, user=person, role=role, proof=proof)
    ClaimCode.objects.usable(now).filter(business=business).update(revoked_at=now)
    end_reminders(business, now)
    others = business.claims.filter(state__in=[ClaimState.OPEN, ClaimState.STAFF]).select_related("user")
    for other in others:
        other.state = ClaimState.DISPUTED
        other.save(update_fields=["state"])
        tell("claim_disputed", other.user.email, business)
    tell(
        "claim_confirmed",
        person.email,
        business,
        is_owner=role == MembershipRole.OWNER,
        note=note,
        own_url=absolute_url(reverse("directory:my_people", args=[business.slug]))
        if role == MembershipRole.OWNER
        else absolute_url("/mein-betrieb/"),
    )
    if business.email and business.email.lower() != person.email.lower():
        tell("claim_notice", business.email, business, who=str(person), address=masked(person.email))


# --- Asking the project -----------------------------------------------------------------------------------------------


@transaction.atomic
def ask_project(*, business: Business, by: User, message: str, phone: str = "") -> Claim:
    """A person of the project shall decide. When somebody has the entry, that is a dispute, and they are told.

    Raises NotPossible when this person belongs to the business already, or has asked about many today.
    """
    _lock_person(by)
    business = lock_business(business)
    if business.memberships.of(by).exists():
        raise NotPossible(_("You look after this entry already."))
    # Also those taken back: asking, taking back and asking again would write to the owners each time.
    asked = Claim.objects.filter(user=by, created_at__gt=timezone.now() - timedelta(days=1)).exclude(message="")
    if asked.count() >= QUESTIONS_A_DAY_OF_A_PERSON and not business.claims.pending().filter(user=by).exists():
        raise NotPossible(_("You have written a lot today. Please go on tomorrow."))
    claim = pending_claim(business=business, by=by)
    was_disputed = claim.state == ClaimState.DISPUTED
    is_taken = business.memberships.exists()
    claim.state = ClaimState.DISPUTED if is_taken else ClaimState.STAFF
    claim.message, claim.phone = message, phone
    claim.save()
    if is_taken and not was_disputed:
        tell("claim_disputed", by.email, business)
        tell_owners("claim_disputed_owner", business)
    elif not is_taken:
        tell("claim_received", by.email, business)
    return claim


@transaction.atomic
def withdraw_claim(*, business: Business, by: User) -> bool:
    """Take one's claim back, and with it the codes that were sent for it. False when there is none."""
    lock_business(business)
    now = timezone.now()
    claims = Claim.objects.filter(business=business, user=by, state__in=PENDING_STATES)
    ClaimCode.objects.usable(now).filter(claim__in=claims).update(revoked_at=now)
    return claims.update(state=ClaimState.WITHDRAWN, decided_at=now) > 0
