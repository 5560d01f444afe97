"""Who beats, trails or ties with whom in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amw.claims import phrases
from amw.claims.record import FIRST_PLACE, Claim
from amw.claims.sentence import Sentence
from amw.claims.subjects import REACH, Subject, is_rival

_TO = re.compile(r"(?:['’]s)?\s(?:to|over|above|than)\s(?:[A-Z][\w.]*['’]s? )?")
_ONLY_BEFORE = re.compile(r"(?i:\b(?:only|solely|just)\s\Z)")
_MISSED = re.compile(r"(?i:\b(?:miss\w*|fell short|falls short)\b[^,;]*\b(?:first|top|lead|crown|number one|no\. 1)\b)")
_OF_FIRST = re.compile(
    r"(?i:\s?(?:of |from |on )?(?:the )?(?:\w+ )?(?:top|lead|leader|first place|summit|pace|number one|no\. 1|pole|front)\b)"
)
_OF_NEXT = re.compile(
    r"(?i:\s?(?:of |over |than |from )?(?:the |its |their |every |any |all )?"
    r"(?:next|nearest|closest|second|runner-up|rest|field|competition|pack|other|chas))"
)


def read_comparisons(told: Sentence) -> None:
    """Adds the comparisons, and leads by so many points over nobody that is named."""
    for pattern in (phrases.EQUAL, phrases.EQUAL_AFTER, phrases.BEATS, phrases.BEATS_AFTER, phrases.TRAILS, phrases.TRAILS_AFTER):
        for match in told.matches(pattern, 4):
            if told.read(match.span()) or told.before(phrases.INTENDED, match.start()):
                continue
            _compare(told, pattern, match)
    for match in told.matches(phrases.TOGETHER, 2):
        chain = told.chain_before(told.models(), match.start())
        if len(chain) > 1 and not told.read(match.span()) and not told.denied(match.start()):
            claim = told.claim(told.board(match.start()), "comparison", "global", None, (chain[0].start, match.end()), chain[0])
            told.claims.append(replace(claim, rivals=tuple(s.model for s in chain[1:] if s.model), tied=True))
            told.spoken.append(match.span())
    _preferred(told)
    _margins(told)


def _preferred(told: Sentence) -> None:
    """ "Users prefer A to B"."""
    for match in told.matches(phrases.PREFERRED, 2):
        near = [s for s in told.named(match.end(), min(told.end, match.end() + REACH)) if s.model]
        if len(near) < 2 or told.denied(match.start()) or not _TO.fullmatch(told.text[near[0].end : near[1].start]):
            continue
        claim = told.claim(told.board(match.start()), "comparison", "global", None, (near[0].start, near[1].end), near[0])
        told.claims.append(replace(claim, rivals=(told.label(near[1]),)))


def _margins(told: Sentence) -> None:
    """ "five points clear of its nearest rival", "nine points off the top": distances to who is next, or first, and not named."""
    for match in told.matches(phrases.MARGIN, 4):
        points, subject = phrases.margin_of(match), told.subject(match.start(), match.end())
        if points is None or subject is None or not subject.model or told.figures_read(match) or told.denied(match.start()):
            continue
        rest = told.text[match.end() : match.end() + 60]
        claim = told.claim(told.board(match.start()), "comparison", "global", points, match.span(), subject)
        claim = replace(claim, bound=phrases.margin_bound(match))
        missed = told.before(_MISSED, match.start(), 60)
        if missed or phrases.FALLS_SHORT.search(match.group()):
            if not missed and not _OF_FIRST.match(rest):
                continue
            claim = replace(claim, behind=(FIRST_PLACE,))
        elif not _OF_NEXT.match(rest) and any(s.model for s in told.named(match.end(), min(told.end, match.end() + 60))):
            continue
        told.claims.append(claim)
        told.spoken.append(match.span())


def _compare(told: Sentence, pattern: re.Pattern[str], match: re.Match[str]) -> None:
    near = told.named(max(told.start, match.start() - REACH), min(told.end, match.end() + REACH))
    models = [s for s in near if s.model] or [s for s in near if s.company]  # companies, where no model is named
    if pattern in (phrases.BEATS_AFTER, phrases.EQUAL_AFTER, phrases.TRAILS_AFTER):
        others = told.chain_before(models, match.start())
        acting = [s for s in models if s not in others and s.end <= match.start()]
    else:
        if phrases.OBJECTLESS.match(told.text, match.end()):
            return
        others = told.chain_after(models, match.end()) or told.chain_after([s for s in near if not s.model], match.end())
        acting = [s for s in models if s.end <= match.start() and not is_rival(told.text, s, told.start, near)]
    only = phrases.ONLY.search(match.group()) is not None or told.before(_ONLY_BEFORE, match.start(), 8)
    only = only or phrases.ONLY.match(told.text, match.end()) is not None or phrases.SECOND_ONLY.search(match.group()) is not None
    subject = acting[-1] if acting else told.subject(match.start(), match.end(), others)
    if subject is None or subject in others or not others:
        return
    if not (subject.model or (subject.company and models[0].model is None)):
        return
    names = tuple(dict.fromkeys(told.label(s) for s in others if (s.model or s.company) != (subject.model or subject.company)))
    if not names:
        return
    equal = pattern in (phrases.EQUAL, phrases.EQUAL_AFTER)
    behind = pattern in (phrases.TRAILS, phrases.TRAILS_AFTER)
    # "Four models stand above it: A and B": those named are where the word says, not the one it speaks of.
    behind ^= bool(phrases.POSITION.search(match.group()) and phrases.PRONOUN.match(told.text, match.end()))
    denied = told.before(phrases.NEGATED, match.start())
    if equal and denied:  # "does not match X"
        equal, behind = False, False
    behind ^= denied
    start = min(subject.start, match.start()) if told.start <= subject.start else match.start()
    board = told.board(match.start())
    second = (c.scope for c in told.claims if c.value == 2 and c.model == subject.model)  # "second among open models, behind only X"
    scope = next(second, told.scope(match)) if only else "global"
    claim = told.claim(board, "comparison", scope, None, (start, max(others[-1].end, match.end())), subject)
    margin = None if equal else told.margin(match.end())
    if margin is not None and not told.figures_read(margin):
        claim = replace(claim, value=phrases.margin_of(margin), bound=phrases.margin_bound(margin), end=max(claim.end, margin.end()))
        told.spoken.append(margin.span())
    claim = replace(claim, behind=names, only=only) if behind else replace(claim, rivals=names, tied=equal)
    told.claims.append(claim)
    told.spoken.append(match.span())
    if subject.model and others[0].model:
        _duel(told, claim, subject, others)


def _duel(told: Sentence, claim: Claim, subject: Subject, others: Sequence[Subject]) -> None:
    """ "edges out GPT-6, 1,423 to 1,389": the winner's score first."""
    match = next((m for m in told.matches(phrases.DUEL, 12) if not told.read(m.span())), None)
    one, two = (phrases.figure_of(match["one"]), phrases.figure_of(match["two"])) if match else (None, None)
    if match is None or one is None or two is None or (one <= two and not claim.behind):
        return
    board, other = told.board(match.start()), others[0]
    for who, score in ((other, max(one, two)), (subject, min(one, two))) if claim.behind else ((subject, one), (other, two)):
        told.claims.append(replace(told.claim(board, "score", "global", score, match.span(), who), score=score))
    told.spoken.append(match.span())
