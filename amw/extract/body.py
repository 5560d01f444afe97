"""The article's text: which of the page's blocks belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from amw.extract import model
from amw.extract.advertisements import is_advertisement, without_advertisements
from amw.extract.bylines import SHORT, distinct_names, is_byline, is_credit, is_day, is_sentence
from amw.extract.dom import SUBHEADINGS, Block, Elements, Page
from amw.extract.features import Floats, describe, lean
from amw.extract.frame import Frame, solid_blocks
from amw.extract.neighbours import without_neighbours
from amw.extract.paywall import asks_to_pay
from amw.extract.sources import Sources
from amw.extract.structured import article_body, string
from amw.extract.threads import without_thread
from amw.pointers import LONGEST, is_shortcode, pointed
from amw.text import clean_line, fold, visible

_SQUEEZE: Final = re.compile(r"\W+")
LOWEST: Final = 0.2  # probability up to which a block is never text
_EVEN: Final = np.linspace(0.05, 0.95, 37)
TOO_SURE: Final = 0.65  # what the classifier's log-odds are worth on publishers that it was not trained on
LEVELS: Final = 1 / (1 + (1 / _EVEN - 1) ** (1 / TOO_SURE))  # its probabilities that are tried as the one from which a block is text
_CELLS: Final = frozenset(("td", "th"))
TABLE: Final = 0.1  # of its text from which a table is of the article
IN_ROW: Final = 200  # characters of a cell that shares a line with others of its row; a longer one is prose in a layout
CELL: Final = 0.3  # and the probability of its cells, on average
LEVELS_OF_TABLE: Final = 4  # from a cell: row, body, table
_NO_PROSE: Final = SUBHEADINGS | _CELLS | {"li", "dt", "dd"}  # full names alone may be an entry there ("By Model Size")
EDGE: Final = 3  # blocks of the text among which a byline may be
BARE: Final = 2  # headings of nothing that a text without a list has at most
REPEATED: Final = 40  # characters from which a text that stands on the page twice is taken once
_WEB: Final = ("https://", "http://")
_ASKING: Final = "?？؟"
HEADING: Final = 0.15  # probability from which a heading right above a block of the text is text
ITEMS: Final = 2  # of a list, one after the other, that are text between two that are
COPIED: Final = 400  # characters from which a block is looked for in what was taken before


@dataclass(frozen=True, slots=True)
class Body:
    """Chosen text (paragraphs separated by one newline), the expected F1 of the choice (0..1), the indexes of its blocks.

    `guess` is the classifier's probability for every block of the page, where it was asked.
    """

    text: str
    confidence: float
    blocks: tuple[int, ...]
    guess: Floats | None = None


def evidence(sources: Sources) -> dict[str, str]:
    """What the page's metadata says about its text, as `features.describe` takes it."""
    stated = " ".join(article_body(sources.data.article).split())
    return {"title": _title(sources), "stated": stated, "lead": sources.meta("og:description", "description")}


def _title(sources: Sources) -> str:
    return sources.meta("og:title") or string(sources.node("headline")) or sources.page.title


def read_body(sources: Sources) -> Body:
    """The blocks that the classifier takes for text, in document order, each text once."""
    page = sources.page
    if not page.blocks:
        return Body("", 0.0, ())
    return _decided(classify(page, evidence(sources)), sources)


def _decided(guess: Floats, sources: Sources) -> Body:
    page = sources.page
    chosen, confidence = choose(page.blocks, guess, page.elements)
    chosen = alone(page, chosen, sources)
    return Body(join(page, chosen), confidence, tuple(chosen), guess)


def alone(page: Page, chosen: list[int], sources: Sources) -> list[int]:
    """`chosen` with what belongs to it, and without what is no text of the article's however much it looks like it."""
    chosen = without_advertisements(page, with_lines_between(page, chosen))
    chosen = without_thread(page, without_neighbours(page, chosen, _title(sources)))
    chosen = without_edges(page, chosen, sources)
    return without_bare_headings(page.blocks, [i for i in chosen if not _is_none(page.blocks[i])])


