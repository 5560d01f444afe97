"""The guard at the wire: which of a name's addresses a connection may use, also when the name changes its mind."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import ACCEPTED_ENCODINGS
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler
from twisted.internet import reactor
from twisted.internet.address import IPv4Address, IPv6Address

from middlewares.guard import (
    BoundedCompressionMiddleware,
    BoundedMetaRefreshMiddleware,
    BoundedRedirectMiddleware,
    ConnectGuardMiddleware,
    GuardedResolver,
    RequestGuardMiddleware,
    allowed_hosts,
    is_allowed,
)
from middlewares.refusals import Refusal


class Names:
    """A resolver with fixed answers, a different one at each asking."""

    def __init__(self, *answers: list[Any]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, types: Any = None, semantics: str = "TCP") -> Any:
        receiver.resolutionBegan(object())
        for address in self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]:
            receiver.addressResolved(address)
        receiver.resolutionComplete()


class Receiver:
    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: object) -> None:
        pass

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:
        self.complete = True


def v4(host: str) -> IPv4Address:
    return IPv4Address("TCP", host, 80)


def resolve(resolver: GuardedResolver, name: str = "news.example", port: int = 80) -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, name, port)
    assert receiver.complete
    return receiver.addresses


def test_private_addresses_are_held_back_and_public_ones_kept() -> None:
    names = Names([v4("10.0.0.1"), v4("8.8.8.8"), IPv6Address("TCP", "::ffff:127.0.0.1", 80)])
    resolver = GuardedResolver(reactor, names, frozenset())
    assert resolve(resolver) == ["8.8.8.8"]
    assert resolver.refused["news.example"] == "::ffff:127.0.0.1"


def test_rebinding_gains_nothing() -> None:
    resolver = GuardedResolver(reactor, Names([v4("8.8.8.8")], [v4("169.254.169.254")]), frozenset())
    assert resolve(resolver) == ["8.8.8.8"]
    assert resolver.refused == {}
    assert resolve(resolver) == []
    assert resolver.refused == {"news.example": "169.254.169.254"}


class System:
    """The system's resolver, as far as it comes: asked for a name it cannot encode it never says that it is done."""

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, types: Any = None, semantics: str = "TCP") -> Any:
        receiver.resolutionBegan(object())
        name.encode("idna")
        receiver.resolutionComplete()


@pytest.mark.parametrize("name", ["a..b", "a" * 64 + ".example", ".example", "news.example..", "127.0.0.1", "::1", "news.example."])
def test_a_name_that_can_be_nobody_s_is_a_dead_one(name: str) -> None:
    assert resolve(GuardedResolver(reactor, System(), frozenset()), name) == []


def test_allowed_hosts_are_names_with_or_without_port() -> None:
    allowed = allowed_hosts(get_crawler(settings_dict={"ALLOWED_PRIVATE_HOSTS": ["Localhost:8000", "127.0.0.1", ""]}))
    assert is_allowed("localhost", 8000, allowed)
    assert not is_allowed("localhost", 8001, allowed)
    assert is_allowed("127.0.0.1", 9, allowed)
    resolver = GuardedResolver(reactor, Names([v4("127.0.0.1")]), allowed)
    assert resolve(resolver, "localhost", 8000) == ["127.0.0.1"]
    assert resolve(resolver, "localhost", 8001) == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "private_address"),
        ("http://0x7f000001/", "private_address"),
        ("http://2130706433/", "private_address"),
        ("http://[::1]:8080/", "private_address"),
        ("http://[::ffff:169.254.169.254]/", "private_address"),
        ("http://user@10.0.0.1:81/x", "private_address"),
        ("ftp://example.com/", "scheme"),
        ("gopher://example.com/", "scheme"),
        ("http://example.com/" + "a" * 5000, "url_too_long"),
    ],
)
def test_requests_are_refused_before_anything_is_asked(url: str, reason: str) -> None:
    guard = RequestGuardMiddleware(get_crawler())
    with pytest.raises(Refusal) as refused:
        guard.process_request(Request(url))
    assert refused.value.reason == reason


@pytest.mark.parametrize("url", ["http://example.com/", "https://8.8.8.8/", "https://[2606:4700::1111]/"])
def test_public_requests_pass(url: str) -> None:
    assert RequestGuardMiddleware(get_crawler()).process_request(Request(url)) is None


def test_a_dead_name_is_told_from_a_private_one() -> None:
    guard = ConnectGuardMiddleware(get_crawler())
    RequestGuardMiddleware(get_crawler())  # puts the resolver in place
    resolver = reactor.nameResolver  # type: ignore[attr-defined]
    assert isinstance(resolver, GuardedResolver)
    assert guard.process_exception(Request("http://dead.example/"), CannotResolveHostError()) is None
    resolver.refused["inside.example"] = "10.0.0.1"
    with pytest.raises(Refusal, match="private_address"):
        guard.process_exception(Request("http://inside.example/"), CannotResolveHostError())
    assert guard.process_exception(Request("http://inside.example/"), TimeoutError()) is None


