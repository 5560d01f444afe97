"""LiveBench: a table of task scores and, beside it, the file that says which tasks make which category."""

from __future__ import annotations

import re
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from amw.sources import Source
from items import Visit
from spiders.board import BoardSpider
from spiders.readers import Output

_TABLE = re.compile(r"/table_(\d{4}_\d\d_\d\d)\.csv$")


class LivebenchSpider(BoardSpider):
    name = "livebench"
    usual = "livebench"

    async def parse_board(self, response: Response, *, source: Source, **_: Any) -> Output:
        categories = _TABLE.sub(r"/categories_\1.json", response.url)
        if categories == response.url:
            yield await self.snapshot(response, source)
            return
        beside = self.sources.get("livebench-categories", source)
        # Asked for whole, for the table is read with it: "unchanged" would be none.
        yield self.request(categories, kind="board", source=beside, meta={"amw_conditional": True}).replace(
            callback=self.join, errback=self.alone, cb_kwargs={"kind": "board", "key": beside.key, "table": response, "owner": source.key}
        )

    async def join(self, response: Response, kind: str, key: str, table: Response, owner: str) -> Output:
        """Both files are here: the table is read with its categories, and the categories are a snapshot of their own."""
        name = response.url.rpartition("/")[2]
        yield await self.snapshot(response, self.sources[key], whole=False)
        yield await self.snapshot(table, self.sources[owner], companions={name: response.body}, whole=False)

    async def alone(self, failure: Failure) -> Output:
        """Without the categories the tasks still count; the board's reader says what is missing."""
        request: Request = failure.request  # type: ignore[attr-defined]
        for item in self.miss(failure):
            if isinstance(item, Visit):
                yield item
        yield await self.snapshot(request.cb_kwargs["table"], self.sources[request.cb_kwargs["owner"]], whole=False)
