"""Whether two headlines speak of the same, beyond the company that both are about; and how alike two texts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import chain
from math import sqrt

from amw.stories.background import MASK, table
from amw.stories.headlines import in_headline
from amw.stories.past import PastStory
from amw.stories.signature import opened
from amw.stories.terms import CONCEPT, KEY, NAME, NUMBER, ORDINARY, terms_of
from amw.text import fold

ALIKE = 0.4  # of_one_topic from which two headlines have one subject
ONE_WORDING = 0.75  # of the words of two headlines that both have, from which they are one
TOUCHING = 0.15  # from which they touch, where a company ties them too
USUAL = 3  # headlines of a company at least that have a usual word
READ = 300  # characters of a headline that are read
WORDED = frozenset({ORDINARY, NAME, NUMBER, CONCEPT})  # kinds of terms that a headline's topic shows in


def of_one_topic(a: PastStory, b: PastStory, usual: Collection[int] = ()) -> float:
    """How far two headlines speak of the same (0..1): the words they share, weighed by rarity, two at least.

    The names of companies of both do not count, nor names that begin so ("GroqCloud"), nor `usual` words.
    """
    if len(_keys(a.title) & _keys(b.title)) < 2:
        return 0.0
    names = tuple(name for company, title in a.companies.items() if company in b.companies for name in fold(title).split() if len(name) > 3)

    def told(story: PastStory) -> dict[int, float]:
        return {key: weight for word, keys in _words(story.title) if not word.startswith(names) for key, weight in keys if key not in usual}

    here, there = told(a), told(b)
    shared = here.keys() & there.keys()
    if sum(any(key in shared for key, _ in keys) for _, keys in _words(a.title)) < 2:
        return 0.0
    return round(sum(here[key] for key in shared) / sqrt(sum(here.values()) * sum(there.values())), 4)


def of_one_wording(a: PastStory, b: PastStory) -> bool:
    """Whether two headlines are one but for a word or two, and for no model's name: "X 2 is here" is no wording of "X 3 is here"."""
    here, there = (set(fold(story.title[:READ]).split()) for story in (a, b))
    alike = len(here & there) >= ONE_WORDING * len(here | there)
    return alike and set(in_headline(a.models.values(), a.title)) == set(in_headline(b.models.values(), b.title))


def usual_words(of: PastStory, stories: Iterable[PastStory]) -> frozenset[int]:
    """The words that stand in one of five headlines about a story's company, such as the name of its product."""
    titles = [story.title for story in stories if story.primary == of.primary is not None]
    if len(titles) < USUAL:
        return frozenset()
    number = Counter(key for title in titles for key in _keys(title))
    return frozenset(key for key, count in number.items() if count >= max(USUAL, len(titles) / 5))


def texts_alike(of: PastStory, own: bytes, others: Mapping[int, bytes]) -> dict[int, float]:
    """How alike (0..1) the text of a story (`own`, a packed signature) and those of `others` are: the cosine of their terms by rarity in
    news at large, without the names of the story's companies and models; what has no term in common is left out."""
    names = {key for name in (*of.companies.values(), *of.models.values()) for key in _keys(name)}
    mine = _weighed(own, names)
    length = sum(weight * weight for weight in mine.values())
    alike = {}
    for number, body in others.items():
        there = _weighed(body, names)
        if shared := sum(mine[key] * there[key] for key in mine.keys() & there.keys()):
            alike[number] = min(1.0, shared / sqrt(length * sum(weight * weight for weight in there.values())))
    return alike


def _weighed(body: bytes, names: Collection[int]) -> dict[int, float]:
    rarity = table()
    return {key: count * rarity[key & MASK] for key, count in opened(body).vector.items() if key not in names}


@lru_cache(maxsize=4096)
def _words(title: str) -> tuple[tuple[str, tuple[tuple[int, float], ...]], ...]:
    """Each word of a headline, folded, with its terms and their weights: the squares of the rarity in news at large."""
    return tuple(chain.from_iterable(map(_word, title[:READ].split())))


@lru_cache(maxsize=8192)
def _word(word: str) -> tuple[tuple[str, tuple[tuple[int, float], ...]], ...]:
    rarity = table()
    terms = {term & KEY for term in terms_of(word) if term >> 32 in WORDED}
    keys = tuple((key, rarity[key & MASK] ** 2) for key in sorted(terms))
    return ((fold(word), keys),) if word.isascii() else tuple(("", (key,)) for key in keys)  # a script without spaces has many words in one


@lru_cache(maxsize=4096)
def _keys(title: str) -> frozenset[int]:
    return frozenset(key for _, keys in _words(title) for key, _ in keys)
