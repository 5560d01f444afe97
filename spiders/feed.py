"""RSS, Atom and JSON Feed: `scrapy crawl feed -a source=KEY` or `-a url=ADDRESS [-a follow=0]`."""

from __future__ import annotations

from spiders.base import SourceSpider


class FeedSpider(SourceSpider):
    name = "feed"
    kind = "feed"
