"""A model: where it stands on every board, how it got there, and its stories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.serve.markup import Markup, element
from amw.serve.pages.charts import chart
from amw.serve.pages.layout import page
from amw.serve.pages.pieces import address, back, company_link, day, dotted, number, section
from amw.serve.pages.stories import stories_of
from amw.serve.pages.tables import mark, price, scrolled, tied
from amw.text import counted


def model_page(model: Mapping[str, Any], now: datetime) -> bytes:
    """One model of the register."""
    maker = element("span", "by ", company_link(model["maker"])) if model["maker"] else None
    boards = len({found["board"]["key"] for found in model["standings"]})
    return page(
        model["name"],
        back("/boards", "All boards"),
        element("h1", model["name"]),
        element("p", dotted(maker, f"on {counted(boards, 'board')}" if boards else "on no board now"), class_="meta"),
        _standings(model),
        *(_history(found, model) for found in model["histories"]),
        stories_of(model, "model", now),
        at="/boards",
        canonical=model["page"],
    )


def _standings(model: Mapping[str, Any]) -> Markup | None:
    if not model["standings"]:
        return None
    prices = any(standing["prices"] for standing in model["standings"])
    heads = [("Board", "row"), ("Row", "wide"), ("Score", "n"), ("Row rank", "n"), ("Family", "n wide"), ("Maker", "n wide")]
    heads += [("$/M in / out", "n wide")] * prices
    body = []
    for standing in model["standings"]:
        board = standing["board"]
        best = [standing["raw_name"], *(mark(name) for name in ("estimated", "deprecated") if standing[name])]
        where = [
            element("a", board["name"], href=address(f"/boards/{board['key']}/history", model=model["key"])),
            element("span", dotted(standing["section"], day(standing["captured_at"])), class_="meta block"),
            element("span", best, class_="meta narrow"),
        ]
        ranks = [_of(standing, kind) for kind in ("rank", "family_rank", "maker_rank")]
        body.append([where, best, tied(number(standing["score"]), standing), *ranks, *[price(standing["prices"])] * prices])
    credits = dict.fromkeys(standing["board"]["attribution"] for standing in model["standings"] if standing["board"]["attribution"])
    table = scrolled("Standings on every leaderboard", heads, body, caption="On the newest capture of each board, its best row")
    return section("standings", "On leaderboards now", table, element("p", dotted(*credits), class_="meta"))


def _of(found: Mapping[str, Any], kind: str) -> str:
    return "–" if found[kind] is None else f"{found[kind]} of {found['of'].get(kind, 0):,}"


def _history(found: Mapping[str, Any], model: Mapping[str, Any]) -> Markup | None:
    points = [(point["captured_at"], float(point["family_rank"]), point["version"]) for point in found["points"] if point["family_rank"]]
    drawn = chart(points, title=f"{model['name']} on {found['name']}: rank among model families", rank=True)
    if drawn is None:
        return None
    last = points[-1]
    href = f"/boards/{found['key']}/history?model={quote(model['key'], safe='')}"
    return section(
        f"history-{found['key']}",
        f"Rank among families on {found['name']}",
        element("figure", drawn, element("figcaption", f"{len(points)} captures; {last[1]:.0f} on {day(last[0])}")),
        element("p", element("a", "Every capture with scores and prices", href=href), class_="meta"),
    )
