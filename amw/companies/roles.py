"""Who plays which part in a story: primary, secondary, investor or mention; and how much of the story is about each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, Implementation

from amw.companies.asides import beside_the_point, describes, is_likeness
from amw.companies.find import Seen
from amw.companies.investors import REACH, investing_cjk, invests, is_trading, listed_with
from amw.companies.offers import OF_USERS, PLATFORMS, SHELVES, host_of, is_place
from amw.companies.records import Found, Mention, Role, mention_of
from amw.companies.unknown.cues import LINKS
from amw.companies.words import LISTS
from amw.strung_headlines import strings_headlines

TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 3.0, 1.0, 0.35  # a name in the title outweighs three in the lead, tuned on labelled items
LEAD = 600  # characters after the title that introduce the story

_DEALS = AhoCorasick(list(LISTS["dealings"]), implementation=Implementation.DFA)
_DEALS_CJK = re.compile("인수|合併|合并|收购|買収|子会社化|合作|联手|协议|제휴|협력|계약|손잡")
_STOP = re.compile(r"[.;!?](?=[ ]|\Z)|[\n。；]")
_AND = re.compile(
    r"(?:(?: [A-Z][\w.-]*){0,2}[’']?s?|['’]s(?: [\w.-]+){1,3})"
    r"(?:,?\s(?:and|&|und|y|e|et|и|ve|dan|và|और)\s|\sو|、|和|与|と|と米|·|와\s|과\s|\s및\s|, )"
)

# A clause that says beside what, before or in spite of what the rest of an English headline happens
_CLAUSE = re.compile(
    r"(?:Even\s)?(?:After|Ahead of|Although|Amid|As|Before|Despite|Following|Once|Though|While|With|Without)\s"
    r"(?:[A-Z][\w.&-]*,\s(?=[^,:;?]*,\s)){0,4}[^,:;?]{3,90},\s"  # "As Google, Meta and Amazon spend, "
)

# The occasion or series that a headline begins with in brackets: who gives its name to that does not act by it ("[AWS Summit 2026] ...")
_OCCASION = re.compile(r"[\[【［][^\[\]【】［］\n]{2,40}[\]】］]")

# What a headline says of somebody whom it does not name
_STRANGER = re.compile(
    r"\b(?:former|ex|rivals?|competitors?|challengers?|veterans?|alum\w*|spin-?(?:out|off)s?|(?:co-?)?founders?|employee|engineer|researcher|scientist|staffer|gunning)\b",
    re.IGNORECASE,
)

# Before what a headline measures somebody by whom it does not name: "Open model beats GPT-5"
_MEASURED = re.compile(
    r"\b(?:beats?|matches|outperforms?|outscores?|rivals|surpass(?:es)?|undercuts?|alternatives?\sto|(?:better|cheaper|faster|smaller|stronger)\sthan)\s\Z",
    re.IGNORECASE,
)

# Whose study a text that names nobody else tells of: "a new analysis from OpenAI"
_OF_STUDY = re.compile(r"\b(?:analysis|findings|paper|report|research|study|survey)\sfrom\s\Z")

# A headline of a list that ranks what many make: nobody acts
_RANKS = re.compile(
    r"\A(?:The\s)?(?:\d+\s)?(?:[A-Z]\w+\s)?[Bb]est\b(?!\s(?:day|known|month|of\sboth|quarter|time|way|week|year)\b)|(?:\A|\A[Tt]he\s|\b(?:[Mm]y|[Oo]ur)\s)[Tt]op\s\d+\b"
)

NEAR = 80  # characters from a firm of investors to a word of investing

# How often a text names whom it is about and its headline does not: once each thousand characters up to three times and a fifth of all
# names, and from behind the lead five times and half of them. A name that whole articles drop once was theirs in one of ten; that a
# report begins with it, four signs behind the headline at most, counts as once more where it is half of the names.
STEP, LEAST, LEAST_BEHIND, OPENS = 1000, 3, 5, 4


@dataclass(slots=True)
class _Part:
    """What is gathered of one company (or unknown name) over the whole text."""

    key: str
    first: int
    times: int = 0
    weight: float = 0.0
    investor: bool = False
    aside: bool = True
    listed: bool = True  # unknown, and told by a list alone
    named: bool = False  # by its own name, not only through a product or model
    public: bool = False  # a body of a state: no player of the market where one is named
    first_title: int = 1 << 30
    end_title: int = 0  # of the name at `first_title`; 0 where the headline has none


def assign_roles(seen: Seen, mentions: Sequence[Found], title_end: int) -> list[Mention]:
    """The mentions with `role` and `salience`; a maker that is present only through a model or product joins when the story is its."""
    keys = [mention.company.key if mention.company is not None else entity(mention) for mention in mentions]
    first, occasion = keys[0], _OCCASION.match(seen.text, 0, title_end)
    alone = first is not None and mentions[0].start < title_end and keys.count(first) == len(keys)
    if alone and first not in SHELVES and occasion is None and not is_likeness(seen.text, mentions[0].start, mentions[0].end):
        return [
            mention_of(mention, mention.company, "primary", 1.0) for mention in mentions
        ]  # the only company of the text, in its headline
    called = ""  # an occasion by the name that begins with the first company's: "AWS Summit 2026"
    if occasion is not None and mentions[0].end < occasion.end() - 1:
        called = seen.text[mentions[0].start : occasion.end() - 1]
    parts = _parts(seen, mentions, keys, title_end, called)
    primaries = _primaries(seen, title_end, mentions, parts) if parts else set()
    total = sum([part.weight for part in parts.values()]) or 1.0
    least = 1 + (len(seen.text) - title_end >= 2 * STEP)  # once along the way is enough for a note
    parted: dict[str | None, tuple[Role | None, float]] = {}  # without makers that are present only through what they make
    for key, part in parts.items():
        role: Role = "mention"
        if key in primaries:
            role = "primary"
        elif part.investor:
            role = "investor"
        elif part.end_title or (not part.aside and part.times >= (least if part.first < title_end + LEAD else LEAST_BEHIND)):
            role = "secondary"
        if role == "primary" or part.named:
            parted[key] = role, round(part.weight / total, 3)
    return [
        mention_of(mention, mention.company if key in parted else None, *parted.get(key, (None, 0.0)))
        for mention, key in zip(mentions, keys, strict=True)
    ]


def _parts(seen: Seen, mentions: Sequence[Found], keys: Sequence[str | None], title_end: int, called: str) -> dict[str, _Part]:
    """What is gathered of each; who gives its name to an occasion, `called` so in the headline's brackets, does nothing by that."""
    text = seen.text
    parts: dict[str, _Part] = {}
    investing = seen.investing
    if seen.cjk:
        investing = sorted([*investing, *investing_cjk(text)])
    named: dict[int, str] = {}
    if investing:
        named = {mention.start: key for mention, key in zip(mentions, keys, strict=True) if mention.kind == "company" and key is not None}
    lead_end = title_end + LEAD
    past = -1
    for mention, key in zip(mentions, keys, strict=True):
        if key is None:
            continue
        start, end, _, _, kind, _, score, proposed, rule = mention
        part = parts.get(key)
        if part is None:
            part = parts[key] = _Part(key, start)
        part.times += 1
        base = BODY_WEIGHT
        below = start >= title_end
        shelf = (
            (key in SHELVES and (below or is_place(text, start, end)))
            or (called != "" and text.startswith(called, start))
            or is_likeness(text, start, end)
        )
        if not (below or shelf):
            base = TITLE_WEIGHT
            if start < part.first_title:
                part.first_title, part.end_title = start, end
        elif start < lead_end:
            base = LEAD_WEIGHT
        if kind == "company":
            part.weight += base * score
            part.named = True
            part.public = mention.company is not None and mention.company.kind == "government"
            if not part.investor:
                part.investor = proposed or (
                    bool(investing)
                    and (near := bisect_left(investing, start - REACH)) < len(investing)
                    and investing[near] <= end + REACH
                    and invests(seen, start, end, key, named)
                )
        else:
            part.weight += 0.5 * base * score
        joined = past >= 0 and text[past:start] in LINKS and text[past] != ","
        asked = part.aside or text.startswith(LINKS, end)  # for any other it changes nothing
        beside = asked and (joined or beside_the_point(text, start, end, seen.asides))
        past = end if beside else -1  # "former staff of Apple and Amazon"
        part.listed = part.listed and rule == "listed"
        if part.aside and not (shelf or beside):
            posted = below and (kind == "product" or key in PLATFORMS)
            part.aside = posted and (is_place(text, start, end) or OF_USERS.match(text, end) is not None)
    if len(named) > 1:
        _tell_investors(seen, [mention for mention in mentions if mention.start in named], named, parts, investing)
    return parts


