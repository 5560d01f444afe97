"""What a report adds to its map, in a few words: the event with its own money, models, places and counterparties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amw.countries import country_name
from amw.stories.lines import has_version, in_headline, notice_of
from amw.stories.past import Report, Standing
from amw.stories.wording import called, in_quotes, listed, money, pick, readable, telling_figures, version_of
from amw.text import ordinal

PLACES = 2  # countries that a report is told of at most, to say where it happens
SOMEWHERE = frozenset({"partnership", "infrastructure", "incident", "product_launch", "other"})
# Where no fact gives a better word; several each, so that a page of stories does not read as a form.
PLAIN: dict[str, tuple[str, ...]] = {
    "funding": ("a financing", "a financing round"),
    "acquisition": ("a change of ownership", "a takeover"),
    "ipo": ("a step to the public market", "a move towards a listing"),
    "model_release": ("a model release", "a new model"),
    "product_launch": ("a launch", "a new product"),
    "pricing": ("a price move", "a change of price"),
    "ranking": ("a leaderboard result", "a specific leaderboard result"),
    "partnership": ("a partnership", "an alliance"),
    "infrastructure": ("new capacity", "an infrastructure commitment"),
    "research": ("a research result", "a published result"),
    "regulation": ("an official move", "a regulatory step"),
    "lawsuit": ("a court case", "litigation"),
    "personnel": ("a change of people", "a personnel move"),
    "earnings": ("reported figures", "new figures"),
    "incident": ("an incident", "a failure in the field"),
}

_TAKES_OVER = re.compile(
    r"\b(?:acquir(?:es?|ed|ing)(?! by)|buy(?:s|ing)?|bought(?! by)|snap(?:s|ped) up|tak(?:es?|ing) over|übernimmt|adquiere)\b"
    r"|인수|收购|買収",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?<!\bup )\b(?:for|to|at|from|now) \Z")
# The same where it is talked of and not done.
PLANNED = {"acquisition": ("a planned takeover", "a takeover in prospect"), "infrastructure": ("planned capacity", "a planned build-out")}
# The same of release notes and of reports on a service's state.
NOTICES = {"product_launch": ("a new version", "a software release"), "incident": ("a service disruption", "a disruption of service")}


def adds(report: Report) -> str:
    """The words for what `report` adds: "a $10 billion round still sought, at a $52 billion valuation", "the release of GPT-5.5"; a
    launch, for a busy company launches daily, with its headline where its facts say no more: "a launch (“Introducing routines”)". With the
    countries that it is told of."""
    noticed = notice_of(report.title)
    wordings = PLAIN.get(report.event or "", ("news",))
    if noticed is not None and noticed == report.event:
        wordings = NOTICES[noticed]
    elif report.status == "in_talks":
        wordings = PLANNED.get(report.event or "", wordings)
    plain = pick(wordings, report.ref, "plain")
    told = _told(report, noticed, plain)
    known = report.subject is not None or bool(report.unlisted)
    if told == plain and known and report.event == "product_launch" and noticed is None and readable(report.title) and report.title.strip():
        return f"{plain} ({in_quotes(report.title)})"
    return told + (abroad(report) if known else "")


def abroad(report: Report) -> str:
    """The words for where it happens, as they follow what: " in Croatia"; "" at home, all over the world, and of what happens nowhere."""
    home = {party.country for party in report.parties if party.role != "mention"} | {report.source_country}
    told = [name for code in report.countries if code not in home and (name := country_name(code))]
    return f" in {listed(told)}" if 0 < len(told) <= PLACES and len(report.countries) <= PLACES and report.event in SOMEWHERE else ""


def _told(report: Report, noticed: str | None, plain: str) -> str:
    sums = {figure.kind: money(figure) for figure in telling_figures(report.event, report.figures, report.title)}
    others = list(map(called, report.others))
    models = listed(report.own_models, most=2)
    if noticed == report.event == "product_launch" and (version := version_of(report.title)):
        return pick(("the release of {}", "{}"), report.ref, "version").format(version)
    match report.event:
        case "funding" | "ipo":
            return _financing(report, sums, plain)
        case "acquisition":
            whom = f" {'of' if _takes_over(report) else 'involving'} {listed(others)}" if others else ""
            return plain + whom + (f" for {sums['price']}" if "price" in sums else "")
        case "model_release":
            if not models and (named := listed(in_headline(report.unclaimed, report.title), most=2) or report.thing):
                return f"the release of {named}"
            family = models and not any(character.isdigit() for character in models)  # without a version, which model it was is not told
            return f"a release of {models}" if family and len(report.own_models) == 1 else f"the release of {models}" if models else plain
        case "product_launch" if noticed is None:
            if report.offered or report.thing:
                return f"the arrival of {report.offered}" if report.offered else f"the launch of {_with_article(report)}"
            if report.launched:
                return f"the launch of {report.launched}"
            return plain + (f" around {models}" if any(map(has_version, report.own_models)) else "")
        case "pricing":
            return plain + (f" for {models}" if models else "") + (f", now {sums['price']}" if "price" in sums and _prices(report) else "")
        case "ranking":
            return plain + (f" ({told})" if (told := _places(report.named_standings)) else f" for {models}" if models else "")
        case "infrastructure":
            return f"{sums['capex']} of {'planned' if report.status == 'in_talks' else 'new'} capacity" if "capex" in sums else plain
        case "partnership":
            return plain + (f" with {listed(others)}" if others else "") + (f" worth {sums['capex']}" if "capex" in sums else "")
        case "earnings":
            return plain + (f" ({sums['revenue']} of revenue)" if "revenue" in sums else "")
        case "lawsuit":
            return plain + (f" that also involves {listed(others)}" if others else "")
        case "regulation":
            places = [name for code in report.countries if (name := country_name(code))]
            return plain + (f" in {listed(places, most=2)}" if places else "")
        case "research":
            named = listed(in_headline(report.models.values(), report.title), most=2)  # what the text names along the way it may rest on
            return plain + (f" on {named}" if named else f" ({report.thing})" if report.thing else "")
        case _:
            return plain


def backing(report: Report, what: str) -> str:
    """The words for who backs a financing, as they follow `what` it adds: ", led by Tencent, with Alibaba among the backers"; of nobody
    that is known the models and companies that its text names: ", naming GPT-4o"; mostly empty."""
    if report.event not in ("funding", "ipo"):
        acting = [party.name for party in report.parties if party.role != "mention"]
        untold = [] if report.subject or report.unlisted else [*report.models.values(), *acting]
        untold = [name for name in untold if name not in what and not in_headline((name,), report.title)]
        return f", naming {listed(untold, most=2)}" if untold else ""
    lead = f", led by {listed(report.leading)}" if report.leading else ""
    backers = [party.name for party in report.parties if party.role == "investor" and party.name not in report.leading]
    return lead + (f", with {listed(backers)} among the backers" if backers else "")


def _prices(report: Report) -> bool:
    """Whether its one price is what is asked of a user: told by who asks it, of a model, or as a price in the headline ("for $10 a month");
    others tell of what something costs or may cost."""
    prices = [figure for figure in report.figures if figure.kind == "price"]
    if len(prices) != 1:
        return False
    at = report.title.find(prices[0].surface)
    return bool(report.own_models) or report.own or (at > 0 and _ASKED.search(report.title, 0, at) is not None)


def _takes_over(report: Report) -> bool:
    """Whether the headline names whom its subject takes over: "OpenAI to acquire Astral", not "Cursor is now part of SpaceX"."""
    verb = _TAKES_OVER.search(report.title)
    if verb is None:
        return False
    behind = report.title[verb.end() :]  # in Korean and Chinese the name stands before the verb
    return not verb[0].isascii() or bool(in_headline(report.others, behind))


def _with_article(report: Report) -> str:
    """What is launched, with the article that the headline gives it: "the Message Batches API"."""
    return f"the {report.thing}" if f" the {report.thing} " in f" {report.title} " else report.thing


def _financing(report: Report, sums: dict[str, str], plain: str) -> str:
    at = f" at a valuation of {sums['valuation']}" if "valuation" in sums else ""
    if "raised" in sums:
        return pick(("{} of fresh capital", "a round of {}", "{} raised"), report.ref, "raised").format(sums["raised"]) + at
    if "sought" in sums:
        return pick(("a round of {} still sought", "a search for {}", "{} in talks"), report.ref, "sought").format(sums["sought"]) + at
    return plain + at


def _places(standings: Sequence[Standing]) -> str:
    """The first place told, and the same model's next one on the same board: "Qwen3.7 Max 5th on Artificial Analysis, 1st in China"."""
    told = [(standing, words) for standing in standings if (words := place(standing))]
    if not told:
        return ""
    first, words = told[0]
    same = [w for s, w in told[1:] if (s.subject, s.board, s.kind) == (first.subject, first.board, first.kind) and w != words]
    also = same[0].removeprefix(first.subject).removesuffix(f" on {first.board}").strip() if same else ""
    return f"{words}, {also}" if also else words


def place(standing: Standing) -> str:
    """ "Qwen3.7 Max 5th on Artificial Analysis"; empty where the claim names no place."""
    scope = {"global": "", "open_weights": " among open weights"}.get(standing.scope)
    if scope is None:
        name = country_name(standing.scope)
        if name is None:
            return ""
        scope = f" in {name}"
    if standing.kind == "rank" and standing.value.isdigit():
        words = f"{ordinal(int(standing.value))}{scope} on {standing.board}"
    elif standing.kind == "score" and standing.value:
        words = f"at {standing.value}{scope} on {standing.board}"
    else:
        return ""
    return f"{standing.subject} {words}".strip()
