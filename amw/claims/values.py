"""What the value of a claim tells that is written as text: "1; 1446 > 1409", "+4 over Gemini", "7 x GPT-5", "within 25 of the top"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from amw.claims.record import FIRST_PLACE, GAP

LONGEST_VALUE = 300  # characters of a value written as text that are read
MOST_PARTS = 6  # claims of one record that are held against the captures

_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?(?!\d|,\d)"  # "57,2" is none: who writes so is not known
# None of a name's ("GPT-5", "o3"), but places as they are written: "top-10", "No.2", "第3位".
_OWN_FIGURE = re.compile(
    rf"(?:(?<![\w.,])(?<![^\W\d]-)|(?<=top-)|(?<=rank-)|(?<=tied-)|(?<=\bt-)|(?<=no\.)|(?<=[第名])){_FIGURE}", re.IGNORECASE
)
_RANGE = re.compile(rf"{_FIGURE}(?:st|nd|rd|th)?\s?[-–—~]\s?\d|\bbetween\b", re.IGNORECASE)
_POINTS = r"(?:%|(?:elo )?points?|pts?\.?|elo)"
_OVER = r"(?:over|above|ahead of|vs\.?|versus|than|on|>)"
_UNDER = r"(?:behind|below|under|<)"
_CHAIN = re.compile(
    rf"({_FIGURE})(?:\s?%)?(?:\s*(?:[<>≤≥]=?|\bvs\.?|\bversus\b|\bagainst\b|->|→)\s*{_FIGURE}(?:\s?%)?)+(?:, {_FIGURE})*", re.IGNORECASE
)
_LIST = re.compile(rf"\s*({_FIGURE})(?:, {_FIGURE})+\s*")
_NAMED = re.compile(rf"(?P<name>[^\W\d][^;<>+]*?)\s+(?P<figure>{_FIGURE})")
_OF_COUNTRY = re.compile(r"(?P<scope>[A-Z]{2}) (?P<place>\d{1,3})")
# What is told behind a place without a mark between: "1 (1446)", "2nd with 57", "1 by 4 points".
_PLACE = r"\A((?:tied |joint |top |\W)*\d{1,3}(?:st|nd|rd|th)?)"
_BEHIND_PLACE = re.compile(rf"{_PLACE}(?:\s?[(,]|\s(?:with|at|on))\s?({_FIGURE})[)]?", re.IGNORECASE)
_PLACE_BY = re.compile(rf"{_PLACE} by ({_FIGURE})(?:\s?{_POINTS})?", re.IGNORECASE)
_TIMES = {"twice": "2", "double": "2", "half": "0.5", "three times": "3", "triple": "3"}
_LESS = r"cheaper|slower|less|lower|fewer|below"
_FACTOR = re.compile(
    rf"(?P<sign>[−-])?\s*(?:nearly |about |almost |some )?(?:(?P<n>{_FIGURE})\s?(?P<unit>x|×|times|%)|(?P<word>{'|'.join(_TIMES)}))"
    rf"\s*(?:(?P<less>{_LESS})|(?P<more>more|higher|dearer|faster))?\s*(?:expensive\s)?"
    r"(?:vs\.?|versus|than|of|over|as much as)?\s*(?P<name>[^\W\d].*)?",
    re.IGNORECASE,
)
# "+4 over Gemini", "12 points behind A", "gap of 3 points": a distance has a sign, or points, or is called one.
_DISTANCE = re.compile(
    rf"(?:(?P<bound>>|≥|at least|more than)\s*)?(?:(?:(?P<sign>[+−-])|(?P<gap>gap (?:of )?))\s*)?(?P<n>{_FIGURE})"
    rf"(?:\s*(?P<points>{_POINTS}))?(?: apart)?(?:\s*(?P<more>or more))?"
    rf"(?:\s*(?:(?P<over>{_OVER})|{_UNDER})\s*(?P<names>.+))?",
    re.IGNORECASE,
)
_BOUND = re.compile(rf"(?:(?:[>≥]=?|over|above)\s*(?P<least>{_FIGURE})|(?:[<≤]=?|under|below)\s*(?P<most>{_FIGURE}))\s?%?\Z", re.IGNORECASE)
_WITHIN = re.compile(rf"within (?P<n>{_FIGURE}) (?:{_POINTS} )?of (?:(?:the )?(?:leaders?|top|first)|(?P<names>.+))", re.IGNORECASE)
_LEVEL = re.compile(r"(?:(?:tied|level|on par|equal)(?: with| to)?|=|~|≈)\s*(?P<names>[^\W\d].*)", re.IGNORECASE)
_BY = re.compile(rf"(?P<names>.+) by (?P<n>{_FIGURE})(?:\s?{_POINTS})?", re.IGNORECASE)
_AHEAD = re.compile(r"(?:[^<>]*[^\W\d][^<>]*)?(?:>=?|≥|\b(?:ahead of|above|over|beats|outperforms)\s)\s*([^<]+)", re.IGNORECASE)
_BELOW = re.compile(r"(?:[^<>]*[^\W\d][^<>]*)?(?:<=?|≤|\b(?:behind|below|under|after)\s)\s*([^>]+)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A comparison's value: the model's own `score`, its `margin` or how many `times` the rivals', those it beats or is `behind`;
    `trails`: it has so much less; `measure` `GAP`: nobody says who is ahead."""

    score: Decimal | None = None
    margin: Decimal | None = None
    times: Decimal | None = None
    rivals: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    trails: bool = False
    bound: str = ""
    measure: str = ""


