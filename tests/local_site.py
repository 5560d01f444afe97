"""A real HTTP server on loopback whose answers a test scripts: status, headers, delay, and the unpleasant ones the web has to offer."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server says: `body` as sent (already encoded), or `chunks`, streamed without Content-Length until the client leaves."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    content_type: str | None = "text/html; charset=utf-8"
    delay: float = 0.0
    chunks: Callable[[], Iterator[bytes]] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One request as it came in; `at` is a monotonic time in seconds."""

    path: str
    headers: Mapping[str, str]
    at: float


Route = Answer | Callable[[Hit], Answer]


class LocalSite:
    """`with LocalSite() as site: site.add("/feed.xml", Answer(...)); site.url("/feed.xml")`. Unknown paths are 404; robots.txt too."""

    def __init__(self) -> None:
        self._routes: dict[str, Route | list[Route]] = {}
        self.hits: list[Hit] = []
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site._serve(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # clients that hang up are part of the script

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.netloc}{path}"

    def add(self, path: str, *answers: Route) -> None:
        """Script `path`: one answer for good, or several in turn, the last of which stays."""
        self._routes[path] = answers[0] if len(answers) == 1 else list(answers)

    def seen(self, path: str) -> list[Hit]:
        with self._lock:
            return [hit for hit in self.hits if hit.path == path]

    def __enter__(self) -> LocalSite:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        hit = Hit(handler.path, {name.lower(): value for name, value in handler.headers.items()}, time.monotonic())
        with self._lock:
            self.hits.append(hit)
            found = self._routes.get(handler.path, Answer(status=404, body=b"no such page"))
            if isinstance(found, list):
                found = found.pop(0) if len(found) > 1 else found[0]
        answer = found(hit) if callable(found) else found
        if answer.delay:
            time.sleep(answer.delay)
        with suppress(BrokenPipeError, ConnectionResetError):
            handler.send_response(answer.status)
            for name, value in answer.headers.items():
                handler.send_header(name, value)
            if answer.content_type is not None:
                handler.send_header("Content-Type", answer.content_type)
            if answer.chunks is not None:
                handler.send_header("Connection", "close")
                handler.end_headers()
                handler.close_connection = True
                for chunk in answer.chunks():
                    handler.wfile.write(chunk)
                return
            body = b"" if answer.status == 304 else answer.body
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)


def html(title: str, text: str, *, head: str = "") -> bytes:
    """A small article page: `text` is split into paragraphs at newlines."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n"))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="og:type" content="article"><meta property="og:title" content="{title}">{head}</head>'
        f"<body><header><nav><a href=/>Home</a></nav></header><main><article><h1>{title}</h1>{paragraphs}</article></main>"
        f"<footer><p>All rights reserved.</p></footer></body></html>"
    ).encode("utf-8", "surrogatepass")


def rss(items: str, *, title: str = "A feed") -> bytes:
    """An RSS 2.0 document around `items`, the XML of its item elements."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title><link>http://feed.example/</link>'
    return f"{head}{items}</channel></rss>".encode("utf-8", "surrogatepass")


def rss_item(title: str, link: str, *, summary: str = "A summary.", date: str = "Mon, 05 Oct 2026 10:00:00 +0000") -> str:
    return f"<item><title>{title}</title><link>{link}</link><description>{summary}</description><pubDate>{date}</pubDate></item>"


def gzip_bomb(megabytes: int) -> bytes:
    """A gzip body of a few kilobytes that unpacks to `megabytes` MB of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(2**20)
    return b"".join([*(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def endless() -> Iterator[bytes]:
    """A body that never ends."""
    while True:
        yield b"<p>on and on and on</p>" * 3000


def zipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


# A report of the length and variety of a real one; extraction is judged elsewhere, here it only has to have something to find.
REPORT = """Acme Robotics presented its second language model on Monday, twice as fast as the version released in spring, it says.
The company trained the system on a cluster of 4,000 accelerators in Norway and intends to offer it through its own cloud from November.
"Customers told us that waiting was the problem, so we rebuilt the serving layer first," chief executive Maria Lund said in Oslo.
Prices fall by a third: a million input tokens will cost forty cents, while output is billed at one dollar and sixty cents.
Analysts were cautious. Independent tests are not expected before the end of the month, and earlier claims had to be corrected twice.
Regulators in Brussels have asked the firm to document which books and newspapers were part of the training material.
Rivals reacted quickly: two of them announced discounts within hours, and a third brought its own launch forward to next week.
Acme was founded in 2019 by three former researchers of the national institute and employs about six hundred people today."""
