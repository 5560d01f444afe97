"""`amw scrape`: one address, read as whatever it is, and what it gives with the provenance of every field."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Final, Literal, NoReturn

import typer
from rich.markup import escape

from amw.cli.console import USAGE, SourcesFile, commands, ending, fail, log, out, print_json
from amw.cli.crawling import print_verdict
from amw.cli.database import ready_database
from amw.cli.runner import Asked, Finished, Job, run_crawls
from amw.sources import load_sources
from amw.urls import is_http

Page = Literal["feed", "sitemap", "listing", "article", "board"]
FOUND: Final = frozenset({"Article", "BoardSnapshot"})  # the items that are worth having asked for
AT_ONCE: Final = {"RETRY_TIMES": 0}  # a person waits: of a host that does not answer three attempts take two minutes
# By how the reason that an address gave nothing begins: what that means ("" where the reason says it), and what to try.
REASONS: Final = {
    "private_address": ("", "only public addresses are fetched, but for hosts that AMW_ALLOWED_PRIVATE_HOSTS names"),
    "dns": ("no such host", "no host goes by that name: is it spelt right?"),
    "connection_refused": ("", "nothing answers there: are host and port right, and is the site up?"),
    "connection": ("the connection broke", "try again later"),
    "cut_short": ("the answer ended before it was whole", "try again later"),
    "tls": (
        "no safe connection: its certificate does not hold, or it has none",
        "look at it with a browser; http instead of https, if the site has it",
    ),
    "redirect_loop": ("", "the site sends every visitor round in a circle"),
    "bad_redirect": ("a redirect to no http(s) address", "look at it with a browser"),
    "timeout": ("no answer in time", "try again later"),
    "too_large": ("too large", "pages of up to 10 MB are read, boards of up to 64: `--kind board`"),
    "empty": ("a page without a letter in it", "where scripts fill a page in, look for its feed"),
    "javascript": ("a page that scripts fill in", "look for its feed"),
    "consent": ("a page that asks for consent in place of an article", "look for its feed"),
    "blocked": ("a page that keeps machines out", "look for its feed"),
    "frames": ("a page of frames", "scrape the frame that holds the article"),
    "not_found": ("a page that says there is none", "is the address right?"),
    "not_html:": ("no page of HTML but", "articles are read off HTML, boards off what their catalogue entry says"),
    "no_title": ("a text without a title", "articles are read off HTML; `--kind` says what it is where that is not found out"),
    "no_article": ("no article", "of a front page, `--kind listing` follows the links; look for its feed"),
    "feed_html": ("a page of HTML where a feed should be", "name the feed's own address, or another kind"),
    "feed_not_a_feed": ("no feed", "name the feed's own address, or another kind"),
    "listing_no_links": ("no links that look like articles", "`selector` or `pattern` in the catalogue says which links are"),
    "listing": ("a page that lists articles", "`--kind listing` follows its links; look for its feed"),
    "board_refused": ("not the leaderboard that it should be", "look at it with a browser: has the page changed?"),
    "terms": ("its terms forbid a crawler", "the catalogue of boards says what they allow instead"),
    "no_key": ("it wants a key that is not in the environment", "the catalogue of boards names the variable"),
    "sitemap_html": ("a page of HTML where a sitemap should be", "name the sitemap's own address, or another kind"),
    "sitemap_not_a_sitemap": ("no sitemap", "name the sitemap's own address, or another kind"),
    "unknown_board": ("no leaderboard of the catalogue is read there", "add it to boards.toml, as CONTRIBUTING.md says"),
    "robots_unreachable": ("its robots.txt cannot be read", "nothing is fetched without it: is the address right, http or https?"),
    "robots": ("its robots.txt asks not to be fetched", "look for a feed, or ask the site"),
    "http_404": ("", "the page is not there: is the address right?"),
    "http_410": ("", "the page is gone for good"),
    "http_429": ("", "the site asks for fewer visits: try again later"),
    "http_4": ("", "the site does not let us in"),
    "http_5": ("", "the site is in trouble: try again later"),
    "bad_encoding": ("", "the site sends what it does not say it sends: try again later"),
    "archive_unwritable": ("", "make room where the archive is, or name another folder: AMW_ARCHIVE_DIR"),
    "": ("", "look at it with a browser; where it is taken for something else, name its kind"),
}


app = commands()


@app.command(epilog="Example: `amw scrape https://example.com/news/story --explain`")
def scrape(
    url: Annotated[str, typer.Argument(help="A feed, a sitemap, a listing, an article or a known leaderboard; found out by itself.")],
    save: Annotated[bool, typer.Option("--save", help="Store what was found as well.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Every field with the alternatives it beat and its confidence.")] = False,
    kind: Annotated[Page | None, typer.Option(help="What the page is, instead of finding out.")] = None,
    limit: Annotated[int, typer.Option(help="Pages that are followed from a feed, sitemap or listing.", min=0)] = 20,
    sources: SourcesFile = None,
) -> None:
    """Scrape one URL and print what it gives as JSON, with the provenance of every field."""
    if not is_http(url):
        fail(f"{url!r} is no http(s) address", "write the whole address, https:// first; nothing was fetched", code=USAGE)
    if save and explain:
        fail("--explain stores nothing", "leave out --save, or ask twice; nothing was fetched", code=USAGE)
    load_sources(sources)  # a mistake in it is told before anything is fetched
    own = {"SOURCES_FILE": str(sources or "")}
    job = Job(name=url, spider="page", host=url, arguments={"url": url, "limit": str(limit), **({"kind": kind} if kind else {})})
    collected: list[tuple[Any, Any]] = []
    with ready_database(crawls=True) if save else nullcontext("none") as database:
        settings = {"DATABASE_URL": database, **({} if save else {"ARCHIVE_DIR": ""}), **own, **AT_ONCE}
        finished = run_crawls(Asked(jobs=[job], settings=settings, concurrency=1, quiet=True, collect=collected), articles=True)
    items = [item for item, _ in collected]
    if explain:
        _explain(collected)
    else:
        print_json(item_record(item) for item in items)
    crawl = finished[0]
    kinds = {type(item).__name__ for item in items}
    if kinds.isdisjoint(FOUND) and (not kinds or "Rejected" in kinds or crawl.verdict.outcome == "failed"):
        _found_nothing(url, items, crawl, saved=save)
    if kinds.isdisjoint(FOUND):
        _followed_nothing(url, items, crawl)
    if crawl.verdict.outcome != "complete":
        print_verdict(crawl)
    raise typer.Exit(ending([crawl.verdict.outcome]))


def _found_nothing(url: str, items: list[Any], crawl: Finished, *, saved: bool) -> NoReturn:
    """Says why `url` gave neither an article nor a capture of a board, what is kept of it, and what to try."""
    item = next((item for item in items if getattr(item, "reason", None)), None)  # a feed's own visit may stand first, without one
    reason = "" if item is None else (item.reason == "no_article" and getattr(item, "detail", "")) or item.reason
    found, mend = told(reason)
    fail(
        f"{url}: {found or crawl.verdict.reason or 'nothing was found'}",
        f"{'only that is' if saved and items else 'nothing is'} kept; {mend}",
    )


def told(reason: str) -> tuple[str, str]:
    """What the reason that an address gave nothing means, "" where it says nothing, and what to try."""
    begun, (meaning, mend) = next((begun, meant) for begun, meant in REASONS.items() if reason.startswith(begun))
    if begun.endswith(":"):
        meaning = f"{meaning} {reason.removeprefix(begun)}"
    return meaning or reason.replace("_", " "), mend


def _followed_nothing(url: str, items: list[Any], crawl: Finished) -> None:
    """Says of an address that was read and led to no article how many entries it has, and why none was followed."""
    kind = next((item.kind for item in items if type(item).__name__ == "Visit"), "page")
    entries, older = crawl.count("amw/entries"), crawl.count("amw/spider/sitemap/older")
    why = f", {'all' if older == entries else older} of them too old to be followed" if older else ""
    log.print(escape(f"{url}: a {kind} with {entries} {'entry' if entries == 1 else 'entries'}{why}; no article came of it"))


def _explain(collected: list[tuple[Any, Any]]) -> None:
    """Prints each item of `collected`, articles read off a page with the alternatives of every field."""
    from amw.cli.templates import templates_of_host, tried
    from amw.extract import explain_article
    from amw.extract.charset import charset_of
    from amw.tags.explain import EXPLAINED, explain_tags
    from spiders.answers import header

    for item, response in collected:
        if getattr(item, "origin", None) == "page":
            encoding = charset_of(header(response, "Content-Type"))
            explained: dict[str, Any] = dict(explain_article(response.body, item.url, encoding=encoding, now=item.fetched_at))
            templates = tried(templates_of_host(item.url), response.body, item.url, item.fetched_at)
            for template in templates:
                verdict = "fits" if template["fits"] else f"does not fit: {template['because']}"
                differs = ", ".join(template.get("differs_in") or ())
                log.print(escape(f"{template['template']}: {verdict}{f', but differs in {differs}' if differs else ''}"))
            values = {name: getattr(item, name) for name in EXPLAINED}
            explained["tags"] = explain_tags(values, item.tag_evidence, item.whole)
            explained |= {name: [_record(found) for found in getattr(item, name)] for name in ("events", "amounts", "claims")}
            out.print_json(json.dumps({**explained, **({"templates": templates} if templates else {})}, default=str, ensure_ascii=False))
        else:
            print_json([item_record(item)])


def item_record(item: Any) -> dict[str, Any]:
    """An item as JSON for people: what is empty is left out, and so are the parts that only the store reads."""
    return {"type": type(item).__name__, **_record(item)}


def _record(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_record(item) for item in value]
    if not is_dataclass(value):
        return value
    values = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in {"signature", "ranked"}}
    return {name: _record(found) for name, found in values.items() if found not in (None, "", (), {})}
