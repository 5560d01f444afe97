"""Whole pages, good and bad."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from amw.extract import explain_article, extract_article

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SENTENCE = "The company said on Monday that its newest model answers faster, costs less and needs fewer chips than the one before it. "
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Tiny model, large claims | Example Wire</title>
<meta property="og:site_name" content="Example Wire"><meta property="og:image" content="/lead.jpg"><link rel="canonical" href="/2026/11/20/tiny">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Tiny model, large claims",
"datePublished":"2026-11-20T09:30:00+01:00","dateModified":"2026-11-21T08:00:00Z","author":[{{"@type":"Person","name":"Ada Example"}},
{{"@type":"Person","name":"Bo Sample"}}],"isAccessibleForFree":false,"articleSection":"AI","keywords":["chips","models"]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/ai">AI</a></li></ul></nav><article><h1>Tiny model, large claims</h1>
<p>{SENTENCE * 2}</p><p>{SENTENCE * 3}</p><h2>What it costs</h2><p>{SENTENCE * 3}</p><ul><li>{SENTENCE}</li><li>{SENTENCE}</li></ul></article>
<aside><h3>Related</h3><ul><li><a href="/a">Another story that is not this one</a></li></ul></aside><footer><p>© 2026 Example Wire. All rights
reserved.</p></footer></body></html>""".encode()


def test_fields() -> None:
    article = extract_article(PAGE, "https://wire.example/2026/11/20/tiny?utm_source=x", now=NOW)
    assert article.title == "Tiny model, large claims"
    assert article.authors == ("Ada Example", "Bo Sample")
    assert article.published_at == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    assert article.modified_at == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert article.language == "en"
    assert article.canonical_url == "https://wire.example/2026/11/20/tiny"
    assert article.image == "https://wire.example/lead.jpg"
    assert article.site_name == "Example Wire"
    assert article.section == "AI"
    assert article.keywords == ("chips", "models")
    assert article.paywalled is True
    assert article.reason is None
    assert article.text.count("The company said") == 10
    assert "Related" not in article.text and "rights" not in article.text
    assert set(article.provenance) >= {"title", "text", "published_at", "authors", "charset"}


def test_explain_names_what_was_beaten() -> None:
    told = explain_article(PAGE, "https://wire.example/2026/11/20/tiny", now=NOW)
    assert told["title"]["value"] == "Tiny model, large claims"
    assert {a["source"] for a in told["title"]["alternatives"]} & {"title tag", "h1", "json-ld headline"}
    assert told["text"]["confidence"] > 0


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000))
def test_bytes_never_raise(body: bytes) -> None:
    article = extract_article(body, "https://wire.example/x", now=NOW)
    assert article.text or article.reason
