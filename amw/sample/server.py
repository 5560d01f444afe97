"""The sample web on loopback: a real HTTP/1.1 server that honours conditional requests, and the catalogue of its sources."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from amw.sample.pages import filled
from amw.sample.site import Answer, build_site, not_found
from amw.sources import Source, read_sources

SAMPLE_PORT = 18925  # fixed, because addresses must be the same in every run: else a second run would find everything new


@dataclass(slots=True)
class SampleWeb:
    """A running sample web. `url`: where it starts, no closing slash. `answered`: (path, status) -> how often, for curious tests."""

    url: str
    port: int
    answered: Counter[tuple[str, int]] = field(default_factory=Counter)


@contextmanager
def serve_sample(port: int = 0) -> Iterator[SampleWeb]:
    """Serve the sample web on 127.0.0.1 while the context is open; port 0 takes a free one. OSError where `port` is taken."""
    server = _Server(("127.0.0.1", port), _Handler)
    web = SampleWeb(url=f"http://127.0.0.1:{server.server_port}", port=server.server_port)
    server.web = web
    server.site = build_site(web.url)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="sample-web", daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def sample_catalogue(base_url: str) -> str:
    """The sources of the sample web that starts at `base_url` as a file of one's own has them (TOML)."""
    return filled("sources.toml", base=base_url.rstrip("/"))


def sample_sources(base_url: str) -> Mapping[str, Source]:
    """The sources of the sample web that starts at `base_url`, by key: each kind of source once, and a second look at one outlet."""
    sources, _ = read_sources(sample_catalogue(base_url))
    return sources


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    web: SampleWeb
    site: Mapping[str, Answer]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "sample"
    sys_version = ""
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: who wants to know reads `SampleWeb.answered`."""

    def _send(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        answer = self.server.site.get(path)
        if answer is None and path + "/" in self.server.site:
            return self._head(path, 301, {"Location": f"{self.server.web.url}{path}/", "Content-Length": "0"})
        answer = answer or not_found()
        headers = {"Content-Type": answer.content_type, "Content-Length": str(len(answer.body)), "Cache-Control": "no-cache"}
        if answer.status == 200:
            headers |= {"ETag": answer.etag, "Last-Modified": format_datetime(answer.modified, usegmt=True)}
            if answer.etag in (self.headers.get("If-None-Match") or ""):
                del headers["Content-Length"], headers["Content-Type"]
                return self._head(path, 304, headers)
            if answer.memento is not None:
                headers["Memento-Datetime"] = format_datetime(answer.memento, usegmt=True)
        self._head(path, answer.status, headers)
        if with_body:
            self.wfile.write(answer.body)
        return None

    def _head(self, path: str, status: int, headers: Mapping[str, str]) -> None:
        self.server.web.answered[(path, status)] += 1
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
