"""From hits to mentions: context rules for ambiguous names, whole model names, unknown names, roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from amw.companies.candidates import propose
from amw.companies.context import (
    MILD,
    NEGATIVE,
    NEGATIVE_CJK,
    SIGNS,
    Setting,
    about_ai_cjk,
    goes_on,
    is_named,
    means_another,
    score_ambiguous,
    title_case_lines,
)
from amw.companies.find import Finder, Hit, Meaning
from amw.companies.folding import spaced_and_cjk
from amw.companies.hosts import IN_PATHS, is_host, is_path
from amw.companies.modelterms import LINES
from amw.companies.modeltext import ModelHit, extend
from amw.companies.names import look_alikes, mixes_scripts, skeleton
from amw.companies.nouns import ORDINARY
from amw.companies.records import Company, Mention, MentionKind, Model, Name
from amw.companies.roles import Found, assign_roles

if TYPE_CHECKING:
    from amw.companies.companies import Companies
    from amw.companies.families import Family

MAX_TEXT = 100_000  # characters; a longer text is no article
MAX_TITLE = 400
SURE = 0.5  # the score from which a mention counts
UNSURE = 0.501  # of a model whose name is a word and has no number ("Trinity Large"): it counts beside its maker alone
PLAIN = 0.9  # the score from which a model's name needs nobody to vouch for it, and vouches for its maker
VOUCHED = 0.65  # the score that a model whose name is a word reaches where the text speaks of AI or of its maker
CERTAIN = 0.6  # the score from which one ambiguous mention vouches for the others
MAX_DISGUISED = 20  # words with look-alike letters that are looked at in one text
PROPOSED = 0.55  # the score from which an unknown name is a mention


def find_mentions(register: Companies, finder: Finder, text: str, *, title: str | None = None) -> list[Mention]:
    """The mentions of `text`; see `Companies.find`. Most names stand for themselves; only the others are read in their context."""
    text = text[:MAX_TEXT]
    words, cjk = spaced_and_cjk(text)
    seen = finder.scan(text, words, cjk=cjk)
    hits, cues = seen.hits, seen.cues
    kept, doubtful, small, unsure = _plain(register, text, hits) if hits else ([], [], [], False)
    if doubtful or unsure:
        kept = _in_context(text, kept, doubtful, small, about_ai=seen.about_ai or about_ai_cjk(text))
    if " x " in words and (x := register.company("x-corp")) is not None and any(word in text for word in ("Musk", "Grok", "Twitter")):
        kept += _the_platform(text, x)
    if not words.isascii():
        kept += _disguised(register, text)
    known = [(m.start, m.end) for m in kept]
    if (cues or known or cjk) and (proposals := propose(text, known, words, cues, cjk=cjk, least=PROPOSED)):
        heads = {m.surface for m in kept} | {text[start:end] for start, end, _ in doubtful}
        longer = {start for start, end, meaning in doubtful if goes_on(text[end : end + 48], meaning.claims[0][1].text)}
        for proposal in proposals:
            if (
                proposal.score >= PROPOSED
                and not mixes_scripts(proposal.name)
                and (proposal.start in longer or proposal.name.split()[0] not in heads)
            ):
                kept += _everywhere(text, proposal.name, proposal.score, proposal.role == "investor", known)
    if not kept:
        return []
    title_end = len(title) if title and text.startswith(title) else text.find("\n")
    return assign_roles(text, words, _disjoint(kept), min(max(title_end, 0), MAX_TITLE), seen, cjk=cjk)


def _plain(register: Companies, text: str, hits: list[Hit]) -> tuple[list[Found], list[Hit], list[str], bool]:
    """The models and the names that mean one company wherever they stand, the hits that need their context, those that
    are words in small letters, and whether a model needs the context too."""
    mentions: list[Found] = []
    doubtful: list[Hit] = []
    small: list[str] = []
    covered = 0
    unsure = False
    for hit in hits:
        start, end, meaning = hit
        if start < covered:
            continue
        if meaning.family is not None and (model := _model(register, text, start, end, meaning)) is not None:
            mentions.append(model)
            covered = model.end
            unsure = unsure or model.score < PLAIN
            continue
        surface = text[start:end]
        name = meaning.name
        if name is not None and end - start < 5 and not _cased(surface, name):
            continue
        claims = meaning.claims
        if name is None and not claims:
            continue
        # Whether anything is there that `_elsewhere` could go by; most calls are spared.
        odd = (
            meaning.marked
            or text.startswith(("-", ".", "/"), end)
            or not surface.isascii()
            or (start and text[start - 1] in IN_PATHS)
            or (end - start > 3 and surface.isupper())
        )
        if odd and _elsewhere(text, start, end, claims[0][1].text):
            continue
        if name is not None:
            if surface.islower():
                if (_words(surface, name) or _is_thing(text, start, end, name)) and not text[max(0, start - 60) : end + 60].islower():
                    continue
            elif _is_verb_and_ai(surface, name):
                continue
            if (line := meaning.line) is not None:  # "Xiaomi MiMo-V2-Flash", 百度文心5.0
                model = _model(register, text, end - meaning.line_size, end, line)
                if model is not None and model.rule == "model":
                    maker = text[start : model.start].rstrip()
                    mentions += (Found(start, start + len(maker), maker, meaning.company), model)
                    covered = model.end
                    continue
            if meaning.marked and text.startswith(name.text[-1], end) and not name.text[-1].isalnum():
                end += 1  # "Humans&"
                surface = text[start:end]
            mentions.append(Found(start, end, surface, meaning.company, "product" if name.kind == "product" else "company"))
            covered = end
        elif meaning.capital and surface.islower():
            small.append(surface)
        elif all(name.ambiguous and not _is_verb_and_ai(surface, name) for _, name in claims) and (
            end - start > 4 or any(_cased(surface, name) for _, name in claims)
        ):
            doubtful.append(hit)
    return mentions, doubtful, small, unsure


def _in_context(text: str, mentions: list[Found], doubtful: list[Hit], small: list[str], *, about_ai: bool) -> list[Found]:
    """`mentions` without the models that the text does not bear out, and those of `doubtful` that mean a company here.

    `small` are names that stand there as words in small letters.
    """
    setting = Setting(
        sure=frozenset(m.company.key for m in mentions if m.company is not None and (m.kind != "model" or m.score >= PLAIN)),
        spans=tuple((m.start, m.end) for m in mentions if m.score != UNSURE),
        about_ai=about_ai,
        title_case=title_case_lines(text, [start for start, _, _ in doubtful]) if doubtful else (),
        words=frozenset(small),
    )
    told = _ambiguous(text, doubtful, setting)
    if told and len(told) < len(doubtful) + len(small):  # a name made sure in one place is more likely the company in the others
        more = frozenset(m.company.key for m in told if m.company is not None and m.score >= CERTAIN)
        if more - setting.sure:
            spans = tuple(sorted({*setting.spans, *((m.start, m.end) for m in told if m.score >= CERTAIN)}))
            told = _ambiguous(text, doubtful, setting._replace(sure=setting.sure | more, spans=spans))
    if told:
        setting = setting._replace(sure=setting.sure.union(m.company.key for m in told if m.company is not None))
    return _weigh_models(text, [m for m in mentions if m.score >= SURE] + told, setting)


def _disjoint(mentions: list[Found]) -> list[Found]:
    """The mentions left to right without overlaps, and without bare names of families of which the text names a model."""
    if len(mentions) == 1:
        return mentions
    mentions.sort(key=_from_the_left)
    named = {m.model.family for m in mentions if m.model is not None and m.rule != "bare"}
    kept: list[Found] = []
    for mention in mentions:
        if (not kept or mention.start >= kept[-1].end) and not (
            named and mention.rule == "bare" and mention.model is not None and mention.model.family in named
        ):
            kept.append(mention)
    return kept


def _from_the_left(mention: Found) -> tuple[int, int]:
    return mention.start, -mention.end


def _disguised(register: Companies, text: str) -> Iterator[Found]:
    """Registered names spelled with look-alike letters: nobody's, and for a person to see."""
    for start, end in islice(look_alikes(text), MAX_DISGUISED):
        if register.resolve(skeleton(text[start:end])) is not None:
            yield Found(start=start, end=end, surface=text[start:end], score=PROPOSED, rule="look-alike")


