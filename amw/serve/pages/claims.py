"""What a story claims of leaderboards, by the capture that it was held against."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from amw.claims.verdict import findings, introduced
from amw.serve.markup import Markup, element, link
from amw.serve.pages.pieces import address, day, section, stamp, told_in

_OF_THE_BOARD = re.compile(r"\A(?:it|of) ")  # begins no sentence as it stands; the name of a row stays as the board writes it
_VERDICTS = {"supported": "Supported", "contradicted": "Contradicted", "imprecise": "Imprecise", "not_checkable": "Not checkable"}


def claims_section(story: Mapping[str, Any]) -> Markup | None:
    """The claims with their verdicts; those that rest on one capture stand together below it. None where there are none."""
    if not story["claims"]:
        return None
    held: dict[Any, list[Mapping[str, Any]]] = {}
    for claim in story["claims"]:
        held.setdefault((claim["board"], (claim["capture"] or {}).get("captured_at")), []).append(claim)
    return section("claims", "What it claims of leaderboards", [_group(claims) for claims in held.values()])


def _group(claims: Sequence[Mapping[str, Any]]) -> list[Markup | None]:
    items = []
    for claim, found in zip(claims, findings(claim["evidence"] or "" for claim in claims), strict=True):
        verdict = element("span", _VERDICTS[claim["verdict"]], class_=f"verdict {claim['verdict']}")
        report = claim["report"]
        words = element("q", claim["words"], **told_in(report["language"]))
        teller = element("span", "as told by ", link(report["url"], report["source"]), class_="meta") if report["beside"] else None
        board = element("a", claim["board_name"], href=f"/boards/{claim['board']}") if claim["board_known"] else claim["board_name"]
        line = element("p", verdict, " ", words, [" on ", board] if board and not claim["capture"] else None, teller)
        items.append(element("li", line, element("p", _OF_THE_BOARD.sub(lambda opens: opens[0].capitalize(), found)) if found else None))
    return [_capture(claims) if claims[0]["capture"] else None, element("ul", items, class_="plain claims")]


def _capture(claims: Sequence[Mapping[str, Any]]) -> Markup:
    """Which capture of which board, how much of it was counted, where it lies, and the way to the ranks of the models in it."""
    claim, taken = claims[0], claims[0]["capture"]
    introduction, _ = introduced(claim["evidence"] or "")
    rows, found = f"/boards/{claim['board']}/history", stamp(taken["captured_at"])
    models = dict.fromkeys(claim["model"] for claim in claims if claim["capture"]["has_model"])
    where = f"{taken['file']} at {taken['offset']}" if taken["file"] else None
    href = address(f"/boards/{claim['board']}", on=taken["captured_at"].isoformat())
    return element(
        "p",
        "Held against ",
        element("a", f"{introduction['board'] if introduction else claim['board_name']} as of {day(taken['captured_at'])}", href=href),
        f": {introduction['about']}" if introduction else f", version {taken['version']}" if taken["version"] else None,
        element("span", " · ", element("code", where)) if where else None,
        [[" · ", element("a", f"ranks of {model}", href=f"{address(rows, model=model)}#{found}")] for model in models],
        class_="meta",
    )
