"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): bytes to entries."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from amw.feeds.fields import date_of, feed_of, first_link, language_of, lead_of, line_of, unique
from amw.feeds.record import Entry, Feed
from amw.fragments import fragment_text
from amw.urls import canonicalise


def parse_json(body: bytes, url: str, now: datetime | None, left: Counter[str]) -> Feed:
    """The feed in `body`, fetched from `url`; counts in `left` what was seen and not used."""
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return Feed(reason="not_a_feed", leftovers=left)
    if not isinstance(document, dict) or "jsonfeed.org/version/" not in str(document.get("version", ""))[:100]:
        return Feed(reason="not_a_feed", leftovers=left)
    items = document.get("items")
    items = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    base = canonicalise(str(document.get("home_page_url") or ""), url) or url
    language = language_of(document.get("language"))
    shared = _json_names(document)
    return feed_of(
        items,
        lambda item: _json_entry(item, base, language, shared, now, left),
        version="json" + str(document["version"]).rstrip("/").rpartition("/")[2].replace(".", ""),
        language=language,
        left=left,
    )


def _json_entry(
    item: dict[str, Any], base: str, language: str | None, shared: tuple[str, ...], now: datetime | None, left: Counter[str]
) -> Entry:
    guid = line_of(item.get("id"))
    content = item.get("content_html") or html.escape(str(item.get("content_text") or ""), quote=False)
    tags = item.get("tags")
    links = [item.get("url"), item.get("external_url"), guid if guid and guid.startswith(("http://", "https://")) else None]
    published = date_of(item, ("date_published",), now, left)
    modified = date_of(item, ("date_modified",), now, left)
    return Entry(
        link=first_link(links, base, left),
        title=line_of(item.get("title")),
        lead=lead_of(str(item.get("summary") or "")),
        text=fragment_text(str(content)) or None,
        published_at=published or modified,
        modified_at=modified,
        authors=_json_names(item) or shared,
        keywords=unique(str(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=language_of(item.get("language")) or language,
        image=first_link([item.get("image"), item.get("banner_image")], base, Counter()),
        guid=guid,
    )


def _json_names(holder: Mapping[str, Any]) -> tuple[str, ...]:
    people = holder.get("authors") if isinstance(holder.get("authors"), list) else [holder.get("author")]
    return unique(str(person.get("name") or "") for person in cast("list[Any]", people) if isinstance(person, dict))