# "X" is found only in wordings that leave no other reading, in texts that speak of its owner, its chatbot or its old name
_THE_PLATFORM = re.compile(
    r"(?<![\w.-])X(?=['’]s\b|[ ](?:offices|users|platform|owner|said|says|app(?:lication)?|will|has|is|Premium|Money)\b)"
    r"|(?<=Musk['’]s )X(?!\w)"
    r"|(?<=\b[Ii]nto )X(?![\w.-])|(?<=against )X(?![\w.-])|(?<=raid )X(?![\w-])"
)


def _the_platform(text: str, company: Company) -> Iterator[Found]:
    at = text.find("X")
    while at >= 0:
        if _THE_PLATFORM.match(text, at) is not None:
            yield Found(start=at, end=at + 1, surface="X", company=company, score=0.7, rule="context")
        at = text.find("X", at + 1)


_VOUCHING = ("Claude", "Anthropic", "AI")  # for a line named without its family
_LINES = tuple(line.title() for line in LINES)
MAX_TOLD = 16384  # surfaces of models that are remembered
_TIERS = frozenset("nano mini small medium large super ultra lite pro max premier".split())
# Applications whose subscriptions are named as other makers' models are: "Claude Max", "ChatGPT Plus"
_SOLD_BY_PLAN = frozenset({"chatgpt", "claude"})
_PLANS = frozenset("plus pro max team teams enterprise edu go business free agent".split())
_NO_MODEL = (None, 0.0, False)
_DIGIT = re.compile(r"\d")
_VERSIONED = re.compile(r"[.-]| v|[a-z]\d")  # "Ray3" and "Eleven v3", not "Ray 3"
_MARKED = re.compile("[\u00c0-\u024f]")  # Latin letters with diacritics
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
_MADE_OF = re.compile(
    r"-(?:powered|driven|enabled|generated|based|ready|first|native|assisted|led|related|specific|focused|only)\b", re.IGNORECASE
)


