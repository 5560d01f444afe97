"""Find who a text says is ahead: "behind only OpenAI, Anthropic and Google", 仅次于 ..., "...에 이어"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from amw.claims.record import Claim

if TYPE_CHECKING:
    from amw.companies.records import Mention

LONGEST_LIST = 12
LONGEST_JOINT = 20  # characters between two names of a list
REACH = 600  # characters back to the claim whose board and model a "behind" speaks of

_BEFORE_LIST = re.compile(
    r"(?i:\b(?<!leaving )(?<!leaves )(?<!left )"
    r"(?:behind|trail(?:s|ing)|second)\s(?P<only>only\s(?:to\s)?|just\s|solely\s)?)|(?i:\b(?:derrière|hinter|nach)\s(?:seulement\s|nur\s)?)"
    r"|(?i:\b(?P<es>solo |sólo |únicamente )?por (?:detrás|debajo) de )|(?P<zh>仅次于|僅次於|排在|位于)"
)
_AFTER_LIST = re.compile(r"\s?(?:에\s?이어|의\s?뒤를|に次ぐ|に次いで|之后|之後)")
_LEAD_IN = re.compile(
    r"(?:(?:the|frontier|leading|flagship|top|best|latest|models?|offerings?|systems?|labs?|giants?|rivals?|from|by|of|and|with|U\.?S\.?|American|Chinese|their|own|like|such|as)[\s,:]+)*",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"^(?:['’]s)?[\s,、，·/&和与及와과と・;(（)）\"“”'’]*(?:(?:and|und|et|y|or|the|as well as)[\s,]*)?(?:the\s)?$", re.IGNORECASE
)


def find_behind(text: str, mentions: Sequence[Mention], claims: Sequence[Claim]) -> list[Claim]:
    """The claims of the kind "comparison" that name who stands ahead (`behind`, `only`); board and model are those of the claim before.

    Only names that `mentions` covers are listed, and a list must be of companies or models, at least one. Linear in the text.
    """
    if not claims or not mentions:
        return []
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    starts = [m.start for m in ordered]
    found: list[Claim] = []
    for match in _BEFORE_LIST.finditer(text):
        lead_in = _LEAD_IN.match(text, match.end())
        at = lead_in.end() if lead_in else match.end()
        first = bisect_left(starts, at)
        if first == len(ordered) or starts[first] > at + 2:
            continue
        chain = _chain(text, ordered, first)
        only = bool(match["only"] or match["es"]) or match["zh"] in ("仅次于", "僅次於")
        if match.group().lower().startswith("second") and not only:
            continue
        found.extend(_claim(claims, chain, match.start(), only))
    for match in _AFTER_LIST.finditer(text):
        chain = _chain_before(text, ordered, starts, match.start())
        if chain:
            found.extend(_claim(claims, chain, chain[0].start, False, end=match.end()))
    return found


def _chain_before(text: str, mentions: Sequence[Mention], starts: Sequence[int], at: int) -> list[Mention]:
    """The list of names that ends right before `at`; a bracket may close it."""
    before = bisect_left(starts, at)
    near = range(max(0, before - LONGEST_LIST), before)
    last = next((i for i in near if 0 <= at - mentions[i].end <= 1 and not text[mentions[i].end : at].strip(")）")), None)
    chain = [mentions[last]] if last is not None else []
    for earlier in reversed(mentions[max(0, last - LONGEST_LIST) : last]) if last is not None else ():
        between = text[earlier.end : chain[0].start]
        if len(between) > LONGEST_JOINT or not _JOINT.match(between) or len(chain) >= LONGEST_LIST:
            break
        chain.insert(0, earlier)
    return chain


def _chain(text: str, mentions: Sequence[Mention], first: int) -> list[Mention]:
    chain = [mentions[first]]
    for mention in mentions[first + 1 : first + 4 * LONGEST_LIST]:
        between = text[chain[-1].end : mention.start]
        if mention.start < chain[-1].end:
            continue
        if len(between) > LONGEST_JOINT or not _JOINT.match(between) or len(chain) >= LONGEST_LIST:
            break
        chain.append(mention)
    return chain


def _claim(claims: Sequence[Claim], chain: Sequence[Mention], start: int, only: bool, *, end: int | None = None) -> list[Claim]:
    spoken = [c for c in claims if c.start <= start and start - c.end <= REACH]
    about = max(spoken, key=lambda c: c.start, default=None)
    if about is None or not (about.model or about.company):
        return []
    names = tuple(dict.fromkeys(_label(mention) for mention in chain))
    names = tuple(name for name in names if name not in (about.model, about.company))
    if not names:
        return []
    return [
        Claim(
            board=about.board,
            board_key=about.board_key,
            kind="comparison",
            scope=about.scope if only and about.value == len(names) + 1 and about.start <= start <= about.end + 4 else "global",
            value=None,
            model=about.model,
            model_key=about.model_key,
            company=about.company,
            behind=names,
            only=only,
            keys=tuple((m.model.name, m.model.key) for m in chain if m.model is not None and _label(m) in names),
            start=start,
            end=end or chain[-1].end,
        )
    ]


def _label(mention: Mention) -> str:
    if mention.model is not None and mention.kind == "model":
        return mention.model.name
    return mention.company.name if mention.company is not None else mention.surface
