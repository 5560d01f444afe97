"""Where the company and the models of a report stand on the board that says so, by its last capture and by the one some weeks before."""

from __future__ import annotations

from datetime import timedelta

from amw.stories.headlines import has_version, in_headline, notice_of
from amw.stories.past import STANDINGS_BOARD, STANDINGS_NAME, Past, Ranking
from amw.stories.report import Report
from amw.stories.threads import DAILY, NO_EVENT
from amw.stories.wording import Clause, called, day
from amw.text import ordinal

RANKED = 20  # places that are worth a word
CURRENT = timedelta(days=45)  # an older capture says nothing of where anybody stands
WEEKS_BEFORE = timedelta(days=75)  # a capture longer before the last one is none to compare it with
OF_MAKERS = ("foundation_models", "player_map")
NO_MAKER = DAILY | {"personnel"}  # events beside which a maker's place says little
NO_MODEL = frozenset({"ranking", "incident", "lawsuit", "personnel", "regulation"})  # and beside which a model's does


def place_of_company(report: Report, past: Past) -> Clause | None:
    """Where its company stands among makers of models, beside an event of theirs; what a new model that nobody has measured changes in that
    is left open."""
    ranking = _current(report, past) if report.map == OF_MAKERS else None
    if ranking is None or report.subject is None or not report.sure or notice_of(report.title) is not None:
        return None
    if report.event in {*NO_EVENT, *NO_MAKER} or (report.event == "model_release" and not report.tested):
        return None
    rank = ranking.makers.get(report.subject.key, RANKED + 1)
    if rank > RANKED:
        return None
    moved, ref = _moved(report.subject.key, rank, ranking, past.ranking_before)
    text = f"{called(report.subject.name)} ranked {ordinal(rank)} {among_makers(ranking)}{moved}"
    return Clause(text=text, refs=(report.ref, ref_of(ranking), *ref), counts=(rank,), own=True)


def place_of_model(report: Report, past: Past) -> Clause | None:
    """Where the first model that its headline names stands among models, its own before others, unless what is told is a place itself."""
    ranking = _current(report, past)
    if ranking is None or report.several or report.genre is not None or report.event in {"opinion", *NO_MODEL} or report.standings:
        return None
    titled = in_headline(filter(has_version, report.models.values()), report.title)
    ranked = [(name, ranking.models[key]) for key, name in report.models.items() if name in titled and key in ranking.models]
    ranked.sort(key=lambda model: model[0] not in report.own_models)
    if not ranked or ranked[0][1] > RANKED:
        return None
    name, rank = ranked[0]
    text = f"{name} ranked {ordinal(rank)} among models on {STANDINGS_NAME} (capture of {day(ranking.captured_at)})"
    return Clause(text=text, refs=(report.ref, ref_of(ranking)), counts=(rank,), own=True)


def is_ranked(report: Report, past: Past) -> bool:
    """Whether a model of the report's company is on the last capture."""
    ranking = _current(report, past)
    return ranking is not None and any(key in ranking.models for key, name in report.models.items() if name in report.own_models)


def place_at_stake(report: Report, past: Past) -> tuple[str, str] | None:
    """What a new model may change in its company's place, as a question, and the ref of the capture that it is read off."""
    ranking = _current(report, past)
    if ranking is None or report.subject is None or not report.own_models:
        return None
    rank = ranking.makers.get(report.subject.key, RANKED + 1)
    if rank > RANKED:
        return None
    name, best = called(report.subject.name), ranking.best.get(report.subject.key)
    new = report.own_models[0] if len(report.own_models) == 1 else "one of them"  # "it" may be another model that was named last
    held = f", held with {best}," if best else ""
    change = f"keeps {name} in first place" if rank == 1 else f"lifts {name} from {ordinal(rank)} place"
    return f"whether {new} {change}{held} {among_makers(ranking)}", ref_of(ranking)


def among_makers(ranking: Ranking) -> str:
    """ "among makers on Artificial Analysis (capture of 10 April 2026)"."""
    return f"among makers on {STANDINGS_NAME} (capture of {day(ranking.captured_at)})"


def ref_of(ranking: Ranking) -> str:
    """The ref of a capture."""
    return f"board:{STANDINGS_BOARD}@{ranking.captured_at.isoformat()}"


def _current(report: Report, past: Past) -> Ranking | None:
    ranking, at = past.ranking, report.published_at
    return ranking if ranking is not None and at is not None and at - ranking.captured_at <= CURRENT else None


def _moved(company: str, rank: int, now: Ranking, before: Ranking | None) -> tuple[str, tuple[str, ...]]:
    """The words for another place that a company had some weeks before (", up from 5th on 12 March 2026") with the ref of that capture;
    none where the scores were put on another basis since: no place there is won or lost."""
    if before is None or now.captured_at - before.captured_at > WEEKS_BEFORE:
        return "", ()
    was = before.makers.get(company, rank)
    if was == rank or (now.rebased_at is not None and before.captured_at < now.rebased_at):
        return "", ()
    return f", {'up' if rank < was else 'down'} from {ordinal(was)} on {day(before.captured_at)}", (ref_of(before),)