# "Palmyra, NY": a town. Written-out states are left alone, since "Meta, Texas settle" names two parties
_STATE = re.compile(
    r",[ ](?:(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
    r"(?![\w-]|\.\w)|N\.[HJMCDY]\.|D\.C\.|S\.[CD]\.)"
)


def _elsewhere(text: str, start: int, end: int, name: str) -> bool:
    """Whether the hit is part of something else: a sum ("$3M"), a compound ("Scale AI-Powered"), a menu in capitals,
    an address ("github.com/..."), another word ("über")."""
    first, following = text[start], text[end : end + 1]
    if following and following in "./" and is_host(text, start, end):
        return True
    if start and text[start - 1] in IN_PATHS and is_path(text, start):
        return True
    if first.isdigit() and start and text[start - 1] in "$€£¥₩.,+-":
        return True
    if name.isascii() and " " not in name and _MARKED.search(text, start, end) is not None:
        return True  # "über" is not Uber: marks are left out of names, never added to them
    if following == "-" and text[end - 2 : end].upper() == "AI" and _MADE_OF.match(text, end):
        return True
    if not first.isascii() and (otherwise := NEGATIVE_CJK.get(name)) is not None and otherwise.match(text, end):
        return True  # 亚马逊雨林
    if (negative := NEGATIVE.get(name.casefold())) is not None and negative.match(text[end : end + 48].lower()):
        return True  # "Ripple effects"
    if name[-1] in "&+!" and following != name[-1]:
        return True
    if end - start > 3 and first.isupper() and (surface := text[start:end]).isupper() and surface.isascii() and not name.isupper():
        around = text[max(0, start - 40) : start] + " " + text[end : end + 40]
        begin = max(0, start - 200)
        line = text[max(begin, text.rfind("\n", begin, start) + 1) : start] + text[end : end + 80]
        return len(_SHOUTED.findall(around)) >= 2 and any(c.islower() for c in line)
    return False


def _cased(surface: str, name: Name) -> bool:
    """A one-word name of fewer than five letters counts only as it is written ("KT", not "kt"); longer ones in any case."""
    if len(surface) > 4 or not surface.isascii() or surface == name.text or (surface.isupper() and not name.text.islower()):
        return True
    return name.ambiguous and name.text.islower() and surface == name.text.capitalize()  # "Fal" for fal, where the text bears it out


def _words(surface: str, name: Name) -> bool:
    """Whether `surface`, in small letters, is words ("a tenable plan", "weights and biases") and not `name`, which has capitals."""
    return (surface in ORDINARY or (" " in surface and surface.isascii())) and not name.text.islower()


