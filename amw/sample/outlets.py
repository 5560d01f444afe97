"""The pages of the made-up outlets. Each marks its articles up in another way, as real ones do, amid what surrounds real articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from amw.sample.articles import MARK, Article, Outlet

GBK_PAGES = frozenset({"20260522-deepseek-price"})  # one Chinese page is served in the encoding of older Chinese sites


def article_page(article: Article, base: str, others: Sequence[Article]) -> tuple[bytes, str]:
    """The page of `article` on the web that starts at `base` (no closing slash) and its content type; `others` are what it links to."""
    html = _PAGES[article.outlet.key](article, base, others)
    encoding = "gbk" if article.slug in GBK_PAGES else "utf-8"
    return html.encode(encoding, "xmlcharrefreplace"), f"text/html; charset={encoding}"


def plain_page(outlet: Outlet, title: str, inner: str, base: str, path: str) -> bytes:
    """A page of `outlet` that is no article: a front page, a listing, a tool. `inner` is HTML."""
    head = _head(
        title, outlet.language, [f'<link rel="canonical" href="{base}{path}">', _alternate(outlet, base), _meta("og:type", "website")]
    )
    return _document(outlet, head, f"<main>{inner}</main>", base).encode()


def links(articles: Sequence[Article], base: str) -> str:
    """Teasers of `articles`: a link, a date, a sentence."""
    return "".join(
        f'<li><a href="{base}{article.path}">{escape(article.title)}</a> <time datetime="{article.published.isoformat()}">'
        f"{article.published:%d %B %Y}</time><p>{escape(article.lead)}</p></li>"
        for article in articles
    )


def _wire(article: Article, base: str, others: Sequence[Article]) -> str:
    """A wire service: JSON-LD and OpenGraph in full, an advertisement between two paragraphs."""
    data = _news_article(article, base) | {"articleSection": article.section, "wordCount": sum(len(p.split()) for p in article.paragraphs)}
    head = _head(
        f"{article.title} | Meridian Wire",
        article.language,
        [*_open_graph(article, base), _alternate(article.outlet, base), _json_ld({"@context": "https://schema.org", **data})],
    )
    paragraphs = [f"<p>{escape(part)}</p>" for part in article.paragraphs]
    paragraphs.insert(
        2, '<aside class="ad" aria-label="Advertisement"><p>Advertisement</p><p>Fresh bread, every day: Ferris on the quay.</p></aside>'
    )
    body = (
        f'<main><article><header><p class="kicker">{escape(article.section)}</p><h1>{escape(article.title)}</h1>'
        f'<p class="standfirst">{escape(article.lead)}</p><p class="byline">By '
        f'<a rel="author" href="{base}/wire/staff">{escape(article.author)}</a>'
        f' · <time datetime="{article.published.isoformat()}">{article.published:%d %B %Y, %H:%M} UTC</time></p></header>'
        f'<figure><img src="{base}/img/{article.slug}.png" alt=""><figcaption>File picture. Meridian Wire</figcaption></figure>'
        f'<div class="body">{"".join(paragraphs)}</div></article>'
        f'<section class="author-box"><h2>About the author</h2><p>{escape(article.author)} reports for Meridian Wire.</p></section>'
        f"{_related('Read next', others, base)}"
        '<section class="comments"><h2>Comments</h2><p>Sign in to leave a comment.</p></section></main>'
    )
    return _document(article.outlet, head, body, base)


def _daily(article: Article, base: str, others: Sequence[Article]) -> str:
    """A newspaper: OpenGraph alone, JSON-LD only to say that a page is behind a paywall, a newsletter box in the text."""
    extra = []
    if article.paywalled:
        closed = {
            "isAccessibleForFree": False,
            "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".story"},
        }
        extra = [
            _json_ld({"@context": "https://schema.org", **_news_article(article, base), **closed}),
            _meta("article:content_tier", "locked"),
        ]
    head = _head(
        f"{article.title} - Lantern Daily",
        article.language,
        [
            *_open_graph(article, base),
            _meta("article:published_time", article.published.isoformat()),
            _meta("article:author", article.author),
            _meta("article:section", article.section),
            *(_meta("article:tag", keyword) for keyword in article.keywords),
            _alternate(article.outlet, base),
            *extra,
        ],
    )
    paragraphs = [f'<p class="story-paragraph">{escape(part)}</p>' for part in article.paragraphs]
    if article.paywalled:
        paragraphs.append('<div class="paywall"><h2>Subscribe to read on</h2><p>Lantern Daily for $1 a week. Cancel at any time.</p></div>')
    else:
        paragraphs.insert(
            1,
            '<form class="newsletter"><h3>The Lantern, every morning</h3><p>Sign up for our newsletter.</p><button>Sign up</button></form>',
        )
    body = (
        f'<main><div class="headline"><span>{escape(article.section)}</span><h1>{escape(article.title)}</h1>'
        f"<h2>{escape(article.lead)}</h2></div>"
        f'<div class="meta"><span class="author">{escape(article.author)}</span><span>{article.published:%B %d, %Y}</span>'
        f'<ul class="share"><li>Copy link</li><li>Send by mail</li></ul></div><div class="story">{"".join(paragraphs)}</div>'
        f"{_related('Most read', others, base)}</main>"
    )
    return _document(article.outlet, head, body, base)


def _cn(article: Article, base: str, others: Sequence[Article]) -> str:
    """A Chinese site: date and author as text beside the title, editor's line and share box after it, few meta elements."""
    charset = "gbk" if article.slug in GBK_PAGES else "utf-8"
    head = _head(
        f"{article.title}_智讯观察",
        "zh-CN",
        [
            f'<meta name="keywords" content="{escape(",".join(article.keywords))}">',
            f'<meta name="description" content="{escape(article.lead)}">',
            f'<meta name="author" content="{escape(article.author)}">',
            f'<link rel="canonical" href="{base}{article.path}">',
            _alternate(article.outlet, base),
        ],
        charset,
    )
    body = (
        f'<div class="crumbs"><a href="{base}/cn/">首页</a> &gt; {escape(article.section)} &gt; 正文</div><div class="article-wrap">'
        f'<h1 class="article-title">{escape(article.title)}</h1><div class="info">'
        f'<span class="time">{article.published:%Y-%m-%d %H:%M}</span>'
        f'<span class="source">来源：智讯观察</span><span>作者：{escape(article.author)}</span></div>'
        f'<div class="article-content">{"".join(f"<p>　　{escape(part)}</p>" for part in article.paragraphs)}</div>'
        '<p class="editor">责任编辑：样例</p><div class="share">扫码分享 微信 微博</div></div>'
        f"{_related('相关阅读', others, base)}"
    )
    return _document(article.outlet, head, body, base)


