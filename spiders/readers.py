"""From an answer to items, one method a kind of body: feed, sitemap, listing, article, board, rates, and the page that has to find out."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from scrapy import Request
from scrapy.http import Response

from amw import boards
from amw.extract.charset import charset_of
from amw.extract.templates import Ask
from amw.feeds import Entry, parse_feed
from amw.kinds import detect
from amw.listings import find_links
from amw.money import later_rates, parse_rates
from amw.sitemaps import FOLLOWED, parse_sitemap
from amw.sources import Source
from items import Article, BoardSnapshot, Capture, RateTable, Rejected, Visit
from spiders.answers import capture_of, header, requested, shown_at
from spiders.articles import from_entry, merge

# Sitemaps list whole archives; a market watch reads what is new. Pages without a date count as new up to the cap.
SITEMAP_AGE = timedelta(days=14)
SITEMAP_PAGES = 500
# The extractor gave the page up; that says nothing of the page, which is tried again later.
EXTRACTOR_FAILED = frozenset({"crashed", "timeout"})

KINDS = ("feed", "sitemap", "listing", "article", "board", "page")  # of requests: what their answers are read as
Item = Visit | Article | BoardSnapshot | RateTable | Rejected
Output = AsyncIterator[Request | Item]


def own_entry_address(feed_url: str, entry: Entry) -> str:
    """The address of an entry that has no page: its feed's, told apart by a digest of what identifies the entry."""
    identity = entry.guid or "\n".join(filter(None, (entry.title, entry.lead, entry.published_at and entry.published_at.isoformat())))
    digest = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{feed_url.partition('#')[0]}{'&' if '?' in feed_url else '?'}amw-entry={digest}"


def fresh_children(children: Sequence[tuple[str, datetime | None]], since: datetime) -> list[str]:
    """The sitemaps of an index that may hold what is new: those without a date from both ends of the list, as either may be the newest,
    then those changed since, the last changed first."""
    undated = [address for address, changed in children if changed is None]
    dated = sorted(((changed, address) for address, changed in children if changed is not None and changed >= since), reverse=True)
    ends = [address for pair in zip(undated, reversed(undated), strict=True) for address in pair]
    return list(dict.fromkeys([*ends, *(address for _, address in dated)]))


