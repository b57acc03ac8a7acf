"""News for feed readers."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

if TYPE_CHECKING:
    from portal.pages.models import NewsIndexPage, NewsPage

ITEMS = 20


class NewsFeed(Feed):
    """The newest twenty pieces of news below a list of news."""

    feed_type = Rss201rev2Feed
    language = "de"

    def __init__(self, news_index: NewsIndexPage):
        self.news_index = news_index

    def title(self) -> str:
        return f"{self.news_index.title} – Gemeinsam für Hagen"

    def link(self) -> str:
        return self.news_index.get_url()

    def feed_url(self) -> str:
        return self.news_index.get_url() + self.news_index.reverse_subpage("feed")

    def description(self) -> str:
        return self.news_index.lead or self.news_index.title

    def items(self) -> list[NewsPage]:
        return list(self.news_index.news()[:ITEMS])

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        return item.get_url()

    def item_pubdate(self, item: NewsPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.published_on, time.min))
