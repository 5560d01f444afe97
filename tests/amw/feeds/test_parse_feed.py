from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runaway import no_runaway

from amw.archive import Captures
from amw.feeds import Entry, looks_like_feed, parse_feed
from amw.fragments import fragment_text

URL = "https://example.com/feed.xml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def rss(items: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{head}{items}</channel></rss>'.encode(
        "utf-8", "surrogatepass"
    )


def one(body: bytes) -> Entry:
    (entry,) = parse_feed(body, URL, now=NOW).entries
    return entry


def test_rss_entry() -> None:
    feed = parse_feed(
        rss(
            """<item><title>Acme &amp; Co: &lt;b&gt;new&lt;/b&gt; model</title><link>/a?utm_source=rss&amp;id=1</link>
            <guid isPermaLink="false">x-1</guid>
            <description>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second&amp;nbsp;one.&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;</description>
            <pubDate>Mon, 05 Oct 2026 10:00:00 +0200</pubDate><category>AI</category><category>Chips</category>
            <dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ada L.</dc:creator>
            <enclosure url="https://example.com/i.jpg" type="image/jpeg" length="1"/></item>""",
            head="<link>https://example.com/</link><language>en-us</language>",
        ),
        URL,
        now=NOW,
    )
    assert (feed.version, feed.language, feed.reason) == ("rss20", "en", None)
    (entry,) = feed.entries
    assert entry.link == "https://example.com/a?id=1"
    assert entry.title == "Acme & Co: new model"
    assert entry.lead == "First.\nSecond one."
    assert entry.published_at == datetime(2026, 10, 5, 8, tzinfo=UTC)
    assert entry.modified_at is None
    assert entry.authors == ("Ada L.",)
    assert entry.keywords == ("AI", "Chips")
    assert entry.image == "https://example.com/i.jpg"
    assert entry.language == "en"
    assert entry.guid == "x-1"


