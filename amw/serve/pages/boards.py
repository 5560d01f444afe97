"""Leaderboards: the list, and one board as it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.serve.markup import Markup, element, link
from amw.serve.pages.layout import day, dotted, moment, number, page

BY = {"row": "Rows", "family": "Model families", "maker": "Makers", "country": "Countries", "open_weights": "Open weights"}


def board_list(boards: Sequence[Mapping[str, Any]], now: datetime) -> bytes:
    """Every board with its newest capture."""
    items = [
        element(
            "article",
            element("h2", element("a", row["name"], href=f"/boards/{row['key']}") if row["captured_at"] else row["name"]),
            element(
                "p",
                dotted(moment(row["captured_at"], now), f"{row['rows']:,} rows", f"{row['snapshots']} captures", row["verdict"])
                if row["captured_at"]
                else "No capture yet",
                class_="meta",
            ),
            element("p", row["attribution"], class_="meta") if row["attribution"] else None,
            class_="card",
        )
        for row in boards
    ]
    return page("Boards", element("h1", "Leaderboards"), element("div", items, class_="cards"), at="/boards")


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
        element("p", "Flagged: " + "; ".join(board["reasons"]), class_="flag") if board["verdict"] != "ok" else None,
        _choices(path, board, kept),
        [_table(section, board, counted) for section in board["sections"]],
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


def _table(section: Mapping[str, Any], board: Mapping[str, Any], counted: str) -> Markup:
    rows = section["rows"]
    prices = any(row["prices"] for row in rows)
    score = any(row["score"] is not None for row in rows)
    heads = [("#", True), ("Model", False), ("Maker", False), ("Country", False)]
    heads += [("Score", True)] if score else []
    heads += [("$/M in / out", True)] if prices else []
    body = []
    for row in rows:
        marks = [
            element("span", name.replace("_", " "), class_="mark") for name in ("estimated", "deprecated", "open_weights") if row[name]
        ]
        detail = dotted(*dict.fromkeys(part for part in (row["variant"], row["effort"]) if part))
        maker = (
            element("a", row["maker"], href=f"/companies/{quote(row['maker_key'], safe='')}")
            if row["maker"] and row["maker_key"]
            else row["maker"]
        )
        cells = [
            element("td", row["place"] if row["place"] is not None else "–", class_="n"),
            element(
                "th",
                row["model"] or row["raw_name"],
                element("span", detail, class_="meta") if detail else None,
                *marks,
                scope="row",
                title=row["raw_name"],
            ),
            element("td", maker),
            element("td", row["country"]),
        ]
        if score:
            cells.append(element("td", number(row["score"]), "=" if row["tied"] else None, class_="n"))
        if prices:
            both = [_price(row["prices"].get(kind)) for kind in ("input", "output")]
            cells.append(element("td", " / ".join(both) if any(part != "–" for part in both) else "–", class_="n"))
        body.append(element("tr", cells))
    caption = dotted(section["section"], counted, f"{len(rows)} of {section['of']:,}")
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element("thead", element("tr", [element("th", name, scope="col", class_="n" if right else None) for name, right in heads])),
            element("tbody", body),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=f"{section['section'] or board['name']}: {counted}",
    )


def _price(value: str | None) -> str:
    if value is None:
        return "–"
    return value.rstrip("0").rstrip(".") if "." in value else value


def _moves(board: Mapping[str, Any], now: datetime) -> Markup | None:
    if not board["moves"]:
        return None
    rows = [element("li", moment(move["captured_at"], now), element("span", move["evidence"], class_="title")) for move in board["moves"]]
    return element("section", element("h2", "What changed", id="moves"), element("ol", rows, class_="timeline"), aria_labelledby="moves")
