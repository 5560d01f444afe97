"""What is repeated around a block: siblings that look alike (teasers, comments, posts of a thread), and what they have in common."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from amw.extract.dom import Look, Page
from amw.extract.frame import Frame

FEW: Final = 3  # siblings alike from which they are cards
LINE: Final = 15  # characters of a linked line from which it may be a headline
SHORT: Final = 48  # characters of a line that may hold a date and little else
ROWS: Final = 18
_FIGURES: Final = "0123456789"
_DIGIT: Final = re.compile(r"\d")
_SMALL: Final = frozenset(("p", "br", "tr", "td", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))


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
    number: dict[tuple[str, str], int] = {}
    families = np.array([number.setdefault(family(look), len(number)) for look in page.elements.kinds], np.int64)
    small = np.array([tag in _SMALL for tag, _, _ in page.elements.kinds])[frame.look]
    lines = last - first
    candidates = np.flatnonzero((lines > 1) | ((lines == 1) & ~small))
    group, sizes = _groups(frame.parent[candidates] * len(number) + families[frame.look[candidates]])
    many = sizes[group] >= FEW
    cards, group = candidates[many], group[many]
    size_of, group_of = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    size_of[cards], group_of[cards] = sizes[group], group
    level = size_of[frame.chain].argmax(axis=0)
    card = frame.chain[level, np.arange(len(place))]
    answer = np.full((ROWS, len(place)), -1, np.float32)
    answer[0] = size_of[card]
    inside = np.flatnonzero(answer[0])
    if not len(inside):
        return answer
    held = _held(page, running)
    of_card = held[:, last[cards]] - held[:, first[cards]]
    lines_of = lines[cards].astype(np.float64)
    number_of = np.maximum(np.bincount(group, minlength=len(sizes)), 1)
    characters, linked = of_card[0], of_card[1]
    shares = [linked / np.maximum(characters, 1), *(of_card[1:] > 0)]
    means = [np.bincount(group, values, len(sizes)) / number_of for values in (characters, lines_of, *shares)]
    begins, ends = np.zeros(len(sizes), np.int64), np.zeros(len(sizes), np.int64)
    begins[group[::-1]], ends[group] = first[cards[::-1]], last[cards]
    prose = running[2]
    whole = max(1.0, float(prose[-1]))
    told = np.stack(
        [
            *means, _spread(characters, group, means[0], number_of), _spread(lines_of, group, means[1], number_of),
            prose[begins] / whole, (prose[-1] - prose[ends]) / whole, prose[begins],
        ]
    )  # fmt: skip
    card = card[inside]
    own = held[:2, last[card]] - held[:2, first[card]]
    answer[1:-4, inside] = told[:, group_of[card]]
    answer[-4, inside] = place[inside] - first[card]
    answer[-3, inside] = own[1] / np.maximum(own[0], 1)
    answer[-2, inside] = own[0]
    answer[-1, inside] = level[inside]
    return answer


def _held(page: Page, running: NDArray[np.float64]) -> NDArray[np.float64]:
    """Running sums over the page's blocks: characters, linked characters, linked lines, headings, short lines with a figure, pictures."""
    blocks = page.blocks
    held = np.zeros((6, len(blocks) + 1))
    held[:2] = running[:2]
    size, linked = np.diff(running[:2])
    held[2, 1:] = ((linked > 0.8 * size) & (size >= LINE)).cumsum()
    held[3, 1:] = np.cumsum([block.tag in _HEADINGS for block in blocks])
    held[4, 1:] = np.cumsum([len(block.text) < SHORT and _DIGIT.search(block.text) is not None for block in blocks])
    if page.images:
        before = np.bincount([at for _, at, _ in page.images], minlength=len(blocks) + 1)
        held[5, 1:] = before[: len(blocks)].cumsum()
    return held


def _groups(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(the number of each key's group of equal keys, how many are in each group)."""
    order = keys.argsort(kind="stable")
    fresh = np.ones(len(keys), bool)
    fresh[1:] = np.diff(keys[order]) != 0
    group = np.empty(len(keys), np.int64)
    group[order] = fresh.cumsum() - 1
    return group, np.bincount(group, minlength=1)


def _spread(
    values: NDArray[np.float64], group: NDArray[np.int64], mean: NDArray[np.float64], number: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The coefficient of variation of each group's values."""
    squares = np.bincount(group, values**2, len(mean)) / number
    answer: NDArray[np.float64] = np.sqrt(np.maximum(squares - mean**2, 0)) / np.maximum(mean, 1)
    return answer
