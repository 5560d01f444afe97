"""How an answer is taken off the wire: Scrapy's download handler with a bound on what precedes the body."""

from __future__ import annotations

from functools import partial
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError
from scrapy.http import Response
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

HEAD_BYTES = 256 * 1024  # status lines and headers of an answer, interim ones included: what Chromium takes


class HeadTooLargeError(Exception):
    """The head of an answer goes on beyond HEAD_BYTES."""


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's, but an answer whose head is longer than HEAD_BYTES is too large: one without an end took 2 GB within six seconds."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _bounded(self._pool._factory)

    async def download_request(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            if any(reason.check(HeadTooLargeError) for reason in getattr(error.__cause__, "reasons", ())):
                raise DownloadCancelledError(f"the head of the answer is longer than {HEAD_BYTES} bytes") from error
            raise


def _bounded(factory: Any) -> Any:
    """`factory` of connections, each of which gives up an answer with too long a head."""

    class Bounded(factory):  # type: ignore[misc]
        def buildProtocol(self, addr: Any) -> Any:
            protocol = super().buildProtocol(addr)
            protocol.dataReceived = partial(_take, protocol, protocol.dataReceived)
            return protocol

    return Bounded


def _take(protocol: Any, pass_on: Any, data: bytes) -> None:
    parser = protocol._parser
    if parser is not None and parser.state in (STATUS, HEADER):
        parser.head_bytes = getattr(parser, "head_bytes", 0) + len(data)
        if parser.head_bytes > HEAD_BYTES:
            protocol._giveUp(Failure(HeadTooLargeError()))
            return
    pass_on(data)
