"""Find what a text claims of leaderboards: who ranks where, leads, scores what, beats whom."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from amw.claims.behind import find_behind
from amw.claims.phrases import (
    BEATS,
    BRACKETED,
    COUNTRIES,
    DENIED,
    DOMESTIC,
    LEAD,
    NAMED,
    OPEN,
    ORDINARY,
    QUOTED,
    RANK,
    ROOTS,
    SCORE,
    SOTA,
    TOP,
    WORDS_OF_BOARDS,
    WORLD,
    place_of,
    score_of,
    within_of,
)
from amw.claims.record import Claim

if TYPE_CHECKING:
    from amw.companies.records import Mention

LONGEST_TEXT = 60_000
MOST_CLAIMS = 60
MOST_BOARDS = 120  # a table of boards, not a story; the rest is left out
_SENTENCE = re.compile(
    r"(?<!\b[Nn][or]\.)(?<!\bvs\.)(?<!\b[A-Z]\.)(?<=[.!?])\s+|(?<=[。！？])|\n+|(?<=다\.)(?=\S)|(?<=[.!?])(?=[A-Z][a-z]+\s)|；|(?<=[!?！])\s*(?=\d{1,2}[、.])"
)


@dataclass(frozen=True, slots=True)
class _Board:
    name: str
    key: str | None
    needs_word: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Names:
    """The boards' spellings as one pattern, and what each folded spelling stands for."""

    pattern: re.Pattern[str]
    boards: dict[str, tuple[str, str | None, bool]]


def find_claims(text: str, mentions: Sequence[Mention] = ()) -> list[Claim]:
    """The claims that `text` makes of named leaderboards and benchmarks, in order; `mentions` are `Companies.find(text)`'s.

    A claim needs a board that is named in its sentence, or that is the only one named in the two sentences before or the
    headline. Its model is the one named nearest before the claim's words in that sentence, else the text's first one. Places
    on boards that are not named, denials and intentions are no claims. Hostile text costs linear time.
    """
    text = text[:LONGEST_TEXT]
    boards = _boards(text)
    if not boards:
        return []
    subjects = _subjects(text, mentions, boards)
    sentences = _sentences(text)
    found: list[Claim] = []
    for i, (start, end) in enumerate(sentences):
        here = [b for b in boards if start <= b.start < end]
        if not here:
            before = {b.name: b for s, e in sentences[max(0, i - 2) : i] for b in boards if s <= b.start < e and not b.needs_word}
            here = [next(iter(before.values()))] if len(before) == 1 else []
        if here:
            found += _in_sentence(text, start, end, here, subjects, mentions)
        if len(found) >= MOST_CLAIMS:
            break
    placed = _distinct(found)[:MOST_CLAIMS]
    return sorted([*placed, *find_behind(text, mentions, placed)], key=lambda c: (c.start, c.end))


@cache
def _names() -> _Names:
    table = tomllib.loads((files(__package__) / "board_names.toml").read_text(encoding="utf-8"))
    boards: dict[str, tuple[str, str | None, bool]] = {}
    for board in table["board"]:
        for surface in [*board["surfaces"]]:
            boards.setdefault(_key(surface), (board["name"], board.get("key"), board.get("word", False)))
    surfaces = {s for board in table["board"] for s in board["surfaces"]}
    alternatives = "|".join(_spelling(s) for s in sorted(surfaces, key=len, reverse=True))
    return _Names(re.compile(rf"(?<![A-Za-z])(?:{alternatives})(?![a-z])", re.IGNORECASE), boards)


def _spelling(surface: str) -> str:
    return re.sub(r"(?:\\?[ ‐‑–-])+", r"[\\s‐‑–-]?", re.escape(surface))


def _key(surface: str) -> str:
    return re.sub(r"[\s‐‑–-]+", "", surface).lower()


def _boards(text: str) -> list[_Board]:
    low = text.lower()
    if not any(root in low for root in ROOTS):
        return []
    names = _names()
    out: list[_Board] = []
    for match in names.pattern.finditer(text):
        if len(out) == MOST_BOARDS:
            break
        known = names.boards.get(_key(match.group()))
        if known is None:
            continue
        name, key, needs_word = known
        if needs_word and not WORDS_OF_BOARDS.search(text[max(0, match.start() - 30) : match.end() + 40]):
            continue
        out.append(_Board(name, key, needs_word, match.start(), match.end()))
    # "Hugging Face Open LLM Leaderboard" is the board, not its publisher.
    out = [b for b in out if not b.needs_word or not any(b.end <= other.start <= b.end + 3 for other in out)]
    # "SWE-bench" in a text that says "SWE-bench Pro" is that board, where it is the only such one.
    names_here = {b.name for b in out}
    for i, board in enumerate(out):
        fuller = [b for b in out if b.name != board.name and b.name.startswith(board.name + " ")]
        if len({b.name for b in fuller}) == 1 and len(names_here) == 2:
            out[i] = replace(board, name=fuller[0].name, key=fuller[0].key)
    return out


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, last = [], 0
    for cut in _SENTENCE.finditer(text):
        if cut.start() - last > 3:
            spans.append((last, cut.start()))
            last = cut.end()
    spans.append((last, len(text)))
    return spans


