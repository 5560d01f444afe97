"""The plain facts of a page: address, language, site, section, keywords, image, lead, paywall.

What finds several candidates yields them one by one, best first, so that who wants the best alone pays for it alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from amw.extract.paywall import find_locks
from amw.extract.record import Candidate
from amw.extract.sources import Sources, Stated, candidates, language_tag
from amw.extract.structured import string, types
from amw.extract.topics import section_name, shown_category, shown_crumbs, shown_tags, told_crumbs
from amw.language import SAMPLE, fits, guess_language, is_contradicted, script
from amw.text import clean_line, fold, weigh

_AD_IMAGE: Final = re.compile(
    r"logo|icon|avatar|sprite|pixel|placeholder|blank|spacer|badge|button|emoji|gravatar|1x1|default[-_]?image|share|loading", re.IGNORECASE
)
_SITES: Final = frozenset(("website", "newsmediaorganization"))
LONGEST_TITLE: Final = 500  # characters of a title that are looked at
BORNE_OUT: Final = 4  # letters of a host in a name that bear it out
# What parts a headline from the site's name. Looking ahead spares nearly all letters the branches.
SEPARATOR: Final = re.compile(r"(?=[\s|｜_»:：])(?:\s+[|–—·•»«›‹:~/\-]+\s+|\s*[|｜_：]\s*|\s*»\s*|\s+[-–—]|\s*::\s*)")
_NO_NAME: Final = re.compile(
    r"^(?:by|von|par|por) |\d[./:-]\d|\b(?:19|20)\d\d\b|[.!?…]$|^.{41}", re.IGNORECASE
)  # an author, a day, a sentence
_MARKUP: Final = re.compile(r"<[^<>]{0,300}>")
SHORTEST: Final = 12  # characters of an alphabet that a summary has at least
FEW: Final = 2  # keywords that may be nothing but names of the house
_NUMBER: Final = re.compile(r"[\da-f]{8}-[\da-f-]+$|\d{5,}$", re.IGNORECASE)  # of something in the publisher's system
_LISTED: Final = re.compile("[,;，、|]")


def _address(value: str, sources: Sources) -> str | None:
    """An address on a page as an absolute one, or None."""
    return absolute(value, (absolute(sources.page.base, sources.url) if sources.page.base else None) or sources.url)


def absolute(url: str, base: str) -> str | None:
    """`url` as an absolute http(s) address, or None."""
    try:
        url = url.strip()
        joined = url if url.startswith(("https://", "http://")) and url.isprintable() else urljoin(base, url)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc and len(joined) <= 4000 else None


def find_canonical(sources: Sources) -> Iterator[Candidate]:
    """Candidates for the page's own address: link rel=canonical, og:url, JSON-LD; only addresses that are not a bare front page, and none
    of a machine without a name of the web, on which the site may have been built."""
    front = urlsplit(sources.url).path.strip("/") == ""

    def stated() -> Iterator[Stated]:
        for rel, attributes in sources.page.links:
            if "canonical" in rel.split():
                yield attributes.get("href"), "link rel=canonical", 0.9
        yield sources.meta("og:url"), "og:url", 0.7
        for url in (sources.data.urls(sources.data.article) if sources.data.article else [])[:2]:
            yield url, "json-ld url", 0.6

    def own(value: str) -> str | None:
        url = _address(value, sources)
        parts = urlsplit(url or "")
        host = parts.hostname or ""
        named = host.removeprefix("www.") == sources.host or ("." in host and not host.replace(".", "").isdecimal())
        return url if named and (front or parts.path.strip("/") or parts.query) else None

    return candidates(stated(), own)


def find_languages(sources: Sources, text: str) -> Iterator[Candidate]:
    """Languages that the page declares, as `language_tag`; one that its script or its words contradict loses to detection on the
    text."""
    node_language = sources.node("inLanguage")

    def declared() -> Iterator[tuple[str | None, str, float]]:
        yield sources.page.language, "html lang", 0.8
        yield node_language if isinstance(node_language, str) else None, "json-ld inLanguage", 0.7
        yield sources.meta("og:locale"), "og:locale", 0.6
        yield sources.meta("content-language", "language", "dc.language", "dcterms.language"), "meta language", 0.6

    sample = text[:SAMPLE] or " ".join(b.text for b in sources.page.blocks[:40])
    written = script(sample)
    others = []
    borne_out = False
    for value, source, score in declared():
        if tag := language_tag(value):
            candidate = Candidate(value=tag, source=source, score=score)
            if fits(tag, written) and not is_contradicted(tag, text):
                borne_out = True
                yield candidate
            else:
                others.append(candidate)
    if not borne_out and len(text) >= 60 and (detected := guess_language(sample)):
        yield Candidate(value=detected, source="detected", score=0.5)
    yield from others


def _name(value: str, most: int) -> str:
    """`value` as one line, "" where it is longer than `most` or an address."""
    name = clean_line(html.unescape(value))
    return "" if len(name) > most or name.startswith("http") else name


def find_site_names(sources: Sources) -> Iterator[Candidate]:
    """Candidates for the name of the site. Of 432 pages whose title tag has beside the headline what their host bears out 95 in a hundred
    say so in og:site_name too; of what they have there otherwise 75, of publishers 88, of WebSites 97, of applications 86."""

    def stated() -> Iterator[Stated]:
        yield sources.meta("og:site_name"), "og:site_name", 0.9
        shown = [(mark.node.text(deep=True)[:LONGEST_TITLE], mark.node) for mark in sources.page.headings[:4]]
        homeward = [text for text, node in shown if leads_home(node, text, sources.url)]
        after, others = _beside_headline(sources, [text for text, _ in shown if text not in homeward])
        borne_out = next((name for name in (*reversed(after), *others) if _bears_out(sources.host, name)), "")
        is_name = borne_out.casefold().removeprefix("www.") != sources.host  # and not the host again
        for node in sources.data.nodes:
            if isinstance(node.get("name"), str) and not _SITES.isdisjoint(types(node)):
                yield node["name"], "json-ld WebSite", 0.85
        if is_name:
            yield borne_out, "title tag", 0.8
        yield next(iter(sources.names("publisher")), ""), "json-ld publisher", 0.75
        yield next(iter(homeward), ""), "h1 that leads home", 0.7
        yield sources.meta("application-name", "apple-mobile-web-app-title"), "meta application-name", 0.6
        named = "" if is_name else borne_out
        yield named or next((part for part in reversed(after) if part and not _NO_NAME.search(part)), ""), "title tag", 0.5
        yield sources.meta("dc.publisher", "copyright"), "meta publisher", 0.4
        yield sources.host, "host", 0.2

    return candidates(stated(), partial(_name, most=100))


def _beside_headline(sources: Sources, shown: list[str]) -> tuple[list[str], list[str]]:
    """(what the title tag has after the headline, as its metadata or what is `shown` tell that; what else may be the site's name: what it
    has before the headline, or at its end where the headline is another), in parts."""
    whole = clean_line(html.unescape(sources.page.title[: 4 * LONGEST_TITLE]))[:LONGEST_TITLE]
    cuts = [*SEPARATOR.finditer(whole)]
    if not cuts:
        return [], []
    told = {fold(text[:LONGEST_TITLE]) for text in (sources.meta("og:title"), string(sources.node("headline")), *shown)} - {""}
    after = next((whole[cut.end() :] for cut in cuts if fold(whole[: cut.start()]) in told), "")
    before = next((whole[: cut.start()] for cut in reversed(cuts) if fold(whole[cut.end() :]) in told), whole[cuts[-1].end() :])
    parts, others = ([part.strip(" |–—-") for part in SEPARATOR.split(text)] for text in (after, before))
    return parts, [part for part in others if not _NO_NAME.search(part)]


def leads_home(heading: LexborNode, text: str, url: str) -> bool:
    """Whether all of an h1, which is `text`, is a link to the front page of its site, and the page is another."""
    link = heading.first_child
    while link is not None and link.tag != "a":  # the first element, or the first in it; a selector takes twenty times as long
        link = link.next if link.tag == "-text" and not (link.text_content or "").strip() else link.first_child
    if link is None or urlsplit(url).path in ("", "/") or len(link.text(deep=True).strip()) < len(text.strip()):
        return False
    to = urlsplit(absolute(link.attributes.get("href") or "", url) or "")
    return to.netloc == urlsplit(url).netloc and to.path in ("", "/") and not to.query and not to.fragment


def _bears_out(host: str, name: str) -> bool:
    """Whether a part of a host is the beginning of a name without spaces or the name that of the part, in four letters or all of it."""
    key = fold(name).replace(" ", "")
    labels = [label.replace("-", "") for label in host.split(".")[:-1] if len(label) > 2 or label == key]
    keys = {key, key.removeprefix("the")} - {""}
    pairs = [(k, label) for k in keys for label in labels]
    return any(k == label or (min(len(k), len(label)) >= BORNE_OUT and (k.startswith(label) or label.startswith(k))) for k, label in pairs)


def find_sections(sources: Sources) -> Iterator[Candidate]:
    """Candidates for the section or desk the article appeared in."""

    def stated() -> Iterator[Stated]:
        yield string(sources.node("articleSection")), "json-ld articleSection", 0.9
        yield sources.meta("article:section", "og:article:section"), "article:section", 0.85
        named = sources.meta("parsely-section", "cxenseparse:section", "articlesection", "section", "category", "sailthru.section")
        yield named, "meta section", 0.6
        for crumb in told_crumbs(sources):
            yield crumb, "json-ld breadcrumb", 0.55
        yield shown_crumbs(sources), "breadcrumb", 0.5
        yield shown_category(sources), "category link", 0.45

    return candidates(stated(), partial(section_name, sources=sources))


def find_keywords(sources: Sources) -> Iterator[Candidate]:
    """Candidate keyword tuples; none of nothing but the house's names."""
    metas = sources.metas.get

    def is_house(name: str) -> bool:
        houses = (*sources.names("publisher"), *(str(house.value) for house in islice(find_site_names(sources), 1)), sources.host)
        return fold(name).removeprefix("the ") in {fold(house).removeprefix("the ") for house in houses}

    def words(value: Any) -> tuple[str, ...]:
        items = [item.get("name") if isinstance(item, dict) else item for item in (value if isinstance(value, list) else [value])]
        parts = [clean_line(part) for item in items if isinstance(item, str) for part in _LISTED.split(html.unescape(item))]
        if 2 * sum(":" in part for part in parts) > len(parts) > 2:
            return ()  # a system's own, each with what it is of ("page type: article")
        named = dict.fromkeys(part for part in parts if 1 < len(part) <= 60 and not _NUMBER.match(part))
        return () if len(named) <= FEW and all(map(is_house, named)) else tuple(named)[:40]

    stated = (
        (sources.node("keywords"), "json-ld keywords", 0.9),
        (metas("article:tag"), "article:tag", 0.85),
        (metas("news_keywords"), "news_keywords", 0.85),
        (metas("parsely-tags") or metas("sailthru.tags"), "meta tags", 0.8),
        (metas("keywords"), "meta keywords", 0.6),
    )
    yield from candidates(stated, words)
    yield from candidates(((shown_tags(sources), "tag links", 0.5), (metas("tags"), "meta tags", 0.45)), words)


