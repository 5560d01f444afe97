"""RSS 0.9-2.0, RDF, Atom and CDF: bytes to entries, by lxml where they are well formed, else by feedparser."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import feedparser

from amw.feeds import well_formed
from amw.feeds.fields import date_of, feed_of, first_link, language_of, lead_of, line_of, unique
from amw.feeds.record import Entry, Feed
from amw.fragments import fragment_text

MAX_SLOW = 2**20  # bytes of an ill-formed document that feedparser is given: it takes up to 7 s for a megabyte of junk
MAX_DEPTH = 500  # unclosed tags: no feed nests so deep, and feedparser's time grows fastest with it

# Characters XML 1.0 forbids, written as such or as references: one of them makes a strict parser give up the whole document.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]{0,500}\[.{0,100000}?\]\s*>", re.DOTALL | re.IGNORECASE)
_ITEMS = re.compile(rb"<(?:[a-zA-Z][\w.-]{0,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_FEED_ROOT = re.compile(rb"<(?:[a-zA-Z][\w.-]{0,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_IMAGE_TYPE = re.compile(r"^image/", re.IGNORECASE)


def looks_like_feed(body: bytes) -> bool:
    """Whether the first 4,096 bytes open a feed (an rss, feed, rdf or channel element before any HTML, or a JSON Feed's version)."""
    head = body[:4096]
    if head.lstrip(b"\xef\xbb\xbf\t\r\n ")[:1] == b"{":
        return b"jsonfeed.org/version/" in head
    root = _FEED_ROOT.search(head)
    page = _HTML_ROOT.search(head)
    return root is not None and (page is None or root.start() < page.start())


def parse_xml(body: bytes, url: str, content_type: str, now: datetime | None, left: Counter[str]) -> Feed:
    """The feed in `body`, fetched from `url`; counts in `left` what was seen and not used. May raise what its parsers raise."""
    declared = len(_ITEMS.findall(body))
    if not declared and not looks_like_feed(body) and not _is_wide(body):
        return Feed(reason="html" if _HTML_ROOT.search(body[:65536]) else "not_a_feed", leftovers=left)
    mended = _mend(body)
    parsed = well_formed.read(mended, declared)
    if parsed is None and (len(mended) > MAX_SLOW or _is_tangled(mended)):
        parsed = well_formed.read(mended, declared, recover=True) or {"version": "", "feed": {}, "entries": []}
    parsed = parsed or _feedparser(mended, url, content_type)
    version = str(parsed["version"] or "")
    head, raws = parsed["feed"], parsed["entries"]
    if not version and not raws:
        return Feed(reason="html" if _HTML_ROOT.search(body[:65536]) else "not_a_feed", leftovers=left)
    language = language_of(head.get("language"))
    return feed_of(
        raws,
        lambda raw: _xml_entry(raw, url, language, now, left),
        version=version or "unknown",
        language=language,
        left=left,
    )


def _feedparser(body: bytes, url: str, content_type: str) -> dict[str, Any]:
    headers = {"content-location": url, **({"content-type": content_type} if content_type else {})}
    # A file-like object: given bytes, feedparser first tries to open a file of that name.
    parsed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    return {"version": parsed.get("version"), "feed": parsed.feed, "entries": parsed.entries}


def _is_tangled(body: bytes) -> bool:
    """Whether so many tags are left open that the document is junk or an attack."""
    return body.count(b"<") - 2 * body.count(b"</") - body.count(b"/>") - 2 * body.count(b"<!") - 2 * body.count(b"<?") > MAX_DEPTH


def _is_wide(body: bytes) -> bool:
    return body[:2] in (b"\xff\xfe", b"\xfe\xff") or body[:4096].count(b"\x00") > 64


def _mend(body: bytes) -> bytes:
    if _is_wide(body):
        return body
    body = body.lstrip(b"\t\r\n ")
    body = _SURROGATE.sub(b"", _FORBIDDEN.sub(b"", body))
    declared = _DOCTYPE.search(body)  # a document has one; what looks like another is not searched for its end
    if declared is not None and (subset := _SUBSET.match(body, declared.start())):
        body = body[: subset.start()] + body[subset.end() :]
    return _REFERENCE.sub(_mend_reference, body)


def _mend_reference(match: re.Match[bytes]) -> bytes:
    code = int(match[1], 16) if match[1] else int(match[2])
    fine = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return match[0] if fine else b""


def _xml_entry(raw: Any, base: str, language: str | None, now: datetime | None, left: Counter[str]) -> Entry:
    contents: list[tuple[str, Mapping[str, Any]]] = [
        (str(part.get("value") or ""), part) for part in raw.get("content") or () if _is_text(part)
    ]
    nothing: tuple[str, Mapping[str, Any]] = ("", {})
    content, detail = max(contents, key=lambda pair: len(pair[0]), default=nothing)
    summary = str(raw.get("summary") or "")
    text = fragment_text(content) or None
    lead = lead_of(summary)
    if text is None and lead is not None and len(lead) > 1500:
        # Many publishers put the whole article into <description>.
        text = lead
    elif lead == text:
        # feedparser lends an entry without a summary its content.
        lead = None
    return Entry(
        link=_xml_link(raw, base, left),
        title=line_of(raw.get("title")),
        lead=lead,
        text=text,
        published_at=date_of(raw, ("published", "created"), now, left) or date_of(raw, ("updated",), now, Counter()),
        modified_at=date_of(raw, ("updated",), now, left),
        authors=_names(raw),
        keywords=unique(str(tag.get("label") or tag.get("term") or "") for tag in raw.get("tags") or ()),
        language=language_of(detail.get("language")) or language_of(dict.get(raw, "language")) or language,
        image=_xml_image(raw, base, content or summary),
        guid=line_of(raw.get("id")),
        via=line_of(source.get("title")) if isinstance(source := raw.get("source"), Mapping) else None,
    )


def _is_text(part: Mapping[str, Any]) -> bool:
    kind = str(part.get("type") or "")
    return kind.startswith("text/") or kind.endswith("xml") or not kind


def _xml_link(raw: Any, base: str, left: Counter[str]) -> str | None:
    candidates = [raw.get("feedburner_origlink"), raw.get("link")]
    candidates += [link.get("href") for link in raw.get("links") or () if link.get("rel", "alternate") == "alternate"]
    guid = raw.get("id")
    if guid and str(guid).lower().startswith(("http://", "https://")):
        candidates.append(guid)
    return first_link(candidates, base, left)


def _xml_image(raw: Any, base: str, content: str) -> str | None:
    picture = raw.get("image")
    candidates: list[Any] = [picture.get("href") if isinstance(picture, Mapping) else picture]
    for media in (*(raw.get("media_content") or ()), *(raw.get("enclosures") or ())):
        address = media.get("url") or media.get("href")
        if _IMAGE_TYPE.match(str(media.get("type") or "")) or media.get("medium") == "image":
            candidates.append(address)
    candidates += [media.get("url") for media in raw.get("media_thumbnail") or ()]
    if found := first_link(candidates, base, Counter()):
        return found
    inline = re.search(r"<img\b[^<>]{0,500}?\bsrc\s*=\s*[\"']([^\"'<>]{1,2000})[\"']", content[:20_000], re.IGNORECASE)
    return first_link([html.unescape(inline[1])], base, Counter()) if inline else None


def _names(raw: Any) -> tuple[str, ...]:
    people = [str(person.get("name") or "") for person in raw.get("authors") or ()]
    if not any(people):
        people = [str((raw.get("author_detail") or {}).get("name") or raw.get("author") or "")]
    return unique(people)