def _is_none(block: Block) -> bool:
    """Whether a block says that it is no part of the article: whose a picture is, a pointer to another article, a plugin's tag,
    the label of an advertisement."""
    text = block.text
    if block.tag in _CELLS or len(text) > LONGEST:
        return False
    points = pointed(text) if block.links else None
    if (points is not None and block.link_chars + 3 >= len(points or text)) or is_shortcode(text):
        return True
    is_label = " " not in text and not block.bold_chars  # a bold one heads a chapter
    return block.tag not in _NO_PROSE and (is_credit(text) or (is_label and is_advertisement(text)))


def with_lines_between(page: Page, chosen: list[int]) -> list[int]:
    """`chosen` with what stands between its blocks and is of one kind with them: an item of a list beside one of them, two between two,
    a term above what it means; and, where there are several, headings that are links and addresses written out: what a list or a letter
    tells of, one under the other; sources. Bare links are not asked about. On 1,154 pages 86 of 92 items and 67 of 68 headings were of
    the text."""
    blocks, parents = page.blocks, page.elements.parents
    items: list[int] = []
    lines: list[int] = []
    for before, after in pairwise(chosen):
        if not 1 < after - before <= ITEMS + 1:
            continue
        beside = (parents[blocks[before].element], parents[blocks[after].element])
        for here in range(before + 1, after):
            block, around = blocks[here], beside.count(parents[blocks[here].element])
            term = block.tag == "dt" and here + 1 == after and parents[block.element] in (beside[1], parents[beside[1]])
            if term or (block.tag == "li" and (around == 2 or (around and before + 2 == after))):
                items.append(here)
            elif around == 2 and before + 2 == after and block.links and (block.tag in SUBHEADINGS or block.text.startswith(_WEB)):
                lines.append(here)
    missing = items + lines if len(lines) > 1 else items
    return sorted([*chosen, *missing]) if missing else chosen


def with_second_opinion(body: Body, other: str, sources: Sources) -> Body:
    """The choice made again, with another extractor's text as a witness for every block (one unit of log-odds for or against)."""
    if body.guess is None:
        return body
    others = _SQUEEZE.sub("", other).lower()
    squeezed = [_SQUEEZE.sub("", block.text).lower() for block in sources.page.blocks]
    witness = np.array([0.0 if len(s) < 8 else 1.0 if s in others else -1.0 for s in squeezed])
    odds = np.clip(body.guess.astype(np.float64), 1e-4, 1 - 1e-4)
    return _decided((1 / (1 + (1 - odds) / odds * np.exp(-witness))).astype(np.float32), sources)


def without_edges(page: Page, chosen: list[int], sources: Sources) -> list[int]:
    """`chosen` without a line of who wrote it or when at the beginning, without the name of who did at either end, and without lines at the
    end that ask to pay for the rest; what follows such a line goes with it where both stand in an element that holds nothing before it."""
    blocks, elements = page.blocks, page.elements
    for k in range(len(chosen) - 1, max(0, len(chosen) - EDGE - 1), -1):
        if (k == len(chosen) - 1 or _is_apart(blocks, elements, chosen, k)) and asks_to_pay(blocks[chosen[k]].text):
            chosen = chosen[:k]
    if len(chosen) < 2:
        return chosen
    text = " ".join([blocks[i].text for i in chosen])
    ends = [i for i in {*chosen[:EDGE], *chosen[-EDGE:]} if blocks[i].tag not in _NO_PROSE and len(blocks[i].text) < SHORT]
    if ends:
        authors = distinct_names([*sources.names("author"), *sources.metas.get("author", ())])
        chosen = [i for i in chosen if i not in ends or fold(blocks[i].text) not in authors]
    kept: list[int] = []
    for i in chosen[:EDGE]:
        line, prose = blocks[i].text, blocks[i].tag not in _NO_PROSE
        dated = not kept and prose and is_day(line) and not any(is_day(blocks[j].text) for j in chosen if j != i)  # more are a chronicle
        if not dated and not is_byline(line, text, prose=prose):
            kept.append(i)
    return kept + chosen[EDGE:]


