"""Numbers about blocks that the body classifier reads: the block itself, its containers, its neighbours, its look-alikes.

All are float32, one row a feature and one column a block, from one page alone. `lexicon_columns` adds the learned leanings of its words
and names.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain as chained
from operator import attrgetter
from typing import Final

import ahocorasick  # type: ignore[import-not-found]
import numpy as np
from numpy.typing import NDArray

from amw.extract import dom
from amw.extract.dom import Block, Page

Floats = NDArray[np.float32]

_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]")
_DIGITS: Final = re.compile("[0-9]")
_SQUEEZE: Final = re.compile(r"\W+")
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
_KINDS: Final = (
    "comment disqus reply respond discussion livefyre",
    "related recommend readnext read-next read-more more- also- popular trending mostread most-read teaser promo- outbrain taboola "
    "suggest similar upnext up-next",
    "share social follow facebook twitter whatsapp",
    "newsletter subscribe signup sign-up subscription paywall piano regwall login register",
    "advert banner sponsor -ad- ad-slot google_ad dfp affiliate",
    "caption credit image photo gallery figure media picture video slideshow",
    "author bio byline writer contributor",
    "tag topic categor keyword label",
    "footer copyright legal disclaimer footnote",
    "menu breadcrumb navbar nav- sidebar rail widget",
    "cookie consent gdpr modal popup overlay privacy",
    "infobox factbox box- aside pullquote pull-quote embed summary highlight",
    "content article-body articlebody article__body story entry post-body richtext rich-text wysiwyg prose bodytext body-text paragraph",
    "lead intro standfirst subtitle dek teaser-text excerpt chapo abstract description",
    "header headline title meta date time",
    "card list-item item tile grid carousel slider",
)  # fmt: skip
_FLAG_BITS: Final = np.array(_FLAGS, np.int64)[:, None]
_KIND_BITS: Final = np.int64(1) << np.arange(len(_KINDS), dtype=np.int64)[:, None]
_LOOKS: Final = attrgetter("parent", "tag", "name")
LEVELS: Final = 5  # the block's element and four of its ancestors
_SMALL: Final = frozenset(("p", "li", "br", "tr", "td", "h2", "h3"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAME_TOKEN: Final = re.compile(r"[a-z]{2,24}")
_TEXT_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
Lexicon = dict[str, float]


def _kind_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    bits: dict[str, int] = {}
    for bit, words in enumerate(_KINDS):
        for word in words.split():
            bits[word] = bits.get(word, 0) | 1 << bit
    for word, value in bits.items():
        automaton.add_word(word, value)
    automaton.make_automaton()
    return automaton


_KIND: Final = _kind_automaton()


@lru_cache(maxsize=16_384)
def _kinds(name: str) -> int:
    """The kinds of page furniture that a class and id string names, as bits."""
    bits = 0
    for _, value in _KIND.iter(name[:200].lower()):
        bits |= value
    return bits


def name_tokens(element: dom.Element) -> list[str]:
    """What an element says of itself: parts of its class and id, its tag, its itemprop."""
    tokens = _NAME_TOKEN.findall(element.name[:200].lower())
    tokens.append(f"<{element.tag}>")
    if element.itemprop:
        tokens.append(f"={element.itemprop.lower()}")
    return tokens


def text_tokens(text: str) -> list[str]:
    """The words that give boilerplate away: the first eight and the last three, with the first two and the last two joined."""
    head = _TEXT_TOKEN.findall(text[:64].lower())[:8]
    if not head:
        return []
    tail = _TEXT_TOKEN.findall(text[-32:].lower())[-3:] if len(text) > 90 else []
    tokens = head + tail
    tokens.append("^" + " ".join(head[:2]))
    tokens.append("^" + " ".join(head[:3]))
    tokens.append("$" + " ".join((tail or head)[-2:]))
    return tokens


def holders(page: Page, positions: list[int]) -> list[int]:
    """Indexes of the elements that hold a block of `positions`, itself or below, in document order; menus and the like are left out."""
    elements = page.elements
    held: set[int] = set()
    for position in positions:
        e = page.blocks[position].element
        while e >= 0 and e not in held:
            held.add(e)
            e = elements[e].parent
    return sorted(held)


def lexicon_columns(page: Page, positions: list[int], held: list[int], names: Lexicon, words: Lexicon) -> Floats:
    """Learned leanings of a block: of its words (mean, lowest, highest), its containers' names (own, parent, lowest, highest, sum), and
    the last heading before it (mean, lowest, distance). `held` is what `holders` gives; one column of the answer a block."""
    elements = page.elements
    leanings: dict[int, tuple[float, float, float, float]] = {-1: (0.0, 0.0, 0.0, 0.0)}
    memory: dict[tuple[str, str, str], float] = {}
    get = names.get
    for i in held:
        element = elements[i]
        key = (element.name, element.tag, element.itemprop)
        score = memory.get(key)
        if score is None:
            found = [s for t in name_tokens(element) if (s := get(t)) is not None]
            score = memory[key] = (sum(found) / len(found) + min(found) + max(found)) / 3 if found else 0.0
        if element.parent < 0:
            leanings[i] = (score, score, score, score)
            continue
        _, low, high, total = leanings[element.parent]
        leanings[i] = (score, score if score < low else low, score if score > high else high, score + 0.7 * total)
    rows: list[tuple[float, ...]] = []
    get = words.get
    known: dict[str, tuple[float, float, float]] = {}
    heading_mean, heading_low, heading_at = 0.0, 0.0, -50
    for i, position in enumerate(positions):
        block = page.blocks[position]
        triple = known.get(block.text)
        if triple is None:
            found = [s for t in text_tokens(block.text) if (s := get(t)) is not None]
            triple = known[block.text] = (sum(found) / len(found), min(found), max(found)) if found else (0.0, 0.0, 0.0)
        own, low, high, total = leanings[block.element]
        above = leanings[elements[block.element].parent][0]
        rows.append((*triple, own, above, low, high, total, heading_mean, heading_low, min(50, i - heading_at)))
        if block.tag in _HEADINGS:
            heading_mean, heading_low, heading_at = triple[0], triple[1], i
    return np.array(rows, np.float32).reshape(len(positions), 11).T


def is_dull(block: Block) -> bool:
    """A short line that is nothing but links: half of a page's blocks and under one per cent of its text, so little is asked about it."""
    text = block.text
    return block.link_chars > 0.8 * len(text) and text.count(" ") < 7


