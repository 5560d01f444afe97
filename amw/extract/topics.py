"""What links say a page is about: its section, by breadcrumbs and the category named beside the headline, and its keywords, by the
links to the pages of its tags."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from amw.extract.bylines import is_sentence
from amw.extract.dom import ASIDE, FOOTER, HIDDEN, NAV, Sign
from amw.extract.marks import is_own
from amw.extract.sources import Sources
from amw.extract.structured import string
from amw.text import clean_line, fold

BESIDE: Final = 4  # blocks from the headline at which a category is the page's
BELOW: Final = 150  # and below it at which its tags stand
NEXT: Final = 2  # blocks between two links of one run at most
MANY: Final = 20  # links to tags side by side from which they are all of the site's
CRUMBS: Final = 12  # that are looked at
LOOKED_AT: Final = 300  # characters of a name or title that are looked at
OWN_TITLE: Final = 25  # characters from which what the title begins with is the page's own
_TRAIL: Final = "[class*=breadcrumb i], [aria-label*=breadcrumb i], [itemtype$=BreadcrumbList]"
_TAG: Final = re.compile(r"/(?:tags?|topics?|tagged|temas?|themen?|etiquetas?|keywords?|hashtags?|labels?)/[^/?#]", re.IGNORECASE)
_CATEGORY: Final = re.compile(
    r"/(?:categor(?:y|ies|[ií]as?|ie)|kategori(?:en?|a|e)?|sections?|rubri(?:k|que|c|ka)s?)/[^/?#]", re.IGNORECASE
)
_FRONT: Final = re.compile(
    r"home(?: ?page)?|main(?: page)?|start(?:seite|sida)?|accueil|inicio|portada|início|capa|главная|forside|"
    r"etusivu|strona główna|首[页頁]|"
    r"ホーム|トップ(?:ページ)?|홈|trang chủ|beranda|ana ?sayfa",
    re.IGNORECASE,
)
# What a system writes where nothing was chosen.
_UNSORTED: Final = (
    "uncategori[sz]ed|allgemein(?:es)?|nicht kategorisiert|sin categor(?:ía|ia|izar)|sem categoria|senza categoria|non class(?:é|e|ifié)e?|"
    "geen categorie|bez kategorii|без рубрики|未分[类類]"
)
_NO_TAG: Final = re.compile(_UNSORTED, re.IGNORECASE)
_NO_SECTION: Final = re.compile(
    rf"{_UNSORTED}|tags?|articles?|posts?|pages?|all|default|index|details?|none|null|archives?|[\W\d_]*|\w+_\w+", re.IGNORECASE
)
_COUNT: Final = re.compile(r"\s*\(\d[\d.,]*(?: \w+)?\)$")  # of the articles behind a tag


def section_name(value: str, sources: Sources) -> str:
    """A section's name as one line; "" where it is the front page, the article itself or what stands for no section."""
    name = clean_line(html.unescape(value[:LOOKED_AT])).strip(" ,;|#/›»>")
    if len(name) > 80 or name.startswith("http") or _NO_SECTION.fullmatch(name) or _FRONT.fullmatch(name):
        return ""
    return "" if len(name) >= OWN_TITLE and _title(sources).startswith(fold(name)) else name


def _title(sources: Sources) -> str:
    return fold((sources.meta("og:title") or sources.page.title)[:LOOKED_AT])


def told_crumbs(sources: Sources) -> Iterator[str]:
    """The section by each list of breadcrumbs in the page's structured data."""
    for node in sources.data.nodes:
        items = node.get("itemListElement")
        if string(node.get("@type")) == "BreadcrumbList" and isinstance(items, list):
            yield _last_crumb([_crumb(item) for item in items[:CRUMBS] if isinstance(item, dict)], sources)


def _crumb(entry: dict[str, Any]) -> tuple[str, str]:
    item = entry.get("item")  # an address, or a thing that has a name
    thing = item if isinstance(item, dict) else {}
    address = thing.get("@id") or thing.get("url") if thing else item
    return string(entry.get("name") or thing.get("name") or ""), address if isinstance(address, str) else ""


