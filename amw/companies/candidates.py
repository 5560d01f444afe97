"""Names that the register does not know, proposed from how newsrooms introduce a company; with evidence, for the review queue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from amw.companies.names import normalise
from amw.companies.nouns import FIRST_NAMES, GENERIC, LEADING, NOT_COMPANIES, VERBS

MAX_TEXT = 6000  # characters read for proposals: names are introduced early, and the bound keeps hostile texts cheap

_N = r"(?:[A-Z][\w&+’'-]*(?:\.(?:ai|io|com|AI|app|dev))?|[a-z]{1,3}[A-Z]\w*|\d+[A-Z][A-Za-z]+)"
_NAME = rf"{_N}(?:\s(?:&\s|of\s|No\.\s)?(?:{_N}|\d{{1,3}}(?!\w)|AI)){{0,3}}"
_LAZY = rf"{_N}(?:\s(?:&\s|of\s|No\.\s)?(?:{_N}|AI)){{0,3}}?"
_MONEY = r"(?:[$€£¥₩]|US\$|USD|EUR|Rs\.?|₹)\s?\d|\d+(?:\.\d+)?\s?(?:million|billion|[MB]n?\b|crore)"
_STRONG = r"""(?i:raises|raised|secures|secured|lands|closes|nabs|bags|snags|scores|nets|hauls\sin|pulls\sin|acquires|acquired|buys|bought|to\sacquire|to\sbuy|has\sacquired
    |just\sraised|has\sraised|has\ssecured|is\sraising|in\stalks\sto\sraise|seeks|emerges\sfrom\sstealth|exits\sstealth|comes\sout\sof\sstealth|files\sfor|goes\spublic|to\sgo\spublic|lays\soff|to\slay\soff
    |to\sslash|to\scut|reaches|hits|tops|surpasses|crosses|valued\sat|valuation|quadruples|triples|doubles|snaps\sup|merges\swith|invests|to\sinvest|sues|partners\swith|teams\sup\swith)"""
_WEAK = r"""(?i:launches|launched|unveils|unveiled|introduces|introduced|debuts|releases|released|announces|announced|expands|opens|partners|offers|says|said|adds|rolls\sout|ships|builds|built|deploys|wants\sto|plans|is\sputting
    |is\sa\snew|is\ssetting|is\sbuilding|appoints|hires|names|taps|uses|will\suse|brings|develops|develop|plans\sto|bets|taking|takes|to\stake|gets|to\slaunch|open-sources|signs|wins|faces|joins|thinks|develops|has\slaunched|is\sdeveloping)"""
_KIND = r"""(?i:start-?ups?|compan(?:y|ies)|firms?|makers?|giants?|labs?|labelers?|platforms?|providers?|developers?|unicorns?|chipmakers?|vendors?|spin-?(?:off|out)|outfits?|specialists?|automakers?|retailers?|operators?
    |manufacturers?|suppliers?|unit|subsidiary|neocloud|hyperscaler|insurers?|lenders?|investors?|publishers?|conglomerates?|agency|agencies|consultancy)"""
_SUFFIX = r"""(?:Inc|Corp|Ltd|LLC|GmbH|Technologies|Technology|Labs?|Robotics|AI|Systems|Health|Security|Therapeutics|Energy|Group|Ventures|Capital|Partners|Networks|Software|Semiconductor|Semiconductors|Biosciences|Pharma
    |Pharmaceuticals|Motors|Studios?|Games|Analytics|Dynamics|Holdings|Industries|Entertainment|Media|Bank|Fund|Computing|Photonics|Aerospace|Logistics|Intelligence|Automation|Electronics|Telecom|Audio)"""

_PATTERNS: tuple[tuple[str, float, str | None, re.Pattern[str]], ...] = (
    ("subject of a deal", 0.6, None, re.compile(rf"(?:^|(?<=[.!?:;\n]\s)|(?<=\n)|(?<=[‘“\"']))(?P<n>{_LAZY})(?:\s(?:[\w-]+ly|just|now|to))?\s(?:{_STRONG})\b", re.M | re.X)),
    ("subject of a title", 0.35, None, re.compile(rf"\A(?:[\w’' -]{{1,24}}[:|]\s)?(?P<n>{_LAZY})(?:’s|'s)?\s(?:{_WEAK})\b", re.X)),
    ("subject of a sentence", 0.25, None, re.compile(rf"(?:(?<=[.!?]\s)|(?<=\n))(?P<n>{_LAZY})(?:,[^,.\n]{{3,80}},)?\s(?:{_WEAK})\b", re.X)),
    ("startup X", 0.55, None, re.compile(rf"(?<=[a-z\d-]\s)(?:AI\s|data\s|cent(?:er|re)\s)?{_KIND}[ ](?P<n>{_NAME})", re.X)),
    ("Startup X in a title", 0.35, None, re.compile(rf"(?:AI|AI-[a-z]+|[a-z-]+|Cloud|Chip|Robotics|Legal|Data)\sStart-?up\s(?P<n>{_NAME})", re.X)),
    ("X, a startup", 0.55, None, re.compile(rf"(?P<n>{_NAME}),\s(?:an?|the|which)\s(?:[\w’'-]+\s){{0,7}}?{_KIND}\b", re.X)),
    ("X is a startup", 0.45, None, re.compile(rf"(?:^|(?<=[.!?\n]\s)|(?<=\n))(?P<n>{_NAME})\sis\san?\s(?:[\w’'-]+\s){{0,6}}?{_KIND}\b", re.M | re.X)),
    ("company called X", 0.6, None, re.compile(rf"{_KIND}\s(?:called|named|dubbed)\s(?P<n>{_NAME})", re.X)),
    ("led by X", 0.55, "investor", re.compile(rf"(?:round|funding|investment|financing|raise)?\b(?:co-)?led\sby\s(?:existing\sinvestors?\s|investors?\s)?(?P<n>{_NAME})", re.X)),
    ("round by X and Y", 0.5, "investor", re.compile(rf"(?:participation\sfrom|investors\s(?:including|such\sas)|backers\sinclud(?:e|ing)|backed\sby)\s(?P<n>{_NAME})", re.X)),
    ("X-backed", 0.4, "investor", re.compile(rf"(?P<n>{_N})-(?:backed|funded)\b", re.X)),
    ("bought by", 0.6, None, re.compile(rf"(?i:acquires?|acquired|acquiring|acquisition\sof|buys|bought|buying|to\sbuy|takeover\sof|merger\swith|invests?\sin|invested\sin)\s(?:(?:[a-z-]+|AI|the|Israeli|French|German|British|Chinese|US)\s){{0,4}}?(?P<n>{_NAME})", re.X)),
    ("partners with X", 0.4, None, re.compile(rf"(?i:partners?(?:ed|ing|ship)?\swith|collaborat\w+\swith|working\swith|deal\swith|teams?\sup\swith|contract\swith)\s(?:(?:[a-z-]+)\s){{0,4}}?(?P<n>{_NAME})", re.X)),
    ("chief of X", 0.4, None, re.compile(rf"(?P<n>{_LAZY})(?:’s|'s)?\s(?:co-)?(?:CEO|CTO|CFO|COO|founder|co-founder)\b", re.X)),
    ("CEO of X", 0.5, None, re.compile(rf"(?:CEO|CTO|founder|chief\sexecutive|head|director)\sof\s(?P<n>{_NAME})", re.X)),
    ("corporate name", 0.4, None, re.compile(rf"(?<![\w’'])(?P<n>{_N}(?:\s{_N}){{0,2}}\s{_SUFFIX})\b", re.X)),
    ("according to X", 0.35, None, re.compile(rf"(?:data|report|survey|research|analysis|figures|study)\s(?:\w+\s){{0,3}}?(?:from|by)\s(?:(?:[a-z]+|AI)\s){{0,6}}?(?P<n>{_NAME})", re.X)),
)  # fmt: skip

_KO = r"[가-힣A-Za-z0-9]"
_KO_TITLE = re.compile(
    rf"\A(?:\[[^\]\n]{{1,12}}\]\s?)?(?:['‘\"“][^'’\"”\n]{{1,20}}['’\"”]\s?)?(?P<n>{_KO}{{2,12}}(?:\s{_KO}{{2,8}}){{0,2}}),\s"
)
_KO_GLOSS = re.compile(
    rf"(?:스타트업|기업|업체|개발사|회사|플랫폼|운용사|전문기업)\s(?P<n>{_KO}{{2,12}}(?:\s[가-힣]{{2,8}})?)\((?P<latin>[A-Z][\w.& -]{{1,30}})\)"
)
_KO_INVEST = re.compile(
    r"(?P<n>[가-힣A-Za-z]{3,12}(?:\s(?:펀드|벤처스|캐피탈|캐피털|파트너스|벤처\s파트너스|퍼킨스))?)(?:\([A-Za-z &.]{2,30}\))?(?:가|이|의)?\s(?:주도(?:로|했|한|하|해)|이번\s투자에\s참여)"
)
_KO_BUY = re.compile(rf"(?P<n>{_KO}{{2,12}})(?:를|을)?\s인수")
_ZH_ROUND = re.compile(
    r"(?:\A|(?<=[。！？\n，；]))(?P<n>[A-Za-z\u4e00-\u9fff·]{2,10}?)(?:宣布|日前|近日|已)?(?:完成|获得?)[^。，\n]{0,16}(?:融资|投资)"
)
_ZH_LEAD = re.compile(r"由(?P<n>[A-Za-z\u4e00-\u9fff·]{2,10}?)(?:领投|独家投资)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """`text[start:end]` looks like an organisation that the register lacks: the reasons, their combined score (0..1), a role if stated."""

    start: int
    end: int
    name: str
    score: float
    reasons: tuple[str, ...]
    role: str | None = None


def propose(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Proposal]:
    """Unknown organisations in `text` outside the spans `taken`, each at its first mention, best evidence first.

    One pattern is seldom enough: reasons add up, and a name that recurs in the text gains. Reads the first 6,000 characters.
    """
    text = text[:MAX_TEXT]
    spans = sorted(taken)
    found: dict[str, list[tuple[int, int, float, str, str | None]]] = {}
    title_end = text.find("\n") if "\n" in text else len(text)
    for reason, weight, role, pattern in _PATTERNS:
        for number, match in enumerate(pattern.finditer(text)):
            if number > 40:
                break
            span = _trim(text, *match.span("n"))
            if span is not None and not _inside(span, spans):
                found.setdefault(_key(text[span[0] : span[1]]), []).append((*span, weight + 0.1 * (span[0] < title_end), reason, role))
    if re.search("[가-힣]", text[:400]):
        _korean(text, spans, found)
    if re.search("[\u4e00-\u9fff]", text[:400]):
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
        again = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name), text)) - 1
        if again > 0:
            miss *= 0.7
        roles = [e[4] for e in evidence]
        role = "investor" if roles and all(r == "investor" for r in roles) else None
        proposals.append(Proposal(start, end, name, round(1.0 - miss, 3), tuple(sorted(best)), role))
    return sorted(_disjoint(proposals), key=lambda p: (-p.score, p.start))


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


def _korean(text: str, spans: list[tuple[int, int]], found: dict[str, list[tuple[int, int, float, str, str | None]]]) -> None:
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


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without leading articles and trade words, or None where what is left is no name of an organisation."""
    name = text[start:end]
    while True:
        for tail in ("’s", "'s", "’", "'", "-", "&"):
            if name.endswith(tail):
                name = name[: -len(tail)]
        name = name.rstrip()
        words = name.split()
        if not words:
            return None
        if words[0] in LEADING and len(words) > 1:
            cut = name.find(words[1], len(words[0]))
            start, name = start + cut, name[cut:]
            continue
        break
    folded = [w.casefold().strip(".,’'") for w in words]
    if name in NOT_COMPANIES or " ".join(folded) in GENERIC or folded[-1] in GENERIC or all(w in GENERIC for w in folded):
        return None
    if folded[0] in VERBS or folded[-1] in VERBS:
        return None
    if folded[0] in NOT_COMPANIES or words[0] in NOT_COMPANIES:
        return None
    if len(words) == 2 and words[0] in FIRST_NAMES:
        return None
    if len(name) < 2 or len(name) > 60 or (len(words) == 1 and len(name) < 3 and not name.isupper()):
        return None
    return start, start + len(name)


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in spans)


def _key(name: str) -> str:
    return normalise(name).replace(" ", "")


def _disjoint(proposals: list[Proposal]) -> list[Proposal]:
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (-p.score, -(p.end - p.start))):
        if not any(p.start < proposal.end and proposal.start < p.end for p in kept):
            kept.append(proposal)
    return kept
