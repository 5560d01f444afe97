"""Pages of links: `scrapy crawl listing -a source=KEY` or `-a url=ADDRESS [-a selector=CSS] [-a pattern=REGEX]`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from spiders.base import SourceSpider


class ListingSpider(SourceSpider):
    name = "listing"
    kind = "listing"

    def __init__(self, selector: str | None = None, pattern: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._narrow = {name: value for name, value in (("selector", selector), ("pattern", pattern)) if value}

    def prepare(self, source: str | None, url: str | None, follow: str | None) -> None:
        super().prepare(source, url, follow)
        self.source = replace(self.source, **self._narrow)
        self.sources[self.source.key] = self.source
