"""robots.txt as RFC 9309 has it: what cannot be asked is forbidden, what does not exist allows everything."""

from __future__ import annotations

import asyncio
import logging

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler

from amw.urls import host
from middlewares.base import replaying
from middlewares.refusals import Refusal

logger = logging.getLogger(__name__)

MAX_BYTES = 500 * 1024  # what a crawler must be able to read of the file (RFC 9309 section 2.5)
# A host that does not answer at all is down rather than unwilling, and says so in its own word.
_DOWN: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "connection_refused"),
    (DownloadTimeoutError, "timeout"),
)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's rules and parser, but: 5xx, 429 and network failures mean disallow (section 2.3.1.4), any other 4xx allow (2.3.1.3).

    A refusal says why: "robots" for a rule, "robots_unreachable" for a file that cannot be had, "dns", "timeout" or
    "connection_refused" for a host that is down, or the guard's own reason.
    """

    def __init__(self, crawler: Crawler) -> None:
        if replaying(crawler.settings):
            raise NotConfigured
        super().__init__(crawler)
        self._asked: dict[str, asyncio.Task[RobotParser | Refusal]] = {}

    async def process_request(self, request: Request) -> None:
        if request.meta.get("dont_obey_robotstxt") or not request.url.startswith(("http:", "https:")):
            return
        origin = request.url.split("#", 1)[0].split("?", 1)[0].split("/", 3)
        place = f"{origin[0]}//{origin[2]}"
        task = self._asked.get(place)
        if task is None:
            task = self._asked[place] = asyncio.ensure_future(self._ask(place, request))
        answer = await asyncio.shield(task)
        if isinstance(answer, Refusal):
            self._stats.inc_value("amw/robots/unreachable")
            # Raised anew each time: one exception object must not gather the tracebacks of many requests.
            raise Refusal(answer.reason, str(answer), outcome=answer.outcome, retry_at=answer.retry_at)
        agent = self._robotstxt_useragent or self._default_useragent
        if not answer.allowed(request.url, agent):
            self._stats.inc_value("amw/robots/forbidden")
            raise Refusal("robots", "forbidden by robots.txt")

    async def _ask(self, place: str, request: Request) -> RobotParser | Refusal:
        self._stats.inc_value("amw/robots/asked")
        meta = {"dont_obey_robotstxt": True, "download_maxsize": 20 * MAX_BYTES}
        question = Request(f"{place}/robots.txt", priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(question)
        except Refusal as refusal:
            return refusal
        except Exception as error:
            reason = next((word for kind, word in _DOWN if isinstance(error, kind)), "robots_unreachable")
            logger.info("%s cannot be had: %s: %s", question.url, type(error).__name__, error)
            return Refusal(reason, f"robots.txt of {host(request.url)}: {type(error).__name__}", outcome="failed")
        return await self._read(response, request)

    async def _read(self, response: Response, request: Request) -> RobotParser | Refusal:
        if response.status >= 500 or response.status == 429:
            return Refusal("robots_unreachable", f"robots.txt answers {response.status}", outcome="failed")
        # An error page is no set of rules.
        body = response.body[:MAX_BYTES] if 200 <= response.status < 300 else b""
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        await self.crawler.signals.send_catch_log_async(signal=signals.robots_parsed, robotparser=parser, request=request)
        return parser