def without_bare_headings(blocks: list[Block], chosen: list[int]) -> list[int]:
    """`chosen` without headings of nothing, as they stand above links and forms: at the end, or where what stands up to a heading as high
    is left out. Several, and one that is counted, are what a list consists of."""
    bare = [
        i
        for i, after in zip(chosen, [*chosen[1:], -1], strict=False)
        if blocks[i].tag in SUBHEADINGS
        and (after < 0 or (i + 1 < after and blocks[after].tag in SUBHEADINGS and blocks[after].tag <= blocks[i].tag))
        and not (is_sentence(blocks[i].text) or blocks[i].text[0].isdigit())
    ]
    return [i for i in chosen if i not in bare] if len(bare) <= BARE else chosen


def _is_apart(blocks: list[Block], elements: Elements, chosen: list[int], k: int) -> bool:
    """Whether the element around the block `chosen[k]` holds all those after it and none before it."""
    around = elements.parents[blocks[chosen[k]].element]
    return around >= 0 and chosen[k - 1] < elements.firsts[around] and chosen[-1] < elements.lasts[around]


def classify(page: Page, about: dict[str, str]) -> Floats:
    """The probability for each block that it is part of the article; 0 for bare links, which are not asked about. `about` is `evidence`."""
    learned = model.load()
    guess = np.zeros(len(page.blocks), np.float32)
    solid = solid_blocks(page)
    if solid:
        frame = Frame.of(page, solid)
        columns = describe(page, frame, **about)
        guess[solid] = learned.forest.probability(np.concatenate([columns, lean(page, frame, learned.leanings)]))
    return guess


def choose(blocks: list[Block], guess: Floats, elements: Elements) -> tuple[list[int], float]:
    """(indexes of the blocks kept, the best F1 that their probabilities allow); `elements` are the page's.

    A text that stands in two places is a copy (for telephones, for printing) and taken once; beside itself in one container it is
    repeated on purpose, and so is a question that another answer follows.
    """
    order = (-guess).argsort(kind="stable")
    falling, size = guess[order], np.array([len(b.text) for b in blocks], np.float64)[order]
    true, held = (falling * size).cumsum(), np.zeros(len(blocks) + 1)
    kept = size.cumsum(out=held[1:])
    best = float((2 * true / (kept + true[-1] + 1e-9)).max())
    threshold = _threshold(falling, held)
    chosen: list[int] = []
    seen: dict[str, tuple[int, str]] = {}
    before = ""
    likely = (guess > threshold).nonzero()[0].tolist()
    for i, following in zip(likely, [*likely[1:], -1], strict=False):
        block = blocks[i]
        text = block.text
        if len(text) >= REPEATED:
            place = (elements.parents[block.element], block.tag)
            known = seen.setdefault(text, place)
            asked_again = text[-1] in _ASKING and following >= 0 and blocks[following].text not in seen
            if (known != place and not asked_again) or (known is place and len(text) >= COPIED and _is_copy(text, before)):
                continue
        if len(before) < 200_000:
            before += f"{text} "
        chosen.append(i)
    chosen = _with_tables(blocks, chosen, guess, elements)
    return _with_headings(blocks, chosen, guess, elements), best if chosen else 0.0


