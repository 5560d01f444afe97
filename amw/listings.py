"""Listing pages: which of their links are the articles. By the source's own selector or pattern, else by what the links have in common.

Learned without training: the articles of a listing share a shape of address and a place in the page, and their texts are headlines. What
stands in the navigation or the footer belongs to every page of the site and is no article of this one.
Groups of links are scored by that; the idea is that of wrapper induction from repeated structure (Liu et al., MDR, KDD 2003).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import lxml.etree
from lxml.cssselect import CSSSelector

from amw.extract.charset import decode
from amw.fragments import html_tree
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
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2])")


class _Link(NamedTuple):
    """A link as the page shows it: its canonical address, its text, the tags and first classes of where it stands, and whether that is in
    the page's navigation or its footer."""

    url: str
    text: str
    place: tuple[str, ...]
    of_site: bool


def find_links(
    body: bytes, url: str, *, selector: str | None = None, pattern: str | None = None, charset: str | None = None
) -> tuple[str, ...]:
    """The addresses that the listing `body`, fetched from `url`, has of articles: canonical, each once, in the order of the page.

    `selector` (CSS, of the links or of elements around them) and `pattern` (regular expression, searched in the canonical address)
    narrow them; with neither, the best group of alike links is taken. Empty where nothing fits. Raises ValueError (re.error is not
    one) for a selector that is none and re.error for such a pattern; never for a page.
    """
    wanted = re.compile(pattern) if pattern else None
    try:
        chosen = CSSSelector(selector) if selector else None
    except Exception as error:
        raise ValueError(f"no CSS selector: {selector!r}") from error
    tree = html_tree(decode(body[:MAX_BYTES], charset)[0])
    if tree is None:
        return ()
    lxml.etree.strip_elements(tree, "script", "style", with_tail=False)  # some cards carry their own, whose code would pass for a headline
    base = next((canonicalise(element.get("href"), url) for element in tree.iter("base") if element.get("href")), None) or url
    elements = tree.iter("a") if chosen is None else (link for element in chosen(tree) for link in element.iter("a"))
    links = list(_links(islice(elements, 5 * MAX_LINKS), base, url))
    if wanted is not None:
        links = [link for link in links if wanted.search(link.url)]
    elif chosen is None:
        links = _best_group(links, url)
    return tuple(islice(dict.fromkeys(link.url for link in links), MAX_LINKS))


def _links(elements: Iterable[Any], base: str, page: str) -> Iterator[_Link]:
    own = canonicalise(page)
    for element in elements:
        address = canonicalise(element.get("href") or "", base) if element.get("href") else None
        if address is None or address == own or _NOT_PAGES.search(urlsplit(address).path):
            continue
        headline = next(element.iter(*_HEADINGS), element)
        text = clean_line(" ".join(headline.itertext())) or clean_line(element.get("title") or element.get("aria-label") or "")
        yield _Link(address, text, _place(element), next(element.iterancestors("nav", "footer"), None) is not None)


def _place(element: Any) -> tuple[str, ...]:
    """The tags and first classes of the element and its four nearest ancestors: where on the page it stands."""
    return tuple(_step(node) for node in (element, *islice(element.iterancestors(), 4)))


def _step(node: Any) -> str:
    classes = (node.get("class") or "").split()
    return f"{node.tag}.{re.sub(r'[0-9]+', '9', classes[0])}" if classes else str(node.tag)


def _best_group(links: list[_Link], url: str) -> list[_Link]:
    home = site(url)
    groups: dict[tuple[str, str], list[_Link]] = defaultdict(list)
    for link in links:
        if not link.of_site and site(link.url) == home and not _SECTIONS.match(urlsplit(link.url).path):
            groups[_shape(link.url)].append(link)
    scored = [(score, shape) for shape, members in groups.items() if (score := _score(members, url)) > 0]
    if not scored:
        return []
    best = max(scored)
    # A front page mixes sections: every group nearly as good and as headline-like belongs to it.
    kept = {shape for score, shape in scored if score >= 0.35 * best[0]}
    addresses = {link.url for shape in kept for link in groups[shape] if _headline(link.text)}
    # A short headline is one where most links of its place have longer ones.
    for shape in kept:
        alike: dict[tuple[str, ...], list[_Link]] = defaultdict(list)
        for link in groups[shape]:
            alike[link.place].append(link)
        for members in alike.values():
            if 3 * sum(_headline(link.text) for link in members) > 2 * len(members):
                addresses.update(link.url for link in members)
    return [link for link in links if link.url in addresses]


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


def _score(members: list[_Link], url: str) -> float:
    addresses = {link.url for link in members}
    headlines = {link.url for link in members if _headline(link.text)}
    if len(headlines) < 3:
        return 0.0
    share = len(headlines) / len(addresses)
    lengths = [min(len(link.text), 120) for link in members if link.url in headlines]
    places = len({link.place for link in members if link.url in headlines})
    alike = len(headlines) / max(places, 1)
    dated = sum(1 for address in addresses if _DATE_IN_PATH.search(address)) / len(addresses)
    below = sum(1 for address in addresses if address.startswith(url.split("?")[0].rstrip("/") + "/")) / len(addresses)
    return min(len(headlines), 40) * share * (sum(lengths) / len(lengths) / 60) * min(1 + alike / 8, 2) * (1 + dated) * (1 + below)


def _headline(text: str) -> bool:
    return len(text) >= 8 if cjk_share(text) > 0.3 else len(text) >= 22 and text.count(" ") >= 3
