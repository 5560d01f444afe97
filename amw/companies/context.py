"""Whether a name that is also a word, a first name or a plant means the company here: a score from what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from typing import NamedTuple

from amw.companies.headlines import CUE_RIGHT, CUE_RIGHT_ABROAD, acts, does
from amw.companies.languages import is_abroad
from amw.companies.names import has_cjk
from amw.companies.namesakes import CAPITAL_NEXT, GIVEN_NAMES, can_be_named, is_person, makes_a_name
from amw.companies.records import Name
from amw.companies.senses import NEGATIVE, NEGATIVE_ABROAD, NOT_AFTER
from amw.companies.unknown.cues import begins_sentence
from amw.companies.wordings import HEAD, KIND_AFTER, SUFFIXES
from amw.companies.wordingsabroad import SORTS, Sort, acts_abroad, is_kind, legal_form
from amw.companies.words import FIRST_NAMES, LISTS, any_of

MILD = LISTS["mild"]
# Those of them that are terms of science or trade as well
TERMS = frozenset("cohere perplexity nuance replicate abridge elastic cognition inflection typeface recursion notion canvas codex".split())
_NO_WORDS = frozenset("samsung hyundai databricks legora mercor".split())  # in no language
_NOUNS = TERMS - {"cohere", "perplexity"} | {"runway", "etched", "rippling", "rebellions", "poolside"}  # that begin sentences as words
_IN_HEADINGS = _NOUNS | GIVEN_NAMES  # that begin short ones as words and persons do
_SHAPED = re.compile(r"-(?:shaped|sized|like|style|colou?red|free|induced|infested)\b")
_ARTICLES = frozenset("the a an this each every any no your my his her".split())
_OTHER_ARTICLES = LISTS["articles"]
# What only a company has: after the name, or after "'s"
_OWN = re.compile(rf"['’]s[ ](?:[a-z][a-z\d-]*[ ]){{0,2}}(?:{any_of('owned')})\b")
# An article belongs to these and not to the name before them: "the Meta deal", "his Alphabet stake"
_HELD = re.compile(rf"[ ](?:{any_of('held')}|spokes\w+)\b")
_CUE_LEFT = tuple(LISTS["before_firms"])
_CUE_LEFT_ENDS = frozenset(word[-2:] for word in _CUE_LEFT)
_WEAK_LEFT = LISTS["prepositions"]
_WEAK_LEFT_ABROAD = LISTS["prepositions_abroad"]
_QUOTES = "\"“'‘"
_A_WORD = re.compile(  # "the word Meta", but "in the long term Apple"
    r"\b(?:[Tt]he (?:word|term|prefix)|[Pp]alabra|[Pp]alavra|[Pp]arola|[Mm]ot|Wort|[Ww]oord|[Ss]łowo) ?[\"'“‘«„]?\Z"
)
_NO_CUE = frozenset(("", "\n", *'.:;!?)]"”…/'))  # before none of the cues on the right
_POSSESSIVE = re.compile(r"['’]s?\s")
_CJK_CUE = re.compile(
    r"\s?(?:公司|集团|向|将|把|称|拟|再|发布|推出|宣布|表示|首席|創始|创始|CEO|联合|完成|获|融资|收购|投资|旗下|计划|上线|开源|模型|机器人"
    r"|股价|市值|进军|裁员|起诉|入股|任命|인수|투자|제안|합병|협력|제휴|계약|출시|공개|발표|·|은|는|이|가|의|와|과|도|를|을|에|엔|로|으로|한테|랑|까지|마저|보다|처럼|만|社|買収|出資|提携|導入|提訴|株|傘下|が|は|の|も|と|を|に|へ|で|、|，|,)"
)
# and what stands before it: who joins, sues or works with it
_CJK_CUE_LEFT = re.compile(
    r"(?:加盟|加入|入职|投奔|起诉|诉|收购|携手|联手|牵手|对抗|来自|离开|超越|击败|投资|対|米|大手・?"
    r"|(?:開発|運営|展開|提供)する|手がける|手掛ける|スタートアップ(?:企業)?の?|新興企業の?|스타트업 ?|업체 ?)\Z"
)
_PRODUCT_AFTER = re.compile(  # "Cursor, the AI coding tool"
    r", (?:an?|the) (?:(?:[\w’'-]+ ){0,4}(?:chatbot|code editor|search engine|video generator)"
    r"|(?:[\w’'-]+ ){0,3}AI(?:-\w+)? (?:[\w’'-]+ ){0,3}(?:tool|assistant|agent|editor|service|platform|product))"
    r"(?=[,.]| (?:by|for|from|that|which)\b)"
)
# A word after a name that is no verb with its object: "Stripe patterns", but "Meta poaches Apple's", "Amazon elimina 16.000"
_PLAIN_NEXT = re.compile(r" [a-zß-ÿ]{3,}\b(?! (?:[A-Z\d$€£]|(?:a|an|the|its|more|all|up|off|out|over)\b))")
# A verb of one company that no list has, told by its object: "lures a former", "nabs $315M"
_WITH_OBJECT = re.compile(
    r"[ ](?!is\b|was\b|has\b)[a-z]{2,}s(?:[ ](?:up|in|off|out|on|down|over|away))?[ ](?:(?:an?|its|former|fresh)[ ]|ex-)"
    r"|[ ][A-Za-z][a-z]+s(?:[ ][A-Za-z]{2,4})?[ ](?:[$€£¥]|US\$|R\$)\d"
    r"|[ ][a-z]{3,}ed[ ](?:all[ ])?its[ ]"
)
_A_SUM = re.compile(r" [a-z]+ (?:[a-z]+ ){0,2}(?:US|R)?[$€£¥]\d[\d.,]* ?(?:[MB]\b|[mb]n\b|[mb]illion)")  # "raised $40 million"
# First names that are no words of a headline ("Will Meta pay?")
_FIRST_NAMES = FIRST_NAMES - frozenset("Bill Chase Drew Frank Grant Jack Mark Max Rob Sue Will".split())
# An adverb between a name and its verb: "Meta finally ships"
_ADVERB = re.compile(
    r" (?:(?!assembly|family|monopoly|reply|supply)[a-z]{4,}ly|again|also|even|ever|just|never|now|once|only|soon|still|then|too|yet)(?= )"
)
_OF = re.compile(r" of (?:an? |the |my |your |our |its )?[a-z]")  # "perplexity of a model" is no company's
_OF_A = re.compile(r" [Oo]f ([A-Z][a-z]+) \Z")
_WITHIN = re.compile(r" (?:on|in|among|between|within) (?:an?|the|my|your|our|its) [a-z]")  # nor is it where a sentence begins so
_COMPOUND = re.compile(r"-[A-Z][a-z]+[ ][A-Z][a-z]")
_WITH_STATE = re.compile(r"(?<!\w)(?:China|EU|India|Japan|Saudi|U\.S\.|UAE|UK|US)-\Z")  # "US-Arm talks"
_LEAD = 600  # characters of a title and a lead; further down a text speaks of much beside its news
_NEIGHBOURHOOD = 200  # characters within which a company that is surely named makes another likely
_REMOTE = 0.15  # what a name that is a word has to show more where none is
# What a comma divides from a name, not from "Indeed"
_APART = re.compile(r", (?:co-?)?(?:acqui|back|bought|found|inc\b|launch|ltd|own|start|power|led\b|valu)")
_AUXILIARY = re.compile(r" (?:will|would|could|may|has|is|was|now|just)\b")
_AND = frozenset((" and ", " & ", " et ", " und ", " y ", " e ", " or "))  # between two names of one kind


class Setting(NamedTuple):
    """What of the whole text bears on every ambiguous name in it."""

    sure: Set[str]  # keys of companies with an unambiguous mention
    spans: Sequence[tuple[int, int]]  # where unambiguous mentions stand
    about_ai: bool  # the text speaks of AI in words
    title_case: tuple[tuple[int, int], ...]  # stretches where every word is capitalised
    language: str | None = None  # another than English, Chinese, Japanese and Korean
    abroad: bool = False  # another than English
    words: frozenset[str] = frozenset()  # names that stand there as words too, in small letters


_AI_CJK = ("人工智能", "大模型", "인공지능", "生成AI", "生成ai", "機械学習")


def about_ai_cjk(text: str) -> bool:
    """Whether the text speaks of AI in Chinese, Japanese or Korean."""
    return any(text.find(phrase, 0, HEAD) >= 0 for phrase in _AI_CJK)


def _introduced(left: str, word: str, right: str, name: str, *, abroad: bool) -> bool:
    """Whether an article stands right before `name`; well-known ones may be a trade's where a sentence begins ("The Amazon magnate")."""
    bare = word.lstrip("(\"'“‘[")
    if bare not in _ARTICLES and (bare != "The" or name in MILD):
        return False
    if bare == "a" and (abroad or (right[:1] or ".") in ".,;:!?)\n" or is_abroad(left, right)):
        return False  # of Romance languages and Polish: "desbanca a Apple", "a Alphabet"
    return len(left) > 1 + len(bare)