def _tell_investors(
    seen: Seen, listed: Sequence[Found], named: Mapping[int, str], parts: Mapping[str, _Part], investing: Sequence[int]
) -> None:
    """Marks the investors that stand in a list with one, and firms of investors near words of `investing`; `named` says who is where."""
    spans = [(m.start, m.end) for m in listed]
    for at in listed_with(seen.text, spans, [parts[named[m.start]].investor for m in listed]):
        parts[named[listed[at].start]].investor = True
    for mention in listed:
        if mention.company is not None and mention.company.kind == "investor" and _puts_money(seen, mention, spans, investing):
            parts[named[mention.start]].investor = True


_OWN_FUND = re.compile(
    r"['’]?s?[ ](?:announces|closes|closed|debuts|launches|plans|raises|raised|seeks|targets|unveils)\b"
    r"[^.,;\n]{0,40}?(?<!to )(?<!will )(?<!would )\b(?:fund|vehicle)s?\b"
)  # what a firm of investors does for itself: it "plans a fund", not "to fund" somebody


def _puts_money(seen: Seen, firm: Found, named: Sequence[tuple[int, int]], investing: Sequence[int]) -> bool:
    """Whether a firm whose trade is investing stands in one sentence with a word of financing near it that is no part of a name at `named`
    and not of another's "-backed"."""
    text = seen.text
    if _OWN_FUND.match(text, firm.end) is not None:
        return False
    for number in range(bisect_left(investing, firm.start - NEAR), len(investing)):
        at = investing[number]
        if at > firm.end + NEAR:
            break
        name = bisect_left(named, (at + 1,)) - 1  # the last that begins before
        if is_trading(seen.words, at) or "-" in text[max(0, at - 2) : at] or (name >= 0 and at <= named[name][1]):
            continue
        if ". " not in (text[at : firm.start] if at < firm.start else text[firm.end : at]):
            return True
    return False


