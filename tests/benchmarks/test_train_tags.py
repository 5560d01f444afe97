"""Labelled entries of captured feeds are found again by their address and read as the line reads them; one that is not there is told."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import train_tags

from amw.archive import ArchiveWriter
from amw.feeds import parse_feed
from spiders.readers import own_entry_address

FEED_URL = "https://lamps.example/feed"
RELEASE = "https://forge.example/lantern/lamp/releases/tag/v2.1.0"
FEED = f"""<rss version="2.0"><channel><title>Lamps</title>
<item><title>v2.1.0</title><link>{RELEASE}</link><description>The AI model now answers in Welsh.</description></item>
<item><title>A chatbot for the mill</title><guid isPermaLink="false">mill-1</guid><description>It counts the sacks.</description></item>
<item><title>Nobody labelled this AI chatbot</title><link>https://lamps.example/c</link></item>
</channel></rss>""".encode()


def key_of(url: str) -> str:
    return sha1(url.encode()).hexdigest()[:12]


def test_labelled_entries_are_found_in_captured_feeds_and_the_others_stay(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "made") as writer:
        writer.write(FEED_URL, status=200, headers=[("Content-Type", "text/xml")], body=FEED, at=datetime(2026, 3, 1, tzinfo=UTC))
    (tmp_path / "captures").mkdir()
    next(tmp_path.glob("*.warc.gz")).rename(tmp_path / "captures/feeds.warc.gz")
    linkless = own_entry_address(FEED_URL, parse_feed(FEED, FEED_URL).entries[1])
    launch = {"event": ["product_launch"], "segment": ["developer_tools"], "lens": ["player_map"], "category": ["technology"]}
    labels = {key_of(RELEASE): launch, key_of(linkless): dict(launch), key_of("https://gone.example/"): dict(launch)}
    found = {e.id: e for e in train_tags.feed_examples(tmp_path, labels)}
    assert set(found) == {RELEASE, linkless}
    assert found[RELEASE].labels["event"] == ["product_launch"]
    assert "w:lamp" in found[RELEASE].features  # a bare version has the name of its repository before it, as in the line
    assert set(labels) == {key_of("https://gone.example/")}


def test_without_captures_nothing_is_found_and_all_labels_stay(tmp_path: Path) -> None:
    labels = {key_of(RELEASE): {"event": ["product_launch"]}}
    assert train_tags.feed_examples(tmp_path, labels) == []
    assert set(labels) == {key_of(RELEASE)}