def _last_crumb(crumbs: list[tuple[str, str]], sources: Sources) -> str:
    """The last of (name, address) that is neither the page itself, by its address or title or as the third without, nor the front page.
    A title begins with its section's name too ("AI", "China"): a short name is the page's where no address says otherwise."""
    here, title = _path(sources.url, ""), _title(sources)
    for place in range(len(crumbs) - 1, -1, -1):
        name, address = crumbs[place][0][:LOOKED_AT], crumbs[place][1][:4000]
        path = _path(sources.url, address)
        own = path == here if address else place == len(crumbs) - 1 > 1
        if not own and place == len(crumbs) - 1 and f"{title} ".startswith(f"{fold(name)} "):
            own = not address or len(name) >= OWN_TITLE or fold(name) == title
        front = place == 0 and (len(crumbs) > 2 or (address != "" and not path))
        if not (own or front) and section_name(name, sources):
            return clean_line(name)
    return ""


def _path(base: str, address: str) -> str:
    try:
        return urlsplit(urljoin(base, address)).path.strip("/")
    except ValueError:
        return ""


def shown_crumbs(sources: Sources) -> str:
    """The section by the trail of links that leads from the front page to the article, "" where the page shows none."""
    parser = sources.page.parser
    if parser is None or not sources.page.signs or b"readcrumb" not in parser.raw_html:  # a selector takes twenty times as long
        return ""
    trail = parser.css_first(_TRAIL)
    links = trail.css("a[href]")[: CRUMBS + 1] if trail is not None else []
    if len(links) > CRUMBS:  # a name around all of the page
        return ""
    crumbs = [(a.text(deep=True), a.attributes.get("href") or "/") for a in links]
    return _last_crumb([crumb for crumb in crumbs if _is_of_site(crumb[1], sources)], sources)


def _is_of_site(address: str, sources: Sources) -> bool:
    """Whether an address is a page's of the site or of one above or below it, and no button's (to print, to mail, to share)."""
    try:
        to = urlsplit(urljoin(sources.url, address[:4000]))
        host = (to.hostname or "").removeprefix("www.")
    except ValueError:
        return False
    is_of_host = not sources.host or f".{host}".endswith(f".{sources.host}") or f".{sources.host}".endswith(f".{host}")
    return not address.startswith("#") and to.scheme in ("", "http", "https") and is_of_host


def shown_category(sources: Sources) -> str:
    """The first category that a link beside the headline leads to, "" for none."""
    at = sources.page.headline
    for node, block in _links(sources, at - BESIDE, at + BESIDE):
        if "category" in (node.attributes.get("rel") or "").split() or _CATEGORY.search(node.attributes.get("href") or ""):
            if len(sources.page.blocks) > block and is_sentence(sources.page.blocks[block].text):
                continue
            if name := section_name(node.text(deep=True), sources):
                return name
    return ""


def shown_tags(sources: Sources) -> list[str]:
    """The names of the tags that the first links side by side below the headline lead to: two or more, or one that says that it is a
    tag; none in sentences, and none that are all of the site's."""
    blocks, at = sources.page.blocks, sources.page.headline
    tags: dict[str, None] = {}
    last, says = -1, False
    for node, block in _links(sources, at, at + BELOW):
        attributes = node.attributes
        rel = (attributes.get("rel") or "").split()
        if block >= len(blocks) or "category" in rel or not ("tag" in rel or _TAG.search(attributes.get("href") or "")):
            continue
        line = blocks[block]  # mostly links, or with a label before the one that says what it is ("Tags: law")
        if 2 * line.link_chars < len(line.text) and ("tag" not in rel or is_sentence(line.text)):
            continue
        if tags and block - last > NEXT:
            if _are_own(tags, says):
                break
            tags, says = {}, False
        name = _COUNT.sub("", clean_line(node.text(deep=True)[:LOOKED_AT]).lstrip("#")).strip()
        if name and not is_sentence(name):
            tags[name] = None
        last, says = block, says or "tag" in rel
    return [tag for tag in tags if not _NO_TAG.fullmatch(tag)] if _are_own(tags, says) else []


def _are_own(tags: dict[str, None], says: bool) -> bool:
    return (1 if says else 2) <= len(tags) < MANY


def _links(sources: Sources, first: int, last: int) -> Iterator[tuple[LexborNode, int]]:
    """The links that begin in blocks from `first` to `last` outside of menus and asides, with their blocks."""
    signs = sources.page.signs
    for node, tag, element, block, flags in signs[bisect_left(signs, first, key=_block) :]:
        if block > last:
            return
        if tag != "a" or flags & (NAV | ASIDE | HIDDEN):
            continue
        if not flags & FOOTER or is_own(sources.page, element):
            yield node, block


def _block(sign: Sign) -> int:
    return sign[3]
