"""Whether two headlines speak of the same, beyond the company that both are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from math import sqrt

from amw.stories.background import MASK, table
from amw.stories.past import PastStory
from amw.stories.terms import CONCEPT, KEY, NAME, NUMBER, ORDINARY, terms_of

READ = 300  # characters of a headline that are read
WORDED = frozenset({ORDINARY, NAME, NUMBER, CONCEPT})  # kinds of terms that a headline's topic shows in


def of_one_topic(a: PastStory, b: PastStory, usual: Collection[int] = ()) -> float:
    """How far two headlines speak of the same (0..1): the words they share, weighed by rarity, two at least.

    The names of companies that both name do not count, nor do `usual` words.
    """
    names = {*usual, *(key for company, name in a.companies.items() if company in b.companies for key in _words(name))}
    here, there = ({key: weight for key, weight in _words(story.title).items() if key not in names} for story in (a, b))
    shared = [weight for key, weight in here.items() if key in there]
    return round(sum(shared) / sqrt(sum(here.values()) * sum(there.values())), 4) if len(shared) > 1 else 0.0


def usual_words(of: PastStory, stories: Iterable[PastStory]) -> frozenset[int]:
    """The words that stand in one of five headlines about a story's company, such as the name of its product."""
    titles = [story.title for story in stories if story.primary == of.primary is not None]
    number = Counter(key for title in titles for key in _words(title))
    return frozenset(key for key, count in number.items() if count >= max(3, len(titles) / 5))


@lru_cache(maxsize=4096)
def _words(text: str) -> dict[int, float]:
    """The terms of a headline with their weight, the square of the rarity in news at large."""
    rarity = table()
    return {key: rarity[key & MASK] ** 2 for key in {found & KEY for found in terms_of(text[:READ]) if found >> 32 in WORDED}}
