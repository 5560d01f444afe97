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

from ahocorasick_rs import AhoCorasick, MatchKind

from amw.companies.find import spaced
from amw.companies.names import normalise
from amw.companies.nouns import FIRST_NAMES, GENERIC, LEADING, NOT_COMPANIES, VERBS

MAX_TEXT = 1000  # characters read for proposals: of 503 names proposed in real items 99.6% were introduced before it
REACH = 90  # characters before a name that are read for what introduces it
MAX_RUNS = 80  # capitalised stretches looked at in one text

# The first capital stands in front so that the search can skip to it; up to three letters or digits may precede it ("xAI", "11Labs")
_RUN = re.compile(
    r"[A-Z](?:(?<![\w&].)|(?<=(?<![\w&])[a-z].)|(?<=(?<![\w&])[a-z]{2}.)|(?<=(?<![\w&])[a-z]{3}.)"
    r"|(?:(?<=(?<![\w&])\d.)|(?<=(?<![\w&])\d\d.)|(?<=(?<![\w&])\d{3}.))(?=[A-Za-z]))"
    r"[\w&+’'-]*(?:\.(?:ai|io|com|AI|app|dev)\b)?"
    r"(?:[ ](?:&[ ]|of[ ]|No\.[ ])?(?:[A-Z][\w&+’'-]*(?:\.(?:ai|io|com|AI)\b)?|[a-z]{1,3}[A-Z]\w*|\d{1,3}(?!\w))){0,7}"
)
_STRONG = frozenset(
    """
    raises raised secures secured lands closes nabs bags snags scores nets acquires acquired buys bought emerges exits hits tops
    surpasses crosses reaches
    quadruples triples doubles invests sues lays valued valuation merges
    """.split()
)
_STRONG_PHRASE = re.compile(
    r"[ ](?:(?:[\w-]+ly|just|now|has|have|is)[ ])?(?:to[ ](?:acquire|buy|go[ ]public|lay[ ]off|slash|cut|invest|raise"
    r"|merge)|seeks[ ]\$|raising|raised|secured|acquired|in[ ]talks[ ]to"
    r"|files[ ]for|goes[ ]public|snaps[ ]up|teams[ ]up[ ]with|partners[ ]with|pulls[ ]in|hauls[ ]in|comes[ ]out[ ]of[ ]stealth)\b",
    re.IGNORECASE,
)
_WEAK = frozenset(
    """
    launches launched unveils unveiled introduces introduced debuts releases released announces announced expands opens partners offers
    says said adds ships builds built
    deploys appoints hires names taps uses brings develops bets takes taking gets open-sources signs wins faces joins thinks plans
    rolls wants
    """.split()
)
_WEAK_PHRASE = re.compile(
    r"[ ](?:has[ ]launched|is[ ](?:looking[ ]for|seeking|in[ ]talks|valued|putting"
    r"|a[ ]new|setting|building|developing|launching|rolling)|will[ ](?:use|launch"
    r"|offer|build)|to[ ](?:launch|take|open|offer|build))\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"[ ]([A-Za-z-]+)")
_KINDS = frozenset(
    """
    startup startups start-up company companies firm firms maker makers giant giants lab labs labeler labelers platform provider
    providers developer developers unicorn
    unicorns chipmaker chipmakers vendor vendors spinoff spinout spin-off outfit specialist automaker automakers retailer retailers
    operator operators manufacturer
    manufacturers supplier suppliers subsidiary neocloud hyperscaler insurer lender investor investors publisher publishers
    conglomerate agency consultancy broker
    """.split()
)
_KIND_AFTER = re.compile(
    rf"(?:,[ ](?:an?|the|which|one)[ ]|[ ]is[ ]an?[ ])(?:[\w’'-]+[ ]){{0,7}}?(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_CHIEF_AFTER = re.compile(r"(?:’s|'s)?[ ](?:co-)?(?:CEO|CTO|CFO|COO|founder|co-founder|co-CEO)\b")
_BUY = frozenset("acquires acquire acquired acquiring buys buy bought buying acquisition takeover".split())
_WITH = frozenset(
    """
    talks     partners partner partnered partnering partnership collaborates collaborate collaboration working deal contract agreement
    merger
    up
    """.split()
)
_IN = frozenset("invests invest invested investing investment stake".split())
_STUDIES = frozenset("data report survey research analysis figures study".split())
_OFFICES = frozenset("ceo cto cfo coo founder co-founder co-ceo".split())
_CHIEFS = frozenset("ceo cto cfo founder co-founder executive head director".split())
_SUFFIXES = frozenset(
    """
    Inc Corp Ltd LLC GmbH Technologies Technology Labs Lab Robotics AI Systems Health Security Therapeutics Energy Group Ventures
    Capital Partners Networks Software Semiconductor
    Semiconductors Biosciences Pharma Pharmaceuticals Motors Studios Studio Games Analytics Dynamics Holdings Industries Entertainment
    Media Bank Fund Computing Photonics
    Aerospace Logistics Intelligence Automation Electronics Telecom Audio
    """.split()
)
_BACKED = ("-backed", "-funded")
_LINKS = (" and ", ", and ", ", ", " & ", " et ", " und ", " y ", " e ")
_LINK_SIZES = frozenset(map(len, _LINKS))
_CHAIN = re.compile(r"(?:,|,?[ ]and|,?[ ]&)[ ]\Z")

_NO_NAME = GENERIC | VERBS
_HANGUL, _HAN = re.compile("[가-힣]"), re.compile("[\u4e00-\u9fff]")
_KO = r"[가-힣A-Za-z0-9]"
_KO_TITLE = re.compile(
    rf"\A(?:\[[^\]\n]{{1,12}}\]\s?)?(?:['‘\"“][^'’\"”\n]{{1,20}}['’\"”]\s?)?(?P<n>{_KO}{{2,12}}(?:\s{_KO}{{2,8}}){{0,2}}),\s"
)
_KO_GLOSS = re.compile(
    rf"(?:스타트업|기업|업체|개발사|회사|플랫폼|운용사"
    rf"|전문기업)\s(?P<n>{_KO}{{2,12}}(?:\s[가-힣]{{2,8}})?)\((?P<latin>[A-Z][\w.& -]{{1,30}})\)"
)
_KO_INVEST = re.compile(
    r"(?P<n>[가-힣A-Za-z]{3,12}(?:\s(?:펀드|벤처스|캐피탈|캐피털|파트너스|벤처\s파트너스"
    r"|퍼킨스))?)(?:\([A-Za-z &.]{2,30}\))?(?:가|이|의)?\s(?:주도(?:로|했|한|하|해)|이번\s투자에\s참여)"
)
_KO_BUY = re.compile(rf"(?P<n>{_KO}{{2,12}})(?:를|을)?\s인수")
_ZH_ROUND = re.compile(
    r"(?:\A|(?<=[。！？\n，；]))(?P<n>[A-Za-z\u4e00-\u9fff·]{2,10}?)(?:宣布|日前|近日|已)?(?:完成|获得?)[^。，\n]{0,16}(?:融资|投资)"
)
_ZH_LEAD = re.compile(r"由(?P<n>[A-Za-z\u4e00-\u9fff·]{2,10}?)(?:领投|独家投资)")


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
        if _HANGUL.search(text, 0, 400):
            _korean(text, spans, found)
        if _HAN.search(text, 0, 400):
            for pattern, reason, role in ((_ZH_ROUND, "完成融资", None), (_ZH_LEAD, "领投", "investor")):
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
                if cues.find(1, begin, finish) < 0 and name.rpartition(" ")[2] not in _SUFFIXES and not _backed(name):
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
    return _BACKED[0] in name or _BACKED[1] in name


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
    for number, start, after in _CUES.find_matches_as_indexes(words, overlapping=True):
        follows, office, adjoins, leads = _CUE_SIDES[number]
        if follows and start:
            (ends if office else verbs)[start - 1] = 1
            cues[start] = 1
        if adjoins:
            at = after - 2
            cues[at] = 1
            while at < length and text[at] in _BETWEEN:
                at += 1
            starts[at] = 1
        if leads:
            starts[start : start + REACH + 1] = _REACHED
            cues[start] = 1
    for opening in _OPENINGS:
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
        if bare.endswith(_BACKED) and begin is None:
            yield at, at + word.rindex("-"), bare
        elif bare in VERBS or bare in _OFFICES:
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
    following = verb or (match[1].casefold() if (match := _VERB.match(text, end, end + 24)) else "")
    if begins:
        if following in _STRONG or _STRONG_PHRASE.match(text, end, end + 60):
            yield 0.6, "subject of a deal", None
        elif following in _WEAK or _WEAK_PHRASE.match(text, end, end + 40):
            yield (0.35, "subject of a title", None) if start < title_end and start < 30 else (0.25, "subject of a sentence", None)
    if text.startswith((", ", " is a"), end) and _KIND_AFTER.match(text, end, end + 90):
        yield 0.5, "X, a startup", None
    if _CHIEF_AFTER.match(text, end, end + 20):
        yield 0.4, "chief of X", None
    if text.startswith(_BACKED, end):
        yield 0.4, "X-backed", "investor"
    if " " in name and name.rpartition(" ")[2] in _SUFFIXES:
        yield 0.4, "corporate name", None
    if not words:
        return
    last = words[-1].strip("“\"‘'(,").casefold()
    previous = words[-2].strip("“\"‘'(,").casefold() if len(words) > 1 else ""
    if last in _KINDS:
        yield (0.55 if words[-1][0].islower() else 0.35), "startup X", None
    elif last in ("called", "named", "dubbed") and previous in _KINDS:
        yield 0.6, "company called X", None
    elif last == "by" and previous in ("led", "co-led", "backed"):
        yield 0.55, "led by X", "investor"
    elif last in ("from", "including", "include", "as") and any(
        w in before for w in ("participation", "investors", "backers", "Investors", "Backers")
    ):
        yield 0.5, "round by X and Y", "investor"
    elif last == "of" and previous in _CHIEFS:
        yield 0.5, "CEO of X", None
    else:
        yield from _object(words)


def _object(words: list[str]) -> Iterator[tuple[float, str, str | None]]:
    """The verb whose object a name is, over at most four words in between ("buys French AI startup X")."""
    for at in range(len(words) - 1, max(-1, len(words) - 6), -1):
        word = words[at].strip("“\"‘'(,").casefold()
        previous = words[at - 1].strip("“\"‘'(,").casefold() if at else ""
        if word in _BUY:
            yield 0.6, "bought by", None
            return
        if word == "with" and previous in _WITH:
            yield 0.4, "partners with X", None
            return
        if word == "in" and previous in _IN:
            yield 0.5, "bought by", None
            return
        if word in ("from", "by") and any(w.casefold() in _STUDIES for w in words[:at]):
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
    title = _KO_TITLE.match(text)
    if title is not None and not _inside(title.span("n"), spans):
        name = title["n"]
        again = re.search(
            rf"(?<![가-힣A-Za-z]){re.escape(name)}(?:\([^)\n]{{2,40}}\))?(?:가|이|은|는|을|를|의|도|와|과|에)", text[title.end() :]
        )
        if again is not None and name not in NOT_COMPANIES and not any(word in NOT_COMPANIES for word in name.split()):
            found.setdefault(_key(name), []).append((*title.span("n"), 0.6, "제목의 주어", None))
    for pattern, reason, weight, role in (
        (_KO_GLOSS, "스타트업 X", 0.6, None),
        (_KO_INVEST, "투자 주도", 0.55, "investor"),
        (_KO_BUY, "인수", 0.5, None),
    ):
        for match in pattern.finditer(text):
            name = match["n"]
            span = match.span("n")
            if " " in name and pattern is _KO_BUY:
                continue
            if not _inside(span, spans) and name not in NOT_COMPANIES and not any(w in NOT_COMPANIES for w in name.split()):
                if name[-1] in "가이은는을를의도" and len(name) > 3:
                    continue
                found.setdefault(_key(name), []).append((*span, weight, reason, role))


_OPENINGS = (
    *(f", {word} " for word in ("a", "an", "the", "which", "one")),
    " is a",
    "’s C",
    "'s C",
    "’s f",
    "'s f",
    "’s c",
    "'s c",
    *_BACKED,
)
_REACHED = b"\x01" * (REACH + 1)
_FOLLOWING = (
    VERBS
    | _STRONG
    | _WEAK
    | _OFFICES
    | frozenset("co just now has have is to seeks raising in files goes snaps teams partners pulls hauls comes will".split())
)
_BETWEEN = " \n,“\"‘'("  # what may stand between a name and the word before it
_ADJOINING = _KINDS | {"called", "named", "dubbed", "led by", "backed by", *(f"{word} of" for word in _CHIEFS)}
_LEADING = (
    _BUY
    | _STUDIES
    | {"participation", "investors", "backers", "led by", "backed by"}
    | {f"{word} with" for word in _WITH}
    | {f"{word} in" for word in _IN}
)


def _cue_sides() -> dict[str, tuple[bool, bool, bool, bool]]:
    after, offices, adjoining, leading = (
        frozenset(spaced(word).strip() for word in words) for words in (_FOLLOWING, _OFFICES, _ADJOINING, _LEADING)
    )
    return {w: (w in after, w in offices, w in adjoining, w in leading) for w in after | adjoining | leading}


_CUE_WORDS = _cue_sides()
_CUES = AhoCorasick([f" {word} " for word in _CUE_WORDS], matchkind=MatchKind.Standard)
_CUE_SIDES = list(_CUE_WORDS.values())


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
        or (folded[-1] in GENERIC and (len(words) == 1 or words[-1] not in _SUFFIXES))
        or all(w in GENERIC for w in folded)
        or folded[0] in VERBS
        or folded[-1] in VERBS
        or words[0].removesuffix("’s").removesuffix("'s") in NOT_COMPANIES
        or (len(words) == 2 and words[0] in FIRST_NAMES)
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
