"""What a report adds to its map, in a few words: the event with its own money, models, places and counterparties."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from amw.countries import country_name
from amw.stories.headlines import in_headline, notice_of
from amw.stories.report import Report, Standing
from amw.stories.sorts import WITHDRAWN, sort_of
from amw.stories.wording import LARGE, OWN_LONGEST, called, in_quotes, listed, money, pick, readable, version_of
from amw.tags.named import thing_of
from amw.text import ordinal

# A sum in their headlines is what they are about.
AT_STAKE = frozenset({"funding", "partnership", "infrastructure", "regulation", "lawsuit", "earnings"})
# Where no fact gives a better word; several each, so that a page of stories does not read as a form.
PLAIN: dict[str, tuple[str, ...]] = {
    "funding": ("a financing", "a financing round"),
    "acquisition": ("an acquisition", "a takeover"),
    "ipo": ("news of a listing", "word of a listing"),
    "model_release": ("a model release", "a new model"),
    "product_launch": ("a launch", "a new product"),
    "pricing": ("a price move", "a change of price"),
    "ranking": ("a leaderboard result", "a leaderboard placing"),
    "partnership": ("a partnership", "an alliance"),
    "infrastructure": ("new capacity", "an infrastructure commitment"),
    "research": ("a research result", "a published result"),
    "regulation": ("an official move", "a regulatory step"),
    "lawsuit": ("a court case", "litigation"),
    "personnel": ("a change of personnel", "a personnel move"),
    "earnings": ("reported figures", "new figures"),
    "incident": ("an incident", "a reported incident"),
}
RAISED = ("{} of fresh capital", "a round of {}", "{} raised")
BORROWED = (("{} of debt",), ("talks to borrow {}",))
SOUGHT = ("a round of {} still being sought", "a bid to raise {}", "talks to raise {}")
OFFERED = ("a listing to raise {}", "a listing for {}", "an offering of {}")  # true before the first day of trading and after it
# The same where it is talked of and not done.
PLANNED = {
    "acquisition": ("a planned takeover", "a takeover in prospect"),
    "infrastructure": ("planned capacity", "a planned build-out"),
    "ipo": ("a planned listing", "a move towards a listing"),
}
# The same of release notes and of reports on a service's state.
NOTICES = {"product_launch": ("a new version", "a software release"), "incident": ("a service disruption", "a disruption of service")}
# "OpenAI to acquire Astral"; not "acquired by", "acquired for $2 million by"
_TAKES_OVER = re.compile(
    r"\b(?:acquir(?:es?|ed|ing)|buy(?:s|ing)?|bought|snap(?:s|ped) up|tak(?:es?|ing) over|übernimmt|adquiere)\b(?![^,;:]{0,60}\bby\b)",
    re.IGNORECASE,
)
# The same where the name may stand before the verb: "SAP, ... 렐티오 인수"; not "에 인수된", "被...收购"
_TAKES_OVER_ABROAD = re.compile(r"[^被]*(?:(?<!피)인수(?!되|된|될|됐|돼|당)|收购|買収(?!さ))")
_UNVEILS = re.compile(r"\b(?:debut|introduc|launch|unveil)", re.IGNORECASE)
_ASKED = re.compile(r"(?<!\bup )\b(?:for|to|at|from|now) \Z")  # before the price: "unlimited searches for $10", not "up to $57 more"


def adds(report: Report) -> str:
    """The words for what `report` adds: "a bid to raise $10 billion at a valuation of $52 billion", "the release of GPT-5.5";
    where its facts say no more than its kind, with its headline: "a launch (“Introducing routines”)"."""
    noticed = notice_of(report.title)
    wordings = PLAIN.get(report.event or "", ("news",))
    if noticed is not None and noticed == report.event:
        wordings = NOTICES[noticed]
    elif report.status == "in_talks":
        wordings = PLANNED.get(report.event or "", wordings)
    sort = sort_of(report.title, report.event) if noticed is None and (report.event != "funding" or borrows(report)) else ""
    if sort and report.event == "acquisition" and report.status == "in_talks":
        sort = f"talks about {sort}"
    plain = sort or pick(wordings, report.ref, "plain")
    if noticed is not None and report.event == "product_launch":
        told = _version(report, plain) if noticed == report.event else plain
    else:
        words = _WORDS.get(report.event or "")
        told = words(report, plain) if words is not None else plain
    told += named_sum(report) if report.event in AT_STAKE and not report.sums else ""
    return with_headline(report, plain) if told == plain and noticed is None else told


def with_headline(report: Report, what: str) -> str:
    """`what`, which no fact tells more closely, with the headline that does: "a post by Kagi (“Small Web turns three”)"."""
    return f"{what} ({in_quotes(report.title, OWN_LONGEST)})" if readable(report.title) else what


def named_sum(report: Report) -> str:
    """The large sum of money that the headline names, as it follows what it is told of: " ($1.25 billion named)"; else ""."""
    told = [figure for figure in report.figures if figure.surface and figure.surface in report.title and figure.kind != "valuation"]
    sums = [figure for figure in told if figure.usd is not None and figure.usd >= LARGE]
    return f" ({money(max(sums, key=lambda figure: figure.usd or 0))} named)" if sums else ""


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


def _version(report: Report, plain: str) -> str:
    version = version_of(report.title)
    return pick(("the release of {}", "{}"), report.ref, "version").format(version) if version else plain


def _financing(report: Report, plain: str) -> str:
    sums, ref = report.sums, report.ref
    at = f" at a valuation of {sums['valuation']}" if "valuation" in sums else ""
    raised, sought = BORROWED if borrows(report) else (RAISED, SOUGHT)
    if report.event == "ipo" and report.status != "in_talks":
        sought = OFFERED
    if "raised" in sums:
        return pick(raised, ref, "raised").format(sums["raised"]) + at
    if "sought" in sums:
        return pick(sought, ref, "sought").format(sums["sought"]) + at
    return plain + at


def borrows(report: Report) -> bool:
    """Whether a financing is told to be debt; where somebody invests, it may be the investor's own."""
    return bool(sort_of(report.title, "funding")) and not any(party.role == "investor" for party in report.parties)


