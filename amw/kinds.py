"""What a fetched body is: feed, sitemap, listing, article, board, rates or none. Judged by what it holds; its address settles boards."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from amw.extract.charset import charset_of, decode
from amw.feeds import looks_like_feed
from amw.fragments import html_tree
from amw.money import looks_like_rates
from amw.sitemaps import inflated
from amw.sources import Source, SourceIndex, source_for

Kind = Literal["feed", "sitemap", "listing", "article", "board", "rates", "other"]

HEAD = 4096  # bytes in which a document says what it is
MANY_TEASERS = 5  # blocks of headline and teaser that make a page a list
TEASER = 600  # characters of a teaser; a report's paragraphs under one linked headline are longer
MAX_HTML = 4 * 2**20  # bytes of a page that are looked at
_SITEMAP_ROOT = re.compile(rb"<(?:[a-zA-Z][\w.-]{0,20}:)?(?:urlset|sitemapindex)[\s/>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|article)[\s>]", re.IGNORECASE)
# schema.org types of one report, and of a page that lists several.
_REPORT = frozenset(
    (
        "article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
        "reviewnewsarticle liveblogposting techarticle scholarlyarticle report socialmediaposting"
    ).split()
)
_LANDMARKS = frozenset(("nav", "footer", "header", "aside", "form"))
_LISTS = frozenset({"collectionpage", "itemlist", "blog", "searchresultspage", "categorycodeset"})
_DATED_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2])(?:[/-]|\d\d)")
_LONG_NUMBER = re.compile(r"\d{5,}")
_PAGER = re.compile(r"[?&/](?:page|p|paged|seite|offset)[=/]\d{1,4}/?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """`kind` and the observation that settled it; `source` is the catalogue's board where `kind` is "board"."""

    kind: Kind
    reason: str
    source: Source | None = None


def detect(body: bytes, content_type: str, url: str, *, sources: SourceIndex | None = None) -> Detection:
    """What `body`, answered by `url` with this Content-Type header, is. Never raises; looks at no more than 4 MB.

    A board is known by its address in `sources` (the bundled catalogue by default), everything else by its content.
    """
    source = sources.find(url) if sources is not None else source_for(url)
    if source is not None and source.kind == "board":
        return Detection(kind="board", reason=f"address of board {source.board}", source=source)
    if not body.strip(b"\x00\t\r\n "):
        return Detection(kind="other", reason="empty body")
    head = body[: 2 * HEAD].replace(b"\x00", b"")[:HEAD]  # the zeros of UTF-16
    if looks_like_rates(body[:HEAD]):
        return Detection(kind="rates", reason="the European Central Bank's table of reference rates")
    if looks_like_feed(head):
        return Detection(kind="feed", reason="feed root element or JSON Feed version")
    unpacked = (inflated(body[:HEAD], 2 * HEAD) or b"").replace(b"\x00", b"") if body.startswith(b"\x1f\x8b") else b""
    if _SITEMAP_ROOT.search(unpacked or head):
        return Detection(kind="sitemap", reason="sitemap root element")
    if _HTML.search(head) or "html" in content_type.lower():
        return _detect_html(body[:MAX_HTML], content_type, url)
    plain = unpacked or (head if content_type.lower().startswith("text/plain") else b"")
    if "sitemap" in url.lower() and plain.lstrip()[:4] == b"http":
        return Detection(kind="sitemap", reason="plain-text list of addresses")
    return Detection(kind="other", reason=f"neither markup of the web nor a feed ({content_type.partition(';')[0].strip() or 'no type'})")


def _detect_html(body: bytes, content_type: str, url: str) -> Detection:
    tree = html_tree(decode(body, charset_of(content_type))[0])
    if tree is None:
        return Detection(kind="other", reason="unreadable HTML")
    kinds = _schema_types(tree)
    graph = _meta(tree, "og:type").lower()
    dated = bool(_meta(tree, "article:published_time") or _meta(tree, "datePublished"))
    prose, linked, links = _weights(tree)
    teasers, teased = _teasers(tree)
    path = re.sub(r"^[a-z]+://[^/]*", "", url)
    if path.split("?")[0] in ("", "/") and "?" not in path:
        return _by_weights(prose, linked, links, front=True)
    if kinds & _REPORT and not (kinds & _LISTS and prose < 600):
        return Detection(kind="article", reason=f"schema.org {', '.join(sorted(kinds & _REPORT))}")
    if _PAGER.search(url):
        return Detection(kind="listing", reason="address of a numbered page of a list")
    if graph == "article" and (dated or prose >= 600):
        return Detection(kind="article", reason="og:type article")
    if dated and prose >= 300:
        return Detection(kind="article", reason="a publication date and running text")
    if kinds & _LISTS and links >= 8 and prose < 2 * linked:
        return Detection(kind="listing", reason=f"schema.org {', '.join(sorted(kinds & _LISTS))}")
    if teasers >= MANY_TEASERS and teased >= 0.45 * prose:
        return Detection(kind="listing", reason=f"{teasers} teasers: a linked headline and a few words each")
    if (_DATED_PATH.search(path) or _LONG_NUMBER.search(path)) and prose >= 400:
        return Detection(kind="article", reason="a dated or numbered address and running text")
    return _by_weights(prose, linked, links, front=False)