def solid_blocks(page: Page) -> list[int]:
    """Indexes of the blocks that are described and asked about: all but the dull ones."""
    return [i for i, block in enumerate(page.blocks) if not is_dull(block)]


def _own_numbers(block: Block, cjk: bool) -> tuple[float, ...]:
    text = block.text
    size = len(text)
    count = text.count
    words = count(" ") + 1.0
    sentences = count(". ") + count("! ") + count("? ")
    commas, quotes, dashes, rules, copyright_ = count(","), count('"'), count("-"), count("|"), False
    if not text.isascii():
        if cjk:
            words += len(_CJK.findall(text)) / 2
        sentences += 2 * count("。") + count("！") + count("？") + count("।")
        commas += count("，") + count("、") + count("،")
        quotes += count("“") + count("”") + count("«") + count("„")
        dashes += count("–") + count("—")
        rules += count("›") + count("»")
        copyright_ = "©" in text
    stripped = text.rstrip("\"'”’»」』)）]")
    end = stripped[-1] if stripped else text[-1]
    first = text[0]
    return (
        size, words, block.link_chars / size, block.links, block.bold_chars / size, block.images, sentences + (end in ".!?。！？।…"),
        commas, end in ".!?。！？।", end in ":：",
        end in "…", first.isupper(), first.isdigit(), first in "\"'“‘«„「『", rules, copyright_, count("/"), count("@"),
        "http" in text, len(_DIGITS.findall(text[:300])) / min(size, 300), text.isupper(), count("\n"),
        _TAGS.get(block.tag, 0), quotes,
        count("(") , size / words, dashes, count("?"), count("!"),
    )  # fmt: skip