def _takeover(report: Report, plain: str) -> str:
    others = listed(map(called, report.others))
    joined = "with" if plain.endswith("merger") else "of" if _takes_over(report) and not plain.endswith("stake") else "involving"
    whom = f" {joined} {others}" if others else ""
    return plain + whom + (f" for {report.sums['price']}" if "price" in report.sums else "")


def _takes_over(report: Report) -> bool:
    """Whether the headline names whom its subject takes over: "OpenAI to acquire Astral", not "Cursor is now part of SpaceX"."""
    verb = _TAKES_OVER.search(report.title)
    named = verb is not None and bool(in_headline(report.others, report.title[verb.end() :]))
    return named or _TAKES_OVER_ABROAD.match(report.title) is not None


def _release(report: Report, plain: str) -> str:
    models = listed(report.own_models, most=2)
    if plain == WITHDRAWN:
        return plain  # which of its models stay, the headline says
    if not models:
        return f"the release of {report.thing}" if report.thing else plain
    family = not any(character.isdigit() for character in models)  # without a version, which model it was is not told
    return f"{'a' if family and len(report.own_models) == 1 else 'the'} release of {models}"


def _launch(report: Report, plain: str) -> str:
    if report.offered:
        return f"the arrival of {report.offered}"
    if report.thing:
        article = "the " if f" the {report.thing} " in f" {report.title} " else ""  # as the headline has it: "the Message Batches API"
        return f"the launch of {article}{report.thing}"
    return plain


def _price(report: Report, plain: str) -> str:
    of = f" for {listed(report.own_models, most=2)}" if report.own_models else ""
    prices = [figure for figure in report.figures if figure.kind == "price"]
    # Told by who asks it or as a price in the headline; other sums are what something rises by, may cost, or costs elsewhere.
    asked = len(prices) == 1 and (report.own or _ASKED.search(report.title, 0, max(0, report.title.find(prices[0].surface))))
    return plain + of + (f" to {report.sums['price']}" if asked and "price" in report.sums else "")


def _result(report: Report, plain: str) -> str:
    places = _places(report.named_standings)
    return plain + (f" ({places})" if places else f" for {listed(report.own_models, most=2)}" if report.own_models else "")


def _capacity(report: Report, plain: str) -> str:
    planned = "planned" if report.status == "in_talks" else "new"
    sort = sort_of(report.title, "infrastructure")
    if "capex" in report.sums:
        return f"{report.sums['capex']} of {planned} {sort or 'capacity'}"
    if _UNVEILS.search(report.title) and (thing := thing_of(report.title, "product_launch")):
        return f"the launch of {thing}"  # a chip, say
    return f"{planned} {sort}" if sort else plain


def _partnership(report: Report, plain: str) -> str:
    whom = listed(map(called, report.others))
    return plain + (f" with {whom}" if whom else "") + (f" worth {report.sums['capex']}" if "capex" in report.sums else "")


def _official_move(report: Report, plain: str) -> str:
    places = listed((name for code in report.countries if (name := country_name(code))), most=2)
    what = "a statement on regulation" if report.own else plain  # what a company tells of the law itself binds nobody
    return what + (f" in {places}" if places else "")


def _research(report: Report, plain: str) -> str:
    named = listed(in_headline(report.models.values(), report.title), most=2)  # what the text names along the way it may rest on
    return plain + (f" on {named}" if named else f" ({report.thing})" if report.thing else "")


_WORDS: dict[str, Callable[[Report, str], str]] = {
    "funding": _financing,
    "ipo": _financing,
    "acquisition": _takeover,
    "model_release": _release,
    "product_launch": _launch,
    "pricing": _price,
    "ranking": _result,
    "infrastructure": _capacity,
    "partnership": _partnership,
    "earnings": lambda report, plain: plain + (f" ({report.sums['revenue']} of revenue)" if "revenue" in report.sums else ""),
    "lawsuit": lambda report, plain: plain + (f" that also involves {listed(map(called, report.others))}" if report.others else ""),
    "regulation": _official_move,
    "research": _research,
}


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
