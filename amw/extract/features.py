"""Numbers about blocks that the body classifier reads: the block itself, its containers, its neighbours, its look-alikes, its words.

All are float32, one row a feature and one column a block, from one page alone.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from amw.extract import dom
from amw.extract.cards import describe_cards
from amw.extract.characters import FULL_STOPS, PUNCTUATION, SPACE, WIDE, WIDE_STOPS, count_characters
from amw.extract.dom import HEADINGS, Block, Page
from amw.extract.frame import ANCESTORS, ARTICLE, Frame, Integers
from amw.extract.furniture import KINDS, Leanings

Floats = NDArray[np.float32]

_CLOSING: Final = "\"'”’»」』)）]"
_ENDS: Final = ".!?。！？।…"
_ENDINGS: Final = frozenset(_ENDS)
_SQUEEZE: Final = re.compile(r"\W+")
_NO_WORD: Final = bytes(code for code in range(128) if _SQUEEZE.match(chr(code)))
_TAGS: Final = {
    "p": 1, "li": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6, "h5": 7, "h6": 7, "div": 8, "section": 9, "article": 9, "td": 10, "th": 10,
    "blockquote": 11, "dt": 12, "dd": 12,
    "figcaption": 13, "pre": 14, "header": 15, "footer": 16, "aside": 17, "nav": 18, "form": 19, "main": 9, "body": 20, "address": 21,
    "summary": 22, "caption": 13, "center": 8,
}  # fmt: skip
_FLAGS: Final = (
    dom.ARTICLE, dom.MAIN, dom.NAV, dom.HEADER, dom.FOOTER, dom.ASIDE, dom.FIGURE, dom.CAPTION, dom.FORM, dom.TABLE, dom.LIST,
    dom.QUOTE, dom.HIDDEN, dom.DIALOG,
    dom.PRE, dom.BODYPROP,
)  # fmt: skip
_FLAG_BITS: Final = np.array(_FLAGS, np.int64)[:, None]
_KIND_BITS: Final = np.int64(1) << np.arange(KINDS, dtype=np.int64)[:, None]
_ELSEWHERE: Final = dom.NAV | dom.FOOTER | dom.ASIDE | dom.FORM | dom.CAPTION | dom.DIALOG
LEVELS: Final = 5  # the block's element and four of its ancestors, which are described one by one
FADING: Final = 0.7  # of a name's leaning, from an element to the ones around it
_FADED: Final = FADING ** np.arange(ANCESTORS)[:, None]


def _own_numbers(blocks: list[Block], texts: list[str]) -> Floats:
    """What each block says of itself, a column a block."""
    counts = count_characters(texts)
    ends = [text[-1] in _ENDS or (text[-1] in _CLOSING and text.rstrip(_CLOSING)[-1:] in _ENDINGS) for text in texts]
    told = [b.link_chars for b in blocks], [b.bold_chars for b in blocks], [_TAGS.get(b.tag, 0) for b in blocks], [b.links for b in blocks]
    linked, bold, tag, links, ended = np.array([*told, ends], np.float32)
    size = counts[-1]
    words = counts[SPACE] + 1 + counts[WIDE] / 2
    sentences = counts[-2] + 2 * counts[FULL_STOPS] + counts[WIDE_STOPS] + ended
    first, last = (size, words, linked / size, tag, sentences, bold / size), (ended, size / words, links)
    return np.concatenate([first, counts[PUNCTUATION], last], dtype=np.float32, casting="unsafe")


def describe(page: Page, frame: Frame, *, title: str, lead: str, stated: str) -> Floats:
    """One column for each block of `frame`, one row a feature.

    `title`, `lead` and `stated` (a text in its data, with single spaces) come from the page's metadata.
    """
    blocks, place, chain, first, last = frame.blocks, frame.place, frame.chain, frame.first, frame.last
    n, everything = len(blocks), len(page.blocks)
    index = np.arange(n)
    texts = [b.text for b in blocks]
    own = _own_numbers(blocks, texts)
    size, words, links_share, tag, sentences = own[:5]
    flags = np.array([b.flags for b in blocks], np.int64)

    # Prose: characters of lines that are no rows of links, wherever they stand (`good`), and less of them outside of paragraphs (`prose`).
    good = np.where((words >= 9) & (links_share < 0.35), size * (1 - links_share), 0).astype(np.float32)
    is_paragraph = tag == 1
    prose = np.where((flags & _ELSEWHERE) > 0, 0, good) * np.where(is_paragraph, 1.0, 0.6)
    total_prose = max(1.0, float(prose.sum()))
    running = _running_sums(page, frame, good, sentences)
    page_size, page_good = max(1.0, float(running[0, -1])), max(1.0, float(running[2, -1]))

    nearby, around, alike, most = frame.names(page)
    piece, pieces = _pieces(frame)
    piece_prose = np.bincount(piece, prose, pieces + 1)
    group, groups = _groups(page, frame)
    group_size, group_links, group_prose, group_count = (
        np.bincount(group, weights, groups)[group] for weights in (size, size * links_share, prose, None)
    )

    # The container that holds most prose next to it, and where its prose starts and ends.
    best, best_prose = _densest(frame, prose, is_paragraph)
    inside = (place >= first[best]) & (place < last[best])
    dense = np.flatnonzero(inside & (prose > 0))
    start, stop = (int(dense[0]), int(dense[-1])) if len(dense) else (0, n - 1)
    depth = frame.depth[chain[0]]

    # What the block has in common with the page's title, summary and stated text, and with its other blocks.
    is_title, is_summary = _repeats(texts, title, lead)
    anchor = _anchor(blocks, is_title)
    copies = Counter(texts)
    shared = _shared(texts, good, f"{title} {lead}")
    running_shared = np.array([0, *accumulate(shared)])
    has_body = len(stated) > 400
    in_data = [float(t[:48] in stated) if len(t) >= 8 else 0.5 for t in texts] if has_body else -1.0
    headlines = (tag == _TAGS["h1"]).cumsum()
    seconds = ((tag == _TAGS["h2"]) & (links_share > 0)).cumsum()
    gap = np.concatenate([place, [everything]]) - np.concatenate([[-1], place]) - 1

    columns = [
        own, (flags & _FLAG_BITS) > 0, _shares(frame, running, page_size, page_good),
        (nearby & _KIND_BITS) > 0, (around & _KIND_BITS) > 0,
        alike, most, pieces, piece, piece_prose[piece] / total_prose,
        inside, (index - start) / 10, (stop - index) / 10, (index >= start) & (index <= stop), depth,
        depth - frame.depth[best], index / n, prose.cumsum() / total_prose, prose / total_prose,
        np.minimum(index - anchor, 200) if anchor >= 0 else -100, is_title,
        group_size / page_size, group_links / np.maximum(group_size, 1), group_prose / total_prose, group_count,
        [copies[t] for t in texts], is_summary,
        n, np.log1p(page_good), shared, running_shared[np.minimum(index + 6, n)] - running_shared[np.maximum(index - 5, 0)],
        total_prose / page_size, best_prose / total_prose, len(stated) / page_good if has_body else -1.0, in_data,
        np.minimum(gap[:-1], 30), np.minimum(gap[1:], 30), place / everything,
        headlines, seconds - seconds[start], describe_cards(page, frame, running[:3]),
        *_beside(own, chain, group), *_prose_beside(good),
    ]  # fmt: skip
    return _stacked(columns, n)


def _running_sums(page: Page, frame: Frame, good: Floats, sentences: Floats) -> NDArray[np.float64]:
    """Sums over the page's blocks up to each, a 0 first: of their characters, linked characters, characters of prose, sentences, and of
    the blocks themselves. What an element holds is a difference of them, since its blocks are neighbours."""
    running = np.zeros((5, len(page.blocks) + 1))
    running[0, 1:] = [len(b.text) for b in page.blocks]
    running[1, 1:] = [b.link_chars for b in page.blocks]
    running[2:4, frame.place + 1] = good, sentences
    running[4, 1:] = 1
    return running.cumsum(axis=1, out=running)


def _shares(frame: Frame, running: NDArray[np.float64], page_size: float, page_good: float) -> Floats:
    """What a block's element and its ancestors hold, six numbers for each of LEVELS."""
    chain = frame.chain[:LEVELS]
    totals = running[:, frame.last[chain]] - running[:, frame.first[chain]]
    safe = np.maximum(totals[0], 1)
    sentence = totals[3] / np.maximum(totals[4], 1)
    shares = np.array([totals[0] / page_size, totals[1] / safe, totals[2] / page_good, totals[2] / safe, totals[4], sentence], np.float32)
    return shares.swapaxes(0, 1).reshape(6 * LEVELS, -1)