def compared(text: str) -> Compared:
    """What the value of a comparison tells: "+4 over Gemini", "49 > 48", "> GPT-5.4, Claude 4.5", "-67% vs Opus 4.1", "4 x GPT-5"."""
    text = text.strip()
    if found := _WITHIN.fullmatch(text):
        named = listed(found["names"] or "")
        return Compared(
            margin=figure(found["n"]), rivals=named, behind=() if named else (FIRST_PLACE,), bound="most", measure=GAP if named else ""
        )
    if found := _CHAIN.fullmatch(text):
        return Compared(score=figure(found[1]))
    if found := _BOUND.search(text):  # "the first above 60"
        return Compared(score=figure(found["least"] or found["most"]), bound="least" if found["least"] else "most")
    if found := re.fullmatch(rf"({_FIGURE})\s*%?\s*[>≥]\s*(\D.*)", text):  # "64 > o1"
        return Compared(score=figure(found[1]), rivals=listed(found[2]))
    if (found := _FACTOR.fullmatch(text)) and (found["unit"] != "%" or found["sign"] or found["less"] or found["more"]):
        times, less = figure(found["n"] or _TIMES[found["word"].lower()]), bool(found["sign"] or found["less"])
        if found["unit"] == "%":  # "-67% vs B": B has three times as much
            times = 1 + times / 100 if not less else 1 / (1 - times / 100) if times < 100 else Decimal(0)
        if not times:
            return Compared()
        times, less = (1 / times, not less) if times < 1 else (times, less)
        return Compared(times=times, rivals=listed(found["name"] or ""), trails=less)
    found = _DISTANCE.fullmatch(text)
    bound = "least" if found and (found["bound"] or found["more"]) else ""
    if found and (found["sign"] or (found["points"] and found["names"])):
        trails = found["sign"] != "+" if found["sign"] else not found["over"]
        named = listed(found["names"] or "")
        sides = ((), named) if trails else (named, ())
        return Compared(margin=figure(found["n"]), bound=bound, trails=trails, rivals=sides[0], behind=sides[1])
    if found and not found["names"] and (found["points"] or found["gap"]):
        return Compared(margin=figure(found["n"]), bound=bound, measure=GAP)
    if found := _LEVEL.fullmatch(text):
        return Compared(rivals=listed(found["names"]))
    by = _BY.fullmatch(text)
    text, margin = (by["names"], figure(by["n"])) if by else (text, None)
    if found := _AHEAD.fullmatch(text):
        return Compared(rivals=listed(found[1]), margin=margin)
    below = _BELOW.fullmatch(text)
    return Compared(behind=listed(below[1]) if below else (), margin=margin if below else None)


