"""How much a report matters: what happened, how much money against the segment's history, who, and how widely it is told."""

from __future__ import annotations

from collections.abc import Mapping
from math import log, log10

from amw.stories.headlines import notice_of
from amw.stories.novelty import NO_NEWS, Score
from amw.stories.past import Past
from amw.stories.report import Report
from amw.stories.wording import LARGE

# How much each kind of event tends to move a map, as editors of market news rank them; opinion moves nothing by itself.
EVENTS = {
    "acquisition": 0.8, "ipo": 0.85, "funding": 0.7, "model_release": 0.75, "ranking": 0.6, "regulation": 0.7, "lawsuit": 0.55,
    "infrastructure": 0.65, "earnings": 0.6, "partnership": 0.5, "pricing": 0.5, "product_launch": 0.45, "incident": 0.55,
    "personnel": 0.45, "research": 0.45, "opinion": 0.15, "other": 0.25,
}  # fmt: skip
OF_MARKETS = frozenset({"regulation", "lawsuit"})  # a state may act on a whole market
# What is only talked of moves less than what is done; an event without a known status counts in full.
CERTAINTY = {"denied": 0.8, "reported": 0.8, "in_talks": 0.85, "announced": 0.95, "closed": 1.0}
WEIGHTS = {"event": 0.35, "amount": 0.2, "standing": 0.15, "attention": 0.1, "outlets": 0.12, "reach": 0.08}
SEVERAL = 0.4  # of a newsletter: it tells of several events, and of each of them only in passing
EVENTFUL = 0.75  # weight of an event from which who acts counts in full
MANY_AMOUNTS = 20  # below this many amounts in the segment's history their distribution says little; the plain size is used
MANY_OUTLETS = 20  # outlets from which a story is told everywhere
MANY_COUNTRIES = 5
MANY_STORIES = 40  # stories of one company, of the past that is looked at, that make it the talk of the market


def significance(report: Report, past: Past | None) -> Score:
    """The weighted mean of what is known, each part 0..1.

    `event`: its kind, less where it is only talked of, not told clearly, a routine notice or one of several; `amount`: its quantile
    among the amounts told before in the segment (at least 20), else its size from 1 million (0) to 100 billion dollars (1) on a log
    scale; `standing`: the maker rank on the board that says where companies stand; `attention`: how often the company was in the news,
    0 where the report names none; both of these only as far as something happened, for what a large company explains moves no map;
    `outlets`: independent outlets that tell it; `reach`: countries of these outlets and of what it is about. A part that is not known
    stands as None and does not count; the whole is None where the kind of event is not known.
    """
    if report.relevant is False:
        return Score(value=None, parts={"why": "not about the AI market"})
    if report.event is None or report.event not in EVENTS:
        return Score(value=None, parts={"why": "the kind of event is not known"})
    parts: dict[str, float | int | str | None] = {"event": _event(report), "amount": _amount(report, past)}
    if past is not None:
        primary = report.primary
        rank = past.ranking.makers.get(primary.key) if primary and past.ranking else None
        happened = min(1.0, _event(report) / EVENTFUL)
        parts["standing"] = round(happened * max(0.0, 1 - (rank - 1) / 20), 4) if rank is not None else None
        nobody = 0.0 if not report.parties and report.event not in OF_MARKETS else None  # no player of the market is named
        parts["attention"] = round(happened * _attention(primary.key, past), 4) if primary else nobody
        outlets = past.outlets + 1
        countries = past.reach | ({report.source_country} if report.source_country else set())
        parts |= _spread(outlets, countries | set(report.countries))
    return _weigh(parts)


def weight(report: Report) -> float | None:
    """What the report itself brings to its significance (0..1), its event and its money, whatever else is stored; None where unknown."""
    parts = significance(report, None).parts
    known = [WEIGHTS[name] * part for name in WEIGHTS if isinstance(part := parts.get(name), float)]
    return round(sum(known), 4) if known else None


def retold(parts: Mapping[str, float | int | str | None], *, outlets: int, countries: frozenset[str]) -> Score:
    """The score of a report whose story has since been told by `outlets` in all, in and about `countries`; the other parts stay."""
    return _weigh({**parts, **_spread(outlets, countries)})


def _weigh(parts: Mapping[str, float | int | str | None]) -> Score:
    known = {name: float(parts[name] or 0) for name in WEIGHTS if isinstance(parts.get(name), float | int)}
    value = sum(WEIGHTS[name] * part for name, part in known.items()) / sum(WEIGHTS[name] for name in known) if known else None
    return Score(value=None if value is None else round(min(1.0, value), 4), parts=dict(parts))


def _spread(outlets: int, countries: frozenset[str] | set[str]) -> dict[str, float | int | str | None]:
    return {
        "outlets": round(min(1.0, log10(max(outlets, 1)) / log10(MANY_OUTLETS)), 4),
        "reach": round(min(1.0, (len(countries) - 1) / (MANY_COUNTRIES - 1)), 4) if countries else None,
        "told_by": outlets,
    }


def _event(report: Report) -> float:
    """The weight of what happened. Release notes and reports on a service's state are routine and count as any other news, guides,
    cases of use and the like as a commentary; an event that is not told clearly is as often another (see `amw.tags.records.is_sure`) and
    counts half so."""
    event = report.event or "other"
    if report.several:
        return SEVERAL
    if notice_of(report.title) == event:
        return EVENTS["other"]
    if report.genre in NO_NEWS:
        return EVENTS["opinion"]
    told = EVENTS[event] * CERTAINTY.get(report.status or "", 1.0)
    return round(told if report.sure else (told + EVENTS["other"]) / 2, 4)


def _attention(company: str, past: Past) -> float:
    number = sum(company in story.companies for story in past.stories)
    return min(1.0, log(1 + number) / log(1 + MANY_STORIES))


def _amount(report: Report, past: Past | None) -> float | None:
    """The largest sum; a price of use (below 1 million dollars) says nothing of what is at stake."""
    dollars = [figure.usd for figure in report.figures if figure.usd is not None and figure.usd >= LARGE]
    if not dollars:
        return None
    most = max(dollars)
    told = [amount for amount in past.amounts if amount >= LARGE] if past is not None else []
    if len(told) >= MANY_AMOUNTS:
        below = sum(amount < most for amount in told) + sum(amount == most for amount in told) / 2
        return round(below / len(told), 4)
    return round(min(1.0, max(0.0, (log10(float(most)) - 6) / 5)), 4)