def _groups(page: Page, frame: Frame) -> tuple[Integers, int]:
    """(the number of the group of each block: those of one look in containers of one look; how many groups there are)."""
    number: dict[int, int] = {}
    looks = frame.look[frame.chain[0]] * len(page.elements.kinds) + frame.look[frame.chain[1]]
    group = np.array([number.setdefault(look, len(number)) for look in looks.tolist()], np.int64)
    return group, len(number)


def _densest(frame: Frame, prose: NDArray[np.float64], is_paragraph: NDArray[np.bool_]) -> tuple[int, float]:
    """(the element that has most prose right in it, how much; paragraphs count for their container, what stands deeper for less)."""
    local = np.bincount(frame.chain[1], prose, len(frame.first))
    local += np.bincount(frame.chain[0], np.where(is_paragraph, 0.3, 0.8) * prose, len(frame.first))
    local += np.bincount(frame.chain[2], 0.5 * prose, len(frame.first))
    best = int(local.argmax())
    return best, float(local[best])


def _anchor(blocks: list[Block], is_title: list[bool]) -> int:
    """The last block that repeats the title, where it stands in the first seven tenths; else the first <h1>, -1 for none."""
    n = len(blocks)
    last = next((i for i in range(n - 1, -1, -1) if is_title[i]), -1)
    return last if 0 <= last < n * 0.7 else next((i for i, b in enumerate(blocks) if b.tag == "h1"), -1)