def _led(left: str, *, abroad: bool) -> float:
    """What the words right before a name say for its being a company: .35 a trade or a deal, .1 a preposition or a comma."""
    if left[-1:] in _QUOTES:
        left = left[:-1]
    if not left:
        return 0.0
    if not left[-1].isspace():
        if left[-3:].lower() == "ex-":
            return 0.35
        return 0.1 if left[-1] in ",(/@#$" else 0.0
    low = left.lower()
    bare = low.rstrip()
    if bare[-2:] in _CUE_LEFT_ENDS and bare.endswith(_CUE_LEFT):
        return 0.35
    if low[-2:-1] in (",", "(", "/"):
        return 0.1
    word = low[:-1].rpartition(" ")[2].rpartition("\n")[2].rpartition("—")[2]
    word = word.lstrip("(\"'“‘[—–-")
    if abroad and is_kind(word):
        return 0.35
    return 0.1 if word in _WEAK_LEFT or (abroad and word in _WEAK_LEFT_ABROAD) else 0.0


_PARTS = re.compile(r"[A-Z]&[A-Z]|[A-Z]*\d+[A-Z][A-Z\d]*|i[A-Z][A-Za-z]*")  # of names wherever they stand: "H&R", "16X", "iA"


def _ends_a_name(left: str, word: str) -> bool:
    """Whether the capitalised word before, itself inside a sentence, makes the name the end of a longer one ("Azure Data Factory")."""
    return left[-1:] == " " and (
        _PARTS.fullmatch(word) is not None
        or (
            len(word) > 1
            and "A" <= word[0] <= "Z"
            and "a" <= word[-1] <= "z"
            and word.replace("-", "").isalnum()
            and (before := left[: -1 - len(word)]).endswith(" ")
            and ("a" <= before[-2:-1] <= "z" or before[-2:-1] == ",")
        )
    )


