"""What else a page says in markup like its article's: other articles below it, advertisements."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import compress
from typing import Final

from amw.extract.cards import family
from amw.extract.dom import Block, Elements, Page
from amw.extract.frame import ANCESTORS
from amw.extract.threads import DAY, LINE
from amw.extract.words import NAME
from amw.language import guess_language
from amw.text import fold, weigh

HEADLINES: Final = ("h1", "h2")
LEAST: Final = 15  # characters of an alphabet of a headline that may be a part of the page's title
TONGUES: Final = 4  # elements beside the article's that may hold translations of it
MAX_TITLE: Final = 500  # characters of a title in which the site's name is looked for
_SITE: Final = re.compile(r"\s(?:[|·•«»–—-]|::)\s|[|｜_–—-]")  # what stands before a site's name
OWN: Final = 300  # characters of an alphabet that the article has at least in its own element
TOP: Final = 6  # blocks at the beginning of an article among which its date is
SHARE: Final = 0.2  # of an article's text is more than an advertisement in it holds
_ADVERTISEMENT: Final = re.compile(
    r"(?:^|[\s#])(?:ads?|adv|advert(?:isements?|ising|s)?|anzeigen?|werbung|publicite|publicidad|pubblicita|reklam[ae]?)"
    r"(?:[-_]{1,2}(?:slot|box|block|unit|container|wrapper|wrap|banner|label|inline|text|[0-9]{1,3}))?(?=\s|$)",
    re.IGNORECASE,
)


def without_neighbours(page: Page, chosen: list[int], title: str) -> list[int]:
    """`chosen` without the blocks of other articles; `title` is the page's.

    Where the page's headline stands in one of several elements alike side by side, or of several <article> elements, each with such a
    headline and a date or a link to its own page, that one is the article. Parts of it and its translations are its own. None of 1,277
    real pages is cut.
    """
    blocks, elements = page.blocks, page.elements
    at = [i for i, block in enumerate(blocks[: chosen[-1] if chosen else 0]) if block.tag in HEADLINES]
    around: dict[tuple[int, int], int] = {}  # of headlines of one look and depth, or of <h1>, the element around the first
    for i in at:
        element = blocks[i].element
        parent = elements.parents[element]
        kind = (-1, 0) if blocks[i].tag == "h1" else (elements.looks[element], elements.depths[element])
        if around.setdefault(kind, parent) != parent:
            break
    else:  # as on nearly all pages
        return chosen
    keys = _titles(title)
    own = next((i for tag in HEADLINES for i in at if blocks[i].tag == tag and _is_title(blocks[i].text, keys)), -1) if keys else -1
    if own < 0:
        return chosen
    alike = [i for i in at if i != own and blocks[i].tag == blocks[own].tag]
    others = [found for i in alike if (found := _apart(elements, blocks, own, i)) is not None]
    if not others:
        return chosen

    spans = (others[0][0], *(span for _, span in others))
    article, *rest = [chosen[bisect_left(chosen, start) : bisect_left(chosen, end)] for start, end in spans]
    texts = ["\n".join([blocks[i].text for i in part]) for part in (article, *rest[:TONGUES])]
    if weigh(texts[0]) < OWN:
        return chosen
    language, *languages = map(guess_language, texts)
    strange = [language is None or told in (language, None) for told in languages] + [True] * len(rest[TONGUES:])
    left_out = {i for part in compress(rest, strange) for i in part}
    return [i for i in chosen if i not in left_out]


def _titles(title: str) -> tuple[str, ...]:
    """Keys of a page's title: all of it, and what stands before the site's name."""
    ends = [match.start() for match in _SITE.finditer(title[:MAX_TITLE])]
    return tuple(filter(None, (fold(title), *(key for end in ends if weigh(key := fold(title[:end])) >= LEAST))))


def _is_title(text: str, keys: tuple[str, ...]) -> bool:
    if text[0].isascii() and text[0].isalnum() and text[0].lower() != keys[0][0]:  # as most are told
        return False
    return fold(text) in keys


def _apart(elements: Elements, blocks: list[Block], own: int, other: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The ranges of blocks of the elements that hold the headlines `own` and `other` each alone: alike, side by side and as far above, or
    <article> elements around <h1>. None where there are none, or the other's is no article."""
    one, two = blocks[own].element, blocks[other].element
    found = _alike(elements, one, two)
    if found is None and blocks[own].tag == blocks[other].tag == "h1":
        found = _articles(elements, one, two)
    if found is None or fold(blocks[other].text).startswith(fold(blocks[own].text)):  # its second part
        return None
    (one, two), firsts, lasts = found, elements.firsts, elements.lasts
    start, end = firsts[two], lasts[two]
    linked = blocks[other].link_chars > 0.8 * len(blocks[other].text)
    dated = any(i != other and len(blocks[i].text) < LINE and DAY.search(blocks[i].text) for i in range(start, min(end, start + TOP)))
    return ((firsts[one], lasts[one]), (start, end)) if linked or dated else None


def _alike(elements: Elements, one: int, two: int) -> tuple[int, int] | None:
    """The elements alike, side by side, around `one` and `two`, which look alike and stand as deep."""
    parents, looks = elements.parents, elements.looks
    if looks[one] != looks[two] or elements.depths[one] != elements.depths[two] or parents[one] == parents[two]:
        return None
    while parents[one] != parents[two]:
        one, two = parents[one], parents[two]
    return (one, two) if family(elements.kinds[looks[one]]) == family(elements.kinds[looks[two]]) else None


def _articles(elements: Elements, one: int, two: int) -> tuple[int, int] | None:
    """The <article> elements next around `one` and `two`, where neither holds the other."""

    def around(element: int) -> int:
        for _ in range(ANCESTORS):
            if element < 0 or elements.tag(element) == "article":
                return element
            element = elements.parents[element]
        return -1

    one, two = around(one), around(two)
    apart = min(one, two) >= 0 and (elements.lasts[one] <= elements.firsts[two] or elements.lasts[two] <= elements.firsts[one])
    return (one, two) if apart else None


def without_advertisements(page: Page, chosen: list[int]) -> list[int]:
    """`chosen` without what stands in an element that calls itself an advertisement and holds little of the text."""
    blocks, parents, looks, kinds = page.blocks, page.elements.parents, page.elements.looks, page.elements.kinds
    around: set[int] = set()
    above = -1
    for i in chosen:
        element = blocks[i].element
        around.add(element)
        if parents[element] != above:  # most stand beside the one before
            element = above = parents[element]
            while element >= 0 and element not in around:
                around.add(element)
                element = parents[element]
    if not any(name and is_advertisement(name) for _, name, _ in [kinds[look] for look in {looks[element] for element in around}]):
        return chosen
    most = SHARE * sum(len(blocks[i].text) for i in chosen)
    left_out: set[int] = set()
    for element in around:
        if is_advertisement(kinds[looks[element]][1]):
            start, end = page.elements.firsts[element], page.elements.lasts[element]
            inside = chosen[bisect_left(chosen, start) : bisect_left(chosen, end)]
            if sum(len(blocks[i].text) for i in inside) <= most:
                left_out.update(inside)
    return [i for i in chosen if i not in left_out]


@lru_cache(maxsize=8_192)
def is_advertisement(name: str) -> bool:
    """Whether the classes and id of an element say that it is an advertisement, and not that it has or is beside one."""
    return _ADVERTISEMENT.search(name[:NAME]) is not None