def _beside(own: Floats, chain: Integers, group: Integers) -> list[Any]:
    """Of the two blocks before each and the two after it: words, share of links, tag; whether element, container and group are its own."""
    n = len(group)
    near = np.zeros((6, n + 4), np.float32)
    near[:, 2:-2] = own[1], own[2], own[3], chain[0] + 1, chain[1] + 1, group + 1
    columns: list[Any] = []
    for step in (-2, -1, 1, 2):
        moved = near[:, 2 + step : n + 2 + step]
        columns += [moved[:3], moved[3:] == near[3:, 2:-2]]
    return columns


def _prose_beside(good: Floats) -> list[Any]:
    """The characters of prose in the three and in the eight blocks before each and after it."""
    n = len(good)
    index = np.arange(n)
    running = np.concatenate([[0], good.cumsum()])
    columns: list[Any] = []
    for reach in (3, 8):
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
        columns += [running[index] - running[low], running[high] - running[index + 1]]
    return columns


def lean(page: Page, frame: Frame, leanings: Leanings) -> Floats:
    """Learned leanings of each block, one row a feature: of its words (mean, lowest, highest), of the names around it (own, parent, lowest,
    highest, sum), and of the last heading before it (mean, lowest, distance)."""
    blocks = frame.blocks
    n = len(blocks)
    of_words = leanings.of_texts([block.text for block in blocks])
    index = np.arange(n)
    heading = np.array([-1, *accumulate([i if block.tag in HEADINGS else -1 for i, block in enumerate(blocks)], max)][:-1])
    of_looks = np.zeros(len(page.elements.kinds), np.float32)
    of_looks[frame.looks] = [leanings.of_look(page.elements.kinds[i]) for i in frame.looks.tolist()]
    of_names = of_looks[frame.look[frame.chain]]
    fading = np.where(frame.level <= frame.depth[frame.chain[0]], _FADED[: len(frame.level)], 0)
    over = of_names.min(axis=0), of_names.max(axis=0), (of_names * fading).sum(axis=0)
    headed = np.where(heading >= 0, of_words[:2, heading], 0)
    distance = np.where(heading >= 0, np.minimum(index - heading, 50), 50)
    return np.concatenate([of_words, of_names[:2], over, headed, distance[None]], dtype=np.float32, casting="unsafe")


def _stacked(columns: list[Any], n: int) -> Floats:
    heights = [len(column) if isinstance(column, np.ndarray) and column.ndim == 2 else 0 for column in columns]
    table = np.empty((sum(heights) + heights.count(0), n), np.float32)
    row = 0
    for column, height in zip(columns, heights, strict=True):
        if height:
            table[row : row + height] = column
            row += height
        else:
            table[row] = column
            row += 1
    return table


def _pieces(frame: Frame) -> tuple[Integers, int]:
    """(which of the page's <article> elements each block is in, the innermost, 0 for none; how many there are with any block)."""
    piece, pieces = np.zeros(len(frame.place), np.int64), 0
    is_article = frame.tag == ARTICLE
    starts, ends = np.searchsorted(frame.place, (frame.first[is_article], frame.last[is_article])).tolist()
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            pieces += 1
            piece[start:end] = pieces
    return piece, pieces


def _repeats(texts: list[str], title: str, lead: str) -> tuple[list[bool], list[bool]]:
    """(is each text the title, does it begin as the summary does), compared without anything but letters and digits."""
    wanted, summary = _squeezed(title), _squeezed(lead[:400])
    shortest, longest = len(wanted), 2 * len(wanted) + 20
    begins = {c for letter in (wanted[:1], summary[:1]) for c in (letter, letter.upper())}
    is_title, is_summary = [False] * len(texts), [False] * len(texts)
    # A look at the first letter spares nearly all.
    for i in [i for i, text in enumerate(texts) if text[0] in begins or not text[0].isalnum()]:
        size = len(texts[i])
        about_title, about_summary = wanted and shortest <= size <= longest, summary and size > 20
        squeezed = _squeezed(texts[i][:160]) if about_title or about_summary else ""
        if about_title:
            is_title[i] = squeezed == wanted[:160]
        if about_summary:
            is_summary[i] = len(squeezed) > 20 and (squeezed.startswith(summary[:60]) or summary[:160].startswith(squeezed))
    return is_title, is_summary


def _squeezed(text: str) -> str:
    """The letters and digits of a text, in lower case; those of ASCII by way of bytes, thirty times faster."""
    return text.encode().translate(None, _NO_WORD).decode().lower() if text.isascii() else _SQUEEZE.sub("", text).lower()


def _shared(texts: list[str], good: Floats, about: str) -> list[int]:
    """How many of the longer words of title and summary stand in the beginning of each text that is prose."""
    subject = {w for w in about.lower()[:600].split() if len(w) > 3}
    if not subject:
        return [0] * len(texts)
    return [len(subject.intersection(t[:120].lower().split())) if g > 0 else 0 for t, g in zip(texts, good.tolist(), strict=True)]
