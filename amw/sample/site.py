"""The sample web as a table of answers: path -> what is sent. The same base gives the same bytes, so a second visit finds nothing new."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from amw.sample.articles import Article, load_articles, load_outlets
from amw.sample.board import board_page
from amw.sample.pages import article_page, atom, filled, json_feed, news_sitemap, plain_page, rss, teasers

BOARD_PATH = "/leaderboards/models"
BRIEFING_PATH = "/daily/briefing"
LISTING_PATH = "/daily/ai/"
GONE = "/wire/2026/05/18/model-card-withdrawn"  # announced by the feed, taken down since
CALCULATOR = "/daily/tools/token-price-calculator"  # announced by the feed, no article
MISSING = "/daily/2026/05/story-that-never-was"  # linked from the listing, never there
CLOSED = "/daily/2026/05/members-preview"  # linked from the listing, closed by robots.txt
HTML, XML = "text/html; charset=utf-8", "application/xml; charset=utf-8"
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
    outlets, articles = load_outlets(), load_articles()
    of = {key: [article for article in articles if article.outlet.key == key] for key in outlets}
    latest = {key: sorted(of[key], key=lambda article: article.published, reverse=True) for key in outlets}
    announced = {key: [article for article in latest[key] if article.feed != "none"] for key in outlets}
    listed = [article for article in latest["daily"] if article.path != BRIEFING_PATH]
    site = {article.path: _article(article, of[article.outlet.key], base) for article in articles}
    site |= {f"/img/{article.slug}.png": Answer(_DOT, "image/png") for article in articles}

    def page(key: str, path: str, title: str, file: str, modified: datetime = _STANDING, **values: str) -> None:
        outlet = outlets[key]
        inner = filled(file, base=base, outlet=escape(outlet.name), country=outlet.country, **values)
        site[path] = Answer(plain_page(outlet, title, inner, base, path), HTML, modified)

    for key, outlet in outlets.items():
        page(key, outlet.folder, outlet.name, "front.html", _LATEST, teasers=teasers(of[key], base))
        page(key, f"{outlet.folder}about", "About us", "about.html")
    page("daily", LISTING_PATH, "AI - Lantern Daily", "listing.html", _LATEST, teasers=teasers(listed, base))
    page("daily", CALCULATOR, "What does a million tokens cost?", "calculator.html")
    page("daily", CLOSED, "Members' preview", "members.html")
    page("wire", "/wire/staff", "Our staff", "staff.html")
    links = "".join(f'<li><a href="{base}{outlet.folder}">{escape(outlet.name)}</a></li>' for outlet in outlets.values())
    return site | {
        "/": Answer(filled("index.html", base=base, outlets=links).encode(), HTML),
        "/robots.txt": Answer(filled("robots.txt", base=base).encode(), "text/plain; charset=utf-8"),
        "/wire/feed.xml": Answer(rss(announced["wire"], base), "application/rss+xml; charset=utf-8", _LATEST),
        "/daily/atom.xml": Answer(atom(announced["daily"], base), "application/atom+xml; charset=utf-8", _LATEST),
        "/cn/feed.json": Answer(json_feed(announced["cn"], base), "application/feed+json; charset=utf-8", _LATEST),
        "/ledger/sitemap.xml": Answer(filled("sitemap.xml", base=base).encode(), XML, _LATEST),
        "/ledger/news-sitemap.xml": Answer(news_sitemap(of["ledger"], base), XML, _LATEST),
        "/ledger/pages-sitemap.xml": Answer(filled("pages-sitemap.xml", base=base).encode(), XML),
        GONE: Answer(filled("gone.html").encode(), HTML, status=410),
        BOARD_PATH: Answer(board_page(), HTML, _BOARD_TAKEN, memento=_BOARD_TAKEN),
    }


def not_found() -> Answer:
    """What an unknown path answers."""
    return Answer(filled("missing.html").encode(), HTML, status=404)


def _article(article: Article, siblings: Sequence[Article], base: str) -> Answer:
    others = [other for other in siblings if other is not article][:3]
    body, content_type = article_page(article, base, others)
    return Answer(body, content_type, article.published.astimezone(UTC))
