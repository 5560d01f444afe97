"""Every address that is served: its parameters, what makes its answer and what that is. The OpenAPI document is made from this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.catalogue import load
from amw.serve import board_records, feeds, records
from amw.serve.message import ATOM, FEED, JSON, Problem
from amw.serve.openapi import document
from amw.serve.pages import boards, captures, companies, layout, models, pieces, stories, story
from amw.serve.parameters import Parameter, boolean, choice, country, cursor, moment, place, text, whole
from amw.serve.records import Record
from amw.serve.route import Context, Route

FEED_ENTRIES = 50
OVER_TIME = "A leaderboard's captures, and a model's standing in each"
LONGEST_WAIT = 60  # seconds a reader of the change feed may wait for the next change
HOUR, FOR_EVER = "public, max-age=3600", "public, max-age=31536000, immutable"

_TAXONOMY = load("taxonomy")
_SEGMENT = tuple(_TAXONOMY["segment"])


# ---------------------------------------------------------------- parameters

ID = whole("id", "The story.", least=1, most=2**62, in_path=True)
NAME = text("words", "Only companies with this in any of their names.", most=100)
KEY = text("key", "The key; any name of a company or model leads there.", in_path=True)
FILTERS = (
    text("words", "Only stories with all these words in headline, lead, Read or event.", most=100),
    choice("segment", "Only stories of this segment.", _SEGMENT),
    choice("lens", "Only stories that update this map.", tuple(_TAXONOMY["lens"])),
    text("company", "Only stories that name this company: its key or any of its names.", most=100),
    text("model", "Only stories that name this model: its key or any of its names."),
    country("country", "Only stories about this country."),
    text("source", "Only stories that this outlet tells: its key or its name."),
    boolean("everything", "Also what is not about the AI market and pages of links."),
)
PAGED = (*FILTERS, place("after", "The place where the page before ended: its `next`."))
BOARD = (
    KEY,
    moment("on", "The board as it stood then; a day means its end in UTC."),
    choice("by", "What is ranked.", tuple(boards.BY), default="family"),
    country("country", "Only rows of makers of this country."),
    whole("start", "How many rows of each section to pass over.", most=100_000, default=0),
)
HISTORY = (KEY, text("model", "Its standing in every capture: any of a model's spellings.", most=100))
FEW = whole("limit", "How many at most.", least=1, most=100, default=records.PAGE)
ROWS = whole("limit", "Rows of each section at most.", least=1, most=500, default=board_records.ROWS)
MANY = whole("limit", "How many at most.", least=1, most=1000, default=100)
CHANGES = (
    cursor("since", "Changes after this cursor, in commit order."),
    MANY,
    whole("wait", "Seconds to wait for a change where there is none.", most=LONGEST_WAIT, default=0),
)


# ---------------------------------------------------------------- feeds


Followed = tuple[feeds.Channel, Mapping[str, Any]]  # what a feed is about, and the filter of its stories


def _channel(context: Context, named: Sequence[str], page: str, path: str, query: str = "") -> feeds.Channel:
    title = " · ".join((*named, layout.NAME))
    return feeds.Channel(title=title, page=context.public_url + page, address=context.public_url + path, query=query)


def _everything(context: Context) -> Followed:
    values = records.filtered(context)
    query = stories.chosen(values)
    named = stories.named(records.facets(context), query) if any(query.values()) else []
    ending = pieces.address("", query)
    return _channel(context, named, f"/{ending}", "/feed", ending), values


def _of_segment(context: Context) -> Followed:
    key = context.values["key"]
    return _channel(context, [_TAXONOMY["segment"][key]], f"/?segment={key}", f"/segments/{key}/feed"), {"segment": key}


def _of_company(context: Context) -> Followed:
    company = records.called(context, "company", context.values["key"])
    path = f"/companies/{quote(company['key'], safe='')}"
    return _channel(context, [company["name"]], path, f"{path}/feed"), {"company": company["key"]}


# ---------------------------------------------------------------- routes

Find = Callable[[Context], Record]
Show = Callable[[Record, datetime], bytes]


def _page(path: str, find: Find, show: Show, *parameters: Parameter) -> Route:
    return Route(path=path, make=lambda context: show(find(context), context.now), parameters=parameters)


def _api(path: str, summary: str, find: Find, schema: str | None, *parameters: Parameter, **more: Any) -> Route:
    return Route(path=f"/api{path}", summary=summary, make=find, schema=schema, parameters=parameters, kind=JSON, **more)


def _both(path: str, summary: str, find: Find, show: Show, schema: str, *parameters: Parameter) -> tuple[Route, Route]:
    """A page, and below /api the record that it shows."""
    return _page(path, find, show, *parameters), _api(path, summary, find, schema, *parameters)


def _feeds(path: str, summary: str, find: Callable[[Context], Followed], *parameters: Parameter) -> tuple[Route, Route]:
    """The two forms of a feed."""

    def route(ending: str, kind: str, form: Callable[[feeds.Channel, Sequence[Record]], bytes]) -> Route:
        def make(context: Context) -> bytes:
            channel, values = find(context)
            return form(channel, records.stories(context, values, limit=FEED_ENTRIES)["stories"])

        return Route(path=f"{path}.{ending}", summary=summary, make=make, parameters=parameters, kind=kind)

    return route("atom", ATOM, feeds.atom), route("json", FEED, feeds.json_feed)


def _file(path: str, make: Callable[[Context], bytes], kind: str, *parameters: Parameter, cache: str = HOUR) -> Route:
    return Route(path=path, make=make, kind=kind, parameters=parameters, cache=cache, reads=False)


def board_page(context: Context) -> bytes:
    return boards.board_page(board_records.board_table(context), context.query.get("on"), context.now)


def robots(context: Context) -> bytes:
    return f"User-agent: *\nAllow: /\nSitemap: {context.public_url}/sitemap.xml\n".encode()


def sitemap(context: Context) -> bytes:
    return feeds.sitemap(context.public_url, records.newest(context))


ROUTES: tuple[Route, ...] = (
    _page("/", records.front, stories.story_list, *PAGED),
    _api("/stories", "The newest stories", records.story_list, "Stories", *PAGED, FEW),
    *_both("/stories/{id}", "A story", records.story, story.story_page, "Story", ID),
    *_both("/boards", "The leaderboards", board_records.board_list, boards.board_list, "Boards"),
    Route(path="/boards/{key}", make=board_page, parameters=BOARD),
    _api("/boards/{key}", "A leaderboard as it stood", board_records.board_table, "Board", *BOARD, ROWS),
    *_both("/boards/{key}/history", OVER_TIME, board_records.board_history, captures.history_page, "BoardHistory", *HISTORY),
    _api("/boards/{key}/moves", "What changed on a leaderboard, newest first", board_records.board_moves, "BoardMoves", KEY, MANY),
    *_both("/models/{key}", "A model on every board", board_records.model, models.model_page, "Model", KEY),
    _page("/companies", records.company_list, companies.company_list, NAME),
    *_both("/companies/{key}", "A company", records.company, companies.company_page, "Company", KEY),
    _api("/changes", "What changed, in commit order, with waiting", records.changes, "Changes", *CHANGES, cache="no-store", waits=True),
    _api("/health", "Whether stories can be read", records.health, "Health", cache="no-store"),
    _api("/openapi.json", "This document", lambda context: document(ROUTES, context.public_url), None, reads=False),
    *_feeds("/feed", "The newest stories", _everything, *FILTERS),
    *_feeds("/segments/{key}/feed", "Stories of a segment", _of_segment, choice("key", "The segment.", _SEGMENT, in_path=True)),
    *_feeds("/companies/{key}/feed", "Stories of a company", _of_company, KEY),
    _file("/style.css", lambda _: layout.STYLE, "text/css; charset=utf-8", text("v", "The edition of the file.", most=40), cache=FOR_EVER),
    _file("/favicon.svg", lambda _: layout.ICON, "image/svg+xml"),
    _file("/robots.txt", robots, "text/plain"),
    Route(path="/sitemap.xml", make=sitemap, kind="application/xml"),
)
_PATTERNS = tuple((route.pattern(), route) for route in ROUTES)


def find(path: str) -> tuple[Route, dict[str, str]]:
    """The route of `path` with the names in it. Raises Problem 404."""
    for pattern, route in _PATTERNS:
        if found := pattern.fullmatch(path):
            return route, found.groupdict()
    raise Problem(404, "not_found", "There is nothing at this address.")
