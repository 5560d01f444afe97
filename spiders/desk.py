"""Stories that the engine wrote itself, into the same stages: `scrapy crawl desk -a drafts=FILE`, one JSON record of an article a line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from amw.sources import Source
from items import Article
from spiders.base import SourceSpider
from spiders.readers import Output


class DeskSpider(SourceSpider):
    name = "desk"
    custom_settings: ClassVar[dict[str, Any]] = {"EXTRACT_PROCESSES": 0}  # it reads no page

    def __init__(self, drafts: str | Sequence[Mapping[str, Any]] | None = None, seen: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._drafts, self._seen_capture = drafts, int(seen or 0)

    def prepare(self, source: str | None, url: str | None, follow: str | None) -> None:
        if self._drafts is None:
            raise ValueError("say what was written: scrapy crawl desk -a drafts=FILE")
        if isinstance(self._drafts, str):
            self._records: Sequence[Any] = [line for line in Path(self._drafts).read_text(encoding="utf-8").split("\n") if line]
        else:
            self._records = self._drafts
        self.source = Source(
            key="desk", name="Stories from data", kind="page", url="https://desk.invalid/", interval=86_400, found_in="captures of boards"
        )
        self.sources[self.source.key] = self.source

    async def start(self) -> Output:
        assert self.crawler.stats is not None
        for number, record in enumerate(self._records, 1):
            try:
                item = self.article(json.loads(record) if isinstance(record, str) else record)
            except (ValueError, KeyError, TypeError) as error:
                self.logger.error("number %d is no draft: %s", number, error)
                self.count("desk/unreadable")
                continue
            self.count("desk/drafts")
            yield item
        # The drafts are the address of this crawl, and they were read.
        self.crawler.stats.inc_value("amw/root/fetched")
        self.crawler.stats.set_value("amw/desk/seen", self._seen_capture)

    def article(self, record: dict[str, Any]) -> Article:
        """The article of one record. KeyError, TypeError and ValueError for one that is none."""
        return Article(
            source=record["source"],
            url=record["url"],
            fetched_at=self.now(),
            title=record["title"],
            text=record["text"],
            published_at=datetime.fromisoformat(record["published_at"]),
            language=record["language"],
            origin="board",
            provenance=dict(record["provenance"]),
        )