# Of these not even a well-known name is the owner
_OTHERS = frozenset("Airlines Bank Brewing Capital Foods Hotel Hotels Insurance Realty Therapeutics Wines".split())
_OWN_PARTS = frozenset("AI Inc Corp Ltd LLC GmbH Lab Labs Intelligence Studio Studios Systems Technologies Technology Ventures".split())


def goes_on(right: str, name: str) -> bool:
    """Whether what follows an ambiguous `name` makes it a word or the beginning of another's: "Mistral Capital", "Vellum Robotics"."""
    if ((negative := NEGATIVE.get(name.casefold())) is not None and negative.match(right.lower())) or _SHAPED.match(right) is not None:
        return True
    following = CAPITAL_NEXT.match(right)
    if following is None:
        return False
    last = following[1]
    return last in _OTHERS or (name.casefold() not in MILD and last in SUFFIXES and last not in _OWN_PARTS)


def _is_word(text: str, start: int, left: str, right: str, word: str) -> bool:
    """Whether the words around the name `word` at `start` make it a word: "the word Meta", "meta fiscal do governo"."""
    if (word in NOT_AFTER and NOT_AFTER[word].search(left) is not None) or _A_WORD.search(left, max(0, len(left) - 14)) is not None:
        return True
    if word in NEGATIVE_ABROAD and NEGATIVE_ABROAD[word].match(right) is not None and is_abroad(left, right):
        return True
    if word not in TERMS:
        return False
    of = _OF_A.search(left)  # "Foundations of Human Cognition", but "the CEO of Startup Cohere"
    return (
        _OF.match(right) is not None
        or (of is not None and can_be_named(of[1]))
        or (_WITHIN.match(right) is not None and begins_sentence(text, start))
    )


