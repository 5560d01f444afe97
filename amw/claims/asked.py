"""A claim with its loose ends tied: which board, part and metric it speaks of, and what would have to be seen there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from amw.boards.catalogue import Board, board, board_named, boards
from amw.claims.efforts import efforts_named
from amw.claims.measures import VOLUMES

LONGEST_VALUE = 300  # characters of a value written as text that are read


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is looked up where. `by_maker`: places are counted by company; `styled`: with style control; `spread`: within the
    ratings' margins; `efforts`: how hard models think where the sentence says it, by the boards' words, "" where it only says that a
    setting is meant; `window`: a stretch of time other than the board's own."""

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
    roughly: bool
    score: Decimal | None
    margin: Decimal | None
    rivals: tuple[str, ...]
    behind: tuple[str, ...]
    only: bool
    window: str | None
    measure: str
    count: int | None
    bound: str
    among: str
    near: tuple[str, ...]
    keys: Mapping[str, str]
    unsure: bool
    but: tuple[str, ...]
    month: int | None
    unread: str
    styled: bool
    spread: bool
    efforts: frozenset[str]


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
    text = str(value)[:LONGEST_VALUE] if value is not None else ""
    figures = [Decimal(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    score = _decimal(getattr(claim, "score", None))
    within = _decimal(getattr(claim, "within", None))
    rivals = tuple(str(name) for name in getattr(claim, "rivals", None) or ())
    behind = tuple(str(name) for name in getattr(claim, "behind", None) or ())
    place = margin = volume = None
    if kind in ("rank", "lead"):
        worded = _WORDED.search(text)
        first = figures[0] if figures else _ORDINALS[worded.group().casefold()] if worded else None
        if first is not None and (first != first.to_integral_value() or first > 500 or (kind == "lead" and first > 20)):
            score, first = score or first, Decimal(1) if kind == "lead" else None
        if first is not None and re.search(r"\btop\b|<=|≤|前|within", text, re.IGNORECASE):
            within, first = within or first, None
        place = int(first) if first is not None else (1 if kind == "lead" and within is None else None)
    elif kind == "score":
        volume = _scaled(text, entry)
        score = score or volume or (figures[-1] if figures else None)
    elif kind == "comparison":
        told = _comparison(text)
        score = score or told.score
        margin = told.margin if told.margin is not None or not isinstance(value, int | float | Decimal) or not figures else figures[0]
        rivals, behind = rivals or told.rivals, behind or told.behind
    scope = _scope(scope_text)
    company = getattr(claim, "company", None)
    model, count = getattr(claim, "model", None), getattr(claim, "count", None)
    by_maker = (
        bool(re.search(r"compan|lab|maker|vendor|develop", scope_text)) or (not model and count is None) or _counts_companies(sentence)
    )
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
        within=int(within) if within is not None and within < 1000 else None,
        tied=bool(getattr(claim, "tied", False)) or bool(re.search(r"\b(?:tied?|joint)\b|=", text)),
        roughly=bool(_ROUGHLY.search(text) or _ROUGHLY.search(sentence[:2000])),
        score=score,
        margin=margin,
        rivals=rivals,
        behind=behind,
        only=bool(getattr(claim, "only", False)),
        measure=str(getattr(claim, "measure", None) or ("volume" if volume is not None else "")),
        count=count,
        bound=str(getattr(claim, "bound", None) or ""),
        among=str(getattr(claim, "among", None) or "global"),
        near=tuple(str(name) for name in getattr(claim, "near", None) or ()),
        keys=dict(getattr(claim, "keys", None) or ()),
        unsure=bool(getattr(claim, "unsure", False)),
        but=tuple(str(name) for name in getattr(claim, "but", None) or ()),
        month=getattr(claim, "month", None),
        unread=str(getattr(claim, "unread", None) or ""),
        styled=bool(_STYLED.search(sentence[:2000])),
        spread=bool(_SPREAD.search(sentence[:2000])),
        efforts=efforts_named(sentence[:2000]),
        window=next((word for word in ("month", "year", "quarter", "day") if word in scope_text), None),
    )


_STYLED = re.compile(r"style[ -]control|风格控制|スタイルコントロール|스타일 (?:컨트롤|통제)", re.IGNORECASE)
_SPREAD = re.compile(
    r"confidence|margins? of error|error (?:bars?|margins?)|statistical|置信|误差|信頼区間|誤差|신뢰\s?구간|오차"
    r"|konfidenz|fehler(?:spanne|grenze)|statistisch"
    r"|intervalle de confiance|marge d['’]erreur|intervalos? de confian|margen de error|margem de erro|estadístic|estatístic",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"(?:~|≈|\b(?:about|around|roughly|nearly|almost|approximately|some)\s|약\s?|约|近)(?:an?\s|by\s|Elo\s)?\s?\d", re.IGNORECASE
)
_ORDINALS = {word: Decimal(n) for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_WORDED = re.compile(rf"(?<![\w-])(?:{'|'.join(_ORDINALS)})(?![\w-])", re.IGNORECASE)
_SCALED = re.compile(
    r"(?P<n>\d[\d,.]*)\s?(?P<unit>T|B|trillion|billion|万亿|亿)\b|(?P<cjk>\d[\d.]*)\s?(?P<unit2>万亿|亿|兆|조)", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Compared:
    score: Decimal | None = None
    margin: Decimal | None = None
    rivals: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


_MARGIN = re.compile(
    r"^\+\s*(\d[\d,]*(?:\.\d+)?)\s*(?:%|points?|pts?\.?|elo)?\s*(?:(?:over|vs\.?|versus|above|on|ahead of|than)\s+(.+))?$", re.IGNORECASE
)
_AHEAD = re.compile(r"^(?:[^<>]*[^\W\d][^<>]*)?(?:>=?|≥|\b(?:ahead of|above|over|beats|outperforms)\s)\s*(.+)$", re.IGNORECASE)
_BELOW = re.compile(r"^(?:[^<>]*[^\W\d][^<>]*)?(?:<=?|≤|\b(?:behind|below|under|after)\s)\s*(.+)$", re.IGNORECASE)


def _comparison(text: str) -> _Compared:
    """A comparison written as text: "+4 over Gemini", "49 > 48", "> GPT-5.4, Claude 4.5", "< Claude Opus 5"."""
    text = text.strip()
    if found := re.match(r"^(\d[\d,]*(?:\.\d+)?)\s*(?:[>≥]|vs\.?|versus|against)\s*\d", text):
        return _Compared(score=_decimal(found[1].replace(",", "")))
    if found := _MARGIN.match(text):
        return _Compared(margin=_decimal(found[1].replace(",", "")), rivals=_names(found[2] or ""))
    if found := _AHEAD.match(text):
        return _Compared(rivals=_names(found[1]))
    if found := _BELOW.match(text):
        return _Compared(behind=_names(found[1]))
    return _Compared()


def _scaled(text: str, entry: Board) -> Decimal | None:
    """Tokens written short ("2.36T", "1.1万亿"), where a board counts them."""
    found = _SCALED.search(text) if entry.kind == "usage" else None
    figure = _decimal((found["n"] or found["cjk"]).replace(",", "")) if found else None
    return figure.scaleb(VOLUMES[(found["unit"] or found["unit2"]).lower()]) if found and figure is not None else None


def _names(text: str) -> tuple[str, ...]:
    """The names in a list; counts ("4 models", "all") are no names."""
    parts = (part.strip(" .") for part in re.split(r",|;|/|\band\b|&|、|和", text))
    return tuple(part for part in parts if part and not re.fullmatch(r"\d+(?:\s\w+)?|all(?:\s.*)?|every.*|others?", part, re.IGNORECASE))


def _board(name: str) -> tuple[Board, str, str | None] | None:
    if name in boards():
        return board(name), board(name).section, None
    found = board_named(name)
    if found is None:  # "vectara/hallucination_rate": a board and what it counts
        whole, _, what = name.partition("/")
        found = board_named(whole) if what else None
        found = found if found is not None and what == board(found[0]).metric else None
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


_AMONG_COMPANIES = re.compile(
    r"\b(?:among|amongst|of) (?:all |the |AI |\w+ ){0,3}(?:labs?|companies|makers|developers|vendors|firms|providers)\b"
    r"|\b\w+(?:th|st|nd|rd|first|second|third)(?:[- ](?:ranked|best|placed|highest)(?:-\w+)?)?"
    r" (?:[A-Z]\w+ )?(?:AI )?(?:lab|company|maker|developer)\b"
    r"|\bas a (?:lab|company|maker)\b|(?:公司|厂商|企业|機構|机构)(?:中|里|排名|第)|기업\s?(?:중|가운데|순위)|企業(?:中|の中|別)",
    re.IGNORECASE,
)


def _counts_companies(sentence: str) -> bool:
    return bool(_COMPANY_LIST.search(sentence) or _AMONG_COMPANIES.search(sentence))


def _decimal(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None
