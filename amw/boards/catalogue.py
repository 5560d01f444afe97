"""The boards we know: where each is fetched, on which terms, what its columns mean, and which board a URL belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

import tomli

from amw.boards.layout import FIELDS, Layout
from amw.catalogue import load
from amw.text import fold

EndpointKind = Literal["page", "api", "data"]
READERS = frozenset({"json", "csv", "html", "markdown", "flight", "yaml"})


class BoardCatalogueError(ValueError):
    """boards.toml is not as it must be; the message names the board and the field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """One address a board can be fetched from. `key_header` is sent with the value of the environment variable `key_env`, after
    `key_prefix`. `pages` says by which parameter further pages are asked for: "page", counted from 1, or "offset", in rows; "" for one
    page."""

    url: str
    kind: EndpointKind
    headers: Mapping[str, str] = field(default_factory=dict)
    key_header: str | None = None
    key_env: str | None = None
    key_prefix: str = ""
    pages: Literal["", "page", "offset"] = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """A leaderboard and all that is fixed about it.

    `allowed` False: its terms forbid automatic fetching of the page, `channel` says which way is sanctioned. `floor` is the fewest
    rows a believable capture has. `metric` ranks the rows; without one the board is a list, not a ranking. `kind` is ranking,
    prices, usage or reference. `frozen` boards get no new rows; on `lasting`
    ones a row is never measured anew within a version. `models` False: its rows are no models (tasks, for one), nor are those
    of the sections `apart` (apps, makers); `systems` True: they are systems made with models. `versions` are (from, version) of the
    scoring method for captures whose body does not say it, None from where on nobody knows it.
    """

    key: str
    name: str
    url: str
    kind: str = "ranking"
    endpoints: tuple[Endpoint, ...] = ()
    match: tuple[str, ...] = ()
    attribution: str = ""
    licence: str = ""
    commercial: bool | None = None
    terms: str = ""
    allowed: bool = True
    channel: str = ""
    floor: int = 1
    interval: timedelta = timedelta(days=1)
    metric: str | None = None
    lower_is_better: bool = False
    unit: str = ""
    section: str = ""
    frozen: bool = False
    source: str | None = None
    reader: str | None = None
    layout: Layout = field(default_factory=Layout)
    versions: tuple[tuple[datetime, str | None], ...] = ()
    aliases: tuple[str, ...] = ()
    first_party: bool = False
    models: bool = True
    apart: tuple[str, ...] = ()
    systems: bool = False
    lasting: bool = False

    def version_at(self, when: datetime) -> str | None:
        """The method version in force at `when`, as far as the catalogue knows it."""
        return next((version for since, version in reversed(self.versions) if since <= when), None)


_FIELDS = frozenset(field.name for field in fields(Board)) | {"endpoint", "interval_hours"}


def boards_from(text: str) -> tuple[Board, ...]:
    """The boards of a TOML text with `[[board]]` tables, checked.

    Raises BoardCatalogueError for an unknown or missing field, tomli.TOMLDecodeError for broken TOML.
    """
    return _boards(tomli.loads(text))


def _boards(data: Mapping[str, Any]) -> tuple[Board, ...]:
    shared = data.get("shared", {})
    boards = tuple(_board(dict(entry), shared) for entry in data.get("board", ()))
    keys = [board.key for board in boards]
    for key in keys:
        if keys.count(key) > 1:
            raise BoardCatalogueError(f"{key}: twice in the catalogue")
    return boards


