"""Feeds of stories: Atom (RFC 4287), JSON Feed 1.1, and a sitemap (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from amw.serve.markup import xml_element
from amw.serve.message import json_bytes
from amw.serve.pages.layout import NAME
from amw.urls import is_http


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed is about: its title, its page and its own address without the ending (.atom, .json), and the query."""

    title: str
    page: str
    address: str
    query: str = ""


def changed_at(story: Mapping[str, Any]) -> datetime:
    """When a story last changed for readers: its newest report or a correction, never before it was first seen."""
    known = [story[name] for name in ("last_published_at", "modified_at", "published_at") if story[name] is not None]
    moment: datetime = max(known) if known else story["first_seen_at"]
    return moment


def _summary(story: Mapping[str, Any]) -> str | None:
    return "\n\n".join(part for part in (story["amw_read"], story["lead"]) if part) or None


def _tags(story: Mapping[str, Any]) -> list[str]:
    names = [part["name"] for part in (story["segment"], story["lens"]) if part]
    return list(dict.fromkeys([*names, *(tag.lstrip("#") for tag in story["hashtags"]), *story["topics"]]))


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def atom(channel: Channel, stories: Sequence[Mapping[str, Any]]) -> bytes:
    """The stories as Atom; a feed without stories is dated 1970, the one moment that claims nothing."""
    newest = max((changed_at(story) for story in stories), default=datetime.fromtimestamp(0, UTC))
    entries = [
        xml_element(
            "entry",
            xml_element("id", story["page"]),
            xml_element("title", story["title"]),
            xml_element("updated", _stamp(changed_at(story))),
            xml_element("published", _stamp(story["published_at"])) if story["published_at"] else None,
            xml_element("link", rel="alternate", type="text/html", href=story["page"]),
            xml_element("link", rel="via", href=story["url"]) if is_http(story["url"]) else None,
            xml_element("author", xml_element("name", story["source"])),
            xml_element("summary", summary, type="text") if (summary := _summary(story)) else None,
            [xml_element("category", term=tag) for tag in _tags(story)],
        )
        for story in stories
    ]
    feed = xml_element(
        "feed",
        xml_element("id", f"{channel.address}.atom{channel.query}"),
        xml_element("title", channel.title),
        xml_element("updated", _stamp(newest)),
        xml_element("link", rel="self", type="application/atom+xml", href=f"{channel.address}.atom{channel.query}"),
        xml_element("link", rel="alternate", type="text/html", href=channel.page),
        xml_element("generator", NAME),
        entries,
        xmlns="http://www.w3.org/2005/Atom",
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{feed}\n'.encode()


def json_feed(channel: Channel, stories: Sequence[Mapping[str, Any]]) -> bytes:
    """The stories as JSON Feed."""
    items = []
    for story in stories:
        item = {
            "id": story["page"],
            "url": story["page"],
            "external_url": story["url"] if is_http(story["url"]) else None,
            "title": story["title"],
            "content_text": _summary(story) or story["title"],
            "date_published": _stamp(story["published_at"]) if story["published_at"] else None,
            "date_modified": _stamp(changed_at(story)),
            "language": story["language"],
            "authors": [{"name": story["source"]}],
            "tags": _tags(story),
        }
        items.append({name: value for name, value in item.items() if value is not None})
    return json_bytes(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": channel.title,
            "home_page_url": channel.page,
            "feed_url": f"{channel.address}.json{channel.query}",
            "items": items,
        }
    )


def sitemap(public_url: str, stories: Sequence[tuple[int, datetime | None]]) -> bytes:
    """The pages that lists lead to and those of `stories`, each an id with the moment of its last report."""
    lists = [xml_element("url", xml_element("loc", f"{public_url}{path}")) for path in ("/", "/boards", "/companies")]
    pages = [
        xml_element("url", xml_element("loc", f"{public_url}/stories/{id}"), xml_element("lastmod", _stamp(told_at)) if told_at else None)
        for id, told_at in stories
    ]
    whole = xml_element("urlset", lists, pages, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{whole}\n'.encode()
