"""Answers every request from captures, never from the network."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from amw.archive import ArchiveError, Captures, Record
from amw.extract.template_book import TEMPLATE_URN, TEMPLATED, TemplateBook, ask_as_written
from amw.extract.templates import Ask
from items import Capture
from middlewares.base import Middleware
from middlewares.refusals import Refusal


def capture_of(record: Record) -> Capture:
    """A record of the archive as items name it."""
    return Capture(
        url=record.url,
        file=record.file,
        offset=record.offset,
        digest=record.digest,
        fetched_at=record.at,
        status=record.status,
        content_type=record.content_type,
    )


class ReplayMiddleware(Middleware):
    """Serves `meta["amw_record"]` where the request names one, else the capture of its URL nearest to `meta["amw_at"]`.

    Every record served is noted in `meta["amw_records"]` as (file, offset); retries and redirects take the list along. A URL without a
    capture ends as skipped, "not_captured".
    """

    name = "replay"
    of_replay = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        spider: Any = crawler.spider
        self._captures: Captures = spider.captures
        self._book: TemplateBook = spider.templates

    def process_request(self, request: Request) -> Response:
        record = request.meta.pop("amw_record", None) or self._captures.find(request.url, at=request.meta.get("amw_at"))
        if record is None:
            self.count("not_captured")
            raise Refusal("not_captured", request.url, outcome="skipped")
        try:
            payload = self._captures.read(record)
        except ArchiveError as error:
            self.count("damaged")
            raise Refusal("capture_damaged", str(error), outcome="failed") from error
        self.count("served")
        request.meta["amw_ask"] = self._ask(record)
        request.meta["amw_records"] = [*request.meta.get("amw_records", ()), (record.file, record.offset)]
        request.meta["amw_capture"] = capture_of(record)
        headers = Headers()
        for name, value in payload.headers:
            headers.appendlist(name, value.encode("latin-1", "replace"))
        kind = responsetypes.from_args(headers=headers, url=record.url, body=payload.body)
        return kind(url=record.url, status=payload.status, headers=headers, body=payload.body, request=request, flags=["replayed"])

    def _ask(self, record: Record) -> Ask:
        """How the page was read when it was captured; a replay learns nothing."""
        ask = Ask()
        line = record.fields.get("AMW-Template", "")
        if line:
            definitions = {uri.removeprefix(TEMPLATE_URN): body for uri, body in self._captures.resources.items()}
            try:
                ask = ask_as_written(line, definitions)
            except (ValueError, RecursionError):
                self.count("template_unknown")
        return self._book.replay(record.fields.get("AMW-Source", ""), ask) if record.fields.get("AMW-Kind") in TEMPLATED else ask
