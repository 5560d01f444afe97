"""Whether every word of a sentence is understood: only such a sentence can be contradicted.

Whoever lists the words that narrow or turn a claim forgets some. Listed here are the words that may stand in it, and any other leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache

from amw.claims.beside import beside
from amw.claims.constructions import WORD, narrowing, narrows, objects
from amw.claims.makers import without_part
from amw.claims.record import Claim
from amw.claims.sentence import Sentence
from amw.claims.words import ABOUT, BOUNDING, WORDS

LONGEST = 1000  # characters of a sentence that are looked at; no longer one is understood
_SOLID = re.compile(r"[぀-ヿ㐀-鿿가-힯]")  # scripts in which words are written together
_HANGUL = re.compile(r"[가-힯]")
_PARTICLES = frozenset("은는이가을를에의로와과도만며고다한할된되")  # which follow a word and begin none
_ALL = {name: frozenset().union(*words.values()) for name, words in WORDS.items()}
_DENIES = re.compile(r"(?i:\b(?:no|not|never|without|yet|nor)\b|n['’]t\b)|[没不未无]|ない|않|없")
# A clause that begins with another's name tells of that one: ", while B stays behind".
_OF_ANOTHER = re.compile(r"[,;，；]\s?(?:(?:while|whereas|as|with|and|but|though|although) )?(?:x?[A-Z][\w.]*['’]s? )?\Z")
_COMPANION = re.compile(r"(?i:\b(?:un)?like |\balongside )\Z")
_CLAUSE = re.compile(r"(?:[^,;，；。.]|\.(?=\w))*")
_MANNER = re.compile(
    r"(?i:[a-z]{3,}(?<!al)ly|(?:drastic|dramatic|emphatic|exception|phenomen|sensation|monument|unequivoc|substanti|fin|actu|addition|intention)ally)"
)
_PLAIN = ("plain", "saying")  # what may stand anywhere
_TOGETHER = (*_PLAIN, "read", "only", "country", "open")  # what may stand where words have been read together
_LETTERS = ("english", "german", "french", "spanish", "portuguese")  # languages whose words stand apart


@cache
def _joined(*names: str) -> re.Pattern[str]:
    """The words of those sections that are written together, the longest first."""
    solid = {word for name in names for word in _ALL[name] if _SOLID.search(word)}
    return re.compile("|".join(sorted(map(re.escape, solid), key=len, reverse=True)))


def strange(told: Sentence, claims: Sequence[Claim]) -> list[tuple[int, str]]:
    """(offset, word) of the words of a sentence that do not leave its `claims` as they are, and that nothing has read.

    A model of which no claim tells is not understood either.
    """
    if told.end - told.start > LONGEST:
        return [(told.start, told.text[told.start : told.start + 20])]
    named = [(s.start, s.end) for s in told.named()] + [(b.start, b.end) for b in told.boards]
    known = {name for claim in claims for name in (claim.model, *claim.rivals, *claim.behind, *claim.but)}
    aside = list(beside(told))
    others = [s for s in told.models() if s.model not in known]
    of_others = {s.start: clause for s in others if (clause := _of_another(told, s.start, s.end)) is not None}
    read = [*told.spoken, *of_others.values()]
    text = _blank(told.text[told.start : told.end], told.start, [*named, *aside])
    left = _blank(text, told.start, read)
    kept = _blank(text, told.start, of_others.values())
    alone = list(_words(left, told.start))
    together = [(at, word) for at, word in _words(_blank(text, told.start, _gaps(told, read)), told.start) if not word[0].isdigit()]
    partless = [(s.start, s.model or "") for s in others if s.start not in of_others]
    partless += narrowing(told, text, aside)
    partless += without_part(told, {c.company for c in claims if not c.model}, known, [*of_others.values(), *aside])
    odd: list[tuple[int, str]] | None = None
    for language in _LETTERS:  # the one in which the sentence is understood best
        of_it = [*_odd(alone, _PLAIN, language), *_odd(together, _TOGETHER, language), *objects(kept, told.start, language)]
        odd = of_it if odd is None or len(of_it) < len(odd) else odd
        if 3 * len(odd) < len(alone) + len(together) or not odd:
            break
    return sorted([*(odd or ()), *partless])


@cache
def _known(sections: tuple[str, ...], language: str) -> frozenset[str]:
    """The words of a language in the sections."""
    return frozenset().union(*(WORDS[section].get(language, frozenset()) for section in sections))


def _odd(words: Iterable[tuple[int, str]], sections: tuple[str, ...], language: str) -> Iterator[tuple[int, str]]:
    """Those of the words that are not in the sections, by one language's where they stand apart."""
    known = _known(sections, language)
    manner = language == "english"
    return ((at, word) for at, word in words if not (_in(word, known, sections) or (manner and _of_manner(word))))