@dataclass(frozen=True, slots=True)
class _Subject:
    start: int
    end: int
    model: str | None
    model_key: str | None
    company: str | None


def _subjects(text: str, mentions: Iterable[Mention], boards: Sequence[_Board]) -> list[_Subject]:
    """Models and companies of the text in order: the mentions, and names with a version that no mention covers."""
    out = []
    for m in mentions:
        if any(b.start < m.end and m.start < b.end for b in boards):
            continue
        model = m.model
        name = model.name if model is not None else (m.surface if m.kind in {"model", "product"} else None)
        company = m.company.key if m.company is not None else (model.maker if model is not None else None)
        out.append(_Subject(m.start, m.end, name, model.key if model is not None else None, company))
    taken = [(s.start, s.end) for s in out if s.model] + [(b.start, b.end) for b in boards]
    named = [(m.span(), m.group()) for m in NAMED.finditer(text) if not _is_ordinary(m.group())]
    named += [(m.span(), f"{m[1]}-{m[2]}") for m in BRACKETED.finditer(text)]
    named += [(m.span(1), m[1]) for m in QUOTED.finditer(text)]
    out += [_Subject(*span, name, None, None) for span, name in named if not _overlaps(span, taken)]
    return sorted(out, key=lambda s: (s.start, -s.end))


def _is_ordinary(name: str) -> bool:
    return bool(ORDINARY.match(name)) or bool(re.fullmatch(r"[A-Za-z]+ (?:19|20)\d\d", name))


def _in_sentence(
    text: str, start: int, end: int, boards: Sequence[_Board], subjects: Sequence[_Subject], mentions: Sequence[Mention]
) -> list[Claim]:
    out: list[Claim] = []
    used: list[tuple[int, int]] = [(b.start, b.end) for b in boards]
    spoken: list[tuple[int, int]] = []
    for match in RANK.finditer(text, start, end):
        place = place_of(match)
        if len(out) >= MOST_CLAIMS:
            break
        if place is None or _overlaps(match.span(), used) or DENIED.search(text, max(start, match.start() - 30), match.start()):
            continue
        board = _nearest(boards, match.start())
        if abs(board.start - match.start()) > 160 and start <= board.start < end:
            continue
        for scope in _scopes(text, match, start, end):
            claim = _claim(
                board,
                "lead" if place == 1 and not match.groupdict().get("n") else "rank",
                scope,
                Decimal(place),
                match,
                text,
                start,
                end,
                subjects,
            )
            out.append(
                replace(
                    claim,
                    tied=bool(
                        re.search(
                            r"(?i:\btie[sd]?\b|\btying\b|joint|ex aequo|geteilt)|并列|공동|同率",
                            text[max(start, match.start() - 16) : match.end()],
                        )
                    ),
                )
            )
        spoken.append(match.span())
    for match in TOP.finditer(text, start, end):
        within = within_of(match)
        if within and not _overlaps(match.span(), used + spoken):
            claim = _claim(
                _nearest(boards, match.start()), "rank", _scopes(text, match, start, end)[0], None, match, text, start, end, subjects
            )
            out.append(replace(claim, within=within))
            spoken.append(match.span())
    for match in LEAD.finditer(text, start, end):
        if len(out) >= MOST_CLAIMS:
            break
        board = _nearest(boards, match.start())
        if (
            _overlaps(match.span(), used + spoken)
            or abs(board.start - match.start()) > 110
            or DENIED.search(text, max(start, match.start() - 30), match.start())
        ):
            continue
        for scope in _scopes(text, match, start, end):
            claim = _claim(board, "lead", scope, Decimal(1), match, text, start, end, subjects)
            if not any(c.board == claim.board and c.scope == scope and (c.model == claim.model or c.value == 1) for c in out):
                out.append(claim)
        spoken.append(match.span())
    out += _scores(text, start, end, boards, subjects, out, used + spoken)
    if not out:
        out += _state_of_the_art(text, start, end, boards, subjects)
    if not out:
        out += _comparisons(text, start, end, boards, subjects)
    return out


def _claim(
    board: _Board,
    kind: str,
    scope: str,
    value: Decimal | None,
    match: re.Match[str],
    text: str,
    start: int,
    end: int,
    subjects: Sequence[_Subject],
) -> Claim:
    subject = _subject_of(text, match.start(), match.end(), start, end, subjects)
    near = start <= board.start < end
    return Claim(
        board=board.name,
        board_key=board.key,
        kind=kind,
        scope=scope,
        value=value,
        model=subject.model if subject else None,
        model_key=subject.model_key if subject else None,
        company=subject.company if subject else None,
        start=min(match.start(), board.start) if near else match.start(),
        end=max(match.end(), board.end) if near else match.end(),
    )


