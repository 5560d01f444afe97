"""How likely two signatures tell of one event: cheap features of the pair and a learned score over them.

The weights (`weights.json`) are fitted by benchmarks/train_stories.py; nothing but arithmetic happens here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from operator import mul
from typing import Final

from amw.stories.background import MASK
from amw.stories.languages import HAN, HANGUL, by_characters
from amw.stories.statistics import Table
from amw.stories.vetoes import OPINION, other_event, same_event
from amw.stories.view import View, cosine, sketch_jaccard, table_of

FEATURES: Final = (
    "cosine", "overlap", "rarest", "second", "title_shared_idf", "titles_met", "titles_told", "names_in", "names_missed_less",
    "names_missed_more", "swapped", "first", "numbers_shared", "numbers_missed", "numbers_apart", "years_apart", "concepts_shared",
    "concepts_apart", "shopping", "companies_shared", "companies_missed", "companies_known", "models_shared", "models_missed",
    "amounts_shared", "events_shared", "events_apart", "untold", "short", "foreign", "timed", "hours", "late", "sounds",
    "sounds_apart", "head_in", "commentary", "one_party", "korean", "han",
)  # fmt: skip
_WORDS: Final = 4  # of these are of words, the others of facts
# What a pair is, since what is shared weighs differently: headlines with or without a text, texts without a headline, Chinese, two scripts,
# two languages that part their words by blanks.
KINDS: Final = ("titled", "untitled", "chinese", "across", "abroad")
TITLED, UNTITLED, CHINESE, ACROSS, ABROAD = range(len(KINDS))
DOUBT: Final = 20.0  # summed idf of words that no text has, against which words shared across scripts are held
FORM: Final = 0.5  # share of shingles from which two texts are one form
GLANCE: Final = 0.15  # cosine under which a pair of one script is looked at no further: of 27,000 such pairs one would have joined
GLANCE_CJK: Final = 0.08  # of pairs of characters two texts share fewer
RISE: Final = 3.0  # what facts add at most to the log-odds that words give: of 6,970 labelled pairs that join none needs more
MET, MEET = 8, 3  # words that two titles over texts have in common: at most so many count, and fewer than the second speak against the pair
TOLD: Final = 0.35  # share of two titles that the other report tells under which it speaks against the pair
SOON, LATE = 2.0, 10.0  # days: what comes after the first counts against a pair, by the day, up to the second
LOOKS: Final = 4  # likest pairs of an article, after which those of one script are looked at no further


def features(a: View, b: View, table: Table, likeness: float, shared_terms: frozenset[int]) -> list[float]:
    """The features of a pair, in the order of `FEATURES`, from what `cosine` gave of a and b; b and a have the same."""
    words = _of_words(a, b, table, likeness, shared_terms)
    return [*words, *_of_facts(a, b, table, words[1], shared_terms)]


def _of_facts(a: View, b: View, table: Table, overlap: float, shared_terms: frozenset[int]) -> list[float]:
    """The features that follow those of the words, each beside its name."""
    cross, chinese = a.language != b.language, a.language == b.language == HAN
    pair = table_of(a, b, table)
    top, low = pair.top, pair.low
    names = [top - low[k & MASK] for k in a.names & b.names]
    # Names that one title has and the other document does not know at all: the mark of look-alike events.
    missed_a = sum([top - low[k & MASK] for k in a.title_names - shared_terms])
    missed_b = sum([top - low[k & MASK] for k in b.title_names - shared_terms])
    less, more = (missed_a, missed_b) if missed_a < missed_b else (missed_b, missed_a)
    sa, sb = a.signature, b.signature
    titles = a.title & b.title
    concepts = sum([top - low[k & MASK] for k in a.concepts & b.concepts]) if a.concepts and b.concepts else 0.0
    shared, missed, both = _held(a.numbers, b.numbers)
    companies, companies_missed, companies_known = _held(a.companies, b.companies)
    models, models_missed, _ = _held(a.models, b.models)
    read = bool(sa.length and sb.length)
    timed = sa.published is not None and sb.published is not None
    hours = abs((sa.published or 0) - (sb.published or 0)) / 3600 if timed else 0.0
    return [
        min(sum([top - low[k & MASK] for k in titles]), 40.0) / 20,  # title_shared_idf
        (min(len(titles), MET) - MEET) / 4 if read and a.titled and b.titled else 0.0,  # titles_met
        _titles_told(a, b) - TOLD if read and a.titled and b.titled else 0.0,  # titles_told
        min(1.0, sum(map(mul, names, names)) / min(a.name_norm, b.name_norm) ** 2) if names else 0.0,  # names_in
        min(less, 24.0) / 8,  # names_missed_less
        min(more, 32.0) / 8,  # names_missed_more
        # swapped: one text told of another name, a form that is filled in
        1.0 if less and overlap > 0.75 and sketch_jaccard(sa.sketch, sb.sketch) > FORM else 0.0,
        1.0 if sa.title and sb.title and sa.title[0] == sb.title[0] else 0.0,  # first
        min(shared, 4) / 2,  # numbers_shared
        min(missed, 3) / 3,  # numbers_missed
        1.0 if both and not shared else 0.0,  # numbers_apart
        1.0 if sa.years and sb.years and not sa.years & sb.years else 0.0,  # years_apart
        min(concepts, 10.0) / 4,  # concepts_shared
        1.0 if a.concepts and b.concepts and not concepts else 0.0,  # concepts_apart
        1.0 if a.shopping or b.shopping else 0.0,  # shopping
        min(companies, 3),  # companies_shared
        min(companies_missed, 3),  # companies_missed
        companies_known,  # companies_known
        min(models, 3),  # models_shared
        min(models_missed, 3),  # models_missed
        min(len(a.amounts & b.amounts), 2) if a.amounts and b.amounts else 0.0,  # amounts_shared
        1.0 if same_event(a.event, b.event) else 0.0,  # events_shared
        1.0 if other_event(a.event, b.event) else 0.0,  # events_apart
        0.0 if read else 1.0,  # untold
        4.0 / (1 + min(len(a.vector), len(b.vector))),  # short
        _foreign(a, b, table) if cross else 0.0,  # foreign
        1.0 if timed else 0.0,  # timed
        min(math.log1p(hours), 5.0) / 5 if hours else 0.0,  # hours
        min(hours / 24 - SOON, LATE) if hours > 24 * SOON else 0.0,  # late
        min(len(set(sa.sounds).intersection(sb.sounds)), 3) if cross else 0.0,  # sounds
        1.0 if chinese and sa.sounds and sb.sounds and set(sa.sounds).isdisjoint(sb.sounds) else 0.0,  # sounds_apart
        _head_in(a, b, pair) if chinese else 0.0,  # head_in
        # commentary: who asks, comments or teaches shares a subject with reports of many events
        1.0 if sa.teaches or sb.teaches or (read and (sa.asks or sb.asks or a.event == OPINION or b.event == OPINION)) else 0.0,
        companies / len(a.companies | b.companies) if read and companies else 0.0,  # one_party
        1.0 if a.language == b.language == HANGUL else 0.0,  # korean
        1.0 if chinese else 0.0,  # han
    ]


def _of_words(a: View, b: View, table: Table, likeness: float, shared: frozenset[int]) -> tuple[float, float, float, float]:
    """The first features (`_WORDS`): the cosine, the share of the lighter text's informative words that the other has, the idf of the
    rarest and second rarest of them."""
    pair = table_of(a, b, table)
    top, low = pair.top, pair.low
    idf = sorted([top - low[k & MASK] for k in shared])
    overlap = min(1.0, sum(idf) / min(a.mass, b.mass))
    return likeness, overlap, idf[-1] / 8 if idf else 0.0, idf[-2] / 8 if len(idf) > 1 else 0.0


def _held(a: frozenset[int], b: frozenset[int]) -> tuple[int, int, float]:
    """How many are shared, how many the shorter side misses, and whether (1.0) both sides have any."""
    if not a or not b:
        return 0, 0, 0.0
    shared = len(a & b)
    return shared, min(len(a), len(b)) - shared, 1.0


def _foreign(a: View, b: View, table: Table) -> float:
    """How much (0..1) of what the word lists know of the foreign text stands in the other; a few words known are little evidence."""
    # An English text may quote Chinese words; of two lists either says the same.
    other, foreign = sorted((a, b), key=lambda view: (view.language == HAN, view.language))
    words = {k: table.top - table.low[k & MASK] for k in foreign.foreign}
    return sum([v for k, v in words.items() if k in other.vector or k in other.foreign]) / (sum(words.values()) + DOUBT)


def _titles_told(a: View, b: View) -> float:
    """How much (0..1) of each of two titles the other report tells, in the mean, a short title less: reports of one event word it each
    in their own way, but one tells what the other's headline is about."""
    return (len(a.title & b.terms) / (len(a.title) + 1) + len(b.title & a.terms) / (len(b.title) + 1)) / 2


