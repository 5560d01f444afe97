"""What else a page tells in markup like its article's: other articles beside it, a column or window before its headline."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from amw.extract.dom import ARTICLE, HEADER, SUBHEADINGS, Elements, Page
from amw.extract.frame import ANCESTORS
from amw.extract.threads import DAY, LINE
from amw.extract.titles import BESIDE, LONG, MAX_LENGTH
from amw.text import fold, weigh

OWN: Final = 300  # characters of an alphabet that the article has at least in its own element
TOP: Final = 6  # blocks at the beginning of an article among which its date is


def without_neighbours(page: Page, chosen: list[int], title: str) -> list[int]:
    """`chosen` without the blocks of other articles and what stands before the article; `title` is the page's, which one <h1> repeats."""
    heads = [mark.block for mark in page.headings if chosen and mark.block < chosen[-1]]
    if not any(head > chosen[0] for head in heads):  # as on nearly all pages
        return chosen
    parts = (fold(title[: match.start()]) for match in BESIDE.finditer(title[:MAX_LENGTH]))
    titles = {fold(title), *(part for part in parts if weigh(part) >= LONG)} - {""}
    own = next((head for head in heads if fold(page.blocks[head].text) in titles), -1)
    return _after_columns(page, _in_article(page, chosen, heads, own), own) if own >= 0 else chosen


def _in_article(page: Page, chosen: list[int], heads: list[int], own: int) -> list[int]:
    """`chosen` without the <article> elements beside the one with the headline `own`, each with an <h1> and a date or a link to its own
    page, that are not its second part."""
    blocks, elements = page.blocks, page.elements
    start, end = _article(elements, blocks[own].element)
    if weigh("\n".join([blocks[i].text for i in chosen if start <= i < end])) < OWN:
        return chosen
    others: set[tuple[int, int]] = set()
    for head in heads:
        first, last = _article(elements, blocks[head].element)
        if (last <= start or end <= first) and not fold(blocks[head].text).startswith(fold(blocks[own].text)):
            top = (block.text for block in blocks[first : min(last, first + TOP)] if block is not blocks[head])
            linked = blocks[head].link_chars > 0.8 * len(blocks[head].text)
            if linked or any(len(text) < LINE and DAY.search(text) for text in top):
                others.add((first, last))
    left_out = {i for first, last in others for i in range(first, last)}
    return [i for i in chosen if i not in left_out]


def _article(elements: Elements, element: int) -> tuple[int, int]:
    """The range of blocks in the <article> next around an element, (0, 0) where there is none."""
    around = elements.around(element, "article", ANCESTORS)
    return (elements.firsts[around], elements.lasts[around]) if around >= 0 else (0, 0)


def _after_columns(page: Page, chosen: list[int], own: int) -> list[int]:
    """`chosen` without what stands before the headline `own` under a heading of its own, outside of the element that holds the headline and
    most of the text: a help window, a column about the house. A summary there has no heading, or is in an <article> or <header>."""
    blocks, elements = page.blocks, page.elements
    if own <= chosen[0] or SUBHEADINGS.isdisjoint((blocks[chosen[0]].tag, blocks[chosen[0] - 1].tag)):
        return chosen
    most = sum(len(blocks[i].text) for i in chosen) / 2
    element = blocks[own].element
    while element >= 0:
        start, end = (bisect_left(chosen, edge) for edge in (elements.firsts[element], elements.lasts[element]))
        if sum(len(blocks[i].text) for i in chosen[start:end]) >= most:
            return chosen if any(blocks[i].flags & (ARTICLE | HEADER) for i in chosen[:start]) else chosen[start:]
        element = elements.parents[element]
    return chosen
