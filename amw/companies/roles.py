"""Who plays which part in a story: primary, secondary, investor or mention; and how much of the story is about each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from amw.companies.find import Seen
from amw.companies.nouns import VERBS
from amw.companies.offers import host_of, on_shelf
from amw.companies.records import Company, Mention, MentionKind, Model, Role, mention_of
from amw.companies.wordings import ASIDE_PAIRS, ASIDE_STEMS, ASIDE_WORDS

TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 3.0, 1.0, 0.35  # a name in the title outweighs three in the lead, tuned on labelled items
LEAD = 600  # characters after the title that introduce the story

_INVEST = re.compile(
    r"^[^.\n]{0,60}?\b(?:could|to|will|would|may|might|plans?\sto|in\stalks\sto|has|have|reportedly)?\s?(?:invest(?:s|ed"
    r"|ing|ments?)?|pour(?:s|ed)?|back(?:s|ed)?|commit(?:s|ted)?|led|leads?)\b[^.\n]{0,60}?\b(?:in|into)\s(?:the\s)?",
    re.IGNORECASE,
)
_INVEST_ABROAD = re.compile(
    r"^[^.\n]{0,40}?\b(?:investi\w*|prévoit|injecte\w*|mise|investiert|invierte)\b[^.\n]{0,60}?\b(?:dans|pour|chez|in|en)\s(?:l['’])?"
    r"|^(?:\([^)\n]{1,30}\))?(?:가|이)?,?\s[^.\n]{0,20}?(?=[^\s]+에\s[^.\n]{0,20}투자)|^(?:将|拟|计划|宣布)?(?:投资|注资|领投)",
    re.IGNORECASE,
)
_INVESTED_BY = re.compile(
    r"\b(?:(?:co-)?led\sby|backed\sby|participation\s(?:from|by)|investors?\s(?:including|such\sas|include|like)"
    r"|backers?\s(?:including|include|like)|(?:funding|investment|money|stake|cash)\s(?:from|by)|invest(?:ment|ed)\sby"
    r"|rais(?:es|ed|ing)\s(?!(?:its\s|the\s)?(?:price|forecast|guidance|outlook|target|stake|limit|rate|fee))[^.;\n]{0,40}?\d[\w.]*"
    r"(?:\s(?:[mb]illion|seed|Series\s[A-F]))?\sfrom(?!\s[$€£¥]?\d))"
    r"\s[^.;\n]{0,120}\Z",  # not $, which a newline after the name satisfies
    re.IGNORECASE,
)
_INVESTOR_AFTER = re.compile(
    r"^(?:['’]s)?(?:-backed|-led|\s(?:led(?!\sby)|leads|co-led(?!\sby)|participated|also\s(?:invested|participated)"
    r"|and\s[\w ]{1,30}\s(?:led|participated))|[^.\n]{0,14}\$[\d.]+\w*\s[\w ]{0,20}investment|(?:\([^)]{0,40}\))?(?:가|이"
    r"|의)?\s?(?:주도|이번\s투자에\s참여)|领投|跟投|参投|が主導|also\sinvested)",
    re.IGNORECASE,
)
_DEALS = AhoCorasick(  # words and beginnings of words of a title, as `spaced` leaves it
    [
        *(" acquir", " buy ", " buys ", " buying ", " bought ", " purchas", " merg", " takeover ", " take over ", " unwind", " deal "),
        *(" acquisition ", "rachat", "rachete", "ubernimmt", "ubernahme", " partner", " collaborat", " ink", " sign", " agree", " accus"),
        *(" sue ", " sues ", " sued ", " suing ", " lawsuit ", " versus ", " vs ", " against ", " rival"),
    ],
    implementation=Implementation.DFA,
)
_DEALS_APART = re.compile(r" (?:snap\w* up|team\w* up|join\w* forces|gain\w* on) ")
_DEALS_CJK = re.compile("인수|合併|合并|收购|買収|合作|联手|协议|제휴|협력|계약|손잡")
_AND = re.compile(r"[^,.:]{1,40}(?:\sand\s|\s&\s|、|和|与|, )$")

_INVESTING_CJK = re.compile("투자|投资|注资|领投|跟投|参投|주도|主導")
_ABROAD = ("투자", "投资", "注资", "领投", "跟投", "参投", "주도", "主導")
_BEFORE = (" led by", "backed by", "participation", "investor", "backer", "funding", "invest", "money", "stake", "cash", " rais")
REACH = 160  # characters on either side of a name that are read for investment
_ASIDE_ENDS = ("(", "（", "超越", "超过", "击败", "领先于", "제치고", "넘어")
_ENDS = VERBS - {"to", "is", "are", "was", "were", "how", "what", "when", "why", "using"}  # a clause
_LAST_WORD = re.compile(r"(\w+)(?:(?<=ex)-)?\Z")
_WORD = re.compile(r"[\w’'-]+,?\Z")


class Found(NamedTuple):
    """A mention before the whole text has said what part its company plays."""

    start: int
    end: int
    surface: str
    company: Company | None = None
    kind: MentionKind = "company"
    model: Model | None = None
    score: float = 1.0
    investor: bool = False
    rule: str = "name"


@dataclass(slots=True)
class _Part:
    """What is gathered of one company (or unknown name) over the whole text."""

    key: str
    first: int
    weight: float = 0.0
    in_title: bool = False
    investor: bool = False
    aside: bool = True
    named: bool = False  # by its own name, not only through a product or model
    first_title: int = 1 << 30


def assign_roles(text: str, words: str, mentions: Sequence[Found], title_end: int, seen: Seen, *, cjk: bool) -> list[Mention]:
    """The mentions with `role` and `salience`; a maker that is present only through a model or product joins when the story is its.

    `words` is `spaced(text)`, `seen` what a `Finder` saw in it; `cjk` says whether the text holds Han, kana or Hangul.
    """
    keys = [entity(mention) for mention in mentions]
    first = keys[0]
    if first is not None and keys.count(first) == len(keys):
        role = _alone(text, words, mentions, first, title_end, seen, cjk=cjk)
        return [
            mention_of(start, end, surface, company, kind, model, score, role, 1.0, rule)
            for start, end, surface, company, kind, model, score, _, rule in mentions
        ]
    parts = _parts(text, words, mentions, keys, title_end, seen, cjk=cjk)
    primaries = _primaries(text[:title_end], words[: title_end + 1] + " ", mentions, parts, cjk=cjk) if parts else set()
    total = sum([part.weight for part in parts.values()]) or 1.0
    parted: dict[str | None, tuple[Role | None, float]] = {None: (None, 0.0)}
    through = set()  # makers that are present only through what they make
    for key, part in parts.items():
        role = "mention"
        if key in primaries:
            role = "primary"
        elif part.investor:
            role = "investor"
        elif part.in_title or (not part.aside and part.first < title_end + LEAD):
            role = "secondary"
        parted[key] = role, round(part.weight / total, 3)
        if role != "primary" and not part.named:
            through.add(key)
    done = []
    for (start, end, surface, company, kind, model, score, _, rule), owner in zip(mentions, keys, strict=True):
        if owner in through and kind != "company":
            company = owner = None
        played, salience = parted[owner]
        done.append(mention_of(start, end, surface, company, kind, model, score, played, salience, rule))
    return done


def _alone(text: str, words: str, mentions: Sequence[Found], key: str, title_end: int, seen: Seen, *, cjk: bool) -> Role:
    """The role of the only company of a text: its story, unless its name stands beside the point wherever it stands."""
    if all(on_shelf(text, mention.start, key) for mention in mentions):
        return "mention"
    if (
        mentions[0].start < title_end
        or all(mention.kind != "company" for mention in mentions)
        or not all(_beside_the_point(text, mention.start, seen.asides) for mention in mentions)
    ):
        return "primary"
    return "primary" if _parts(text, words, mentions, [key] * len(mentions), title_end, seen, cjk=cjk)[key].investor else "mention"


def _parts(
    text: str, words: str, mentions: Sequence[Found], keys: Sequence[str | None], title_end: int, seen: Seen, *, cjk: bool
) -> dict[str, _Part]:
    parts: dict[str, _Part] = {}
    investing = seen.investing
    if cjk:
        investing = sorted([*investing, *(found.start() for found in _INVESTING_CJK.finditer(text))])
    named: dict[int, str] = {}
    if investing:
        named = {mention.start: key for mention, key in zip(mentions, keys, strict=True) if mention.kind == "company" and key is not None}
    lead_end = title_end + LEAD
    for mention, key in zip(mentions, keys, strict=True):
        if key is None:
            continue
        start, end, _, _, kind, _, score, invests, _ = mention
        part = parts.get(key)
        if part is None:
            part = parts[key] = _Part(key, start)
        base = BODY_WEIGHT
        shelf = on_shelf(text, start, key)
        if start < title_end and not shelf:
            base = TITLE_WEIGHT
            part.in_title = True
            part.first_title = min(part.first_title, start)
        elif start < lead_end:
            base = LEAD_WEIGHT
        if kind == "company":
            part.weight += base * score
            part.named = True
            if not part.investor:
                part.investor = invests or (
                    bool(investing)
                    and (near := bisect_left(investing, start - REACH)) < len(investing)
                    and investing[near] <= end + REACH
                    and _invests(text, words, mention, key, named)
                )
        else:
            part.weight += 0.5 * base * score
        if part.aside and not shelf and not _beside_the_point(text, start, seen.asides):
            part.aside = False
    return parts


def _beside_the_point(text: str, start: int, asides: Sequence[int]) -> bool:
    """Whether the words before a name put it beside the story: a rival, a former employer, one of several examples."""
    begin = max(0, start - 60)
    if not text[begin:start][-1:].isspace():
        return text.endswith(_ASIDE_ENDS, begin, start)
    near = bisect_left(asides, begin)
    if near == len(asides) or asides[near] >= start:
        return False  # nearly always
    sentence = text.rfind(". ", begin, start)
    segment = text[max(text.rfind("\n", begin, start), sentence + 1 if sentence >= 0 else -1, begin - 1) + 1 : start]
    tokens = segment.lower().split()[-6:]
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 6), -1):  # over at most four words in between
        word = tokens[at] if (whole := tokens[at].isalnum()) else _last_word(tokens[at])
        if word in ASIDE_WORDS or word.startswith(ASIDE_STEMS):
            return True
        if word in ASIDE_PAIRS and at and _last_word(tokens[at - 1]) in ASIDE_PAIRS[word]:
            return True
        if (not whole and _WORD.match(tokens[at]) is None) or word in _ENDS:
            return False  # "Former OpenAI staff join Periodic Labs"
    return False


def _last_word(token: str) -> str:
    """What a reader takes for the last word of `token`: "(like", "ex-", "OpenAI-like"."""
    found = _LAST_WORD.search(token)
    return "" if found is None else found[1]


def entity(mention: Found) -> str | None:
    """What a mention counts for: a company's key, or the folded surface of an unknown name."""
    if mention.company is not None:
        return mention.company.key
    if mention.kind == "company":
        return "?" + mention.surface.casefold()
    return None