def _image_urls(value: Any, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _image_urls(value.get("url") or value.get("contentUrl") or value.get("@id"), depth + 1) if depth < 4 else []
    if isinstance(value, list):
        return [u for item in value[:5] for u in (_image_urls(item, depth + 1) if depth < 4 else [])]
    return []


def find_images(sources: Sources) -> Iterator[Candidate]:
    """Candidates for the main image, absolute addresses; a picture of the page itself only where its metadata names none."""

    def stated() -> Iterator[Stated]:
        named = False
        metas = sources.meta("og:image:secure_url", "og:image", "og:image:url"), sources.meta("twitter:image", "twitter:image:src")
        yield metas[0], "og:image", 0.9
        for value in _image_urls(sources.data.resolve(sources.node("image")))[:2]:
            named = named or value != ""
            yield value, "json-ld image", 0.85
        yield metas[1], "twitter:image", 0.8
        for rel, attributes in sources.page.links:
            if rel == "image_src":
                named = True
                yield attributes.get("href"), "link rel=image_src", 0.7
        other = sources.meta("thumbnail", "parsely-image-url", "sailthru.image.full")
        yield other, "meta image", 0.6
        if not (named or any(metas) or other):
            yield _first_image(sources), "first image", 0.3

    return candidates(stated(), lambda value: None if value.startswith("data:") else _address(html.unescape(value), sources))


def _first_image(sources: Sources) -> str:
    heading = sources.page.headline
    for node, block, _ in sources.page.images[:200]:
        if block >= heading:
            attributes = node.attributes
            width = attributes.get("width") or ""
            small = width.isdigit() and int(width) < 200
            src = attributes.get("src") or attributes.get("data-src") or ""
            if src and not small and not src.startswith("data:") and not _AD_IMAGE.search(src):
                return src
    return ""


def find_leads(sources: Sources, body: str) -> Iterator[Candidate]:
    """Candidates for the lead: what the publisher wrote as the article's summary, else the text's first paragraph."""

    def is_shown(text: str) -> bool:
        others = (sources.meta("og:title"), sources.page.title, *sources.names("author"))
        return any(other[:1].casefold() == text[:1].casefold() and fold(other) == fold(text) for other in others)

    def summary(value: str) -> str:
        text = clean_line(_MARKUP.sub(" ", html.unescape(html.unescape(value))))
        return text[:2000] if weigh(text) >= SHORTEST and not (text.isascii() and " " not in text) and not is_shown(text) else ""

    stated = (
        (sources.meta("og:description"), "og:description", 0.85),
        (string(sources.node("description")), "json-ld description", 0.8),
        (sources.meta("description", "twitter:description", "dc.description"), "meta description", 0.75),
    )
    yield from candidates(stated, summary)
    first = next((line for line in body.split("\n", 4)[:4] if len(line) >= 40), "")
    if first:
        yield Candidate(value=first[:2000], source="first paragraph", score=0.3)


# Of the fields that no other has to be known for.
FINDERS: Final[Mapping[str, Callable[[Sources], Iterator[Candidate]]]] = {
    "canonical_url": find_canonical,
    "image": find_images,
    "site_name": find_site_names,
    "section": find_sections,
    "keywords": find_keywords,
    "paywalled": find_locks,
}