def _is_compound(left: str, right: str, setting: Setting) -> bool:
    """Whether a hyphen makes a name the end of another, or its beginning: "C2S-Scale", "Etched-Glass Panels"."""
    if left[-1:] == "-" and left[-3:].lower() != "ex-" and not _WITH_STATE.search(left):
        return True
    if left[-1:] == "_" or right[:1] == "_" or left[-2:] == "::":
        return True  # of code
    return right[:1] == "-" and setting.language != "de" and _COMPOUND.match(right) is not None


def _is_told(text: str, end: int, right: str) -> bool:
    """Whether `right`, what follows the name that ends at `end`, says that it is a company's or its product's."""
    return (right.startswith((", ", " is a")) and KIND_AFTER.match(text, end, end + 90) is not None) or (
        right[:2] == ", " and _PRODUCT_AFTER.match(text, end, end + 90) is not None
    )


def _follows(text: str, start: int, end: int, right: str, told: str, setting: Setting, *, remote: bool) -> float:
    """What `right`, which follows a name, or `told`, the same without an adverb, says for its being a company: .3, but where the name is
    `remote` from a lead and from other companies .45 for what it is and for a sum, .1 for what anything does."""
    if remote and (_A_SUM.match(right) is not None or _is_told(text, end, right)):
        return 0.45
    if remote and _AUXILIARY.match(right) is not None:
        return 0.1
    low = right.lower()
    cue = (
        (CUE_RIGHT.match(low) is not None and not (right[:1] == "," and begins_sentence(text, start) and _APART.match(low) is None))
        or (told is not right and CUE_RIGHT.match(told.lower()) is not None)
        or does(told)
        or _OWN.match(low) is not None
        or _WITH_OBJECT.match(told) is not None
        or (right[:1] > "\u3000" and _CJK_CUE.match(right) is not None)
        or CUE_RIGHT_ABROAD.match(right) is not None
        or (setting.language is not None and (acts_abroad(right) or (right[:2] == ", " and any(map(is_kind, right[2:40].split()[:2])))))
        or _is_told(text, end, right)
    )
    return 0.3 if cue else 0.0


