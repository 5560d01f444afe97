"""Leaderboards: the list, and one board as it stood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.boards.names import effort_of
from amw.serve.markup import Markup, element, link
from amw.serve.pages.layout import page
from amw.serve.pages.pieces import address, back, choice, company_link, day, dotted, entry, form, moment, section, timeline
from amw.serve.pages.tables import even, mark, price, scrolled, tied
from amw.text import counted

BY = {"row": "Rows", "family": "Model families", "maker": "Makers", "country": "Countries", "open_weights": "Open weights"}


def board_list(found: Mapping[str, Any], now: datetime) -> bytes:
    """Every board with its newest capture; those without one are named at the end."""
    boards = found["boards"]
    waiting = [element("li", link(row["url"], row["name"])) for row in boards if row["captured_at"] is None]
    shown = []
    for row in boards:
        if row["captured_at"] is None:
            continue
        about = dotted(
            moment(row["captured_at"], now),
            f"{row['rows']:,} rows",
            counted(row["snapshots"], "capture", form=","),
            row["verdict"] if row["verdict"] != "ok" else None,
            "not for commercial use" if row["non_commercial"] else None,
        )
        head = element("h2", element("a", row["name"], href=f"/boards/{row['key']}"))
        credit = element("p", row["attribution"], class_="meta") if row["attribution"] else None
        shown.append(element("article", head, element("p", about, class_="meta"), credit, class_="card"))
    return page(
        "Boards",
        element("h1", "Leaderboards"),
        element("div", shown, class_="cards boards") if shown else element("p", "No board has been captured yet.", class_="empty"),
        section("waiting", "Not captured yet", element("ul", waiting, class_="chips")) if waiting else None,
        at="/boards",
    )


def board_page(board: Mapping[str, Any], on: str | None, now: datetime) -> bytes:
    """One board as it stood (`on`: when, as it was asked for), with whose numbers they are above the table."""
    path = f"/boards/{board['key']}"
    kept = {"on": on, "country": board["country"], "by": board["by"]}
    ranked = f"{BY[board['by']] if board['metric'] else 'Rows'}{' of ' + board['country'] if board['country'] else ''}"
    about = dotted(
        f"As captured {day(board['captured_at'])}",
        f"version {board['version']}" if board["version"] else None,
        f"ranked by {board['metric'].replace('_', ' ')}" if board["metric"] else "a list without ranks",
        None if board["complete"] else "part of the board",
    )
    countries = (("", "All"), *((code, code) for code in board["countries"]))
    return page(
        board["name"],
        back("/boards", "All boards"),
        element("h1", board["name"]),
        element("p", about, class_="meta"),
        credit(board),
        element("p", "These figures are not for commercial use.", class_="flag") if board["non_commercial"] else None,
        element("p", "Flagged: " + "; ".join(board["reasons"]), class_="flag") if board["verdict"] != "ok" else None,
        form(
            path,
            "Choose the table",
            "Show",
            choice("Ranked by", "by", BY.items(), board["by"]) if board["metric"] else None,
            choice("Country", "country", countries, board["country"]),
            element("label", "As it stood on", element("input", type="date", name="on", value=(on or "")[:10])),
        ),
        element("p", element("a", "Every capture of this board", href=f"{path}/history"), class_="meta"),
        [_table(part, board, ranked) for part in board["sections"]],
        _pages(path, board, kept),
        _moves(board, now),
        at="/boards",
    )


def credit(board: Mapping[str, Any]) -> Markup:
    """Whose numbers they are."""
    return element("p", board["attribution"], " ", link(board["url"], "Original board"), class_="meta")


def _pages(path: str, board: Mapping[str, Any], kept: Mapping[str, Any]) -> Markup:
    """To the first rows of the table, and to those after the ones shown."""
    shown = max((len(section["rows"]) for section in board["sections"]), default=0)
    more = any(section["of"] > board["start"] + shown for section in board["sections"])
    return element(
        "nav",
        element("a", "First rows", href=address(path, kept)) if board["start"] else None,
        element("a", "Next rows", rel="next", href=address(path, kept, start=board["start"] + shown)) if more and shown else None,
        class_="pages",
        aria_label="More rows",
    )


def _table(part: Mapping[str, Any], board: Mapping[str, Any], ranked: str) -> Markup:
    rows = part["rows"]
    places, scores, prices = bool(board["metric"]), any(row["score"] is not None for row in rows), any(row["prices"] for row in rows)
    columns = [
        *[("#", "n")] * places,
        *(("Model", "row"), ("Maker", "wide"), ("Country", "wide")),
        *[("Score", "n")] * scores,
        *[("$/M in / out", "n wide" if scores else "n")] * prices,  # a phone has room for one column of figures
    ]
    written = even(row["score"] for row in rows)
    body = [
        [
            *["–" if row["place"] is None else row["place"]] * places,
            _model(row, board["key"]),
            company_link({"name": row["maker"], "key": row["maker_key"]}) if row["maker"] and row["maker_key"] else row["maker"],
            row["country"],
            *[tied(written(row["score"]), row)] * scores,
            *[price(row["prices"])] * prices,
        ]
        for row in rows
    ]
    first = board["start"]
    shown = f"{first + 1:,} to {first + len(rows):,}" if first and rows else f"{len(rows)}"
    caption = dotted(part["section"], ranked, f"{shown} of {part['of']:,}")
    return scrolled(f"{part['section'] or board['name']}: {ranked}", columns, body, caption=caption)


def _model(row: Mapping[str, Any], board: str) -> list[Any]:
    """What a row is about: its name and where that leads, how it was run, its marks, and on a phone whose it is."""
    system = bool(row["parts"])
    about = address(f"/boards/{board}/history", model=row["raw_name"])
    if row["model_key"] and not system:
        about = f"/models/{quote(row['model_key'], safe='')}"
    name = row["raw_name"] if system else row["model"] or row["raw_name"]
    marks = [mark(kind.replace("_", " ")) for kind in ("estimated", "deprecated", "open_weights") if row[kind]]
    whose = element("span", dotted(row["maker"], row["country"]), class_="meta narrow")
    return [element("a", name, href=about, title=row["raw_name"]), " ", _detail(row), *marks, whose]


def _detail(row: Mapping[str, Any]) -> Markup | None:
    """What a row is beside its name: the models that a system is made with, or how the model was run."""
    if row["parts"]:
        made = [element("a", key, href=f"/models/{quote(key, safe='')}") for key in row["parts"]]
        return element("span", "with ", [part for link in made for part in (", ", link)][1:], class_="meta")
    effort = None if effort_of(row["variant"]) == row["effort"] else row["effort"]
    return element("span", text, class_="meta") if (text := dotted(row["variant"], effort)) else None


def _moves(board: Mapping[str, Any], now: datetime) -> Markup | None:
    rows = [entry(moment(move["captured_at"], now), dotted(move["section"], move["evidence"])) for move in board["moves"]]
    return section("moves", "What changed", timeline(rows)) if rows else None
