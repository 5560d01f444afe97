from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amw.archive import Captures
from amw.feeds import parse_feed, well_formed

URL = "https://example.com/feed.xml"
RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:dc="https://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>News &eacute;</title>
 <atom:link rel="self" href="https://example.com/feed.xml"/><link>https://example.com/</link><language>fr-FR</language>
 <item><title><![CDATA[A &amp; B <b>c</b>]]></title><link>https://example.com/1</link><guid isPermaLink="false">g1</guid>
  <description>&lt;p&gt;Lead&lt;/p&gt;</description><content:encoded><![CDATA[<p>Whole</p><p>text</p>]]></content:encoded>
  <pubDate>Mon, 05 Oct 2026 10:00:00 GMT</pubDate><dc:creator>Ada</dc:creator><category>X</category>
  <media:group><media:content url="https://example.com/i.png" medium="image"/></media:group><source url="https://o.example/">Origin</source></item>
 <item><title>Second</title><guid>https://example.com/2</guid><author>a@example.com (Bob)</author></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko"><title>N</title><link href="https://example.com/"/>
 <entry><title>T</title><link rel="alternate" href="/a"/><link rel="enclosure" type="image/png" href="/i.png"/><id>urn:1</id>
 <updated>2026-10-02T00:00:00Z</updated><published>2026-10-01T00:00:00Z</published><author><name>N</name><email>n@e.com</email></author>
 <category term="t" label="Label"/><summary type="html">&lt;i&gt;S&lt;/i&gt;</summary>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel><title>R</title><link>https://example.com/</link></channel><item><title>T</title><link>https://example.com/r</link>
 <dc:date>2026-10-01T12:00:00Z</dc:date><dc:subject>S</dc:subject><description>D</description></item></rdf:RDF>"""

MODULES = b"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>M</title><link>https://example.com/</link>
 <item><title>Revised</title><link>https://example.com/1</link><pubDate>Mon, 05 Oct 2026 10:00:00 GMT</pubDate>
  <atom:updated>2026-10-07T08:30:00Z</atom:updated><atom:author><atom:name>Ada</atom:name></atom:author></item>
 <item><title>Linked</title><atom:link href="https://example.com/2"/><atom:published>2026-10-04T09:00:00Z</atom:published></item>
 <item><title>Described</title><link>https://example.com/3</link><dcterms:created>2026-10-01T07:00:00Z</dcterms:created>
  <dcterms:modified>2026-10-06T07:00:00Z</dcterms:modified></item>
 <item><title>Issued</title><link>https://example.com/4</link><dcterms:issued>2026-10-02T07:00:00Z</dcterms:issued></item>
 <item><title>Heard</title><link>https://example.com/5</link><itunes:author>Bob</itunes:author>
  <itunes:image href="https://example.com/5.jpg"/><itunes:summary>What was said.</itunes:summary></item></channel></rss>"""


@pytest.mark.parametrize(("body", "count"), [(RSS, 2), (ATOM, 1), (RDF, 1), (MODULES, 5)])
def test_both_readers_agree(body: bytes, count: int) -> None:
    assert well_formed.read(body, count) is not None
    # What follows the root makes the document ill-formed, so feedparser reads it.
    broken = body + b"<"
    assert well_formed.read(broken, count) is None
    quick, slow = parse_feed(body, URL), parse_feed(broken, URL)
    assert quick.entries == slow.entries
    assert (quick.version, quick.language) == (slow.version, slow.language)
    assert len(quick.entries) == count


def test_fields() -> None:
    first, second = parse_feed(RSS, URL).entries
    assert first.title == "A & B c"
    assert (first.lead, first.text) == ("Lead", "Whole\ntext")
    assert (first.authors, first.image, first.via, first.language) == (("Ada",), "https://example.com/i.png", "Origin", "fr")
    assert (second.link, second.authors) == ("https://example.com/2", ("Bob",))


def test_fields_of_modules() -> None:
    revised, linked, described, issued, heard = parse_feed(MODULES, URL).entries
    assert (str(revised.modified_at), revised.authors) == ("2026-10-07 08:30:00+00:00", ("Ada",))
    assert (linked.link, str(linked.published_at)) == ("https://example.com/2", "2026-10-04 09:00:00+00:00")
    assert (str(described.published_at), str(described.modified_at)) == ("2026-10-01 07:00:00+00:00", "2026-10-06 07:00:00+00:00")
    assert str(issued.published_at) == "2026-10-02 07:00:00+00:00"
    assert (heard.authors, heard.image, heard.lead) == (("Bob",), "https://example.com/5.jpg", "What was said.")


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item><title>x</channel></rss>",
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/"><entry/></feed>',
        b'<feed xmlns="http://purl.org/atom/ns#"><entry/></feed>',
        b"<other><item/></other>",
        b"<rss><channel/><channel/><item/></rss>",
        b"",
    ],
)
def test_what_is_left_to_feedparser(body: bytes) -> None:
    assert well_formed.read(body, 1) is None


def test_a_count_that_does_not_fit_is_left_to_feedparser() -> None:
    assert well_formed.read(RSS, 3) is None


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_nothing_raises(noise: bytes) -> None:
    well_formed.read(noise, 0)
    well_formed.read(b"<rss version='2.0'><channel><item><title>" + noise + b"</title></item></channel></rss>", 1)


@pytest.mark.realdata
def test_most_captured_feeds_take_the_quick_way_and_mean_the_same(realdata) -> None:
    captures = Captures([realdata / "captures" / "feeds.warc.gz"])
    chosen = captures.records[::8]
    differing = 0
    for record in chosen:
        body = captures.read(record).body
        quick, slow = parse_feed(body, record.url), parse_feed(body + b"<", record.url)
        assert len(quick.entries) == len(slow.entries), record.url
        pairs = zip(quick.entries, slow.entries, strict=True)
        differing += sum((a.link, a.title, a.published_at) != (b.link, b.title, b.published_at) for a, b in pairs)
    assert differing == 0