def describe(page: Page, positions: list[int], held: list[int], *, title: str, data_body: str, lead: str) -> Floats:
    """One column for each block at `positions` (in document order, at least one), one row a feature.

    `held` is what `holders` gives; `title`, `data_body` and `lead` are what the page's metadata says of its text.
    """
    elements = page.elements
    blocks = [page.blocks[i] for i in positions]
    n, everything = len(blocks), len(page.blocks)
    sample = "".join(b.text for b in blocks[: 400 if n < 400 else n : max(1, n // 200)])[:8000]
    cjk = not sample.isascii() and len(_CJK.findall(sample)) > 0.1 * len(sample)
    own = np.fromiter(chained.from_iterable(_own_numbers(b, cjk) for b in blocks), np.float32).reshape(n, -1).T
    size, words, links_share, is_paragraph = own[0], own[1], own[2], own[22] == 1
    good = np.where((words >= 9) & (links_share < 0.35), size * (1 - links_share), 0).astype(np.float32)
    flags = np.array([b.flags for b in blocks], np.int64)
    outside = (flags & (dom.NAV | dom.FOOTER | dom.ASIDE | dom.FORM | dom.CAPTION | dom.DIALOG)) > 0
    prose = np.where(outside, 0, good) * np.where(is_paragraph, 1.0, 0.6)
    total_prose = max(1.0, float(prose.sum()))

    # What the block's element and its ancestors hold: differences of running sums, since an element's blocks are neighbours.
    place = np.array(positions, np.int64)
    frame = _frame(elements, held)
    parent, depth, first, last = frame[:4]
    slot = {e: i for i, e in enumerate(held)}
    chain = np.empty((LEVELS, n), np.int64)
    chain[0] = [slot[b.element] for b in blocks]
    for level in range(1, LEVELS):
        chain[level] = parent[chain[level - 1]]
    running = np.zeros((5, everything + 1))
    running[0, 1:] = [len(b.text) for b in page.blocks]
    running[1, 1:] = [b.link_chars for b in page.blocks]
    running[2:4, place + 1] = good, own[6]
    running[4, 1:] = 1
    np.cumsum(running, axis=1, out=running)
    page_size, page_good = max(1.0, float(running[0, -1])), max(1.0, float(running[2, -1]))
    totals = running[:, last[chain]] - running[:, first[chain]]
    safe = np.maximum(totals[0], 1)
    shares = np.stack(
        [
            totals[0] / page_size, totals[1] / safe, totals[2] / page_good, totals[2] / safe, totals[4],
            totals[3] / np.maximum(totals[4], 1),
        ],
        axis=1,
    ).reshape(6 * LEVELS, n)  # fmt: skip

    nearby, above = frame[4:, chain[0]], frame[4:, chain[1]]
    piece, pieces = np.zeros(n, np.int64), 0
    for e in elements:
        if e.tag == "article":
            pieces += 1
            piece[(place >= e.first) & (place < e.last)] = pieces
    piece_prose = np.bincount(piece, prose, pieces + 1)
    order_of_prose = np.argsort(np.argsort(-piece_prose))

    # The container that holds most prose next to it, and where its prose starts and ends.
    local = np.bincount(chain[1], prose, len(held))
    local += np.bincount(chain[0], np.where(is_paragraph, 0.3, 0.8) * prose, len(held))
    local += np.bincount(chain[2], 0.5 * prose, len(held))
    best = int(local.argmax())
    inside = (place >= first[best]) & (place < last[best])
    index = np.arange(n)
    dense = np.flatnonzero(inside & (prose > 0))
    start, stop = (int(dense[0]), int(dense[-1])) if len(dense) else (0, n - 1)
    before = np.cumsum(prose)

    # What the block has in common with the page's title, summary and stated text, and with its other blocks.
    texts = [b.text for b in blocks]
    wanted, summary, told = (_SQUEEZE.sub("", told).lower() for told in (title, lead, data_body))
    is_title = [_is_title(t, wanted) for t in texts] if wanted else [False] * n
    titles = [i for i, same in enumerate(is_title) if same]
    heading = next((i for i, b in enumerate(blocks) if b.tag == "h1"), -1)
    anchor = titles[-1] if titles and titles[-1] < n * 0.7 else heading
    groups: dict[tuple[str, str, str, str], int] = {}
    group_list: list[int] = []
    counts: dict[str, int] = {}
    for block, up in zip(blocks, chain[1].tolist(), strict=True):
        p = elements[held[up]]
        group_list.append(groups.setdefault((block.tag, elements[block.element].name, p.tag, p.name), len(groups)))
        counts[block.text] = counts.get(block.text, 0) + 1
    group = np.array(group_list, np.int64)
    group_size, group_links, group_prose, group_count = (
        np.bincount(group, weights, len(groups))[group] for weights in (size, size * links_share, prose, None)
    )
    subject = {w for w in f"{title} {lead}".lower()[:600].split() if len(w) > 3}
    shared = np.array(
        [len(subject.intersection(t[:400].lower().split())) if g > 0 and subject else 0 for t, g in zip(texts, good.tolist(), strict=True)]
    )
    running_shared = np.concatenate([[0], np.cumsum(shared)])
    has_body = len(told) > 400
    squeezed = [_SQUEEZE.sub("", t[:160]).lower()[:120] for t in texts] if has_body else []
    in_data = [(1.0 if s in told else 0.0) if len(s) >= 8 else 0.5 for s in squeezed] if has_body else -1.0
    # Every comment and every further article has a name, a date or a headline of its own.
    marks = np.bincount([mark.block for mark in page.marks], minlength=everything + 1)
    marks_before = np.concatenate([[0], np.cumsum(marks)])
    pictures = np.bincount([block for _, block, _ in page.images], minlength=everything + 1)
    headlines = np.cumsum([b.tag == "h1" for b in blocks])
    seconds = np.cumsum([b.tag == "h2" and b.link_chars > 0 for b in blocks])
    gap = np.diff(np.concatenate([[-1], place, [everything]])) - 1

    columns = [
        own, (flags & _FLAG_BITS) > 0, shares,
        ((nearby[0] | above[0]) & _KIND_BITS) > 0, (nearby[1] & _KIND_BITS) > 0,
        nearby[2], above[2], nearby[3], above[3], pieces, piece, piece_prose[piece] / total_prose, order_of_prose[piece],
        inside, (index - start) / 10, (stop - index) / 10, (index >= start) & (index <= stop), depth[chain[0]],
        depth[chain[0]] - depth[best], index / n, before / total_prose, prose / total_prose,
        np.clip(index - anchor, -60, 200) if anchor >= 0 else -100, np.array(is_title),
        group_size / page_size, group_links / np.maximum(group_size, 1), group_prose / total_prose, group_count,
        np.array([counts[t] for t in texts]), np.array(in_data), np.array([_is_summary(t, summary) for t in texts]),
        n, np.log1p(page_good), shared, running_shared[np.minimum(index + 6, n)] - running_shared[np.maximum(index - 5, 0)],
        total_prose / page_size, cjk, local[best] / total_prose, len(told) / page_good if has_body else -1.0,
        np.minimum(gap[:-1], 30), np.minimum(gap[1:], 30), place / everything,
        marks[place], marks[place + 1], pictures[place], pictures[place + 1],
        marks_before[place + 1] - marks_before[place[start]], marks_before[place + 1] - marks_before[np.maximum(place - 4, 0)],
        marks_before[np.minimum(place + 5, everything)] - marks_before[place + 1], headlines, headlines - headlines[start],
        seconds - seconds[start],
    ]  # fmt: skip
    near = np.zeros((8, n + 4), np.float32)
    near[:, 2:-2] = words, links_share, good, own[8], own[22], chain[0] + 1, chain[1] + 1, group + 1
    for step in (-2, -1, 1, 2):
        moved = near[:, 2 + step : n + 2 + step]
        columns += [moved[:5], moved[5:] == near[5:, 2:-2]]
    running_good = np.concatenate([[0], np.cumsum(good)])
    for reach in (3, 8):
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
        columns += [running_good[index] - running_good[low], running_good[high] - running_good[index + 1]]
    table = np.empty((sum(c.shape[0] if isinstance(c, np.ndarray) and c.ndim == 2 else 1 for c in columns), n), np.float32)
    row = 0
    for column in columns:
        height = column.shape[0] if isinstance(column, np.ndarray) and column.ndim == 2 else 1
        table[row : row + height] = column
        row += height
    return table


def _frame(elements: list[dom.Element], held: list[int]) -> NDArray[np.int64]:
    """One column for each of `held`: place of its parent among them (its own for a root), depth, first and last block, kinds of furniture
    that its name tells, those of it and all around it, how many siblings look like it, the same of the most repeated around it."""
    alike = Counter(map(_LOOKS, elements))
    slot: dict[int, int] = {}
    arounds: list[int] = []
    mosts: list[int] = []
    numbers: list[int] = []
    for i, at in enumerate(held):
        e = elements[at]
        slot[at] = i
        own = around = _kinds(e.name) if e.name else 0
        count, most, up = 0, 0, i
        if e.parent >= 0:
            up = slot[e.parent]
            around, most = own | arounds[up], mosts[up]
            count = alike[(e.parent, e.tag, e.name)]
            if count > most and e.tag not in _SMALL:
                most = count
        arounds.append(around)
        mosts.append(most)
        numbers += (up, e.depth, e.first, e.last, own, around, count, most)
    return np.array(numbers, np.int64).reshape(len(held), 8).T


def _is_title(text: str, wanted: str) -> bool:
    """Whether `text` is the title, given without anything but letters and digits; lengths tell most apart."""
    if not len(wanted) <= len(text) <= 2 * len(wanted) + 20 or (text[0].isalnum() and text[0].lower() != wanted[0]):
        return False
    return _SQUEEZE.sub("", text[:160]).lower() == wanted[:160]


def _is_summary(text: str, summary: str) -> bool:
    """Whether `text` begins as the page's summary does, or the summary as `text`."""
    if not summary or len(text) <= 20 or (text[0].isalnum() and text[0].lower() != summary[0]):
        return False
    squeezed = _SQUEEZE.sub("", text[:160]).lower()
    return len(squeezed) > 20 and (squeezed.startswith(summary[:60]) or summary[:160].startswith(squeezed))
