"""Artificial Analysis: the keyed API where AA_API_KEY is set, else the payload embedded in the models page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from twisted.python.failure import Failure

from spiders.base import Item, Output
from spiders.board import BoardSpider

API = "https://artificialanalysis.ai/api/v2/data/llms/models"


class ArtificialAnalysisSpider(BoardSpider):
    name = "artificial_analysis"

    def prepare(self, source: str | None, url: str | None, follow: str | None) -> None:
        super().prepare(source if source or url else "artificial-analysis", url, follow)

    async def start(self) -> Output:
        key = self.settings.get("AA_API_KEY")
        if not key:
            yield self.page()
            return
        # The key must not travel with a redirect to another host: Scrapy strips only Authorization and Cookie.
        yield self.request(
            self.settings.get("AA_API_URL", API),
            kind="board",
            source=self.source,
            headers={"x-api-key": key, "Accept": "application/json"},
            meta={"dont_redirect": True},
        ).replace(errback=self.fall_back)

    def page(self) -> Request:
        return self.request(self.source.url, kind="board", source=self.source)

    def fall_back(self, failure: Failure) -> Iterator[Request | Item | Any]:
        """The API refused the key or failed: counted, and the page is read instead."""
        missed = list(self.miss(failure))
        yield from missed
        if any(getattr(item, "outcome", None) in ("refused", "failed", "gone") for item in missed):
            self.count("board/api_fallback")
            yield self.page()
