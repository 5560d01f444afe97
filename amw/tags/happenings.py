"""Events as records: who did what to whom, for how much, when, and how certain it is."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from amw.money import Amount, undisclosed
from amw.tags.records import Event

if TYPE_CHECKING:
    from amw.companies.records import Mention

MOST = 6
_KINDS: dict[str, tuple[str, ...]] = {
    "funding": ("raised", "sought", "valuation"), "acquisition": ("price", "valuation", "other"), "ipo": ("sought", "raised", "valuation"), "earnings": ("revenue",),
    "infrastructure": ("capex",), "pricing": ("price",), "partnership": ("other", "capex", "price"), "lawsuit": ("other",), "regulation": ("other", "price"),
}  # fmt: skip
# For a text in lower case.
_STATUS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("closed", re.compile(r"(?:\bclose[sd]\b|\bcompleted?\b|\bfinali[sz]ed\b|\bhas acquired\b|\bhas raised\b|\bjust raised\b|abgeschlossen|boucl[ée]|finalisé)|已完成|完成(?!后)|交割|完了|마쳤|완료|마무리했|체결했")),
    ("in_talks", re.compile(r"(?:\bin (?:early |advanced |exclusive |merger )?(?:talks|discussions|negotiations)\b|\btalks\b|\bnegotiat\w+|\bnears?\b|\bseek(?:s|ing)?\b|\b(?:eyes?|eyeing|eying)\b|\bexplor\w+|\bconsider\w*|\bweigh(?:s|ing)\b|\bplan(?:s|ning)?\b|\bcould\b|\bmulls?\b|\blooking to\b|\bcircl\w+|en discussions?|en négociation\w*|pourrait|envisage|cherche|verhandelt|gespräch\w*|erwägt|plant)|洽谈|谈判|寻求|拟|计划|考虑|正在|検討|交渉|協議|추진|협상|논의|검토|타진|예정")),
    ("reported", re.compile(r"(?:\breported(?:ly)?\b|\breports?\b|\bsources?\b|\baccording to\b|\bpeople familiar\b|\brumou?r\w*|\bsaid to\b|selon|laut\b|(?:medien)?bericht\w*)|据报道|消息人士|知情人士|据悉|外媒|報じ|関係者|によると|보도|소식통|관계자|알려졌|따르면")),
)  # fmt: skip
# What every wording of a status has one of: looked for first, because it is rare
_TRACES: dict[str, tuple[str, ...]] = {
    "closed": ("clos", "complet", "finali", "has acquired", "has raised", "just raised", "abgeschlossen", "boucl", "完成", "交割", "完了", "마쳤", "완료", "마무리했", "체결했"),
    "in_talks": (
        "talks", "discussion", "negotiat", "near", "seek", "eye", "eying", "explor", "consider", "weigh", "plan", "could", "mull", "looking to", "circl", "négociation", "pourrait", "envisage", "cherche", "verhandelt", "gespräch", "erwägt",
        "洽谈", "谈判", "寻求", "拟", "计划", "考虑", "正在", "検討", "交渉", "協議", "추진", "협상", "논의", "검토", "타진", "예정",
    ),
    "reported": ("report", "source", "according to", "people familiar", "rumo", "said to", "selon", "laut", "bericht", "据报道", "消息人士", "知情人士", "据悉", "外媒", "報じ", "関係者", "によると", "보도", "소식통", "관계자", "알려졌", "따르면"),
}  # fmt: skip
_MAY = re.compile(r"\bmay\b")  # "May" is a month

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAY_NAMED = re.compile(
    rf"\b(?P<month>{'|'.join(m.capitalize() for m in _MONTHS)})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s20\d\d)|(?<!年)(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日|(?<![\d월])(?P<kd>\d{{1,2}})일\(현지시간\)"
)
LONGEST_AGO = timedelta(days=40)  # a day named without its year in a news text is of the last weeks


def day_told(text: str, published: date | None) -> date | None:
    """The day that the text names first for what happened ("on April 20", 4月3日, 20일(현지시간)), at most `LONGEST_AGO` before publication.

    The day of publication where it names none; None where that is unknown too.
    """
    if published is None:
        return None
    found = _DAY_NAMED.search(text)
    if found is None:
        return published
    day = int(found["day"] or found["d"] or found["kd"])
    month = _MONTHS.index(found["month"].lower()) + 1 if found["month"] else int(found["m"] or 0)
    for back in range(LONGEST_AGO.days + 1):
        then = published - timedelta(days=back) if published.toordinal() > back else published
        if then.day == day and month in {0, then.month}:
            return then
    return published


def happenings(
    text: str,
    title_end: int,
    event: str,
    mentions: Sequence[Mention],
    amounts: Sequence[Amount],
    published: date | None,
    span: tuple[int, int],
) -> tuple[Event, ...]:
    """The events of a story whose main event is `event`: one for each primary company, with the others as counterparties.

    An acquisition or a partnership is one event of its first company with the others as counterparties.
    """
    roles: dict[str, tuple[str, Mention]] = {}
    for m in mentions:
        name = m.company.key if m.company is not None else (m.surface if m.kind == "company" else "")
        if name:
            known = roles.get(name)
            if known is None or (m.role == "primary" and known[0] != "primary"):
                roles[name] = (m.role or "secondary", m)
    actors = [n for n, (role, _) in roles.items() if role == "primary"] or list(roles)[:1]
    others = [n for n, (role, _) in roles.items() if role in {"secondary", "investor"} and n not in actors]
    if not actors:
        return ()
    status = status_of(text, title_end)
    on = day_told(text[title_end : title_end + 600], published)
    untold = undisclosed(text[: title_end + 1600]) is not None
    joint = event in {"acquisition", "partnership", "lawsuit"}
    out = []
    for i, actor in enumerate(actors[:1] if joint else actors[:MOST]):
        rest = ([a for a in actors if a != actor] if joint else []) + others
        out.append(
            Event(
                company=actor, type=event, status=status, amount=_sum(event, amounts, title_end, i if not joint else 0, len(actors)),
                counterparties=tuple(dict.fromkeys(rest))[:12], on=on, undisclosed=untold, start=span[0], end=span[1],
            )
        )  # fmt: skip
    return tuple(out)


def status_of(text: str, title_end: int) -> str:
    """How certain: "in_talks" or "closed" where the words say so (the headline's first), "reported" where only others tell, else "announced"."""
    for part in (text[:title_end], text[title_end : title_end + 500]):
        low = part.lower()
        for status, pattern in _STATUS:
            if (any(trace in low for trace in _TRACES[status]) and pattern.search(low)) or (status == "in_talks" and _MAY.search(part)):
                return status
    return "announced"


def _sum(event: str, amounts: Sequence[Amount], title_end: int, nth: int, actors: int) -> Amount | None:
    wanted = _KINDS.get(event, ())
    fitting = [a for kind in wanted for a in amounts if a.kind == kind]
    if not fitting:
        return None
    if actors > 1 and nth and len({a.kind for a in fitting}) >= 1:
        same = [a for a in fitting if a.kind in {"raised", "sought"}]
        return same[nth] if nth < len(same) else None
    return max(fitting, key=lambda a: (-wanted.index(a.kind), a.start < title_end, a.usd or Decimal(0)))