def _head_in(a: View, b: View, table: Table) -> float:
    """How much (0..1) of two heads (title, or first words) stands in the other text. Of pairs of characters many are shared by chance, of
    those at the head fewer."""
    top, low = table.top, table.low
    heads = [(k in other.vector, top - low[k & MASK]) for head, other in ((a.title, b), (b.title, a)) for k in head]
    return sum([idf for met, idf in heads if met]) / (sum([idf for _, idf in heads]) + 1)


def kind_of(a: View, b: View) -> int:
    """Which of `KINDS` a pair is: weights are fitted for each."""
    if a.language != b.language:
        return ACROSS if by_characters(a.language) or by_characters(b.language) else ABROAD
    if a.language == HAN:
        return CHINESE
    return TITLED if a.titled and b.titled else UNTITLED


Weights = tuple[tuple[list[float], list[float], float], ...]  # of words, of facts and bias for each of `KINDS`


@lru_cache(maxsize=1)
def _weights() -> Weights:
    fitted = json.loads(files("amw.stories").joinpath("weights.json").read_text("utf-8"))
    rows = [(fitted[kind]["bias"], [fitted[kind]["weights"][feature] for feature in FEATURES]) for kind in KINDS]
    return tuple((row[:_WORDS], row[_WORDS:], bias) for bias, row in rows)


