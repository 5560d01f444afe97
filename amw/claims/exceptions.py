"""Whom a sentence leaves out of a place's field: "apart from Anthropic", "the best non-American model", "除OpenAI外", "米国勢を除く"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from amw.claims import iberian, scopes, superlatives
from amw.claims.record import CLOSED, Claim
from amw.claims.sentence import Sentence
from amw.claims.subjects import Subject

MOST = 4  # such words in a sentence that are looked at
_THINGS = r"(?:'s|’s|s|-)?(?: ?(?:models?|entries|labs?|compan(?:y|ies)|makers?|modelle?n?|anbietern?|modèles?|modelos?|systems?|own))?"
# Before those left out.
_BEFORE = re.compile(
    r"(?i:\b(?:(?:(?:were|had) it not|if it (?:were|was|had)(?: not|n['’]t))(?: been)? for|apart from|aside from|other than|excepting|except(?: for)?|excluding|exclusive of|besides|ignoring|discounting|disregarding|not counting|(?:leav(?:e|ing)|sett?(?:ing)?|put(?:ting)?|strip(?:ping)?|tak(?:e|ing))(?: (?:aside|out|away))?|if(?=\s[^,;.]{2,50}(?:are|is|were) (?:ignored|excluded|left (?:out|aside)|not counted|disregarded|removed))|without|outside(?: of)?"
    r"|(?:not|neither) (?:from|by|(?:made|built|developed|owned|trained) by)|(?:that|which)(?: neither)?(?=\s[^,;.]{2,40}(?:did(?: not|n['’]t)|has(?: not|n['’]t)|nor [^,;.]{2,20}) (?:ma[dk]e|buil[dt]|develop\w*|own\w*))"
    r"|außerhalb(?: von| der)?|abgesehen von|außer|ohne|ausgenommen|mit Ausnahme von|(?:lässt|klammert|rechnet|nimmt) man|(?:das|die|der) nicht (?:von|aus)"
    r"|hors|hormis|sauf|excepté|à l['’]exception d\w*|en dehors d\w*|mis à part|sans(?: compter)?|si l['’]on (?:écarte|exclut|excepte)|qui ne (?:vien\w*|provien\w*) pas d\w*"
    r"|sin contar|fuera de|aparte de|excepto|salvo|descontando|quitando|fora|sem contar|tirando|exceto|descontad[oa]s|à parte|que no (?:es|son) d\w*|que não (?:é|são) d\w*)\s(?:(?:both|the|all|den|der|die|das|dem|aux|les|los|las|os|as|a)\s|l['’]){0,2}"
    r"|\bnon-|\b(?:nicht-|non |não[- ])(?=(?:american|améric|amerik|chin|europ|us-))|\bno (?=estadoun|chin[oa]s?\b|europe[oa]))|除(?:了|去)?|(?:不计|不算|不包括|撇开|抛开|排除|剔除|非)|[把将](?=[^，。]{2,40}(?:放在一边|排除在外))|(?:(?<=若)|(?<=如))不[计算]"
)
# Those of them that may as well add: "besides A".
_ADDS = re.compile(
    r"(?i:apart from|aside from|other than|besides|außer|abgesehen von|hormis|mis à part|en dehors|aparte de|fuera de|fora|à parte)|除(?!去)"
)
# Behind them.
_BEHIND = re.compile(
    r"\s?(?:勢|系)?(?:の[ァ-ヶー一-鿿]{0,6})?(?:を除(?:け|き|く|い)|以外[でのは])|\s?(?:모델|기업)?[을를]?\s?(?:제외하|제외한|빼[면고]|뺀)"
)
# One of these, in small letters, stands in every sentence that leaves somebody out.
_ROOTS = tuple(
    "part from|aside|other than|except|exclu|besides|ignor|discount|disregard|not count|without|outside|strip|leav|left out|take |taking |setting |set |putting |put | not | n't|n’t|neither|non-|non |nor "
    "|außer|abgesehen|ohne |ausgenommen|ausnahme|lässt man|klammert|rechnet man|nimmt man|nicht|hors |hormis|sauf|l'exception|l’exception|dehors|mis à part|sans |écarte| exclut|pas d"
    "|sin contar|fuera de|aparte de|excepto|salvo|descont|quitando| no |fora |sem contar|tirando|exceto|à parte|não|除|不|撇开|抛开|排除|剔除|非|放在一边|以外|제외|빼|뺀".split(
        "|"
    )
)
_NON = re.compile(r"(?i:non-|nicht-|non |não[- ])")
_OPENS = re.compile(r"\s?(?:x?[A-Z][\w.]*['’]s? )?")
_CLOSED = re.compile(rf"(?i:(?:proprietary|closed(?:[- ]source)?|commercial){_THINGS})|闭源模型?")
# What closes the words: "aside", "are ignored", "之外".
_CLOSES = re.compile(
    rf"(?i:{_THINGS}(?:\s(?:aside|out(?: of (?:the|this) (?:picture|equation|ranking))?|away|did(?: not|n['’]t)|has(?: not|n['’]t)|(?:are|is|were) (?:ignored|excluded|left (?:out|aside)|not counted|disregarded|removed)|weg|aus|außen vor|beiseite|heraus|stamm\w+|ma[dk]e|buil[dt]|developed|owns?)){{0,2}})|的?模型?(?:之外|以外|外|放在一边|排除在外)?"
)
_LANDS = tuple(
    (code, re.compile(rf"(?i:(?:(?:{land})(?!\w)|(?:{of_it}|{iberian.COUNTRIES[code]})(?:s|n|er)?(?!\w)){_THINGS})|(?:{cjk})(?:的|勢|系)?(?:模型|厂商|モデル|企業)?", re.IGNORECASE))
    for code, land, of_it, cjk in scopes.COUNTRY_WORDS
)  # fmt: skip
_THING_FIRST = re.compile(
    r"(?i:(?:modelos?|modèles?|modelle|sistemas?|systèmes?|laboratorios?|laboratoires?|empresas?)\s)"
)  # "modelos chinos"
_US = re.compile(rf"(?:US|U\.S\.)-?{_THINGS}|(?:die )?Amerikaner|(?:Anbieter|modèles) (?:aus den USA|américains)", re.IGNORECASE)


class LeftOut(NamedTuple):
    """Companies, models, countries, or models without open weights that are left out."""

    names: list[str]
    adds: bool  # whether the words may as well add them: "besides A"
    of: tuple[int, int]  # of what the words tell: the sentence; "the best non-A model" of its clause


def exceptions_in(told: Sentence) -> list[LeftOut]:
    """Whom the sentence leaves out, by where it says so; marks them as read."""
    if not told.holds_any(_ROOTS):
        return []
    found = [*_named_behind(told), *_named_before(told)]
    told.spoken += [span for _, span in found]
    told.excepts = bool(found)
    told.left_out = [s for _, span in found for s in told.named(*span)]
    return [
        LeftOut(names, _ADDS.match(told.text, at) is not None, told.clause(at) if _NON.match(told.text, at) else (told.start, told.end))
        for names, (at, _) in found
    ]


def without(claim: Claim, left_out: Sequence[LeftOut]) -> Claim:
    """A claim with those left out, where it is of a place and none of them is the one it speaks of: who is "besides A in the top ten"
    is there beside A, who is so "without A" need not be."""
    if claim.kind not in {"rank", "lead"} or claim.count is not None or claim.rivals:
        return claim
    apart = [e for e in left_out if (claim.within is None or not e.adds) and claim.start < e.of[1] and e.of[0] < claim.end]
    names = dict.fromkeys(name for e in apart for name in e.names if name not in (claim.model, claim.company))
    if not names:
        return claim
    return replace(claim, but=tuple(names), scope="global" if claim.scope in names else claim.scope, among="global")


def _named_behind(told: Sentence) -> Iterator[tuple[list[str], tuple[int, int]]]:
    """Those who are named behind words that leave them out, and where all of it stands."""
    for match in _unread(told, _BEFORE):
        at, end = match.end(), told.end
        chain, _ = told.fronted(told.chain_after([s for s in told.named() if s.start >= at], at), match.start())
        if chain and _OPENS.fullmatch(told.text, at, chain[0].start):
            names, last = _labels(told, chain), chain[-1].end
        elif (land := land_at(told.text, at, end)) is not None:
            names, last = [land[0]], land[1]
        elif (closed := _CLOSED.match(told.text, at, end)) is not None:
            names, last = [CLOSED], closed.end()
        elif (other := superlatives.EXCLUDED.match(told.text, match.start(), end)) is not None:
            names, last = [other["who"]], other.end()
        else:
            continue
        closing = _CLOSES.match(told.text, last, end)
        yield names, (match.start(), closing.end() if closing else last)


def _labels(told: Sentence, chain: Sequence[Subject]) -> list[str]:
    """The names of those in a list; of "A's B" B alone."""
    return [told.label(s) for s, behind in itertools.zip_longest(chain, chain[1:]) if behind is None or not told.owns(s, behind)]


def _named_before(told: Sentence) -> Iterator[tuple[list[str], tuple[int, int]]]:
    """The same of words that follow the names."""
    for match in _unread(told, _BEHIND):
        chain = told.chain_before(told.named(), match.start())
        if chain and told.text[chain[-1].end : match.start()].strip(" 의のモデル모델") == "":
            yield _labels(told, chain), (chain[0].start, match.end())
            continue
        start = max(told.start, match.start() - 12)
        for code, land in _LANDS:
            if (last := next((m for m in land.finditer(told.text, start, match.start()) if match.start() - m.end() < 5), None)) is not None:
                yield [code], (last.start(), match.end())


def _unread(told: Sentence, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches that nothing has read yet, also within what is supposed ("if A is left out")."""
    found = itertools.islice(pattern.finditer(told.text, told.start, told.end), MOST)
    return (match for match in found if not told.read((match.start(), match.start() + 1)))


def land_at(text: str, at: int, end: int) -> tuple[str, int] | None:
    """(country, where its name ends) of the country that is named at `at`."""
    thing = _THING_FIRST.match(text, at, end)
    at = thing.end() if thing else at
    us = _US.match(text, at, end)
    found = ("US", us) if us else next(((code, m) for code, land in _LANDS if (m := land.match(text, at, end))), None)
    return (found[0], found[1].end()) if found else None
