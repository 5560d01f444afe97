"""Every response to WARC, as the wire brought it, before anything reads it; the place travels on as `request.meta["amw_capture"]`."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.web.http import RESPONSES

from amw.archive import ArchiveWriter, Record
from amw.extract.template import Template
from amw.extract.template_book import TEMPLATE_URN, written
from amw.extract.templates import Ask
from middlewares.base import Middleware
from middlewares.refusals import Refusal
from middlewares.replay import capture_of

logger = logging.getLogger(__name__)


class ArchiveMiddleware(Middleware):
    """One series of files a crawl in ARCHIVE_DIR.

    A record is on disk before the spider sees its response, so no item names bytes that are not there. Records
    carry AMW-Source and AMW-Kind, by which a replay knows whose they are, and AMW-Template, the templates that they were read by; these
    are attached to the file.
    """

    name = "archive"

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        folder = crawler.settings.get("ARCHIVE_DIR")
        if not folder:
            raise NotConfigured
        self._folder = Path(folder)
        self._writer: ArchiveWriter | None = None
        self._lock = asyncio.Lock()
        crawler.signals.connect(self.close, signals.spider_closed)

    def process_request(self, request: Request) -> None:
        # A retry or redirect copies its forerunner's meta; the capture is not its own.
        request.meta.pop("amw_capture", None)

    async def process_response(self, request: Request, response: Response) -> Response:
        at = datetime.now(UTC)
        headers = [
            (key.decode("latin-1"), value.decode("latin-1"))
            for key, values in response.headers.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        fields = {
            name: request.meta[key] for name, key in (("AMW-Source", "amw_source"), ("AMW-Kind", "amw_kind")) if request.meta.get(key)
        }
        ask: Ask | None = request.meta.get("amw_ask")
        if ask is not None and ask.templates:
            fields["AMW-Template"] = written(ask)
        async with self._lock:
            write = partial(
                self._write,
                ask.templates if ask is not None else (),
                response.url,
                status=response.status,
                reason=RESPONSES.get(response.status, b"").decode("ascii"),
                headers=headers,
                body=response.body,
                at=at,
                fields=fields,
            )
            try:
                # What came packed is copied, which takes less than going to a thread and back does.
                record = write() if response.headers.get("Content-Encoding") else await asyncio.to_thread(write)
            except OSError as error:
                logger.error("the archive in %s cannot be written: %s", self._folder, error)
                raise Refusal("archive_unwritable", str(error), outcome="failed") from error
        self.count("records")
        self.count("bytes", len(response.body))
        request.meta["amw_capture"] = capture_of(record)
        return response

    async def close(self) -> None:
        async with self._lock:
            if self._writer is not None:
                await asyncio.to_thread(self._writer.close)
                self._writer = None

    def _write(self, templates: Sequence[Template], url: str, *, at: datetime, **answer: Any) -> Record:
        """The response, after the templates that its record names."""
        if self._writer is None:
            self._writer = ArchiveWriter(self._folder, self._name(at))
        for template in templates:
            definition = json.dumps(template.to_json(), sort_keys=True).encode()
            self._writer.attach(f"{TEMPLATE_URN}{template.digest}", "application/json", definition, at=at)
        return self._writer.write(url, at=at, **answer)

    def _name(self, at: datetime) -> str:
        source = getattr(getattr(self.crawler.spider, "source", None), "key", None) or getattr(self.crawler.spider, "name", "crawl")
        # Time and process tell apart crawls of one source on one machine; a taken name moves on to the next number.
        return f"{re.sub(r'[^a-zA-Z0-9.-]+', '-', source)}-{at:%Y%m%dT%H%M%S}-{os.getpid()}"
