"""“Das ist mein Betrieb”: the ways to prove it, and the code from a mail or letter."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.claiming.claims import ask_project, redeem_code, send_mail_code, withdraw_claim
from directory.claiming.errors import NotPossible
from directory.claiming.forms import AskForm, CodeForm
from directory.claiming.mails import masked
from directory.editing.access import never_stored
from directory.enums import AttemptOutcome, ClaimState, CodeChannel
from directory.models import Business


def refusal(outcome: str) -> str:
    """One sentence for everything that can be wrong with a code, so that it helps nobody to guess."""
    if outcome == AttemptOutcome.TOO_MANY:
        return _("You have tried several codes that do not fit. Please wait an hour, or write to us.")
    return _(
        "This code does not work. Please compare it once more. If it still does not, ask for a new one or write to us."
    )


@never_stored
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """The three proofs for one business, or the way to the project when somebody has it already."""
    business = get_object_or_404(Business.objects.published().with_house_data(), slug=slug)
    act = ACTS.get(request.POST.get("act", "")) if request.method == "POST" else None
    forms = {"code_form": CodeForm(), "ask_form": AskForm()}
    if act:
        try:
            answer = act(request, business, forms)
        except NotPossible as problem:
            messages.warning(request, str(problem))
            answer = redirect("directory:claim", slug=business.slug)
        if answer:
            return answer
    return render(request, "directory/claiming/claim.html", _context(request, business) | forms)


def _context(request: HttpRequest, business: Business) -> dict:
    now = timezone.now()
    pending = business.claims.pending().filter(user=request.user).first()
    people = list(business.memberships.values_list("user_id", flat=True))
    codes = business.claim_codes.usable(now)
    return {
        "business": business,
        "claim": pending,
        "belongs": request.user.pk in people,
        "is_taken": bool(people),
        "waits": pending is not None and pending.state != ClaimState.OPEN,
        "is_disputed": pending is not None and pending.state == ClaimState.DISPUTED,
        "masked_email": masked(business.email) if business.email else "",
        "mail_is_under_way": pending is not None and codes.filter(claim=pending).exists(),
        "letter_is_under_way": codes.filter(channel=CodeChannel.LETTER).exists(),
    }


def _send_mail(request: HttpRequest, business: Business, forms: dict) -> HttpResponse:
    send_mail_code(business=business, by=request.user)
    messages.success(
        request, _("The mail is on its way. Look into the mailbox of the business and type in the code here.")
    )
    return redirect("directory:claim", slug=business.slug)


def _try_code(request: HttpRequest, business: Business, forms: dict) -> HttpResponse | None:
    forms["code_form"] = form = CodeForm(request.POST)
    if not form.is_valid():
        return None
    redemption = redeem_code(typed=form.cleaned_data["code"], by=request.user, business=business)
    if redemption.is_accepted:
        return _welcome(request, redemption.business)
    form.add_error("code", refusal(redemption.outcome))
    return None


def _ask(request: HttpRequest, business: Business, forms: dict) -> HttpResponse | None:
    forms["ask_form"] = form = AskForm(request.POST)
    if not form.is_valid():
        return None
    ask_project(business=business, by=request.user, **form.cleaned_data)
    messages.success(request, _("Thank you. We have your message and will write to you."))
    return redirect("directory:claim", slug=business.slug)


def _withdraw(request: HttpRequest, business: Business, forms: dict) -> HttpResponse:
    if withdraw_claim(business=business, by=request.user):
        messages.success(request, _("You have taken your message back."))
    return redirect("directory:business_detail", slug=business.slug)


ACTS = {"mail": _send_mail, "code": _try_code, "ask": _ask, "withdraw": _withdraw}


@never_stored
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim_code(request: HttpRequest) -> HttpResponse:
    """A code from a letter, typed or brought along by its QR code. Opening changes nothing; the button confirms."""
    if request.method != "POST":
        form = CodeForm(initial={"code": request.GET.get("code", "")[:60]})
        return render(request, "directory/claiming/code.html", {"form": form, "is_filled": "code" in request.GET})
    form = CodeForm(request.POST)
    if form.is_valid():
        redemption = redeem_code(typed=form.cleaned_data["code"], by=request.user)
        if redemption.is_accepted:
            return _welcome(request, redemption.business)
        form.add_error("code", refusal(redemption.outcome))
    return render(request, "directory/claiming/code.html", {"form": form, "is_filled": False})


def _welcome(request: HttpRequest, business: Business) -> HttpResponse:
    messages.success(
        request,
        _("It is done: %(business)s is yours. Have a look whether everything is right.") % {"business": business},
    )
    return redirect("directory:my_business", slug=business.slug)
