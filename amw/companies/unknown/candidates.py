"""Names that the register does not know, proposed from how newsrooms introduce a company; with evidence, for the review queue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from amw.companies.find import Finder, Seen
from amw.companies.folding import spaced_and_told
from amw.companies.names import normalise
from amw.companies.unknown.abroad import introduced_abroad
from amw.companies.unknown.caseless import introduced_caseless
from amw.companies.unknown.cjk import introduced
from amw.companies.unknown.cues import Places, begins_sentence, find_places, links, overlaps
from amw.companies.unknown.evidence import Evidence, around
from amw.companies.unknown.investors import AMONG, listed_investors
from amw.companies.unknown.japanese import introduced_japanese, is_japanese
from amw.companies.unknown.lists import listed_firms
from amw.companies.wordings import (
    BACKED,
    FIRMS,
    MAX_READ,
    OFFICES,
    PLACED,
    REACH,
    SUFFIXES,
)
from amw.companies.words import FIRST_NAMES, GENERIC, LEADING, NOT_COMPANIES, VERBS
from amw.countries import country_code

_OF_NAMES = frozenset({"corporate name", "name of a trade", "X-based Y"})  # what says nothing of the part that a name plays
_CASELESS = frozenset({"ar", "hi"})  # languages whose script has no capitals
MAX_RUNS = 80  # capitalised stretches looked at in one text

# The first capital stands in front so that the search can skip to it; up to three letters or digits may precede it ("xAI", "11Labs")
_RUN = re.compile(
    r"[A-Z](?:(?<![\w&].)|(?<=(?<![\w&])[a-z].)|(?<=(?<![\w&])[a-z]{2}.)|(?<=(?<![\w&])[a-z]{3}.)"
    r"|(?:(?<=(?<![\w&])\d.)|(?<=(?<![\w&])\d\d.)|(?<=(?<![\w&])\d{3}.))(?=[A-Za-z]))"
    r"[\w&+’'-]*(?:\.(?:ai|io|com|AI|app|dev)\b)?"
    r"(?:[ ](?:&[ ]|of[ ]|No\.[ ])?(?:[A-Z][\w&+’'-]*(?:\.(?:ai|io|com|AI)\b)?|[a-z]{1,3}[A-Z]\w*|\d{1,3}(?!\w))){0,7}"
)
_SUM = re.compile(r"[$€£¥]\d")
_CHIP = re.compile(r"[A-Z]{1,3}\d{3,4}[A-Z]?s?")  # "H200s", "MI350X"
_CHAIN = re.compile(r"(?:,|,?[ ]and|,?[ ]&)[ ]\Z")

# Before a person's name, unless that ends as a firm's does: "Justice Labs", "Rep AI"
_TITLES = frozenset("AG Attorney Chancellor Dr Gov Governor Judge Justice Mayor Minister Mr Mrs Ms Prof Professor Rep Sen Senator".split())
_NO_NAME = GENERIC | VERBS
_PRONOUNS = frozenset("i you he she it we they that there what who here don can let isn doesn didn won".split())
# Words that stand in headlines and not inside names
_INNER = frozenset("i you it that this over before after than per without into from with is are was i’ve i'm it’s don’t didn’t".split())
_TRADES = frozenset("startup start-up startups firm maker giant unicorn chipmaker automaker neocloud spinoff spinout".split())
_OWNERS = ("’s", "'s")
_TIES = (*PLACED, *BACKED, "-linked", "-owned", "-led", "-branded", *_OWNERS)

# What people do as well: "Japan’s Takaichi wins"
_OF_PEOPLE = frozenset({"subject of a title", "subject of a sentence", "who says so"})
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
    text: str,
    taken: Iterable[tuple[int, int]] = (),
    words: str | None = None,
    seen: Seen | None = None,
    *,
    cjk: bool | None = None,
    language: str | None = None,
    least: float = 0.0,
    firms: Sequence[tuple[int, int]] = (),
) -> list[Proposal]:
    """Unknown organisations in `text` outside the spans `taken`, each at its first mention, best evidence first.

    One wording is seldom enough: reasons add up, and a name that recurs in the text gains. Reads the first 1,000 characters; where
    `least` is more than a half, texts whose wordings cannot add up to that are not read further.
    `firms` are those of `taken` that name companies, in order. `words` is `spaced(text)`, `seen` what a `Finder` saw in it, `cjk` says
    whether the text holds Han, kana or Hangul, and `language` is what `language_of` says, where the caller has them.
    """
    if words is None or cjk is None:
        words, cjk, _ = spaced_and_told(text)
    if seen is None:
        seen = _wordings().scan(text, words, cjk=cjk)
    spans = sorted(taken)
    if len(text) > MAX_READ:
        text = text[:MAX_READ]
        spans = spans[: bisect_left(spans, (MAX_READ,))]
    places = find_places(text, seen.cues, spans, _title_end(text)) if language is None else None
    if places is not None and least > 0.5 and not places.sure:
        places = None
    if places is None and language is None and not cjk and not _may_list(text, firms, seen, language):
        return []  # nearly always
    found: dict[str, list[Evidence]] = {}
    for evidence in _evidence(text, words, spans, firms, seen, places, cjk=cjk, language=language):
        found.setdefault(_key(text[evidence[0] : evidence[1]]), []).append(evidence)
    found.pop("", None)
    proposals = [_weighed(text, evidence) for evidence in found.values()]
    return sorted(_disjoint(proposals), key=lambda p: (-p.score, p.start)) if proposals else []


def _evidence(
    text: str,
    words: str,
    spans: list[tuple[int, int]],
    firms: Sequence[tuple[int, int]],
    seen: Seen,
    places: Places | None,
    *,
    cjk: bool,
    language: str | None,
) -> Iterator[Evidence]:
    """What every reader says of the names in `text`, each of its own kind of text."""
    if language is None:
        if seen.investing and _SUM.search(text) is not None:
            yield from listed_investors(text, spans)
        if places is not None:
            yield from _latin(text, places, spans, _title_end(text))
    elif language in _CASELESS:
        yield from introduced_caseless(text, words, spans)
    else:
        yield from introduced_abroad(text, words, spans, language)
    if language not in _CASELESS and _may_list(text, firms, seen, language):
        yield from listed_firms(text, words, firms, spans, language, seen)
    if cjk:
        for evidence in introduced_japanese(text, spans) if is_japanese(text) else introduced(text, spans):
            if not overlaps(evidence[:2], spans):
                yield evidence


def _may_list(text: str, firms: Sequence[tuple[int, int]], seen: Seen, language: str | None) -> bool:
    """Whether `text` may hold a list of firms: two of them, money for one, or the sums of a round-up."""
    return len(firms) > 1 or bool(seen.investing) or (bool(firms) and (language is not None or "$" in text))


def _title_end(text: str) -> int:
    return newline if (newline := text.find("\n")) >= 0 else len(text)


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


@cache
def _wordings() -> Finder:
    """The wordings alone, without any name."""
    return Finder(())


def _latin(text: str, places: Places, spans: list[tuple[int, int]], title_end: int) -> Iterator[Evidence]:
    """What the wordings around the capitalised stretches of an English text say."""
    starts, ends, verbs, inside, leads, _ = places
    before, after = frozenset(end for _, end in spans), frozenset(start for start, _ in spans)
    chained: tuple[int, str, float, str | None] | None = None
    at, last = 0, len(inside)
    every = sorted({*starts, *ends, *verbs, *inside, *leads})
    finish = -1
    for _ in range(MAX_RUNS):
        if chained is None and not (leads and _is_led(leads, finish)):  # then no run counts before the one at the next place
            if (number := bisect_left(every, finish + 1)) == len(every):
                break
            place = every[number]
            finish = max(finish, text.rfind(", ", 0, place), text.rfind(". ", 0, place), text.rfind("\n", 0, place))  # no run crosses these
        if (run := _RUN.search(text, finish)) is None:
            break
        begin, finish = run.span()
        while begin and text[begin - 1].isalnum():
            begin -= 1
        while at < last and inside[at] < begin:
            at += 1
        if not (
            finish in ends
            or begin in starts
            or (at < last and inside[at] < finish)
            or (finish in verbs and begins_sentence(text, begin))
            or chained is not None
            or (leads and _is_led(leads, begin))
        ):
            continue
        name = text[begin:finish]
        if " " not in name and name.casefold().rstrip(".,’'") in _NO_NAME:
            continue
        for start, end, verb in _names_of(text, begin, finish):
            if spans and overlaps((start, end), spans):
                chained = (end, chained[1], chained[2], chained[3]) if chained and _CHAIN.match(text[chained[0] : start]) else chained
                continue
            trimmed = _trim(text[start:end])
            if trimmed is None:
                continue
            led = start if _is_introduction(text[start : start + trimmed[0]].rstrip().rpartition(" ")[2]) else start + trimmed[0]
            start, end = start + trimmed[0], start + trimmed[1]
            evidence = around(text, start, end, verb, title_end, led=led)
            if led < start and country_code(text[led:start].rstrip()[:-2]) is not None:
                evidence = [told for told in evidence if told[1] not in _OF_PEOPLE]
            if before and links(text, led, before, before=True):
                evidence.append((0.4, "after a known company", None))
            if after and links(text, end, after, before=False):
                evidence.append((0.4, "before a known company", None))
            if chained is not None and _CHAIN.match(text[chained[0] : start]):
                evidence.append((chained[2] - 0.05, chained[1], chained[3]))
            if not evidence:
                continue
            in_title = 0.1 if start < title_end else 0.0
            for weight, reason, role in evidence:
                yield start, end, weight + in_title, reason, role
            lead = next(((w, r, role) for w, r, role in evidence if role == "investor" or r in ("bought by", "paid for")), None)
            chained = (end, lead[1], lead[0], lead[2]) if lead is not None else None


def _is_led(leads: list[int], at: int) -> bool:
    """Whether a wording that names follow begins up to REACH before `at`; `leads` are in order."""
    number = bisect_right(leads, at)
    return number > 0 and at - leads[number - 1] <= REACH


def _names_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """The stretches of one capitalised run between headline verbs, each with the verb that follows inside the run."""
    at = start
    begin: int | None = None
    for word in text[start:end].split(" "):
        bare = word.casefold().rstrip(".,’'")
        if bare.endswith(BACKED) and begin is None:
            yield at, at + word.rindex("-"), bare
        elif (bare in VERBS and not _ends_as_firm(text, word, at, end)) or bare in OFFICES:
            if begin is not None:
                yield begin, at - 1, bare
            begin = None
        elif begin is None and word and word not in ("of", "&", "No."):
            begin = at
        at += len(word) + 1
    if begin is not None:
        yield begin, end, None


def _ends_as_firm(text: str, word: str, at: int, end: int) -> bool:
    """Whether a verb at the end of the run is the end of a firm's name: "Critical Partners bets", but "Acme partners with X"."""
    return word in FIRMS and at + len(word) == end and text[end : end + 2].strip().islower() and not text.startswith((" with", " on "), end)


