"""The AMW Read: one sentence made of facts only, every clause tied to the rows it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from amw.stories.past import Figure, Party, Report, Standing
from amw.stories.threads import Edge

MAPS = {
    "player_map": "player map",
    "technology_map": "technology map",
    "adoption_map": "adoption map",
    "supply_map": "supply map",
    "rules_map": "rules map",
}
# What an event adds to a map; several wordings each, chosen by the report so that the same story always reads the same.
ADDS: dict[str, tuple[str, ...]] = {
    "funding": ("a financing", "new capital"),
    "acquisition": ("a change of ownership", "a takeover"),
    "ipo": ("a step to the public market", "a listing"),
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
OPEN: dict[str, tuple[str, ...]] = {
    "funding": ("the terms beyond the amount", "who else is in the round"),
    "acquisition": ("the terms and the regulators' view",),
    "ipo": ("price and date",),
    "model_release": ("how it stands on independent leaderboards", "independent measurements"),
    "product_launch": ("who uses it", "adoption"),
    "pricing": ("whether rivals follow",),
    "ranking": ("whether the standing turns into use", "adoption behind the rank"),
    "partnership": ("the terms", "money and exclusivity"),
    "infrastructure": ("when it runs", "financing and date"),
    "research": ("whether it holds outside the paper",),
    "regulation": ("how it will be enforced",),
    "lawsuit": ("the court's decision",),
    "personnel": ("what changes in the work",),
    "earnings": ("the costs behind the figures",),
    "incident": ("cause and extent",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """`sentence`, and for each of its clauses the refs of the rows it rests on ("article:URL", "story:ID", "board:key@time")."""

    sentence: str
    facts: tuple[Mapping[str, object], ...]


def write_read(report: Report, edges: Sequence[Edge], segment_name: str | None) -> Read | None:
    """The sentence for `report`: which map it updates and with what, what it confirms or contradicts, what it leaves open.

    None where segment, lens or event is not known: nothing is invented to fill a clause.
    """
    if report.relevant is False or segment_name is None or report.lens not in MAPS or report.event not in ADDS:
        return None
    where = f"{segment_name} {MAPS[report.lens]}"
    clauses = [
        _updates(report, where),
        _confirms(report, edges),
        {"text": f"leaves open {_pick(OPEN[report.event], report.ref)}", "refs": [report.ref]},
    ]
    if not report.standings and not edges:
        clauses[1] = {"text": "is the first report of it here", "refs": [report.ref]}
    said = [clause for clause in clauses if clause is not None]
    sentence = "; ".join(str(clause["text"]) for clause in said)
    return Read(sentence=sentence[0].upper() + sentence[1:] + ".", facts=tuple(said))


def _updates(report: Report, where: str) -> Mapping[str, object]:
    what = _pick(ADDS[report.event or ""], report.ref)
    detail = _detail(report)
    party = report.primary
    if party is None:
        text = f"updates the {where} with {what}{detail}"
    else:
        text = f"updates {_possessive(party.name)} position in the {where} with {what}{detail}"
    return {"text": text, "refs": [report.ref]}


def _detail(report: Report) -> str:
    if report.event == "ranking" and report.standings:
        standing = report.standings[0]
        place = _place(standing)
        return f": {standing.subject} {place} on {standing.board}" if place else f" on {standing.board}"
    money = _money(report.figures)
    partners = [party for party in report.parties if party.role in {"secondary", "investor"}][:2]
    by = f" with {_names(partners)}" if partners and report.event in {"partnership", "funding", "acquisition"} else ""
    models = f" of {next(iter(report.models.values()))}" if report.models and report.event in {"model_release", "pricing"} else ""
    return f"{models}{f' ({money})' if money else ''}{by}"


def _confirms(report: Report, edges: Sequence[Edge]) -> Mapping[str, object] | None:
    checked = [standing for standing in report.standings if standing.verdict != "not_checkable"]
    for verdict, verb in (
        ("contradicted", "is contradicted by"),
        ("imprecise", "is only roughly borne out by"),
        ("supported", "is borne out by"),
    ):
        for standing in checked:
            if standing.verdict == verdict:
                day = f" of {standing.snapshot_at:%-d %B %Y}" if standing.snapshot_at else ""
                ref = f"board:{standing.board}@{standing.snapshot_at.isoformat() if standing.snapshot_at else ''}"
                return {"text": f"{verb} the board's capture{day}", "refs": [report.ref, ref], "evidence": standing.evidence}
    strongest = next((edge for edge in edges if edge.kind != "related"), None)
    if strongest is None:
        return None
    verb = {
        "contradicts": "contradicts the earlier report that",
        "corrects": "corrects the earlier report that",
        "continues": "continues",
        "follows": "follows",
    }[strongest.kind]
    title = strongest.story.title.rstrip(". ")
    text = f"{verb} “{title}” ({strongest.story.published_at:%-d %b %Y})"
    return {"text": text.replace("report that “", "report “"), "refs": [report.ref, strongest.story.ref], "evidence": strongest.evidence}


def _place(standing: Standing) -> str:
    if standing.kind == "rank" and standing.value.isdigit():
        scope = {"global": "", "open_weights": " among open weights"}.get(standing.scope, f" in {standing.scope}")
        return f"{ordinal(int(standing.value))}{scope}"
    return f"at {standing.value}" if standing.kind == "score" else ""


def ordinal(number: int) -> str:
    """1 -> "1st", 11 -> "11th", 22 -> "22nd"."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _money(figures: Sequence[Figure]) -> str:
    return ", ".join(f"{figure.kind} {figure.surface}" for figure in figures if figure.kind != "other" and figure.surface)[:80]


def _names(parties: Sequence[Party]) -> str:
    return " and ".join(party.name for party in parties)


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _pick(wordings: tuple[str, ...], ref: str) -> str:
    return wordings[blake2b(ref.encode(), digest_size=2).digest()[0] % len(wordings)]
