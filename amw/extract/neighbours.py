"""What else a page says in markup like its article's: other articles below it, columns and windows before it, advertisements,
forms to sign up, summaries by a machine."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from amw.extract.dom import ARTICLE, HEADER, SUBHEADINGS, Block, Elements, Page
from amw.extract.frame import ANCESTORS
from amw.extract.threads import DAY, LINE
from amw.extract.words import NAME
from amw.text import fold, weigh

LEAST: Final = 15  # characters of an alphabet of a headline that may be a part of the page's title
MAX_TITLE: Final = 500  # characters of a title in which the site's name is looked for
_SITE: Final = re.compile(r"\s(?:[|·•«»–—-]|::)\s|[|｜_–—-]")  # what stands before a site's name
OWN: Final = 300  # characters of an alphabet that the article has at least in its own element
TOP: Final = 6  # blocks at the beginning of an article among which its date is
SHARE: Final = 0.2  # of an article's text is more than an advertisement in it holds
_ADVERTISEMENT: Final = re.compile(
    # Names of systems and places may stand before it, but nothing that says that the element has it, is beside it or is about it.
    r"(?:^|[\s#])(?:(?:kg|wp|js|block|inline|in-?article|in-?content|article|post|story|body|embed(?:ded)?|[a-z])[-_]{1,2}){0,3}"
    r"(?:ads?|adv|advert(?:isements?|ising|s)?|anzeigen?|werbung|publicite|publicidad|pubblicita|reklam[ae]?"
    r"|sponsor(?:ed|ship)?|newsletters?|sign-?up|subscribe|subscription|ai-?summary|cta|opt-?in|boilerplate)"
    r"(?:[-_]{1,2}(?:slot|box|block|unit|container|wrapper|wrap|banner|label|inline|text|form|promo|cta|card|before|after|sign-?up|widget"
    r"|newsletter|editor|show|content|[0-9]{1,3}))*(?=\s|$)",
    re.IGNORECASE,
)


def without_neighbours(page: Page, chosen: list[int], title: str) -> list[int]:
    """`chosen` without the blocks of other articles; `title` is the page's.

    Where <article> elements stand side by side, each with an <h1>, the one under the page's title is the article. Another has a date or
    a link to its own page, and is not its second part.
    """
    blocks, elements = page.blocks, page.elements
    heads = [i for i, block in enumerate(blocks[: chosen[-1] if chosen else 0]) if block.tag == "h1"]
    if len(heads) < 2:  # as nearly all pages
        return chosen
    own = _titled(blocks, heads, title)
    start, end = _article(elements, blocks[own].element) if own >= 0 else (0, 0)
    if weigh("\n".join([blocks[i].text for i in chosen if start <= i < end])) < OWN:
        return chosen
    others: set[tuple[int, int]] = set()
    for i in heads:
        first, last = _article(elements, blocks[i].element)
        apart = last <= start or end <= first
        if apart and _is_article(blocks, i, first, last) and not fold(blocks[i].text).startswith(fold(blocks[own].text)):
            others.add((first, last))
    left_out = {i for first, last in others for i in range(first, last)}
    return [i for i in chosen if i not in left_out]


def without_columns(page: Page, chosen: list[int], title: str) -> list[int]:
    """`chosen` without what stands before the headline under a heading of its own, outside of the element that holds the headline and
    most of the text: a help window, a column about the house. A summary there has no heading, or is in an <article> or <header>."""
    blocks, elements = page.blocks, page.elements
    later = [mark.block for mark in page.headings if chosen and chosen[0] < mark.block < len(blocks)]
    if not later or SUBHEADINGS.isdisjoint((blocks[chosen[0]].tag, blocks[chosen[0] - 1].tag)):
        return chosen
    own = _titled(blocks, later, title)
    most = sum(len(blocks[i].text) for i in chosen) / 2
    element = blocks[own].element if own >= 0 else -1
    while element >= 0:
        start, end = (bisect_left(chosen, edge) for edge in (elements.firsts[element], elements.lasts[element]))
        if sum(len(blocks[i].text) for i in chosen[start:end]) >= most:
            return chosen if any(blocks[i].flags & (ARTICLE | HEADER) for i in chosen[:start]) else chosen[start:]
        element = elements.parents[element]
    return chosen


def _titled(blocks: list[Block], places: list[int], title: str) -> int:
    """The first of the blocks at `places` that says what the page's title says, with or without the site's name; -1 for none."""
    parts = (fold(title[: match.start()]) for match in _SITE.finditer(title[:MAX_TITLE]))
    keys = {fold(title), *(part for part in parts if weigh(part) >= LEAST)} - {""}
    return next((i for i in places if fold(blocks[i].text) in keys), -1)


def _article(elements: Elements, element: int) -> tuple[int, int]:
    """The range of blocks in the <article> next around an element, (0, 0) where there is none."""
    around = elements.around(element, "article", ANCESTORS)
    return (elements.firsts[around], elements.lasts[around]) if around >= 0 else (0, 0)


def _is_article(blocks: list[Block], head: int, first: int, last: int) -> bool:
    """Whether the headline of an element is a link, or a date stands near it."""
    linked = blocks[head].link_chars > 0.8 * len(blocks[head].text)
    return linked or any(
        len(block.text) < LINE and DAY.search(block.text) for block in blocks[first : min(last, first + TOP)] if block is not blocks[head]
    )


def without_advertisements(page: Page, chosen: list[int]) -> list[int]:
    """`chosen` without what stands in an element that calls itself an advertisement, a form to sign up or a machine's summary, and holds
    little of the text."""
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
    whole = sum(len(blocks[i].text) for i in chosen)
    left_out: set[int] = set()
    for element in around:
        tag, name, _ = kinds[looks[element]]
        if tag not in SUBHEADINGS and is_advertisement(name):  # <h2 id=ads> is an anchor of what the text is about
            start, end = page.elements.firsts[element], page.elements.lasts[element]
            inside = chosen[bisect_left(chosen, start) : bisect_left(chosen, end)]
            if sum(len(blocks[i].text) for i in inside) <= SHARE * whole:
                left_out.update(inside)
    if 2 * sum(len(blocks[i].text) for i in left_out) > whole:  # a digest, each entry summed up by a machine
        return chosen
    return [i for i in chosen if i not in left_out]


@lru_cache(maxsize=8_192)
def is_advertisement(name: str) -> bool:
    """Whether the classes and id of an element say that it is an advertisement, and not that it has or is beside one."""
    return _ADVERTISEMENT.search(name[:NAME]) is not None
