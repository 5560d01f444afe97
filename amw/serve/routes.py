"""Every address that is served: its parameters, its handler and what it answers. The OpenAPI document is made from this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from amw import __version__
from amw.catalogue import load
from amw.db.reading import fetch, like
from amw.serve import board_records, feeds, records
from amw.serve.message import ATOM, FEED, JSON, Answer, Problem, json_bytes
from amw.serve.openapi import document
from amw.serve.pages import boards, captures, companies, layout, models, stories, story
from amw.serve.parameters import Parameter
from amw.serve.route import Asked, Route

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
KEY = Parameter(name="key", kind="key", sentence="The key.", in_path=True)
SEGMENT_KEY = Parameter(name="key", kind="choice", sentence="The segment.", choices=_SEGMENT, in_path=True)
WORDS = Parameter(name="words", kind="text", sentence="Only stories with all these words in headline, lead, Read or event.", most=100)
FILTERS = (
    WORDS,
    Parameter(name="segment", kind="choice", sentence="Only stories of this segment.", choices=_SEGMENT),
    Parameter(name="lens", kind="choice", sentence="Only stories that update this map.", choices=_LENS),
    Parameter(name="company", kind="text", sentence="Only stories that name this company: its key or any of its names.", most=100),
    Parameter(name="model", kind="key", sentence="Only stories that name this model: its key."),
    Parameter(name="country", kind="country", sentence="Only stories about this country."),
    Parameter(name="source", kind="text", sentence="Only stories that this outlet tells: its key or its name.", most=200),
    Parameter(name="everything", kind="boolean", sentence="Also what is not about the AI market and pages of links."),
)
PAGED = (
    *FILTERS,
    Parameter(name="after", kind="place", sentence="The place where the page before ended: its `next`."),
)
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
CHANGES = (
    Parameter(name="since", kind="cursor", sentence="Changes after this cursor, in commit order.", default=("0", 0)),
    Parameter(name="limit", kind="integer", sentence="How many at most.", least=1, most=1000, default=100),
    Parameter(name="wait", kind="integer", sentence="Seconds to wait for a change where there is none.", most=LONGEST_WAIT, default=0),
)


# ---------------------------------------------------------------- handlers


def _filtered(asked: Asked) -> dict[str, Any]:
    return {**asked.values, "company": records.company_key(asked.data, asked.values["company"])}


def front_page(asked: Asked) -> Answer:
    values = _filtered(asked)
    found, more = records.stories(asked.data, asked.public_url, values, limit=PAGE)
    home = f"{asked.public_url}/"
    return Answer(body=stories.story_list(found, records.facets(asked.data), values, home=home, next_place=more, now=asked.now))


def api_stories(asked: Asked) -> Answer:
    found, more = records.stories(asked.data, asked.public_url, _filtered(asked), limit=asked.values["limit"])
    return Answer(body=json_bytes({"stories": found, "next": more}), kind=JSON)


def _story(asked: Asked, prefix: str) -> dict[str, Any] | Answer:
    """The story, or the way to the one it was merged into. Temporary, because a merge can be undone."""
    found = records.story(asked.data, asked.public_url, asked.values["id"])
    if found["id"] != asked.values["id"]:
        return Answer(status=307, headers={"Location": f"{prefix}/stories/{found['id']}"})
    return found


def story_page(asked: Asked) -> Answer:
    found = _story(asked, "")
    return found if isinstance(found, Answer) else Answer(body=story.story_page(found, asked.now))


def api_story(asked: Asked) -> Answer:
    found = _story(asked, "/api")
    return found if isinstance(found, Answer) else Answer(body=json_bytes(found), kind=JSON)


def boards_page(asked: Asked) -> Answer:
    return Answer(body=boards.board_list(board_records.board_list(asked.data, asked.public_url), asked.now))


def api_boards(asked: Asked) -> Answer:
    return Answer(body=json_bytes({"boards": board_records.board_list(asked.data, asked.public_url)}), kind=JSON)


def board_page(asked: Asked) -> Answer:
    found = board_records.board_table(asked.data, asked.values["key"], asked.values, now=asked.now, limit=BOARD_ROWS)
    return Answer(body=boards.board_page(found, {"given_on": asked.query.get("on")}, asked.now))


def api_board(asked: Asked) -> Answer:
    found = board_records.board_table(asked.data, asked.values["key"], asked.values, now=asked.now, limit=asked.values["limit"])
    return Answer(body=json_bytes(found), kind=JSON)


def history_page(asked: Asked) -> Answer:
    found = board_records.board_history(asked.data, asked.values["key"], asked.values["model"])
    return Answer(body=captures.history_page(found, asked.now))


def api_history(asked: Asked) -> Answer:
    found = board_records.board_history(asked.data, asked.values["key"], asked.values["model"])
    return Answer(body=json_bytes(found), kind=JSON)


def model_page(asked: Asked) -> Answer:
    found = board_records.model(asked.data, asked.public_url, asked.values["key"], limit=PAGE)
    return Answer(body=models.model_page(found, asked.now))


def api_model(asked: Asked) -> Answer:
    return Answer(body=json_bytes(board_records.model(asked.data, asked.public_url, asked.values["key"], limit=PAGE)), kind=JSON)


def companies_page(asked: Asked) -> Answer:
    words = asked.values["words"]
    found = fetch(asked.data, "company_list", words=like(words) if words else None, country=None, limit=COMPANIES)
    rows = [row for row in found if row["articles"] or words]
    return Answer(body=companies.company_list(rows, words, asked.now))


def company_page(asked: Asked) -> Answer:
    found = records.company(asked.data, asked.public_url, asked.values["key"], limit=PAGE)
    return Answer(body=companies.company_page(found, asked.now))


def api_company(asked: Asked) -> Answer:
    return Answer(body=json_bytes(records.company(asked.data, asked.public_url, asked.values["key"], limit=PAGE)), kind=JSON)


def api_changes(asked: Asked) -> Answer:
    found = records.changes(asked.data, asked.values["since"], limit=asked.values["limit"])
    return Answer(body=json_bytes(found), kind=JSON, cache="no-store")


def api_health(asked: Asked) -> Answer:
    cursor, changed_at = records.head(asked.data)
    found = {"status": "ok", "version": __version__, "cursor": cursor, "changed_at": changed_at}
    return Answer(body=json_bytes(found), kind=JSON, cache="no-store")


def api_document(asked: Asked) -> Answer:
    return Answer(body=json_bytes(document(ROUTES, asked.public_url)), kind=JSON)


def _feed(asked: Asked, kind: str, title: str, page: str, address: str, query: Mapping[str, Any] | None = None, **values: Any) -> Answer:
    found, _ = records.stories(asked.data, asked.public_url, values, limit=FEED_ENTRIES)
    ending = layout.address("", query)
    channel = feeds.Channel(title=title, page=asked.public_url + page + ending, address=asked.public_url + address, query=ending)
    return Answer(body=feeds.atom(channel, found) if kind == ATOM else feeds.json_feed(channel, found), kind=kind)


def _all_feed(kind: str) -> Callable[[Asked], Answer]:
    def handler(asked: Asked) -> Answer:
        values = _filtered(asked)
        query = stories.chosen(values)
        title = " · ".join((*stories.named(records.facets(asked.data), query), layout.NAME)) if any(query.values()) else layout.NAME
        return _feed(asked, kind, title, "/", "/feed", query, **values)

    return handler


def _segment_feed(kind: str) -> Callable[[Asked], Answer]:
    def handler(asked: Asked) -> Answer:
        key = asked.values["key"]
        title = f"{_TAXONOMY['segment'][key]} · {layout.NAME}"
        return _feed(asked, kind, title, f"/?segment={key}", f"/segments/{key}/feed", segment=key)

    return handler


def _company_feed(kind: str) -> Callable[[Asked], Answer]:
    def handler(asked: Asked) -> Answer:
        key = asked.values["key"]
        names = [row["name"] for row in fetch(asked.data, "serve_company_named", key=key, match_key="") if row["key"] == key]
        if not names:
            raise Problem(404, "no_company", "There is no such company.")
        path = f"/companies/{quote(key, safe='')}"
        return _feed(asked, kind, f"{names[0]} · {layout.NAME}", path, f"{path}/feed", company=key)

    return handler


def robots(asked: Asked) -> Answer:
    rules = f"User-agent: *\nAllow: /\nSitemap: {asked.public_url}/sitemap.xml\n"
    return Answer(body=rules.encode(), kind="text/plain", cache="public, max-age=3600")


def sitemap(asked: Asked) -> Answer:
    rows = fetch(asked.data, "serve_sitemap", limit=SITEMAP)
    return Answer(body=feeds.sitemap(asked.public_url, [(row["id"], row["last_published_at"]) for row in rows]), kind="application/xml")


def _file(body: bytes, kind: str, cache: str = "public, max-age=3600") -> Callable[[Asked], Answer]:
    answer = Answer(body=body, kind=kind, cache=cache)
    return lambda asked: answer


STYLE_QUERY = Parameter(name="v", kind="text", sentence="The edition of the file.", most=40)
_STYLE = _file(layout.STYLE, "text/css; charset=utf-8", "public, max-age=31536000, immutable")

ROUTES: tuple[Route, ...] = (
    Route(path="/", summary="The newest stories", handler=front_page, parameters=PAGED),
    Route(path="/stories/{id}", summary="A story", handler=story_page, parameters=(ID,)),
    Route(path="/boards", summary="The leaderboards", handler=boards_page),
    Route(path="/boards/{key}", summary="A leaderboard", handler=board_page, parameters=BOARD),
    Route(path="/boards/{key}/history", summary="A leaderboard's captures", handler=history_page, parameters=HISTORY),
    Route(path="/models/{key}", summary="A model", handler=model_page, parameters=(KEY,)),
    Route(path="/companies", summary="Companies in the news", handler=companies_page, parameters=(COMPANY_WORDS,)),
    Route(path="/companies/{key}", summary="A company", handler=company_page, parameters=(KEY,)),
    Route(
        path="/api/stories", summary="The newest stories", handler=api_stories, parameters=(*PAGED, LIMIT), kind=JSON, schema="Stories"
    ),
    Route(path="/api/stories/{id}", summary="A story", handler=api_story, parameters=(ID,), kind=JSON, schema="Story"),
    Route(path="/api/boards", summary="The leaderboards", handler=api_boards, kind=JSON, schema="Boards"),
    Route(
        path="/api/boards/{key}",
        summary="A leaderboard as it stood",
        handler=api_board,
        parameters=(
            *BOARD,
            Parameter(name="limit", kind="integer", sentence="Rows of each section at most.", least=1, most=500, default=100),
        ),
        kind=JSON,
        schema="Board",
    ),
    Route(
        path="/api/boards/{key}/history",
        summary="A leaderboard's captures, and a model's standing in each",
        handler=api_history,
        parameters=HISTORY,
        kind=JSON,
        schema="BoardHistory",
    ),
    Route(path="/api/models/{key}", summary="A model on every board", handler=api_model, parameters=(KEY,), kind=JSON, schema="Model"),
    Route(path="/api/companies/{key}", summary="A company", handler=api_company, parameters=(KEY,), kind=JSON, schema="Company"),
    Route(
        path="/api/changes",
        summary="What changed, in commit order, with waiting",
        handler=api_changes,
        parameters=CHANGES,
        kind=JSON,
        schema="Changes",
        waits=True,
    ),
    Route(path="/api/health", summary="Whether stories can be read", handler=api_health, kind=JSON, schema="Health"),
    Route(path="/api/openapi.json", summary="This document", handler=api_document, kind=JSON, reads=False),
    Route(path="/feed.atom", summary="The newest stories", handler=_all_feed(ATOM), parameters=FILTERS, kind=ATOM),
    Route(path="/feed.json", summary="The newest stories", handler=_all_feed(FEED), parameters=FILTERS, kind=FEED),
    Route(
        path="/segments/{key}/feed.atom", summary="Stories of a segment", handler=_segment_feed(ATOM), parameters=(SEGMENT_KEY,), kind=ATOM
    ),
    Route(
        path="/segments/{key}/feed.json", summary="Stories of a segment", handler=_segment_feed(FEED), parameters=(SEGMENT_KEY,), kind=FEED
    ),
    Route(path="/companies/{key}/feed.atom", summary="Stories of a company", handler=_company_feed(ATOM), parameters=(KEY,), kind=ATOM),
    Route(path="/companies/{key}/feed.json", summary="Stories of a company", handler=_company_feed(FEED), parameters=(KEY,), kind=FEED),
    Route(path="/style.css", summary="How pages look", handler=_STYLE, parameters=(STYLE_QUERY,), kind="text/css", reads=False),
    Route(path="/favicon.svg", summary="The icon", handler=_file(layout.ICON, "image/svg+xml"), kind="image/svg+xml", reads=False),
    Route(path="/robots.txt", summary="Everybody may read", handler=robots, kind="text/plain", reads=False),
    Route(path="/sitemap.xml", summary="The newest stories for search engines", handler=sitemap, kind="application/xml"),
)  # fmt: skip
_PATTERNS = tuple((route.pattern(), route) for route in ROUTES)


def find(path: str) -> tuple[Route, dict[str, str]]:
    """The route of `path` with the names in it. Raises Problem 404."""
    for pattern, route in _PATTERNS:
        if found := pattern.fullmatch(path):
            return route, found.groupdict()
    raise Problem(404, "not_found", "There is nothing at this address.")
