"""What else an article's page says in markup like the article's own: other articles that readers reach by scrolling on, comments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress, islice
from typing import Final

from amw.extract.cards import family
from amw.extract.dom import Block, Elements, Page
from amw.extract.words import NAME, finder
from amw.language import guess_language
from amw.text import fold, weigh

HEADLINES: Final = ("h1", "h2")
LEAST: Final = 15  # characters of an alphabet of a headline that may be a part of the page's title
TONGUES: Final = 4  # elements beside the article's that may hold translations of it
MAX_TITLE: Final = 500  # characters of a title in which the site's name is looked for
_SITE: Final = re.compile(r"\s(?:[|·•«»–—-]|::)\s|[|｜_–—-]")  # what stands before a site's name
OWN: Final = 300  # characters of an alphabet that the article has at least in its own element
TOP: Final = 6  # blocks at the beginning of an article among which its date is
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
SHARE: Final = 0.2  # of an article's text is more than an advertisement in it holds
_ADVERTISEMENT: Final = re.compile(
    r"(?:^|[\s#])(?:ads?|adv|advert(?:isements?|ising|s)?|anzeigen?|werbung|publicite|publicidad|pubblicita|reklam[ae]?)"
    r"(?:[-_]{1,2}(?:slot|box|block|unit|container|wrapper|wrap|banner|label|inline|text|[0-9]{1,3}))?(?=\s|$)",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"\W*(?:\d|one\s)", re.IGNORECASE)
_MARKS: Final = " .,:|·•–—-"
_QUOTES: Final = "“„\"'‘«»「『《"
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_may_head: Final = finder(
    "comment response replies thought komment antworten comentario comentário respuestas reacties комментари 评论 評論 留言 コメント "
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
    its own page, that one is the article. Parts of it and its translations are its own. Of 853 pages with a known text none is of this
    kind, and none is cut.
    """
    blocks, elements = page.blocks, page.elements
    at = [i for i, block in enumerate(blocks[: chosen[-1] if chosen else 0]) if block.tag in HEADLINES]
    around: dict[tuple[int, int], int] = {}  # of headlines of one look and depth, the element around the first
    for i in at:
        element = blocks[i].element
        parent = elements.parents[element]
        if around.setdefault((elements.looks[element], elements.depths[element]), parent) != parent:
            break
    else:  # as on nearly all pages
        return chosen
    keys = _titles(title)
    own = next((i for tag in HEADLINES for i in at if blocks[i].tag == tag and _is_title(blocks[i].text, keys)), -1) if keys else -1
    if own < 0:
        return chosen
    alike = [i for i in at if i != own and blocks[i].tag == blocks[own].tag]
    others = [found for i in alike if (found := _apart(elements, blocks, own, i)) is not None]
    if not others:
        return chosen

    spans = (others[0][0], *(span for _, span in others))
    article, *rest = [chosen[bisect_left(chosen, start) : bisect_left(chosen, end)] for start, end in spans]
    texts = ["\n".join([blocks[i].text for i in part]) for part in (article, *rest[:TONGUES])]
    if weigh(texts[0]) < OWN:
        return chosen
    language, *languages = map(guess_language, texts)
    strange = [language is None or told in (language, None) for told in languages] + [True] * len(rest[TONGUES:])
    left_out = {i for part in compress(rest, strange) for i in part}
    return [i for i in chosen if i not in left_out]


def _titles(title: str) -> tuple[str, ...]:
    """Keys of a page's title: all of it, and what stands before the site's name."""
    ends = [match.start() for match in _SITE.finditer(title[:MAX_TITLE])]
    return tuple(filter(None, (fold(title), *(key for end in ends if weigh(key := fold(title[:end])) >= LEAST))))


def _is_title(text: str, keys: tuple[str, ...]) -> bool:
    if text[0].isascii() and text[0].isalnum() and text[0].lower() != keys[0][0]:  # as most are told
        return False
    return fold(text) in keys


def _apart(elements: Elements, blocks: list[Block], own: int, other: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The ranges of blocks of the elements alike, side by side, that hold the headlines `own` and `other` as far below; None where they
    stand in one, or the other's is no article."""
    one, two = blocks[own].element, blocks[other].element
    parents, looks = elements.parents, elements.looks
    if looks[one] != looks[two] or elements.depths[one] != elements.depths[two] or parents[one] == parents[two]:
        return None
    while parents[one] != parents[two]:
        one, two = parents[one], parents[two]
    if family(elements.kinds[looks[one]]) != family(elements.kinds[looks[two]]):
        return None
    if fold(blocks[other].text).startswith(fold(blocks[own].text)):  # its second part
        return None
    start, end = elements.firsts[two], elements.lasts[two]
    linked = blocks[other].link_chars > 0.8 * len(blocks[other].text)
    dated = any(i != other and len(blocks[i].text) < LINE and _DAY.search(blocks[i].text) for i in range(start, min(end, start + TOP)))
    return ((elements.firsts[one], elements.lasts[one]), (start, end)) if linked or dated else None


def without_advertisements(page: Page, chosen: list[int]) -> list[int]:
    """`chosen` without what stands in an element that calls itself an advertisement and holds little of the text."""
    blocks, parents, looks, kinds = page.blocks, page.elements.parents, page.elements.looks, page.elements.kinds
    around: set[int] = set()
    above = -1
    for i in chosen:
        element = blocks[i].element
        around.add(element)
        if parents[element] != above:  # most stand beside the one before
            element = above = parents[element]
            while element >= 0 and element not in around:
                around.add(element)
                element = parents[element]
    if not any(name and is_advertisement(name) for _, name, _ in [kinds[look] for look in {looks[element] for element in around}]):
        return chosen
    most = SHARE * sum(len(blocks[i].text) for i in chosen)
    left_out: set[int] = set()
    for element in around:
        if is_advertisement(kinds[looks[element]][1]):
            start, end = page.elements.firsts[element], page.elements.lasts[element]
            inside = chosen[bisect_left(chosen, start) : bisect_left(chosen, end)]
            if sum(len(blocks[i].text) for i in inside) <= most:
                left_out.update(inside)
    return [i for i in chosen if i not in left_out]


@lru_cache(maxsize=8_192)
def is_advertisement(name: str) -> bool:
    """Whether the classes and id of an element say that it is an advertisement, and not that it has or is beside one."""
    return _ADVERTISEMENT.search(name[:NAME]) is not None


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
    day = _DAY.search(text)
    return day is not None and (block.tag not in _HEADINGS or len(day[0]) < len(text.strip(_MARKS)))


def _thread_end(elements: Elements, blocks: list[Block], head: int) -> int:
    """The block after the thread whose heading is `head`, 0 where no thread follows it. A heading as high ends it."""

    def days(start: int, end: int) -> Iterator[int]:
        return (i for i in range(start, end) if _is_posted(blocks[i]))

    element = elements.parents[blocks[head].element]
    while element >= 0 and elements.lasts[element] <= head + 1:  # one for the heading alone
        element = elements.parents[element]
    end = elements.lasts[element] if element >= 0 else 0
    if blocks[head].tag in _HEADINGS:
        higher = (i for i in range(head + 1, end) if blocks[i].tag in _HEADINGS and blocks[i].tag <= blocks[head].tag)
        end = next((i for i in higher if not any(days(i, min(i + FIRST, end)))), end)
    first = next(days(head + 1, min(head + 1 + FIRST, end)), 0)
    told = [*days(first, end)] if first else []
    remarks = end - head - 1 - len(told)  # a list of days has none
    return end if len(told) >= THREAD and remarks >= len(told) and told[-1] - head <= APART * len(told) else 0
