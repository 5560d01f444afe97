"""Numbers about blocks that the body classifier reads: the block itself, its containers, its neighbours, its look-alikes.

All are float32, one row a feature and one column a block, from one page alone. `lexicon_columns` adds the learned leanings of its words
and names.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from operator import attrgetter
from typing import Final

import ahocorasick  # type: ignore[import-not-found]
import numpy as np
from numpy.typing import NDArray

from amw.extract import dom
from amw.extract.dom import Block, Page

Floats = NDArray[np.float32]

# Kinds of characters that are counted, numbered from one.
_CHARACTERS: Final = (" ", ",，、،", '"“”«„', "-–—", "|›»", "/", "@", "\n", "!", ".?", "。", "！？।")
_SPACE, _EXCLAMATION, _STOP, _FULL_STOP, _WIDE_STOP = 1, 9, 10, 11, 12
_PLAIN: Final = list(range(2, 10))
_CLOSING: Final = "\"'”’»」』)）]"
_ENDS: Final = ".!?。！？।…"
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
_FURNITURE: Final = dom.HEADER | dom.FOOTER | dom.DIALOG
_TELLING: Final = frozenset(("p", "pre", "blockquote", "h1", "h2", "h3", "h4", "li", "td", "th", "dd", "dt"))
_CONTENT: Final = dom.ARTICLE | dom.MAIN
_NOTHING: Final = (0.0, 0.0, 0.0)
_LOOKS: Final = attrgetter("parent", "tag", "name")
LEVELS: Final = 5  # the block's element and four of its ancestors
_SMALL: Final = frozenset(("p", "li", "br", "tr", "td", "h2", "h3"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAME_TOKEN: Final = re.compile(r"[a-z]{2,24}")
_ZERO: Final = bytes.maketrans(b"123456789", b"000000000")
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


def _plain(text: str) -> str:
    """Lower case, all digits 0; by way of bytes, which are translated ten times faster than characters."""
    return text.lower().encode("utf-8", "surrogatepass").translate(_ZERO).decode("utf-8", "surrogatepass")


def text_tokens(text: str) -> list[str]:
    """The words that give boilerplate away: the first six and the last two, with the first two or three and the last two joined; digits
    are all alike."""
    head = _plain(text[:56]).split(None, 6)[:6]
    tail = _plain(text[-32:]).split()[-2:] if len(text) > 90 else head[-2:]
    return [*head, *tail, f"^{' '.join(head[:2])}", f"^{' '.join(head[:3])}", f"${' '.join(tail)}"]


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
            triple = known[block.text] = (sum(found) / len(found), min(found), max(found)) if found else _NOTHING
        own, low, high, total = leanings[block.element]
        above = leanings[elements[block.element].parent][0]
        rows.append((*triple, own, above, low, high, total, heading_mean, heading_low, min(50, i - heading_at)))
        if block.tag in _HEADINGS:
            heading_mean, heading_low, heading_at = triple[0], triple[1], i
    return np.array(rows, np.float32).reshape(len(positions), 11).T


def is_dull(block: Block) -> bool:
    """A short line that is nothing but links, or a line of the page's own header, its footer or a dialog."""
    flags, text = block.flags, block.text
    if flags & _FURNITURE and (flags & dom.DIALOG or (not flags & _CONTENT and (flags & dom.FOOTER or block.tag not in _TELLING))):
        return True
    return block.link_chars > 0.8 * len(text) and text.count(" ") < 7


def solid_blocks(page: Page) -> list[int]:
    """Indexes of the blocks that are described and asked about: neither dull nor a nameless scrap far from all prose.

    On 853 pages with a known text the others are two in three blocks, and hold .0003 of the text (bare links: .002).
    """
    blocks = page.blocks
    solid = [i for i, block in enumerate(blocks) if not is_dull(block)]
    prose = [_is_prose(blocks[i]) for i in solid]
    if not any(prose):
        return solid
    around = [False, False, *prose, False, False]
    return [i for k, i in enumerate(solid) if blocks[i].tag in _TELLING or any(around[k : k + 5])]


def _is_prose(block: Block) -> bool:
    text = block.text
    return block.link_chars < 0.5 * len(text) and (text.count(" ") > 4 or (len(text) >= 15 and not text.isascii()))


