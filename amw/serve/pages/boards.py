"""Leaderboards: the list, and one board as it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.boards.names import effort_of
from amw.serve.markup import Markup, element, link
from amw.serve.pages.charts import chart
from amw.serve.pages.layout import address, day, dotted, moment, number, page
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
    heads = [("#", True), ("Model", False), ("Maker", False), ("Country", False)]
    heads += [("Score", True)] if score else []
    heads += [("$/M in / out", True)] if prices else []
    written = even(row["score"] for row in rows)
    body = []
    for row in rows:
        marks = [
            element("span", name.replace("_", " "), class_="mark") for name in ("estimated", "deprecated", "open_weights") if row[name]
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
            cells.append(element("td", price(row["prices"]), class_="n"))
        body.append(element("tr", cells))
    first = board["start"]
    shown = f"{first + 1:,} to {first + len(rows):,}" if first and rows else f"{len(rows)}"
    caption = dotted(section["section"], counted, f"{shown} of {section['of']:,}")
    return scrolled(f"{section['section'] or board['name']}: {counted}", caption, heads, body)


def _detail(row: Mapping[str, Any]) -> Markup | None:
    """What a row is beside its name: the models that a system is made with, or how the model was run."""
    if row["parts"]:
        made = [element("a", key, href=f"/models/{quote(key, safe='')}") for key in row["parts"]]
        return element("span", "with ", [part for link in made for part in (", ", link)][1:], class_="meta")
    effort = None if effort_of(row["variant"]) == row["effort"] else row["effort"]
    return element("span", text, class_="meta") if (text := dotted(row["variant"], effort)) else None


def scrolled(name: str, caption: Any, heads: Sequence[tuple[str, bool]], body: Sequence[Markup]) -> Markup:
    """A table that scrolls sideways where it is too wide; `heads` say of each column whether it holds figures."""
    wide = {"Maker", "Country"} if any(head == "#" for head, _ in heads) else set()
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element(
                "thead",
                element(
                    "tr",
                    [
                        element(
                            "th",
                            head,
                            scope="col",
                            class_=" ".join(part for part in ("n" * right, "wide" * (head in wide)) if part) or None,
                        )
                        for head, right in heads
                    ],
                ),
            ),
            element("tbody", body),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=name,
    )


def price(prices: Mapping[str, str]) -> str:
    """Dollars per million tokens in and out."""
    both = [_price(prices.get(kind)) for kind in ("input", "output")]
    return " / ".join(both) if any(part != "–" for part in both) else "–"


def _price(value: str | None) -> str:
    if value is None:
        return "–"
    return value.rstrip("0").rstrip(".") if "." in value else value


def history_page(board: Mapping[str, Any], now: datetime) -> bytes:
    """A board's captures; or, of one model, its standing in each that has it."""
    path = f"/boards/{board['key']}"
    credit = element("p", board["attribution"], " ", link(board["url"], "Original board"), class_="meta credit")
    form = element(
        "form",
        element("label", "One model over time", element("input", name="model", value=board["model"] or "", maxlength="100", required=True)),
        element("button", "Show", type="submit"),
        method="get",
        action=f"{path}/history",
        class_="filters one",
        aria_label="Choose a model",
    )
    name = board["model"] or "every capture"
    return page(
        f"{board['name']}: {name}",
        element("p", element("a", board["name"], href=path), class_="back"),
        element("h1", f"{board['points'][-1]['model']} on {board['name']}" if board["points"] else f"{board['name']}: every capture"),
        credit,
        form,
        *(_standing_rows(board) if board["points"] else [_capture_rows(board, path)]),
        at="/boards",
    )


def _captures(number: int) -> str:
    return f"{number:,} captures, newest first" if number > 1 else "One capture"