def _board(entry: dict[str, Any], shared: Mapping[str, Any]) -> Board:
    key = str(entry.get("key", "?"))
    try:
        if "like" in entry:
            entry = {**shared[entry.pop("like")], **entry}
        entry = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
        lists = {**entry.get("columns", {}), **{name: entry[name] for name in ("match", "aliases", "apart", "known") if name in entry}}
        if others := [name for name, of in lists.items() if not isinstance(of, list | tuple) or {*map(type, of)} - {str}]:
            raise ValueError(f"{', '.join(others)}: a list of texts")
        if strange := sorted(set(entry.get("columns", {})) - FIELDS):
            raise ValueError(f"columns: {', '.join(strange)}: no field of a row")
        figures = {name: value for kind in ("metrics", "prices", "speed") for name, value in entry.get(kind, {}).items()}
        if unnamed := [name for name, value in figures.items() if not isinstance(value, str)]:
            raise ValueError(f"{', '.join(unnamed)}: the column, then the one name of its figure")
        layout = Layout(
            fields={name: tuple(columns) for name, columns in entry.pop("columns", {}).items()},
            price_factor=Decimal(str(entry.pop("price_factor", 1))),
            **{name: entry.pop(name) for name in ("metrics", "prices", "speed", "known", "family_is_short_name") if name in entry},
        )
        if unknown := sorted(set(entry) - _FIELDS):
            raise ValueError(f"{', '.join(unknown)}: no field of a board")
        if entry.get("commercial") is False:  # goes wherever the numbers go: tables, exports, API, pages
            entry["attribution"] = f"{entry.get('attribution', '')}; for non-commercial use only".removeprefix("; ")
        board = Board(
            layout=layout,
            endpoints=tuple(Endpoint(**endpoint) for endpoint in entry.pop("endpoint", ())),
            interval=timedelta(hours=entry.pop("interval_hours", 24)),
            versions=tuple(
                (datetime.fromisoformat(v["since"] + "T00:00:00+00:00"), str(v["version"]) or None) for v in entry.pop("versions", ())
            ),
            **entry,
        )
        if not board.key.replace("_", "a").isalnum() or board.key != board.key.lower() or not board.key[0].isalpha():
            raise ValueError("a key is snake_case")
        if (board.reader is None) == (board.source is None) or (board.reader is not None and board.reader not in READERS):
            raise ValueError(f"exactly one of reader ({', '.join(sorted(READERS))}) and source")
        if board.floor < 1 or not board.url.startswith(("https://", "http://")):
            raise ValueError("floor and url")
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:  # one kind of thing where another belongs
        raise BoardCatalogueError(f"{key}: {error}") from error
    return board


@cache
def boards() -> Mapping[str, Board]:
    """Every board of the catalogue by key."""
    return {board.key: board for board in _boards(load("boards"))}


def board(key: str) -> Board:
    """The board of that key, or of a name it is known by ("arena/text"). Raises KeyError with the key when there is none."""
    if key in boards():
        return boards()[key]
    if (named := board_named(key)) is None:
        raise KeyError(key)
    return boards()[named[0]]


def about(key: str) -> Board:
    """The board of that key; for a key of none, one of which no more is known."""
    return boards().get(key) or Board(key=key, name=key, url="")


def board_for(url: str, content_type: str = "") -> str | None:
    """The key of the board whose body `url` serves, or None. `content_type` settles it where a page and its data share an address.

    >>> board_for("https://artificialanalysis.ai/leaderboards/models")
    'artificial_analysis'
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    bare = host + parts.path.rstrip("/")
    address = bare + (f"?{parts.query}" if parts.query else "")
    media = content_type.split(";", 1)[0].strip().lower()
    for entry in boards().values():
        for pattern in entry.match:
            wanted, _, kind = pattern.partition(" ")
            if kind and media and not fnmatchcase(media, kind):
                continue
            if fnmatchcase(bare, wanted) or ("?" in wanted and fnmatchcase(address, wanted.replace("?", "[?]"))):
                return entry.key
    return None


@cache
def _named() -> Mapping[str, tuple[str, str, str | None]]:
    table: dict[str, tuple[str, str, str | None]] = {}
    for entry in boards().values():
        for alias in (entry.key, entry.name, *entry.aliases):
            text, _, rest = alias.partition(" -> ")
            section, _, metric = rest.partition("#")
            table.setdefault(fold(text.replace("_", " ").replace("/", " ")), (entry.key, section.strip(), metric.strip() or None))
    return table


def board_named(name: str) -> tuple[str, str, str | None] | None:
    """(board key, section, metric) that a written name means ("LMArena Code Arena", "artificial_analysis/text-to-video"), or None."""
    return _named().get(fold(name.replace("_", " ").replace("/", " ")))