def _is_verb_and_ai(surface: str, name: Name) -> bool:
    """Whether `surface` is words before AI and not `name`: "scale AI", "resolve AI disputes", "privately run AI"."""
    return surface.endswith(" AI") and surface[0].islower() and surface.count(" ") == 1 and name.text[0].isupper()


_MADE_FOR = re.compile(
    r"[ -](?:api|app|blog|bot|chatbot|cli|client|docs|endpoint|github|library|models?|package|python|repo|sdk|site|team)", re.IGNORECASE
)


def _is_thing(text: str, start: int, end: int, name: Name) -> bool:
    """Whether an article in front of a word in small letters makes it a thing, though a `name` like it has a capital ("the manus")."""
    return (
        text.endswith((" the ", " a ", " an ", "The ", "A ", "An "), 0, start)
        and name.text[:1].isupper()
        and name.text[1:].islower()
        and _MADE_FOR.match(text, end) is None
    )


def _spelled_otherwise(family: Family, surface: str) -> bool:
    """Whether `surface` lacks the capitals inside the name of `family`: SAM and PaLM are models, Sam somebody and a palm a tree."""
    names = [name for name in (family.name, *family.names) if name.casefold() == surface.casefold()]
    return not surface.isupper() and bool(names) and surface not in names and all(name[1:] != name[1:].lower() for name in names)


def _model(register: Companies, text: str, start: int, end: int, meaning: Meaning) -> Found | None:
    family = meaning.family
    assert family is not None
    found = extend(text, start, end - meaning.tail, family)
    stop = found.end
    if found.bare and (
        not family.bare
        or (text[start:stop].islower() and not family.name.islower() and text.endswith((" a ", " an ", "A ", "An "), 0, start))
        or _STATE.match(text, stop) is not None
        or (text.startswith(".", stop) and is_host(text, start, stop))
    ):
        return None
    if start and text[start - 1] in IN_PATHS and is_path(text, start):
        return None
    surface = text[start:stop]
    key = (surface, stop - end, id(meaning))  # meanings live as long as the register
    told = register.told_models.get(key)
    if told is None:
        told = _told(register, found, surface, end > stop, meaning)
        if len(register.told_models) >= MAX_TOLD:
            register.told_models.clear()
        register.told_models[key] = told
    model, score, lined = told
    if model is None or (lined and not any(word in text for word in _VOUCHING) and sum(line in text for line in _LINES) < 2):
        return None
    maker = register.company(family.maker)
    if family.key in _SOLD_BY_PLAN and not (model.registered or model.version) and _PLANS.issuperset((model.variant or "-").split("-")):
        return Found(start, stop, surface, maker, "product", None, score)
    return Found(start, stop, surface, maker, "model", model, score, False, "bare" if found.bare else "model")


def _told(register: Companies, found: ModelHit, surface: str, cut: bool, meaning: Meaning) -> tuple[Model | None, float, bool]:
    """What `surface` says wherever it stands: the model, None for none, its score, and whether its maker must stand somewhere too.

    `cut`: the registered name that begins it goes on beyond it.
    """
    family, claims = found.family, meaning.claims
    if found.bare and claims and not claims[0][1].ambiguous and claims[0][1].kind != "product":
        return _NO_MODEL
    has_number = _DIGIT.search(surface) is not None
    small = family.key != "o" and not surface[0].isupper() and surface[0].isascii() and family.name[0].isupper() and family.ambiguous
    if small and not (has_number and "-" in surface):  # "claude-opus-4-6", as an interface writes it
        return _NO_MODEL
    if family.key == "o" and not surface.startswith("o"):
        return _NO_MODEL
    if found.bare and (surface in ORDINARY or (len(surface) < 5 and surface.isascii() and _spelled_otherwise(family, surface))):
        return _NO_MODEL
    if not found.bare and not has_number and ((family.ambiguous and not family.bare and " " not in surface) or (claims and cut)):
        return _NO_MODEL  # "Step-by-Step"
    score = 0.95 if has_number or not family.ambiguous else 0.6
    if family.ambiguous and not family.bare:
        score = 0.45 + 0.25 * (_VERSIONED.search(surface) is not None) if has_number else UNSURE
    model = register.model_said(found.name, family.maker)
    if model is None or (small and not family.bare and not model.registered):
        return _NO_MODEL
    if score == UNSURE and not model.registered and _TIERS.isdisjoint((model.variant or "").split("-")):
        return _NO_MODEL  # "Hermes Agent"
    if has_number and model.variant and model.version:
        score = max(score, 0.7 if model.registered else SURE)  # "Nova 2 Pro": more than a word with a number
    return model, score, "." not in surface and surface.partition(" ")[0].casefold() in LINES  # "Opus 4", by Beethoven