def _standing_rows(board: Mapping[str, Any]) -> list[Markup | None]:
    points = board["points"]
    key = points[-1]["model_key"]
    drawn = []
    for name, rank, values in (
        ("Rank among model families", True, [(p["captured_at"], p["family_rank"], p["version"]) for p in points]),
        ("Score", False, [(p["captured_at"], p["score"], p["version"]) for p in points]),
        ("Input price, $ per million tokens", False, [(p["captured_at"], p["prices"].get("input"), "") for p in points]),
    ):
        known = [(at, float(value), version) for at, value, version in values if value is not None]
        line = chart(known, title=name, rank=rank) if rank or len({value for _, value, _ in known}) > 1 else None
        drawn.append(element("section", element("h2", name), element("figure", line)) if line else None)
    ranked = any(point["rank"] is not None for point in points)
    heads = [("Captured", False), ("Row", False)]
    heads += [(name, True) for name in ("Score", "Row rank", "Family", "Maker", "In country")] if ranked else []
    heads += [("$/M in / out", True)]
    written = even(point["score"] for point in points)
    body = []
    for point in reversed(points):
        on = address(f"/boards/{board['key']}", on=point["captured_at"].isoformat())
        method = element("span", f"method {point['version']}", class_="meta block") if point["version"] else None
        cells = [
            element("th", element("a", day(point["captured_at"]), href=on), method, scope="row"),
            element("td", point["raw_name"], element("span", "estimated", class_="mark") if point["estimated"] else None),
        ]
        if ranked:
            cells.append(element("td", written(point["score"]), element("span", "=", title="tied") if point["tied"] else None, class_="n"))
            kinds = ("rank", "family_rank", "maker_rank", "country_rank")
            cells += [element("td", "–" if point[kind] is None else str(point[kind]), class_="n") for kind in kinds]
        cells.append(element("td", price(point["prices"]), class_="n"))
        body.append(element("tr", cells))
    about = element("p", element("a", "This model on every board", href=f"/models/{quote(key, safe='')}"), class_="meta") if key else None
    return [about, *drawn, scrolled("Standing in every capture", _captures(len(points)), heads, body)]


def _capture_rows(board: Mapping[str, Any], path: str) -> Markup:
    body = [
        element(
            "tr",
            element(
                "th",
                element("a", day(row["captured_at"]), href=address(path, on=row["captured_at"].isoformat()))
                if row["verdict"] != "refused"
                else day(row["captured_at"]),
                scope="row",
            ),
            element("td", f"{row['rows']:,}", class_="n"),
            element("td", row["version"]),
            element("td", _said(row["moves"])),
            element(
                "td", dotted(None if row["verdict"] == "ok" else element("strong", row["verdict"].capitalize()), "; ".join(row["reasons"]))
            ),
        )
        for row in board["captures"]
    ]
    heads = (("Captured", False), ("Rows", True), ("Method", False), ("Since the one before", False), ("Verdict", False))
    return scrolled("Every capture", _captures(len(body)), heads, body)


_MOVES = {
    "entered": ("new", "new"),
    "left": ("gone", "gone"),
    "overtook": ("row passed others", "rows passed others"),
    "score_changed": ("score changed", "scores changed"),
    "price_changed": ("price changed", "prices changed"),
    "renamed": ("renamed", "renamed"),
}


def _said(kinds: Mapping[str, int] | None) -> str:
    """How many moves of each kind: being overtaken is told by whoever overtook."""
    if not kinds:
        return "–"
    counted = [f"{kinds[kind]:,} {words[kinds[kind] > 1]}" for kind, words in _MOVES.items() if kind in kinds]
    return ", ".join([*counted, *(["re-based"] if "rebased" in kinds else [])])


def even(values: Iterable[float | int | None]) -> Callable[[float | int | None], str]:
    """How the figures of a column are written: all with as many decimals as one of them needs, at most two."""
    decimals = max((len(number(value).partition(".")[2]) for value in values if value is not None), default=0)
    return lambda value: "–" if value is None else f"{value:,.{decimals}f}"


def _moves(board: Mapping[str, Any], now: datetime) -> Markup | None:
    if not board["moves"]:
        return None
    rows = [element("li", moment(move["captured_at"], now), element("span", move["evidence"], class_="title")) for move in board["moves"]]
    return element("section", element("h2", "What changed", id="moves"), element("ol", rows, class_="timeline"), aria_labelledby="moves")
