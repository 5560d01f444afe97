"""The plain facts of a page: address, language, site, section, keywords, image, lead, paywall."""

from __future__ import annotations

import html
import re
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from amw.extract.record import Candidate
from amw.extract.sources import Sources
from amw.extract.structured import string, types
from amw.extract.words import finder
from amw.language import SAMPLE, fits, guess_language, script
from amw.text import clean_line

_LANGUAGE: Final = re.compile(r"^([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2,4}|\d{3}))?")
_ALIASES: Final = {
    "jp": "ja",
    "cn": "zh",
    "kr": "ko",
    "ua": "uk",
    "cz": "cs",
    "gr": "el",
    "iw": "he",
    "in": "id",
    "dk": "da",
    "eng": "en",
    "ger": "de",
    "deu": "de",
    "fra": "fr",
}
_AD_IMAGE: Final = re.compile(
    r"logo|icon|avatar|sprite|pixel|placeholder|blank|spacer|badge|button|emoji|gravatar|1x1|default[-_]?image|share|loading", re.IGNORECASE
)


def absolute(url: str, base: str) -> str | None:
    """`url` as an absolute http(s) address, or None."""
    try:
        url = url.strip()
        joined = url if url.startswith(("https://", "http://")) and url.isprintable() else urljoin(base, url)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc and len(joined) <= 4000 else None


def find_canonical(sources: Sources) -> list[Candidate]:
    """Candidates for the page's own address: link rel=canonical, og:url, JSON-LD; only addresses that are not a bare front page."""
    found = []
    base_is_root = urlsplit(sources.url).path.strip("/") == ""
    options = [(a.get("href") or "", "link rel=canonical", 0.9) for rel, a in sources.page.links if "canonical" in rel.split()]
    options += [
        (sources.meta("og:url"), "og:url", 0.7),
        *((u, "json-ld url", 0.6) for u in (sources.data.urls(sources.data.article) if sources.data.article else [])[:2]),
    ]
    for value, source, score in options:
        url = absolute(value, sources.url) if value else None
        if url and (base_is_root or urlsplit(url).path.strip("/") or urlsplit(url).query):
            found.append(Candidate(value=url, source=source, score=score))
    return sorted(found, key=lambda c: -c.score)


def language_tag(value: str | None) -> str | None:
    """A declared language as a lower-case two- or three-letter code with its region ("en-us"), or None."""
    match = _LANGUAGE.match((value or "").strip())
    if not match:
        return None
    code = _ALIASES.get(match[1].lower(), match[1].lower())
    return f"{code}-{match[2].lower()}" if match[2] else code


def find_languages(sources: Sources, node_language: str, text: str) -> list[Candidate]:
    """Languages that the page declares, best first, as `language_tag`; one that its script contradicts loses to detection on the text."""
    options = [
        (sources.page.language, "html lang", 0.8), (node_language, "json-ld inLanguage", 0.7), (sources.meta("og:locale"), "og:locale",
        0.6),
        (sources.meta("content-language", "language", "dc.language", "dcterms.language"), "meta language", 0.6),
    ]  # fmt: skip
    found = [Candidate(value=tag, source=source, score=score) for value, source, score in options if (tag := language_tag(value))]
    sample = text[:SAMPLE] or " ".join(b.text for b in sources.page.blocks[:40])
    written = script(sample)
    borne_out = [c for c in found if fits(str(c.value), written)]
    if borne_out or len(text) < 60:
        return borne_out + [c for c in found if c not in borne_out]
    detected = guess_language(sample)
    return ([Candidate(value=detected, source="detected", score=0.5)] if detected else []) + found


