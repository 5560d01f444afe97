"""Feeds of stories."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from asking import ATOM
from filled import get

from amw.feeds import parse_feed
from amw.serve import Server


@pytest.mark.parametrize("path", ["/feed", "/segments/foundation_models/feed", "/companies/moonshot-ai/feed"])
def test_feeds_agree_and_are_whole(served: Server, path: str) -> None:
    root = ET.fromstring(get(served, f"{path}.atom").body)
    entries = list(root.iter(f"{ATOM}entry"))
    items = get(served, f"{path}.json").json()
    assert items["version"] == "https://jsonfeed.org/version/1.1"
    assert items["feed_url"] == f"https://news.example{path}.json"
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [item["id"] for item in items["items"]]
    assert entries
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
        assert all(entry.findtext(f"{ATOM}{name}") for entry in entries)
    assert all(entry.find(f"{ATOM}author/{ATOM}name") is not None for entry in entries)


def test_our_own_readers_of_feeds_read_ours(served: Server) -> None:
    for path in ("/feed.atom", "/feed.json"):
        assert len(parse_feed(get(served, path).body, "https://news.example" + path).entries) >= 5
