"""Listing pages: which of their links are the articles. By the source's own selector or pattern, else by what the links have in common.

Learned without training: the articles of a listing share a shape of address and a place in the page, and their texts are headlines.
Groups of links are scored by that; the idea is that of wrapper induction from repeated structure (Liu et al., MDR, KDD 2003).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.cssselect import CSSSelector

from amw.dates import parse_date
from amw.extract.charset import decode
from amw.fragments import html_tree
from amw.text import cjk_share, clean_line, weigh
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
_WITHIN_TEXT = frozenset("b strong i em mark u s sub sup wbr code q cite abbr font bdi ruby rt".split())
_ANY_TIME = datetime(2100, 1, 1, tzinfo=UTC)  # lets "3 days ago" be read as a date
LONG_ENOUGH = 24  # characters that a headline has on average where other texts stand beside it
MOST_PIECES = 60  # texts of one link that are looked at
Pieces = dict[str, str]
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
    tree = html_tree(decode(body[:MAX_BYTES], charset)[0])
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


def _links(elements: Sequence[Any], base: str, page: str) -> list[tuple[Link, tuple[str, ...]]]:
    anchors: list[tuple[str, tuple[str, ...], Pieces]] = []
    spare: list[str] = []
    alike: dict[tuple[str, ...], list[tuple[str, Pieces]]] = defaultdict(list)
    headed: Counter[tuple[str, ...]] = Counter()
    own = canonicalise(page)
    for element in elements:
        address = canonicalise(element.get("href") or "", base) if element.get("href") else None
        if address is None or address == own or _NOT_PAGES.search(urlsplit(address).path):
            continue
        heading = next(element.iter(*_HEADINGS), None)
        place, pieces = _place(element), _pieces(heading if heading is not None else element)
        anchors.append((address, place, pieces))
        spare.append(clean_line(element.get("title") or element.get("aria-label") or ""))
        alike[place].append((address, pieces))
        headed[place] += heading is not None or any(step.partition(".")[0] in _HEADINGS for step in place)
    where = {place: _headline_places(members, headed=2 * headed[place] > len(members)) for place, members in alike.items()}
    found = []
    for (address, place, pieces), other in zip(anchors, spare, strict=True):
        headline = next((pieces[at] for at in where[place] if at in pieces), "")
        title = headline or clean_line(" ".join(pieces.values())) or other
        found.append((Link(address, title[:500] or None), place))
    return found


def _pieces(element: Any) -> Pieces:
    """The texts that stand in the element each for itself, by where they stand in it, in the order of the page."""
    found: list[tuple[Any, list[str]]] = []
    plain = False  # whether the text before stands in its owner itself; emphasis belongs to what it is next to
    for text in element.xpath(".//text()[normalize-space()]")[:MOST_PIECES]:
        parent = owner = text.getparent() if text.is_text else text.getparent().getparent()
        while owner is not element and owner.tag in _WITHIN_TEXT:
            owner = owner.getparent()
        if found and found[-1][0] is owner and (plain or parent is owner):
            found[-1][1].append(text)
        else:
            found.append((owner, [text]))
        plain = parent is owner
    pieces: Pieces = {}
    for owner, texts in found:
        if text := clean_line("".join(texts)):
            at = _path(owner, element)
            pieces[at if at not in pieces else f"{at} {len(pieces)}"] = text
    return pieces


def _path(node: Any, above: Any) -> str:
    steps = [_step(node)]
    while node is not above:
        node = node.getparent()
        steps.append(_step(node))
    return " ".join(steps)


def _headline_places(members: list[tuple[str, Pieces]], *, headed: bool) -> list[str]:
    """Where in links (address, texts) that look alike the headline stands, best first; empty where nothing else stands in them.

    A headline differs from address to address, is no date, and comes before the longer text that may follow it; a section or a name is
    shorter or comes again. What stands beside it in a heading (`headed`: in the links, or around them) introduces it, and is shorter.
    """
    texts: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for address, pieces in members:
        for at, text in pieces.items():
            texts[at][address, text] = None
    if len(texts) < 2:
        return []
    said_at = {at: [text for _, text in pairs] for at, pairs in texts.items()}
    telling = [
        at
        for at, said in said_at.items()
        if 2 * sum(map(_is_date, said)) < len(said) and not (len(said) >= 3 and 2 * len(set(said)) <= len(said))
    ]
    size = {at: sum(map(weigh, said_at[at])) / len(said_at[at]) for at in telling}
    if headed:
        return sorted(telling, key=lambda at: -size[at])
    enough = min(LONG_ENOUGH, 0.5 * max(size.values(), default=0))
    return [at for at in telling if size[at] >= enough]


def _is_date(text: str) -> bool:
    return len(text) < 40 and parse_date(text, now=_ANY_TIME) is not None


def _step(node: Any) -> str:
    classes = (node.get("class") or "").split()
    return f"{node.tag}.{re.sub(r'[0-9]+', '9', classes[0])}" if classes else str(node.tag)


def _place(element: Any) -> tuple[str, ...]:
    """The tags and first classes of the element and its four nearest ancestors: where on the page it stands."""
    return tuple(_step(node) for node in (element, *islice(element.iterancestors(), 4)))


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
    # A short headline is one where most links of its place have longer ones.
    for shape in kept:
        told: dict[tuple[str, ...], list[Link]] = defaultdict(list)
        for link, place in groups[shape]:
            told[place].append(link)
        for members in told.values():
            if 3 * sum(_headline(link.title) for link in members) > 2 * len(members):
                titles.update(link.url for link in members)
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
    told: dict[str | None, set[str]] = defaultdict(set)
    for link in links:
        told[link.title].add(link.url)
    # What several links say ("Read the whole story") is the headline of none.
    worth = {title: _worth(title) if len(addresses) < 3 else 0 for title, addresses in told.items()}
    for link in links:
        known = best.get(link.url)
        if known is None or worth[link.title] > worth[known.title]:
            best[link.url] = link
    order = dict.fromkeys(link.url for link in links)
    return tuple(best[address] for address in order)


def _worth(title: str | None) -> int:
    return len(title) if title and len(title) <= 300 else 0