def score_ambiguous(text: str, start: int, end: int, claim: Name, company: str, setting: Setting) -> float:
    """How likely (0..1) `text[start:end]`, the ambiguous name `claim`, is the company `company`; 0.5 and more counts."""
    surface, name, product = text[start:end], claim.text, claim.kind == "product"
    left, right = text[max(0, start - 48) : start], text[end : end + 48]
    word = name.casefold()
    sure = company in setting.sure
    near, gap = _nearest(start, end, setting.spans)
    near = near if gap <= 6 else None
    remote = start > _LEAD and gap > _NEIGHBOURHOOD
    at = bisect_left(setting.title_case, (start + 1,)) - 1
    line = setting.title_case[at] if at >= 0 and start < setting.title_case[at][1] else None
    in_title_case = line is not None
    if surface.isdigit() or (not surface.isascii() and has_cjk(surface)):
        beside = near is not None or _CJK_CUE.match(right) is not None or _CJK_CUE_LEFT.search(left) is not None
        return min(0.3 + 0.4 * sure + 0.25 * beside + 0.1 * setting.about_ai - 0.3 * surface.isdigit(), 1.0)
    joined = near is not None and text[min(near[1], end) : max(near[0], start)] in _AND
    if (not joined and goes_on(right, name)) or is_person(text, end, word) or _is_word(text, start, left, right, word):
        return 0.1
    if near is None and not sure and _is_compound(left, right, setting):
        return 0.1
    after = near is not None and near[1] == start - 1 and left[-1] == " " and not (word in MILD and right[1:2].islower())
    if after and not (sure or in_title_case) and _HELD.match(right) is None:
        return 0.2  # "Nintendo Switch", but "the Nvidia Arm deal"
    before = left[:-1].rpartition(" ")[2].rpartition("\n")[2]
    if left[-1:] == " " and (makes_a_name(left, before) or (before in _FIRST_NAMES and not sure)):
        return 0.2
    if not in_title_case and (
        (_introduced(left, before, right, word, abroad=setting.language is not None) and _HELD.match(right.lower()) is None)
        or (before.lower() in _OTHER_ARTICLES and right[:1] != "-")
    ):
        return 0.2
    form = legal_form(right, 0, setting.language) if setting.language is not None else None
    right = right if form is None else right[form.end() :]
    adverb = _ADVERB.match(right)
    told = right if adverb is None else right[adverb.end() :]
    cue = 0.0 if right[:1] in _NO_CUE else _follows(text, start, end, right, told, setting, remote=remote)
    owned = near is not None and near[0] == end + 1 and sure  # "Meta Segment Anything"
    apart = line is not None and (text.count(" ", *line) > 2 or word not in _IN_HEADINGS)  # but "Recursion Theory", "Harvey Ball"
    if (
        not (cue or apart or owned or setting.language == "de")
        and CAPITAL_NEXT.match(right) is not None
        and (setting.language is None or not SORTS.get(before.lower(), 0) & Sort.OFFICE)  # "CEO Apple Tim Cook"
    ):
        return 0.15  # in German nouns have capitals
    if (word not in MILD or word in TERMS) and not sure and not in_title_case and _ends_a_name(left, before):
        return 0.2
    score = 0.55 if word in MILD else 0.2
    if sure:
        score += 0.45
    if not surface[1:].islower() and surface == name and surface.isalpha() and not surface.isupper():
        score += 0.3  # "MiniMax": no word is written so
    score += cue + _led(left, abroad=setting.language is not None) + (0.35 if form is not None else 0.0)
    if _POSSESSIVE.match(right):
        score += 0.15
    if near is not None:
        score += 0.45 if joined else 0.3
    if remote:
        score -= _REMOTE if word not in MILD and not product else 0.0
    elif setting.about_ai:
        score += 0.1
    german = setting.language == "de" and surface[1:].islower() and not product  # a capital says nothing
    if not in_title_case and not german and left[-1:].isspace() and not begins_sentence(text, start):
        score += 0.2
    elif not cue:
        noun = (
            score >= 0.5  # else it changes nothing
            and not in_title_case
            and word not in _NO_WORDS
            and (word in _NOUNS or (_PLAIN_NEXT.match(told) is not None and not acts(told) and not is_abroad(left, right)))
        )
        score -= (0.15 if word not in MILD else 0.1 if noun else 0.0) + (0.25 if not sure and word in setting.words else 0.0)
    if surface.isupper() and not name.isupper() and len(surface) > 2 and not in_title_case and not (left + right).isupper():
        score -= 0.4  # "control of RAMP, a forum"
    return max(0.0, min(score, 1.0))


def stands_alone(text: str, end: int) -> bool:
    """Whether what follows the name that ends at `end` is what a company does or has."""
    right = text[end : end + 48]
    return CUE_RIGHT.match(right.lower()) is not None or does(right) or _POSSESSIVE.match(right) is not None


def _nearest(start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int] | None, int]:
    """The unambiguous mention that stands nearest, if there is one, and how far away; `spans` are sorted and disjoint."""
    at = bisect_left(spans, (start, start))
    near, gap = None, _NEIGHBOURHOOD + 1
    if at > 0 and (before := start - spans[at - 1][1]) >= 0:
        near, gap = spans[at - 1], before
    if at < len(spans) and 0 <= (after := spans[at][0] - end) < gap and gap > 6:
        near, gap = spans[at], after
    return near, gap
