"""The question a report leaves open: read off what its own facts lack, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from amw.stories.adds import borrows
from amw.stories.board_places import is_ranked, place_at_stake
from amw.stories.conflicts import Conflict
from amw.stories.headlines import has_version, in_headline, notice_of
from amw.stories.past import Past
from amw.stories.report import MEASURERS, Report
from amw.stories.sorts import CALL, DECIDED, REORGANISED, SETTLED, SINGLE, sort_of
from amw.stories.wording import called, listed, pick, possessive

_DECIDED, _SETTLED = (re.compile(words, re.IGNORECASE) for words in (DECIDED, SETTLED))
_MEASURE = re.compile(r"(?<!work)bench(?:mark)?s?\b|\b(?:leaderboard|arena)\b", re.IGNORECASE)
UNCERTAIN = frozenset({"reported", "in_talks"})


def leaves_open(report: Report, past: Past, conflicts: Sequence[Conflict]) -> tuple[str, tuple[str, ...]]:
    """The question in words ("" where there is none to ask) and the refs of the further rows it names."""
    if conflicts:
        return "which amount is right", (conflicts[0].telling.ref,)
    if any(standing.verdict == "contradicted" for standing in report.standings):
        return pick(("what its place rests on", "where the claimed place comes from"), report.ref, "question"), ()
    at_stake = place_at_stake(report, past)
    asks = _QUESTIONS.get(report.event or "")
    known = _Known(report, at_stake[0] if at_stake else "", tested=report.tested or is_ranked(report, past))
    questions = asks(known) if asks is not None else ()
    question = pick(questions, report.ref, "question") if questions else ""
    return question, (at_stake[1],) if at_stake is not None and at_stake[0] == question else ()


class _Known:
    """What is known of a report whose questions are asked: `place` is what a new model may change ("" where its maker's place is not
    known), `tested` whether others have measured it, `name` its company."""

    def __init__(self, report: Report, place: str, *, tested: bool) -> None:
        self.report, self.place, self.tested = report, place, tested
        company = report.subject.name if report.subject else report.unlisted
        self.name = called(company) if company else ""
        self.model = report.own_models[0] if len(report.own_models) == 1 else report.thing

    def untold(self, **questions: str) -> tuple[str, ...]:
        """The questions whose aspect (see `aspects`) the report's words do not answer."""
        return tuple(question for aspect, question in questions.items() if aspect not in self.report.answered)


def _of_funding(known: _Known) -> tuple[str, ...]:
    report, sums = known.report, known.report.sums
    if borrows(report):
        return ()  # who lends asks for no valuation, and nobody leads
    backed = bool(report.leading) or any(party.role == "investor" for party in report.parties)
    untold = [*(() if backed else ("who leads the round",)), *(() if "valuation" in sums else ("the valuation",))]
    if "raised" not in sums and ("sought" in sums or report.status in UNCERTAIN):
        return ("whether the round closes", *untold[:1])
    return (*untold, f"how {known.name} will spend the money" if known.name else "what the money is for")


def _of_listing(known: _Known) -> tuple[str, ...]:
    if known.report.status not in UNCERTAIN:
        return ()  # it may be listed by now
    return ("the price at which it will list", "when it will list") if known.report.sums else ("the price and the date",)


def _of_takeover(known: _Known) -> tuple[str, ...]:
    done = known.report.status == "closed"
    closing = () if done else ("whether the deal closes", *known.untold(approval="what regulators will say"))
    priced = "price" in known.report.sums or any(figure.surface in known.report.title for figure in known.report.figures if figure.surface)
    return (*closing, *(() if priced else ("the price",)))


def _of_model(known: _Known) -> tuple[str, ...]:
    if sort_of(known.report.title, "model_release"):
        return ()
    if len(known.report.own_models) > 1:
        fare, rank, they, cost, their = "how they fare", "they rank", "they", "cost", "their"
    else:
        it = known.model or "it"
        fare, rank, they, cost, their = f"how {it} fares", f"{it} ranks", it, "costs", "its"
    measured = (f"{fare} in independent tests", *known.untold(tests=f"where {rank} on independent leaderboards"))
    measured = (known.place,) if known.place else measured
    return (*(() if known.tested else measured), *known.untold(price=f"what {they} {cost}", licence=f"whether {their} weights are open"))


def _of_launch(known: _Known) -> tuple[str, ...]:
    title = known.report.title
    if notice_of(title) or sort_of(title, "product_launch"):
        return ()  # of one version, feature or test among many nobody asks who uses it
    it = known.report.thing or "it"
    return known.untold(price=f"what {it} costs", users=f"who will adopt {it}", availability="when and where it will be available")


def _of_ranking(known: _Known) -> tuple[str, ...]:
    report, whose = known.report, known.model or known.name
    if report.subject is not None and report.subject.key in MEASURERS:
        return ()  # who measures has no place to hold
    if report.standings and all(standing.verdict == "not_checkable" for standing in report.standings):
        return ("whether the board confirms it",)
    return (f"whether {possessive(whose)} standing turns into adoption", f"how long {whose} will hold the place") if whose else ()


def _of_capacity(known: _Known) -> tuple[str, ...]:
    cost = () if "capex" in known.report.sums else known.untold(terms="what it costs")
    planned = ("whether the plan goes ahead",) if known.report.status == "in_talks" else ()
    return (*planned, *cost, *known.untold(date="when it goes into service", power="how much power it draws"))


def _of_research(known: _Known) -> tuple[str, ...]:
    title = known.report.title
    if tried := in_headline(filter(has_version, known.report.models.values()), title):
        return (f"whether models other than {listed(tried, most=2)} show the same",)
    if _MEASURE.search(title):
        return ("how other makers’ models do on it", "who else will adopt it as a benchmark")
    return known.untold(code="whether code and data are publicly available")


def _of_regulation(known: _Known) -> tuple[str, ...]:
    sort = sort_of(known.report.title, "regulation")
    if known.report.own or sort in SINGLE or sort.startswith(CALL):
        return ()  # nothing that takes effect, or reaches anybody else
    return known.untold(date="when it takes effect")


def _of_lawsuit(known: _Known) -> tuple[str, ...]:
    settled, decided = _SETTLED.search(known.report.title), _DECIDED.search(known.report.title)
    if settled and not decided:  # a judge who rejects a settlement leaves the case where it was
        return known.untold(terms="on what terms")
    if decided and not settled:
        return ("whether it holds up on appeal",)
    return ("how the court will rule", *known.untold(terms="how much money is at stake"))


# The questions of each kind of news that the report's own words and figures do not answer, none that could be asked of any news.
_QUESTIONS: dict[str, Callable[[_Known], tuple[str, ...]]] = {
    "funding": _of_funding,
    "ipo": _of_listing,
    "acquisition": _of_takeover,
    "model_release": _of_model,
    "product_launch": _of_launch,
    "pricing": lambda known: () if "price" in known.report.sums else known.untold(price="the price"),
    "ranking": _of_ranking,
    "partnership": lambda known: known.untold(terms="the money behind it", date="when it begins"),
    "infrastructure": _of_capacity,
    "research": _of_research,
    "regulation": _of_regulation,
    "lawsuit": _of_lawsuit,
    "personnel": lambda known: () if sort_of(known.report.title, "personnel") == REORGANISED else known.untold(date="when it takes effect"),
    "earnings": lambda known: (
        ("the costs behind the figures", *known.untold(outlook="the outlook")) if "revenue" in known.report.sums else ()
    ),
    "incident": lambda known: known.untold(cause="the cause", extent="who was affected"),
}
