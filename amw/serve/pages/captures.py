"""A leaderboard over time: every capture of it, or one model in each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.serve.markup import Markup, element
from amw.serve.pages.boards import credit
from amw.serve.pages.charts import chart
from amw.serve.pages.layout import page
from amw.serve.pages.pieces import address, back, day, dotted, form, stamp
from amw.serve.pages.tables import even, mark, price, scrolled, tied


def history_page(board: Mapping[str, Any], now: datetime) -> bytes:
    """A board's captures; or, of one model, its standing in each that has it."""
    path = f"/boards/{board['key']}"
    model = element("input", name="model", value=board["model"] or "", maxlength="100", required=True)
    name = board["model"] or "every capture"
    return page(
        f"{board['name']}: {name}",
        back(path, board["name"]),
        element("h1", f"{board['points'][-1]['model']} on {board['name']}" if board["points"] else f"{board['name']}: every capture"),
        credit(board),
        form(f"{path}/history", "Choose a model", "Show", element("label", "One model over time", model), one=True),
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
    kinds = ("rank", "family_rank", "maker_rank", "country_rank") if ranked else ()
    heads = [(name, "n") for name in ("Score", "Row rank", "Family", "Maker", "In country")] if ranked else []
    columns = [("Captured", "row"), ("Row", "wide"), *heads, ("$/M in / out", "n")]
    written = even(point["score"] for point in points)
    body = []
    for point in reversed(points):
        at = point["captured_at"]
        link = element("a", day(at), href=address(f"/boards/{board['key']}", on=at.isoformat()), id=stamp(at))
        method = element("span", f"method {point['version']}", class_="meta block") if point["version"] else None
        row = [point["raw_name"], mark("estimated") if point["estimated"] else None]
        captured = [link, method, element("span", row, class_="meta narrow")]
        ranks = ["–" if point[kind] is None else point[kind] for kind in kinds]
        body.append([captured, row, *[tied(written(point["score"]), point)] * ranked, *ranks, price(point["prices"])])
    about = element("p", element("a", "This model on every board", href=f"/models/{quote(key, safe='')}"), class_="meta") if key else None
    return [about, *drawn, scrolled("Standing in every capture", columns, body, caption=_captures(len(points)))]


def _capture_rows(board: Mapping[str, Any], path: str) -> Markup:
    body = []
    for row in board["captures"]:
        at, refused = day(row["captured_at"]), row["verdict"] == "refused"
        verdict = dotted(None if row["verdict"] == "ok" else element("strong", row["verdict"].capitalize()), "; ".join(row["reasons"]))
        captured = at if refused else element("a", at, href=address(path, on=row["captured_at"].isoformat()))
        told = [_moves_told(row["moves"]), element("span", verdict, class_="meta block")]
        body.append([captured, f"{row['rows']:,}", row["version"], told])
    heads = (("Captured", "row"), ("Rows", "n"), ("Method", "wide"), ("Since the one before", "said"))
    return scrolled("Every capture", heads, body, caption=_captures(len(body)))


_MOVES = {
    "entered": ("new", "new"),
    "left": ("gone", "gone"),
    "overtook": ("row passed others", "rows passed others"),
    "score_changed": ("score changed", "scores changed"),
    "price_changed": ("price changed", "prices changed"),
    "renamed": ("renamed", "renamed"),
}


def _moves_told(kinds: Mapping[str, int] | None) -> str:
    """How many moves of each kind: being overtaken is told by whoever overtook."""
    if not kinds:
        return "–"
    counted = [f"{kinds[kind]:,} {words[kinds[kind] > 1]}" for kind, words in _MOVES.items() if kind in kinds]
    return ", ".join([*counted, *(["re-based"] if "rebased" in kinds else [])])
