"""Boxes in an article that say by their names that they are none of it: advertisements, forms to sign up, summaries by a machine."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from amw.extract.dom import SUBHEADINGS, Page
from amw.extract.furniture import LONG_NAME

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
    return _ADVERTISEMENT.search(name[:LONG_NAME]) is not None
