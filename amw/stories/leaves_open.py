"""The question a report leaves open: read off what its own facts lack, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amw.countries import country_name
from amw.stories.board_places import is_ranked, place_at_stake
from amw.stories.conflicts import Conflict
from amw.stories.lines import has_version, in_headline, notice_of
from amw.stories.past import MEASURERS, Past, Report
from amw.stories.wording import called, listed, money, pick, telling_figures

_OPEN_TO = "public|private|open|closed|limited|research|technical|developer"
_EARLY = re.compile(
    rf"\b(?:(?:in|into|enters|as) (?:an? )?|(?=(?:{_OPEN_TO}) ))((?:(?:{_OPEN_TO}) )?(?:beta|preview|early access))\b", re.IGNORECASE
)
_DECIDED = re.compile(
    r"\b(?:convicted|convicts|(?<!plead )(?<!pleads )(?<!pleaded )guilty|verdict|sentenced|acquitted)\b"
    r"|\b(?:judge|court|jury) (?:has |have )?(?:ruled|rules|finds?|found|orders?|ordered|blocks?|blocked|dismisse[sd]|reject(?:s|ed))\b"
    r"|判决|裁定|유죄|판결|有罪|判決",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"\bsettle(?:s|d|ment)?\b|和解|합의", re.IGNORECASE)
_MEASURE = re.compile(r"(?<!work)bench(?:mark)?s?\b|\b(?:leaderboard|arena)\b", re.IGNORECASE)
UNCERTAIN = frozenset({"reported", "in_talks"})


def leaves_open(report: Report, past: Past | None, conflicts: Sequence[Conflict]) -> tuple[str, tuple[str, ...]]:
    """The question in words ("" where there is none to ask) and the refs of the further rows it names."""
    if conflicts:
        return pick(("which of the two amounts holds", "which amount is right"), report.ref, "question"), (conflicts[0].telling.ref,)
    if any(standing.verdict == "contradicted" for standing in report.standings):
        return pick(("what its place rests on", "where the claimed place comes from"), report.ref, "question"), ()
    ranked = place_at_stake(report, past)
    questions = _questions(report, ranked[0] if ranked else "", tested=report.tested or is_ranked(report, past))
    question = pick(questions, report.ref, "question") if questions else ""
    return question, (ranked[1],) if ranked is not None and ranked[0] == question else ()


def _questions(report: Report, ranked: str, *, tested: bool) -> tuple[str, ...]:
    """The questions of the report's kind of news that its own words and figures do not answer, none that could be asked of any news;
    `ranked` is what a new model may change ("" where its maker's place is not known), `tested` whether others have measured it."""
    sums = {figure.kind: money(figure) for figure in telling_figures(report.event, report.figures, report.title)}
    who = report.subject.name if report.subject else report.unlisted
    name = called(who) if who else None
    model = report.own_models[0] if len(report.own_models) == 1 else report.thing

    def untold(**questions: str) -> tuple[str, ...]:
        return tuple(question for aspect, question in questions.items() if aspect not in report.answered)

    change = (ranked,) if ranked else ()
    match report.event:
        case "funding":
            backed = bool(report.leading) or any(party.role == "investor" for party in report.parties)
            unsure = "raised" not in sums and ("sought" in sums or report.status in UNCERTAIN)
            close = "whether the round closes at that valuation" if "valuation" in sums else "whether the round closes"
            told = [q for missing, q in ((not backed, "who leads the round"), ("valuation" not in sums, "the valuation")) if missing]
            return (close, *told[:1]) if unsure else (*told, f"what {name} spends it on" if name else "what the money is for")
        case "ipo":
            return ("price and date",) if not sums else ("the price at which it lists", "when it lists")
        case "acquisition":
            done = () if report.status == "closed" else ("whether the deal closes", *untold(approval="what regulators say"))
            return (*done, *(() if "price" in sums else ("the price",)))
        case "model_release":
            if len(report.own_models) > 1:
                independent = ("what independent tests make of them", *untold(tests="where they stand on independent leaderboards"))
                known = untold(price="what they cost", licence="whether their weights are open")
            else:
                it = model or "it"
                independent = (f"what independent tests make of {it}", *untold(tests=f"where {it} stands on independent leaderboards"))
                known = untold(price=f"what {it} costs", licence="whether its weights are open")
            return (*((change or independent) if not tested else ()), *known)
        case "product_launch" if notice_of(report.title):
            return ()  # of one version among many nobody asks who uses it
        case "product_launch":
            it = report.thing or "it"
            if early := _EARLY.search(report.title):
                return (f"when it leaves {early[1].lower()}",)
            return untold(price=f"what {it} costs", users=f"who adopts {it}", availability="when and where it is to be had")
        case "pricing":
            return () if "price" in sums else untold(price="the price")
        case "ranking":
            if report.subject is not None and report.subject.key in MEASURERS:
                return ()
            it = model or (name or "")
            claims = report.standings
            unchecked = ("whether the board bears it out",) if claims and all(s.verdict == "not_checkable" for s in claims) else ()
            turns = f"whether {it + '’s' if it and not it.endswith('s') else it + '’' if it else 'the'} standing turns into adoption"
            return unchecked or (turns, "how long the place is held")
        case "partnership":
            return untold(terms="the money behind it", date="when it begins")
        case "infrastructure":
            cost = () if "capex" in sums else untold(terms="what it costs")
            return (*cost, *untold(date="when it goes into service", power="how much power it draws")) or untold(users="who is to use it")
        case "research" if tried := in_headline(filter(has_version, report.models.values()), report.title):
            return (f"whether models other than {listed(tried, most=2)} show the same",)
        case "research" if _MEASURE.search(report.title):
            return ("how models of other makers do on it", "who else takes it as a measure")
        case "research":
            return untold(code="whether code and data are open to others")
        case "regulation":
            where = next((found for code in report.countries if (found := country_name(code))), None)
            since = untold(date="when it takes effect")
            return since or ((f"how far it reaches beyond {where}",) if where else ())
        case "lawsuit":
            settled, decided = _SETTLED.search(report.title), _DECIDED.search(report.title)
            if settled and not decided:  # a judge who rejects a settlement leaves the case where it was
                return untold(terms="on what terms")
            if decided and not settled:
                return ("whether it holds on appeal",)
            return ("how the court decides", *untold(terms="what is at stake in money"))
        case "personnel":
            return untold(date="when it takes effect")
        case "earnings" if "revenue" in sums:
            return ("the costs behind the figures", *untold(outlook="the outlook"))
        case "incident":
            return untold(cause="the cause", extent="who was affected")
        case _:
            return ()
