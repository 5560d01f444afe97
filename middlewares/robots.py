"""robots.txt as RFC 9309 has it: what cannot be asked is forbidden, what does not exist allows everything."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from middlewares.refusals import Refusal
from middlewares.replay import replaying


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, but: 5xx, 429 and network failures mean disallow (RFC 9309 section 2.3.1.4), any other 4xx means allow (2.3.1.3).

    A refusal says why: "robots" for a rule, "robots-unreachable" for a host that cannot be asked, or the guard's own reason.
    """

    def __init__(self, crawler: Crawler) -> None:
        if replaying(crawler.settings):
            raise NotConfigured
        super().__init__(crawler)
        self._unreachable: dict[str, Refusal] = {}

    async def process_request(self, request: Request) -> None:
        if request.meta.get("dont_obey_robotstxt") or not request.url.startswith(("http:", "https:")):
            return
        parser = await self.robot_parser(request)
        # Raised anew each time: one exception object must not gather the tracebacks of many requests.
        known = self._unreachable.get(_netloc(request))
        if known is not None:
            self._stats.inc_value("amw/robots/unreachable")
            raise Refusal(known.reason, str(known), outcome=known.outcome, retry_at=known.retry_at)
        self.process_request_2(parser, request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if rp is None:
            return
        agent = self._robotstxt_useragent or request.headers.get(b"User-Agent", self._default_useragent)
        if agent is not None and not rp.allowed(request.url, agent):
            self._stats.inc_value("amw/robots/forbidden")
            raise Refusal("robots", "forbidden by robots.txt")

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._unreachable[netloc] = Refusal("robots-unreachable", f"robots.txt answers {response.status}", outcome="failed")
        elif response.status >= 300:
            # An error page is no set of rules.
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, Refusal):
            self._unreachable[netloc] = exc
        else:
            self._unreachable[netloc] = Refusal("robots-unreachable", f"robots.txt: {type(exc).__name__}", outcome="failed")
        super()._robots_error(exc, netloc)


def _netloc(request: Request) -> str:
    return request.url.partition("://")[2].split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
