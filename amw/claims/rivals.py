"""Who beats, trails or ties with whom in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amw.claims import phrases
from amw.claims.record import Claim
from amw.claims.sentence import Sentence
from amw.claims.subjects import REACH, Subject, is_rival


def read_comparisons(told: Sentence) -> None:
    """Adds the comparisons. A model whose place is told in the same sentence is not compared besides."""
    placed = {c.model or c.company for c in told.claims if c.count is None}
    for pattern in (phrases.EQUAL, phrases.EQUAL_AFTER, phrases.BEATS, phrases.BEATS_AFTER, phrases.TRAILS):
        for match in told.matches(pattern, 4):
            if told.read(match.span()) or told.before(phrases.INTENDED, match.start()):
                continue
            _compare(told, pattern, match, placed)
    for match in told.matches(phrases.TOGETHER, 2):
        chain = told.chain_before(told.models(), match.start())
        if len(chain) > 1 and not told.read(match.span()) and not told.denied(match.start()) and chain[0].model not in placed:
            claim = told.claim(told.board(match.start()), "comparison", "global", None, (chain[0].start, match.end()), chain[0])
            told.claims.append(replace(claim, rivals=tuple(s.model for s in chain[1:] if s.model), tied=True))
            told.spoken.append(match.span())


def _compare(told: Sentence, pattern: re.Pattern[str], match: re.Match[str], placed: set[str | None]) -> None:
    near = told.named(max(told.start, match.start() - REACH), min(told.end, match.end() + REACH))
    models = [s for s in near if s.model] or [s for s in near if s.company]  # companies, where no model is named
    if pattern in (phrases.BEATS_AFTER, phrases.EQUAL_AFTER):
        others = told.chain_before(models, match.start())
        acting = [s for s in models if s not in others and s.end <= match.start()]
    else:
        if phrases.OBJECTLESS.match(told.text, match.end()):
            return
        others = told.chain_after(models, match.end()) or told.chain_after([s for s in near if not s.model], match.end())
        acting = [s for s in models if s.end <= match.start() and not is_rival(told.text, s, told.start, near)]
    only = phrases.ONLY.match(told.text, match.end()) is not None or phrases.SECOND_ONLY.search(match.group()) is not None
    subject = acting[-1] if acting else told.subject(match.start(), match.end(), others)
    if subject is None or subject in others or not others or (subject.model or subject.company) in placed:
        return
    if not (subject.model or (subject.company and models[0].model is None)):
        return
    names = tuple(dict.fromkeys(_label(told, s) for s in others if (s.model or s.company) != (subject.model or subject.company)))
    if not names:
        return
    equal = pattern in (phrases.EQUAL, phrases.EQUAL_AFTER)
    behind = pattern is phrases.TRAILS
    # "Four models stand above it: A and B": those named are where the word says, not the one it speaks of.
    behind ^= bool(phrases.POSITION.search(match.group()) and phrases.PRONOUN.match(told.text, match.end()))
    denied = told.before(phrases.NEGATED, match.start())
    if equal and denied:
        return
    behind ^= denied
    start = min(subject.start, match.start()) if told.start <= subject.start else match.start()
    board = told.board(match.start())
    claim = told.claim(board, "comparison", "global", None, (start, max(others[-1].end, match.end())), subject)
    margin = None if equal else told.margin(match.end())
    if margin is not None and not told.read(margin.span()):
        claim = replace(claim, value=phrases.margin_of(margin), bound=phrases.bound_of(margin.group()), end=max(claim.end, margin.end()))
        told.spoken.append(margin.span())
    claim = replace(claim, behind=names, only=only) if behind else replace(claim, rivals=names, tied=equal)
    told.claims.append(claim)
    told.spoken.append(match.span())
    if subject.model and others[0].model:
        _duel(told, claim, subject, others)


def _label(told: Sentence, subject: Subject) -> str:
    """A model's name; of a company its name as written in Latin letters, else its key."""
    written = told.text[subject.start : subject.end]
    return subject.model or (written if written.isascii() else subject.company or written)


def _duel(told: Sentence, claim: Claim, subject: Subject, others: Sequence[Subject]) -> None:
    """ "edges out GPT-6, 1,423 to 1,389": the winner's score first."""
    match = next((m for m in told.matches(phrases.DUEL, 12) if not told.read(m.span())), None)
    one, two = (phrases.figure_of(match["one"]), phrases.figure_of(match["two"])) if match else (None, None)
    if match is None or one is None or two is None or one <= two:
        return
    board, other = told.board(match.start()), others[0]
    for who, score in ((other, one), (subject, two)) if claim.behind else ((subject, one), (other, two)):
        told.claims.append(replace(told.claim(board, "score", "global", score, match.span(), who), score=score))
    told.spoken.append(match.span())