def _ambiguous(text: str, doubtful: list[Hit], setting: Setting) -> list[Found]:
    kept = []
    first = {text[start:end]: start for start, end, _ in reversed(doubtful)} if len(doubtful) > 1 else {}
    others = {surface for surface, start in first.items() if is_named(text, start)}  # "Hurricane Harvey ... Harvey"
    for start, end, meaning in doubtful:
        if others and text[start:end] in others and all(company.key not in setting.sure for company, _ in meaning.claims):
            continue
        if _STATE.match(text, end) is not None or (text[start - 2 : start] == ", " and _STATE.match(text, start - 2) is not None):
            continue
        scores = [score_ambiguous(text, start, end, name.text, company.key, setting) for company, name in meaning.claims]
        score = max(scores)
        if score >= SURE and scores.count(score) == 1:
            company, name = meaning.claims[scores.index(score)]
            kind: MentionKind = "product" if name.kind == "product" else "company"
            kept.append(Found(start, end, text[start:end], company, kind, None, round(score, 3), False, "context"))
    return kept


def _weigh_models(text: str, mentions: list[Found], setting: Setting) -> list[Found]:
    """Bare or word-like family names kept where the text bears them out: another mention of the maker, or talk of AI.

    Where the first is a person, a sign of the zodiac or a beast, and the text does not speak of the maker, the others are so too.
    """
    first = {
        m.model.family: m for m in reversed(mentions) if m.rule == "bare" and m.model is not None and m.model.maker not in setting.sure
    }
    others = {family for family, m in first.items() if means_another(text, m.start, m.end, family)}
    if "gemini" in first and (
        "crypto exchange" in text
        or text.endswith(" exchange ", 0, first["gemini"].start)
        or len({found[0] for found in SIGNS.finditer(text)}) > 1
    ):
        others.add("gemini")
    kept = []
    for mention in mentions:
        if others and mention.rule == "bare" and mention.model is not None and mention.model.family in others:
            continue
        if mention.kind != "model" or mention.model is None or mention.score >= PLAIN:
            kept.append(mention)
            continue
        name = mention.model.family
        if name in MILD or mention.rule == "bare":
            left = score_ambiguous_model(mention, setting)
            if left >= (SURE if name in MILD else VOUCHED):
                kept.append(mention._replace(score=left))
        elif mention.score == UNSURE:
            if mention.model.maker in setting.sure:
                kept.append(mention._replace(score=PLAIN))
        elif mention.score + 0.2 * setting.about_ai + 0.3 * (mention.model.maker in setting.sure) >= VOUCHED:
            kept.append(mention)
    return kept


def score_ambiguous_model(mention: Found, setting: Setting) -> float:
    """The score of a bare family name ("Grok", "Gemini") from the rest of the text."""
    return round(
        min(1.0, mention.score + 0.1 * setting.about_ai + 0.2 * (mention.company is not None and mention.company.key in setting.sure)), 3
    )


def _everywhere(text: str, name: str, score: float, investor: bool, taken: list[tuple[int, int]]) -> list[Found]:
    """An unknown name at each of its places (at most twenty)."""
    found: list[Found] = []
    at = text.find(name)
    while at >= 0 and len(found) < 20:
        end = at + len(name)
        whole = not (name[0].isascii() and at and text[at - 1].isalnum() and text[at - 1].isascii()) and not (
            name[-1].isascii() and end < len(text) and text[end].isalnum() and text[end].isascii()
        )
        if whole and not any(a < end and at < b for a, b in taken):
            found.append(
                Found(
                    start=at,
                    end=end,
                    surface=name,
                    kind="company",
                    score=score,
                    investor=investor,
                    rule="proposed",
                )
            )
        at = text.find(name, end)
    return found
