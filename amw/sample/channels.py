"""How the made-up outlets announce their articles: RSS, Atom, JSON Feed, a sitemap index with a news sitemap."""

from __future__ import annotations

import json
from collections.abc import Sequence
from email.utils import format_datetime
from html import escape

from amw.sample.articles import MARK, Article

GONE = "/wire/2026/05/18/model-card-withdrawn"  # announced by the feed, taken down since
CALCULATOR = "/daily/tools/token-price-calculator"  # announced by the feed, no article
MISSING = "/daily/2026/05/story-that-never-was"  # linked from the listing, never there
CLOSED = "/daily/2026/05/members-preview"  # linked from the listing, closed by robots.txt


def rss(articles: Sequence[Article], base: str) -> bytes:
    """RSS 2.0: some entries with the whole text, some with a sentence, links with a tracking parameter, one entry whose page is gone."""
    items = []
    for article in articles:
        whole = "".join(f"<p>{escape(part)}</p>" for part in article.paragraphs)
        content = f"<content:encoded><![CDATA[{whole}]]></content:encoded>" if article.feed == "full" else ""
        items.append(
            f"<item><title>{escape(article.title)}</title><link>{base}{article.path}?utm_source=rss&amp;utm_medium=feed</link>"
            f'<guid isPermaLink="true">{base}{article.path}</guid><dc:creator>{escape(article.author)}</dc:creator>'
            f"<pubDate>{format_datetime(article.published)}</pubDate><category>{escape(article.section)}</category>"
            f"<description>{escape(article.lead)}</description>{content}</item>"
        )
    items.append(
        f'<item><title>Model card withdrawn</title><link>{base}{GONE}</link><guid isPermaLink="true">{base}{GONE}</guid>'
        "<pubDate>Mon, 18 May 2026 07:00:00 +0000</pubDate><description>This report was taken down.</description></item>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>Meridian Wire (sample)</title><link>{base}/wire/</link><description>{MARK}</description><language>en-gb</language>"
        f'<atom:link href="{base}/wire/feed.xml" rel="self" type="application/rss+xml"/>{"".join(items)}</channel></rss>\n'
    ).encode()


def atom(articles: Sequence[Article], base: str) -> bytes:
    """Atom 1.0: HTML content or a summary, one relative link, one entry that leads to a tool instead of an article."""
    entries = []
    for position, article in enumerate(articles):
        whole = escape("".join(f"<p>{escape(part)}</p>" for part in article.paragraphs))
        content = f'<content type="html">{whole}</content>' if article.feed == "full" else ""
        address = article.path if position == 0 else base + article.path
        entries.append(
            f"<entry><id>tag:lantern.sample,2026:{article.slug}</id><title>{escape(article.title)}</title>"
            f'<link rel="alternate" type="text/html" href="{address}"/><published>{article.published.isoformat()}</published>'
            f"<updated>{article.published.isoformat()}</updated><author><name>{escape(article.author)}</name></author>"
            f'<category term="{escape(article.section)}"/><summary>{escape(article.lead)}</summary>{content}</entry>'
        )
    entries.append(
        f"<entry><id>tag:lantern.sample,2026:calculator</id><title>What does a million tokens cost?</title>"
        f'<link rel="alternate" type="text/html" href="{base}{CALCULATOR}"/><updated>2026-05-17T12:00:00-04:00</updated>'
        "<summary>Try our calculator.</summary></entry>"
    )
    latest = max(article.published for article in articles)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-US" xml:base="{base}/daily/">'
        f"<title>Lantern Daily (sample)</title><subtitle>{MARK}</subtitle><id>tag:lantern.sample,2026:feed</id>"
        f'<link rel="self" href="{base}/daily/atom.xml"/><link href="{base}/daily/"/><updated>{latest.isoformat()}</updated>'
        f"{''.join(entries)}</feed>\n"
    ).encode()


def json_feed(articles: Sequence[Article], base: str) -> bytes:
    """JSON Feed 1.1."""
    items = []
    for article in articles:
        item: dict[str, object] = {
            "id": f"{base}{article.path}",
            "url": f"{base}{article.path}",
            "title": article.title,
            "summary": article.lead,
            "date_published": article.published.isoformat(),
            "authors": [{"name": article.author}],
            "tags": list(article.keywords),
            "language": article.language,
        }
        if article.feed == "full":
            item["content_html"] = "".join(f"<p>{escape(part)}</p>" for part in article.paragraphs)
        else:
            item["content_text"] = article.lead
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "智讯观察（样例）",
        "description": MARK,
        "home_page_url": f"{base}/cn/",
        "feed_url": f"{base}/cn/feed.json",
        "language": "zh",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def sitemap_index(base: str) -> bytes:
    """A sitemap index: the news and the standing pages."""
    parts = "".join(
        f"<sitemap><loc>{base}/ledger/{name}</loc><lastmod>2026-05-22</lastmod></sitemap>"
        for name in ("news-sitemap.xml", "pages-sitemap.xml")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>\n'
    ).encode()


def news_sitemap(articles: Sequence[Article], base: str) -> bytes:
    """A sitemap with the news extension: publication, language, date and title of every article."""
    parts = "".join(
        f"<url><loc>{base}{article.path}</loc><lastmod>{article.published.isoformat()}</lastmod><news:news><news:publication>"
        f"<news:name>Pacific Ledger (sample)</news:name><news:language>{article.language}</news:language></news:publication>"
        f"<news:publication_date>{article.published.isoformat()}</news:publication_date><news:title>{escape(article.title)}</news:title>"
        "</news:news></url>"
        for article in articles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{parts}</urlset>\n'
    ).encode()


def pages_sitemap(base: str) -> bytes:
    """A plain sitemap of the standing pages."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{base}/ledger/about</loc><lastmod>2026-01-05</lastmod></url></urlset>\n"
    ).encode()
