"""Which blocks of a page are judged, and where they stand among its elements, as arrays over elements and over the ancestors of blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from amw.extract import dom
from amw.extract.dom import Block, Page

ANCESTORS: Final = 40  # of a block that are looked at, its own element among them
Integers = NDArray[np.int64]
ARTICLE, LINE, PART = 1, 2, 4  # of what kind a tag is: an article, one for a line of text, one that is repeated in any text
_LINES: Final = frozenset(("p", "br", "tr", "td", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_PARTS: Final = frozenset(("p", "li", "br", "tr", "td", "h2", "h3"))
_TAGS: Final = {"article": ARTICLE, **{tag: LINE | (PART if tag in _PARTS else 0) for tag in _LINES}}

_FURNITURE: Final = dom.HEADER | dom.FOOTER | dom.DIALOG
_TELLING: Final = frozenset(("p", "pre", "blockquote", "h1", "h2", "h3", "h4", "li", "td", "th", "dd", "dt"))
_CONTENT: Final = dom.ARTICLE | dom.MAIN


def _is_furniture(block: Block) -> bool:
    """Whether a block in a header, footer or dialog is the page's own."""
    flags = block.flags
    return bool(flags & dom.DIALOG) or (not flags & _CONTENT and (bool(flags & dom.FOOTER) or block.tag not in _TELLING))


def solid_blocks(page: Page) -> list[int]:
    """Indexes of the blocks that are described and asked about: neither dull nor a nameless scrap far from all prose.

    On 853 pages with a known text the others are two in three blocks, and hold .0003 of the text (bare links: .002).
    """
    blocks = page.blocks
    solid: list[int] = []
    prose: list[bool] = []
    for i, block in enumerate(blocks):
        text, linked = block.text, block.link_chars
        size = len(text)
        if linked > 0.8 * size and text.count(" ") < 7:  # a short line that is nothing but links
            continue
        if block.flags & _FURNITURE and _is_furniture(block):
            continue
        solid.append(i)
        prose.append(size > 5 and linked < 0.5 * size and (text.count(" ") > 4 or (size >= 15 and not text.isascii())))
    if not any(prose):
        return solid
    around = [False, False, *prose, False, False]
    return [i for k, i in enumerate(solid) if blocks[i].tag in _TELLING or any(around[k : k + 5])]


@dataclass(frozen=True, slots=True)
class Frame:
    """`blocks` are those looked at, `place` their indexes; `chain` (ancestors x blocks) the indexes of the elements around them, from
    the block's own outwards, a root repeated to the end; `level` (ancestors x 1) counts them; `looks` are the looks among them, `beside`
    the elements among them and beside these. The rest are arrays over elements: look, kind of tag, parent (a root's is itself), depth,
    first block and the one after the last."""

    blocks: list[Block]
    place: Integers
    chain: Integers
    level: Integers
    looks: Integers
    beside: Integers
    look: Integers
    tag: Integers
    parent: Integers
    depth: Integers
    first: Integers
    last: Integers

    @classmethod
    def of(cls, page: Page, positions: list[int]) -> Frame:
        """The frame of the blocks at `positions`, in document order, at least one."""
        elements, blocks = page.elements, [page.blocks[i] for i in positions]
        look, parent, depth, first, last = np.array(
            [elements.looks, elements.parents, elements.depths, elements.firsts, elements.lasts], np.int64
        )
        parent = np.where(parent < 0, np.arange(len(parent)), parent)
        at = np.array([block.element for block in blocks], np.int64)
        levels = min(ANCESTORS, max(5, int(depth[at].max()) + 1))
        chain = np.empty((levels, len(at)), np.int64)
        for level in range(levels):
            chain[level] = at
            at = parent[at]
        held, near = np.zeros(len(elements.kinds), bool), np.zeros(len(parent), bool)
        held[look[chain]] = near[parent[chain]] = True
        looks, beside = held.nonzero()[0], near[parent].nonzero()[0]
        tag = np.array([_TAGS.get(tag, 0) for tag, _, _ in elements.kinds], np.int64)[look]
        place = np.array(positions, np.int64)
        return cls(blocks, place, chain, np.arange(levels)[:, None], looks, beside, look, tag, parent, depth, first, last)

    def names(self, page: Page) -> tuple[Integers, Integers, Integers, Integers]:
        """Of each block: the kinds of furniture that the two elements next around it are named for, as bits; those of all around it; how
        many siblings look like its element and like the one around that; how many the most repeated of all around it has."""
        bits, beside = np.array(page.elements.bits, np.int64), self.beside
        alike = np.zeros(len(self.look), np.int64)
        alike[beside] = _occurrences(self.parent[beside] * len(bits) + self.look[beside])
        around = bits[self.look[self.chain]]
        most = np.where(self.tag & PART, 0, alike)[self.chain].max(axis=0)
        return around[0] | around[1], np.bitwise_or.reduce(around, axis=0), alike[self.chain[:2]], most


def _occurrences(keys: Integers) -> Integers:
    """How often each key occurs; half the time of numpy.unique at a few hundred."""
    order = keys.argsort(kind="stable")  # sorts few in a third of the time of the other kinds, whose code is large
    ordered = keys[order]
    group = np.zeros(len(keys), np.int64)
    group[1:] = ordered[1:] != ordered[:-1]
    np.cumsum(group, out=group)
    counts = np.empty_like(group)
    counts[order] = np.bincount(group)[group]
    return counts
