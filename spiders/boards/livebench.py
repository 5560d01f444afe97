"""LiveBench: a table of task scores and, beside it, the file that says which tasks make which category."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from amw.sources import Source
from items import Visit
from spiders.base import Output
from spiders.board import BoardSpider


class LivebenchSpider(BoardSpider):
    name = "livebench"

    def prepare(self, source: str | None, url: str | None, follow: str | None) -> None:
        super().prepare(source if source or url else "livebench", url, follow)

    async def parse_board(self, response: Response, *, source: Source, **_: Any) -> Output:
        categories = response.url.replace("/table_", "/categories_").removesuffix(".csv") + ".json"
        if categories == response.url + ".json":
            yield await self.snapshot(response, source)
            return
        yield self.request(categories, kind="board", source=source).replace(
            callback=self.join, errback=self.alone, cb_kwargs={"table": response, "key": source.key, "kind": "board"}
        )

    async def join(self, response: Response, table: Response, key: str, kind: str) -> Output:
        source = self.sources[key]
        name = response.url.rpartition("/")[2]
        yield self.visited(response, source, kind)
        yield await self.snapshot(table, source, companions={name: response.body})

    async def alone(self, failure: Failure) -> Output:
        """Without the categories the tasks still count; the board's reader says what is missing."""
        request: Request = failure.request  # type: ignore[attr-defined]
        for item in self.miss(failure):
            if isinstance(item, Visit):
                yield item
        yield await self.snapshot(request.cb_kwargs["table"], self.sources[request.cb_kwargs["key"]])