def _by_weights(prose: int, linked: int, links: int, *, front: bool) -> Detection:
    if prose >= 800 and prose >= 1.5 * linked and not front:
        return Detection(kind="article", reason=f"{prose} characters of running text, {linked} of headline links")
    if links >= 5 and linked > prose / 4:
        return Detection(kind="listing", reason=f"{links} headline links, {prose} characters of running text")
    if prose >= 800:
        return Detection(kind="article", reason=f"{prose} characters of running text")
    return Detection(kind="other", reason=f"{prose} characters of running text and {links} headline links")


def _weights(tree: Any) -> tuple[int, int, int]:
    """Characters of paragraphs outside links, characters and number of links that read like headlines (20 characters or 8 ideographs)."""
    prose = 0
    for paragraph in tree.iter("p", "li", "blockquote"):
        # Ten levels reach a page's landmarks from its text; deeper nesting is a trap.
        if any(ancestor.tag in _LANDMARKS for ancestor in islice(paragraph.iterancestors(), 10)):
            continue
        text = " ".join(paragraph.itertext())
        inside = sum(len(" ".join(link.itertext())) for link in paragraph.iter("a"))
        own = len(text) - inside
        # Short list items are menus; a paragraph of prose has a sentence in it.
        if own >= 60 and (paragraph.tag != "li" or own >= 120):
            prose += min(own, 5000)
    linked = links = 0
    for link in tree.iter("a"):
        text = " ".join("".join(link.itertext()).split())
        wide = sum(1 for character in text[:60] if ord(character) > 0x2E80)
        if link.get("href") and (len(text) >= 20 or wide >= 8):
            links += 1
            linked += min(len(text), 300)
    return prose, linked, links


def _teasers(tree: Any) -> tuple[int, int]:
    """Blocks that hold a linked headline and a little text of their own, and the characters of that text."""
    count = teased = 0
    for block in tree.iter("article", "li", "div", "section"):
        headlines = [head for head in block.iterchildren("h1", "h2", "h3", "h4", "a", "header") if _linked_headline(head)]
        texts = [len(" ".join(p.itertext())) for p in block.iterchildren("p")]
        if len(headlines) == 1 and texts and sum(texts) <= TEASER:
            count += 1
            teased += sum(texts)
    return count, teased


def _linked_headline(element: Any) -> bool:
    links = [element] if element.tag == "a" else list(element.iter("a"))
    return any(link.get("href") and len("".join(link.itertext()).strip()) >= 12 for link in links[:3])


def _meta(tree: Any, name: str) -> str:
    for element in tree.iter("meta"):
        if name in (element.get("property"), element.get("name"), element.get("itemprop")):
            return str(element.get("content") or "").strip()
    return ""


def _schema_types(tree: Any) -> frozenset[str]:
    types: set[str] = set()
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            _collect(json.loads(script.text[: 2**20], strict=False), types, 0)
        except (ValueError, RecursionError):
            # Broken JSON-LD still names its types; only those of the report matter here.
            types.update(kind.lower() for kind in re.findall(r'"@type"\s*:\s*"(\w{1,40})"', script.text[: 2**20]))
    for element in tree.iter():
        kind = element.get("itemtype") if isinstance(element.tag, str) else None
        # An item inside another (a teaser inside a list) says nothing of the page.
        if kind and "schema.org/" in kind and element.get("itemprop") is None and element.tag in ("html", "body", "main", "article"):
            types.add(kind.rstrip("/").rpartition("/")[2].lower())
    return frozenset(types)


def _collect(node: Any, types: set[str], depth: int) -> None:
    """The types of a JSON-LD document's top level and @graph, and of what a page declares as its main entity."""
    if depth > 3:
        return
    if isinstance(node, list):
        for one in node[:200]:
            _collect(one, types, depth + 1)
    elif isinstance(node, Mapping):
        kinds = node.get("@type")
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if isinstance(kind, str):
                types.add(kind.rpartition("/")[2].lower())
        for name in ("@graph", "mainEntity"):
            if name in node:
                _collect(node[name], types, depth + 1)