class Readers:
    """The parse methods of a spider; it gives `request`, `extract`, `note`, `templates`, `moment`, `count`, `count_visit` and `logger`."""

    def reader(self, kind: str) -> Callable[..., Output] | None:
        """What reads a body of `kind`, None for any other word than those that `amw.kinds` tells bodies apart by."""
        return {
            "feed": self.parse_feed,
            "sitemap": self.parse_sitemap,
            "listing": self.parse_listing,
            "article": self.parse_article,
            "board": self.parse_board,
            "rates": self.parse_rates,
        }.get(kind)

    async def parse_feed(self, response: Response, *, source: Source, **_: Any) -> Output:
        """RSS, Atom, JSON Feed: the visit with the pages found, then the articles of entries not followed, then the pages to fetch."""
        at, capture = self.moment(response.request), capture_of(response.request)
        feed = await asyncio.to_thread(parse_feed, response.body, response.url, content_type=header(response, "Content-Type") or "", now=at)
        for leftover, number in feed.leftovers.items():
            self.count(f"feed/{leftover}", number)
        if feed.reason not in (None, "no_entries"):
            detail = feed.reason if feed.reason != "html" else "html where a feed should be"
            yield self.visited(response, source, "feed", outcome="failed", reason=f"feed_{feed.reason}", detail=detail)
            return
        pages: list[dict[str, Any]] = []
        entries: list[Entry] = []
        refused: list[Rejected] = []
        seen: set[str] = set()
        followed: set[str] = set()
        for entry in feed.entries:
            facts = entry.facts()
            # RSS asks for no link: such an entry is all there is of its report, and known by an address made from its content.
            link = entry.link or own_entry_address(response.url, entry)
            follow = source.follow and entry.link is not None
            # A followed page can still give the title that its entry lacks.
            reason = "repeated_link" if link in seen else "no_title" if entry.title is None and not follow else None
            if reason is not None:
                detail = entry.title or entry.guid or ""
                refused.append(self.reject(source, link, "entry", reason, detail=detail, facts=facts, capture=capture, at=at))
                continue
            seen.add(link)
            if follow:
                followed.add(link)
            entries.append(entry if entry.link else replace(entry, link=link))
            pages.append({"url": link, "kind": "article", "entry": facts, "follow": follow})
        self.count("feed/entries", len(feed.entries))
        whole = self.expect(source, len(feed.entries))
        yield self.visited(response, source, "feed", found=tuple(pages), reason=feed.reason, whole=whole)
        for rejected in refused:
            yield rejected
        for entry in entries:
            if entry.link not in followed:
                yield self.entry_article(source, entry, at=at, capture=capture)
            elif (request := self.follow(source, entry.link or "", "article", entry.facts(), capture)) is not None:
                yield request

    async def parse_sitemap(self, response: Response, *, source: Source, **_: Any) -> Output:
        """A sitemap or an index of sitemaps: what is new in it, newest first."""
        at = self.moment(response.request)
        parsed = await asyncio.to_thread(parse_sitemap, response.body, response.url, now=at)
        for leftover, number in parsed.leftovers.items():
            self.count(f"sitemap/{leftover}", number)
        if parsed.reason not in (None, "no_pages"):
            yield self.visited(response, source, "sitemap", outcome="failed", reason=f"sitemap_{parsed.reason}")
            return
        pages = self.newest(parsed.pages, source, at)
        found = tuple({"url": page.link, "kind": "article", "entry": page.facts(), "follow": True} for page in pages)
        self.count("sitemap/pages", len(parsed.pages))
        whole = bool(parsed.sitemaps) or self.expect(source, len(parsed.pages))
        fresh = fresh_children(parsed.sitemaps, at - self.oldest(source))[:FOLLOWED]
        self.count("sitemap/children/passed_over", len(parsed.sitemaps) - len(fresh))
        # With the validators of this answer goes what it leads to: where it stays as it is, those are asked all the same.
        found += tuple({"url": address, "kind": "sitemap"} for address in fresh)
        yield self.visited(response, source, "sitemap", found=found, reason=parsed.reason, whole=whole)
        for address in fresh:
            if (request := self.follow(source, address, "sitemap", None, None)) is not None:
                yield request
        for page in pages:
            if (request := self.follow(source, page.link or "", "article", page.facts(), None)) is not None:
                yield request

    async def parse_listing(self, response: Response, *, source: Source, **_: Any) -> Output:
        """A page of links: those to articles, by the source's selector or pattern, else by what they have in common."""
        charset = charset_of(header(response, "Content-Type"))
        narrow = {"selector": source.selector, "pattern": source.pattern}
        links = await asyncio.to_thread(find_links, response.body, response.url, charset=charset, **narrow)
        self.count("listing/links", len(links))
        whole = self.expect(source, len(links))
        if not links:
            yield self.visited(response, source, "listing", outcome="failed", reason="listing_no_links")
            return
        found = tuple({"url": url, "kind": "article", "follow": True} for url in links)
        yield self.visited(response, source, "listing", found=found, whole=whole)
        for url in links:
            if (request := self.follow(source, url, "article", None, None)) is not None:
                yield request

    async def parse_article(
        self, response: Response, *, source: Source, entry: Mapping[str, Any] | None = None, feed_capture: Capture | None = None, **_: Any
    ) -> Output:
        """One article page: the page's fields, gaps filled from the entry; where it is no article, the entry alone."""
        at, capture = self.moment(response.request), capture_of(response.request)
        assert response.request is not None
        ask: Ask = response.request.meta.get("amw_ask") or Ask()
        reading = await self.extract(response, at, ask)
        self.note(response.request, source, at, ask, reading)
        page = reading.record
        if reading.template is not None and not reading.differs:
            description = self.templates.describe(source.key, response.request.url, reading.template)
            page = replace(page, provenance={**page.provenance, "text": description})
        if page.text == "":
            if page.reason in EXTRACTOR_FAILED:
                visit = self.visited(response, source, "article", outcome="failed", reason=f"extract_{page.reason}")
            else:
                reason = "no_article" if page.reason in (None, "no_article", "listing") else f"no_article_{page.reason}"
                visit = self.visited(response, source, "article", reason=reason)
            known = Entry.from_facts({"link": visit.url, **entry}) if entry is not None else None
            if known is not None and known.title:
                yield self.entry_article(source, known, at=at, capture=feed_capture or capture, visit=visit)
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

    async def parse_rates(self, response: Response, *, source: Source, **_: Any) -> Output:
        """The ECB's reference rates of the days that the shipped table does not have; a file that is no such table is a failed visit."""
        at, capture = self.moment(response.request), capture_of(response.request)
        try:
            rates = later_rates(await asyncio.to_thread(parse_rates, response.body), until=at.date())
        except ValueError as error:
            yield self.visited(response, source, "other", outcome="failed", reason="rates_unreadable", detail=str(error))
            return
        self.count("rates", len(rates))
        visit = self.visited(response, source, "other")
        yield RateTable(source=source.key, url=visit.url, fetched_at=at, rates=rates, capture=capture, visit=visit)

    async def parse_page(self, response: Response, *, source: Source, **arguments: Any) -> Output:
        """A page of unknown kind: find out what it is, then read it as that."""
        found = await asyncio.to_thread(detect, response.body, header(response, "Content-Type") or "", response.url, sources=self.index)
        self.count(f"kind/{found.kind}")
        self.logger.info("%s is read as %s: %s", response.url, found.kind, found.reason)
        if found.kind == "board" and found.source is not None:
            self.sources.setdefault(found.source.key, found.source)
            source = found.source
        parse = self.reader(found.kind) or self.parse_article
        async for output in parse(response, source=source, **arguments):
            yield output

    async def snapshot(
        self, response: Response, source: Source, companions: Mapping[str, bytes] | None = None, *, whole: bool = True
    ) -> BoardSnapshot | Rejected:
        """The board item of a body; Rejected where nobody can read that board yet. `whole` as in `visited`."""
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
            response,
            source,
            "board",
            outcome="failed" if refused else "fetched",
            reason="board_refused" if refused else None,
            whole=whole,
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
        whole: bool = True,
    ) -> Visit:
        """The visit of an answered request, counted.

        Validators are taken along only where the body was of use and was the `whole` of what is read: the first page of a board, or a table
        with a file beside it, may stay as it is while those change; one with fewer entries than its source declares is asked for again, or
        it would pass for sound from then on.
        """
        if detail:
            self.logger.warning("%s: %s", response.url, detail)
        kept = outcome == "fetched" and whole
        assert response.request is not None
        visit = Visit(
            source=source.key,
            url=requested(response.request),
            kind=kind,
            outcome=outcome,
            reason=reason,
            fetched_at=self.moment(response.request),
            status=response.status,
            etag=header(response, "ETag") if kept else None,
            last_modified=header(response, "Last-Modified") if kept else None,
            found=found,
            capture=capture_of(response.request),
        )
        self.count_visit(visit)
        return visit

    def entry_article(
        self, source: Source, entry: Entry, *, at: datetime, capture: Capture | None = None, visit: Visit | None = None
    ) -> Article:
        """The article that an entry alone makes, counted; `at` is when it was read."""
        self.count("article/entry")
        return from_entry(source, entry, at=at, capture=capture, visit=visit)

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
        """The request for a page found, or None where this crawl has asked for it already or has followed as many as it may."""
        if url in self._seen:
            self.count("follow/repeated")
            return None
        if self._left_to_follow is not None:
            if self._left_to_follow <= 0:
                self.count("follow/over_limit")
                return None
            self._left_to_follow -= 1
        self._seen.add(url)
        return self.request(url, kind=kind, source=source, entry=entry, feed_capture=feed_capture)

    def newest(self, pages: tuple[Entry, ...], source: Source, at: datetime) -> list[Entry]:
        """The pages of a sitemap worth fetching: matching the source's pattern, no older than the source allows, newest first, capped."""
        wanted = re.compile(source.pattern) if source.pattern else None
        matching = [page for page in pages if wanted is None or wanted.search(page.link or "")]
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

    def expect(self, source: Source, number: int) -> bool:
        """Count the entries of an answer, and an answer with fewer or more of them than its source declares as sound; False for fewer."""
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value("amw/entries", number)
        if source.expected is not None and not source.expected[0] <= number <= source.expected[1]:
            self.count("expectation/few" if number < source.expected[0] else "expectation/many")
            self.logger.warning("%s gave %d entries, expected %d to %d", source.key, number, *source.expected)
        return source.expected is None or number >= source.expected[0]
