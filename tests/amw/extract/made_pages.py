"""Pages written for these tests: prose that never repeats, in layouts that sites use."""

from __future__ import annotations

import json

MAKERS = ("Northwind", "Halcyon Labs", "Pine Street", "Oberon", "Tidewater", "Meridian", "Quillfeather", "Larkspur", "Basalt", "Juniper")
THINGS = (
    "a smaller model",
    "a faster chip",
    "its second data centre",
    "an open licence",
    "a voice assistant",
    "a coding agent",
    "new prices",
)
REASONS = (
    "customers asked for it",
    "training had become cheaper",
    "a rival moved first",
    "regulators insisted",
    "the old one was too slow",
)


def sentence(i: int) -> str:
    return (
        f"{MAKERS[i % 10]} said on day {i} that {THINGS[i % 7]} would follow within {i + 2} weeks, because {REASONS[i % 5]}, "
        f"and that about {i * 13 + 40} people had worked on it."
    )


def paragraph(i: int, sentences: int = 3) -> str:
    return " ".join(sentence(i * 7 + k) for k in range(sentences))


def article_page(
    number: int = 1,
    *,
    paragraphs: int = 8,
    body_class: str = "story-body",
    data: dict[str, object] | None = None,
    head: str = "",
    extra: str = "",
    lang: str = "en-GB",
) -> str:
    """A news page: navigation, a headline, a byline, paragraphs with an advertisement between them, related stories, a footer."""
    title = f"{MAKERS[number % 10]} promises {THINGS[number % 7]} by spring {number}"
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"2026-10-{number % 28 + 1:02d}T09:30:00+01:00",
        "author": [{"@type": "Person", "name": "Ada Example"}, {"@type": "Person", "name": "Bo Sample"}],
        "publisher": {"@type": "Organization", "name": "Example Wire"},
    }
    told.update(data or {})
    body = []
    for i in range(paragraphs):
        body.append(f"<p>{paragraph(number * 100 + i)}</p>")
        if i == 2:
            body.append('<div class="ad-slot advert"><span>Advertisement</span></div>')
        if i == 4:
            body.append(f"<h2>What {MAKERS[(number + i) % 10]} wants</h2>")
    related = "".join(f'<li><a href="/s{k}">Another story number {k} that is not this one</a></li>' for k in range(6))
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Example Wire</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Example Wire">
<meta property="og:image" content="/lead.jpg"><link rel="canonical" href="/news/{number}/story">
<meta name="description" content="What it means when {MAKERS[number % 10]} promises something.">
<script type="application/ld+json">{json.dumps(told)}</script>{head}</head>
<body><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/ai">AI</a></li></ul></nav></header>
<main><article><h1>{title}</h1>
<div class="byline">By <span class="author">Ada Example</span> and <span class="author">Bo Sample</span></div>
<div class="{body_class}">{"".join(body)}</div>{extra}</article>
<aside class="related-stories"><h3>Related stories</h3><ul>{related}</ul></aside></main>
<footer class="site-footer"><p>© 2026 Example Wire. All rights reserved.</p>
<ul><li><a href="/privacy">Privacy policy</a></li></ul></footer></body></html>"""