def count_evidence(proposals: Iterable[Proposal]) -> list[tuple[str, int, Counter[str]]]:
    """Proposals of many texts as queue entries: (name as most often written, texts, reasons counted), most frequent first."""
    names: dict[str, Counter[str]] = {}
    reasons: dict[str, Counter[str]] = {}
    for proposal in proposals:
        key = _key(proposal.name)
        names.setdefault(key, Counter())[proposal.name] += 1
        reasons.setdefault(key, Counter()).update(proposal.reasons)
    entries = [(spelled.most_common(1)[0][0], spelled.total(), reasons[key]) for key, spelled in names.items()]
    return sorted(entries, key=lambda e: (-e[1], e[0]))


@lru_cache(maxsize=8192)
def _trim(name: str) -> tuple[int, int] | None:
    """The part of `name` without leading articles and trade words, or None where what is left is no name of an organisation."""
    start = 0
    while True:
        if not name[-1].isalnum() or name[-2:] in ("’s", "'s"):
            name = name.removesuffix("’s").removesuffix("'s").rstrip("’'-& ")
        words = name.split()
        if not words:
            return None
        if (cut := _not_its_own(words)) > 0:
            start, name = start + cut, name[cut:]
            continue
        if len(words) > 1 and (words[0] in LEADING or words[0].endswith(PLACED)):
            cut = name.find(words[1], len(words[0]))
            start, name = start + cut, name[cut:]
            continue
        break
    folded = [w.casefold().strip(".,’'") for w in words]
    if words[0] in ("of", "&") or (len(words) > 1 and words[0].rstrip(".") in _TITLES and words[-1] != "AI" and words[-1] not in SUFFIXES):
        return None
    if folded[0].partition("’")[0].partition("'")[0] in _PRONOUNS or (len(words) > 2 and not _INNER.isdisjoint(folded[1:])):
        return None  # "I’ve", "Panic Over Agentic AI"
    if (
        name in NOT_COMPANIES
        or " ".join(folded) in GENERIC
        or (folded[-1] in GENERIC and (len(words) == 1 or words[-1] not in SUFFIXES))
        or all(w in GENERIC for w in folded)
        or folded[0] in VERBS
        or folded[-1] in VERBS
        or words[0].removesuffix("’s").removesuffix("'s") in NOT_COMPANIES
        or (len(words) == 2 and words[0] in FIRST_NAMES and words[1] not in SUFFIXES)
        or len(name) < 2
        or _CHIP.fullmatch(name) is not None
        or len(name) > 60
        or (len(words) == 1 and len(name) < 3 and not name.isupper())
        or (len(words) == 2 and words[1] == "AI" and words[0].endswith("ing"))  # "Building AI agents"
    ):
        return None
    return start, start + len(name)


def _not_its_own(words: list[str]) -> int:
    """The characters of what stands in front of a name in one run: a trade ("Payments Startup X"), a tie ("Hong Kong-listed X"),
    an owner ("Michael Saylor’s X", "Finland’s X")."""
    for at in range(len(words) - 2, -1, -1):
        if _is_introduction(words[at]) and (at or not words[at].endswith(_OWNERS) or country_code(words[at][:-2]) is not None):
            return sum(map(len, words[: at + 1])) + at + 1
    return 0


def _is_introduction(word: str) -> bool:
    """Whether the `word` before a name, if any, says what it is, to whom it is tied or whose it is."""
    folded = word.casefold()
    return folded in _TRADES or word.endswith(_TIES)


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    return normalise(name).replace(" ", "")


def _disjoint(proposals: list[Proposal]) -> list[Proposal]:
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (-p.score, -(p.end - p.start))):
        if not any(p.start < proposal.end and proposal.start < p.end for p in kept):
            kept.append(proposal)
    return kept
