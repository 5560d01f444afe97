"""The sample web as a table of answers: path -> what is sent. The same base gives the same bytes, so a second visit finds nothing new."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from amw.sample.articles import MARK, OUTLETS, Article, Outlet, load_articles
from amw.sample.board import board_page
from amw.sample.channels import CALCULATOR, CLOSED, GONE, MISSING, atom, json_feed, news_sitemap, pages_sitemap, rss, sitemap_index
from amw.sample.outlets import article_page, links, plain_page

BOARD_PATH = "/leaderboards/models"
BRIEFING_PATH = "/daily/briefing"
LISTING_PATH = "/daily/ai/"
CLOSED_FOLDERS = (CLOSED, "/wire/staff")
_STANDING = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_LATEST = datetime(2026, 5, 23, 12, 0, tzinfo=UTC)
_BOARD_TAKEN = datetime(2026, 5, 20, 22, 0, tzinfo=UTC)  # the board as it stood when the sample articles were written
_DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one path answers. `memento`: the moment whose state this is (RFC 7089)."""

    body: bytes
    content_type: str
    modified: datetime = _STANDING
    status: int = 200
    memento: datetime | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'


def build_site(base: str) -> Mapping[str, Answer]:
    """Every path of the sample web that starts at `base`, such as "http://127.0.0.1:8080" (no closing slash)."""
    articles = load_articles()
    by_outlet = {key: tuple(article for article in articles if article.outlet.key == key) for key in OUTLETS}
    site = {article.path: _article(article, by_outlet[article.outlet.key], base) for article in articles}
    site |= {f"/img/{article.slug}.png": Answer(_DOT, "image/png") for article in articles}
    for key, outlet in OUTLETS.items():
        site[outlet.folder] = _page(
            outlet, outlet.name, f"<h1>{escape(outlet.name)}</h1><ul>{links(by_outlet[key], base)}</ul>", base, outlet.folder
        )
        site[f"{outlet.folder}about"] = _page(outlet, "About us", _about(outlet), base, f"{outlet.folder}about", _STANDING)
    daily = OUTLETS["daily"]
    site |= {
        "/": _front(base),
        "/robots.txt": Answer(_robots(base), "text/plain; charset=utf-8"),
        "/wire/feed.xml": Answer(rss(_announced(by_outlet["wire"]), base), "application/rss+xml; charset=utf-8", _LATEST),
        "/daily/atom.xml": Answer(atom(_announced(by_outlet["daily"]), base), "application/atom+xml; charset=utf-8", _LATEST),
        "/cn/feed.json": Answer(json_feed(_announced(by_outlet["cn"]), base), "application/feed+json; charset=utf-8", _LATEST),
        "/ledger/sitemap.xml": Answer(sitemap_index(base), "application/xml; charset=utf-8", _LATEST),
        "/ledger/news-sitemap.xml": Answer(news_sitemap(by_outlet["ledger"], base), "application/xml; charset=utf-8", _LATEST),
        "/ledger/pages-sitemap.xml": Answer(pages_sitemap(base), "application/xml; charset=utf-8"),
        LISTING_PATH: _page(daily, "AI - Lantern Daily", _listing(by_outlet["daily"], base), base, LISTING_PATH),
        CALCULATOR: _page(daily, "What does a million tokens cost?", _calculator(), base, CALCULATOR, _STANDING),
        CLOSED: _page(daily, "Members' preview", "<h1>Members' preview</h1><p>Not for crawlers.</p>", base, CLOSED, _STANDING),
        "/wire/staff": _page(
            OUTLETS["wire"], "Our staff", "<h1>Our staff</h1><p>Ines Calder, Halvard Brekke.</p>", base, "/wire/staff", _STANDING
        ),
        GONE: Answer(b"<!DOCTYPE html><title>Gone</title><p>This report was taken down.</p>", "text/html; charset=utf-8", status=410),
        BOARD_PATH: Answer(board_page(), "text/html; charset=utf-8", _BOARD_TAKEN, memento=_BOARD_TAKEN),
    }
    return site


def not_found() -> Answer:
    """What an unknown path answers."""
    return Answer(
        f"<!DOCTYPE html><title>Not found</title><p>{MARK}: there is nothing here.</p>".encode(), "text/html; charset=utf-8", status=404
    )


def _article(article: Article, siblings: Sequence[Article], base: str) -> Answer:
    others = [other for other in siblings if other is not article][:3]
    body, content_type = article_page(article, base, others)
    return Answer(body, content_type, article.published.astimezone(UTC))


def _page(outlet: Outlet, title: str, inner: str, base: str, path: str, modified: datetime = _LATEST) -> Answer:
    return Answer(plain_page(outlet, title, inner, base, path), "text/html; charset=utf-8", modified)


def _announced(articles: Sequence[Article]) -> list[Article]:
    return sorted((article for article in articles if article.feed != "none"), key=lambda article: article.published, reverse=True)


def _listing(articles: Sequence[Article], base: str) -> str:
    """A page of teasers with a link that leads nowhere and one that robots.txt closes."""
    found = sorted((article for article in articles if article.path != BRIEFING_PATH), key=lambda article: article.published, reverse=True)
    return (
        f'<h1>Artificial intelligence</h1><ul class="river">{links(found, base)}'
        f'<li><a href="{base}{MISSING}">The story that never was</a></li>'
        f'<li><a href="{base}{CLOSED}">For members: what comes next week</a></li></ul>'
        f'<p class="pages"><a href="{base}{LISTING_PATH}">1</a></p><ul class="tools">'
        f'<li><a href="{base}{BRIEFING_PATH}">The weekly briefing</a></li>'
        f'<li><a href="{base}{CALCULATOR}">What does a million tokens cost?</a></li></ul>'
    )


def _calculator() -> str:
    options = "".join(f"<option>{amount}</option>" for amount in ("1,000", "100,000", "1,000,000"))
    return (
        f"<h1>What does a million tokens cost?</h1><form><label>Tokens <select>{options}</select></label><button>Calculate</button></form>"
    )


def _about(outlet: Outlet) -> str:
    rows = "".join(
        f"<dt>{name}</dt><dd>{value}</dd>"
        for name, value in (("Publisher", "Sample Press"), ("Telephone", "none"), ("Country", outlet.country))
    )
    return f'<h1>{escape(outlet.name)}</h1><dl>{rows}</dl><p><a href="mailto:nobody@sample.invalid">Write to us</a></p>'


def _front(base: str) -> Answer:
    rows = "".join(f'<li><a href="{base}{outlet.folder}">{escape(outlet.name)}</a></li>' for outlet in OUTLETS.values())
    rows += f'<li><a href="{base}{BOARD_PATH}">The sample leaderboard</a></li>'
    body = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>The sample web</title><h1>{MARK}</h1><ul>{rows}</ul></html>'
    return Answer(body.encode(), "text/html; charset=utf-8")


def _robots(base: str) -> bytes:
    closed = "".join(f"Disallow: {folder}\n" for folder in CLOSED_FOLDERS)
    return f"# {MARK}\nUser-agent: *\n{closed}\nSitemap: {base}/ledger/sitemap.xml\n".encode()
