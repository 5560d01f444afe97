"""What else an article's page says in markup like the article's own: other articles that readers reach by scrolling on, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from amw.extract.cards import family
from amw.extract.dom import Block, Elements, Page
from amw.extract.words import finder
from amw.text import fold, weigh

HEADLINES: Final = frozenset(("h1", "h2"))
LEAST: Final = 15  # characters of an alphabet of a headline that may be a part of the page's title
OWN: Final = 300  # characters of an alphabet that the article has at least in its own element
TOP: Final = 6  # blocks at the beginning of an article among which its date is
LINE: Final = 120  # characters that a line with a date has at most
THREAD: Final = 2  # lines that tell when something was said from which it is a thread
FIRST, APART = 5, 8  # blocks after its heading among which the first of them is, and from one to the next on average at most
HEADING: Final = 160  # characters that the heading of a thread has at most
_THREAD: Final = re.compile(
    r"\W*(?:\d{1,5}\s|no\s|all\s|top\s|reader\s|user\s|member\s){0,3}"
    r"(?:comments?|responses?|replies|thoughts|kommentare?|antworten|commentaires?|comentarios?|"
    r"comentários?|respuestas|commenti|reacties|kommentarer|komentarze|комментари[ийев]+|评论|評論|留言|コメント|댓글)"
    r"\W*(?:\d{1,5}\W*)?(?:(?:on|to|zu|sur|a|en)\s.{3,120})?",
    re.IGNORECASE,
)
_may_head: Final = finder(
    "comment response replies thoughts komment antworten comentario comentário respuestas reacties комментари 评论 評論 留言 コメント "
    "댓글".split()
)
_DAY: Final = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{4}年|\b\d{1,2}(?:st|nd|rd|th|\.)?\s[^\W\d_]{3,10}\.?,?\s\d{4}|"
    r"[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\b\d{1,3}\s?(?:h|d|w|mo|min|hours?|days?|weeks?|months?|years?)\s?(?:ago)?$|"
    r"\bvor \d|\bil y a \d|\bhace \d|\d\s?(?:分钟|小时|天|時間|日)前|\d\s?(?:분|시간|일) 전"
)


def without_neighbours(page: Page, chosen: list[int], title: str) -> list[int]:
    """`chosen` without the blocks of other articles; `title` is the page's.

    Where the page's headline stands in one of several elements alike side by side, each with such a headline and a date or a link to
    its own page, that one is the article. Of 853 pages with a known text none is of this kind, and none is cut.
    """
    blocks, elements = page.blocks, page.elements
    last = chosen[-1] if chosen else 0
    at = [i for i, block in enumerate(blocks[:last]) if block.tag in HEADLINES]
    key = fold(title) if len(at) > 1 else ""
    heads: dict[str, list[int]] = {}
    for i in at if key else ():
        heads.setdefault(blocks[i].tag, []).append(i)
    for found in heads.values():
        own = next((i for i in found if _is_title(blocks[i].text, key)), None) if len(found) > 1 else None
        if own is None:
            continue
        others = [spans for i in found if i != own and (spans := _apart(elements, blocks, own, i)) is not None]
        if others:
            start, end = others[0][0]
            if weigh("".join([blocks[i].text for i in chosen if start <= i < end])) >= OWN:
                return [i for i in chosen if not any(start <= i < end for _, (start, end) in others)]
        return chosen
    return chosen


def _is_title(text: str, key: str) -> bool:
    if text[0].isascii() and text[0].isalnum() and text[0].lower() != key[0]:  # as most are told
        return False
    told = fold(text)
    return told == key or (weigh(told) >= LEAST and key.startswith(f"{told} "))


def _apart(elements: Elements, blocks: list[Block], own: int, other: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The ranges of blocks of the elements alike, side by side, that hold the headlines `own` and `other` as far below; None where they
    stand in one, or the other's is no article."""
    one, two = blocks[own].element, blocks[other].element
    parents, looks = elements.parents, elements.looks
    if looks[one] != looks[two] or elements.depths[one] != elements.depths[two]:
        return None
    steps = 0
    while parents[one] != parents[two]:
        one, two = parents[one], parents[two]
        steps += 1
    if not steps or family(elements.kinds[looks[one]]) != family(elements.kinds[looks[two]]):
        return None
    start, end = elements.firsts[two], elements.lasts[two]
    linked = blocks[other].link_chars > 0.8 * len(blocks[other].text)
    dated = any(i != other and len(blocks[i].text) < LINE and _DAY.search(blocks[i].text) for i in range(start, min(end, start + TOP)))
    return ((elements.firsts[one], elements.lasts[one]), (start, end)) if linked or dated else None


def without_thread(page: Page, chosen: list[int]) -> list[int]:
    """`chosen` without comments that stand as paragraphs below the article's own, under a heading that says so and each with a line that
    tells when it was written. None of 1,154 real pages is cut."""
    blocks, elements = page.blocks, page.elements
    held, start = 0, len(blocks)
    for i in chosen:
        held += len(blocks[i].text)
        if held >= OWN:
            start = i + 1
            break
    short = [i for i in range(start, chosen[-1]) if len(blocks[i].text) < HEADING] if chosen else []
    if _may_head("\n".join([blocks[i].text for i in short]).lower()):
        for head in short:
            text = blocks[head].text
            if _may_head(text.lower()) and _THREAD.fullmatch(text) and (end := _thread_end(elements, blocks, head)):
                return [i for i in chosen if not head <= i < end]
    return chosen


def _thread_end(elements: Elements, blocks: list[Block], head: int) -> int:
    """The block after the thread whose heading is `head`, 0 where no thread follows it."""

    def days(start: int, end: int) -> Iterator[int]:
        return (i for i in range(start, end) if len(blocks[i].text) < LINE and _DAY.search(blocks[i].text))

    element = elements.parents[blocks[head].element]
    while element >= 0 and elements.lasts[element] <= head + 1:  # one for the heading alone
        element = elements.parents[element]
    end = elements.lasts[element] if element >= 0 else 0
    first = next(days(head + 1, min(head + 1 + FIRST, end)), 0)
    told = [*days(first, end)] if first else []
    return end if len(told) >= THREAD and told[-1] - head <= APART * len(told) else 0
