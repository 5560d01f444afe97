"""Names that the register does not know, proposed from how newsrooms introduce a company; with evidence, for the review queue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from amw.companies.find import spaced
from amw.companies.names import normalise
from amw.companies.nouns import FIRST_NAMES, GENERIC, LEADING, NOT_COMPANIES, VERBS
from amw.companies.wordings import (
    BACKED,
    BETWEEN,
    BUY,
    CHIEF_AFTER,
    CHIEFS,
    CUE_SIDES,
    CUES,
    HAN,
    HANGUL,
    IN,
    KIND_AFTER,
    KINDS,
    KO_BUY,
    KO_GLOSS,
    KO_INVEST,
    KO_TITLE,
    OFFICES,
    OPENINGS,
    REACH,
    REACHED,
    STRONG,
    STRONG_PHRASE,
    STUDIES,
    SUFFIXES,
    VERB,
    WEAK,
    WEAK_PHRASE,
    WITH,
    ZH_LEAD,
    ZH_ROUND,
)

MAX_TEXT = 1000  # characters read for proposals: of 503 names proposed in real items 99.6% were introduced before it
MAX_RUNS = 80  # capitalised stretches looked at in one text

# The first capital stands in front so that the search can skip to it; up to three letters or digits may precede it ("xAI", "11Labs")
_RUN = re.compile(
    r"[A-Z](?:(?<![\w&].)|(?<=(?<![\w&])[a-z].)|(?<=(?<![\w&])[a-z]{2}.)|(?<=(?<![\w&])[a-z]{3}.)"
    r"|(?:(?<=(?<![\w&])\d.)|(?<=(?<![\w&])\d\d.)|(?<=(?<![\w&])\d{3}.))(?=[A-Za-z]))"
    r"[\w&+’'-]*(?:\.(?:ai|io|com|AI|app|dev)\b)?"
    r"(?:[ ](?:&[ ]|of[ ]|No\.[ ])?(?:[A-Z][\w&+’'-]*(?:\.(?:ai|io|com|AI)\b)?|[a-z]{1,3}[A-Z]\w*|\d{1,3}(?!\w))){0,7}"
)
_LINKS = (" and ", ", and ", ", ", " & ", " et ", " und ", " y ", " e ")
_LINK_SIZES = frozenset(map(len, _LINKS))
_CHAIN = re.compile(r"(?:,|,?[ ]and|,?[ ]&)[ ]\Z")

_NO_NAME = GENERIC | VERBS

_Evidence = tuple[int, int, float, str, str | None]  # start, end, weight, reason, role


@dataclass(frozen=True, slots=True)
class Proposal:
    """`text[start:end]` looks like an organisation that the register lacks: the reasons, their combined score (0..1), a role if stated."""

    start: int
    end: int
    name: str
    score: float
    reasons: tuple[str, ...]
    role: str | None = None


def propose(text: str, taken: Iterable[tuple[int, int]] = (), words: str | None = None) -> list[Proposal]:
    """Unknown organisations in `text` outside the spans `taken`, each at its first mention, best evidence first.

    `words` is `spaced(text)`, where the caller has it.

    One wording is seldom enough: reasons add up, and a name that recurs in the text gains. Reads the first 1,000 characters.
    """
    text = text[:MAX_TEXT]
    words = spaced(text) if words is None else words[: len(text) + 1] + " "
    spans = sorted(taken)
    edges = frozenset(end for _, end in spans), frozenset(start for start, _ in spans)
    found: dict[str, list[_Evidence]] = {}
    title_end = text.find("\n") if "\n" in text else len(text)
    _latin(text, words, spans, edges, title_end, found)
    if not text.isascii():
        if HANGUL.search(text, 0, 400):
            _korean(text, spans, found)
        if HAN.search(text, 0, 400):
            for pattern, reason, role in ((ZH_ROUND, "完成融资", None), (ZH_LEAD, "领投", "investor")):
                for match in pattern.finditer(text):
                    if not _inside(match.span("n"), spans) and match["n"] not in NOT_COMPANIES:
                        found.setdefault(_key(match["n"]), []).append((*match.span("n"), 0.55, reason, role))
    proposals = []
    for key, evidence in found.items():
        if not key:
            continue
        best: dict[str, float] = {}
        for _, _, weight, reason, _ in evidence:
            best[reason] = max(best.get(reason, 0.0), weight)
        start, end = min((e[0], e[1]) for e in evidence)
        name = text[start:end]
        miss = 1.0
        for weight in best.values():
            miss *= 1.0 - weight
        if text.find(name, end) >= 0 and len(name) > 2:
            miss *= 0.7
        roles = [e[4] for e in evidence]
        role = "investor" if roles and all(r == "investor" for r in roles) else None
        proposals.append(Proposal(start, end, name, round(1.0 - miss, 3), tuple(sorted(best)), role))
    return sorted(_disjoint(proposals), key=lambda p: (-p.score, p.start))


def _latin(
    text: str,
    words: str,
    spans: list[tuple[int, int]],
    edges: tuple[frozenset[int], frozenset[int]],
    title_end: int,
    found: dict[str, list[_Evidence]],
) -> None:
    chained: tuple[int, str, float, str | None] | None = None
    starts, ends, verbs, cues = _hot(text, words, edges)
    for run in islice(_RUN.finditer(text), MAX_RUNS):
        begin, finish = run.span()
        while begin and text[begin - 1].isalnum():
            begin -= 1
        name = text[begin:finish]
        if chained is None and not (starts[begin] or ends[finish] or (verbs[finish] and _begins(text, begin))):
            if " " in name:
                if cues.find(1, begin, finish) < 0 and name.rpartition(" ")[2] not in SUFFIXES and not _backed(name):
                    continue
            elif "-" not in name or not _backed(name):
                continue
        if " " not in name and name.casefold().rstrip(".,’'") in _NO_NAME:
            continue
        for start, end, verb in _names_of(text, begin, finish):
            if _inside((start, end), spans):
                chained = (end, chained[1], chained[2], chained[3]) if chained and _CHAIN.match(text[chained[0] : start]) else chained
                continue
            trimmed = _trim(text[start:end])
            if trimmed is None:
                continue
            start, end = start + trimmed[0], start + trimmed[1]
            evidence = list(_around(text, start, end, verb, title_end))
            if edges[0] and _joined(text, start, edges[0], before=True):
                evidence.append((0.4, "after a known company", None))
            if edges[1] and _joined(text, end, edges[1], before=False):
                evidence.append((0.4, "before a known company", None))
            if chained is not None and _CHAIN.match(text[chained[0] : start]):
                evidence.append((chained[2] - 0.05, chained[1], chained[3]))
            if not evidence:
                continue
            in_title = 0.1 if start < title_end else 0.0
            found.setdefault(_key(text[start:end]), []).extend(
                (start, end, weight + in_title, reason, role) for weight, reason, role in evidence
            )
            lead = next(((w, r, role) for w, r, role in evidence if role == "investor" or r == "bought by"), None)
            chained = (end, lead[1], lead[0], lead[2]) if lead is not None else None


def _backed(name: str) -> bool:
    return BACKED[0] in name or BACKED[1] in name


class _Hot(NamedTuple):
    """Where wordings that `_around` reads can stand, one byte a character: a quick look before a long one."""

    starts: bytearray  # 1 where a name that begins there may be told by the words before it
    ends: bytearray  # 1 where a name that ends there may be told by the words after it
    verbs: bytearray  # 1 where a name that ends there may be told by a verb, if it begins a sentence
    cues: bytearray  # 1 where such a word itself begins or ends


def _hot(text: str, words: str, edges: tuple[frozenset[int], frozenset[int]]) -> _Hot:
    length = len(text)
    size = length + REACH + 2
    hot = starts, ends, verbs, cues = _Hot(bytearray(size), bytearray(size), bytearray(size), bytearray(size))
    for number, start, after in CUES.find_matches_as_indexes(words, overlapping=True):
        follows, office, adjoins, leads = CUE_SIDES[number]
        if follows and start:
            (ends if office else verbs)[start - 1] = 1
            cues[start] = 1
        if adjoins:
            at = after - 2
            cues[at] = 1
            while at < length and text[at] in BETWEEN:
                at += 1
            starts[at] = 1
        if leads:
            starts[start : start + REACH + 1] = REACHED
            cues[start] = 1
    for opening in OPENINGS:
        at = text.find(opening)
        while at >= 0:
            ends[at] = 1
            at = text.find(opening, at + 1)
    for size in _LINK_SIZES:
        for at in edges[0]:
            if at + size < length:
                starts[at + size] = 1
        for at in edges[1]:
            if 0 <= at - size < length:
                ends[at - size] = 1
    return hot


def _begins(text: str, start: int) -> bool:
    """Whether a name at `start` begins a sentence, a line or a quotation."""
    at = start - 1
    while at >= 0 and text[at] in " \n“\"‘'(":
        if text[at] == "\n":
            return True
        at -= 1
    return at < 0 or text[at] in ".!?:;|" or text[start - 1] in '“"‘'


def _joined(text: str, at: int, edges: frozenset[int], *, before: bool) -> bool:
    """Whether the name at `at` stands in a list with a known name: only a comma or an "and" lies between."""
    for link in _LINKS:
        if before:
            if at - len(link) in edges and text.startswith(link, at - len(link)):
                return True
        elif at + len(link) in edges and text.startswith(link, at):
            return True
    return False


def _names_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """The stretches of one capitalised run between headline verbs, each with the verb that follows inside the run."""
    at = start
    begin: int | None = None
    for word in text[start:end].split(" "):
        bare = word.casefold().rstrip(".,’'")
        if bare.endswith(BACKED) and begin is None:
            yield at, at + word.rindex("-"), bare
        elif bare in VERBS or bare in OFFICES:
            if begin is not None:
                yield begin, at - 1, bare
            begin = None
        elif begin is None and word and word not in ("of", "&", "No."):
            begin = at
        at += len(word) + 1
    if begin is not None:
        yield begin, end, None


def _around(text: str, start: int, end: int, verb: str | None, title_end: int) -> Iterator[tuple[float, str, str | None]]:
    """Every wording around `text[start:end]` that shows an organisation: (weight, reason, role)."""
    before = text[max(0, start - REACH) : start]
    solid = before.rstrip(" \n“\"‘'(")
    begins = not solid or _begins(text, start)
    cut = max(before.rfind(". "), before.rfind("\n"), before.rfind("? "), before.rfind("! "), before.rfind("; "))
    words = [] if begins else before[cut + 1 :].split()
    name = text[start:end]
    following = verb or (match[1].casefold() if (match := VERB.match(text, end, end + 24)) else "")
    if begins:
        if following in STRONG or STRONG_PHRASE.match(text, end, end + 60):
            yield 0.6, "subject of a deal", None
        elif following in WEAK or WEAK_PHRASE.match(text, end, end + 40):
            yield (0.35, "subject of a title", None) if start < title_end and start < 30 else (0.25, "subject of a sentence", None)
    if text.startswith((", ", " is a"), end) and KIND_AFTER.match(text, end, end + 90):
        yield 0.5, "X, a startup", None
    if CHIEF_AFTER.match(text, end, end + 20):
        yield 0.4, "chief of X", None
    if text.startswith(BACKED, end):
        yield 0.4, "X-backed", "investor"
    if " " in name and name.rpartition(" ")[2] in SUFFIXES:
        yield 0.4, "corporate name", None
    if not words:
        return
    last = words[-1].strip("“\"‘'(,").casefold()
    previous = words[-2].strip("“\"‘'(,").casefold() if len(words) > 1 else ""
    if last in KINDS:
        yield (0.55 if words[-1][0].islower() else 0.35), "startup X", None
    elif last in ("called", "named", "dubbed") and previous in KINDS:
        yield 0.6, "company called X", None
    elif last == "by" and previous in ("led", "co-led", "backed"):
        yield 0.55, "led by X", "investor"
    elif last in ("from", "including", "include", "as") and any(
        w in before for w in ("participation", "investors", "backers", "Investors", "Backers")
    ):
        yield 0.5, "round by X and Y", "investor"
    elif last == "of" and previous in CHIEFS:
        yield 0.5, "CEO of X", None
    else:
        yield from _object(words)


def _object(words: list[str]) -> Iterator[tuple[float, str, str | None]]:
    """The verb whose object a name is, over at most four words in between ("buys French AI startup X")."""
    for at in range(len(words) - 1, max(-1, len(words) - 6), -1):
        word = words[at].strip("“\"‘'(,").casefold()
        previous = words[at - 1].strip("“\"‘'(,").casefold() if at else ""
        if word in BUY:
            yield 0.6, "bought by", None
            return
        if word == "with" and previous in WITH:
            yield 0.4, "partners with X", None
            return
        if word == "in" and previous in IN:
            yield 0.5, "bought by", None
            return
        if word in ("from", "by") and any(w.casefold() in STUDIES for w in words[:at]):
            yield 0.35, "according to X", None
            return
        if words[at][0].isupper() and words[at] not in LEADING:
            return


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


def _korean(text: str, spans: list[tuple[int, int]], found: dict[str, list[_Evidence]]) -> None:
    title = KO_TITLE.match(text)
    if title is not None and not _inside(title.span("n"), spans):
        name = title["n"]
        again = re.search(
            rf"(?<![가-힣A-Za-z]){re.escape(name)}(?:\([^)\n]{{2,40}}\))?(?:가|이|은|는|을|를|의|도|와|과|에)", text[title.end() :]
        )
        if again is not None and name not in NOT_COMPANIES and not any(word in NOT_COMPANIES for word in name.split()):
            found.setdefault(_key(name), []).append((*title.span("n"), 0.6, "제목의 주어", None))
    for pattern, reason, weight, role in (
        (KO_GLOSS, "스타트업 X", 0.6, None),
        (KO_INVEST, "투자 주도", 0.55, "investor"),
        (KO_BUY, "인수", 0.5, None),
    ):
        for match in pattern.finditer(text):
            name = match["n"]
            span = match.span("n")
            if " " in name and pattern is KO_BUY:
                continue
            if not _inside(span, spans) and name not in NOT_COMPANIES and not any(w in NOT_COMPANIES for w in name.split()):
                if name[-1] in "가이은는을를의도" and len(name) > 3:
                    continue
                found.setdefault(_key(name), []).append((*span, weight, reason, role))


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
        if words[0] in LEADING and len(words) > 1:
            cut = name.find(words[1], len(words[0]))
            start, name = start + cut, name[cut:]
            continue
        break
    folded = [w.casefold().strip(".,’'") for w in words]
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
        or len(name) > 60
        or (len(words) == 1 and len(name) < 3 and not name.isupper())
    ):
        return None
    return start, start + len(name)


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """Whether `span` overlaps one of `spans`, which are in order."""
    at = bisect_left(spans, (span[1],))
    return any(end > span[0] for _, end in spans[max(0, at - 3) : at])


def _key(name: str) -> str:
    return normalise(name).replace(" ", "")


def _disjoint(proposals: list[Proposal]) -> list[Proposal]:
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (-p.score, -(p.end - p.start))):
        if not any(p.start < proposal.end and proposal.start < p.end for p in kept):
            kept.append(proposal)
    return kept
