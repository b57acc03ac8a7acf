"""The businesses' own corner: who does not look after a published business sees none of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.models import Business, District
from network import digest, domain
from network.enums import Direction, NoticeState, Topic
from network.filters import NoticeFilter
from network.forms import ActionForm, AsBusinessForm, MessageForm, NoticeForm, ObjectionForm, ProfileForm
from network.models import Conversation, MemberProfile, Notice, is_member

PAGE_SIZE = 20


def for_members(view: Callable) -> Callable:
    """Members only: others are asked to log in, and with an account the address does not exist for them."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_member(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def my_businesses(request: HttpRequest) -> list[Business]:
    """Those that may speak on the board: published ones."""
    return list(Business.objects.of(request.user).published())


def visible_notice(request: HttpRequest, pk: int) -> Notice:
    notices = Notice.objects.visible_to(request.user, timezone.localdate()).with_card_data(request.user)
    return get_object_or_404(notices, pk=pk)


@never_cache
@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board for members; for everybody else with an account, how to get in."""
    if not is_member(request.user):
        return render(request, "network/welcome.html", {"has_business": Business.objects.of(request.user).exists()})
    today = timezone.localdate()
    chosen = NoticeFilter.from_params(request.GET)
    notices = chosen.apply(Notice.objects.on_board(today)).with_card_data(request.user)
    page = Paginator(notices, PAGE_SIZE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "chosen": chosen,
        "directions": chosen.options("art", Direction.choices),
        "topics": chosen.options("thema", Topic.choices),
        "districts": chosen.options("stadtteil", District.objects.values_list("slug", "name")),
        "previous_url": chosen.url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": chosen.url(page.next_page_number()) if page.has_next() else "",
        "is_subscribed": digest.is_subscribed(request.user),
        "consent_text": digest.consent_text(),
    }
    return render(request, "network/board.html", context)


@for_members
@require_safe
def my_notices(request: HttpRequest) -> HttpResponse:
    notices = Notice.objects.of(request.user).with_card_data(request.user)
    return render(request, "network/my_notices.html", {"notices": notices, "open": NoticeState.OPEN})


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def new_notice(request: HttpRequest) -> HttpResponse:
    form = NoticeForm(request.POST or None, businesses=my_businesses(request), today=timezone.localdate())
    return _save_notice(request, form, "network/notice_form.html")


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def edit_notice(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.of(request.user).exclude(state=NoticeState.HIDDEN), pk=pk)
    form = NoticeForm(request.POST or None, instance=notice, businesses=[notice.business], today=timezone.localdate())
    return _save_notice(request, form, "network/notice_form.html")


def _save_notice(request: HttpRequest, form: NoticeForm, template: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        notice = form.save(commit=False)
        notice.business = form.business
        try:
            domain.put_up(notice=notice, by=request.user)
        except domain.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Your notice is on the board."))
            return redirect(notice)
    return render(request, template, {"form": form, "notice": form.instance if form.instance.pk else None})


@for_members
@require_safe
def notice_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _show_notice(request, visible_notice(request, pk))


def _show_notice(request: HttpRequest, notice: Notice, **forms_with_errors) -> HttpResponse:
    mine = my_businesses(request)
    own_ids = {business.pk for business in mine}
    others = [business for business in mine if business.pk != notice.business_id]
    conversations = notice.conversations.with_list_data()
    is_mine = Business.objects.of(request.user).filter(pk=notice.business_id).exists()
    if not is_mine:
        conversations = conversations.filter(business__in=own_ids)
    interested = [interest.business for interest in notice.interests.select_related("business")]
    takes_part = is_mine or any(business.pk in own_ids for business in interested)
    context = {
        "notice": notice,
        "is_mine": is_mine,
        "can_answer": bool(others) and (notice.is_open or bool(conversations)),
        "message_form": MessageForm(businesses=others) if others else None,
        "interest_form": AsBusinessForm(businesses=others) if others else None,
        "objection_form": ObjectionForm(businesses=others) if others else None,
        "interested": [business for business in interested if business.live],
        "conversations": conversations,
        "action": getattr(notice, "action", None),
        "can_propose": takes_part and not hasattr(notice, "action") and domain.enough_for_an_action(notice),
        "action_form": ActionForm(businesses=mine),
        **forms_with_errors,
    }
    return render(request, "network/notice_detail.html", context)


def _others(request: HttpRequest, notice: Notice) -> list[Business]:
    """My businesses that can answer: all but the one whose notice it is."""
    others = [business for business in my_businesses(request) if business.pk != notice.business_id]
    if not others:
        raise Http404
    return others


@for_members
@require_POST
def show_interest(request: HttpRequest, pk: int) -> HttpResponse:
    notice = visible_notice(request, pk)
    form = AsBusinessForm(request.POST, businesses=_others(request, notice))
    if form.is_valid():
        if request.POST.get("zuruecknehmen"):
            domain.take_interest_back(notice=notice, business=form.business)
        elif notice.is_open:
            domain.show_interest(notice=notice, business=form.business)
    return redirect(notice)


@for_members
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    notice = visible_notice(request, pk)
    form = MessageForm(request.POST, businesses=_others(request, notice))
    if form.is_valid():
        try:
            message = domain.answer(
                notice=notice, business=form.business, by=request.user, text=form.cleaned_data["text"]
            )
        except domain.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Your message is on its way."))
            return redirect(message.conversation)
    return _show_notice(request, notice, message_form=form)


@for_members
@require_POST
def report_notice(request: HttpRequest, pk: int) -> HttpResponse:
    notice = visible_notice(request, pk)
    form = ObjectionForm(request.POST, businesses=_others(request, notice))
    if not form.is_valid():
        return _show_notice(request, notice, objection_form=form)
    domain.object_to(notice=notice, business=form.business, reason=form.cleaned_data["reason"])
    messages.success(request, _("Thank you. The project looks at it."))
    return redirect("network:board")


@for_members
@require_POST
def propose_action(request: HttpRequest, pk: int) -> HttpResponse:
    notice = visible_notice(request, pk)
    form = ActionForm(request.POST, businesses=my_businesses(request))
    if form.is_valid():
        try:
            domain.propose_action(notice=notice, business=form.business, message=form.cleaned_data["message"])
        except domain.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The project has your idea and gets in touch with all of you."))
            return redirect(notice)
    return _show_notice(request, notice, action_form=form)


@for_members
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    domain.settle(notice=get_object_or_404(Notice.objects.of(request.user), pk=pk))
    messages.success(request, _("Settled. The notice is off the board."))
    return redirect("network:my_notices")


@for_members
@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.of(request.user).exclude(state=NoticeState.HIDDEN), pk=pk)
    try:
        notice = domain.extend(notice=notice, today=timezone.localdate())
    except domain.NotPossible as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, _("Your notice is on the board for another six weeks."))
    return redirect(notice)


@for_members
@require_safe
def conversations(request: HttpRequest) -> HttpResponse:
    found = Conversation.objects.visible_to(request.user).with_list_data().order_by("-last_at")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("seite"))
    address = reverse("network:conversations")
    context = {
        "page": page,
        "own_ids": {business.pk for business in Business.objects.of(request.user)},
        "previous_url": f"{address}?seite={page.number - 1}" if page.has_previous() else "",
        "next_url": f"{address}?seite={page.number + 1}" if page.has_next() else "",
    }
    return render(request, "network/conversations.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    found = Conversation.objects.visible_to(request.user).select_related("notice__business", "business")
    talk = get_object_or_404(found, pk=pk)
    sides = {talk.business_id: talk.business, talk.notice.business_id: talk.notice.business}
    mine = [business for business in my_businesses(request) if business.pk in sides]
    form = MessageForm(request.POST or None, businesses=mine) if mine else None
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            domain.say(conversation=talk, business=form.business, by=request.user, text=form.cleaned_data["text"])
        except domain.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Your message is on its way."))
            return redirect(talk)
    context = {
        "talk": talk,
        "said": talk.messages.select_related("business"),
        "own_ids": {business.pk for business in mine},
        "form": form,
    }
    return render(request, "network/conversation.html", context)


@for_members
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    profiles = MemberProfile.objects.filter(business__live=True).select_related(
        "business__category__parent", "business__district"
    )
    context = {"profiles": profiles, "mine": my_businesses(request)}
    return render(request, "network/members.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def edit_profile(request: HttpRequest, slug: str) -> HttpResponse:
    business = get_object_or_404(Business.objects.of(request.user).published(), slug=slug)
    profile = MemberProfile.objects.filter(business=business).first()
    form = ProfileForm(request.POST or None, instance=profile or MemberProfile(business=business))
    if request.method == "POST" and request.POST.get("austragen"):
        MemberProfile.objects.filter(business=business).delete()
        messages.success(request, _("Your business is off the list."))
        return redirect("network:members")
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. The others can see it now."))
        return redirect("network:members")
    return render(request, "network/profile_form.html", {"form": form, "business": business, "profile": profile})


@for_members
@require_POST
def weekly_letter(request: HttpRequest) -> HttpResponse:
    if request.POST.get("ja"):
        digest.subscribe(user=request.user)
        messages.success(request, _("You get the letter on Mondays, when there is something new."))
    else:
        digest.unsubscribe(user=request.user)
        messages.success(request, _("You get no more letters from the noticeboard."))
    return redirect("network:board")