def _subject_of(text: str, at: int, after: int, start: int, end: int, subjects: Sequence[_Subject]) -> _Subject | None:
    """The model spoken of at [at, after): nearest before it in the sentence, else after it, else the text's first; else a company."""
    models = [s for s in subjects if s.model]
    inside = [s for s in models if start <= s.start and s.end <= at]
    if inside:
        return inside[-1]
    following = [s for s in models if after <= s.start < min(end, after + 80) and not BEATS.search(text, max(start, s.start - 26), s.start)]
    companies = [s for s in subjects if start <= s.start and s.end <= at]
    if not companies and following:
        return following[0]
    earlier = [s for s in models if s.end <= start]
    if earlier:
        return earlier[-1] if start - earlier[-1].end < 240 else earlier[0]
    if models and models[0].start < start:
        return models[0]
    if following or (models and models[0].start >= end):
        return (following or models)[0]
    others = [s for s in subjects if not s.model and s.end <= at] or [s for s in subjects if not s.model]
    return companies[-1] if companies else (others[0] if others else None)


def _scopes(text: str, match: re.Match[str], start: int, end: int) -> list[str]:
    """Where a place holds, by the words in the match, then right after, then right before it; "global" where nothing says."""
    after_stop = min(end, match.end() + 34)
    following = RANK.search(text, match.end(), after_stop)
    after = text[match.end() : following.start() if following else after_stop]
    after = re.split(r"[,，;；。]", after)[0]
    if OPEN.search(text, max(start, match.start() - 32), match.start()):
        return ["open_weights"]
    before = re.split(r"[,，;；。、]", text[max(start, match.start() - 14) : match.start()])[-1]
    for part in (match.group(), after[:34], before):
        if OPEN.search(part):
            return ["open_weights"]
        if WORLD.search(part):
            return ["global"]
        for code, pattern in COUNTRIES:
            if pattern.search(part):
                return [code]
        if DOMESTIC.search(part):
            home = next((code for code, pattern in COUNTRIES if pattern.search(text)), None)
            return [home or "global"]
    return ["global"]


def _scores(
    text: str,
    start: int,
    end: int,
    boards: Sequence[_Board],
    subjects: Sequence[_Subject],
    placed: list[Claim],
    used: Sequence[tuple[int, int]],
) -> list[Claim]:
    out: list[Claim] = []
    for match in SCORE.finditer(text, start, end):
        if len(out) >= MOST_CLAIMS:
            break
        value = score_of(match)
        if (
            value is None
            or _overlaps(match.span(), used)
            or (value.as_tuple().exponent == 0 and 1990 <= value <= 2100 and not match["unit"])
        ):
            continue
        board = _nearest(boards, match.start())
        if abs(board.start - match.start()) > 120:
            continue
        near = min((c for c in placed if c.board == board.name), key=lambda c: abs(c.end - match.start()), default=None)
        if near is not None:
            placed[placed.index(near)] = replace(near, score=near.score or value, end=max(near.end, match.end()))
            continue
        claim = _claim(board, "score", _scopes(text, match, start, end)[0], value, match, text, start, end, subjects)
        if claim.model:
            out.append(replace(claim, score=value))
    return out


def _state_of_the_art(text: str, start: int, end: int, boards: Sequence[_Board], subjects: Sequence[_Subject]) -> list[Claim]:
    match = SOTA.search(text, start, end)
    if match is None or DENIED.search(text, max(start, match.start() - 30), match.start()):
        return []
    after = [b for b in boards if b.start >= match.start()] or list(boards)
    claims = [_claim(b, "lead", "global", None, match, text, start, end, subjects) for b in after]
    return [c for c in claims if c.model]


def _comparisons(text: str, start: int, end: int, boards: Sequence[_Board], subjects: Sequence[_Subject]) -> list[Claim]:
    match = BEATS.search(text, start, end)
    if match is None:
        return []
    before = [s for s in subjects if start <= s.start and s.end <= match.start() and s.model]
    after = [s for s in subjects if match.end() <= s.start < end and s.model]
    if not before or not after or DENIED.search(text, max(start, match.start() - 30), match.start()):
        return []
    ahead, behind = before[-1], after
    if re.fullmatch(r"(?i:behind|second only to)", match.group()):
        ahead, behind = after[0], before[-1:]
    board = _nearest(boards, match.start())
    rivals = tuple(dict.fromkeys(s.model for s in behind if s.model and s.model != ahead.model))
    if not rivals:
        return []
    return [
        Claim(
            board=board.name,
            board_key=board.key,
            kind="comparison",
            scope="global",
            value=None,
            model=ahead.model,
            model_key=ahead.model_key,
            company=ahead.company,
            rivals=rivals,
            start=min(ahead.start, board.start) if start <= board.start < end else ahead.start,
            end=max(behind[-1].end, board.end if start <= board.start < end else 0),
        )
    ]


def _nearest(boards: Sequence[_Board], at: int) -> _Board:
    return min(boards, key=lambda b: min(abs(b.start - at), abs(b.end - at)))


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < e and s < span[1] for s, e in others)


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each statement: the same board, model, kind and value once, the one that tells most."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.kind not in {"rank", "lead"}, c.score is None)):
        kind = "place" if claim.kind in {"rank", "lead"} else claim.kind
        kept.setdefault((claim.board, claim.board_key, claim.model, kind, claim.scope, claim.value, claim.within), claim)
    return sorted(kept.values(), key=lambda c: (c.start, c.end))