@pytest.mark.parametrize(
    "said",
    [
        "[<twisted.python.failure.Failure OpenSSL.SSL.Error: [('SSL routines', '', 'certificate verify failed')]>]",
        "[<twisted.python.failure.Failure OpenSSL.SSL.Error: [('SSL routines', '', 'wrong version number')]>]",
        "[<twisted.python.failure.Failure service_identity.exceptions.VerificationError: VerificationError(errors=[])>]",
    ],
    ids=["expired", "no TLS", "another name"],
)
def test_a_connection_that_is_not_safe_is_told_by_name_and_not_tried_again(said: str) -> None:
    guard = ConnectGuardMiddleware(get_crawler())
    with pytest.raises(Refusal) as refused:
        guard.process_exception(Request("https://news.example/"), DownloadFailedError(said))
    assert (refused.value.reason, refused.value.outcome) == ("tls", "failed")
    assert guard.process_exception(Request("https://news.example/"), DownloadFailedError("[ConnectionLost]")) is None


PAGE = b"<html><body>" + b"<p>A report of some length.</p>" * 200 + b"</body></html>"


@pytest.mark.parametrize(
    ("packed", "unpacked"),
    [
        (gzip.compress(PAGE, mtime=0), PAGE),
        (gzip.compress(PAGE[:3_000], mtime=0) + gzip.compress(PAGE[3_000:], mtime=0), PAGE),
        (gzip.compress(PAGE, mtime=0) + b"\0\0trailing", PAGE),
        (gzip.compress(PAGE, mtime=0)[:-8] + b"damaged!", PAGE),  # the checksum is wrong
        (gzip.compress(b"", mtime=0), b""),
    ],
    ids=["sound", "two members", "trailing bytes", "wrong checksum", "empty"],
)
def test_a_gzip_body_is_unpacked_however_it_is_made(packed: bytes, unpacked: bytes) -> None:
    middleware = BoundedCompressionMiddleware.from_crawler(get_crawler(settings_dict={"DOWNLOAD_MAXSIZE": 100_000}))
    request = Request("https://news.example/a")
    response = Response(request.url, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}, body=packed)
    read = middleware.process_response(request, response)
    assert isinstance(read, Response) and read.body == unpacked and "Content-Encoding" not in read.headers


@pytest.mark.parametrize("size", [10_000, 10_001, 5_000_000])
def test_a_body_that_unpacks_beyond_the_cap_is_refused(size: int) -> None:
    middleware = BoundedCompressionMiddleware.from_crawler(get_crawler(settings_dict={"DOWNLOAD_MAXSIZE": 10_000}))
    request = Request("https://news.example/a")
    response = Response(request.url, headers={"Content-Encoding": "gzip"}, body=gzip.compress(b" " * size))
    if size <= 10_000:
        assert len(middleware.process_response(request, response).body) == size
    else:
        with pytest.raises(Refusal, match="size cap"):
            middleware.process_response(request, response)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_not_packed_as_it_says_is_refused_by_name(encoding: str) -> None:
    middleware = BoundedCompressionMiddleware.from_crawler(get_crawler())
    if encoding.encode() not in ACCEPTED_ENCODINGS:
        pytest.skip(f"nothing here unpacks {encoding}")
    request = Request("https://news.example/a")
    with pytest.raises(Refusal) as refused:
        middleware.process_response(request, Response(request.url, headers={"Content-Encoding": encoding}, body=b"no such thing"))
    assert (refused.value.reason, refused.value.outcome) == ("bad_encoding", "failed")


@pytest.mark.parametrize("location", ["http://[bad", "http://news.example:port/", "//[", "file:///etc/hosts", None])
def test_a_redirect_to_what_is_no_address_is_refused_by_name(location: str | None) -> None:
    middleware = BoundedRedirectMiddleware.from_crawler(get_crawler())
    request = Request("https://news.example/a")
    with pytest.raises(Refusal) as refused:
        middleware.process_response(request, Response(request.url, status=302, headers={"Location": location} if location else {}))
    assert (refused.value.reason, refused.value.outcome) == ("bad_redirect", "failed")


@pytest.mark.parametrize(
    "address", ["http://[bad", "http://news.example:port/", "//[", "javascript:location.reload()", "mailto:us@news.example"]
)
def test_a_page_that_points_to_what_is_no_address_is_read(address: str) -> None:
    middleware = BoundedMetaRefreshMiddleware.from_crawler(get_crawler())
    page = HtmlResponse("https://news.example/a", body=f'<meta http-equiv="refresh" content="0; url={address}"><p>Text.'.encode())
    assert middleware.process_response(Request(page.url), page) is page


@pytest.mark.parametrize(
    ("head", "moves"),
    [
        ('<meta http-equiv="refresh" content="0; url=/b">', True),
        ("<META HTTP-EQUIV=Refresh CONTENT='1;URL=/b'>", True),
        ('<meta http-equiv="X-UA-Compatible" content="IE=edge">', False),
        ("<title>A refresh of the page</title>", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_that_refreshes_to_another_is_followed_in_any_encoding(head: str, moves: bool, encoding: str) -> None:
    middleware = BoundedMetaRefreshMiddleware.from_crawler(get_crawler())
    request = Request("https://news.example/a")
    page = HtmlResponse(request.url, body=f"<html><head>{head}</head><body>A</body></html>".encode(encoding), encoding=encoding)
    found = middleware.process_response(request, page)
    assert isinstance(found, Request) is moves and found.url.startswith("https://news.example/b" if moves else "https://news.example/a")
