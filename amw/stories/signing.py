"""Signs an article: reads its title and lead for the terms, names, numbers and facts by which grouping compares it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from math import log2
from operator import mul, xor
from typing import Final

from amw.money.roots import searching
from amw.stories import background
from amw.stories.background import MASK
from amw.stories.boilerplate import without_announcement, without_boilerplate
from amw.stories.languages import HAN, by_characters, language_of
from amw.stories.other_languages import read
from amw.stories.signature import Document, Signature, hash64
from amw.stories.terms import CONCEPT, DATE, FOREIGN, KEY, NAME, NUMBER, SOUND, WEAK_NUMBER, Known, key_of, term, typed
from amw.strung_headlines import strings_headlines
from amw.tags.form import form_of
from amw.text import storable

LEAD: Final = 1_000  # characters of text that are read: news says first what happened; 4,000 tell look-alike events apart no better
TITLE: Final = 400  # characters of a title that are read
HEAD: Final = 160  # characters of a text without a title that stand in for one, at most
TITLE_TERMS: Final = (48, 96)  # terms of a title kept, and of one in CJK, which has a term a character
TERMS: Final = 72  # heaviest terms kept
SKETCH: Final = 48  # smallest shingle hashes kept: a Jaccard estimate within 0.07
WORDS_OF_A_TEXT: Final = 25  # terms from which a text is told whatever its title; shorter ones are teasers
WORDS_OF_A_TEASER: Final = 12  # terms from which a text is told by its shingles, and elsewhere for good
FIRST_YEAR: Final = 1990
KEYS: Final = 16  # terms under which the article is found again: no set is grouped better with 24
NAMES: Final = 32  # names kept
SOUNDS: Final = 48  # sounds of names kept
FOREIGN_KEYS: Final = 12  # more of them for words that it shares with reports in another language


def sign(document: Document) -> Signature:
    """The signature of a document. Never raises on text, whatever it holds; reads at most `LEAD` characters of it for terms."""
    title = without_credit(" ".join(storable(document.title[: 4 * TITLE]).split())[:TITLE])
    whole = without_announcement(storable(document.text[: 2 * LEAD]))
    folded_title = _squashed(title)
    text = whole[:LEAD] if len(whole) > 2 * len(title) or _squashed(whole) != folded_title else ""  # a title told again is no text
    language = language_of(title + text[:300], document.language)
    body_terms, hinted = read(text, language)
    if hinted and (kept := without_boilerplate(whole)) is not whole:
        text = kept[:LEAD]
        body_terms, _ = read(text, language)
    title_terms, _ = read(title, language)
    head_terms = title_terms or read(_head(text), language)[0]
    # No words: few, and looked through several times.
    beside, beside_title = [t for t in body_terms if t >= _NUMBER], [t for t in title_terms if t >= _NUMBER]
    special = dict.fromkeys(beside_title + beside)
    words = [t & KEY for t in body_terms if t < _WEAK_NUMBER]
    # Chinese has no words but those of the list; elsewhere they are the text's own words once more.
    keys, weights = _weighed(words, title_terms, beside, _CONCEPT if language == HAN else _FOREIGN)
    tall = list(map(mul, weights, map(_RARITY.__getitem__, keys)))
    heaviest = sorted(range(len(tall)), key=tall.__getitem__, reverse=True)
    terms = tuple(map(keys.__getitem__, heaviest[:TERMS]))
    own = dict.fromkeys([t & KEY for t in head_terms if t < _FOREIGN])
    foreign = [t & KEY for t in special if _FOREIGN <= t < _CONCEPT]
    companies = _hashed("co:", document.companies)
    models = _hashed("mo:", document.models)
    names = _names(title_terms, len(beside_title)) | _names(body_terms, len(beside))
    roundup = form_of(title, document.text) == "newsletter"
    # A newsletter that is named by its headlines is known by them: each site puts other words around them.
    squashed = folded_title if roundup and strings_headlines(title) else _squashed(document.title[:10_000] + "\n" + document.text)
    return Signature(
        doc_id=document.doc_id,
        digest=hash64(squashed) if squashed else 0,
        title_digest=hash64(folded_title) if folded_title else 0,
        url=hash64(document.url) if document.url else 0,
        source=hash64(document.source) if document.source else 0,
        published=_seconds(document.published_at),
        length=len(body_terms) - sum([t >= _SOUND for t in beside]),
        language=language,
        roundup=roundup,
        asks=asks(title),
        teaches=teaches(folded_title),
        event=key_of(document.event) if document.event else 0,
        title=tuple(own)[: TITLE_TERMS[by_characters(language)]],
        terms=terms,
        weights=bytes(map(weights.__getitem__, heaviest[:TERMS])),
        names=tuple(names if len(names) <= NAMES else _rarest(names)[:NAMES]),
        numbers=tuple([t & KEY for t in special if t < _WEAK_NUMBER or t >> 32 == DATE][:32]),
        years=sum([_YEARS[t] for t in special if t in _YEARS]),
        foreign=tuple(foreign[:64]),
        sounds=tuple([t & KEY for t in special if t >= _SOUND][:SOUNDS]),
        concepts=tuple(dict.fromkeys([t & KEY for t in head_terms if _CONCEPT <= t < _SOUND]))[:16],
        companies=companies,
        models=models,
        amounts=_amounts(document.amounts),
        sketch=_sketch(body_terms, words, beside) if len(body_terms) >= WORDS_OF_A_TEASER else (),
        keys=_keys(terms[: KEYS + 10], own, foreign, companies, models),
    )


def _squashed(text: str) -> str:
    """`text` in lower case and as a keyboard types it, each run of white space one blank."""
    low = (text if text.isascii() else typed(text)).casefold().replace("\n", " ")
    # Most texts stop here: of ASCII nothing else is white space, and of all else the blank is the only white space that prints.
    plain = not any(map(low.__contains__, _ODD_BLANKS)) if low.isascii() else low.isprintable()
    # From the right, for which Python takes two thirds of the time.
    return low.strip(" ") if plain and low.rfind("  ") < 0 else " ".join(low.split())


_ODD_BLANKS = "\t\r\v\f\x1c\x1d\x1e\x1f"


def _weighed(body: list[int], title: Sequence[int], beside: Sequence[int], end: int) -> tuple[list[int], list[int]]:
    """The distinct terms of a text with their damped frequencies (sixteenths); a title counts twice.

    `body` are its words and telling numbers as keys, `title` all terms of the title, `beside` those of the body that are no words; of
    these the kinds below `end` count.
    """
    plain = [t & KEY for t in title if t < _WEAK_NUMBER]
    counts = Counter(body + plain + plain)
    keys, weights = list(counts), list(map(_DAMPED.__getitem__, counts.values()))
    if light := [t for t in (*title, *beside) if _WEAK_NUMBER <= t < end]:
        for t, n in Counter(light).items():
            if (key := t & KEY) not in counts:
                counts[key] = n
                keys.append(key)
                weights.append(int(_LIGHT[t >> 32] * _DAMPED[n]))
    return keys, weights


_RARITY: Known[int, float] = Known(lambda key: background.table()[key & MASK])  # in news at large (inverse document frequency)


def _rarest(keys: Iterable[int]) -> list[int]:
    return sorted(keys, key=_RARITY.__getitem__, reverse=True)


_DAMPED = [0, *(round(16 * (1 + log2(n))) for n in range(1, 2 * (LEAD + TITLE)))]  # sixteenths, by number of occurrences
_LIGHT = {WEAK_NUMBER: 0.5, DATE: 0.7, FOREIGN: 0.5}  # what these kinds of terms weigh against a word
_NAME, _NUMBER, _WEAK_NUMBER, _FOREIGN, _CONCEPT, _SOUND = (
    kind << 32 for kind in (NAME, NUMBER, WEAK_NUMBER, FOREIGN, CONCEPT, SOUND)
)  # the least of a kind
_YEARS = {term(f"#{FIRST_YEAR + n}", WEAK_NUMBER): 1 << n for n in range(46)}
_HEAD_ENDS = re.compile(r"\n|\s{2,}|[.!?。！？](?:\s|$)")


def _head(text: str) -> str:
    """The first words of a text without a title: a line or sentence, if it is not long."""
    text = text.lstrip()
    end = _HEAD_ENDS.search(text, 20, HEAD)
    return text[: end.start()] if end else text[: HEAD * 2 // 3]


_CREDIT = re.compile(r"\s*\([^()/]{2,60}/[^()]{2,40}\)$")
_LABEL = re.compile(
    r"^(?:(?:show|launch|ask|tell) hn|sources?|memo|exclusive|breaking(?: news)?|report|video|watch|live|opinion|analysis|update|q&a|filing"
    r"|[A-Z]{2,4}(?= ?: ['‘“\"])) ?[:–|] ",
    re.IGNORECASE,
)


def without_credit(title: str) -> str:
    """A title without what outlets and aggregators put around it: "(Ann Lee/Bloomberg)" at its end, "Sources:" or "Show HN:" before it."""
    if title.endswith(")"):
        title = _CREDIT.sub("", title)
    label = _LABEL.match(title)
    return title[label.end() :] if label else title


# No genre (`amw.tags.genre`), which must be sure and takes 67 us: these titles only open like a lesson ("How we cut answers by half").
_teaches = searching(
    re.compile(
        r"^\W*(?:how (?:to|i|we)|why (?:i|we)|building|build|using|understanding|learning|introduction to|getting started|get started)\b"
        # Such as no report has in its headline.
        r"|tutorial|need to know|guide to |step by step|step-by-step|如何|教程|入门|一文读懂|하는 법|하는 방법"
    )
)


def asks(title: str) -> bool:
    """Whether a title holds a question."""
    return "?" in title or "？" in title


def teaches(title: str) -> bool:
    """Whether a title, in lower case, announces a lesson: how something is done, built or to be understood."""
    return _teaches(title) is not None


def _names(terms: Sequence[int], beside: int) -> set[int]:
    """The names among terms of which `beside` are no words."""
    names = [t & KEY for t in terms if _NAME <= t < _NUMBER]
    capital = background.capital()
    # Title case makes names of all words.
    least = 0.6 if len(names) > 0.7 * (len(terms) - beside) else 0.35
    return {k for k in names if capital[k & MASK] > least}


def _hashed(prefix: str, values: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({key_of(prefix + v) for v in values}))[:48] if values else ()


def _amounts(amounts: Sequence[tuple[str, float | None]]) -> tuple[int, ...]:
    return tuple(sorted({key_of(f"{kind}:{usd:.3g}") for kind, usd in amounts if usd is not None}))[:16] if amounts else ()


def _seconds(moment: datetime | None) -> int | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return int(moment.timestamp())
    except (OverflowError, ValueError, OSError):
        return None


def _sketch(body: Sequence[int], words: Sequence[int], beside: Sequence[int]) -> tuple[int, ...]:
    """The smallest hashes of three terms running, whatever their order: keys are hashes already, so they are only joined.

    Of most bodies all that counts is among the `words`, which need not be picked out again.
    """
    keys = [t & KEY for t in body if t < _FOREIGN] if [t for t in beside if _WEAK_NUMBER <= t < _FOREIGN] else words
    return tuple(sorted(set(map(xor, map(xor, keys, keys[1:]), keys[2:])))[:SKETCH])


def _keys(
    heaviest: Sequence[int], title: Iterable[int], foreign: Sequence[int], companies: Sequence[int], models: Sequence[int]
) -> tuple[int, ...]:
    """What an article is found by: facts first, then the rarest words of its title, words it shares with other languages, heavy terms."""
    keys = dict.fromkeys((*models[:4], *companies[:4], *_rarest(title)[:10]))
    most = KEYS
    if foreign:
        keys.update(dict.fromkeys(_rarest(foreign)[:FOREIGN_KEYS]))
        most += FOREIGN_KEYS
    for key in heaviest:
        if len(keys) >= most:
            break
        keys[key] = None
    return tuple(keys)[:most]