_AND = re.compile(r",|;|/|\band\b|&|、|和")
_ASIDE = re.compile(r"\((?=[^()]*(?:[,;/&、]|\band\b))[^()]*\)")
_NOBODY = re.compile(r"\d+(?:\s\w+)?|all(?:\s.*)?|every.*|others?|(?:the )?(?:second|next|rest)(?:\s.*)?", re.IGNORECASE)


def figure(text: str) -> Decimal:
    """The number that `text`, matched by _FIGURE, is."""
    return Decimal(text.replace(",", ""))


def figures(text: str) -> list[Decimal]:
    """The figures of a value, in order, but those of names, of counted models and beside it ("1502 ±8", "61.4 (+4.1)"); of "56.6 < 57.2"
    and "50, 49, 48" the first alone, which is the model's own, and none of a range."""
    text = re.sub(r"(?<=\d)\s*(?:±|\+/-).*|(?<=\d)\s*\([^()]*\)|\d+ models?\b", "", text)
    if _RANGE.search(text):
        return []
    found = _CHAIN.search(text) or _LIST.fullmatch(text)
    return [figure(one) for one in ([found[1]] if found else _OWN_FIGURE.findall(text))]


def listed(text: str) -> tuple[str, ...]:
    """The names in a list; counts ("4 models", "all") are no names, and what lists several in brackets is part of none."""
    parts = (part.strip(" .") for part in _AND.split(_ASIDE.sub(" ", text)))
    return tuple(part for part in parts if part and not _NOBODY.fullmatch(part))


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
    text = " ".join(value[:LONGEST_VALUE].split()) if isinstance(value, str) else ""
    kind, model = str(getattr(claim, "kind", None) or "rank"), getattr(claim, "model", None)
    models, makers = _apart(model), _apart(getattr(claim, "company", None))
    if len(models) > 1 and kind == "comparison":
        return [Part(claim, {"model": models[0], "company": makers[0] if makers else None, "rivals": tuple(models[1:])})]
    if len(models) > 1:
        values = next((of for by in (";", r"\bvs\.?") if len(of := re.split(by, text)) == len(models)), [value] * len(models))
        makers = makers if len(makers) == len(models) else (makers if len(makers) == 1 else [None]) * len(models)
        each = zip(models, makers, values, strict=True)
        return [Part(claim, {"model": one, "company": maker, "value": its}) for one, maker, its in each][:MOST_PARTS]
    if not text:
        return [claim]
    if kind in ("rank", "lead"):
        text = _PLACE_BY.sub(r"\1; +\2", _BEHIND_PLACE.sub(r"\1; \2", text, count=1), count=1)
    first, *more = (part.strip() for part in text.split(";"))
    told = [_told_by(first, kind) or {"value": first}, *(_told_by(part, "" if kind == "score" else "score") for part in more)]
    return [Part(claim, fields) for fields in told if fields][:MOST_PARTS]


def _apart(names_of: Any) -> list[Any]:
    return [name.strip() for name in str(names_of)[:LONGEST_VALUE].split(";")][:MOST_PARTS] if names_of else []


def _told_by(part: str, kind: str) -> dict[str, Any]:
    """What a part of a value says by its form alone; a bare figure is of the kind `kind`, "" for one that is somebody else's."""
    if found := _OF_COUNTRY.fullmatch(part):
        return {"kind": "rank", "scope": found["scope"], "value": found["place"]}
    if kind in ("score", "") and (found := _NAMED.fullmatch(part)) and _is_name(found["name"]):
        named = {"model": found["name"].rstrip(" :"), "model_key": None, "company": None}
        return named | {"kind": "score", "scope": "global", "value": found["figure"]}
    if kind == "comparison" and re.match(r"top \d", part, re.IGNORECASE):
        return {"kind": "rank", "value": part}
    if kind != "comparison" and (distance := _DISTANCE.fullmatch(part)) and distance["sign"]:
        return {"kind": "comparison", "value": part}
    return {"kind": "score", "value": part} if kind == "score" and re.match(_FIGURE, part) else {}


def _is_name(text: str) -> bool:
    """Whether what stands before a figure is a model's name ("GPT-5.2"), not what counts or bounds it ("high", "at least")."""
    return text[0].isupper() and any(mark.isdigit() for mark in text)
