"""What the value of a claim tells that is written as text: "1; 1446 > 1409", "+4 over Gemini", "7 x GPT-5", "within 25 of the top"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from amw.boards import names
from amw.claims.record import FIRST_PLACE

LONGEST_VALUE = 300  # characters of a value written as text that are read
MOST_PARTS = 6  # claims of one record that are held against the captures

_FIGURE = r"\d[\d,]*(?:\.\d+)?"
_POINTS = r"(?:%|points?|pts?\.?|elo)"
_CHAIN = re.compile(
    rf"({_FIGURE})\s?%?(?:\s*(?:[<>≤≥]=?|\bvs\.?|\bversus\b|\bagainst\b|->|→)\s*{_FIGURE}\s?%?)+(?:,\s*{_FIGURE})*", re.IGNORECASE
)
_NAMED = re.compile(rf"(?P<name>[^\W\d][^;<>+]*?)\s+(?P<figure>{_FIGURE})")
_OF_COUNTRY = re.compile(r"(?P<scope>[A-Z]{2}) (?P<place>\d{1,3})")
_FACTOR = re.compile(
    rf"(?P<sign>-)?\s*(?:[a-z]+ )?(?P<n>{_FIGURE})\s?(?P<unit>x|×|times|%)\s*(?:vs\.?|versus|than|of|over)?\s*(?P<name>[^\W\d].*)?",
    re.IGNORECASE,
)
_MARGIN = re.compile(
    rf"(?P<bound>>|≥|at least|more than)?\s*(?P<sign>[+−-])\s*(?P<n>{_FIGURE})\s*{_POINTS}?"
    r"\s*(?P<more>or more)?\s*(?:(?:>|(?:over|vs\.?|versus|above|on|than|ahead of|behind)\s)\s*(?P<names>.+))?",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"(?:[^<>]*[^\W\d][^<>]*)?(?:>=?|≥|\b(?:ahead of|above|over|beats|outperforms)\s)\s*(.+)", re.IGNORECASE)
_BELOW = re.compile(r"(?:[^<>]*[^\W\d][^<>]*)?(?:<=?|≤|\b(?:behind|below|under|after)\s)\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A comparison's value: the model's own `score`, its `margin` or how many `times` the rivals', those it beats or is `behind`."""

    score: Decimal | None = None
    margin: Decimal | None = None
    times: Decimal | None = None
    rivals: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    trails: bool = False
    bound: str = ""


def compared(text: str) -> Compared:
    """What the value of a comparison tells: "+4 over Gemini", "49 > 48", "> GPT-5.4, Claude 4.5", "-67% vs Opus 4.1", "4 x GPT-5"."""
    text = text.strip()
    if found := re.match(r"within (\d+(?:\.\d+)?) (?:elo |points? |pts )*of (?:the )?(?:leaders?|top|first)", text, re.IGNORECASE):
        return Compared(margin=figure(found[1]), behind=(FIRST_PLACE,), bound="most")
    if found := _CHAIN.fullmatch(text):
        return Compared(score=figure(found[1]))
    if found := re.fullmatch(rf"({_FIGURE})\s*%?\s*[>≥]\s*(\D.*)", text):  # "64 > o1"
        return Compared(score=figure(found[1]), rivals=listed(found[2]))
    if found := re.fullmatch(rf"({_FIGURE}),\s*\+({_FIGURE})", text):  # "1399, +50"
        return Compared(score=figure(found[1]), margin=figure(found[2]))
    if (found := _FACTOR.fullmatch(text)) and (found["sign"] or found["unit"] != "%"):
        times, rivals = figure(found["n"]), listed(found["name"] or "")
        if found["unit"] == "%":  # "-67% vs B": B has three times as much
            times = 1 / (1 - times / 100) if times is not None and times < 100 else None
        return Compared(times=times, rivals=rivals, trails=bool(found["sign"]))
    if found := _MARGIN.fullmatch(text):
        named, behind = listed(found["names"] or ""), found["sign"] != "+"
        bound = "least" if found["bound"] or found["more"] else ""
        return Compared(
            margin=figure(found["n"]), bound=bound, trails=behind, rivals=() if behind else named, behind=named if behind else ()
        )
    if found := _AHEAD.fullmatch(text):
        return Compared(rivals=listed(found[1]))
    below = _BELOW.fullmatch(text)
    return Compared(behind=listed(below[1]) if below else ())


