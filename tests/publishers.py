"""Invented publishers for tests of templates: three newsrooms with layouts of their own, a redesign, a second layout, a page that lies."""

from __future__ import annotations

import json

PEOPLE = ("Ada Quill", "Bo Larsen", "Chidi Okafor", "Dana Reyes", "Elif Demir", "Finn Moss", "Greta Haas")
MAKERS = ("Northwind", "Halcyon", "Pine Street", "Oberon", "Tidewater", "Meridian", "Larkspur", "Basalt", "Juniper", "Quillfeather")
THINGS = (
    "a smaller model",
    "a faster chip",
    "its second data centre",
    "an open licence",
    "a voice assistant",
    "new prices",
    "a coding agent",
)
WHYS = ("customers had asked for it", "training became cheaper", "a rival moved first", "regulators insisted", "the old one was too slow")
DINGE = ("ein kleineres Modell", "einen schnelleren Chip", "ein zweites Rechenzentrum", "eine offene Lizenz", "neue Preise")
GRUENDE = (
    "weil Kunden danach fragten",
    "weil das Training billiger wurde",
    "weil ein Rivale schneller war",
    "weil die Aufsicht es verlangte",
)


def headline(number: int) -> str:
    return f"{MAKERS[number % 10]} announces {THINGS[number % 7]} for season {number + 3}"


def day(number: int) -> str:
    return f"2026-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"


def author(number: int) -> str:
    return PEOPLE[number % 7]


def prose(number: int, paragraphs: int = 7) -> list[str]:
    return [
        " ".join(
            f"{MAKERS[(number + i * 3 + k) % 10]} told investors in week {number * 9 + i * 4 + k} that "
            f"{THINGS[(number + i + k) % 7]} would follow, "
            f"since {WHYS[(i + k) % 5]}, and that {number * 31 + i * 17 + k * 5 + 40} engineers in {k + 2} cities had worked on it."
            for k in range(3)
        )
        for i in range(paragraphs)
    ]


def _shell(title: str, head: str, body: str, *, lang: str, site: str) -> str:
    links = "".join(f'<li><a href="/topic/{n}">Topic number {n}</a></li>' for n in range(12))
    padding = "".join(f"<script>window.slot{n} = {json.dumps('x' * 300)};</script>" for n in range(6))
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<style>.story-body {{ color: #111 }}</style>{head}</head>
<body><header class="masthead"><nav><ul>{links}</ul></nav></header>
{body}
<footer class="page-footer"><p>© 2026 {site}. All rights reserved.</p><ul>{links}</ul></footer>{padding}</body></html>"""


def gazette(number: int, *, look: int = 1, layout: str = "story", paragraphs: int = 7) -> str:
    """A daily with NewsArticle data; `look` 2 is after its redesign, `layout` "interview" its other kind of page."""
    title, texts = headline(number), prose(number, paragraphs)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"{day(number)}T08:{number % 60:02d}:00+01:00",
        "author": [{"@type": "Person", "name": author(number)}],
        "publisher": {"@type": "Organization", "name": "The Harbour Gazette"},
    }
    head = (
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Harbour Gazette">'
        f'<meta name="description" content="What {MAKERS[number % 10]} plans, and what it means for those who wait.">'
        f'<meta property="og:image" content="https://pictures.example/{number}.jpg">'
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )
    related = "".join(f'<li><a href="/old/{n}">An earlier report, number {n}, that is another story</a></li>' for n in range(5))
    byline = f'<div class="byline">By <span class="author">{author(number)}</span></div>'
    if layout == "interview":
        parts = "".join(
            f'<h3 class="question">Question {n + 1}: what does {MAKERS[n]} want?</h3><div class="answer"><p>{text}</p></div>'
            for n, text in enumerate(texts)
        )
        body = f'<section class="talk"><h1>{title}</h1>{byline}<div class="talk-body">{parts}</div></section>'
    elif look == 1:
        parts = [f"<p>{text}</p>" for text in texts]
        if len(parts) > 3:
            parts.insert(3, '<div class="promo-box"><p class="promo">Sign up for the morning letter of the Gazette.</p></div>')
            parts.insert(5, f"<h2>Why {MAKERS[(number + 4) % 10]} waits</h2>")
        body = f'<main><article class="story"><h1>{title}</h1>{byline}<div class="story-body">{"".join(parts)}</div></article></main>'
    else:
        parts = [f'<div class="c-para"><p class="c-text">{text}</p></div>' for text in texts]
        body = f'<div class="c-page"><h1 class="c-title">{title}</h1>{byline}<div class="c-prose">{"".join(parts)}</div></div>'
    return _shell(
        f"{title} | The Harbour Gazette",
        head,
        f'{body}<aside class="more-stories"><ul>{related}</ul></aside>',
        lang="en-GB",
        site="Gazette",
    )


def kurier(number: int) -> str:
    """A German paper without structured data: date in <time>, author in a span, paragraphs with classes, a box in the text."""
    title = f"{MAKERS[number % 10]} kündigt {DINGE[number % 5]} für Abschnitt {number + 3} an"
    texts = [
        " ".join(
            f"{MAKERS[(number + i + k) % 10]} erklärte in Woche {number * 7 + i * 3 + k}, man werde "
            f"{DINGE[(number + i + k) % 5]} vorstellen, "
            f"{GRUENDE[(i + k) % 4]}, und {number * 29 + i * 13 + k + 50} Fachleute hätten daran gearbeitet."
            for k in range(3)
        )
        for i in range(7)
    ]
    parts = "".join(f'<p class="absatz">{text}</p>' for text in texts)
    body = f"""<div class="inhalt"><div class="kopf"><h1 class="ueberschrift">{title}</h1>
<span class="autor">{author(number)}</span>
<time class="datum" datetime="{day(number)}T17:{number % 60:02d}:00+02:00">{day(number)}</time></div>
<div class="artikel-text">{parts}<div class="infokasten"><span>Mehr zum Thema im Archiv des Kuriers</span></div></div></div>"""
    head = f'<meta name="description" content="Was {MAKERS[number % 10]} vorhat."><meta property="og:title" content="{title}">'
    return _shell(f"{title} - Talkurier", head, body, lang="de", site="Talkurier")


def notebook(number: int) -> str:
    """A blog as WordPress makes them: the article's classes name its category, the title tag its site, the author is a link."""
    title = headline(number)
    parts = "".join(f"<p>{text}</p>" for text in prose(number + 50))
    category = ("chips", "models", "labs")[number % 3]
    body = f"""<div id="primary"><article class="post type-post status-publish category-{category} hentry">
<header class="entry-header"><h1 class="entry-title">{title}</h1>
<div class="entry-meta"><time class="entry-date published" datetime="{day(number)}T10:00:00+00:00">{day(number)}</time>
by <a class="author-name" rel="author" href="/author/{number % 7}">{author(number)}</a></div></header>
<div class="entry-content">{parts}<figure class="wp-block-image"><img src="/p{number}.jpg">
<figcaption>A picture of a machine</figcaption></figure></div></article>
<section class="comments-area"><p class="comment-text">I do not believe a word of this, and I said so before.</p></section></div>"""
    head = (
        f'<meta property="og:title" content="{title} - Slow Notebook"><meta property="og:site_name" content="Slow Notebook">'
        f'<meta property="article:published_time" content="{day(number)}T10:00:00+00:00">'
    )
    return _shell(f"{title} - Slow Notebook", head, body, lang="en", site="Slow Notebook")
