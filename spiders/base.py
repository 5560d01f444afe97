"""What every spider is: one source, and for each kind of body the way from response to items.

A crawl is one spider on one source. The parse methods live here so that any spider, a replay and a page of unknown kind can dispatch by
kind. Spiders decide nothing about storage: they yield items, and pages they found; stages and middlewares do the rest.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from amw import boards
from amw.extract import ExtractedArticle, extract_article
from amw.extract.processes import Extractor
from amw.feeds import Entry, parse_feed
from amw.kinds import detect
from amw.listings import find_links
from amw.sitemaps import SitemapPage, parse_sitemap
from amw.sources import Source, SourceIndex, load_sources
from amw.urls import canonicalise, host, site
from items import Article, BoardSnapshot, Capture, Rejected, Visit
from spiders.outcomes import Outcome, outcome_of

# Boards are whole databases in one answer (models.dev 1.7 MB, Artificial Analysis 2.6 MB in 2026); pages are not.
BOARD_MAXSIZE = 64 * 2**20
BOARD_TIMEOUT = 120
# Sitemaps list whole archives; a market watch reads what is new. Pages without a date count as new up to the cap.
SITEMAP_AGE = timedelta(days=14)
SITEMAP_PAGES = 500
SITEMAP_CHILDREN = 20
# A page whose text is this much shorter than its own feed entry's is a teaser or a paywall; the entry is the richer text.
STUB = 0.67
# Outcomes that put a page off: it stays pending and is asked for again.
POSTPONED = frozenset({"host_budget", "host_backing_off"})
# The extractor gave the page up; that says nothing of the page, which is tried again later.
EXTRACTOR_FAILED = frozenset({"crashed", "timeout"})
_GAPS = ("title", "lead", "text", "published_at", "modified_at", "authors", "language", "image", "keywords")

Item = Visit | Article | BoardSnapshot | Rejected
Output = AsyncIterator[Request | Item]


class SourceSpider(Spider):
    """A spider on one source: `-a source=KEY` of the catalogue, or `-a url=ADDRESS` for any address."""

    name = "source"
    kind: ClassVar[str] = "page"

    def __init__(self, source: str | None = None, url: str | None = None, follow: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._wanted = (source, url, follow)
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
        crawler.signals.connect(spider.open_extractor, signals.spider_opened)
        crawler.signals.connect(spider.close_extractor, signals.spider_closed)
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

    def source_row(self) -> dict[str, str]:
        """The source of this crawl as the store's row of it."""
        return {"key": self.source.key, "name": self.source.name, "url": self.source.url}

    def expected(self) -> tuple[int, int] | None:
        """The fewest and most entries of a sound answer of the source."""
        return self.source.expected

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
            return self.entry_article(self.source, Entry.from_facts({"link": page["url"], **entry}), capture=None, visit=None)
        return self.request(page["url"], kind=page["kind"], source=self.source, entry=entry or None)

    # ------------------------------------------------------------ answers

    async def visit(
        self, response: Response, kind: str, key: str, entry: dict[str, Any] | None = None, feed_capture: Capture | None = None
    ) -> Output:
        """Read an answer as `kind`; whatever goes wrong in the reading ends in a counted outcome, and the entry still counts."""
        source = self.sources[key]
        parse: Callable[..., Output] = {
            "feed": self.parse_feed,
            "sitemap": self.parse_sitemap,
            "listing": self.parse_listing,
            "article": self.parse_article,
            "board": self.parse_board,
        }.get(kind, self.parse_page)
        done = False
        try:
            async for output in parse(response, source=source, entry=entry, feed_capture=feed_capture):
                done = done or not isinstance(output, Request)
                yield output
        except CloseSpider:
            raise
        except Exception as error:
            self.logger.exception("reading %s as %s failed", response.url, kind)
            self.count(f"error/{kind}")
            if not done:
                outcome = Outcome("failed", "unreadable", detail=f"{type(error).__name__}: {error}")
                for output in self.missed(response.request or Request(response.url), response, source, kind, entry, feed_capture, outcome):
                    yield output

    def miss(self, failure: Failure) -> Iterator[Request | Item]:
        """A request that brought no body: the outcome in a stable word, and the entry's own article where there is an entry."""
        request: Request = failure.request  # type: ignore[attr-defined]
        response = getattr(failure.value, "response", None)
        outcome = outcome_of(failure.value, self.now())
        arguments = request.cb_kwargs
        source = self.sources[arguments["key"]]
        return self.missed(request, response, source, arguments["kind"], arguments.get("entry"), arguments.get("feed_capture"), outcome)

    def missed(
        self,
        request: Request,
        response: Response | None,
        source: Source,
        kind: str,
        entry: Mapping[str, Any] | None,
        feed_capture: Capture | None,
        outcome: Outcome,
    ) -> Iterator[Item]:
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
            return
        if found.title is None:
            yield self.reject(source, visit.url, "entry", "no_title", facts=entry, capture=visit.capture, visit=visit, at=visit.fetched_at)
            return
        yield self.entry_article(source, found, capture=feed_capture, visit=visit)

    # ------------------------------------------------------------ one method a kind

    async def parse_feed(self, response: Response, *, source: Source, **_: Any) -> Output:
        """RSS, Atom, JSON Feed: the visit with the pages found, then the articles of entries not followed, then the pages to fetch."""
        at, capture = self.moment(response.request), capture_of(response.request)
        feed = await asyncio.to_thread(parse_feed, response.body, response.url, content_type=header(response, "Content-Type") or "", now=at)
        for what, number in feed.leftovers.items():
            self.count(f"feed/{what}", number)
        if feed.reason not in (None, "no_entries"):
            detail = feed.reason if feed.reason != "html" else "html where a feed should be"
            yield self.visited(response, source, "feed", outcome="failed", reason=f"feed_{feed.reason}", detail=detail)
            return
        pages: list[dict[str, Any]] = []
        entries: list[Entry] = []
        refused: list[Rejected] = []
        seen: set[str] = set()
        for entry in feed.entries:
            facts = entry.facts()
            reason = "no_link" if entry.link is None else "repeated_link" if entry.link in seen else None
            # A followed page can still give the title that its entry lacks.
            if reason is None and entry.title is None and not source.follow:
                reason = "no_title"
            if reason is not None or entry.link is None:
                url = entry.link or response.url
                refused.append(self.reject(source, url, "entry", reason or "no_link", facts=facts, capture=capture, at=at))
                continue
            seen.add(entry.link)
            entries.append(entry)
            pages.append({"url": entry.link, "kind": "article", "entry": facts, "follow": source.follow})
        self.count("feed/entries", len(feed.entries))
        self.expect(source, len(feed.entries))
        yield self.visited(response, source, "feed", found=tuple(pages), reason=feed.reason, stats={"entries": len(feed.entries)})
        for rejected in refused:
            yield rejected
        for entry in entries:
            if not source.follow:
                visit = Visit(
                    source=source.key, url=entry.link or "", kind="article", outcome="fetched", reason="entry_only", fetched_at=at
                )
                yield self.entry_article(source, entry, capture=capture, visit=visit)
            elif (request := self.follow(source, entry.link or "", "article", entry.facts(), capture)) is not None:
                yield request

    async def parse_sitemap(self, response: Response, *, source: Source, **_: Any) -> Output:
        """A sitemap or an index of sitemaps: what is new in it, newest first."""
        at = self.moment(response.request)
        parsed = await asyncio.to_thread(parse_sitemap, response.body, response.url, now=at)
        for what, number in parsed.leftovers.items():
            self.count(f"sitemap/{what}", number)
        if parsed.reason not in (None, "no_pages"):
            yield self.visited(response, source, "sitemap", outcome="failed", reason=f"sitemap_{parsed.reason}")
            return
        pages = self.newest(parsed.pages, source, at)
        found = tuple({"url": page.url, "kind": "article", "entry": page.facts(), "follow": True} for page in pages)
        self.count("sitemap/pages", len(parsed.pages))
        if not parsed.sitemaps:
            self.expect(source, len(parsed.pages))
        yield self.visited(response, source, "sitemap", found=found, reason=parsed.reason, stats={"pages": len(parsed.pages)})
        children = sorted(parsed.sitemaps, key=lambda child: child[1] or at, reverse=True)
        fresh = [address for address, changed in children if changed is None or changed >= at - self.oldest(source)]
        self.count("sitemap/children/passed_over", len(children) - len(fresh[:SITEMAP_CHILDREN]))
        for address in fresh[:SITEMAP_CHILDREN]:
            if (request := self.follow(source, address, "sitemap", None, None)) is not None:
                yield request
        for page in pages:
            if (request := self.follow(source, page.url, "article", page.facts(), None)) is not None:
                yield request

    async def parse_listing(self, response: Response, *, source: Source, **_: Any) -> Output:
        """A page of links: those to articles, by the source's selector or pattern, else by what they have in common."""
        links = await asyncio.to_thread(find_links, response.body, response.url, selector=source.selector, pattern=source.pattern)
        self.count("listing/links", len(links))
        self.expect(source, len(links))
        if not links:
            yield self.visited(response, source, "listing", outcome="failed", reason="listing_no_links")
            return
        # The text of a link is often a teaser, never a report: kept under a name of its own, so that it makes no article by itself.
        facts = [(link.url, {"link_text": link.title} if link.title else {}) for link in links]
        found = tuple({"url": url, "kind": "article", "entry": known, "follow": True} for url, known in facts)
        yield self.visited(response, source, "listing", found=found, stats={"links": len(links)})
        for url, known in facts:
            if (request := self.follow(source, url, "article", known or None, None)) is not None:
                yield request

    async def parse_article(
        self, response: Response, *, source: Source, entry: Mapping[str, Any] | None = None, feed_capture: Capture | None = None, **_: Any
    ) -> Output:
        """One article page: the page's fields, gaps filled from the entry; where it is no article, the entry alone."""
        at, capture = self.moment(response.request), capture_of(response.request)
        page = await self.extract(response, at)
        if page.text == "":
            if page.reason in EXTRACTOR_FAILED:
                visit = self.visited(response, source, "article", outcome="failed", reason=f"extract_{page.reason}")
            else:
                reason = "no_article" if page.reason in (None, "no_article") else f"no_article_{page.reason}"
                visit = self.visited(response, source, "article", reason=reason)
            known = Entry.from_facts({"link": visit.url, **entry}) if entry is not None else None
            if known is not None and known.title:
                yield self.entry_article(source, known, capture=feed_capture or capture, visit=visit)
            else:
                yield self.reject(
                    source, visit.url, "extract", "no_article", detail=page.reason or "", facts=entry, capture=capture, visit=visit, at=at
                )
            return
        visit = self.visited(response, source, "article")
        yield merge(page, Entry.from_facts(entry) if entry else None, source, response.url, at, capture, visit)

    async def parse_board(self, response: Response, *, source: Source, **_: Any) -> Output:
        """One leaderboard: a snapshot with all its rows, refused ones included (with their reasons)."""
        yield await self.snapshot(response, source)

    async def parse_page(self, response: Response, *, source: Source, **arguments: Any) -> Output:
        """A page of unknown kind: find out what it is, then read it as that."""
        found = await asyncio.to_thread(detect, response.body, header(response, "Content-Type") or "", response.url, sources=self.index)
        self.count(f"kind/{found.kind}")
        self.logger.info("%s is read as %s: %s", response.url, found.kind, found.reason)
        if found.kind == "board" and found.source is not None:
            self.sources.setdefault(found.source.key, found.source)
            source = found.source
        parse: Callable[..., Output] = {
            "feed": self.parse_feed,
            "sitemap": self.parse_sitemap,
            "listing": self.parse_listing,
            "board": self.parse_board,
        }.get(found.kind, self.parse_article)
        async for output in parse(response, source=source, **arguments):
            yield output

    # ------------------------------------------------------------ making items

    async def snapshot(self, response: Response, source: Source, companions: Mapping[str, bytes] | None = None) -> BoardSnapshot | Rejected:
        """The board item of a body; Rejected where nobody can read that board yet."""
        at, capture = self.moment(response.request), capture_of(response.request)
        try:
            snapshot = await asyncio.to_thread(
                boards.parse_board,
                source.board or source.key,
                response.body,
                content_type=header(response, "Content-Type") or "",
                captured_at=shown_at(response, at),
                url=response.url,
                companions=companions or {},
            )
        except KeyError:
            visit = self.visited(response, source, "board", outcome="failed", reason="unknown_board")
            return self.reject(
                source, visit.url, "board", "unknown_board", detail=source.board or source.key, capture=capture, visit=visit, at=at
            )
        refused = snapshot.verdict == "refused"
        visit = self.visited(
            response, source, "board", outcome="failed" if refused else "fetched", reason="board_refused" if refused else None
        )
        self.count("board/rows", len(snapshot.rows))
        return BoardSnapshot(
            source=source.key, url=response.url, board=snapshot.board, fetched_at=at, snapshot=snapshot, capture=capture, visit=visit
        )

    def visited(
        self,
        response: Response,
        source: Source,
        kind: str,
        *,
        outcome: str = "fetched",
        reason: str | None = None,
        detail: str = "",
        found: tuple[Mapping[str, Any], ...] = (),
        stats: Mapping[str, int] | None = None,
    ) -> Visit:
        """The visit of an answered request, counted. Validators are taken along only where the body was of use."""
        if detail:
            self.logger.warning("%s: %s", response.url, detail)
        sound = outcome == "fetched"
        assert response.request is not None
        visit = Visit(
            source=source.key,
            url=requested(response.request),
            kind=kind,
            outcome=outcome,
            reason=reason,
            fetched_at=self.moment(response.request),
            status=response.status,
            etag=header(response, "ETag") if sound else None,
            last_modified=header(response, "Last-Modified") if sound else None,
            found=found,
            capture=capture_of(response.request),
            stats=stats or {},
        )
        self.count_visit(visit)
        return visit

    def entry_article(self, source: Source, entry: Entry, *, capture: Capture | None, visit: Visit | None) -> Article:
        """The article that an entry alone makes."""
        at = visit.fetched_at if visit is not None else self.now()
        known = {name: getattr(entry, name) for name in _GAPS if getattr(entry, name)}
        provenance = dict.fromkeys(known, "entry")
        if "language" not in known and source.language:
            known["language"] = source.language
            provenance["language"] = "source"
        self.count("article/entry")
        return Article(
            source=source.key,
            url=entry.link or "",
            fetched_at=at,
            site_name=entry.via or source.name,
            origin="feed",
            provenance={**provenance, "site_name": "entry" if entry.via else "source"},
            capture=capture,
            visit=visit
            or Visit(source=source.key, url=entry.link or "", kind="article", outcome="fetched", reason="entry_only", fetched_at=at),
            **known,
        )

    def reject(
        self,
        source: Source,
        url: str,
        stage: str,
        reason: str,
        *,
        at: datetime,
        detail: str = "",
        facts: Mapping[str, Any] | None = None,
        capture: Capture | None = None,
        visit: Visit | None = None,
    ) -> Rejected:
        self.count(f"rejected/{stage}/{reason}")
        raw = {name: value[:2_000] if isinstance(value, str) else value for name, value in (facts or {}).items()}
        return Rejected(source=source.key, url=url, stage=stage, reason=reason, at=at, detail=detail, raw=raw, capture=capture, visit=visit)

    def follow(self, source: Source, url: str, kind: str, entry: Mapping[str, Any] | None, feed_capture: Capture | None) -> Request | None:
        """The request for a page found, or None where this crawl has asked for it already."""
        if url in self._seen:
            self.count("follow/repeated")
            return None
        self._seen.add(url)
        return self.request(url, kind=kind, source=source, entry=entry, feed_capture=feed_capture)

    def newest(self, pages: tuple[SitemapPage, ...], source: Source, at: datetime) -> list[SitemapPage]:
        """The pages of a sitemap worth fetching: matching the source's pattern, no older than the source allows, newest first, capped."""
        wanted = re.compile(source.pattern) if source.pattern else None
        matching = [page for page in pages if wanted is None or wanted.search(page.url)]
        self.count("sitemap/not_matching", len(pages) - len(matching))
        dated = [(page.published_at or page.modified_at, page) for page in matching]
        fresh = [(when or at, page) for when, page in dated if when is None or when >= at - self.oldest(source)]
        self.count("sitemap/older", len(matching) - len(fresh))
        fresh.sort(key=lambda pair: pair[0], reverse=True)
        self.count("sitemap/over_cap", max(0, len(fresh) - SITEMAP_PAGES))
        return [page for _, page in fresh[:SITEMAP_PAGES]]

    def oldest(self, source: Source) -> timedelta:
        """How far back the sitemaps of `source` are read."""
        return timedelta(seconds=source.max_age) if source.max_age is not None else SITEMAP_AGE

    def expect(self, source: Source, number: int) -> None:
        """Count the entries of an answer, and an answer with fewer or more of them than its source declares as sound."""
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value("amw/entries", number)
        if source.expected is not None and not source.expected[0] <= number <= source.expected[1]:
            self.count("expectation/few" if number < source.expected[0] else "expectation/many")
            self.logger.warning("%s gave %d entries, expected %d to %d", source.key, number, *source.expected)

    def moment(self, request: Request | None) -> datetime:
        capture = capture_of(request)
        return capture.fetched_at if capture is not None else self.now()

    def count(self, what: str, number: int = 1) -> None:
        """Counts under the stable name amw/spider/<what>."""
        if number and self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"amw/spider/{what}", number)

    def count_visit(self, visit: Visit) -> None:
        """Counts amw/visit/<outcome>, amw/outcome/<kind>/<outcome>[/<reason>], and amw/root/... for the source's own address."""
        if self.crawler.stats is None:
            return
        names = [f"visit/{visit.outcome}", f"outcome/{visit.kind}/{visit.outcome}"]
        if visit.reason:
            names.append(f"outcome/{visit.kind}/{visit.outcome}/{visit.reason}")
        if visit.url in self.roots:
            names += [f"root/{visit.outcome}", *([f"root/reason/{visit.reason}"] if visit.reason else [])]
        for name in names:
            self.crawler.stats.inc_value(f"amw/{name}")

    # ------------------------------------------------------------ extraction off the loop

    def open_extractor(self) -> None:
        wanted = self.settings.get("EXTRACT_PROCESSES")
        self._extractor = Extractor(None if wanted in (None, "") else int(wanted))

    async def close_extractor(self) -> None:
        await self._extractor.close()
        for what, number in self._extractor.counts.items():
            self.count(f"extract/{what}", number)

    async def extract(self, response: Response, at: datetime) -> ExtractedArticle:
        """The fields of a page, read in another process, or with EXTRACT_PROCESSES=0 in a thread of this one."""
        encoding = charset(header(response, "Content-Type"))
        if self._extractor.processes:
            return await self._extractor.extract(response.body, response.url, encoding=encoding, now=at)
        return await asyncio.to_thread(extract_article, response.body, response.url, encoding=encoding, now=at)


