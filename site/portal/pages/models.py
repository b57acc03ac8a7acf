"""The page types of the site and the settings of its frame."""

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index

from common.pages import LeadMixin, ShareMixin
from directory.cards import contact_point_cards
from directory.index import current_index
from directory.models import Partner
from directory.street import home_street
from portal.pages.feeds import NewsFeed
from portal.pages.mixins import BodyMixin
from portal.pages.site_settings import FooterSettings, Navigation

__all__ = [
    "AboutPage",
    "FooterSettings",
    "HomePage",
    "Navigation",
    "NewsIndexPage",
    "NewsPage",
    "StandardPage",
]

NEWS_PER_PAGE = 10


class HomePage(BodyMixin, ShareMixin, Page):
    """The street at this hour, the search, and below it whatever the editors find worth showing."""

    headline = models.CharField(
        _("headline"), max_length=80, help_text=_("One short sentence. It is the largest text of the site.")
    )
    lead = models.CharField(
        _("lead"), max_length=250, blank=True, help_text=_("Shown above the numbers. May stay empty.")
    )

    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead"), FieldPanel("body")]
    promote_panels = ShareMixin.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("headline"), index.SearchField("body")]

    max_count = 1
    private_page_options = []  # it is for everybody, see get_view_restrictions
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.StandardPage", "pages.AboutPage", "pages.NewsIndexPage", "events.EventIndexPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """None, without the two queries that asking costs: a locked home page would lock the site."""
        return PageViewRestriction.objects.none()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {
            **super().get_context(request, *args, **kwargs),
            "street": home_street(timezone.now()),
            "districts": current_index().districts,
        }


class StandardPage(BodyMixin, LeadMixin, ShareMixin, Page):
    """A page of text and blocks; also Impressum, Datenschutz and Barrierefreiheit."""

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = ShareMixin.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    parent_page_types = ["pages.HomePage", "pages.StandardPage", "pages.AboutPage"]
    subpage_types = ["pages.StandardPage"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class AboutPage(BodyMixin, LeadMixin, ShareMixin, Page):
    """What the project is, for whom, and who carries it. Contact points and partners come by themselves."""

    contact_points_title = models.CharField(_("heading above the contact points"), max_length=120, blank=True)
    partners_title = models.CharField(_("heading above the partners"), max_length=120, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("contact_points_title"), FieldPanel("partners_title")],
            heading=_("Lists below the content"),
            help_text=_("Contact points and partners are kept in the directory. Without a heading a list is left out."),
        ),
    ]
    promote_panels = ShareMixin.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.StandardPage"]

    class Meta:
        verbose_name = _("page about the project")
        verbose_name_plural = _("pages about the project")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {
            **super().get_context(request, *args, **kwargs),
            "points": contact_point_cards(timezone.now()) if self.contact_points_title else [],
            "partners": list(Partner.objects.with_list_data()) if self.partners_title else [],
        }


class NewsIndexPage(LeadMixin, ShareMixin, RoutablePageMixin, Page):
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    promote_panels = ShareMixin.promote_panels

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def news(self) -> models.QuerySet["NewsPage"]:
        """What is published, newest first, with everything a list shows."""
        return NewsPage.objects.child_of(self).live().with_list_data()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        address = self.get_url(request) or ""
        news = Paginator(self.news(), NEWS_PER_PAGE).get_page(request.GET.get("seite"))
        return {
            **super().get_context(request, *args, **kwargs),
            "news": news,
            "previous_url": f"{address}?seite={news.previous_page_number()}" if news.has_previous() else "",
            "next_url": f"{address}?seite={news.next_page_number()}" if news.has_next() else "",
            "feed_url": address + self.reverse_subpage("feed"),
        }

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return NewsFeed(self)(request)


class NewsPageQuerySet(PageQuerySet):
    def with_list_data(self):
        """Newest first, with pictures and their sizes in a constant number of queries."""
        return self.order_by("-published_on", "-pk").select_related("picture").prefetch_related("picture__renditions")


class NewsPage(BodyMixin, ShareMixin, Page):
    published_on = models.DateField(_("date"), default=timezone.localdate)
    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("One or two sentences that say what the page is about.")
    )
    picture = models.ForeignKey(
        "pictures.Picture",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    picture_alt_text = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For people who cannot see it. Leave empty when the picture is decoration."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt_text")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    promote_panels = ShareMixin.promote_panels
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]

    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types = []

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")

    @property
    def shared_picture(self):
        return self.share_picture or self.picture


class ActionFromIdea(models.Model):
    """A joint action of the network that began as an idea in a workshop."""

    page = models.ForeignKey("events.WorkshopResultPage", on_delete=models.CASCADE, related_name="+")
    idea = models.CharField(max_length=40)  # the id of its block
    title = models.CharField(max_length=90)
    notice = models.OneToOneField("network.Notice", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("joint action from a workshop")
        verbose_name_plural = _("joint actions from workshops")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["page", "idea"], name="pages_actionfromidea_once")]

    def __str__(self) -> str:
        return self.title
