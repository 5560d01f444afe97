"""Names that the register does not know, proposed from how newsrooms introduce a company; with evidence, for the review queue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from amw.companies.find import Seen
from amw.companies.names import normalise
from amw.companies.unknown.abroad import introduced_abroad
from amw.companies.unknown.caseless import introduced_caseless
from amw.companies.unknown.cjk import introduced_cjk
from amw.companies.unknown.cues import Places, find_places, overlaps
from amw.companies.unknown.english import introduced_english
from amw.companies.unknown.evidence import Evidence
from amw.companies.unknown.investors import AMONG, listed_investors
from amw.companies.unknown.japanese import introduced_japanese, is_japanese
from amw.companies.unknown.lists import listed_firms, may_list
from amw.companies.wordings import MAX_READ

_OF_NAMES = frozenset({"corporate name", "name of a trade", "X-based Y"})  # what says nothing of the part that a name plays
_CASELESS = frozenset({"ar", "hi"})  # languages whose script has no capitals
_SUM = re.compile(r"[$€£¥]\d")
# By itself such a wording is as often one of a term or a thing, however often that recurs ("Neural Networks", "Winter Games")
_SLIGHT = frozenset({"name of a trade", "after a known company", "before a known company", "who says so"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """`text[start:end]` looks like an organisation that the register lacks: the reasons, their combined score (0..1), a role if stated."""

    start: int
    end: int
    name: str
    score: float
    reasons: tuple[str, ...]
    role: str | None = None


def propose(
    seen: Seen, taken: Iterable[tuple[int, int]] = (), firms: Sequence[tuple[int, int]] = (), *, least: float = 0.0
) -> list[Proposal]:
    """Unknown organisations in a text outside the spans `taken`, each at its first mention, best evidence first.

    `seen` is what a `Finder` saw in the text, `firms` are those of `taken` that name companies, in order. One wording is seldom enough:
    reasons add up, and a name that recurs gains. Reads the first 1,000 characters; where `least` is more than a half, texts whose wordings
    cannot add up to that are not read further.
    """
    spans = sorted(taken)
    if len(seen.text) > MAX_READ:
        seen = seen._replace(text=seen.text[:MAX_READ])
        spans = spans[: bisect_left(spans, (MAX_READ,))]
    places = find_places(seen, spans) if seen.language is None else None
    if places is not None and least > 0.5 and not places.sure:
        places = None
    lists = seen.language not in _CASELESS and may_list(seen, firms)
    if places is None and not seen.abroad and not lists and not seen.investing:
        return []  # nearly always
    found: dict[str, list[Evidence]] = {}
    for evidence in _evidence(seen, spans, firms if lists else None, places):
        found.setdefault(_key(seen.text[evidence[0] : evidence[1]]), []).append(evidence)
    found.pop("", None)
    proposals = [_weighed(seen.text, evidence) for evidence in found.values()]
    return sorted(_disjoint(proposals), key=lambda p: (-p.score, p.start)) if proposals else []


def _evidence(
    seen: Seen, spans: list[tuple[int, int]], firms: Sequence[tuple[int, int]] | None, places: Places | None
) -> Iterator[Evidence]:
    """What every reader says of the names in a text, each of its own kind of text; no `firms` where there can be no list of them."""
    text = seen.text
    if seen.language is None:
        if seen.investing and _SUM.search(text) is not None:
            yield from listed_investors(text, spans)
        if places is not None:
            yield from introduced_english(text, places, spans)
    elif seen.language in _CASELESS:
        yield from introduced_caseless(seen, spans)
    else:
        yield from introduced_abroad(seen, spans)
    if firms is not None:
        yield from listed_firms(seen, firms, spans)
    if seen.cjk:
        for evidence in introduced_japanese(text, spans) if is_japanese(text) else introduced_cjk(text, spans):
            if not overlaps(evidence[:2], spans):
                yield evidence


def _weighed(text: str, evidence: list[Evidence]) -> Proposal:
    """One name and all that speaks for it."""
    best: dict[str, float] = {}
    for _, _, weight, reason, _ in evidence:
        best[reason] = max(best.get(reason, 0.0), weight)
    start, end = min((start, end) for start, end, *_ in evidence)
    name = text[start:end]
    doubt = 1.0
    for weight in best.values():
        doubt *= 1.0 - weight
    if text.find(name, end) >= 0 and len(name) > 2 and not (len(best) == 1 and _SLIGHT.issuperset(best)):
        doubt *= 0.7
    investor = AMONG in best or _OF_NAMES.issuperset(reason for _, _, _, reason, role in evidence if role != "investor")
    role = "investor" if investor and any(role == "investor" for *_, role in evidence) else None
    return Proposal(start, end, name, round(1.0 - doubt, 3), tuple(sorted(best)), role)


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    return normalise(name).replace(" ", "")


def _disjoint(proposals: list[Proposal]) -> list[Proposal]:
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (-p.score, -(p.end - p.start))):
        if not any(p.start < proposal.end and proposal.start < p.end for p in kept):
            kept.append(proposal)
    return kept
