"""How much a report matters: what happened, how much money against the segment's history, who, and how widely it is told."""

from __future__ import annotations

from math import log10

from amw.stories.novelty import Score
from amw.stories.past import Past, Report

# How much each kind of event tends to move a map, as editors of market news rank them; opinion moves nothing by itself.
EVENTS = {
    "acquisition": 0.8, "ipo": 0.85, "funding": 0.7, "model_release": 0.75, "ranking": 0.6, "regulation": 0.7, "lawsuit": 0.55,
    "infrastructure": 0.65, "earnings": 0.6, "partnership": 0.5, "pricing": 0.5, "product_launch": 0.45, "incident": 0.55,
    "personnel": 0.45, "research": 0.45, "opinion": 0.15, "other": 0.25,
}  # fmt: skip
WEIGHTS = {"event": 0.35, "amount": 0.25, "standing": 0.15, "outlets": 0.15, "reach": 0.1}
MANY_AMOUNTS = 20  # below this many amounts in the segment's history their distribution says little; the plain size is used


def significance(report: Report, past: Past | None) -> Score:
    """The weighted mean of what is known: event type, amount, company standing on boards, independent outlets, countries reached.

    An amount counts by its quantile among the amounts told before in the segment (at least 20), else by size from 1 million (0)
    to 100 billion dollars (1) on a log scale. A part that is not known does not count; None where the event is not known.
    """
    if report.relevant is False:
        return Score(value=None, parts={"why": "not about the AI market"})
    if report.event is None or report.event not in EVENTS:
        return Score(value=None, parts={"why": "the kind of event is not known"})
    parts: dict[str, float | int | str | None] = {"event": EVENTS[report.event], "amount": _amount(report, past)}
    if past is not None:
        ranks = [past.ranks[party.key] for party in report.parties if party.role == "primary" and party.key in past.ranks]
        parts["standing"] = round(max(0.0, 1 - (min(ranks) - 1) / 20), 4) if ranks else None
        outlets = past.outlets + 1
        parts["outlets"] = round(min(1.0, log10(outlets) / log10(20)), 4)
        countries = past.reach | ({report.source_country} if report.source_country else set())
        parts["reach"] = round(min(1.0, (len(countries) - 1) / 4), 4) if countries else None
    known = {name: value for name, value in parts.items() if isinstance(value, float)}
    value = sum(WEIGHTS[name] * part for name, part in known.items()) / sum(WEIGHTS[name] for name in known)
    return Score(value=round(min(1.0, value), 4), parts=parts)


def _amount(report: Report, past: Past | None) -> float | None:
    dollars = [figure.usd for figure in report.figures if figure.usd is not None and figure.usd > 0]
    if not dollars:
        return None
    most = max(dollars)
    if past is not None and len(past.amounts) >= MANY_AMOUNTS:
        return round(sum(amount <= most for amount in past.amounts) / len(past.amounts), 4)
    return round(min(1.0, max(0.0, (log10(float(most)) - 6) / 5)), 4)
