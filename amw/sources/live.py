"""Ask the catalogue's addresses whether they still answer, and with what: for people who keep the catalogue, never part of a crawl.

One request a source, no crawl politeness needed beyond that; TLS is verified, private addresses are refused at connect.
"""

from __future__ import annotations

import gzip
import http.client
import io
import json
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from amw import __version__
from amw.feeds import looks_like_feed, parse_feed
from amw.ip_addresses import is_public
from amw.listings import find_links
from amw.sitemaps import parse_sitemap
from amw.sources.check import unusable
from amw.sources.record import Source
from amw.urls import canonicalise

USER_AGENT = f"AIMarketWatch/{__version__} (catalogue check)"
MAX_BYTES = 8 * 2**20  # of a body, unpacked
MAX_REDIRECTS = 5
WORKERS = 8  # visits at a time
_CHUNK = 64 * 2**10
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_READABLE = {"feed": {"feed"}, "sitemap": {"sitemap"}, "listing": {"html"}, "page": {"html"}, "board": {"html", "json", "text"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveResult:
    """What one source answered.

    `found`: feed, sitemap, html, json or text; None where nothing was read. `entries`: entries of a feed, locations of a sitemap (not of
    an index), article links of a listing; None where they are not counted. `reason`: a stable word, None when `ok`.
    """

    key: str
    url: str
    ok: bool
    status: int | None = None
    found: str | None = None
    entries: int | None = None
    size: int = 0
    seconds: float = 0.0
    reason: str | None = None
    mend: str | None = None


def check_live(
    source: Source,
    *,
    timeout: float = 15.0,
    deadline: float = 45.0,
    allow: Callable[[str], bool] = is_public,
) -> LiveResult:
    """Fetch `source.url` once and say what came; never raises for anything the network or the answer does.

    `timeout`: seconds without a byte; `deadline`: seconds for the whole visit; `allow`: which literal addresses may be connected to.
    """
    begun = time.monotonic()
    try:
        status, final, kind, body = _fetch(source.url, timeout, begun + deadline, allow)
    except _Refusal as refusal:
        return _failed(source, begun, refusal.reason, refusal.mend)
    except TimeoutError:
        return _failed(source, begun, "timeout", "try again later; disable the source if it stays so")
    except ssl.SSLError as error:
        return _failed(source, begun, "tls", f"the certificate does not hold ({error.reason or error}): look for the site's new address")
    except socket.gaierror:
        return _failed(source, begun, "no_such_host", "the name does not resolve: look for the site's new address")
    except (OSError, http.client.HTTPException, EOFError, zlib.error) as error:
        return _failed(source, begun, "connection", f"{type(error).__name__}: try again later")
    found, entries = read_answer(source, body, final, kind)
    reason, mend = _verdict(source, status, found, entries)
    return LiveResult(
        key=source.key,
        url=source.url,
        ok=reason is None,
        status=status,
        found=found,
        entries=entries,
        size=len(body),
        seconds=time.monotonic() - begun,
        reason=reason,
        mend=mend,
    )


def check_all_live(sources: Iterable[Source], *, allow: Callable[[str], bool] = is_public) -> Iterator[LiveResult]:
    """`check_live` of every source that can be crawled at all, WORKERS at a time, as the answers come in."""
    asked = [source for source in sources if not any(unusable(source))]
    with ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="live") as pool:
        for done in as_completed([pool.submit(check_live, source, allow=allow) for source in asked]):
            yield done.result()


def read_answer(source: Source, body: bytes, url: str, content_type: str) -> tuple[str | None, int | None]:
    """What `body` is (feed, sitemap, html, json, text; None when empty) and how many entries it has for `source`, as a crawl would read it
    (None: not counted)."""
    if not body.strip():
        return None, None
    if looks_like_feed(body):
        return "feed", len(parse_feed(body, url, content_type=content_type).entries)
    if _HTML.search(body[:4096]):
        listing = source.kind == "listing"
        return "html", len(find_links(body, url, selector=source.selector, pattern=source.pattern)) if listing else None
    sitemap = parse_sitemap(body, url)
    if sitemap.reason in (None, "no_pages"):  # an index holds sitemaps, not pages: nothing to hold against the expectation
        return "sitemap", None if sitemap.sitemaps else len(sitemap.pages)
    with suppress(ValueError, RecursionError):
        json.loads(body)
        return "json", None
    return "text", None


class _Refusal(Exception):
    """We stopped the visit ourselves."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


def _failed(source: Source, begun: float, reason: str, mend: str) -> LiveResult:
    return LiveResult(key=source.key, url=source.url, ok=False, seconds=time.monotonic() - begun, reason=reason, mend=mend)


def _verdict(source: Source, status: int, found: str | None, entries: int | None) -> tuple[str | None, str | None]:
    if status in (401, 402, 403, 429, 451):
        return "closed", f"status {status}: the site does not want this reader; disable the source or ask its owner"
    if status in (404, 410):
        return "gone", f"status {status}: look for the new address on the outlet's front page"
    if status != 200:
        return "status", f"status {status}: try again later"
    if found is None:
        return "empty", "an empty answer: look at the address in a browser"
    if found not in _READABLE[source.kind]:
        return "other_kind", f"answers with {found}, not with what a {source.kind} is: change the kind or the address"
    if source.expected is not None and entries is not None:
        fewest, most = source.expected
        if entries < fewest:
            return "few_entries", f"{entries} entries, {fewest} expected: look whether the page changed, or lower `expected`"
        if entries > most:
            return "many_entries", f"{entries} entries, at most {most} expected: narrow the pattern, or raise `expected`"
    return None, None


def _fetch(url: str, timeout: float, until: float, allow: Callable[[str], bool]) -> tuple[int, str, str, bytes]:
    for _ in range(MAX_REDIRECTS + 1):
        spelled = canonicalise(url)
        if spelled is None:
            raise _Refusal("no_address", "the address, or where it leads, is no http(s) URL")
        parts = urlsplit(spelled)
        connection = _connect(parts.scheme, parts.hostname or "", parts.port, timeout, until, allow)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"})
            answer = connection.getresponse()
            location = answer.headers.get("Location")
            if answer.status in (301, 302, 303, 307, 308) and location:
                url = canonicalise(location, spelled) or ""
                continue
            body = _read(answer, until)
            return answer.status, spelled, answer.headers.get("Content-Type", ""), body
        finally:
            connection.close()
    raise _Refusal("redirects", f"more than {MAX_REDIRECTS} redirects: look at the address in a browser")


def _connect(
    scheme: str, host: str, port: int | None, timeout: float, until: float, allow: Callable[[str], bool]
) -> http.client.HTTPConnection:
    """A connection to an address that was checked, not to a name that may resolve anew; TLS is verified against the name."""
    port = port or (443 if scheme == "https" else 80)
    error: OSError | None = None
    for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if family not in (socket.AF_INET, socket.AF_INET6):
            continue
        if not allow(str(address[0])):
            raise _Refusal("private_address", f"{host} leads to {address[0]}, which is not on the public internet")
        left = min(timeout, until - time.monotonic())
        if left <= 0:
            raise TimeoutError
        try:
            raw = socket.create_connection((str(address[0]), port), timeout=left)
        except OSError as caught:
            error = caught
            continue
        connection = http.client.HTTPConnection(host, port, timeout=timeout)
        connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if scheme == "https" else raw
        return connection
    raise error or OSError("no address")


def _read(answer: http.client.HTTPResponse, until: float) -> bytes:
    packed = _read_stream(answer, until)
    if answer.headers.get("Content-Encoding", "").lower() != "gzip":
        return packed
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as stream:
        return _read_stream(stream, until)


def _read_stream(stream: http.client.HTTPResponse | gzip.GzipFile, until: float) -> bytes:
    body = bytearray()
    read = stream.read1 if isinstance(stream, http.client.HTTPResponse) else stream.read
    while chunk := read(_CHUNK):
        body += chunk
        if len(body) > MAX_BYTES:
            raise _Refusal("too_large", f"more than {MAX_BYTES // 2**20} MB: not what a source should answer")
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(body)
