"""Leaderboards: the list, and one board as it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.boards.names import effort_of
from amw.serve.markup import Markup, element, link
from amw.serve.pages.layout import address, day, dotted, moment, page
from amw.serve.pages.tables import even, price, scrolled
from amw.text import counted

BY = {"row": "Rows", "family": "Model families", "maker": "Makers", "country": "Countries", "open_weights": "Open weights"}


def board_list(boards: Sequence[Mapping[str, Any]], now: datetime) -> bytes:
    """Every board with its newest capture; those without one are named at the end."""
    waiting = [element("li", link(row["url"], row["name"])) for row in boards if row["captured_at"] is None]
    items = [
        element(
            "article",
            element("h2", element("a", row["name"], href=f"/boards/{row['key']}")),
            element(
                "p",
                dotted(
                    moment(row["captured_at"], now),
                    f"{row['rows']:,} rows",
                    counted(row["snapshots"], "capture", form=","),
                    row["verdict"] if row["verdict"] != "ok" else None,
                    "not for commercial use" if row["non_commercial"] else None,
                ),
                class_="meta",
            ),
            element("p", row["attribution"], class_="meta") if row["attribution"] else None,
            class_="card",
        )
        for row in boards
        if row["captured_at"]
    ]
    return page(
        "Boards",
        element("h1", "Leaderboards"),
        element("div", items, class_="cards boards") if items else element("p", "No board has been captured yet.", class_="empty"),
        element(
            "section",
            element("h2", "Not captured yet", id="waiting"),
            element("ul", waiting, class_="chips"),
            aria_labelledby="waiting",
        )
        if waiting
        else None,
        at="/boards",
    )


def board_page(board: Mapping[str, Any], values: Mapping[str, Any], now: datetime) -> bytes:
    """One board as it stood, with whose numbers they are above and below the table."""
    path = f"/boards/{board['key']}"
    kept = {"on": values["given_on"], "country": board["country"], "by": board["by"]}
    counted = f"{BY[board['by']]}{' of ' + board['country'] if board['country'] else ''}"
    credit = element("p", board["attribution"], " ", link(board["url"], "Original board"), class_="meta credit")
    return page(
        board["name"],
        element("p", element("a", "All boards", href="/boards"), class_="back"),
        element("h1", board["name"]),
        element(
            "p",
            dotted(
                f"As captured {day(board['captured_at'])}",
                f"version {board['version']}" if board["version"] else None,
                f"ranked by {board['metric'].replace('_', ' ')}" if board["metric"] else "a list without ranks",
                None if board["complete"] else "part of the board",
            ),
            class_="meta",
        ),
        credit,
        element("p", "These figures are not for commercial use.", class_="flag") if board["non_commercial"] else None,
        element("p", "Flagged: " + "; ".join(board["reasons"]), class_="flag") if board["verdict"] != "ok" else None,
        _choices(path, board, kept),
        element("p", element("a", "Every capture of this board", href=f"{path}/history"), class_="meta"),
        [_table(section, board, counted) for section in board["sections"]],
        _pages(path, board, kept),
        _moves(board, now),
        at="/boards",
    )


def _choices(path: str, board: Mapping[str, Any], kept: Mapping[str, Any]) -> Markup:
    return element(
        "form",
        element(
            "label",
            "Ranked by",
            element("select", [element("option", name, value=by, selected=by == board["by"]) for by, name in BY.items()], name="by"),
        ),
        element(
            "label",
            "Country",
            element(
                "select",
                element("option", "All", value=""),
                [element("option", code, value=code, selected=code == board["country"]) for code in board["countries"]],
                name="country",
            ),
        ),
        element("label", "As it stood on", element("input", type="date", name="on", value=(kept["on"] or "")[:10])),
        element("button", "Show", type="submit"),
        method="get",
        action=path,
        class_="filters",
        aria_label="Choose the table",
    )


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


def _table(section: Mapping[str, Any], board: Mapping[str, Any], counted: str) -> Markup:
    rows = section["rows"]
    prices = any(row["prices"] for row in rows)
    score = any(row["score"] is not None for row in rows)
    priced = "n wide" if score else "n"  # a phone has room for one column of figures
    heads = [("#", "n"), ("Model", ""), ("Maker", "wide"), ("Country", "wide")]
    heads += [("Score", "n")] if score else []
    heads += [("$/M in / out", priced)] if prices else []
    written = even(row["score"] for row in rows)
    body = []
    for row in rows:
        marks = [
            part
            for name in ("estimated", "deprecated", "open_weights")
            if row[name]
            for part in (" ", element("span", name.replace("_", " "), class_="mark"))  # the blank is where a narrow column may break
        ]
        maker = (
            element("a", row["maker"], href=f"/companies/{quote(row['maker_key'], safe='')}")
            if row["maker"] and row["maker_key"]
            else row["maker"]
        )
        about = row["model_key"] and not row["parts"] and f"/models/{quote(row['model_key'], safe='')}"
        about = about or address(f"/boards/{board['key']}/history", model=row["raw_name"])
        name = row["raw_name"] if row["parts"] else row["model"] or row["raw_name"]
        cells = [
            element("td", row["place"] if row["place"] is not None else "–", class_="n"),
            element(
                "th",
                element("a", name, href=about, title=row["raw_name"]),
                " ",
                _detail(row),
                *marks,
                element("span", dotted(row["maker"], row["country"]), class_="meta narrow"),
                scope="row",
            ),
            element("td", maker, class_="wide"),
            element("td", row["country"], class_="wide"),
        ]
        if score:
            cells.append(element("td", written(row["score"]), element("span", "=", title="tied") if row["tied"] else None, class_="n"))
        if prices:
            cells.append(element("td", price(row["prices"]), class_=priced))
        body.append(element("tr", cells))
    first = board["start"]
    shown = f"{first + 1:,} to {first + len(rows):,}" if first and rows else f"{len(rows)}"
    caption = dotted(section["section"], counted, f"{shown} of {section['of']:,}")
    return scrolled(f"{section['section'] or board['name']}: {counted}", heads, body, caption=caption)


def _detail(row: Mapping[str, Any]) -> Markup | None:
    """What a row is beside its name: the models that a system is made with, or how the model was run."""
    if row["parts"]:
        made = [element("a", key, href=f"/models/{quote(key, safe='')}") for key in row["parts"]]
        return element("span", "with ", [part for link in made for part in (", ", link)][1:], class_="meta")
    effort = None if effort_of(row["variant"]) == row["effort"] else row["effort"]
    return element("span", text, class_="meta") if (text := dotted(row["variant"], effort)) else None


def _moves(board: Mapping[str, Any], now: datetime) -> Markup | None:
    if not board["moves"]:
        return None
    rows = [
        element("li", moment(move["captured_at"], now), element("span", dotted(move["section"], move["evidence"]), class_="title"))
        for move in board["moves"]
    ]
    return element("section", element("h2", "What changed", id="moves"), element("ol", rows, class_="timeline"), aria_labelledby="moves")
