"""The pages and feeds of the made-up outlets, from the files in web/: each marks its articles up in another way, as real ones do, amid
what surrounds real articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from amw.sample.articles import MARK, Article, Outlet

GBK_PAGES = frozenset({"20260522-deepseek-price"})  # one Chinese page is served in the encoding of older Chinese sites
_PARAGRAPHS = {"daily": '<p class="story-paragraph">{}</p>', "cn": "<p>　　{}</p>"}
_OPENINGS = {"wire": 2, "daily": 1}  # paragraphs before something else than text
_TITLES = {"wire": "{} | Meridian Wire", "daily": "{} - Lantern Daily", "cn": "{}_智讯观察", "ledger": "{} | Pacific Ledger"}
_CONSENT = {"zh": "本站使用Cookie改善体验。 同意", "en": "We use cookies to make this site work and to measure it. Accept all · Manage"}
_ABOUT = {"zh": "关于我们", "en": "About us"}
_LABELS = {"de": ("Das Wichtigste", "Mehr zum Thema"), "ja": ("要点", "関連記事")}


@cache
def _file(name: str) -> str:
    return (files(__package__) / "web" / name).read_text(encoding="utf-8")


def filled(name: str, **values: Any) -> str:
    """The file `name` of web/ with its {fields} filled, as they are: what is text must have been escaped."""
    return _file(name).format(**values, mark=MARK)


def article_page(article: Article, base: str, others: Sequence[Article]) -> tuple[bytes, str]:
    """The page of `article` on the web that starts at `base` (no closing slash) and its content type; `others` are what it links to."""
    key = article.outlet.key
    paragraphs = [_PARAGRAPHS.get(key, "<p>{}</p>").format(escape(part)) for part in article.paragraphs]
    opening = len(paragraphs) if article.paywalled else _OPENINGS.get(key, 0)
    points, more = _LABELS.get(article.language, ("Key points", "More from the Ledger"))
    fields = _fields(article, base) | {"data": json.dumps(_news_article(article, base), ensure_ascii=False).replace("</", "<\\/")}
    page = filled(
        f"{key}.html",
        **fields,
        opening="".join(paragraphs[:opening]),
        rest="".join(paragraphs[opening:]),
        others="".join(f'<li><a href="{base}{other.path}">{escape(other.title)}</a></li>' for other in others),
        open_graph=filled("open-graph.html", **fields),
        tags="".join(f'<meta property="article:tag" content="{escape(keyword)}">' for keyword in article.keywords),
        closed=filled("daily-closed.html", **fields) if article.paywalled else "",
        box=filled("daily-paywall.html" if article.paywalled else "daily-newsletter.html"),
        points=points,
        more=more,
    )
    charset = "gbk" if article.slug in GBK_PAGES else "utf-8"
    language = "zh-CN" if key == "cn" else article.language
    html = _document(article.outlet, _TITLES[key].format(article.title), page, base, article.path, language, charset)
    return html.encode(charset, "xmlcharrefreplace"), f"text/html; charset={charset}"


def plain_page(outlet: Outlet, title: str, inner: str, base: str, path: str) -> bytes:
    """A page of `outlet` that is no article: a front page, a listing, a tool. `inner` is HTML."""
    page = f'<meta property="og:type" content="website">\n<body>\n<main>{inner}</main>'
    return _document(outlet, title, page, base, path, outlet.language, "utf-8").encode()


def teasers(articles: Iterable[Article], base: str) -> str:
    """A link to each article, with its date and a sentence."""
    return "".join(filled("teaser.html", **_fields(article, base)) for article in articles)


def rss(articles: Sequence[Article], base: str) -> bytes:
    """RSS 2.0: some entries with the whole text, some with a sentence, links with a tracking parameter, one entry whose page is gone."""
    entries = (filled("rss-item.xml", **_fields(one, base), content=_content("rss-content.xml", one, str)) for one in articles)
    return filled("rss.xml", base=base, entries="".join(entries)).encode()


def atom(articles: Sequence[Article], base: str) -> bytes:
    """Atom 1.0: HTML content or a summary, one relative link, one entry that leads to a tool instead of an article."""
    entries = []
    for position, article in enumerate(articles):
        fields = {**_fields(article, base), "address": base * (position > 0) + article.path}
        entries.append(filled("atom-entry.xml", **fields, content=_content("atom-content.xml", article, escape)))
    latest = max(article.published for article in articles).isoformat()
    return filled("atom.xml", base=base, latest=latest, entries="".join(entries)).encode()


def json_feed(articles: Sequence[Article], base: str) -> bytes:
    """JSON Feed 1.1."""
    outlet = articles[0].outlet
    items = [
        {
            "id": base + article.path,
            "url": base + article.path,
            "title": article.title,
            "summary": article.lead,
            "date_published": article.published.isoformat(),
            "authors": [{"name": article.author}],
            "tags": article.keywords,
            "language": article.language,
            **({"content_html": _whole(article)} if article.feed == "full" else {"content_text": article.lead}),
        }
        for article in articles
    ]
    about = {"version": "https://jsonfeed.org/version/1.1", "title": outlet.name, "description": MARK, "language": outlet.language}
    address = {"home_page_url": base + outlet.folder, "feed_url": f"{base}/cn/feed.json"}
    return json.dumps({**about, **address, "items": items}, ensure_ascii=False, indent=1).encode()


def news_sitemap(articles: Sequence[Article], base: str) -> bytes:
    """A sitemap with the news extension: publication, language, date and title of every article."""
    entries = "".join(filled("news-url.xml", **_fields(article, base)) for article in articles)
    return filled("news-sitemap.xml", entries=entries).encode()


def _fields(article: Article, base: str) -> dict[str, Any]:
    """What a file may say of an article, texts escaped."""
    return {
        **{name: escape(getattr(article, name)) for name in ("title", "lead", "author", "section", "language", "slug")},
        "outlet": escape(article.outlet.name),
        "keywords": escape(",".join(article.keywords)),
        "base": base,
        "url": base + article.path,
        "published": article.published,
        "moment": article.published.isoformat(),
    }


def _whole(article: Article) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in article.paragraphs)


def _content(name: str, article: Article, written: Callable[[str], str]) -> str:
    return filled(name, whole=written(_whole(article))) if article.feed == "full" else ""


def _news_article(article: Article, base: str) -> dict[str, Any]:
    """The report as schema.org has it."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.lead,
        "datePublished": article.published.isoformat(),
        "dateModified": article.published.isoformat(),
        "inLanguage": article.language,
        "author": [{"@type": "Person", "name": article.author}],
        "publisher": {"@type": "Organization", "name": article.outlet.name},
        "image": [f"{base}/img/{article.slug}.png"],
        "keywords": article.keywords,
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{base}{article.path}"},
        "articleSection": article.section,
        "isAccessibleForFree": not article.paywalled,
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": not article.paywalled, "cssSelector": ".story"},
    }


def _document(outlet: Outlet, title: str, page: str, base: str, path: str, language: str, charset: str) -> str:
    """A whole page of `outlet`: `page` is what is its own of the head, a line with <body>, and what is its own of the body."""
    head, body = page.split("<body>\n")
    kind, feed = outlet.feed or ("", "")
    name = escape(outlet.name)
    return filled(
        "document.html",
        language=language,
        charset=charset,
        page_title=escape(title),
        url=base + path,
        alternate=f'<link rel="alternate" type="{kind}" title="{name}" href="{base}{feed}">' if feed else "",
        head=head,
        body=body,
        consent=_CONSENT[outlet.language],
        base=base,
        folder=outlet.folder,
        outlet=name,
        sections="".join(f'<li><a href="{base}{outlet.folder}">{escape(section)}</a></li>' for section in outlet.sections),
        about=_ABOUT[outlet.language],
    )
