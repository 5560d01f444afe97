"""Every address that is served: its parameters, its handler and what it answers. The OpenAPI document is made from this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from amw import __version__
from amw.catalogue import load
from amw.db.statements import fetch, like
from amw.serve import board_records, feeds, records
from amw.serve.message import ATOM, FEED, JSON, Answer, Problem, json_bytes
from amw.serve.openapi import document
from amw.serve.pages import boards, captures, companies, layout, models, pieces, stories, story
from amw.serve.parameters import Parameter
from amw.serve.records import Record
from amw.serve.route import Context, Route

PAGE = 20  # stories on a page
FEED_ENTRIES = 50
BOARD_ROWS = 100  # rows of each section on the page of a board
COMPANIES = 200
SITEMAP = 10_000  # stories; a sitemap may have 50,000
LONGEST_WAIT = 60  # seconds a reader of the change feed may wait for the next change

_TAXONOMY = load("taxonomy")
_SEGMENT = tuple(_TAXONOMY["segment"])
_LENS = tuple(_TAXONOMY["lens"])


# ---------------------------------------------------------------- parameters

ID = Parameter(name="id", kind="integer", sentence="The story.", least=1, most=2**62, in_path=True)
KEY = Parameter(name="key", kind="text", sentence="The key; any name of a company or model leads there.", in_path=True)
SEGMENT_KEY = Parameter(name="key", kind="choice", sentence="The segment.", choices=_SEGMENT, in_path=True)
WORDS = Parameter(name="words", kind="text", sentence="Only stories with all these words in headline, lead, Read or event.", most=100)
FILTERS = (
    WORDS,
    Parameter(name="segment", kind="choice", sentence="Only stories of this segment.", choices=_SEGMENT),
    Parameter(name="lens", kind="choice", sentence="Only stories that update this map.", choices=_LENS),
    Parameter(name="company", kind="text", sentence="Only stories that name this company: its key or any of its names.", most=100),
    Parameter(name="model", kind="text", sentence="Only stories that name this model: its key or any of its names.", most=200),
    Parameter(name="country", kind="country", sentence="Only stories about this country."),
    Parameter(name="source", kind="text", sentence="Only stories that this outlet tells: its key or its name.", most=200),
    Parameter(name="everything", kind="boolean", sentence="Also what is not about the AI market and pages of links."),
)
PAGED = (*FILTERS, Parameter(name="after", kind="place", sentence="The place where the page before ended: its `next`."))
COMPANY_WORDS = Parameter(name="words", kind="text", sentence="Only companies with this in any of their names.", most=100)
LIMIT = Parameter(name="limit", kind="integer", sentence="How many at most.", least=1, most=100, default=PAGE)
BOARD = (
    KEY,
    Parameter(name="on", kind="moment", sentence="The board as it stood then; a day means its end in UTC."),
    Parameter(name="by", kind="choice", sentence="What is ranked.", choices=tuple(boards.BY), default="family"),
    Parameter(name="country", kind="country", sentence="Only rows of makers of this country."),
    Parameter(name="start", kind="integer", sentence="How many rows of each section to pass over.", most=100_000, default=0),
)
HISTORY = (KEY, Parameter(name="model", kind="text", sentence="Its standing in every capture: any of a model's spellings.", most=100))
ROWS = Parameter(name="limit", kind="integer", sentence="Rows of each section at most.", least=1, most=500, default=100)
MOVES = (KEY, Parameter(name="limit", kind="integer", sentence="How many at most.", least=1, most=1000, default=100))
STYLE_QUERY = Parameter(name="v", kind="text", sentence="The edition of the file.", most=40)
CHANGES = (
    Parameter(name="since", kind="cursor", sentence="Changes after this cursor, in commit order.", default=("0", 0)),
    Parameter(name="limit", kind="integer", sentence="How many at most.", least=1, most=1000, default=100),
    Parameter(name="wait", kind="integer", sentence="Seconds to wait for a change where there is none.", most=LONGEST_WAIT, default=0),
)


# ---------------------------------------------------------------- what is found


def _filtered(context: Context) -> dict[str, Any]:
    """The filters of a list of stories, its company and model by their keys."""
    named = {kind: context.values[kind] for kind in ("company", "model") if context.values[kind] is not None}
    return {**context.values, **{kind: records.called(context.transaction, kind, name)["key"] for kind, name in named.items()}}


def _stories(context: Context) -> Record:
    found, more = records.stories(context.transaction, context.public_url, _filtered(context), limit=context.values["limit"])
    return {"stories": found, "next": more}


def _story(context: Context) -> Record:
    return records.story(context.transaction, context.public_url, context.values["id"])


def _boards(context: Context) -> Record:
    return {"boards": board_records.board_list(context.transaction, context.public_url)}


def _board(context: Context) -> Record:
    return board_records.board_table(
        context.transaction, context.values["key"], context.values, now=context.now, limit=context.values.get("limit", BOARD_ROWS)
    )


def _moves(context: Context) -> Record:
    return board_records.board_moves(context.transaction, context.values["key"], limit=context.values["limit"])


def _history(context: Context) -> Record:
    return board_records.board_history(context.transaction, context.values["key"], context.values["model"])


def _model(context: Context) -> Record:
    return board_records.model(context.transaction, context.public_url, context.values["key"], limit=PAGE)


def _company(context: Context) -> Record:
    return records.company(context.transaction, context.public_url, context.values["key"], now=context.now, limit=PAGE)


def _changes(context: Context) -> Record:
    return records.changes(context.transaction, context.values["since"], limit=context.values["limit"])


def _health(context: Context) -> Record:
    cursor, changed_at = records.head(context.transaction)
    return {"status": "ok", "version": __version__, "cursor": cursor, "changed_at": changed_at}


# ---------------------------------------------------------------- pages


def front_page(context: Context) -> bytes:
    values = _filtered(context)
    found, more = records.stories(context.transaction, context.public_url, values, limit=PAGE)
    home = f"{context.public_url}/"
    return stories.story_list(found, records.facets(context.transaction), values, home=home, next_place=more, now=context.now)


def board_page(context: Context) -> bytes:
    return boards.board_page(_board(context), context.query.get("on"), context.now)


def history_page(context: Context) -> bytes:
    return captures.history_page(_history(context), context.now)


def companies_page(context: Context) -> bytes:
    words = context.values["words"]
    found = fetch(context.transaction, "company_list", words=like(words) if words else None, country=None, limit=COMPANIES)
    rows = [row for row in found if row["articles"] or words]
    return companies.company_list(rows, words, context.now)


# ---------------------------------------------------------------- feeds


Followed = tuple[feeds.Channel, Mapping[str, Any]]  # what a feed is about, and the filter of its stories


def _channel(context: Context, named: Sequence[str], page: str, path: str, query: str = "") -> feeds.Channel:
    title = " · ".join((*named, layout.NAME))
    return feeds.Channel(title=title, page=context.public_url + page, address=context.public_url + path, query=query)


def _everything(context: Context) -> Followed:
    values = _filtered(context)
    query = stories.chosen(values)
    named = stories.named(records.facets(context.transaction), query) if any(query.values()) else []
    ending = pieces.address("", query)
    return _channel(context, named, f"/{ending}", "/feed", ending), values


def _of_segment(context: Context) -> Followed:
    key = context.values["key"]
    return _channel(context, [_TAXONOMY["segment"][key]], f"/?segment={key}", f"/segments/{key}/feed"), {"segment": key}


def _of_company(context: Context) -> Followed:
    company = records.called(context.transaction, "company", context.values["key"])
    path = f"/companies/{quote(company['key'], safe='')}"
    return _channel(context, [company["name"]], path, f"{path}/feed"), {"company": company["key"]}


# ---------------------------------------------------------------- routes


def _page(path: str, summary: str, make: Callable[[Context], bytes], *parameters: Parameter) -> Route:
    return Route(path=path, summary=summary, handler=lambda context: Answer(body=make(context)), parameters=parameters)


def _api(
    path: str,
    summary: str,
    find: Callable[[Context], Record],
    schema: str | None,
    *parameters: Parameter,
    cache: str = "no-cache",
    **flags: bool,
) -> Route:
    def handler(context: Context) -> Answer:
        return Answer(body=json_bytes(find(context)), kind=JSON, cache=cache)

    return Route(path=path, summary=summary, handler=handler, parameters=parameters, kind=JSON, schema=schema, **flags)


def _feeds(path: str, summary: str, find: Callable[[Context], Followed], *parameters: Parameter) -> tuple[Route, Route]:
    """The two forms of a feed."""

    def route(ending: str, kind: str, form: Callable[[feeds.Channel, Sequence[Record]], bytes]) -> Route:
        def handler(context: Context) -> Answer:
            channel, values = find(context)
            found, _ = records.stories(context.transaction, context.public_url, values, limit=FEED_ENTRIES)
            return Answer(body=form(channel, found), kind=kind)

        return Route(path=f"{path}.{ending}", summary=summary, handler=handler, parameters=parameters, kind=kind)

    return route("atom", ATOM, feeds.atom), route("json", FEED, feeds.json_feed)


def _file(
    path: str, summary: str, make: Callable[[Context], bytes], kind: str, *parameters: Parameter, cache: str = "public, max-age=3600"
) -> Route:
    def handler(context: Context) -> Answer:
        return Answer(body=make(context), kind=kind, cache=cache)

    return Route(path=path, summary=summary, handler=handler, parameters=parameters, kind=kind, reads=False)


def robots(context: Context) -> bytes:
    return f"User-agent: *\nAllow: /\nSitemap: {context.public_url}/sitemap.xml\n".encode()


def sitemap(context: Context) -> Answer:
    rows = fetch(context.transaction, "serve_sitemap", limit=SITEMAP)
    return Answer(body=feeds.sitemap(context.public_url, [(row["id"], row["last_published_at"]) for row in rows]), kind="application/xml")


ROUTES: tuple[Route, ...] = (
    _page("/", "The newest stories", front_page, *PAGED),
    _page("/stories/{id}", "A story", lambda context: story.story_page(_story(context), context.now), ID),
    _page("/boards", "The leaderboards", lambda context: boards.board_list(_boards(context)["boards"], context.now)),
    _page("/boards/{key}", "A leaderboard", board_page, *BOARD),
    _page("/boards/{key}/history", "A leaderboard's captures", history_page, *HISTORY),
    _page("/models/{key}", "A model", lambda context: models.model_page(_model(context), context.now), KEY),
    _page("/companies", "Companies in the news", companies_page, COMPANY_WORDS),
    _page("/companies/{key}", "A company", lambda context: companies.company_page(_company(context), context.now), KEY),
    _api("/api/stories", "The newest stories", _stories, "Stories", *PAGED, LIMIT),
    _api("/api/stories/{id}", "A story", _story, "Story", ID),
    _api("/api/boards", "The leaderboards", _boards, "Boards"),
    _api("/api/boards/{key}", "A leaderboard as it stood", _board, "Board", *BOARD, ROWS),
    _api("/api/boards/{key}/history", "A leaderboard's captures, and a model's standing in each", _history, "BoardHistory", *HISTORY),
    _api("/api/boards/{key}/moves", "What changed on a leaderboard, newest first", _moves, "BoardMoves", *MOVES),
    _api("/api/models/{key}", "A model on every board", _model, "Model", KEY),
    _api("/api/companies/{key}", "A company", _company, "Company", KEY),
    _api("/api/changes", "What changed, in commit order, with waiting", _changes, "Changes", *CHANGES, cache="no-store", waits=True),
    _api("/api/health", "Whether stories can be read", _health, "Health", cache="no-store"),
    _api("/api/openapi.json", "This document", lambda context: document(ROUTES, context.public_url), None, reads=False),
    *_feeds("/feed", "The newest stories", _everything, *FILTERS),
    *_feeds("/segments/{key}/feed", "Stories of a segment", _of_segment, SEGMENT_KEY),
    *_feeds("/companies/{key}/feed", "Stories of a company", _of_company, KEY),
    _file(
        "/style.css",
        "How pages look",
        lambda _: layout.STYLE,
        "text/css; charset=utf-8",
        STYLE_QUERY,
        cache="public, max-age=31536000, immutable",
    ),
    _file("/favicon.svg", "The icon", lambda _: layout.ICON, "image/svg+xml"),
    _file("/robots.txt", "Everybody may read", robots, "text/plain"),
    Route(path="/sitemap.xml", summary="The newest stories for search engines", handler=sitemap, kind="application/xml"),
)
_PATTERNS = tuple((route.pattern(), route) for route in ROUTES)


def find(path: str) -> tuple[Route, dict[str, str]]:
    """The route of `path` with the names in it. Raises Problem 404."""
    for pattern, route in _PATTERNS:
        if found := pattern.fullmatch(path):
            return route, found.groupdict()
    raise Problem(404, "not_found", "There is nothing at this address.")
