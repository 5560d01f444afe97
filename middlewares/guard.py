"""Where the crawler may go and how much it takes: addresses checked at connect, schemes, sizes, redirects.

A name is judged by the addresses it has at the very moment of connecting, and the connection goes to exactly those: a name that changes
its address between check and connect (DNS rebinding) gains nothing, and redirects pass the same door.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Self

from isal import isal_zlib
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError, IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingHostnameResolver, HostResolution
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from amw.ip_addresses import is_public
from amw.urls import MAX_LENGTH, host
from middlewares.base import Middleware
from middlewares.refusals import Refusal

_GZIP = 16 + isal_zlib.MAX_WBITS  # zlib's word for a gzip header and trailer
_UNSAFE = re.compile(r"certificate verify failed|SSL routines[^)]*|VerificationError")  # OpenSSL's words and service_identity's
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFRESH_BYTES = 4 * 4096  # Scrapy reads the first 4,096 characters


@implementer(IHostnameResolver)
class GuardedResolver:
    """The reactor's name resolution without private addresses, unless ALLOWED_PRIVATE_HOSTS names the host (as `host` or `host:port`).

    `refused` keeps, by host, the last address that was held back, so that a failed connection can be told from a dead name. A process
    has one resolver: what one of its crawls is allowed, their names resolve for all; each crawl's own requests are checked besides.
    """

    def __init__(self, reactor: Any, inner: IHostnameResolver, allowed: frozenset[str]) -> None:
        self._reactor = reactor
        self._inner = inner
        self.allowed = allowed
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        current = getattr(reactor, "nameResolver", None)
        if isinstance(current, cls):
            current.allowed |= allowed_hosts(crawler)
            return current
        return cls(reactor, CachingHostnameResolver.from_crawler(crawler, reactor), allowed_hosts(crawler))

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        if not is_allowed(hostName, portNumber, self.allowed):
            resolutionReceiver = _PublicOnly(resolutionReceiver, hostName, self.refused)
        if not _can_be_asked_for(hostName):
            nothing = HostResolution(hostName)
            resolutionReceiver.resolutionBegan(nothing)
            resolutionReceiver.resolutionComplete()
            return nothing
        return self._inner.resolveHostName(resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics)


def _can_be_asked_for(name: str) -> bool:
    """Whether the system can be asked for `name`: of one with an empty label or one too long Twisted would wait for an answer for ever."""
    try:
        name.encode("idna")
    except UnicodeError:
        return False
    return True


@implementer(IResolutionReceiver)
class _PublicOnly:
    def __init__(self, receiver: IResolutionReceiver, name: str, refused: dict[str, str]) -> None:
        self._receiver = receiver
        self._name = name
        self._refused = refused

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._refused.pop(self._name, None)
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        literal = str(getattr(address, "host", ""))
        if is_public(literal):
            self._receiver.addressResolved(address)
        else:
            self._refused[self._name] = literal

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


def allowed_hosts(crawler: Crawler) -> frozenset[str]:
    return frozenset(name.strip().lower() for name in crawler.settings.getlist("ALLOWED_PRIVATE_HOSTS") if name.strip())


def is_allowed(name: str, port: int, allowed: frozenset[str]) -> bool:
    return name.lower() in allowed or f"{name.lower()}:{port}" in allowed


class RequestGuardMiddleware(Middleware):
    """First of all: refuses what is no http(s) URL, is over-long, or spells a private address out. Cheaper than asking robots.txt."""

    name = "guard"

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._allowed = allowed_hosts(crawler)
        _ensure_resolver(crawler)

    def process_request(self, request: Request) -> None:
        scheme, _, rest = request.url.partition("://")
        name = host(request.url)
        if scheme.lower() not in ("http", "https") or name is None:
            raise self._refuse("scheme", request.url)
        if len(request.url) > MAX_LENGTH:
            raise self._refuse("url_too_long", f"{len(request.url)} characters")
        literal = name.strip("[]")
        if _is_literal(literal) and not is_public(literal) and not is_allowed(name, _port(scheme, rest), self._allowed):
            raise self._refuse("private_address", literal)

    def _refuse(self, reason: str, detail: str) -> Refusal:
        self.count(reason)
        return Refusal(reason, detail)


class ConnectGuardMiddleware(Middleware):
    """Last of all, at the wire: a connection that failed because only private addresses were left, or because there is no safe one, says
    so, and is not tried again."""

    name = "guard"

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, DownloadFailedError) and (said := _UNSAFE.search(str(exception))):
            self.count("tls")
            raise Refusal("tls", said[0], outcome="failed") from exception
        if not isinstance(exception, CannotResolveHostError):
            return
        from twisted.internet import reactor

        resolver = getattr(reactor, "nameResolver", None)
        name = host(request.url) or ""
        if isinstance(resolver, GuardedResolver) and name in resolver.refused:
            self.count("private_address")
            raise Refusal("private_address", f"{name} is {resolver.refused[name]}")


class BoundedCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's decompression; a body that unpacks beyond the cap (a bomb) is refused under its own name, and so is one that is not packed
    as it says.

    A sound gzip body is unpacked at once, not in pieces through Python's file object: four fifths of the time.
    """

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        if encoding in (b"gzip", b"x-gzip") and max_size > 0:
            member = isal_zlib.decompressobj(_GZIP)
            with suppress(isal_zlib.error):
                unpacked = member.decompress(body, max_size)
                if member.eof and not member.unused_data:
                    return unpacked
        # What is cut, damaged, too large or in several members is Scrapy's to judge.
        done: bytes = HttpCompressionMiddleware._decode(body, encoding, max_size)
        return done

    def process_response(self, request: Request, response: Response) -> Request | Response:
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            if self.stats is not None:
                self.stats.inc_value("amw/guard/too_large")
            raise Refusal("too_large", "unpacks beyond the size cap") from error
        except Exception as error:  # of whichever library unpacks it
            raise Refusal("bad_encoding", f"{type(error).__name__}: {error}", outcome="failed") from error