def _with_tables(blocks: list[Block], chosen: list[int], guess: Floats, elements: Elements) -> list[int]:
    """`chosen` with all cells of the tables of which some is, or that are not unlikely: a figure says nothing without what it is of. A
    table has rows of several cells that hold nothing but text; one that lays out a page does not."""
    likely = [i for i in range(chosen[0], chosen[-1]) if blocks[i].tag in _CELLS and guess[i] >= CELL] if chosen else []
    taken = set(chosen)
    for table in {elements.around(blocks[i].element, "table", LEVELS_OF_TABLE) for i in likely} - {-1}:
        inside = range(elements.firsts[table], elements.lasts[table])
        cells = [i for i in inside if blocks[i].tag in _CELLS]
        rows = {elements.parents[blocks[i].element] for i in cells}
        judged = [float(guess[i]) for i in cells if guess[i]]  # links alone are not
        some = sum(len(blocks[i].text) for i in cells if i in taken) >= TABLE * sum(len(blocks[i].text) for i in cells)
        if len(cells) == len(inside) >= 2 * len(rows) > 2 and (some or sum(judged) >= CELL * len(judged)):
            taken.update(cells)
    return sorted(taken)


def _with_headings(blocks: list[Block], chosen: list[int], guess: Floats, elements: Elements) -> list[int]:
    """`chosen` with the headings right above its blocks that are not unlikely: a heading stands with what it heads, which is no form and no
    advertisement."""
    last = len(elements.looks) - 1
    above = [
        i - 1
        for before, i in pairwise(chosen)
        if before + 1 < i
        and blocks[i - 1].tag in SUBHEADINGS
        and guess[i - 1] >= HEADING
        and blocks[i - 1].link_chars < 0.5 * len(blocks[i - 1].text)
        and elements.tag(min(blocks[i - 1].element + 1, last)) != "form"
        and (" " in blocks[i - 1].text or not is_advertisement(blocks[i - 1].text))
    ]
    return sorted([*chosen, *above]) if above else chosen


def _threshold(falling: Floats, held: NDArray[np.float64]) -> float:
    """The probability above which a page's blocks give the highest expected precision and recall; `falling` are theirs, the highest first,
    `held` how many characters they hold before each and last in all.

    Blocks are taken to stand or fall together: the article is what lies above one level, and none of LEVELS is likelier than another.
    Fifty comments at .4 are then left out, since most likely none of them is the article's; were each right or wrong by itself (Lipton,
    Elkan, Naryanaswamy 2014, arXiv:1402.1892), they would bury it.
    """
    held = held[(-falling).searchsorted(-LEVELS)]
    common, held = np.minimum(held[:, None], held), np.maximum(held, 1)
    worth = common / held[:, None] + common / held
    return max(LOWEST, float(LEVELS[worth.sum(axis=1).argmax()]))


def _is_copy(text: str, before: str) -> bool:
    """Whether `text` was said before, perhaps in other paragraphs: seven of nine samples, of which the middle one is asked for first."""
    step = (len(text) - 50) // 8
    if text[5 + 4 * step : 45 + 4 * step] not in before:
        return False
    return sum(text[at : at + 40] in before for at in range(5, 6 + 8 * step, step)) >= 7


def join(page: Page, chosen: list[int]) -> str:
    """The text of the chosen blocks, one paragraph a line, and so the cells of a table's row."""
    blocks, parents = page.blocks, page.elements.parents
    parts: list[str] = []
    before = -1  # the cell that the last line ends with
    for i in chosen:
        text, at = blocks[i].text, blocks[i].element
        is_cell = blocks[i].tag in _CELLS and len(text) <= IN_ROW
        line = text.replace("\n", " ") if is_cell else text
        if is_cell and before not in (-1, at) and parents[before] == parents[at]:  # paragraphs of one cell are no row
            parts[-1] += f" | {line}"
        else:
            parts.append(line)
        before = at if is_cell else -1
    text = "\n".join(parts)
    shown = visible(text)
    if len(shown) == len(text):  # nothing was taken out, and blocks come with single spaces and no empty lines
        return shown
    return "\n".join(filter(None, map(clean_line, shown.split("\n"))))
