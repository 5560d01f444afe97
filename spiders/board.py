"""Leaderboards: `scrapy crawl board -a source=KEY`. A board with more to it than addresses to try has a file in spiders/boards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from amw.boards import Endpoint, boards
from amw.boards.paging import next_page
from amw.sources import Source
from amw.urls import canonicalise, site
from items import BoardSnapshot, Visit
from spiders.base import SourceSpider
from spiders.readers import Item, Output


class BoardSpider(SourceSpider):
    """Tries the addresses of the board in the catalogue's order: a keyed API where its key is in the environment, then the page.

    The first that answers with a readable board ends the crawl; every other one leaves its visit.
    """

    name = "board"
    kind = "board"
    usual: ClassVar[str | None] = None  # the source that is crawled where neither a source nor an address is given

    def prepare(self, source: str | None, url: str | None, follow: str | None) -> None:
        super().prepare(source if source or url else self.usual, url, follow)
        self._board = boards().get(self.source.board or self.source.key)
        self._left = [Endpoint(url=self.source.url, kind="page")] if url is not None else self.endpoints()
        self._asked = Endpoint(url=self.source.url, kind="page")
        self._pages: list[Response] = []
        self.roots |= {address for endpoint in self._left if (address := canonicalise(endpoint.url))}

    def endpoints(self) -> list[Endpoint]:
        """The addresses worth trying, best first; the source's own is the last resort, but where it asks for a key that is not there."""
        known = self._board.endpoints if self._board is not None else ()
        if self._board is not None and not self._board.allowed:
            known = tuple(endpoint for endpoint in known if self._is_sanctioned(endpoint.url))
        # A board served elsewhere (a mirror, the sample web) is read there, not at the original, in pages where the original has them.
        path = urlsplit(self.source.url).path
        own = Endpoint(url=self.source.url, kind="page", pages=next((e.pages for e in known if urlsplit(e.url).path == path), ""))
        if all(site(endpoint.url) != site(self.source.url) for endpoint in known):
            known = ()
        usable = [endpoint for endpoint in known if endpoint.key_env is None or self.key(endpoint)]
        return usable if any(endpoint.url == self.source.url for endpoint in known) else [*usable, own]

    def key(self, endpoint: Endpoint) -> str:
        return os.environ.get(endpoint.key_env or "", "").strip()

    async def start(self) -> Output:
        why = self.forbidden() or (None if self._left else "its key is not in the environment")
        if why is not None:
            self.logger.warning("%s is not fetched: %s", self.source.url, why)
            reason = "terms" if self._left else "no_key"
            visit = Visit(
                source=self.source.key, url=self.source.url, kind="board", outcome="refused", reason=reason, fetched_at=self.now()
            )
            self.count_visit(visit)
            yield visit
            return
        for request in self.next_endpoint():
            yield request

    def forbidden(self) -> str | None:
        """Why the board's terms keep a crawler out, or None where they do not."""
        if self._board is None or self._board.allowed or self._is_sanctioned(self.source.url):
            return None
        return f"its terms forbid it; {self._board.channel}"

    def _is_sanctioned(self, url: str) -> bool:
        """Whether an address is where the board's makers publish its data."""
        return self._board is not None and site(url) == site(self._board.channel) is not None

    def next_endpoint(self) -> Iterator[Request]:
        if not self._left:
            return
        self._asked, self._pages = self._left.pop(0), []
        yield self._page(self._asked.url, self.source)

    def _page(self, url: str, source: Source) -> Request:
        """A request for a page of the address that is tried."""
        endpoint = self._asked
        headers = dict(endpoint.headers)
        meta: dict[str, Any] = {}
        if endpoint.key_header is not None and endpoint.key_env is not None:
            headers[endpoint.key_header] = endpoint.key_prefix + self.key(endpoint)
            # The key must not travel with a redirect to another host: Scrapy strips only Authorization and Cookie.
            meta["dont_redirect"] = True
        return self.request(url, kind="board", source=source, headers=headers, meta=meta)

    async def parse_board(self, response: Response, *, source: Source, **_: Any) -> Output:
        self._pages.append(response)
        following = next_page(self._asked, [page.body for page in self._pages])
        if following is not None:
            self.count("board/pages")
            yield self._page(following, source).replace(callback=self.turn, errback=self.stop, cb_kwargs={"source": source})
            return
        async for output in self.whole(source):
            yield output

    async def turn(self, response: Response, source: Source) -> Output:
        """A further page is here."""
        async for output in self.parse_board(response, source=source):
            yield output

    async def stop(self, failure: Failure) -> Output:
        """A further page could not be had: the pages before it are what there is, and the board's reader sees that they are not all."""
        self.count("board/page_missing")
        self.logger.warning("a page of %s is missing: %s", self.source.url, failure.getErrorMessage())
        async for output in self.whole(failure.request.cb_kwargs["source"]):  # type: ignore[attr-defined]
            yield output

    async def whole(self, source: Source) -> Output:
        """The board of the first page with those after it."""
        first, *rest = self._pages
        beside = {f"page {number}": page.body for number, page in enumerate(rest, 2)}
        item = await self.snapshot(first, source, companions=beside, whole=not self._asked.pages)
        yield item
        if isinstance(item, BoardSnapshot) and item.snapshot.verdict == "refused":
            for request in self.next_endpoint():
                self.count("board/next_endpoint")
                yield request

    def miss(self, failure: Failure) -> Iterator[Request | Item]:
        visited = list(super().miss(failure))
        yield from visited
        if any(isinstance(item, Visit) and item.outcome in ("refused", "failed", "gone") for item in visited):
            for request in self.next_endpoint():
                self.count("board/next_endpoint")
                yield request