def find_site_names(sources: Sources) -> list[Candidate]:
    """Candidates for the name of the site."""
    found = []
    publisher = sources.data.names(sources.node("publisher") or [])
    for value, source, score in (
        (sources.meta("og:site_name"), "og:site_name", 0.9),
        (publisher[0] if publisher else "", "json-ld publisher", 0.8),
        (sources.meta("application-name", "apple-mobile-web-app-title", "dc.publisher", "copyright"), "meta application-name", 0.5),
    ):
        name = clean_line(html.unescape(value))
        if name and len(name) <= 100 and not name.startswith("http"):
            found.append(Candidate(value=name, source=source, score=score))
    for node in sources.data.nodes:
        own = node.get("name")
        if isinstance(own, str) and not {"website", "newsmediaorganization"}.isdisjoint(types(node)):
            found.append(Candidate(value=clean_line(html.unescape(own)), source="json-ld WebSite", score=0.6))
    host = (urlsplit(sources.url).hostname or "").removeprefix("www.")
    if host:
        found.append(Candidate(value=host, source="host", score=0.2))
    return sorted((c for c in found if c.value), key=lambda c: -c.score)


def find_sections(sources: Sources) -> list[Candidate]:
    """Candidates for the section or desk the article appeared in."""
    found = []
    section = sources.node("articleSection")
    for value, source, score in (
        (string(section), "json-ld articleSection", 0.9),
        (sources.meta("article:section", "og:article:section"), "article:section", 0.85),
        (sources.meta("parsely-section", "cxenseparse:section", "section", "category", "sailthru.section"), "meta section", 0.6),
    ):
        name = clean_line(html.unescape(value))
        if name and len(name) <= 80:
            found.append(Candidate(value=name, source=source, score=score))
    for node in sources.data.nodes:
        items = node.get("itemListElement")
        if string(node.get("@type")) == "BreadcrumbList" and isinstance(items, list) and len(items) >= 2:
            crumb = items[-2] if len(items) > 2 else items[-1]
            name = (
                string(crumb.get("name") or (crumb.get("item") if isinstance(crumb.get("item"), dict) else ""))
                if isinstance(crumb, dict)
                else ""
            )
            if name and len(name) <= 80:
                found.append(Candidate(value=clean_line(name), source="json-ld breadcrumb", score=0.4))
    return found


def find_keywords(sources: Sources) -> list[Candidate]:
    """Candidate keyword tuples."""
    found = []
    for value, source, score in (
        (sources.node("keywords"), "json-ld keywords", 0.9),
        (sources.metas.get("article:tag"), "article:tag", 0.85),
        (sources.metas.get("news_keywords"), "news_keywords", 0.85),
        (sources.metas.get("parsely-tags") or sources.metas.get("sailthru.tags"), "meta tags", 0.8),
        (sources.metas.get("keywords"), "meta keywords", 0.6),
    ):
        words: dict[str, None] = {}
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                item = item.get("name")
            if isinstance(item, str):
                for word in re.split(r"[,;，、|]", html.unescape(item)):
                    word = clean_line(word)
                    if 1 < len(word) <= 60:
                        words.setdefault(word)
        if words:
            found.append(Candidate(value=tuple(words)[:40], source=source, score=score))
    return found


