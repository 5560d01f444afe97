"""What every spider is: one source, the requests for it, and what becomes of each answer or miss.

A crawl is one spider on one source. How a body is read depends on its kind alone (`spiders.readers`), so that any spider, a replay and
a page of unknown kind can dispatch by kind. Spiders decide nothing about storage: they yield items, and pages they found; stages and
middlewares do the rest.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from amw.extract.charset import charset_of
from amw.extract.processes import Extractor
from amw.extract.template import Template
from amw.extract.template_book import TemplateBook
from amw.extract.templates import Ask, Reading, read
from amw.feeds import Entry
from amw.sources import Source, SourceIndex, load_sources
from amw.urls import canonicalise, host, site
from items import Article, Capture, Visit
from spiders.answers import capture_of, header, requested
from spiders.outcomes import Outcome, outcome_of
from spiders.readers import Item, Output, Readers

# Boards are whole databases in one answer (models.dev 1.7 MB, Artificial Analysis 2.6 MB in 2026); pages are not.
BOARD_MAXSIZE = 64 * 2**20
BOARD_TIMEOUT = 120
# Outcomes that put a page off: it stays pending and is asked for again.
POSTPONED = frozenset({"host_budget", "host_backing_off"})


class SourceSpider(Readers, Spider):
    """A spider on one source: `-a source=KEY` of the catalogue, or `-a url=ADDRESS` for any; `-a limit=N` follows N pages at most."""

    kind: ClassVar[str] = "page"

    def __init__(
        self, source: str | None = None, url: str | None = None, follow: str | None = None, limit: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._wanted = (source, url, follow)
        self._left_to_follow = int(limit) if limit is not None else None
        # Addresses whose outcome is the crawl's own, by which its verdict is found.
        self.roots: set[str] = set()
        self._seen: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        file = crawler.settings.get("SOURCES_FILE")
        spider.sources: dict[str, Source] = dict(load_sources(Path(file) if file else None))
        spider.prepare(*spider._wanted)
        spider.index = SourceIndex(spider.sources.values())
        pins = {key: Template.pin(**asdict(source.template)) for key, source in spider.sources.items() if source.template is not None}
        spider.templates = TemplateBook(pins)
        wanted = crawler.settings.get("EXTRACT_PROCESSES")
        spider._processes = None if wanted in (None, "") else int(wanted)
        crawler.signals.connect(spider.open_extractor, signals.spider_opened)
        crawler.signals.connect(spider.close_extractor, signals.spider_closed)
        crawler.signals.connect(spider.expect_page, signals.request_reached_downloader)
        return spider

    def prepare(self, source: str | None, url: str | None, follow: str | None) -> None:
        """Settle which source this crawl is of. ValueError for an unknown key, a bad address, or neither."""
        if source is not None:
            if source not in self.sources:
                raise ValueError(f"no source {source!r} in the catalogue; `amw sources` lists them")
            self.source = self.sources[source]
        elif url is not None:
            self.source = self.adhoc(url)
        else:
            raise ValueError(f"say what to crawl: scrapy crawl {self.name} -a source=KEY, or -a url=ADDRESS")
        if follow is not None:
            self.source = replace(self.source, follow=follow.lower() in ("1", "true", "yes"))
        self.sources[self.source.key] = self.source
        self.roots = {canonicalise(self.source.url) or self.source.url}

    def adhoc(self, url: str, kind: str | None = None) -> Source:
        """The catalogue's source for exactly this address, else one made for it, named after its site. ValueError for no http(s) URL."""
        address = canonicalise(url)
        if address is None:
            raise ValueError(f"{url!r} is no http(s) address")
        known = next((source for source in self.sources.values() if source.url == address), None)
        if known is not None:
            return known
        name = host(address) or address
        key = re.sub(r"[^a-z0-9.-]+", "-", (site(address) or name).lower()).strip("-.") or "web"
        return Source(key=key, name=name, kind=kind or self.kind, url=address, interval=86_400, found_in="given by hand")

    # ------------------------------------------------------------ clock and requests

    def now(self) -> datetime:
        """The time of this crawl: the clock, or in a replay the moment of the capture."""
        return datetime.now(UTC)

    async def start(self) -> Output:
        yield self.request(self.source.url, kind=self.source.kind, source=self.source)

    def request(
        self,
        url: str,
        *,
        kind: str,
        source: Source,
        entry: Mapping[str, Any] | None = None,
        feed_capture: Capture | None = None,
        **more: Any,
    ) -> Request:
        """A request whose answer is read as `kind`. `entry` holds the facts a feed, sitemap or listing told of the page."""
        meta = {"amw_source": source.key, "amw_kind": kind, **more.pop("meta", {})}
        if kind == "board":
            meta.setdefault("download_maxsize", BOARD_MAXSIZE)
            meta.setdefault("download_timeout", BOARD_TIMEOUT)
        return Request(
            url,
            callback=self.visit,
            errback=self.miss,
            # Repeats are told apart by canonical URL here and in the frontier; Scrapy's own filter drops a redirect without a word.
            dont_filter=True,
            cb_kwargs={"kind": kind, "key": source.key, "entry": dict(entry) if entry is not None else None, "feed_capture": feed_capture},
            meta=meta,
            priority=more.pop("priority", 10 if kind != "article" else 0),
            **more,
        )

    def resume(self, page: Mapping[str, Any]) -> Request | Article | None:
        """A page of the frontier (url, kind, entry) taken up again: its request, or its article where only the entry was wanted."""
        entry = dict(page.get("entry") or {})
        follow = entry.pop("follow", True)
        if page["url"] in self._seen:
            return None
        self._seen.add(page["url"])
        if follow is False:
            return self.entry_article(self.source, Entry.from_facts({"link": page["url"], **entry}), at=self.now())
        return self.request(page["url"], kind=page["kind"], source=self.source, entry=entry or None)

    # ------------------------------------------------------------ answers

    async def visit(
        self, response: Response, kind: str, key: str, entry: dict[str, Any] | None = None, feed_capture: Capture | None = None
    ) -> Output:
        """Read an answer as `kind`; whatever goes wrong in the reading ends in a counted outcome, and the entry still counts."""
        source = self.sources[key]
        parse = self.reader(kind) or self.parse_page
        done = False
        try:
            async for output in parse(response, source=source, entry=entry, feed_capture=feed_capture):
                done = done or not isinstance(output, Request)
                yield output
        except CloseSpider:
            raise
        except Exception:
            self.logger.exception("reading %s as %s failed", response.url, kind)
            self.count(f"error/{kind}")
            if not done:
                assert response.request is not None
                for output in self.missed(response.request, response, Outcome("failed", "unreadable")):
                    yield output

    def miss(self, failure: Failure) -> Iterator[Request | Item]:
        """A request that brought no body: the outcome in a stable word, and the entry's own article where there is an entry."""
        request: Request = failure.request  # type: ignore[attr-defined]
        response = getattr(failure.value, "response", None)
        return self.missed(request, response, outcome_of(failure.value, self.now()))

    def missed(self, request: Request, response: Response | None, outcome: Outcome) -> Iterator[Request | Item]:
        asked = request.cb_kwargs
        source, kind, entry = self.sources[asked["key"]], asked["kind"], asked.get("entry")
        visit = Visit(
            source=source.key,
            url=requested(request),
            kind="other" if kind == "page" else kind,
            outcome=outcome.word,
            reason=outcome.reason,
            fetched_at=self.moment(request),
            status=response.status if response is not None else None,
            retry_at=outcome.retry_at,
            capture=capture_of(request) if response is not None else None,
        )
        self.count_visit(visit)
        found = Entry.from_facts({"link": visit.url, **(entry or {})})
        # An unchanged or postponed page stays what it was; without a title, lead or text there is nothing to tell.
        if outcome.word == "not_modified" or outcome.reason in POSTPONED or not (found.title or found.lead or found.text):
            yield visit
            if outcome.word == "not_modified":
                yield from filter(None, (self.follow(source, url, kind, None, None) for url in request.meta.get("amw_sitemaps", ())))
            return
        if found.title is None:
            yield self.reject(source, visit.url, "entry", "no_title", facts=entry, capture=visit.capture, visit=visit, at=visit.fetched_at)
            return
        yield self.entry_article(source, found, at=visit.fetched_at, capture=asked.get("feed_capture"), visit=visit)

    # ------------------------------------------------------------ clock and counts of answers

    def moment(self, request: Request | None) -> datetime:
        capture = capture_of(request)
        return capture.fetched_at if capture is not None else self.now()

    def count(self, what: str, number: int = 1) -> None:
        """Counts under the stable name amw/spider/<what>."""
        if number and self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"amw/spider/{what}", number)

    def count_visit(self, visit: Visit) -> None:
        """Counts amw/visit/<outcome>, amw/outcome/<kind>/<outcome>[/<reason>], amw/pages, and amw/root/... for the source's own address."""
        if self.crawler.stats is None:
            return
        names = [f"visit/{visit.outcome}", f"outcome/{visit.kind}/{visit.outcome}"]
        if visit.reason:
            names.append(f"outcome/{visit.kind}/{visit.outcome}/{visit.reason}")
        if visit.status is not None and visit.outcome in ("fetched", "not_modified"):
            names.append("pages")
        if visit.url in self.roots:
            names += [f"root/{visit.outcome}", *([f"root/reason/{visit.reason}"] if visit.reason else [])]
        for name in names:
            self.crawler.stats.inc_value(f"amw/{name}")

    # ------------------------------------------------------------ extraction off the loop

    def expect_page(self, request: Request) -> None:
        """What reads pages starts while the first of them is on its way."""
        if request.meta.get("amw_kind") == "article":
            self._extractor.pool.start()

    def open_extractor(self) -> None:
        self._extractor = Extractor(self._processes)

    async def close_extractor(self) -> None:
        await self._extractor.close()
        for what, number in self._extractor.counts.items():
            self.count(f"extract/{what}", number)
        for what, number in self.templates.counts.items():
            self.count(f"template/{what}", number)

    async def extract(self, response: Response, at: datetime, ask: Ask) -> Reading:
        """The fields of a page, read in another process, or with EXTRACT_PROCESSES=0 in a thread of this one."""
        encoding = charset_of(header(response, "Content-Type"))
        if self._extractor.pool.processes:
            return await self._extractor.read(response.body, response.url, ask, encoding=encoding, now=at)
        return await asyncio.to_thread(read, response.body, response.url, ask, encoding=encoding, now=at)

    def note(self, request: Request, source: Source, at: datetime, ask: Ask, reading: Reading) -> None:
        """Tell the book of templates how a page was read; the store takes what follows along with the visit."""
        if ask != Ask():
            self.templates.note(source.key, request.url, at, ask, reading, visit=requested(request))