def entity(mention: Found) -> str | None:
    """What a mention counts for: a company's key, or the folded surface of an unknown name."""
    if mention.company is not None:
        return mention.company.key
    if mention.kind == "company":
        return "?" + mention.surface.casefold()
    return None


def _is_deal(seen: Seen, begin: int, end: int) -> bool:
    """Whether a stretch of a text tells of one company's dealings with another."""
    words = seen.words[begin : end + 1] + " "
    return bool(_DEALS.find_matches_as_indexes(words)) or (seen.cjk and _DEALS_CJK.search(seen.text, begin, end) is not None)


def _primaries(seen: Seen, title_end: int, mentions: Sequence[Found], parts: dict[str, _Part]) -> set[str]:
    title, end = seen.text[:title_end], len(seen.text)
    able = [p for p in parts.values() if not p.investor]
    through = sorted([p for p in able if p.end_title], key=lambda p: p.first_title)
    through = [p for p in through if not p.public] or through
    titled = [p for p in through if p.named]
    if len(through) > 1 and not through[0].named and (host := host_of(mentions, title)) is not None and (key := entity(host)) in parts:
        return {key}  # "GPT-5.6 Sol is now available in Windsurf" is told of Windsurf
    if titled and through[0] is not titled[0] and through[0].first_title < 24 and not (titled[0].aside or through[0].aside):
        return {through[0].key}  # "ChatGPT now works with Apple's messages": the product's maker acts
    if through and _MEASURED.search(title, 0, through[0].first_title) is not None:
        told = [p for p in able if p.named and not (p.end_title or p.aside or p.public) and p.first < title_end + LEAD]
        if told:
            return set() if _RANKS.search(title) is not None else _of_lead(seen, title_end, mentions, told)
    if len(titled) > 1 and (clause := _CLAUSE.match(title)) is not None and titled[-1].first_title >= clause.end() > titled[0].end_title:
        titled = [part for part in titled if part.first_title >= clause.end()]  # "As OpenAI stumbles, Anthropic pulls ahead"
    if titled:
        return _of_headline(seen, title, able, titled)
    if through:
        return {through[0].key}
    total = sum(part.times for part in parts.values())
    if not able:
        backers = [p for p in parts.values() if p.end_title or (len(parts) == 1 and _recurs(p, total, title_end, end))]
        return {max(backers, key=lambda p: p.weight).key} if backers else set()
    alone = len(parts) == 1 and _OF_STUDY.search(seen.text, max(0, able[0].first - 40), able[0].first) is not None
    able = [part for part in able if (alone or not part.aside) and _recurs(part, total, title_end, end)]
    if not able or _RANKS.search(title) is not None:
        return set()
    return {key for key in _of_lead(seen, title_end, mentions, able) if not parts[key].public}


