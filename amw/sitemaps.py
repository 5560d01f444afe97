"""Sitemaps: bytes to pages. The sitemaps.org protocol 0.9, indexes, Google's news and image extensions, text lists, gzip."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import lxml.etree

from amw.dates import aware, parse_date
from amw.feeds import Entry
from amw.text import clean_line
from amw.urls import canonicalise

MAX_BYTES = 50 * 2**20  # uncompressed, as sitemaps.org sets it
MAX_PAGES = 50_000  # entries a file, as sitemaps.org sets it
FOLLOWED = 20  # sitemaps of an index that a crawl goes on to
_TEXTS = frozenset({"loc", "lastmod", "title", "publication_date", "language", "keywords"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What a body held: `pages`, each as an entry with a link, and `sitemaps` (URL, last change or None) where it is an index.

    `reason` says in one word why it is empty ("empty", "html", "not_a_sitemap", "too_large", "no_pages"), None where it is not.
    `leftovers` counts what was seen and not used.
    """

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[tuple[str, datetime | None], ...] = ()
    reason: str | None = None
    leftovers: Mapping[str, int]


def parse_sitemap(body: bytes, url: str, *, now: datetime | None = None) -> Sitemap:
    """The sitemap in `body`, fetched from `url`. Never raises; reads at most 50 MB and 50,000 entries.

    Broken XML gives what precedes the break.
    """
    left: Counter[str] = Counter()
    plain = inflated(body)
    if plain is None:
        return Sitemap(reason="not_a_sitemap", leftovers=left)
    if len(plain) > MAX_BYTES:
        return Sitemap(reason="too_large", leftovers=left)
    if not plain.strip():
        return Sitemap(reason="empty", leftovers=left)
    if b"<" not in plain[:4096]:
        return _parse_text(plain, url, left)
    pages: list[Entry] = []
    nested: list[tuple[str, datetime | None]] = []
    root = ""
    for tag, fields in _elements(plain, left):
        if tag == "root":
            root = fields["name"]
            continue
        address = canonicalise(fields.get("loc", ""), url)
        if address is None:
            left["links/not_http"] += 1
        elif len(pages) + len(nested) >= MAX_PAGES:
            left["pages/over_cap"] += 1
        elif tag == "sitemap":
            nested.append((address, _date(fields.get("lastmod"), now, left)))
        else:
            pages.append(_page(address, fields, url, now, left))
    if not pages and not nested:
        known = root in ("urlset", "sitemapindex")
        return Sitemap(reason="no_pages" if known else "html" if root == "html" else "not_a_sitemap", leftovers=left)
    return Sitemap(pages=tuple(pages), sitemaps=tuple(nested), leftovers=left)


def _page(address: str, fields: Mapping[str, str], base: str, now: datetime | None, left: Counter[str]) -> Entry:
    language = fields.get("language", "").strip().lower()
    return Entry(
        link=address,
        modified_at=_date(fields.get("lastmod"), now, left),
        title=clean_line(fields.get("title", ""))[:1000] or None,
        published_at=_date(fields.get("publication_date"), now, left),
        language=language.partition("-")[0] if 2 <= len(language.partition("-")[0]) <= 3 else None,
        keywords=tuple(dict.fromkeys(word for part in fields.get("keywords", "").split(",") if (word := clean_line(part)[:200])))[:50],
        image=canonicalise(fields["image"], base) if fields.get("image") else None,
    )


def _elements(body: bytes, left: Counter[str]) -> Iterator[tuple[str, dict[str, str]]]:
    # No entities, no network, no DTD: a sitemap needs none, an attacker does. `recover` keeps what precedes a break.
    context = lxml.etree.iterparse(
        io.BytesIO(body.lstrip(b"\xef\xbb\xbf\t\r\n ")),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    fields: dict[str, str] = {}
    depth = 0
    seen_root = False
    try:
        for event, element in context:
            tag = _local(element.tag)
            if event == "start":
                depth += 1
                if not seen_root:
                    seen_root = True
                    yield "root", {"name": tag}
                if tag in ("url", "sitemap") and depth == 2:
                    fields = {}
                continue
            depth -= 1
            if tag in ("url", "sitemap") and depth == 1:
                yield tag, fields
                fields = {}
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            elif element.text and element.text.strip():
                _keep(fields, tag, str(element.tag), element.text)
    except lxml.etree.XMLSyntaxError:
        left["xml/broken"] = 1


def _keep(fields: dict[str, str], tag: str, full: str, text: str) -> None:
    if tag == "loc" and "image" in full:
        fields.setdefault("image", text.strip())
    elif tag in _TEXTS and not ("image" in full or "video" in full):
        fields.setdefault(tag, text.strip())


def _local(tag: Any) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _parse_text(body: bytes, url: str, left: Counter[str]) -> Sitemap:
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    addresses = [found for line in lines[:MAX_PAGES] if (found := canonicalise(line)) is not None]
    if len(addresses) * 2 < len(lines[:MAX_PAGES]) or not addresses:
        return Sitemap(reason="not_a_sitemap", leftovers=left)
    if len(addresses) < len(lines):
        left["links/not_http"] = len(lines) - len(addresses)
    return Sitemap(pages=tuple(Entry(link=address) for address in dict.fromkeys(addresses)), leftovers=left)


def inflated(body: bytes, most: int = MAX_BYTES + 1) -> bytes | None:
    """A body as it is, or of one packed by gzip, whole or its beginning, the first `most` bytes that it holds; None where it is broken."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, most)
    except zlib.error:
        return None


def _date(value: str | None, now: datetime | None, left: Counter[str]) -> datetime | None:
    if not value or not value.strip():
        return None
    if (found := parse_date(value, now=now)) is None:
        left["dates/unreadable"] += 1
        return None
    return aware(found)
