"""Leaderboards that are one address: `scrapy crawl board -a source=KEY`. Boards with more to them have a file in spiders/boards."""

from __future__ import annotations

from spiders.base import SourceSpider


class BoardSpider(SourceSpider):
    name = "board"
    kind = "board"