class BoundedRedirectMiddleware(RedirectMiddleware):
    """Scrapy's redirects; a chain that is too long is refused under its own name, and so is one to what is no address."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        try:
            result = _bounded(self, super().process_response, request, response)
        except ValueError as error:
            raise Refusal("bad_redirect", str(error), outcome="failed") from error
        if result is response and response.status in _REDIRECTS and not request.meta.get("dont_redirect"):
            raise Refusal("bad_redirect", "to no http(s) address", outcome="failed")
        return result


class BoundedMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's meta refresh; a chain that is too long is refused under its own name. A page without one is not decoded to find out, and one
    that points to what is no address is read as it stands, as browsers do."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if not _may_refresh(response.body[:_REFRESH_BYTES].lower()):
            return response
        try:
            return _bounded(self, super().process_response, request, response)
        except ValueError:
            return response


def _may_refresh(start: bytes) -> bool:
    # NUL: an encoding of two or four bytes a character, in which the words look otherwise.
    return (b"http-equiv" in start and b"refresh" in start) or b"\0" in start


def _bounded(middleware: Any, process: Any, request: Request, response: Response) -> Request | Response:
    try:
        result: Request | Response = process(request, response)
    except IgnoreRequest as error:
        if middleware.crawler.stats is not None:
            middleware.crawler.stats.inc_value("amw/guard/redirect_loop")
        raise Refusal("redirect_loop", f"more than {middleware.max_redirect_times} redirects", outcome="failed") from error
    return result


def _ensure_resolver(crawler: Crawler) -> None:
    """Scrapy installs TWISTED_DNS_RESOLVER only where it starts the reactor itself; a runner inside another loop gets the guard here."""
    from twisted.internet import reactor

    GuardedResolver.from_crawler(crawler, reactor).install_on_reactor()


def _is_literal(name: str) -> bool:
    return ":" in name or name.replace(".", "").isdigit()


def _port(scheme: str, rest: str) -> int:
    authority = rest.split("/", 1)[0].split("?", 1)[0].rsplit("@", 1)[-1]
    number = authority.rpartition(":")[2] if not authority.endswith("]") else ""
    return int(number) if ":" in authority and number.isdigit() else 443 if scheme == "https" else 80
