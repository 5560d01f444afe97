"""Manners towards one host: Retry-After, pauses before retries, a budget of requests a crawl."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from amw.politeness import retry_after
from amw.urls import host
from middlewares.base import Middleware
from middlewares.refusals import Refusal

BACKING_OFF = frozenset({429, 503})
SLOWEST = 10.0  # seconds between two requests that a Crawl-delay can ask for


class PolitenessMiddleware(Middleware):
    """RETRY_AFTER_MAX: seconds a crawl waits for a host; a longer wish ends its requests there, and the visit says when to come back.

    HOST_BUDGET: requests to one host in one crawl, retries and redirects included; the rest stays pending for the next crawl.
    RETRY_PAUSE: seconds before the first retry of a failed request, doubled for each further one. A Crawl-delay of robots.txt is
    kept between requests to its host, up to SLOWEST seconds.
    """

    name = "politeness"

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._longest = settings.getfloat("RETRY_AFTER_MAX", 60)
        self._budget = settings.getint("HOST_BUDGET", 1000)
        self._pause = settings.getfloat("RETRY_PAUSE", 2)
        self._spent: Counter[str] = Counter()
        self._not_before: dict[str, float] = {}  # by the monotonic clock, as all waiting here: the other may be set
        self._agent = settings.get("ROBOTSTXT_USER_AGENT") or settings.get("USER_AGENT")
        self._every: dict[str, float] = {}
        self._next: dict[str, float] = {}
        crawler.signals.connect(self.note_delay, signals.robots_parsed)

    def note_delay(self, robotparser: Any, request: Request) -> None:
        # Scrapy's wrapper of Protego keeps the parser as `rp`; other parsers may know no Crawl-delay.
        ask = getattr(getattr(robotparser, "rp", None), "crawl_delay", None)
        delay = ask(self._agent) if ask is not None else None
        if delay:
            self._every[host(request.url) or ""] = min(float(delay), SLOWEST)

    async def process_request(self, request: Request) -> None:
        name = host(request.url) or ""
        self._spent[name] += 1
        if self._budget and self._spent[name] > self._budget:
            self.count("host_budget")
            raise Refusal("host_budget", f"{self._budget} requests to {name} spent", outcome="skipped")
        attempt = request.meta.get("retry_times", 0)
        now = time.monotonic()
        wait = self._pause * 2 ** (attempt - 1) if attempt else 0.0
        wish = self._not_before.get(name, now) - now
        if wish > self._longest:
            self.count("host_backing_off")
            until = datetime.now(UTC) + timedelta(seconds=wish)
            raise Refusal("host_backing_off", f"{name} asked to wait until {until.isoformat()}", outcome="skipped", retry_at=until)
        wait = max(wait, wish)
        if name in self._every:
            turn = max(now + wait, self._next.get(name, now))
            self._next[name] = turn + self._every[name]
            wait = turn - now
        if wait > 0:
            self.count("waits")
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        value = response.headers.get("Retry-After")
        if response.status not in BACKING_OFF or not value:
            return response
        now = datetime.now(UTC)
        wish = retry_after(value.decode("latin-1"), now)
        if wish is None:
            return response
        name = host(request.url) or ""
        seconds = (wish - now).total_seconds()
        self._not_before[name] = max(time.monotonic() + seconds, self._not_before.get(name, 0.0))
        self.count("retry_after")
        assert self.crawler.spider is not None
        # Asking again sooner is what the server forbids: then the answer goes to the spider as it is, with its Retry-After.
        soon = seconds <= self._longest
        again = get_retry_request(request, spider=self.crawler.spider, reason="retry_after") if soon else None
        if again is None:
            request.meta["dont_retry"] = True
        return again or response