def _facts_of_both(a: View, b: View) -> bool:
    """Whether two reports may have more in common than words: both name companies or models, or tell of one kind of event."""
    return same_event(a.event, b.event) or bool(a.companies and b.companies) or bool(a.models and b.models)


def pair_scores(own: View, others: Sequence[View], table: Table) -> list[float]:
    """The probability (0..1), for each of `others`, that it tells of the same event as `own`.

    A first look at the shared words settles most pairs of one script: those whose words are so little alike that no facts could make
    them one event, and all but the likest few, get a score that no story is joined for.
    """
    glances = [cosine(own, other, table) for other in others]
    least = max(
        GLANCE_CJK if by_characters(own.language) else GLANCE, *sorted([likeness for likeness, _ in glances])[-LOOKS : -LOOKS + 1], 0.0
    )
    fitted = _weights()
    scores = []
    for other, (likeness, shared) in zip(others, glances, strict=True):
        kind = kind_of(own, other)
        across = kind in (ACROSS, ABROAD)
        if likeness < least and not across:
            scores.append(likeness * 0.1)
            continue
        weights, of_facts, bias = fitted[kind]
        words = _of_words(own, other, table, likeness, shared)
        told = sum(map(mul, weights, words))
        most = told + bias + RISE + (of_facts[-1] if own.language == HAN else of_facts[-2] if own.language == HANGUL else 0.0)
        if not across and most < 0 and not _facts_of_both(own, other):
            scores.append(likeness * 0.1)
            continue
        logit = bias + sum(map(mul, of_facts, _of_facts(own, other, table, words[1], shared)), told)
        scores.append(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))))
    return scores