def figure(text: str) -> Decimal | None:
    """The number that `text` is, thousands marked or not; None for anything else."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def figures(text: str) -> list[Decimal]:
    """The figures of a value, in order; of "56.6 < 57.2" and "50, 49, 48" the first alone, which is the model's own."""
    found = _CHAIN.search(text) or re.fullmatch(rf"\s*({_FIGURE})(?:, {_FIGURE})+\s*", text)
    return [Decimal(one.replace(",", "")) for one in ([found[1]] if found else re.findall(_FIGURE, text))]


def listed(text: str) -> tuple[str, ...]:
    """The names in a list; counts ("4 models", "all") are no names."""
    parts = (part.strip(" .") for part in re.split(r",|;|/|\band\b|&|、|和", re.sub(r"\([^()]*\)", " ", text)))
    return tuple(part for part in parts if part and not re.fullmatch(r"\d+(?:\s\w+)?|all(?:\s.*)?|every.*|others?", part, re.IGNORECASE))


class Part:
    """One of several claims that a record holds: as the record, but for what is `changed`."""

    __slots__ = ("_changed", "_record")

    def __init__(self, record: Any, changed: Mapping[str, Any]) -> None:
        self._record, self._changed = record, changed

    def __getattr__(self, name: str) -> Any:
        return self._changed[name] if name in self._changed else getattr(self._record, name)


def parts_of(claim: Any) -> list[Any]:
    """The claims that one record holds, the first its own: "1; 1446 > 1409; +4" tells a place, a score and a margin, and "A; B" of two."""
    value = getattr(claim, "value", None)
    text = value[:LONGEST_VALUE] if isinstance(value, str) else ""
    kind, model = str(getattr(claim, "kind", None) or "rank"), getattr(claim, "model", None)
    models, makers = _apart(model), _apart(getattr(claim, "company", None))
    if len(models) > 1 and kind == "comparison":
        return [Part(claim, {"model": models[0], "company": makers[0] if makers else None, "rivals": tuple(models[1:])})]
    if len(models) > 1:
        values = next((of for by in (";", r"\bvs\.?") if len(of := re.split(by, text)) == len(models)), [value] * len(models))
        makers = makers if len(makers) == len(models) else [None] * len(models)
        each = zip(models, makers, values, strict=True)
        return [Part(claim, {"model": one, "company": maker, "value": its}) for one, maker, its in each][:MOST_PARTS]
    if not text:
        return [claim]
    first, *more = (part.strip() for part in text.split(";"))
    return (
        [Part(claim, _told_by(first, kind) or {"value": first})]
        + [Part(claim, told) for part in more if (told := _told_by(part, "" if kind == "score" else "score"))]
    )[:MOST_PARTS]


def _apart(names_of: Any) -> list[Any]:
    return [name.strip() for name in str(names_of).split(";")] if names_of else []


def _told_by(part: str, kind: str) -> dict[str, Any]:
    """What a part of a value says by its form alone; a bare figure is of the kind `kind`, "" for one that is somebody else's."""
    if found := _OF_COUNTRY.fullmatch(part):
        return {"kind": "rank", "scope": found["scope"], "value": found["place"]}
    if kind in ("score", "") and (found := _NAMED.fullmatch(part)) and names.split(found["name"]).model != "" and _is_name(found["name"]):
        return {"kind": "score", "model": found["name"], "company": None, "model_key": None, "scope": "global", "value": found["figure"]}
    if kind == "comparison" and re.match(r"top \d", part, re.IGNORECASE):
        return {"kind": "rank", "value": part}
    if kind != "comparison" and _MARGIN.fullmatch(part):
        return {"kind": "comparison", "value": part}
    return {"kind": "score", "value": part} if kind == "score" and re.match(_FIGURE, part) else {}


def _is_name(text: str) -> bool:
    """Whether what stands before a figure is a model's name ("GPT-5.2"), not what counts or bounds it ("high", "at least")."""
    return text[0].isupper() and any(mark.isdigit() for mark in text)
