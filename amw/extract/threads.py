"""Comments under a heading that says so, in paragraphs like the article's own, each with who wrote it when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from amw.automata import Automaton
from amw.extract.dom import HEADINGS, Block, Elements, Page

OWN: Final = 300  # characters of the article's own above a thread at least
LINE: Final = 120  # characters that a line with a date has at most
THREAD: Final = 2  # lines that tell when something was said from which it is a thread
FIRST, APART = 5, 8  # blocks after its heading among which the first of them is, and from one to the next on average at most
HEADING: Final = 160  # characters that the heading of a thread has at most
HEADS: Final = 10  # such headings of one page that are looked at
_THREAD: Final = re.compile(
    r"\W*(?:\d{1,5}\s|one\s|no\s|all\s|top\s|reader\s|user\s|member\s){0,3}"
    r"(?:comments?|responses?|replies|thoughts?|kommentare?|antworten|commentaires?|comentarios?|"
    r"comentários?|respuestas|commenti|reacties|kommentarer|komentarze|комментари[ийев]+|评论|評論|留言|コメント|댓글)"
    r"\W*(?:\d{1,5}\W*)?(?:(?:on|to|zu|sur|a|en)\s(?P<what>.{3,120}))?",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"\W*(?:\d|one\s)", re.IGNORECASE)
_MARKS: Final = " .,:|·•–—-"
_QUOTES: Final = "“„\"'‘«»「『《"
_NAMES: Final = (
    "comment response replies thought komment antworten comentario comentário respuestas reacties комментари 评论 評論 留言 コメント 댓글"
)
_may_head: Final = Automaton((word, None) for word in _NAMES.split()).is_in
DAY: Final = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{4}年|\b\d{1,2}(?:st|nd|rd|th|\.)?\s[^\W\d_]{3,10}\.?,?\s\d{4}|"
    r"[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\b\d{1,3}\s?(?:h|d|w|mo|min|hours?|days?|weeks?|months?|years?)\s?(?:ago)?$|"
    r"\bvor \d|\bil y a \d|\bhace \d|\d\s?(?:分钟|小时|天|時間|日)前|\d\s?(?:분|시간|일) 전"
)


def without_thread(page: Page, chosen: list[int]) -> list[int]:
    """`chosen` without comments that stand as paragraphs below the article's own, under a heading that says so and each with a line that
    tells who wrote it when and nothing else. None of 1,154 real pages is cut."""
    blocks, elements = page.blocks, page.elements
    held, start = 0, len(blocks)
    for i in chosen:
        held += len(blocks[i].text)
        if held >= OWN:
            start = i + 1
            break
    short = [i for i in range(start, chosen[-1]) if len(blocks[i].text) < HEADING] if chosen else []
    if _may_head("\n".join([blocks[i].text for i in short]).lower()):
        heads = (i for i in short if _may_head(blocks[i].text.lower()) and _heads_thread(blocks[i].text))
        for head in islice(heads, HEADS):
            if end := _thread_end(elements, blocks, head):
                return [i for i in chosen if not head <= i < end]
    return chosen


def _heads_thread(text: str) -> bool:
    """Whether a heading is one of a thread; what it is about it names in quotes or after a count, else it may head a chapter."""
    match = _THREAD.fullmatch(text)
    return match is not None and (not match["what"] or match["what"][0] in _QUOTES or _COUNT.match(text) is not None)


def _is_posted(block: Block) -> bool:
    """Whether a line tells when something was said: no sentence that names a day, and no day that heads a chapter."""
    text = block.text
    if len(text) >= LINE or (text[-1] in ".!?。" and text[-2:] != "m."):
        return False
    day = DAY.search(text)
    return day is not None and (block.tag not in HEADINGS or len(day[0]) < len(text.strip(_MARKS)))


def _thread_end(elements: Elements, blocks: list[Block], head: int) -> int:
    """The block after the thread whose heading is `head`, 0 where no thread follows it. A heading as high ends it."""

    def days(start: int, end: int) -> Iterator[int]:
        return (i for i in range(start, end) if _is_posted(blocks[i]))

    element = elements.parents[blocks[head].element]
    while element >= 0 and elements.lasts[element] <= head + 1:  # one for the heading alone
        element = elements.parents[element]
    end = elements.lasts[element] if element >= 0 else 0
    if blocks[head].tag in HEADINGS:
        higher = (i for i in range(head + 1, end) if blocks[i].tag in HEADINGS and blocks[i].tag <= blocks[head].tag)
        end = next((i for i in higher if not any(days(i, min(i + FIRST, end)))), end)
    first = next(days(head + 1, min(head + 1 + FIRST, end)), 0)
    dated = [*days(first, end)] if first else []
    remarks = end - head - 1 - len(dated)  # a list of days has none
    return end if len(dated) >= THREAD and remarks >= len(dated) and dated[-1] - head <= APART * len(dated) else 0
