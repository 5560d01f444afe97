"""Feeds: bytes to entries. RSS 0.9-2.0, RDF, Atom, CDF (feedparser) and JSON Feed 1.0/1.1; hostile or broken input never raises.

Everything textual comes out as readable text: HTML is read, not kept, so nothing a publisher writes can become markup later. Links
come out resolved, canonical and http(s) only.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast

import feedparser

from amw import feed_xml
from amw.dates import parse_date
from amw.feed_titles import without_labels
from amw.fragments import fragment_text
from amw.text import clean_line
from amw.urls import canonicalise, unwrap

MAX_BYTES = 16 * 2**20  # the largest feed in wide use (a full podcast archive) is about 10 MB; above it a feed is refused
MAX_ENTRIES = 10_000
MAX_SLOW = 2**20  # bytes of an ill-formed document that feedparser is given: it takes up to 7 s for a megabyte of junk
MAX_DEPTH = 500  # unclosed tags: no feed nests so deep, and feedparser's time grows fastest with it
MAX_TITLE = 1_000  # characters; longer titles are bodies in the wrong element

# Characters XML 1.0 forbids, written as such or as references: one of them makes a strict parser give up the whole document.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_DOCTYPE_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]{0,500}\[.{0,100000}?\]\s*>", re.DOTALL | re.IGNORECASE)
_ITEMS = re.compile(rb"<(?:[a-zA-Z][\w.-]{0,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_FEED_ROOT = re.compile(rb"<(?:[a-zA-Z][\w.-]{0,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_IMAGE_TYPE = re.compile(r"^image/", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `link` is canonical or None; `text` is the full content, `lead` the summary, both as readable text; None is unknown.

    `guid` is the publisher's own identifier as written. `via` is the site an aggregator names as the origin.
    """

    link: str | None = None
    title: str | None = None
    lead: str | None = None
    text: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    image: str | None = None
    guid: str | None = None
    via: str | None = None

    def facts(self) -> dict[str, Any]:
        """What is known, ready for JSON: unknown fields are left out, times are ISO 8601 strings."""
        out: dict[str, Any] = {}
        for name in _FIELDS:
            value = getattr(self, name)
            if value is None or value == ():
                continue
            out[name] = value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value
        return out

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Entry:
        """The entry that `facts()` gave; fields of any other name are ignored, times that cannot be read are unknown."""
        values: dict[str, Any] = {}
        for name in _FIELDS:
            value = facts.get(name)
            if value is None:
                continue
            if name.endswith("_at"):
                value = _iso(value)
            elif name in ("authors", "keywords"):
                value = tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()
            else:
                value = str(value)
            values[name] = value
        return cls(**values)


