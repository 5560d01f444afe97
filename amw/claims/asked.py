"""A claim with its loose ends tied: which board, part and metric it speaks of, and what would have to be seen there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from amw.boards.catalogue import Board, board, board_named, boards


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is looked up where. `by_maker`: places are counted by company; `window`: a stretch of time other than the board's own."""

    board: Board
    section: str
    metric: str | None
    model: str | None
    model_key: str | None
    company: str | None
    kind: str
    scope: str
    by_maker: bool
    place: int | None
    within: int | None
    tied: bool
    score: Decimal | None
    margin: Decimal | None
    rivals: tuple[str, ...]
    behind: tuple[str, ...]
    only: bool
    window: str | None


def asked_of(claim: Any, sentence: str | None = None) -> Asked | None:
    """What `claim` asks, None when its board is not watched. Values may be numbers or text: "tied 2", "+115", "49 > 48", "> GPT-5"."""
    sentence = sentence or getattr(claim, "sentence", None) or ""
    named = next(
        (found for name in (getattr(claim, "board_key", None), getattr(claim, "board", None)) if name and (found := _board(str(name)))),
        None,
    )
    if named is None:
        return None
    entry, section, metric = named
    scope_text = str(getattr(claim, "scope", None) or "global")
    kind = str(getattr(claim, "kind", None) or "rank")
    value = getattr(claim, "value", None)
    text = str(value) if value is not None else ""
    figures = [Decimal(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    score = _decimal(getattr(claim, "score", None))
    within = getattr(claim, "within", None)
    rivals = tuple(getattr(claim, "rivals", ()) or ())
    place = margin = None
    if kind in ("rank", "lead"):
        first = figures[0] if figures else None
        if first is not None and (first != first.to_integral_value() or first > 500 or (kind == "lead" and first > 20)):
            score, first = score or first, Decimal(1) if kind == "lead" else None
        place = int(first) if first is not None else (1 if kind == "lead" else None)
    elif kind == "score":
        score = score or (figures[0] if figures else None)
    elif kind == "comparison":
        if re.search(r"\d\s*>\s*\d", text):
            score = score or figures[0]
        elif re.match(r"\s*[+]", text) or (isinstance(value, int | float | Decimal) and figures):
            margin = figures[0]
        elif text.strip().startswith(">"):
            rivals = rivals or tuple(part.strip() for part in text.lstrip("> ").split(",") if part.strip())
    scope = _scope(scope_text)
    company = getattr(claim, "company", None)
    model = getattr(claim, "model", None)
    by_maker = bool(re.search(r"compan|lab|maker|vendor|develop", scope_text)) or not model or _lists_companies(sentence)
    return Asked(
        board=entry,
        section=section,
        metric=metric,
        model=str(model) if model else None,
        model_key=getattr(claim, "model_key", None),
        company=str(company) if company else None,
        kind=kind,
        scope=scope,
        by_maker=by_maker,
        place=place,
        within=int(within) if within is not None else None,
        tied=bool(getattr(claim, "tied", False)) or "tied" in text,
        score=score,
        margin=margin,
        rivals=rivals,
        behind=tuple(getattr(claim, "behind", ()) or ()),
        only=bool(getattr(claim, "only", False)),
        window=next((word for word in ("month", "year", "quarter", "day") if word in scope_text), None),
    )


def _board(name: str) -> tuple[Board, str, str | None] | None:
    if name in boards():
        return board(name), board(name).section, None
    found = board_named(name)
    if found is None:
        return None
    key, section, metric = found
    return board(key), section or board(key).section, metric


def _scope(text: str) -> str:
    word = text.split("(")[0].strip()
    if re.fullmatch(r"[A-Z]{2}", word):
        return word
    return "open_weights" if re.match(r"open", word, re.IGNORECASE) else "global"


# "third, after OpenAI and Google": the places counted are companies'.
_COMPANY_NAME = (
    r"(?:OpenAI|Google|Anthropic|xAI|Meta|Microsoft|DeepSeek|Alibaba|오픈AI|구글|앤트로픽|메타|谷歌|微软|阿里巴巴|オープンAI|グーグル)"
)
_COMPANY_LIST = re.compile(
    rf"(?:\b(?:after|behind|following)\s+{_COMPANY_NAME}(?:\s+and|,)|{_COMPANY_NAME}\s?[와과,、和・]\s?{_COMPANY_NAME}[에의]?\s?(?:이어|之后|に次ぐ|뒤))"
)


def _lists_companies(sentence: str) -> bool:
    return bool(_COMPANY_LIST.search(sentence))


def _decimal(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None
