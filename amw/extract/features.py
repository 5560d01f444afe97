"""Numbers about blocks that the body classifier reads: the block itself, its containers, its neighbours, its look-alikes.

All columns are float32, one row a block, from one page alone. `lexicon_columns` adds the learned leanings of its words and names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import ahocorasick  # type: ignore[import-not-found]
import numpy as np
from numpy.typing import NDArray

from amw.extract import dom
from amw.extract.dom import Block, Page

Floats = NDArray[np.float32]

_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]")
_WORD: Final = re.compile(r"\w+")
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
_FLAG_BITS: Final = np.array(_FLAGS, np.int64)
LEVELS: Final = 5  # the block's element and four of its ancestors
_SMALL: Final = frozenset(("p", "li", "br", "tr", "td", "h2", "h3"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAME_TOKEN: Final = re.compile(r"[a-z]{2,24}")
_TEXT_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_NO_DIGITS: Final = str.maketrans("", "", "0123456789")
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
    lowered = text.lower()
    head = _TEXT_TOKEN.findall(lowered[:90])[:8]
    if not head:
        return []
    tail = _TEXT_TOKEN.findall(lowered[-40:])[-3:] if len(lowered) > 90 else []
    tokens = head + tail
    tokens.append("^" + " ".join(head[:2]))
    tokens.append("^" + " ".join(head[:3]))
    tokens.append("$" + " ".join((tail or head)[-2:]))
    return tokens


def _ancestors(page: Page, blocks: list[Block]) -> bytearray:
    """1 for every element that holds one of `blocks`, itself or below; menus and the like are left out."""
    needed = bytearray(len(page.elements))
    elements = page.elements
    for block in blocks:
        e = block.element
        while e >= 0 and not needed[e]:
            needed[e] = 1
            e = elements[e].parent
    return needed


def lexicon_columns(page: Page, positions: list[int], names: Lexicon, words: Lexicon) -> Floats:
    """Learned leanings of a block: of its words (mean, lowest, highest), its containers' names (own, parent, lowest, highest, sum), and
    the last heading before it (mean, lowest, distance)."""
    elements = page.elements
    blocks = [page.blocks[i] for i in positions]
    own = [0.0] * len(elements)
    lowest = [0.0] * len(elements)
    total = [0.0] * len(elements)
    highest = [0.0] * len(elements)
    memory: dict[tuple[str, str, str], float] = {}
    get = names.get
    needed = _ancestors(page, blocks)
    for i, element in enumerate(elements):
        if not needed[i]:
            continue
        key = (element.name, element.tag, element.itemprop)
        score = memory.get(key)
        if score is None:
            found = [s for t in name_tokens(element) if (s := get(t)) is not None]
            score = memory[key] = (sum(found) / len(found) + min(found) + max(found)) / 3 if found else 0.0
        parent = element.parent
        own[i] = score
        if parent >= 0:
            lowest[i] = min(score, lowest[parent])
            highest[i] = max(score, highest[parent])
            total[i] = score + 0.7 * total[parent]
        else:
            lowest[i] = highest[i] = total[i] = score
    rows: list[tuple[float, ...]] = []
    get = words.get
    known: dict[str, tuple[float, float, float]] = {}
    heading_mean, heading_low, heading_at = 0.0, 0.0, -50
    for i, block in enumerate(blocks):
        triple = known.get(block.text)
        if triple is None:
            found = [s for t in text_tokens(block.text) if (s := get(t)) is not None]
            triple = known[block.text] = (sum(found) / len(found), min(found), max(found)) if found else (0.0, 0.0, 0.0)
        e = block.element
        p = elements[e].parent
        rows.append((
            *triple, own[e], own[p] if p >= 0 else 0.0, lowest[e], highest[e], total[e], heading_mean, heading_low, min(50, i - heading_at)
        ))  # fmt: skip
        if block.tag in _HEADINGS:
            heading_mean, heading_low, heading_at = triple[0], triple[1], i
    return np.array(rows, np.float32).reshape(len(blocks), 11)


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
    words = text.count(" ") + 1.0
    if cjk:
        words += len(_CJK.findall(text)) / 2
    count = text.count
    sentences = count(". ") + count("! ") + count("? ")
    commas, quotes, dashes, rules, copyright_ = count(","), count('"'), count("-"), count("|"), False
    if not text.isascii():
        sentences += count("。") + count("。") + count("！") + count("？") + count("।")
        commas += count("，") + count("、") + count("،")
        quotes += count("“") + count("”") + count("«") + count("„")
        dashes += count("–") + count("—")
        rules += count("›") + count("»")
        copyright_ = "©" in text
    last = text[-1]
    stripped = text.rstrip("\"'”’»」』)）]")
    end = stripped[-1] if stripped else last
    first = text[0]
    return (
        size, words, block.link_chars / size, block.links, block.bold_chars / size, block.images, sentences + (end in ".!?。！？।…"),
        commas, end in ".!?。！？।", end in ":：",
        end in "…", first.isupper(), first.isdigit(), first in "\"'“‘«„「『", rules, copyright_, count("/") + count("\\"), count("@"),
        "http" in text, 1 - len(text[:300].translate(_NO_DIGITS)) / min(size, 300), text.isupper(), count("\n"),
        _TAGS.get(block.tag, 0), quotes,
        count("(") , size / words, dashes, count("?"), count("!"),
    )  # fmt: skip


def describe(page: Page, positions: list[int], *, title: str, data_body: str, lead: str) -> Floats:
    """One row for each block at `positions` (in document order, at least one).

    `title`, `data_body` and `lead` are what the page's metadata says of its text.
    """
    elements = page.elements
    blocks = [page.blocks[i] for i in positions]
    n, m = len(blocks), len(elements)
    sample = "".join(b.text for b in blocks[: 400 if n < 400 else n : max(1, n // 200)])[:20000]
    cjk = len(_CJK.findall(sample)) > 0.1 * len(sample)
    own = np.array([_own_numbers(b, cjk) for b in blocks], np.float32)
    size, words, links_share = own[:, 0], own[:, 1], own[:, 2]
    plain = size * (1 - links_share)
    good = np.where((words >= 9) & (links_share < 0.35), plain, 0).astype(np.float32)
    flags = np.array([b.flags for b in blocks], np.int64)
    flag_columns = ((flags[:, None] & _FLAG_BITS) > 0).astype(np.float32)
    outside = (flags & (dom.NAV | dom.FOOTER | dom.ASIDE | dom.FORM | dom.CAPTION | dom.DIALOG)) > 0
    prose = np.where(outside, 0, good) * np.where(own[:, 22] == 1, 1.0, 0.6)

    element = np.array([b.element for b in blocks], np.int64)
    parent = np.array([e.parent for e in elements], np.int64)
    depth = np.array([e.depth for e in elements], np.int64)
    totals = np.zeros((m, 6), np.float32)
    np.add.at(totals[:, 2:], element, np.stack([good, np.zeros(n, np.float32), own[:, 6], prose], axis=1))
    # Bare links count towards what their containers are made of.
    everything = np.array([(b.element, len(b.text), b.link_chars) for b in page.blocks], np.int64)
    for column, values in ((0, everything[:, 1]), (1, everything[:, 2]), (3, None)):
        totals[:, column] = np.bincount(everything[:, 0], values, m)
    order = np.argsort(depth, kind="stable")
    starts = np.searchsorted(depth[order], np.arange(1, int(depth.max()) + 2))
    for level in range(len(starts) - 2, -1, -1):
        rows = order[starts[level] : starts[level + 1]]
        np.add.at(totals, parent[rows], totals[rows])
    page_size, page_good = max(1.0, float(totals[0, 0])), max(1.0, float(totals[0, 2]))

    columns = [own, flag_columns]
    chain = [element]
    for _ in range(LEVELS - 1):
        chain.append(np.where(parent[chain[-1]] >= 0, parent[chain[-1]], 0))
    safe, held = np.maximum(totals[:, 0], 1), totals[:, 3]
    shares = np.stack(
        [
            totals[:, 0] / page_size,
            totals[:, 1] / safe,
            totals[:, 2] / page_good,
            totals[:, 2] / safe,
            held,
            totals[:, 4] / np.maximum(held, 1),
        ],
        axis=1,
    )
    columns.extend(shares[place] for place in chain)

    # What containers call themselves, how often they stand side by side, which <article> a block is in.
    own_bits, all_bits, in_piece = [0] * m, [0] * m, [0] * m
    siblings: dict[tuple[int, str, str], int] = {}
    pieces = 0
    needed = _ancestors(page, blocks)
    for i, e in enumerate(elements):
        up = e.parent
        if up >= 0 and needed[up]:
            key = (up, e.tag, e.name)
            siblings[key] = siblings.get(key, 0) + 1
        if e.tag == "article":
            pieces += 1
        if not needed[i]:
            continue
        bits = own_bits[i] = _kinds(e.name) if e.name else 0
        all_bits[i] = bits if up < 0 else bits | all_bits[up]
        in_piece[i] = pieces if e.tag == "article" else in_piece[up] if up >= 0 else 0
    twin_list, most_list = [0] * m, [0] * m
    for i, e in enumerate(elements):
        up = e.parent
        if up >= 0 and needed[i]:
            count = twin_list[i] = siblings[(up, e.tag, e.name)]
            most = most_list[up]
            most_list[i] = count if count > most and e.tag not in _SMALL else most
    own_kinds, all_kinds, piece = np.array(own_bits, np.int64), np.array(all_bits, np.int64), np.array(in_piece, np.int64)
    twins, most_twins = np.array(twin_list, np.float32), np.array(most_list, np.float32)
    kind_bits = np.int64(1) << np.arange(len(_KINDS), dtype=np.int64)
    columns.append((((own_kinds[element] | own_kinds[chain[1]])[:, None] & kind_bits) > 0).astype(np.float32))
    columns.append(((all_kinds[element][:, None] & kind_bits) > 0).astype(np.float32))
    piece_prose = np.zeros(pieces + 1, np.float32)
    np.add.at(piece_prose, piece[element], prose)
    order_of_prose = np.argsort(np.argsort(-piece_prose))
    columns.append(
        np.stack(
            [
                twins[element], twins[chain[1]], most_twins[chain[0]], most_twins[chain[1]], np.full(n, pieces), piece[element],
                piece_prose[piece[element]] / max(1.0, float(prose.sum())),
                order_of_prose[piece[element]],
            ],
            axis=1,
        )
    )  # fmt: skip

    # The container that holds most prose next to it, and where its prose starts and ends.
    local = np.zeros(m, np.float32)
    np.add.at(local, chain[1], prose)
    np.add.at(local, chain[0], np.where(own[:, 22] == 1, 0.3, 0.8) * prose)
    np.add.at(local, chain[2], 0.5 * prose)
    best = int(local.argmax())
    within = [False] * m
    within[best] = True
    for i in range(best + 1, m):
        if within[elements[i].parent]:
            within[i] = True
        elif elements[i].depth <= elements[best].depth:
            break
    inside = np.array(within)[element]
    index = np.arange(n)
    dense = np.flatnonzero(inside & (prose > 0))
    first, last = (int(dense[0]), int(dense[-1])) if len(dense) else (0, n - 1)
    before = np.cumsum(prose)
    total_prose = max(1.0, float(before[-1]))
    heading = next((i for i, b in enumerate(blocks) if b.tag == "h1"), -1)
    wanted = _SQUEEZE.sub("", title).lower()
    squeezed = [_SQUEEZE.sub("", b.text[:160]).lower() for b in blocks]
    titles = [i for i, s in enumerate(squeezed) if wanted and s == wanted]
    anchor = titles[-1] if titles and titles[-1] < n * 0.7 else heading
    groups: dict[tuple[str, str, str, str], int] = {}
    group_list = [0] * n
    counts: dict[str, int] = {}
    for i, block in enumerate(blocks):
        e = elements[block.element]
        p = elements[e.parent] if e.parent >= 0 else e
        group_list[i] = groups.setdefault((block.tag, e.name, p.tag, p.name), len(groups))
        counts[squeezed[i]] = counts.get(squeezed[i], 0) + 1
    group = np.array(group_list, np.int64)
    group_totals = np.zeros((len(groups), 4), np.float32)
    np.add.at(group_totals, group, np.stack([size, size * links_share, prose, np.ones(n, np.float32)], axis=1))
    g = group_totals[group]
    told = _SQUEEZE.sub("", data_body).lower()
    summary = _SQUEEZE.sub("", lead).lower()[:160]
    subject = {w for w in _WORD.findall(f"{title} {lead}".lower()[:600]) if len(w) > 3}
    shared = [
        len(subject.intersection(_WORD.findall(b.text[:600].lower()))) if good[i] > 0 and subject else 0 for i, b in enumerate(blocks)
    ]
    running_shared = np.concatenate([[0], np.cumsum(shared)])
    has_body = len(told) > 400
    in_data = [(1.0 if s[:120] in told else 0.0) if len(s) >= 8 else 0.5 for s in squeezed] if has_body else [-1.0] * n
    columns.append(
        np.stack(
            [
                inside, (index - first) / 10, (last - index) / 10, (index >= first) & (index <= last), depth[element],
                depth[element] - depth[best], index / n,
                before / total_prose, prose / total_prose, np.clip(index - anchor, -60, 200) if anchor >= 0 else np.full(n, -100),
                np.array([s == wanted for s in squeezed]) & bool(wanted),
                g[:, 0] / page_size, g[:, 1] / np.maximum(g[:, 0], 1), g[:, 2] / total_prose, g[:, 3],
                np.array([counts[s] for s in squeezed]), np.array(in_data),
                np.array([bool(summary) and len(s) > 20 and (s.startswith(summary[:60]) or summary.startswith(s)) for s in squeezed]),
                np.full(n, n), np.full(n, np.log1p(page_good)),
                np.array(shared), (running_shared[np.minimum(index + 6, n)] - running_shared[np.maximum(index - 5, 0)]),
                np.full(n, total_prose / page_size), np.full(n, cjk), np.full(n, local[best] / total_prose), np.full(n,
                len(told) / max(1.0, page_good) if has_body else -1.0),
            ],
            axis=1,
        )
    )  # fmt: skip
    place = np.array(positions, np.float32)
    gap = np.diff(np.concatenate([[-1], place, [len(page.blocks)]])) - 1
    columns.append(np.stack([np.minimum(gap[:-1], 30), np.minimum(gap[1:], 30), place / len(page.blocks)], axis=1))
    near = np.stack([words, links_share, good, own[:, 8], own[:, 22], (chain[0] > 0) * 1.0], axis=1)
    for step in (-2, -1, 1, 2):
        moved = _shift(near[:, :5], step)
        same = _shift(np.stack([chain[0], chain[1], group], axis=1).astype(np.float32) + 1, step)
        columns.append(moved)
        columns.append(np.stack([same[:, 0] == chain[0] + 1, same[:, 1] == chain[1] + 1, same[:, 2] == group + 1], axis=1))
    running = np.concatenate([[0], np.cumsum(good)])
    for reach in (3, 8):
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
        columns.append(np.stack([running[index] - running[low], running[high] - running[index + 1]], axis=1))
    return np.concatenate([np.asarray(c, np.float32) for c in columns], axis=1)


def _shift(values: Floats, step: int) -> Floats:
    """Row i of the answer is row i + `step` of `values`; rows beyond the page are zeros."""
    moved = np.zeros_like(values)
    if abs(step) >= len(values):
        return moved
    if step > 0:
        moved[:-step] = values[step:]
    else:
        moved[-step:] = values[:step]
    return moved
