"""The question a report leaves open: read off what its own facts lack, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from amw.countries import country_name
from amw.stories.lines import notice_of
from amw.stories.past import Past, PastStory, Report
from amw.stories.threads import Conflict
from amw.stories.wording import called, money, pick, telling_figures

RIVALS = timedelta(days=45)  # who moved on the same map within this time may answer
UNCERTAIN = frozenset({"reported", "in_talks"})


def leaves_open(report: Report, past: Past | None, conflicts: Sequence[Conflict]) -> tuple[str, tuple[str, ...]]:
    """The question in words ("" where there is none to ask) and the refs of the further rows it names."""
    if conflicts:
        return pick(("which of the two amounts holds", "which amount is right"), report.ref, "question"), (conflicts[0].telling.ref,)
    if any(standing.verdict == "contradicted" for standing in report.standings):
        return pick(("what its place rests on", "where the claimed place comes from"), report.ref, "question"), ()
    rival = _rival(report, past)
    questions = _questions(report, rival)
    if not questions:
        return "", ()
    question = pick(questions, report.ref, "question")
    return question, (rival.ref,) if rival is not None and rival.company and rival.company in question else ()


def _questions(report: Report, rival: PastStory | None) -> tuple[str, ...]:
    sums = {figure.kind: money(figure) for figure in telling_figures(report.event, report.figures, report.title)}
    name = called(report.subject.name) if report.subject else None
    models = report.own_models[0] if len(report.own_models) == 1 else ""
    backed = any(party.role == "investor" for party in report.parties)
    answer = f"how {rival.company} answers" if rival is not None else "whether rivals follow"
    match report.event:
        case "funding":
            unsure = "raised" not in sums and ("sought" in sums or report.status in UNCERTAIN)
            close = "whether the round closes at that valuation" if "valuation" in sums else "whether the round closes"
            told = [q for missing, q in ((not backed, "who leads the round"), ("valuation" not in sums, "the valuation")) if missing]
            return (close, *told[:1]) if unsure else (*told, f"what {name} spends it on" if name else "what the money is for")
        case "ipo":
            return ("price and date",) if not sums else ("the price at which it lists", "when it lists")
        case "acquisition":
            done = () if report.status == "closed" else ("whether the deal closes", "what regulators say")
            return (*done, *(() if "price" in sums else ("the price",))) or ("what becomes of the business",)
        case "model_release":
            it = models or "it"
            return (f"where {it} stands on independent leaderboards", f"what independent tests make of {it}", answer)
        case "product_launch" if notice_of(report.title):
            return ()  # of one version among many nobody asks who uses it
        case "product_launch":
            return ("who adopts it", "how widely it is used", "what sets it apart in use")
        case "pricing":
            return (answer, "whether the price lasts")
        case "ranking":
            it = models or (name or "")
            claims = report.standings
            unchecked = ("whether the board bears it out",) if claims and all(s.verdict == "not_checkable" for s in claims) else ()
            turns = f"whether {it + '’s' if it and not it.endswith('s') else it + '’' if it else 'the'} standing turns into adoption"
            return unchecked or (turns, "how long the place is held", *((answer,) if rival is not None else ()))
        case "partnership":
            return ("how exclusive it is",) if sums else ("the money behind it", "how exclusive it is")
        case "infrastructure":
            return ("when it goes into service",) if "capex" in sums else ("what it costs", "when it goes into service")
        case "research":
            return ("whether others reproduce it", "whether it holds outside the paper")
        case "regulation":
            where = next((found for code in report.countries if (found := country_name(code))), None)
            return ("how it will be enforced", f"how far it reaches beyond {where}" if where else "whom it will bind")
        case "lawsuit":
            return ("how the court decides",)
        case "personnel":
            return (f"what changes at {name}",) if name else ("what changes in the work",)
        case "earnings":
            return ("the costs behind the figures", "whether the pace holds")
        case "incident":
            return ("the cause and the extent", "who was affected")
        case _:
            return ()


def _rival(report: Report, past: Past | None) -> PastStory | None:
    """The latest other company that made a move of the same kind with a model of its own on the same map."""
    at = report.published_at
    if past is None or at is None or report.primary is None:
        return None
    own = {party.key for party in report.parties}
    moves = [
        story
        for story in past.stories
        if (story.segment, story.lens) == (report.segment, report.lens)
        and story.event == report.event
        and story.company
        and story.own_models
        and story.primary not in own
        and at - story.published_at <= RIVALS
    ]
    return max(moves, key=lambda story: (story.published_at, story.story_id), default=None)