def test_atom_entry_with_xhtml() -> None:
    entry = one(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>N</title><entry><title type="html">A &lt;i&gt;b&lt;/i&gt;</title>
        <link rel="self" href="https://example.com/self"/><link href="https://example.com/a"/><id>tag:1</id>
        <updated>2026-10-02T00:00:00Z</updated><published>2026-10-01T00:00:00Z</published><author><name>B</name></author>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content></entry></feed>"""
    )
    assert (entry.link, entry.title, entry.text) == ("https://example.com/a", "A b", "One\nTwo")
    assert entry.published_at == datetime(2026, 10, 1, tzinfo=UTC)
    assert entry.modified_at == datetime(2026, 10, 2, tzinfo=UTC)
    assert entry.authors == ("B",)
    assert entry.language == "de"


def test_json_feed() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "language": "ja",
        "authors": [{"name": "Team"}],
        "items": [
            {
                "id": "1",
                "url": "/a",
                "title": "T",
                "content_html": "<p>x</p>",
                "tags": ["a", 3],
                "date_published": "2026-10-01T09:00:00+09:00",
            },
            {"id": "https://example.com/b", "content_text": "1 < 2"},
            "no item",
        ],
    }
    feed = parse_feed(json.dumps(document).encode(), URL, now=NOW)
    assert feed.version == "json11"
    first, second = feed.entries
    assert (first.link, first.text, first.keywords, first.authors) == ("https://example.com/a", "x", ("a",), ("Team",))
    assert first.published_at == datetime(2026, 10, 1, tzinfo=UTC)
    assert (second.link, second.text, second.title) == ("https://example.com/b", "1 < 2", None)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n\x00", "empty"),
        (b"<!doctype html><html><body><p>Hello</p></body></html>", "html"),
        (b"plain words", "not_a_feed"),
        (b'{"version": "1"}', "not_a_feed"),
        (b"[" * 100_000, "not_a_feed"),
        (rss(""), "no_entries"),
        (b"<rss>" + b" " * (17 * 2**20), "too_large"),
    ],
)
def test_why_there_are_no_entries(body: bytes, reason: str) -> None:
    feed = parse_feed(body, URL)
    assert feed.entries == ()
    assert feed.reason == reason


@pytest.mark.parametrize("mark", ["\x00", "\x0b", "&#0;", "&#x1F;", "&#xD800;", "&#xFFFF;", "\ud800", "&#99999999;"])
def test_forbidden_characters_cost_nothing_but_themselves(mark: str) -> None:
    body = rss(f"<item><title>Good{mark} title</title><link>https://example.com/1</link></item>")
    entry = one(body)
    assert entry.title == "Good title"
    assert entry.link == "https://example.com/1"


@pytest.mark.parametrize(
    ("description", "lead"),
    [
        ('&lt;a href="https://n.example/1"&gt;Comments&lt;/a&gt;', None),
        ("Article URL: https://a.example/b\nComments URL: https://n.example/1\nPoints: 61\n# Comments: 4", None),
        ("Comments are open on the new model.", "Comments are open on the new model."),
    ],
)
def test_points_and_comments_are_no_lead(description: str, lead: str | None) -> None:
    item = f"<item><title>T</title><link>https://a.example/b</link><description>{description}</description></item>"
    assert parse_feed(rss(item), url="https://n.example/feed").entries[0].lead == lead


def test_points_and_comments_are_no_lead_in_json_either() -> None:
    tally = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "T", "summary": "Points: 61\nComments: 4"}]}
    assert parse_feed(json.dumps(tally).encode(), url="https://n.example/feed").entries[0].lead is None


def test_undeclared_entities_do_not_cut_the_title() -> None:
    assert one(rss("<item><title>Caf&eacute; &hellip; bar</title><link>https://e.com/</link></item>")).title == "Café … bar"


def test_a_document_before_its_declaration() -> None:
    assert one(b"\n\n " + rss("<item><title>T</title><link>https://e.com/1</link></item>")).title == "T"


def test_unsafe_links_are_none_and_counted() -> None:
    feed = parse_feed(rss("<item><title>T</title><link>javascript:alert(1)</link></item>"), URL)
    assert feed.entries[0].link is None
    assert feed.leftovers["links/not_http"] == 1


def test_dates_of_the_future_are_unknown() -> None:
    feed = parse_feed(rss("<item><title>T</title><pubDate>Mon, 05 Oct 2087 10:00:00 GMT</pubDate></item>"), URL, now=NOW)
    assert feed.entries[0].published_at is None
    assert feed.leftovers["dates/unreadable"] == 1


def test_entity_bombs_and_external_entities_give_nothing_away() -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    with no_runaway():
        feed = parse_feed(
            f'<!DOCTYPE r [{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>a&l9;&x;b</title>'
            f"<link>https://e.com/</link></item></channel></rss>".encode(),
            URL,
        )
    assert all("root:" not in (entry.title or "") and "lollol" not in (entry.title or "") for entry in feed.entries)


@pytest.mark.parametrize("junk", [b"<", b"&", b"<![CDATA[", b"<a>", b"&#x", b"<!ENTITY a ", b"<a href='", b"<!DOCTYPE a ["])
def test_time_is_bounded_on_repeated_junk(junk: bytes) -> None:
    with no_runaway():
        feed = parse_feed(rss("<item><title>Sound</title><link>https://e.com/1</link></item>") + junk * 200_000, URL)
        parse_feed(b"<rss><channel><item><title>" + junk * 200_000, URL)
    assert [entry.title for entry in feed.entries][:1] in ([], ["Sound"])


def test_a_path_is_no_feed() -> None:
    assert parse_feed(b"/etc/passwd", URL).reason == "not_a_feed"


def test_facts_round_trip_through_json() -> None:
    entry = one(
        rss("<item><title>T</title><link>https://e.com/1</link><pubDate>Mon, 05 Oct 2026 10:00:00 GMT</pubDate><author>A</author></item>")
    )
    assert Entry.from_facts(json.loads(json.dumps(entry.facts()))) == entry
    assert Entry.from_facts({"published_at": "no date", "authors": 3, "other": 1}) == Entry()


def test_fragments() -> None:
    assert fragment_text("<p>a<br>b</p><ul><li>c</li></ul><style>x{}</style>") == "a\nb\nc"
    assert fragment_text("plain & simple") == "plain & simple"
    assert fragment_text("1 < 2 and 3 > 2") == "1 < 2 and 3 > 2"
    assert fragment_text("a &amp;lt; b") == "a &lt; b"
    assert fragment_text("<" * 1000 + "b>deep" * 1000)


def test_looks_like_feed() -> None:
    assert looks_like_feed(b"\xef\xbb\xbf<?xml version='1.0'?><!-- c --><rdf:RDF xmlns='x'>")
    assert not looks_like_feed(b"<html><body>&lt;rss &gt; <rss ></body></html>")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=100))
def test_nothing_raises(noise: bytes, text: str) -> None:
    parse_feed(noise, URL, now=NOW)
    feed = parse_feed(rss(f"<item><title>{text}</title><link>{text}</link><description>{text}</description></item>") + noise, URL, now=NOW)
    for entry in feed.entries:
        json.dumps(entry.facts()).encode("utf-8")
        for value in (entry.title, entry.lead, entry.text):
            (value or "").encode("utf-8")


@pytest.mark.realdata
def test_captured_feeds_give_entries(realdata) -> None:
    captures = Captures([realdata / "captures" / "feeds.warc.gz"])
    bare = total = 0
    for record in captures.records[::4]:
        feed = parse_feed(captures.read(record).body, record.url, content_type=record.content_type)
        assert feed.reason is None, record.url
        total += len(feed.entries)
        bare += sum(1 for entry in feed.entries if not entry.title)
    assert total > 100
    assert bare <= total / 100
