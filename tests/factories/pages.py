"""Pages in a small tree: the home page under the root, everything else below it."""

from datetime import date

from wagtail.models import Page, Site

import factory
from factory.django import DjangoModelFactory

from portal.pages.models import AboutPage, HomePage, NewsIndexPage, NewsPage, StandardPage


class PageFactory(DjangoModelFactory):
    """A published page below `parent`; without a parent, below the home page."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        page = model_class(*args, **kwargs)
        (parent or cls.default_parent()).add_child(instance=page)
        return page

    @classmethod
    def default_parent(cls) -> Page:
        return HomePage.objects.first() or HomePageFactory()


class HomePageFactory(PageFactory):
    """The home page; the default site is pointed at it."""

    class Meta:
        model = HomePage

    title = "Start"
    slug = "start"
    headline = "Wo noch Licht brennt."

    @classmethod
    def default_parent(cls) -> Page:
        return Page.get_first_root_node()

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        Site.objects.filter(is_default_site=True).update(root_page=instance)
        Site.clear_site_root_paths_cache()


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda number: f"Seite {number}")
    slug = factory.Sequence(lambda number: f"seite-{number}")


class AboutPageFactory(PageFactory):
    class Meta:
        model = AboutPage

    title = "Über das Projekt"
    slug = "ueber-das-projekt"


class NewsIndexPageFactory(PageFactory):
    class Meta:
        model = NewsIndexPage

    title = "Neuigkeiten"
    slug = "neuigkeiten"


class NewsPageFactory(PageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda number: f"Neues {number}")
    slug = factory.Sequence(lambda number: f"neues-{number}")
    published_on = date(2026, 5, 12)
    lead = "Was geschehen ist."

    @classmethod
    def default_parent(cls) -> Page:
        return NewsIndexPage.objects.first() or NewsIndexPageFactory()
