"""Claims, people and letters as staff see them, below /verwaltung/ansprueche/."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wagtail.admin import messages

from common.text import number_of
from directory.claiming.admin_forms import ContactForm, DecisionForm, LetterFilter, PersonForm
from directory.claiming.deciding import change_people, decide_claim
from directory.claiming.errors import NotPossible
from directory.claiming.letters import Contact, new_paper_code, print_letters
from directory.enums import ClaimState, CodeChannel
from directory.models import Business, Claim, ClaimAttempt, ClaimCode
from directory.models.claims import PENDING_STATES
from printing.documents import MOST_LETTERS
from printing.http import pdf_response
from printing.pdf import PrintError

HAND_OUT, DECIDE = "directory.hand_out_codes", "directory.decide_claims"
PAGE_SIZE = 50
ATTEMPTS_SHOWN = 50
CONTACT = "directory_letter_contact"  # in the session: whoever prints letters prints more of them


def needs(permission: str) -> Callable:
    """Wagtail's admin lets staff in; this says which of them."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(wrapped)

    return decorate


# --- Claims -----------------------------------------------------------------------------------------------------------


@needs(HAND_OUT)
@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision first, then what was decided."""
    claims = Claim.objects.select_related("business", "user", "decided_by")
    decided = claims.exclude(state__in=PENDING_STATES).order_by("-decided_at", "-pk")
    context = {
        "waiting": claims.for_staff(),
        "unproved": claims.filter(state=ClaimState.OPEN),
        "page": Paginator(decided, PAGE_SIZE).get_page(request.GET.get("p")),
    }
    return render(request, "directory/claiming/admin/claims.html", context)


@needs(HAND_OUT)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_detail(request: HttpRequest, number: int) -> HttpResponse:
    claim = get_object_or_404(
        Claim.objects.select_related("business__category", "business__district", "user"), pk=number
    )
    may_decide = request.user.has_perm(DECIDE)
    is_open = claim.state in PENDING_STATES
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    form = DecisionForm(request.POST or None, is_taken=claim.business.memberships.exists())
    if request.method == "POST" and form.is_valid():
        try:
            decide_claim(claim=claim, by=request.user, **form.cleaned_data)
        except NotPossible as problem:
            messages.error(request, str(problem))
            return redirect("directory_claim", number=claim.pk)
        messages.success(request, _("Decided. The people concerned get a mail."))
        return redirect("directory_claims")
    context = {
        "claim": claim,
        "form": form if may_decide and is_open else None,
        "others": claim.business.claims.exclude(pk=claim.pk).select_related("user", "decided_by").order_by("-pk")[:20],
        "earlier": Claim.objects.filter(user=claim.user)
        .exclude(pk=claim.pk)
        .select_related("business")
        .order_by("-pk")[:20],
        "attempts_of_person": attempts(user=claim.user),
        **_facts(claim.business),
    }
    return render(request, "directory/claiming/admin/claim.html", context)


def attempts(**wanted):
    return ClaimAttempt.objects.filter(**wanted).select_related("user", "business", "code")[:ATTEMPTS_SHOWN]


def _facts(business: Business) -> dict:
    about = Q(business=business) | Q(code__business=business)
    return {
        "business": business,
        "memberships": business.memberships.select_related("user"),
        "codes": business.claim_codes.select_related("created_by", "used_by")[:20],
        "attempts": ClaimAttempt.objects.filter(about).select_related("user", "code")[:ATTEMPTS_SHOWN],
    }


# --- One business -----------------------------------------------------------------------------------------------------


@needs(HAND_OUT)
@require_http_methods(["GET", "HEAD", "POST"])
def business_people(request: HttpRequest, number: int) -> HttpResponse:
    """Who looks after a business, which codes are under way, and who tried what."""
    business = get_object_or_404(Business.objects.with_house_data(), pk=number)
    may_decide = request.user.has_perm(DECIDE)
    form = PersonForm(request.POST or None)
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        membership = get_object_or_404(business.memberships, pk=number_of(request.POST.get("membership", "")))
        if form.is_valid():
            role = form.cleaned_data["role"]
            try:
                change_people(
                    membership=membership,
                    role="" if role == PersonForm.REMOVE else role,
                    reason=form.cleaned_data["reason"],
                    by=request.user,
                )
            except NotPossible as problem:
                messages.error(request, str(problem))
            else:
                messages.success(request, _("Changed. The people concerned get a mail."))
            return redirect("directory_business_people", number=business.pk)
    context = {**_facts(business), "form": form, "may_decide": may_decide, "contact_form": _contact_form(request)}
    return render(request, "directory/claiming/admin/business.html", context)


@needs(HAND_OUT)
@require_POST
def hand_over_code(request: HttpRequest, number: int) -> HttpResponse:
    """A code to write down or hand over, shown this once; it is kept nowhere."""
    business = get_object_or_404(Business, pk=number)
    try:
        code, row = new_paper_code(business=business, by=request.user)
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("directory_business_people", number=business.pk)
    return render(
        request,
        "directory/claiming/admin/code.html",
        {"business": business, "code": str(code), "until": row.expires_at},
    )


@needs(HAND_OUT)
@require_POST
def revoke_code(request: HttpRequest, number: int) -> HttpResponse:
    code = get_object_or_404(ClaimCode.objects.select_related("business"), pk=number)
    if ClaimCode.objects.usable(timezone.now()).filter(pk=code.pk).update(revoked_at=timezone.now()):
        messages.success(request, _("The code does not work any more."))
    return redirect("directory_business_people", number=code.business_id)


# --- Letters ----------------------------------------------------------------------------------------------------------


@needs(HAND_OUT)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """Unclaimed businesses, narrowed and chosen; the answer to the button is the PDF, once."""
    now = timezone.now()
    unclaimed = Business.objects.published().unclaimed().exclude(street="")
    contact_form = _contact_form(request)
    if request.method == "POST":
        chosen = unclaimed.filter(
            pk__in=list(filter(None, map(number_of, request.POST.getlist("business"))))[: MOST_LETTERS + 1]
        )
        if contact_form.is_valid():
            try:
                return _letters_pdf(request, chosen, contact_form)
            except (NotPossible, PrintError) as problem:
                messages.error(request, str(problem))
    narrowed = LetterFilter(request.GET or None)
    found = (
        narrowed.chosen(unclaimed, now)
        .select_related("category", "district")
        .order_by("district__name", "street", "name")
    )
    under_way = ClaimCode.objects.usable(now).filter(business=OuterRef("pk"), channel=CodeChannel.LETTER)
    page = Paginator(found.annotate(has_letter=Exists(under_way)), MOST_LETTERS).get_page(request.GET.get("p"))
    context = {"filter": narrowed, "page": page, "contact_form": contact_form, "most": MOST_LETTERS}
    return render(request, "directory/claiming/admin/letters.html", context)


def _letters_pdf(request: HttpRequest, chosen, contact_form: ContactForm) -> HttpResponse:
    contact = Contact(**contact_form.cleaned_data)
    pdf = print_letters(businesses=chosen, contact=contact, by=request.user)
    request.session[CONTACT] = contact_form.cleaned_data
    return pdf_response(pdf, f"briefe-{timezone.localdate():%Y-%m-%d}.pdf", download=True)


def _contact_form(request: HttpRequest) -> ContactForm:
    if request.method == "POST" and "phone" in request.POST:
        return ContactForm(request.POST)
    return ContactForm(initial=request.session.get(CONTACT) or {"name": request.user.get_full_name()})