def _recurs(part: _Part, total: int, title_end: int, end: int) -> bool:
    """Whether a text of `total` names, `end` long, whose headline does not name `part` names it as often as whom it is about."""
    least = min(LEAST, 1 + (end - title_end) // STEP)
    if least > 1 and (part.first >= title_end + LEAD or not part.named):
        return part.times >= LEAST_BEHIND and 2 * part.times >= total
    opens = part.first < title_end + OPENS and 2 * part.times >= total
    return part.times + opens >= least and (least == 1 or 5 * part.times >= total)


def _of_headline(seen: Seen, title: str, able: Sequence[_Part], titled: Sequence[_Part]) -> set[str]:
    """Who of `titled`, whom the headline names, acts in it."""
    first = next((part for part in titled if not part.aside), None)  # "Former DeepMind researchers start X"
    if first is None and _STRANGER.search(title) is None:
        first = titled[0]
    if first is None:  # whom the headline does not name acts: "Former OpenAI researchers raise $50M"
        led = [part for part in able if part.named and not (part.end_title or part.aside) and part.first < len(title) + LEAD]
        return {min(led, key=lambda part: part.first).key} if led else set()
    chosen = {first.key}
    for before, second in pairwise(titled[titled.index(first) :]):
        between = title[before.end_title : second.first_title]
        if before is first and seen.cjk and describes(between):
            return {second.key}
        digest = before is first and between.endswith((", ", "; ")) and strings_headlines(title)
        deals = before is first and not second.aside and _is_deal(seen, 0, len(title))
        side_by_side = not between and title[second.first_title] > "\u3000"  # "宇树智元", without a word between
        if second.aside or not (digest or deals or side_by_side or _AND.fullmatch(between) is not None):
            break
        chosen.add(second.key)
        if digest:
            break
    return chosen


def _of_lead(seen: Seen, title_end: int, mentions: Sequence[Found], able: Sequence[_Part]) -> set[str]:
    """Who of `able`, of whom the headline names nobody, the story is about: the first of its lead and whoever is joined to it."""
    named = [p for p in able if p.named]
    named = [p for p in named if not p.listed] or named
    led = sorted((p for p in named if p.first < title_end + LEAD), key=lambda p: p.first)[:2]
    if not led:
        return {max(named or able, key=lambda p: (p.weight, -p.first)).key}
    first = led[0].first
    end = next(mention.end for mention in mentions if mention.start == first)
    joined = len(led) > 1 and (
        _AND.fullmatch(seen.text, end, led[1].first) is not None or _deal_of_sentence(seen, first, end, led[1].first)
    )
    return {part.key for part in led[: 1 + joined]}


def _deal_of_sentence(seen: Seen, start: int, end: int, second: int) -> bool:
    """Whether the sentence that names a company from `start` to `end` tells, before the name at `second` in it, of dealings of the two."""
    if _STOP.search(seen.text, end, second) is not None:
        return False
    begin = max(seen.text.rfind(stop, 0, start) + 1 for stop in ("\n", ". ", "。"))
    return _is_deal(seen, begin, second)
