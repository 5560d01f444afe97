"""What is repeated around a block: siblings that look alike (teasers, comments, posts of a thread), and what they have in common."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from amw.extract.dom import SUBHEADINGS, Look, Page
from amw.extract.frame import LINE, Frame, Integers

FEW: Final = 3  # siblings alike from which they are cards
HEADLINE: Final = 15  # characters of a linked line from which it may be a headline
SHORT: Final = 48  # characters of a line that may hold a date and little else
ROWS: Final = 18
_FIGURES: Final = "0123456789"
_DIGIT: Final = re.compile(r"\d")


def family(look: Look) -> tuple[str, str]:
    """What siblings of one kind share: the tag and the first class (or id), whatever number it ends with ("post-123")."""
    tag, name, _ = look
    return (tag, (name.split(None, 1) or ("",))[0].rstrip(_FIGURES)) if name else (tag, "")


def describe_cards(page: Page, frame: Frame, running: NDArray[np.float64]) -> NDArray[np.float32]:
    """One row a feature, one column a block of `frame`, of the most repeated element around it; -1 where nothing is repeated.

    `running` are sums over the page's blocks up to each, a 0 first: of their characters, linked characters and characters of prose.
    A card is an element that holds several blocks, or one that is no paragraph, list item or heading.
    """
    first, last, place = frame.first, frame.last, frame.place
    answer = np.full((ROWS, len(place)), -1, np.float32)
    cards, group, sizes = _cards(page, frame)
    size_of, group_of = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    size_of[cards], group_of[cards] = sizes[group], group
    around = size_of[frame.chain]
    answer[0] = around.max(axis=0)
    inside = np.flatnonzero(answer[0])
    if not len(inside):
        return answer
    held = _held(page, running, first[cards], last[cards])
    of_card = held[:, last[cards]] - held[:, first[cards]]
    sums = np.array([of_card[0], last[cards] - first[cards]])
    values = np.concatenate([sums, of_card[1:2] / np.maximum(sums[0], 1), of_card[1:] > 0, sums**2])
    groups = len(sizes)
    rows = np.arange(len(values))[:, None] * groups
    means = np.bincount((group + rows).ravel(), values.ravel(), rows.size * groups).reshape(-1, groups) / np.maximum(sizes, 1)
    variations = np.sqrt(np.maximum(means[8:] - means[:2] ** 2, 0)) / np.maximum(means[:2], 1)  # coefficients of variation
    begins, ends = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    begins[group[::-1]], ends[group] = first[cards[::-1]], last[cards]
    before, after = running[2, begins], running[2, -1] - running[2, ends]
    whole = max(1.0, float(running[2, -1]))
    of_group = np.concatenate([means[:8], variations, [before / whole, after / whole, before]])
    level = around.argmax(axis=0)[inside]
    card = frame.chain[level, inside]
    characters, linked = held[:2, last[card]] - held[:2, first[card]]
    answer[1:-4, inside] = of_group[:, group_of[card]]
    answer[-4:, inside] = place[inside] - first[card], linked / np.maximum(characters, 1), characters, level
    return answer


def _cards(page: Page, frame: Frame) -> tuple[Integers, Integers, Integers]:
    """(the repeated elements beside or around blocks of `frame`, the number of the group that each belongs to, the size of each group)."""
    kinds, parent = page.elements.kinds, frame.parent
    # Numbers alone rule out most: elements beside none of the blocks' ancestors, and those with few siblings. Names are asked of the rest.
    cards = frame.beside
    lines = frame.last[cards] - frame.first[cards]
    cards = cards[(lines > 1) | ((lines == 1) & (frame.tag[cards] & LINE == 0))]
    cards = cards[np.bincount(parent[cards], minlength=len(parent))[parent[cards]] >= FEW]
    looks = frame.look[cards].tolist()
    families = {look: family(kinds[look]) for look in set(looks)}
    number: dict[tuple[int, tuple[str, str]], int] = {}
    pairs = zip(parent[cards].tolist(), looks, strict=True)
    group = np.array([number.setdefault((above, families[look]), len(number)) for above, look in pairs], np.int64)
    sizes = np.bincount(group, minlength=1)
    many = sizes[group] >= FEW
    return cards[many], group[many], sizes


def _held(page: Page, running: NDArray[np.float64], firsts: Integers, lasts: Integers) -> NDArray[np.float64]:
    """Running sums over the page's blocks: characters, linked characters, linked lines, headings, short lines with a figure, pictures.

    The lines are looked at from `firsts` to before `lasts`, where the cards begin and end; others count as none of these.
    """
    blocks = page.blocks
    held = np.zeros((6, len(blocks) + 1))
    held[:2] = running[:2]
    size, linked = running[:2, 1:] - running[:2, :-1]
    held[2, 1:] = (linked > 0.8 * size) & (size >= HEADLINE)
    within = np.bincount(firsts, minlength=len(blocks) + 1) - np.bincount(lasts, minlength=len(blocks) + 1)
    at = np.flatnonzero(within.cumsum())
    some = [blocks[i] for i in at.tolist()]
    held[3, at + 1] = [block.tag in SUBHEADINGS for block in some]
    held[4, at + 1] = [len(block.text) < SHORT and _DIGIT.search(block.text) is not None for block in some]
    if page.images:
        held[5, 1:] = np.bincount([at for _, at, _ in page.images], minlength=len(blocks) + 1)[: len(blocks)]
    held[2:].cumsum(axis=1, out=held[2:])
    return held
