"""Which source a URL belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from amw.sources.read import load_sources
from amw.sources.record import Source
from amw.urls import canonicalise, host, site

# Hosts where strangers are neighbours: there only the same account (two path segments) is the same source.
_SHARED = frozenset(
    {"github.com", "raw.githubusercontent.com", "gitlab.com", "medium.com", "substack.com", "youtube.com", "feeds.feedburner.com"}
)


def source_for(url: str, sources: Mapping[str, Source] | None = None) -> Source | None:
    """The source that `url` belongs to: the one read at this address, else the nearest of the same site; None where none has that site.

    For many URLs over the same `sources`, keep a `SourceIndex`.
    """
    return (_bundled_index() if sources is None else SourceIndex(sources.values())).find(url)


class SourceIndex:
    """Sources by address and by site (registrable domain; host and port where there is none)."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_address: dict[str, Source] = {}
        self._by_site: dict[str, list[Source]] = defaultdict(list)
        self._boards: list[tuple[re.Pattern[str], Source]] = []
        for source in sources:
            address = address_of(source.url)
            if address is not None:
                self._by_address.setdefault(address, source)
            if source.kind == "board":
                if source.pattern:
                    self._boards.append((re.compile(source.pattern), source))
                continue
            for place in dict.fromkeys(_place(at) for at in (source.url, source.home) if at):
                if place is not None:
                    self._by_site[place].append(source)
        self._found = lru_cache(maxsize=256)(self._find)  # each stage asks for the article it works on

    def find(self, url: str) -> Source | None:
        """As `source_for`. A board answers only for its own addresses; a disabled source only where no enabled one does."""
        return self._found(url)

    def _find(self, url: str) -> Source | None:
        address, place = address_of(url), _place(url)
        if address is None or place is None:
            return None
        if address in self._by_address:
            return self._by_address[address]
        for pattern, source in self._boards:
            if pattern.search(url):
                return source
        candidates = [(self._nearness(source, url), source) for source in self._by_site.get(place, ())]
        if host(url) in _SHARED or place in _SHARED:
            candidates = [(near, source) for near, source in candidates if near[2] >= (2 if host(url) == place else 0) and near[0]]
        return max(candidates, key=lambda pair: pair[0], default=(None, None))[1]

    @staticmethod
    def _nearness(source: Source, url: str) -> tuple[bool, bool, int, bool]:
        own = source.home if source.home and _place(source.home) == _place(url) else source.url
        fits = bool(source.kind == "listing" and source.pattern and re.search(source.pattern, url))
        return host(own) == host(url), source.enabled, _shared_path(own, url), fits


def address_of(url: str) -> str | None:
    """The one spelling of `url` without scheme, "www." and closing slash: what two addresses of the same page share."""
    spelled = canonicalise(url)
    if spelled is None:
        return None
    return spelled.partition("://")[2].removeprefix("www.").rstrip("/")


def account_of(url: str) -> str | None:
    """Whose page `url` is by its spelling alone: its host, with the account where strangers share it ("medium.com/@someone")."""
    name = host(url)
    if name is None or (name := name.removeprefix("www.")) not in _SHARED:
        return name
    return "/".join((address_of(url) or name).partition("?")[0].split("/")[:2])


@cache
def _bundled_index() -> SourceIndex:
    return SourceIndex(load_sources().values())


def _place(url: str) -> str | None:
    """The site of `url`; host and port for an address without a registrable domain, so that neighbours on one machine stay apart."""
    name, domain = host(url), site(url)
    if name is None or domain is None:
        return None
    if "." in domain and not re.fullmatch(r"[0-9.]+", domain):
        return domain
    return (canonicalise(url) or url).partition("://")[2].partition("/")[0]


def _shared_path(one: str, other: str) -> int:
    first, second = ((address_of(url) or "").partition("/")[2].partition("?")[0].split("/") for url in (one, other))
    count = 0
    for left, right in zip(first, second, strict=False):
        if left != right or not left:
            break
        count += 1
    return count
