"""One page to one record: `extract_article`, and `explain_article`, which also tells what each value was preferred to."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from amw.extract import authors, facts, moments, titles
from amw.extract.body import Body, read_body
from amw.extract.charset import decode
from amw.extract.dom import Page, read_page
from amw.extract.record import Candidate, ExtractedArticle
from amw.extract.sources import Sources, gather
from amw.text import cjk_share, storable

MAX_BYTES: Final = 16_000_000  # of a body looked at; more is refused
MIN_TEXT: Final = 200  # characters (CJK counts three times); less is no article
_MAGIC: Final = (
    (b"%PDF-", "pdf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"RIFF", "image"), (b"PK\x03\x04", "archive"), (b"\x1f\x8b", "compressed"),
    (b"\x00\x00\x00\x18ftyp", "video"), (b"\x00\x00\x00 ftyp", "video"), (b"ID3", "audio"), (b"OggS", "audio"), (b"\x7fELF", "binary"), (b"wOFF", "font"), (b"wOF2", "font"),
    (b"BZh", "compressed"), (b"7z\xbc\xaf", "archive"), (b"Rar!", "archive"), (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"\xd0\xcf\x11\xe0", "office"),
)  # fmt: skip
_CONSENT: Final = re.compile(
    r"before you continue|we value your privacy|your privacy choices|cookie[- ]?(?:consent|einstellungen|policy|wall)|consent to (?:the )?(?:use|cookies)|akzeptieren sie|"
    r"accept (?:all )?cookies|zustimm|datenschutzeinstellungen|consenti|acceptez? (?:les |tous )?|cookies? accept",
    re.IGNORECASE,
)
_BLOCKED: Final = re.compile(
    r"verify (?:that )?you are (?:a )?human|checking your browser|just a moment\.\.\.|attention required|access denied|are you a robot|unusual traffic|captcha|"
    r"enable javascript and cookies|pardon our interruption|request unsuccessful|ddos protection",
    re.IGNORECASE,
)
_NOT_FOUND: Final = re.compile(
    r"^\W*(?:error\s)?(?:404|410|page not found|not found|page introuvable|seite nicht gefunden|página no encontrada)\b", re.IGNORECASE
)


def extract_article(html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None) -> ExtractedArticle:
    """The article on a page. Never raises: a page without one has `text` == "" and a `reason`.

    `html` is the response body, `url` its address (for relative links and date hints), `encoding` the charset of the transport header,
    `now` the time of fetching: dates later than a day after it are not believed.
    """
    return _guarded(html, url, encoding, now)[0]


def explain_article(html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None) -> dict[str, dict[str, Any]]:
    """Field -> {"value", "source", "confidence", "alternatives": [{"value", "source", "confidence"}, ...]}, best alternative first."""
    article, found = _guarded(html, url, encoding, now)
    answer: dict[str, dict[str, Any]] = {}
    for name in ExtractedArticle.__dataclass_fields__:
        if name in ("provenance", "url", "confidence"):
            continue
        candidates = found.get(name, [])
        value = getattr(article, name)
        source = article.provenance.get(name)
        chosen = next((c for c in candidates if c.source == source), None)
        answer[name] = {
            "value": value,
            "source": source,
            "confidence": round(article.confidence if name == "text" else chosen.score if chosen else 0.0, 3),
            "alternatives": [
                {"value": c.value, "source": c.source, "confidence": round(c.score, 3)} for c in candidates if c is not chosen
            ][:12],
        }
    return answer


def _guarded(html: bytes, url: str, encoding: str | None, now: datetime | None) -> tuple[ExtractedArticle, dict[str, list[Candidate]]]:
    try:
        return _extract(html, url, encoding, now)
    except Exception as error:
        return ExtractedArticle(url=str(url), reason=f"error:{type(error).__name__}"), {}


def _not_html(html: bytes) -> str | None:
    """Why these bytes are not a page, or None."""
    if not html.strip(b" \t\r\n\x00"):
        return "empty"
    if len(html) > MAX_BYTES:
        return "too_large"
    start = html[:1024].lstrip()
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return f"not_html:{kind}"
    if start[:1] in (b"{", b"[") and b"<html" not in html[:4096].lower():
        return "not_html:json"
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")) and start.count(b"\x00") < len(start) // 3:
        return "not_html:binary"
    return None


def _extract(html: bytes, url: str, encoding: str | None, now: datetime | None) -> tuple[ExtractedArticle, dict[str, list[Candidate]]]:
    reason = _not_html(html)
    if reason:
        return ExtractedArticle(url=url, reason=reason), {}
    markup, charset = decode(html, encoding)
    page = read_page(markup)
    sources = gather(page, url, now, facts.language_tag(page.language))
    body = read_body(page)
    found = _find_fields(sources)
    text, reason = body.text, None
    if (1 + 2 * cjk_share(text[:400])) * len(text) < MIN_TEXT:
        reason = _why_empty(page, body)
        text = ""
    return _assemble(sources, found, body, storable(text), reason, charset), found


def _find_fields(sources: Sources) -> dict[str, list[Candidate]]:
    site_names = facts.find_site_names(sources)
    site = str(site_names[0].value) if site_names and site_names[0].source != "host" else None
    node_language = sources.node("inLanguage")
    lock = facts.paywalled(sources)
    return {
        "canonical_url": facts.find_canonical(sources),
        "title": titles.find_titles(sources, site),
        "authors": authors.find_authors(sources),
        "published_at": moments.find_published(sources),
        "modified_at": moments.find_modified(sources),
        "language": facts.declared_languages(sources.meta, sources.page.language, node_language if isinstance(node_language, str) else ""),
        "lead": facts.find_leads(sources),
        "image": facts.find_images(sources),
        "site_name": site_names,
        "section": facts.find_sections(sources),
        "keywords": facts.find_keywords(sources),
        "paywalled": [lock] if lock else [],
    }


def _assemble(
    sources: Sources, found: dict[str, list[Candidate]], body: Body, text: str, reason: str | None, charset: str
) -> ExtractedArticle:
    provenance: dict[str, str] = {"charset": charset}
    values: dict[str, Any] = {}
    for name, candidates in found.items():
        if not candidates:
            continue
        best = candidates[0]
        value, source = best.value, best.source
        if isinstance(value, datetime) and value.tzinfo is None:
            value = moments.aware(value)
            source += " (no zone stated: UTC)"
        elif isinstance(value, str):
            value = storable(value)
        elif isinstance(value, tuple):
            value = tuple(storable(v) for v in value)
        if name == "language":
            value = str(value).split("-")[0]
        values[name] = value
        provenance[name] = source
    if text:
        provenance["text"] = "blocks"
    return ExtractedArticle(
        url=sources.url, text=text, reason=reason, confidence=round(body.confidence, 3) if text else 0.0, provenance=provenance, **values
    )


def _why_empty(page: Page, body: Body) -> str:
    visible = " ".join(b.text for b in page.blocks[:60])[:4000]
    if _BLOCKED.search(visible) or _BLOCKED.search(page.title):
        return "blocked"
    if _NOT_FOUND.search(page.title) or _NOT_FOUND.search(visible):
        return "not_found"
    if _CONSENT.search(visible):
        return "consent"
    if page.frames and not page.blocks:
        return "frames"
    if len(visible) < 200 and page.script_chars > 2000:
        return "javascript"
    return "no_article" if page.blocks else "empty"
