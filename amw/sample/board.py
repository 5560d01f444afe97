"""The sample leaderboard: a page shaped like that of Artificial Analysis. The names are real, every figure is invented.

Ranks by construction: Qwen3.7 Max is row 7, model family 5, maker 4 and first in China.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from amw.sample.pages import filled

INDEX_VERSION = "Intelligence Index v4.0"
MISSING = "$undefined"  # how the page spells a value that is not there
_NAMESPACE = uuid.UUID("6d1f0c52-5a4e-4c0b-9a57-6f2f3c1f4a10")
# Efforts of a family and what each costs against the best one, in points of the index.
_EFFORTS = {
    "effort": (("xhigh", 0.0), ("high", 1.9), ("medium", 4.1), ("low", 8.3), ("minimal", 14.6)),
    "thinking": (("max", 0.0), ("high", 1.3), ("low", 6.2), ("Non-reasoning", 11.4)),
    "switch": (("Reasoning", 0.0), ("Non-reasoning", 9.2)),
    "single": (("", 0.0),),
}
# The head of the table, written out so that the ranks above hold whatever the tail is: (name, index).
_HEAD = {
    "GPT-5.5 (xhigh)": 60.2,
    "Claude Opus 4.7 (max)": 59.4,
    "GPT-5.5 (high)": 58.9,
    "Gemini 3.1 Pro Preview": 58.1,
    "Claude Opus 4.7 (high)": 57.8,
    "GPT-5.4 (xhigh)": 57.2,
    "Qwen3.7 Max": 56.6,
}
_CEILING = 55.9  # no other row reaches the head
_CHUNK = 4_001  # characters of a script chunk; odd on purpose, so chunks split inside keys, numbers and escapes


@cache
def _catalogue() -> tuple[Mapping[str, Any], ...]:
    text = (files(__package__) / "board.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["makers"])


@cache
def board_rows() -> tuple[Mapping[str, Any], ...]:
    """Every row as the page has it: flat camelCase keys, a missing value is "$undefined"; best index first; the same in every run."""
    rows: list[dict[str, Any]] = []
    for maker in _catalogue():
        for family, best, efforts, released, price, context, open_weights in maker["families"]:
            for effort, cost in _EFFORTS[efforts]:
                name = f"{family} ({effort})" if effort else family
                index = _HEAD.get(name, min(_CEILING, best - cost))
                thinks = effort != "Non-reasoning"
                rows.append(_row(maker, name, round(index, 2), released, price, context, open_weights, thinks))
    for position, row in enumerate(rows):
        # Real tables have rows that were never measured, estimated ones and ones that are no longer sold.
        if row["name"] not in _HEAD and position % 29 == 28:
            row["intelligenceIndex"] = MISSING
        elif row["name"] not in _HEAD and position % 17 == 16:
            row["intelligenceIndexIsEstimated"] = True
        if row["releaseDate"] < "2025-02-01":
            row["deprecated"] = True
    return tuple(sorted(rows, key=lambda row: (-_number(row["intelligenceIndex"]), row["name"])))


def board_flight() -> bytes:
    """The rows as the page carries them for its own scripts: one record a line, a navigation array that repeats names without scores."""
    rows = board_rows()
    navigation = [{"slug": row["slug"], "name": row["name"]} for row in rows[:40]]
    return (
        f'1a:["$","div",null,{json.dumps({"title": "LLM Leaderboard", "indexVersion": INDEX_VERSION})}]\n'
        f'1b:["$","nav",null,{json.dumps({"links": navigation})}]\n'
        f"2b:{json.dumps({'models': rows})}\n"
    ).encode()


@cache
def board_page() -> bytes:
    """The leaderboard page: `board_flight` cut into script chunks anywhere, below the head of the table as people see it."""
    flight = board_flight().decode()
    scripts = "".join(_script(flight[at : at + _CHUNK]) for at in range(0, len(flight), _CHUNK))
    head = "".join(
        f"<tr><td>{row['shortName']}</td><td>{row['modelCreatorName']}</td><td>{_number(row['intelligenceIndex']):.0f}</td></tr>"
        for row in board_rows()[:20]
    )
    return filled("board.html", version=INDEX_VERSION, rows=head, scripts=scripts).encode()


def _script(chunk: str) -> str:
    text = json.dumps(chunk).replace("</", "<\\/")  # a script element ends at the first "</"
    return f"<script>self.__next_f.push([1,{text}])</script>"


def _row(
    maker: Mapping[str, Any],
    name: str,
    index: float,
    released: str,
    price: float | None,
    context: int,
    open_weights: bool,
    reasoning: bool,
) -> dict[str, Any]:
    slug = "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-")
    spread = uuid.uuid5(_NAMESPACE, "spread:" + name).int  # digits to draw invented figures from, the same in every run
    share = index / 100
    return {
        "id": str(uuid.uuid5(_NAMESPACE, name)),
        "name": name,
        "shortName": name,
        "slug": slug.replace("--", "-"),
        "releaseDate": released,
        "reasoningModel": reasoning,
        "deprecated": False,
        "modelCreatorId": str(uuid.uuid5(_NAMESPACE, "maker:" + str(maker["name"]))),
        "modelCreatorName": maker["name"],
        "modelCreatorSlug": maker["slug"],
        "modelCreatorCountry": maker["country"],
        "intelligenceIndex": index,
        "intelligenceIndexIsEstimated": False,
        "codingIndex": round(index - 2 + spread % 400 / 100, 2),
        "agenticIndex": MISSING if spread % 7 == 0 else round(index - 3 + spread % 600 / 100, 2),
        "gpqa": round(min(0.95, 0.38 + share), 3),
        "hle": round(share * 0.7, 3),
        "ifbench": MISSING if spread % 11 == 0 else round(min(0.93, 0.2 + share), 3),
        "price1mBlended3To1": MISSING if price is None else round((3 * price + 5 * price) / 4, 4),
        "price1mInputTokens": MISSING if price is None else price,
        "price1mOutputTokens": MISSING if price is None else round(5 * price, 4),
        "medianOutputTokensPerSecond": round(20 + spread % 2_300 / 10, 3),
        "medianTimeToFirstTokenSeconds": round(0.3 + spread % 900 / 100, 3),
        "contextWindowTokens": context,
        "totalParameters": MISSING,
        "activeParameters": MISSING,
        "inputModalityText": True,
        "inputModalityImage": spread % 2 == 0,
        "outputModalityText": True,
        "isOpenWeights": open_weights,
        "licenseName": ("Apache 2.0" if spread % 2 else "MIT") if open_weights else MISSING,
    }


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
