"""check: what a reader could not use is rejected, with the reason."""

from __future__ import annotations

from amw.urls import is_http
from items import Article, BoardSnapshot, Rejected
from pipelines.stage import Stage, reject


def check(article: Article) -> Article | Rejected:
    """`article`, or its rejection: no_url, no_title, no_text (a page, as opposed to a feed entry, without a text)."""
    if not is_http(article.url):
        return reject(article, "check", "no_url", article.url)
    if not article.title:
        return reject(article, "check", "no_title")
    if article.origin == "page" and not article.text:
        return reject(article, "check", "no_text")
    return article


def check_snapshot(item: BoardSnapshot) -> BoardSnapshot | Rejected:
    """`item`, or its rejection when nothing of the body could be read as that board (a refused capture with rows is kept as refused)."""
    if not item.snapshot.rows:
        return reject(item, "check", "no_rows", "; ".join(item.snapshot.reasons))
    return item


class Check(Stage):
    name = "check"
    reads = frozenset("url title text origin snapshot.snapshot".split())

    async def article(self, item: Article) -> Article | Rejected:
        return check(item)

    async def snapshot(self, item: BoardSnapshot) -> BoardSnapshot | Rejected:
        if item.snapshot.rows and item.snapshot.verdict != "ok":
            self.count(f"board/{item.snapshot.verdict}")
        return check_snapshot(item)