def _kinds_of_characters() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    for low, high in ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xAC00, 0xD7AF), (0x0E00, 0x0E7F)):
        table[low : high + 1] = len(_CHARACTERS) + 1  # as much as half a word
    for kind, characters in enumerate(_CHARACTERS, 1):
        for character in characters:
            table[ord(character)] = kind
    return table


_CHARACTER_KIND: Final = _kinds_of_characters()
_STRIDE: Final = len(_CHARACTERS) + 2


def _counts(texts: list[str]) -> NDArray[np.int64]:
    """How often each kind of character occurs in each text, and last how often a sentence ends inside it: (kinds + 3) x texts."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _CHARACTER_KIND[np.minimum(codes, 0xFFFF)]
    lengths = np.array([len(t) for t in texts], np.int64)
    owner = np.repeat(np.arange(len(texts)) * _STRIDE, lengths)
    counts = np.bincount(owner + kinds, minlength=len(texts) * _STRIDE).reshape(len(texts), _STRIDE).T
    stops = ((kinds[:-1] == _STOP) | (kinds[:-1] == _EXCLAMATION)) & (kinds[1:] == _SPACE)
    inside = np.bincount(owner[:-1][stops] // _STRIDE, minlength=len(texts))
    return np.concatenate([counts, inside[None], lengths[None]])


def _own_numbers(blocks: list[Block], texts: list[str]) -> Floats:
    """What each block says of itself, a column a block."""
    counts = _counts(texts)
    rest = np.array(
        [
            (b.link_chars, b.bold_chars, (t.rstrip(_CLOSING)[-1:] or t[-1]) in _ENDS, _TAGS.get(b.tag, 0), b.links)
            for b, t in zip(blocks, texts, strict=True)
        ],
        np.float32,
    ).T
    size = counts[-1]
    words = counts[_SPACE] + 1 + counts[_STRIDE - 1] / 2
    sentences = counts[-2] + 2 * counts[_FULL_STOP] + counts[_WIDE_STOP] + rest[2]
    own = np.empty((len(rest) + 4 + len(_PLAIN), len(blocks)), np.float32)
    own[:6] = size, words, rest[0] / size, rest[3], sentences, rest[1] / size
    own[6:-3] = counts[_PLAIN]
    own[-3:] = rest[2], size / words, rest[4]
    return own


def describe(page: Page, positions: list[int], held: list[int], *, title: str, lead: str, told: str) -> Floats:
    """One column for each block at `positions` (in document order, at least one), one row a feature.

    `held` is what `holders` gives; `title`, `lead` and `told` (a text in its data, with single spaces) come from the page's metadata.
    """
    elements = page.elements
    blocks = [page.blocks[i] for i in positions]
    n, everything = len(blocks), len(page.blocks)
    texts = [b.text for b in blocks]
    own = _own_numbers(blocks, texts)
    size, words, links_share, tag, sentences = own[:5]
    is_paragraph = tag == 1
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
    running[2:4, place + 1] = good, sentences
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
    for article in [element for e in held if (element := elements[e]).tag == "article"]:
        pieces += 1
        piece[(place >= article.first) & (place < article.last)] = pieces
    piece_prose = np.bincount(piece, prose, pieces + 1)

    # The container that holds most prose next to it, and where its prose starts and ends.
    local = np.bincount(chain[1], prose, len(held))
    local += np.bincount(chain[0], np.where(is_paragraph, 0.3, 0.8) * prose, len(held))
    local += np.bincount(chain[2], 0.5 * prose, len(held))
    best = int(local.argmax())
    inside = (place >= first[best]) & (place < last[best])
    index = np.arange(n)
    dense = np.flatnonzero(inside & (prose > 0))
    start, stop = (int(dense[0]), int(dense[-1])) if len(dense) else (0, n - 1)

    # What the block has in common with the page's title, summary and stated text, and with its other blocks.
    wanted, summary = _SQUEEZE.sub("", title).lower(), _SQUEEZE.sub("", lead[:400]).lower()
    longest = 2 * len(wanted) + 20
    is_title = [len(wanted) <= len(t) <= longest and _is_title(t, wanted) for t in texts] if wanted else [False] * n
    titles = [i for i, same in enumerate(is_title) if same]
    heading = next((i for i, b in enumerate(blocks) if b.tag == "h1"), -1)
    anchor = titles[-1] if titles and titles[-1] < n * 0.7 else heading
    groups: dict[tuple[str, str, str, str], int] = {}
    group_list: list[int] = []
    for block, up in zip(blocks, chain[1].tolist(), strict=True):
        p = elements[held[up]]
        group_list.append(groups.setdefault((block.tag, elements[block.element].name, p.tag, p.name), len(groups)))
    counts = Counter(texts)
    group = np.array(group_list, np.int64)
    group_size, group_links, group_prose, group_count = (
        np.bincount(group, weights, len(groups))[group] for weights in (size, size * links_share, prose, None)
    )
    subject = {w for w in f"{title} {lead}".lower()[:600].split() if len(w) > 3}
    shared = np.array(
        [len(subject.intersection(t[:120].lower().split())) if g > 0 else 0 for t, g in zip(texts, good.tolist(), strict=True)]
        if subject
        else [0] * n
    )
    running_shared = np.concatenate([[0], np.cumsum(shared)])
    has_body = len(told) > 400
    in_data = [float(t[:48] in told) if len(t) >= 8 else 0.5 for t in texts] if has_body else -1.0
    headlines = np.cumsum(tag == _TAGS["h1"])
    seconds = np.cumsum((tag == _TAGS["h2"]) & (links_share > 0))
    gap = np.diff(np.concatenate([[-1], place, [everything]])) - 1

    columns = [
        own, (flags & _FLAG_BITS) > 0, shares,
        ((nearby[0] | above[0]) & _KIND_BITS) > 0, (nearby[1] & _KIND_BITS) > 0,
        nearby[2], above[2], nearby[3], above[3], pieces, piece, piece_prose[piece] / total_prose,
        inside, (index - start) / 10, (stop - index) / 10, (index >= start) & (index <= stop), depth[chain[0]],
        depth[chain[0]] - depth[best], index / n, np.cumsum(prose) / total_prose, prose / total_prose,
        np.minimum(index - anchor, 200) if anchor >= 0 else -100, is_title,
        group_size / page_size, group_links / np.maximum(group_size, 1), group_prose / total_prose, group_count,
        [counts[t] for t in texts], [len(t) > 20 and _is_summary(t, summary) for t in texts] if summary else 0,
        n, np.log1p(page_good), shared, running_shared[np.minimum(index + 6, n)] - running_shared[np.maximum(index - 5, 0)],
        total_prose / page_size, local[best] / total_prose, len(told) / page_good if has_body else -1.0, in_data,
        np.minimum(gap[:-1], 30), np.minimum(gap[1:], 30), place / everything,
        headlines, seconds - seconds[start],
    ]  # fmt: skip
    near = np.zeros((6, n + 4), np.float32)
    near[:, 2:-2] = words, links_share, tag, chain[0] + 1, chain[1] + 1, group + 1
    for step in (-2, -1, 1, 2):
        moved = near[:, 2 + step : n + 2 + step]
        columns += [moved[:3], moved[3:] == near[3:, 2:-2]]
    running_good = np.concatenate([[0], np.cumsum(good)])
    for reach in (3, 8):
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
        columns += [running_good[index] - running_good[low], running_good[high] - running_good[index + 1]]
    heights = [c.shape[0] if isinstance(c, np.ndarray) and c.ndim == 2 else 1 for c in columns]
    table = np.empty((sum(heights), n), np.float32)
    row = 0
    for column, height in zip(columns, heights, strict=True):
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
    """Whether `text` is the title, given without anything but letters and digits."""
    return _may_begin(text, wanted) and _SQUEEZE.sub("", text[:160]).lower() == wanted[:160]


def _is_summary(text: str, summary: str) -> bool:
    """Whether `text` begins as the page's summary does, or the summary as `text`."""
    if not _may_begin(text, summary):
        return False
    squeezed = _SQUEEZE.sub("", text[:160]).lower()
    return len(squeezed) > 20 and (squeezed.startswith(summary[:60]) or summary[:160].startswith(squeezed))


def _may_begin(text: str, squeezed: str) -> bool:
    """Whether the first word of `text` can begin `squeezed`: a look that spares nearly all the others."""
    word = text[:24].partition(" ")[0]
    return squeezed.startswith(word.lower()) if word.isalnum() else True
