"""Who plays which part in a story: primary, secondary, investor or mention; and how much of the story is about each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from amw.companies.records import Company, Mention, MentionKind, Model, Role, mention_of

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
    r"|backers?\s(?:including|include|like)|(?:funding|investment|money|stake|cash)\s(?:from|by)|invest(?:ment"
    r"|ed)\sby)\s[^.;\n]{0,120}\Z",  # not $, which a newline after the name satisfies
    re.IGNORECASE,
)
_INVESTOR_AFTER = re.compile(
    r"^(?:['’]s)?(?:-backed|-led|\s(?:led|leads|co-led|participated|also\s(?:invested|participated)"
    r"|and\s[\w ]{1,30}\s(?:led|participated))|[^.\n]{0,14}\$[\d.]+\w*\s[\w ]{0,20}investment|(?:\([^)]{0,40}\))?(?:가|이"
    r"|의)?\s?(?:주도|이번\s투자에\s참여)|领投|跟投|参投|が主導|also\sinvested)",
    re.IGNORECASE,
)
_BUY = re.compile(
    r"\b(?:acquir\w*|buy(?:s|ing)?|bought|purchas\w*|merg\w*|takeover|take\sover|snap\w*\sup|unwind\w*|deal|acquisition)\b"
    r"|인수|合併|合并|收购|買収|rachat|rachète|übernimmt|übernahme",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:partner\w*|team\w*\sup|collaborat\w*|join\w*\sforces|deal|ink\w*|sign\w*|agree\w*|accus\w*|su(?:es|ed|ing)"
    r"|lawsuit|versus|vs|against|gain\w*\son|rival\w*|merger|合作|联手|协议|제휴|협력|계약|손잡)\b|제휴|협력|계약|손잡"
    r"|合作|联手",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\b(?:such\sas|like|including|unlike|rivals?|rivaling|competitors?|alternatives?\sto|against|versus"
    r"|compared\s(?:to|with)|beat(?:s|ing)?|surpass\w*|overtak\w*|than|similar\sto|formerly\sof|former|ex-?|alumni|from"
    r"|behind|after|founded\sby\sformer)\s(?:[\w’'-]+,?\s){0,4}|[(（]|超越|超过|击败|领先于|제치고|넘어)$",
    re.IGNORECASE,
)


_ABROAD = ("투자", "投资", "注资", "领投", "跟投", "参投", "주도", "主導")
_BEFORE = (" led by", "backed by", "participation", "investor", "backer", "funding", "invest", "money", "stake", "cash")
_INVESTING = AhoCorasick(
    [*("invest", " led", "lead", "back", "participa", "pour", "commit", "mise", "funding", "money", "stake", "cash", "injecte"), *_ABROAD],
    implementation=Implementation.DFA,
)
REACH = 160  # characters on either side of a name that are read for investment
_ASIDE_WORDS = frozenset(
    """
    as like including unlike rival rivals rivaling competitor competitors to against versus with beat beats beating than of former ex
    alumni from behind after
    """.split()
)


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


def assign_roles(text: str, words: str, mentions: Sequence[Found], title_end: int, *, cjk: bool) -> list[Mention]:
    """The mentions with `role` and `salience`; a maker that is present only through a model or product joins when the story is its.

    `words` is `spaced(text)`; `cjk` says whether the text holds Han, kana or Hangul.
    """
    keys = [entity(mention) for mention in mentions]
    first = keys[0]
    if first is not None and keys.count(first) == len(keys):
        role = _alone(text, words, mentions, first, title_end, cjk=cjk)
        return [
            mention_of(start, end, surface, company, kind, model, score, role, 1.0, rule)
            for start, end, surface, company, kind, model, score, _, rule in mentions
        ]
    parts = _parts(text, words, mentions, keys, title_end, cjk=cjk)
    primaries = _primaries(text[:title_end], parts) if parts else set()
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


def _alone(text: str, words: str, mentions: Sequence[Found], key: str, title_end: int, *, cjk: bool) -> Role:
    """The role of the only company of a text: its story, unless its name stands beside the point wherever it stands."""
    if (
        mentions[0].start < title_end
        or all(mention.kind != "company" for mention in mentions)
        or not all(_beside_the_point(text[max(0, mention.start - 60) : mention.start]) for mention in mentions)
    ):
        return "primary"
    return "primary" if _parts(text, words, mentions, [key] * len(mentions), title_end, cjk=cjk)[key].investor else "mention"


def _parts(text: str, words: str, mentions: Sequence[Found], keys: Sequence[str | None], title_end: int, *, cjk: bool) -> dict[str, _Part]:
    parts: dict[str, _Part] = {}
    investing = [start for _, start, _ in _INVESTING.find_matches_as_indexes(words)]
    if cjk:
        sound = text.encode("utf-8", "replace").decode("utf-8")
        investing = sorted([*investing, *(start for _, start, _ in _INVESTING.find_matches_as_indexes(sound))])
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
        if start < title_end:
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
        if part.aside and not _beside_the_point(text[max(0, start - 60) : start]):
            part.aside = False
    return parts


def _beside_the_point(left: str) -> bool:
    """Whether the words before a name put it beside the story: a rival, a former employer, one of several examples."""
    segment = left[max(left.rfind("\n"), left.rfind(". ")) + 1 :]
    if not segment:
        return False
    if segment[-1].isspace():
        words = segment.lower().replace("-", " ").split()[-6:]
        if _ASIDE_WORDS.isdisjoint(word.lstrip("(\"'“‘—") for word in words) and not any("surpass" in w or "overtak" in w for w in words):
            return False
    elif segment[-1] not in "(（越过败于고어":
        return False
    return _ASIDE.search(segment) is not None


def entity(mention: Found) -> str | None:
    """What a mention counts for: a company's key, or the folded surface of an unknown name."""
    if mention.company is not None:
        return mention.company.key
    if mention.kind == "company":
        return "?" + mention.surface.casefold()
    return None


def _primaries(title: str, parts: dict[str, _Part]) -> set[str]:
    able = [p for p in parts.values() if not p.investor]
    titled = sorted((p for p in able if p.in_title and p.named), key=lambda p: p.first_title)
    through = sorted((p for p in able if p.in_title), key=lambda p: p.first_title)
    if titled and through[0].first_title < titled[0].first_title and through[0].first_title < 24 and not titled[0].aside:
        return {through[0].key}  # "ChatGPT now works with Apple's messages": the product's maker acts
    if titled:
        first = titled[0]
        chosen = {first.key}
        if len(titled) > 1:
            second = titled[1]
            between = title[first.first_title : second.first_title + 60]
            if (not second.aside and (_BUY.search(title) or _TOGETHER.search(title))) or (
                re.search(r"^[^,.:]{1,40}(?:\sand\s|\s&\s|、|和|与|, )$", title[first.first_title : second.first_title]) and between
            ):
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