def _image_urls(value: Any, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _image_urls(value.get("url") or value.get("contentUrl") or value.get("@id"), depth + 1) if depth < 4 else []
    if isinstance(value, list):
        return [u for item in value[:5] for u in (_image_urls(item, depth + 1) if depth < 4 else [])]
    return []


def find_images(sources: Sources) -> list[Candidate]:
    """Candidates for the main image, absolute addresses."""
    options = [(sources.meta("og:image:secure_url", "og:image", "og:image:url"), "og:image", 0.9)]
    options += [(u, "json-ld image", 0.85) for u in _image_urls(sources.data.resolve(sources.node("image")))[:2]]
    options += [
        (sources.meta("twitter:image", "twitter:image:src"), "twitter:image", 0.8),
        (sources.meta("thumbnail", "parsely-image-url", "sailthru.image.full"), "meta image", 0.6),
    ]
    options += [(a.get("href") or "", "link rel=image_src", 0.7) for rel, a in sources.page.links if rel == "image_src"]
    heading = next((m.block for m in sources.page.marks if m.tag == "h1"), 0)
    for node, block, _ in () if any(value for value, _, _ in options) else sources.page.images[:200]:
        if block >= heading:
            attributes = node.attributes
            width = attributes.get("width") or ""
            small = width.isdigit() and int(width) < 200
            src = attributes.get("src") or attributes.get("data-src") or ""
            if src and not small and not src.startswith("data:") and not _AD_IMAGE.search(src):
                options.append((src, "first image", 0.3))
                break
    found = []
    for value, source, score in options:
        url = absolute(html.unescape(value), sources.url) if value and not value.startswith("data:") else None
        if url:
            found.append(Candidate(value=url, source=source, score=score))
    return sorted(found, key=lambda c: -c.score)


def find_leads(sources: Sources, body: str) -> list[Candidate]:
    """Candidates for the lead: what the publisher wrote as the article's summary, else the text's first paragraph."""
    found = []
    for value, source, score in (
        (string(sources.node("description")), "json-ld description", 0.8),
        (sources.meta("og:description"), "og:description", 0.85),
        (sources.meta("description", "twitter:description", "dc.description"), "meta description", 0.75),
    ):
        text = clean_line(re.sub(r"<[^<>]{0,300}>", " ", html.unescape(html.unescape(value))))
        if len(text) >= 20:
            found.append(Candidate(value=text[:2000], source=source, score=score))
    first = next((line for line in body.split("\n")[:4] if len(line) >= 40), "")
    if first:
        found.append(Candidate(value=first[:2000], source="first paragraph", score=0.3))
    return sorted(found, key=lambda c: -c.score)


NOTICES: Final = (
    "to continue reading;to keep reading;to read the full;to read on;to read the rest;for subscribers only;subscribers only;only for "
    "subscribers;available to subscribers;"
    "for members only;article is for subscribers;réservé aux abonnés;réservée aux abonnés;% de cet article;jetzt "
    "weiterlesen;weiterlesen mit;nur für abonnenten;als abonnent;"
    "exclusivo para suscriptores;exclusivo para assinantes;contenido exclusivo para;riservato agli abbonati;"
    "会員限定;有料会員;付费阅读;订阅后;구독자 전용;유료회원"
)


_tells_price: Final = finder(NOTICES.split(";"))
# One of which every notice has: a few searches for these are several times faster than one for all notices, and find nothing on most pages.
NOTICE_PARTS: Final = (
    "reading;to read ;subscribers;members only;abonn;abbonati;cet article;weiterlesen;exclusivo para;会員;付费;订阅;구독;유료".split(";")
)
_LOCKED: Final = {
    "locked",
    "metered",
    "premium",
    "subscriber",
    "subscription",
    "paid",
    "paywall",
    "paywalled",
    "hard",
    "true",
    "abo",
    "plus",
    "registered",
}


def paywalled(sources: Sources) -> Candidate | None:
    """Whether the page says that reading on costs money: isAccessibleForFree, content-tier metadata; None where it says nothing."""
    for node in [sources.data.article, *sources.data.nodes]:
        if node is None or "isAccessibleForFree" not in node:
            continue
        value = node["isAccessibleForFree"]
        free = (
            value
            if isinstance(value, bool)
            else str(value).strip().lower() in ("true", "1", "yes", "http://schema.org/true", "https://schema.org/true")
        )
        return Candidate(value=not free, source="json-ld isAccessibleForFree", score=0.9)
    for key in (
        "article:content_tier",
        "content_tier",
        "article:opinion_tier",
        "og:article:content_tier",
        "contenttier",
        "access",
        "cxenseparse:access",
        "paywall",
        "is_paywalled",
    ):
        value = sources.meta(key).lower()
        if value:
            if value in _LOCKED:
                return Candidate(value=True, source=key, score=0.8)
            if value in ("free", "false", "no", "none", "public", "open"):
                return Candidate(value=False, source=key, score=0.8)
    short = "\n".join(
        block.text for block in sources.page.blocks if 6 <= len(block.text) < 240 and block.link_chars < len(block.text)
    ).lower()
    if any(part in short for part in NOTICE_PARTS) and _tells_price(short):
        return Candidate(value=True, source="notice on the page", score=0.5)
    return None
