"""One address of any kind: `scrapy crawl page -a url=ADDRESS [-a kind=feed|sitemap|listing|article|board]`; finds out itself what it is."""

from __future__ import annotations

from typing import Any

from spiders.base import SourceSpider
from spiders.readers import KINDS, Output


class PageSpider(SourceSpider):
    name = "page"
    kind = "page"

    def __init__(self, kind: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if kind is not None and kind not in KINDS:
            raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
        self._as = kind

    async def start(self) -> Output:
        yield self.request(self.source.url, kind=self._as or self.source.kind, source=self.source)
