"""Listing pages: which of their links are the articles. By the source's own selector or pattern, else by what the links have in common.

Learned without training: the articles of a listing share a shape of address and a place in the page, and their texts are headlines.
Groups of links are scored by that; the idea is that of wrapper induction from repeated structure (Liu et al., MDR, KDD 2003).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from lxml.cssselect import CSSSelector

from amw.extract.charset import decode
from amw.text import cjk_share, clean_line
from amw.urls import canonicalise, site

MAX_BYTES = 4 * 2**20
MAX_LINKS = 2_000
_NOT_PAGES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|css|js|xml|rss|atom|json)$", re.IGNORECASE)
_SECTIONS = re.compile(
    r"^/(?:tags?|topics?|category|categories|authors?|about|contact|privacy|terms|legal|login|signin|sign-in|signup|register|subscribe"
    r"|account|search|careers?|jobs|press-kit|advertise|newsletters?|cookies?|imprint|impressum|datenschutz|help|support|feed|rss)(?:/|$)",
    re.IGNORECASE,
)
_DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a listing: canonical address and the headline beside it (None where its text is none)."""

    url: str
    title: str | None


def find_links(
    body: bytes, url: str, *, selector: str | None = None, pattern: str | None = None, charset: str | None = None
) -> tuple[Link, ...]:
    """The links of the listing `body`, fetched from `url`, that lead to articles, each once, in the order of the page.

    `selector` (CSS, of the links or of elements around them) and `pattern` (regular expression, searched in the canonical address)
    narrow them; with neither, the best group of alike links is taken. Empty where nothing fits. Raises ValueError (re.error is not
    one) for a selector that is none and re.error for such a pattern; never for a page.
    """
    wanted = re.compile(pattern) if pattern else None
    try:
        chosen = CSSSelector(selector) if selector else None
    except Exception as error:
        raise ValueError(f"no CSS selector: {selector!r}") from error
    tree = _tree(body[:MAX_BYTES], charset)
    if tree is None:
        return ()
    base = next((canonicalise(element.get("href"), url) for element in tree.iter("base") if element.get("href")), None) or url
    elements = list(_anchors(chosen(tree))) if chosen is not None else list(tree.iter("a"))
    links = _links(elements[: 5 * MAX_LINKS], base, url)
    if wanted is not None:
        links = [(link, place) for link, place in links if wanted.search(link.url)]
    elif chosen is None:
        links = _best_group(links, url)
    return _once([link for link, _ in links])[:MAX_LINKS]


def _anchors(elements: Sequence[Any]) -> list[Any]:
    out: list[Any] = []
    for element in elements:
        out.extend([element] if element.tag == "a" else element.iter("a"))
    return out


def _tree(body: bytes, charset: str | None) -> Any:
    try:
        text = decode(body, charset)[0].replace("\x00", "")
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True)
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


def _links(elements: Sequence[Any], base: str, page: str) -> list[tuple[Link, tuple[str, ...]]]:
    found: list[tuple[Link, tuple[str, ...]]] = []
    own = canonicalise(page)
    for element in elements:
        address = canonicalise(element.get("href") or "", base) if element.get("href") else None
        if address is None or address == own or _NOT_PAGES.search(urlsplit(address).path):
            continue
        heading = next((child for child in element.iter("h1", "h2", "h3", "h4", "h5")), None)
        text = clean_line(" ".join((heading if heading is not None else element).itertext()))
        title = text or clean_line(element.get("title") or element.get("aria-label") or "")
        found.append((Link(address, title[:500] or None), _place(element)))
    return found


def _place(element: Any) -> tuple[str, ...]:
    """The tags and first classes of the element and its four nearest ancestors: where on the page it stands."""
    steps = []
    for node in [element, *_ancestors(element, 4)]:
        classes = (node.get("class") or "").split()
        steps.append(f"{node.tag}.{re.sub(r'[0-9]+', '9', classes[0])}" if classes else str(node.tag))
    return tuple(steps)


def _ancestors(element: Any, count: int) -> list[Any]:
    out = []
    for ancestor in element.iterancestors():
        out.append(ancestor)
        if len(out) == count:
            break
    return out


def _best_group(links: list[tuple[Link, tuple[str, ...]]], url: str) -> list[tuple[Link, tuple[str, ...]]]:
    home = site(url)
    groups: dict[tuple[str, str], list[tuple[Link, tuple[str, ...]]]] = defaultdict(list)
    for link, place in links:
        if site(link.url) == home and not _SECTIONS.match(urlsplit(link.url).path):
            groups[_shape(link.url)].append((link, place))
    scored = [(score, shape) for shape, members in groups.items() if (score := _score(members, url)) > 0]
    if not scored:
        return []
    best = max(scored)
    # A front page mixes sections: every group nearly as good and as headline-like belongs to it.
    kept = {shape for score, shape in scored if score >= 0.35 * best[0]}
    titles = {link.url for shape in kept for link, _ in groups[shape] if _headline(link.title)}
    return [(link, place) for link, place in links if link.url in titles]


def _shape(address: str) -> tuple[str, str]:
    """The address with what differs between articles folded: numbers to 9, slugs to -, the first word of the path kept."""
    parts = urlsplit(address)
    steps = []
    for depth, step in enumerate(part for part in parts.path.split("/") if part):
        if re.search(r"\d", step) and not re.search(r"[^\W\d_]{3}", step):
            steps.append("9")
        elif step.count("-") >= 2 or len(step) > 24 or re.search(r"\d{4,}", step):
            steps.append("-")
        else:
            steps.append(step if depth == 0 else "w")
    return parts.netloc, "/".join(steps) + ("?" if parts.query else "")


def _score(members: list[tuple[Link, tuple[str, ...]]], url: str) -> float:
    addresses = {link.url for link, _ in members}
    headlines = {link.url for link, _ in members if _headline(link.title)}
    if len(headlines) < 3:
        return 0.0
    share = len(headlines) / len(addresses)
    lengths = [min(len(link.title or ""), 120) for link, _ in members if link.url in headlines]
    places = len({place for link, place in members if link.url in headlines})
    alike = len(headlines) / max(places, 1)
    dated = sum(1 for address in addresses if _DATE_IN_PATH.search(address)) / len(addresses)
    below = sum(1 for address in addresses if address.startswith(url.split("?")[0].rstrip("/") + "/")) / len(addresses)
    return min(len(headlines), 40) * share * (sum(lengths) / len(lengths) / 60) * min(1 + alike / 8, 2) * (1 + dated) * (1 + below)


def _headline(text: str | None) -> bool:
    if not text:
        return False
    return len(text) >= 8 if cjk_share(text) > 0.3 else len(text) >= 22 and text.count(" ") >= 3


def _once(links: list[Link]) -> tuple[Link, ...]:
    """Each address once, with the longest of the headlines its links carry, capped at 300 characters as teasers are no headlines."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.get(link.url)
        if known is None or (_worth(link.title) > _worth(known.title)):
            best[link.url] = link
    order = dict.fromkeys(link.url for link in links)
    return tuple(best[address] for address in order)


def _worth(title: str | None) -> int:
    return len(title) if title and len(title) <= 300 else 0