def _of_manner(word: str) -> bool:
    """Whether a word is an English adverb that tells how something was done, and bounds nothing: "quietly", "dramatically"."""
    return _MANNER.fullmatch(word) is not None and word.lower() not in BOUNDING


def unread(words: Sequence[tuple[int, str]], claim: Claim, claims: Sequence[Claim]) -> str:
    """The first of the `strange` words that nothing explains: neither what the claim's board is about, nor what `claims` tell; "" for none."""
    if _torn(claim, claims):
        return claim.model or ""
    explained = tuple(name for name, tells in _EXPLAINED.items() if any(map(tells, claims)))
    about = {word for part, words_of in ABOUT.items() if part in f"{claim.board_key} {claim.measure}" for word in words_of}
    known = about.union(*(_ALL[name] for name in explained))
    return next((word for _, word in words if not _in(word, known, (*_PLAIN, *explained))), "")


# What a claim tells explains words that stand apart from those it was read from.
_EXPLAINED: dict[str, Callable[[Claim], bool]] = {
    "only": lambda claim: claim.only,
    "rivals": lambda claim: bool(claim.rivals),
    "country": lambda claim: claim.scope not in ("global", "open_weights") or claim.among not in ("global", "open_weights"),
    "open": lambda claim: "open_weights" in (claim.scope, claim.among),
    "month": lambda claim: bool(claim.month),
    "bound": lambda claim: bool(claim.bound),
    "but": lambda claim: bool(claim.but),
}


def _torn(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the sentence was read as telling two things of one model that exclude each other: two places, scores, ahead and behind,
    or first and behind."""
    others = [
        c
        for c in claims
        if claim.model and (c.model, c.board, c.scope, c.measure) == (claim.model, claim.board, claim.scope, claim.measure)
    ]
    if claim.kind == "comparison":
        return any(set(c.rivals) & set(claim.behind) or set(c.behind) & set(claim.rivals) for c in others)
    place = claim.kind in {"rank", "lead"}
    if claim.rank == 1 and any(c.behind for c in others):
        return True  # "behind A and B, X is the best of the rest"
    alike = [c for c in others if c.value is not None and (c.kind in {"rank", "lead"} if place else c.kind == claim.kind)]
    return claim.value is not None and any(c.value != claim.value for c in alike)


def _blank(text: str, at: int, spans: Iterable[tuple[int, int]]) -> str:
    """The text of a sentence that begins at `at`, with blanks in the place of those spans."""
    letters = list(text)
    for start, end in spans:
        first, last = max(0, start - at), min(len(text), end - at)
        if first < last:
            letters[first:last] = " " * (last - first)
    return "".join(letters)


def _gaps(told: Sentence, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What of the sentence lies between the spans."""
    at = told.start
    for start, end in sorted(spans):
        yield at, start
        at = max(at, end)
    yield at, told.end


def _words(text: str, at: int) -> Iterator[tuple[int, str]]:
    return ((at + word.start(), word.group()) for word in WORD.finditer(text))


def _of_another(told: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The words of the clause that begins with the name at [start, end), or the name's own where it only stands beside another."""
    before = told.text[max(told.start, start - 40) : start]
    if _COMPANION.search(before):
        return start, end
    if (opening := _OF_ANOTHER.search(before)) is None:
        return None
    clause = _CLAUSE.match(told.text, end, told.end)
    if clause is not None and _DENIES.search(clause.group()):
        return None  # "though B is not on it"
    return start - len(opening.group()), clause.end() if clause else end


def _in(word: str, known: Container[str], sections: tuple[str, ...]) -> bool:
    """Whether a word is known, or each of those written together is known or in the sections."""
    if not _SOLID.search(word):
        return word.casefold() in known
    if _HANGUL.match(word) and word not in known:
        pieces = _joined(*sections).findall(word)
        if pieces and pieces[0] in _PARTICLES and not _PARTICLES.issuperset(pieces):
            return False  # 도전한다 ("challenges") is not 도 + 전한다 ("also" + "reports")
    return not narrows(word) and all(part in known for part in _joined(*sections).sub(" ", word).split())