def merge(
    page: ExtractedArticle, entry: Entry | None, source: Source, url: str, at: datetime, capture: Capture | None, visit: Visit
) -> Article:
    """One article of a page and the entry that led to it; `provenance` says which field came from where."""
    values = {name: getattr(page, name) for name in (*_GAPS, "site_name", "section", "paywalled")}
    provenance = dict(page.provenance)
    if entry is not None:
        for name in _GAPS:
            if not values[name] and getattr(entry, name):
                values[name] = getattr(entry, name)
                provenance[name] = "entry"
        if entry.text and len(page.text) < STUB * len(entry.text):
            values["text"] = entry.text
            provenance["text"] = f"entry: the page has {len(page.text)} characters of {len(entry.text)}"
    for name, value in (("language", source.language), ("site_name", source.name)):
        if not values[name] and value:
            values[name] = value
            provenance[name] = "source"
    return Article(
        source=source.key,
        url=own_address(page.canonical_url, url),
        fetched_at=at,
        origin="page",
        provenance=provenance,
        capture=capture,
        visit=visit,
        **values,
    )


def own_address(declared: str | None, url: str) -> str:
    """The address an article is known by: the one its page declares, where that is on the same site and not merely a front page."""
    own = canonicalise(url) or url
    address = canonicalise(declared, own) if declared else None
    if address is None or site(address) != site(own):
        return own
    bare = re.fullmatch(r"https?://[^/]+/?", address)
    return own if bare else address


def capture_of(request: Request | None) -> Capture | None:
    """Where the archive keeps the answer to `request`, if it does."""
    found = request.meta.get("amw_capture") if request is not None else None
    return found if isinstance(found, Capture) else None


def requested(request: Request) -> str:
    """The canonical URL first asked for, before redirects."""
    first = (request.meta.get("redirect_urls") or [request.url])[0]
    return canonicalise(first) or first


def header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1").strip() if value else None


def shown_at(response: Response, at: datetime) -> datetime:
    """The moment whose state `response` shows: what an archive says in Memento-Datetime (RFC 7089), else `at`; never later than `at`."""
    try:
        stated = parsedate_to_datetime(header(response, "Memento-Datetime") or "")
    except ValueError:
        return at
    return min(stated.replace(tzinfo=stated.tzinfo or UTC), at)


def charset(content_type: str | None) -> str | None:
    """The charset parameter of a Content-Type header."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type or "", re.IGNORECASE)
    return found[1] if found else None