def _is_deal(title: str, words: str, *, cjk: bool) -> bool:
    """Whether a title (and its words as `spaced` leaves them) tells of one company's dealings with another."""
    if _DEALS.find_matches_as_indexes(words) or (cjk and _DEALS_CJK.search(title) is not None):
        return True
    return (" up " in words or " forces " in words or " on " in words) and _DEALS_APART.search(words) is not None


def _primaries(title: str, words: str, mentions: Sequence[Found], parts: dict[str, _Part], *, cjk: bool) -> set[str]:
    able = [p for p in parts.values() if not p.investor]
    titled = sorted((p for p in able if p.in_title and p.named), key=lambda p: p.first_title)
    through = sorted((p for p in able if p.in_title), key=lambda p: p.first_title)
    if len(through) > 1 and not through[0].named and (host := host_of(mentions, title)) is not None and (key := entity(host)) in parts:
        return {key}  # "GPT-5.6 Sol is now available in Windsurf" is told of Windsurf
    if titled and through[0].first_title < titled[0].first_title and through[0].first_title < 24 and not titled[0].aside:
        return {through[0].key}  # "ChatGPT now works with Apple's messages": the product's maker acts
    if titled:
        first = next((part for part in titled if not part.aside), titled[0])  # "Former DeepMind researchers start X"
        chosen = {first.key}
        if len(titled) > (at := titled.index(first) + 1):
            second = titled[at]
            between = title[first.first_title : second.first_title]
            if (not second.aside and _is_deal(title, words, cjk=cjk)) or _AND.match(between) is not None:
                chosen.add(second.key)
        return chosen
    if through:
        return {through[0].key}
    if not able:
        return {max(parts.values(), key=lambda p: p.weight).key}
    named = [p for p in able if p.named and not p.aside]
    if not named and all(p.named for p in able):
        return set()
    best = max(named or able, key=lambda p: (p.weight, -p.first))
    strong = sorted((p for p in named if p.weight >= 0.9 * best.weight), key=lambda p: p.first)
    if len(strong) > 3:
        return set()
    return {best.key}


def _invests(text: str, words: str, mention: Found, key: str, named: Mapping[int, str]) -> bool:
    """Whether the words around a mention say that it invests. The stems are looked for first, in what is folded already: they are rare."""
    start, end = mention.start, mention.end
    right, after = text[end : end + REACH], words[end + 1 : end + 1 + REACH]
    abroad = not right.isascii()
    invest = "invest" in after or (abroad and any(word in right for word in _ABROAD))
    deal = invest or " led" in after or "lead" in after or "back" in after
    if (deal or "participated" in after) and _INVESTOR_AFTER.match(right):
        return True
    before = words[max(0, start - REACH) : start + 1]
    if any(stem in before for stem in _BEFORE) and _INVESTED_BY.search(text[max(0, start - REACH) : start]):
        return True
    for able, wording in ((deal or "pour" in after or "commit" in after, _INVEST), (invest or abroad or "mise" in after, _INVEST_ABROAD)):
        if able and (found := wording.match(right)) is not None:
            at = end + found.end()
            if any(named.get(place, key) != key for place in range(at, at + 5)):
                return True
    return False