_FIELDS = tuple(Entry.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a body held. `version` as feedparser names it ("rss20", "atom10", "json11", ... "" = no feed).

    `reason` says in one word why there are no entries ("empty", "html", "not_a_feed", "too_large", "no_entries"), None where there are.
    `leftovers` counts what was seen and not used: entries beyond the cap, dates nobody could read, links that are no http(s) URL.
    """

    version: str = ""
    title: str | None = None
    link: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    reason: str | None = None
    leftovers: Mapping[str, int]


def parse_feed(body: bytes, url: str, *, content_type: str = "", now: datetime | None = None) -> Feed:
    """The feed in `body`, fetched from `url` (base of relative links). Never raises; time is linear; a body above 16 MB is refused.

    `content_type` is the HTTP header, used for its charset. `now` bounds the dates (`amw.dates.parse_date`).
    """
    left: dict[str, int] = {}
    if not body.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return Feed(reason="empty", leftovers=left)
    if len(body) > MAX_BYTES:
        return Feed(reason="too_large", leftovers=left)
    try:
        if body.lstrip(b"\xef\xbb\xbf\t\r\n ")[:1] in (b"{", b"["):
            return _parse_json(body, url, now, left)
        return _parse_xml(body, url, content_type, now, left)
    # Third-party parsers on hostile bytes: whatever they raise, the outcome is the same and is told apart by its reason.
    except Exception as error:
        left[f"parser/{type(error).__name__}"] = 1
        return Feed(reason="not_a_feed", leftovers=left)


def looks_like_feed(body: bytes) -> bool:
    """Whether the first 4,096 bytes open a feed (an rss, feed, rdf or channel element before any HTML, or a JSON Feed's version)."""
    head = body[:4096]
    if head.lstrip(b"\xef\xbb\xbf\t\r\n ")[:1] == b"{":
        return b"jsonfeed.org/version/" in head
    root = _FEED_ROOT.search(head)
    page = _HTML_ROOT.search(head)
    return root is not None and (page is None or root.start() < page.start())


def _with_headlines(entries: list[Entry]) -> tuple[Entry, ...]:
    titles = without_labels([entry.title for entry in entries], [entry.published_at for entry in entries])
    return tuple(
        entry if entry.title == title else replace(entry, title=title or None) for entry, title in zip(entries, titles, strict=True)
    )


# ---------------------------------------------------------------- XML


def _parse_xml(body: bytes, url: str, content_type: str, now: datetime | None, left: dict[str, int]) -> Feed:
    declared = len(_ITEMS.findall(body))
    if not declared and not looks_like_feed(body) and not _is_wide(body):
        return Feed(reason="html" if _HTML_ROOT.search(body[:65536]) else "not_a_feed", leftovers=left)
    mended = _mend(body)
    parsed = feed_xml.read(mended, declared)
    if parsed is None and (len(mended) > MAX_SLOW or _is_tangled(mended)):
        parsed = feed_xml.read(mended, declared, recover=True) or {"version": "", "feed": {}, "entries": []}
    parsed = parsed or _feedparser(mended, url, content_type)
    version = str(parsed["version"] or "")
    head, raws = parsed["feed"], parsed["entries"]
    if not version and not raws:
        return Feed(reason="html" if _HTML_ROOT.search(body[:65536]) else "not_a_feed", leftovers=left)
    language = _language(head.get("language"))
    if len(raws) > MAX_ENTRIES:
        left["entries/over_cap"] = len(raws) - MAX_ENTRIES
    entries = _with_headlines([_xml_entry(raw, url, language, now, left) for raw in raws[:MAX_ENTRIES]])
    return Feed(
        version=version or "unknown",
        title=_line(head.get("title")),
        link=canonicalise(str(head["link"]), url) if head.get("link") else None,
        language=language,
        entries=entries,
        reason=None if entries else "no_entries",
        leftovers=left,
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
    return _REFERENCE.sub(_mend_reference, _DOCTYPE_SUBSET.sub(b"", body, count=1))


def _mend_reference(match: re.Match[bytes]) -> bytes:
    code = int(match[1], 16) if match[1] else int(match[2])
    fine = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return match[0] if fine else b""


# What feeds of link collections put where a summary belongs: addresses, counts of points and comments, who posted it.
_TALLY = re.compile(r"(?:(?:article url|comments url|score|points|(?:# )?comments|by|discussion)(?::[ \n]\S+)?(?:[ \n]|$))+", re.IGNORECASE)


def _lead(summary: str) -> str | None:
    lead = fragment_text(summary)
    return None if not lead or (len(lead) < 400 and _TALLY.fullmatch(lead)) else lead


def _xml_entry(raw: Any, base: str, language: str | None, now: datetime | None, left: dict[str, int]) -> Entry:
    contents: list[tuple[str, Mapping[str, Any]]] = [
        (str(part.get("value") or ""), part) for part in raw.get("content") or () if _is_text(part)
    ]
    nothing: tuple[str, Mapping[str, Any]] = ("", {})
    content, detail = max(contents, key=lambda pair: len(pair[0]), default=nothing)
    summary = str(raw.get("summary") or "")
    text = fragment_text(content) or None
    lead = _lead(summary)
    if text is None and lead is not None and len(lead) > 1500:
        # Many publishers put the whole article into <description>.
        text = lead
    elif lead == text:
        # feedparser lends an entry without a summary its content.
        lead = None
    return Entry(
        link=_xml_link(raw, base, left),
        title=_line(raw.get("title")),
        lead=lead,
        text=text,
        published_at=_date(raw, ("published", "created"), now, left) or _date(raw, ("updated",), now, {}),
        modified_at=_date(raw, ("updated",), now, left),
        authors=_names(raw),
        keywords=_unique(str(tag.get("label") or tag.get("term") or "") for tag in raw.get("tags") or ()),
        language=_language(detail.get("language")) or _language(dict.get(raw, "language")) or language,
        image=_xml_image(raw, base, content or summary),
        guid=_line(raw.get("id")),
        via=_line(source.get("title")) if isinstance(source := raw.get("source"), Mapping) else None,
    )


def _is_text(part: Mapping[str, Any]) -> bool:
    kind = str(part.get("type") or "")
    return kind.startswith("text/") or kind.endswith("xml") or not kind


def _xml_link(raw: Any, base: str, left: dict[str, int]) -> str | None:
    candidates = [raw.get("feedburner_origlink"), raw.get("link")]
    candidates += [link.get("href") for link in raw.get("links") or () if link.get("rel", "alternate") == "alternate"]
    guid = raw.get("id")
    if guid and str(guid).lower().startswith(("http://", "https://")):
        candidates.append(guid)
    return _first_link(candidates, base, left)


def _first_link(candidates: Iterable[Any], base: str, left: dict[str, int]) -> str | None:
    bad = False
    for candidate in candidates:
        if not candidate or not str(candidate).strip():
            continue
        found = canonicalise(str(candidate), base)
        if found is not None:
            return canonicalise(unwrap(found))
        bad = True
    if bad:
        left["links/not_http"] = left.get("links/not_http", 0) + 1
    return None


def _xml_image(raw: Any, base: str, content: str) -> str | None:
    picture = raw.get("image")
    candidates: list[Any] = [picture.get("href") if isinstance(picture, Mapping) else picture]
    for media in (*(raw.get("media_content") or ()), *(raw.get("enclosures") or ())):
        address = media.get("url") or media.get("href")
        if _IMAGE_TYPE.match(str(media.get("type") or "")) or media.get("medium") == "image":
            candidates.append(address)
    candidates += [media.get("url") for media in raw.get("media_thumbnail") or ()]
    if found := _first_link(candidates, base, {}):
        return found
    inline = re.search(r"<img\b[^<>]{0,500}?\bsrc\s*=\s*[\"']([^\"'<>]{1,2000})[\"']", content[:20_000], re.IGNORECASE)
    return _first_link([html.unescape(inline[1])], base, {}) if inline else None


def _names(raw: Any) -> tuple[str, ...]:
    people = [str(person.get("name") or "") for person in raw.get("authors") or ()]
    if not any(people):
        people = [str((raw.get("author_detail") or {}).get("name") or raw.get("author") or "")]
    return _unique(people)


def _date(raw: dict[str, Any], names: Iterable[str], now: datetime | None, left: dict[str, int]) -> datetime | None:
    for name in names:
        # feedparser's own lookup answers "published" where "updated" is missing; the plain one does not.
        value = dict.get(raw, name)
        if not value:
            continue
        found = parse_date(str(value), now=now)
        if found is not None:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        left["dates/unreadable"] = left.get("dates/unreadable", 0) + 1
    return None


# ---------------------------------------------------------------- JSON Feed (https://www.jsonfeed.org/version/1.1/)


def _parse_json(body: bytes, url: str, now: datetime | None, left: dict[str, int]) -> Feed:
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return Feed(reason="not_a_feed", leftovers=left)
    if not isinstance(document, dict) or "jsonfeed.org/version/" not in str(document.get("version", ""))[:100]:
        return Feed(reason="not_a_feed", leftovers=left)
    items = document.get("items")
    items = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if len(items) > MAX_ENTRIES:
        left["entries/over_cap"] = len(items) - MAX_ENTRIES
    base = canonicalise(str(document.get("home_page_url") or ""), url) or url
    language = _language(document.get("language"))
    shared = _json_names(document)
    entries = _with_headlines([_json_entry(item, base, language, shared, now, left) for item in items[:MAX_ENTRIES]])
    return Feed(
        version="json" + str(document["version"]).rstrip("/").rpartition("/")[2].replace(".", ""),
        title=_line(document.get("title")),
        link=canonicalise(str(document["home_page_url"]), url) if document.get("home_page_url") else None,
        language=language,
        entries=entries,
        reason=None if entries else "no_entries",
        leftovers=left,
    )


def _json_entry(
    item: dict[str, Any], base: str, language: str | None, shared: tuple[str, ...], now: datetime | None, left: dict[str, int]
) -> Entry:
    guid = _line(item.get("id"))
    content = item.get("content_html") or html.escape(str(item.get("content_text") or ""), quote=False)
    tags = item.get("tags")
    links = [item.get("url"), item.get("external_url"), guid if guid and guid.startswith(("http://", "https://")) else None]
    published = _date(item, ("date_published",), now, left)
    modified = _date(item, ("date_modified",), now, left)
    return Entry(
        link=_first_link(links, base, left),
        title=_line(item.get("title")),
        lead=_lead(str(item.get("summary") or "")),
        text=fragment_text(str(content)) or None,
        published_at=published or modified,
        modified_at=modified,
        authors=_json_names(item) or shared,
        keywords=_unique(str(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=_language(item.get("language")) or language,
        image=_first_link([item.get("image"), item.get("banner_image")], base, {}),
        guid=guid,
    )


def _json_names(holder: Mapping[str, Any]) -> tuple[str, ...]:
    people = holder.get("authors") if isinstance(holder.get("authors"), list) else [holder.get("author")]
    return _unique(str(person.get("name") or "") for person in cast("list[Any]", people) if isinstance(person, dict))


# ---------------------------------------------------------------- small readings


def _line(value: Any) -> str | None:
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return None
    return clean_line(fragment_text(str(value)[:20_000]))[:MAX_TITLE] or None


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    cleaned = (_line(value) for value in values)
    return tuple(dict.fromkeys(value for value in cleaned if value))[:50]


def _language(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    found = re.match(r"([a-zA-Z]{2,3})(?:[-_]|$)", value.strip())
    return found[1].lower() if found else None


def _iso(value: Any) -> datetime | None:
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
