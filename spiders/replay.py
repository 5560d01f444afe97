"""Captures instead of the network: `scrapy crawl replay -a files=a.warc.gz,b.warc.gz` walks their records in order of date.

Every record is read as what it was fetched as (its AMW-Kind and AMW-Source fields), else as what its address or body says. Pages that a
feed or listing leads to are answered from the captures too; such a record is not walked a second time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from amw.archive import Captures, Record
from amw.boards import Endpoint
from amw.boards.catalogue import about
from amw.sources import Source, source_for
from amw.urls import canonicalise
from items import Visit
from spiders.answers import capture_of
from spiders.base import SourceSpider
from spiders.board import BoardSpider
from spiders.readers import KINDS, Output

PAGES_WITHIN = timedelta(hours=1)  # between the first page of a board and its last, in one crawl; no board is asked more often


class ReplaySpider(BoardSpider):
    name = "replay"
    kind = SourceSpider.kind
    custom_settings: ClassVar[dict[str, Any]] = {
        "REPLAY": True,
        "ROBOTSTXT_OBEY": False,
        "AUTOTHROTTLE_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "RETRY_ENABLED": False,
        # One after the other, so that a replay of the same files always gives the same items in the same order.
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_ITEMS": 1,
        "DOWNLOAD_MAXSIZE": 64 * 2**20,
        "STORE_LINGER": None,  # 3.0: the clock would say which reports are a batch, and with it which of them leads a story
    }

    def __init__(self, files: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._files = [name for name in (files or "").split(",") if name]

    def prepare(self, source: str | None, url: str | None, follow: str | None) -> None:
        files = self._files or self.settings.getlist("REPLAY_FILES")
        if not files:
            raise ValueError("say what to replay: scrapy crawl replay -a files=a.warc.gz,b.warc.gz")
        self.captures = Captures([Path(name) for name in files])
        self.source = Source(
            key="replay", name="Replay of captures", kind="page", url="https://replay.invalid/", interval=86_400, found_in="captures"
        )
        self._board, self._left = None, []
        self._walk: Iterator[Record] = iter(self.captures.records)
        self._served: set[tuple[str, int]] = set()
        # Reading is asynchronous; answers take their turns in the order they came.
        self._turn = asyncio.Lock()
        self._now = self.captures.records[0].at if self.captures.records else datetime.now(UTC)
        self.crawler.signals.connect(self.walk_on, signals.spider_idle)

    def now(self) -> datetime:
        return self._now

    def moment(self, request: Request | None) -> datetime:
        if request is not None and capture_of(request) is None:
            return request.meta.get("amw_at", self._now)
        return super().moment(request)

    async def start(self) -> Output:
        for name in self.captures.torn:
            self.logger.warning("%s is damaged; what precedes the damage is replayed", name)
            self.count("torn")
        # The walk begins when the crawler is idle for the first time.
        return
        yield

    def walk_on(self) -> None:
        """The next record, once all that the last one led to is done."""
        for record in self._walk:
            if record.status == 304 or (record.file, record.offset) in self._served or _is_robots(record.url):
                continue
            self._now = record.at
            source = self.source_of(record)
            kind = record.fields.get("AMW-Kind", "")
            # Only an address that is the source's own has the source's kind; any other page of its site is looked at.
            looked_at = "board" if source.kind == "board" else "page"
            request = self.request(record.url, kind=kind if kind in KINDS else looked_at, source=source)
            request.meta["amw_record"] = record
            self._pages, self._asked = [], self.endpoint_of(record, source)
            assert self.crawler.engine is not None
            self.crawler.engine.crawl(request)
            raise DontCloseSpider

    def source_of(self, record: Record) -> Source:
        """Whose a record is: as it was written, else the catalogue's source of its address, else its site.

        A board is known by its address also where the crawl has a file of sources of its own.
        """
        key = record.fields.get("AMW-Source")
        if key is not None and key in self.sources:
            return self.sources[key]
        source = self.index.find(record.url) if key is None else None
        if source is None and key is None and (bundled := source_for(record.url)) is not None and bundled.kind == "board":
            source = bundled
        if source is None:
            source = self.adhoc(record.url, kind="page")
            if key is not None:
                source = Source(key=key, name=source.name, kind="page", url=source.url, interval=86_400, found_in="captures")
        return self.sources.setdefault(source.key, source)

    def endpoint_of(self, record: Record, source: Source) -> Endpoint:
        """As what address of its board a record was asked, with the pages that followed it."""
        asked = canonicalise(record.url)
        known = about(source.board or source.key).endpoints
        return next((one for one in known if canonicalise(one.url) == asked), Endpoint(url=record.url, kind="page"))

    async def turn(self, response: Response, source: Source) -> Output:
        """A further page, if it is of the same crawl: where that one was not captured the nearest is another day's."""
        capture = capture_of(response.request)
        missing = capture is None or abs(capture.fetched_at - self._now) > PAGES_WITHIN
        if missing:
            self.count("board/page_missing")
        elif response.request is not None:
            self._served.update(response.request.meta.get("amw_records", ()))
        async for output in self.whole(source) if missing else super().turn(response, source):
            yield output

    def request(self, url: str, *, meta: dict[str, Any] | None = None, **arguments: Any) -> Request:
        return super().request(url, meta={"amw_at": self._now, **(meta or {})}, **arguments)

    async def visit(self, response: Response, *args: Any, **kwargs: Any) -> Output:
        assert response.request is not None
        self._served.update(response.request.meta.get("amw_records", ()))
        async with self._turn:
            async for output in super().visit(response, *args, **kwargs):
                yield output

    async def miss(self, failure: Failure) -> Output:  # type: ignore[override]
        request: Request = failure.request  # type: ignore[attr-defined]
        self._served.update(request.meta.get("amw_records", ()))
        async with self._turn:
            for output in super().miss(failure):
                yield output

    def note(self, *_: Any) -> None:
        """A replay reads as the crawl did and learns nothing: templates are of the pages to come."""

    def count_visit(self, visit: Visit) -> None:
        super().count_visit(visit)
        # A replay has no address of its own: it is read when any record is.
        if self.crawler.stats is not None and visit.reason != "not_captured":
            self.crawler.stats.inc_value(f"amw/root/{visit.outcome}")


def _is_robots(url: str) -> bool:
    return urlsplit(url).path == "/robots.txt"