def _ledger(article: Article, base: str, others: Sequence[Article]) -> str:
    """An international site: one JSON-LD graph, a page language of its own, a summary list before the text."""
    labels = {"de": ("Das Wichtigste", "Mehr zum Thema"), "ja": ("要点", "関連記事")}.get(
        article.language, ("Key points", "More from the Ledger")
    )
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": article.section}]}
    graph = [{"@type": "Organization", "name": article.outlet.name, "url": f"{base}/ledger/"}, crumbs, _news_article(article, base)]
    head = _head(
        f"{article.title} | Pacific Ledger",
        article.language,
        [*_open_graph(article, base), _json_ld({"@context": "https://schema.org", "@graph": graph})],
    )
    body = (
        f'<main><article lang="{article.language}"><h1>{escape(article.title)}</h1><div class="key-points"><h2>{labels[0]}</h2>'
        f'<ul><li>{escape(article.lead)}</li></ul></div><div class="by">{escape(article.author)}</div>'
        f'<time datetime="{article.published.isoformat()}">{article.published:%Y-%m-%d}</time>'
        f'<section class="text">{"".join(f"<p>{escape(part)}</p>" for part in article.paragraphs)}</section></article>'
        f"{_related(labels[1], others, base)}</main>"
    )
    return _document(article.outlet, head, body, base)


_PAGES: Mapping[str, Callable[[Article, str, Sequence[Article]], str]] = {"wire": _wire, "daily": _daily, "cn": _cn, "ledger": _ledger}


def _news_article(article: Article, base: str) -> dict[str, object]:
    return {
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.lead,
        "datePublished": article.published.isoformat(),
        "dateModified": article.published.isoformat(),
        "inLanguage": article.language,
        "author": [{"@type": "Person", "name": article.author}],
        "publisher": {"@type": "Organization", "name": article.outlet.name},
        "image": [f"{base}/img/{article.slug}.png"],
        "keywords": list(article.keywords),
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{base}{article.path}"},
        "isAccessibleForFree": not article.paywalled,
    }


def _open_graph(article: Article, base: str) -> list[str]:
    return [
        f'<link rel="canonical" href="{base}{article.path}">',
        f'<meta name="description" content="{escape(article.lead)}">',
        _meta("og:type", "article"),
        _meta("og:site_name", article.outlet.name),
        _meta("og:title", article.title),
        _meta("og:description", article.lead),
        _meta("og:url", f"{base}{article.path}"),
        _meta("og:image", f"{base}/img/{article.slug}.png"),
    ]


def _meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{escape(content)}">'


def _json_ld(data: Mapping[str, object]) -> str:
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def _alternate(outlet: Outlet, base: str) -> str:
    kinds = {
        "wire": ("application/rss+xml", "/wire/feed.xml"),
        "daily": ("application/atom+xml", "/daily/atom.xml"),
        "cn": ("application/feed+json", "/cn/feed.json"),
    }
    if outlet.key not in kinds:
        return ""
    kind, path = kinds[outlet.key]
    return f'<link rel="alternate" type="{kind}" title="{escape(outlet.name)}" href="{base}{path}">'


def _head(title: str, language: str, parts: Sequence[str], charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="{charset}"><title>{escape(title)}</title>'
        f'<meta name="generator" content="{MARK}">{"".join(parts)}</head>'
    )


def _related(label: str, others: Sequence[Article], base: str) -> str:
    return (
        f'<aside class="related"><h2>{escape(label)}</h2><ul>'
        + "".join(f'<li><a href="{base}{other.path}">{escape(other.title)}</a></li>' for other in others)
        + "</ul></aside>"
    )


def _document(outlet: Outlet, head: str, body: str, base: str) -> str:
    sections = "".join(f'<li><a href="{base}{outlet.folder}">{escape(section)}</a></li>' for section in outlet.sections)
    chinese = outlet.language == "zh"
    consent = "本站使用Cookie改善体验。 同意" if chinese else "We use cookies to make this site work and to measure it. Accept all · Manage"
    return (
        f'{head}<body><div class="sample-mark" role="note">{MARK}: the outlet is made up, the report is invented.</div>'
        f'<div id="cookie-banner" role="dialog"><p>{consent}</p></div><header class="site">'
        f'<a href="{base}{outlet.folder}">{escape(outlet.name)}</a>'
        f"<nav><ul>{sections}</ul></nav></header>{body}<footer><p>{MARK}</p><p>© 2026 {escape(outlet.name)}</p>"
        f'<ul><li><a href="{base}{outlet.folder}about">{"关于我们" if chinese else "About us"}</a></li></ul></footer></body></html>\n'
    )
