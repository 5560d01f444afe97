"""Sitemaps, with the news extension: `scrapy crawl sitemap -a source=KEY` or `-a url=ADDRESS`."""

from __future__ import annotations

from spiders.base import SourceSpider


class SitemapSpider(SourceSpider):
    name = "sitemap"
    kind = "sitemap"
