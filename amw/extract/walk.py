"""One pass over a parsed page, from its elements to `dom.Page`."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborNode

from amw.extract import dom
from amw.extract.dom import BODYPROP, HIDDEN, PRE, Block, Look, Mark, Page
from amw.extract.furniture import FIELD, kinds_of
from amw.extract.marks import MAX_NAME, UNMARKED, Attributes, announces, name_of, tells_time
from amw.extract.metadata import READERS

MAX_BLOCKS: Final = 5_000
MAX_ELEMENTS: Final = 30_000  # unclosed <b> and the like multiply: a parser makes five nodes of one tag
MAX_SIGNS: Final = 10_000  # elements that may hold a title, date or author
MAX_MENU: Final = 20_000  # characters in a <nav> or <footer> that is passed over; a longer one was left open and holds the page
NESTED: Final = 8  # inline elements around one another in which a line is looked for
MAX_TEXT: Final = 1_200_000  # characters of text kept; the longest real article measured has 53,000
_FLAG_OF_TAG: Final = {
    "article": dom.ARTICLE, "main": dom.MAIN, "nav": dom.NAV, "header": dom.HEADER, "footer": dom.FOOTER, "aside": dom.ASIDE,
    "figure": dom.FIGURE, "figcaption": dom.CAPTION, "form": dom.FORM, "table": dom.TABLE, "ul": dom.LIST, "ol": dom.LIST, "dl": dom.LIST,
    "blockquote": dom.QUOTE, "dialog": dom.DIALOG, "pre": dom.PRE,
}  # fmt: skip
BLOCK, INLINE, LINK, BOLD, IMAGE, LINE_BREAK, METADATA, SKIPPED = range(8)
_TAGS_OF_KIND: Final = {
    LINK: "a",
    BOLD: "b strong",
    INLINE: "span i em u font small sub sup mark abbr cite q code kbd samp var time label ins del s big tt bdi bdo wbr data "
    "dfn acronym strike nobr ruby rb rp rt picture source slot",
    IMAGE: "img amp-img",
    LINE_BREAK: "br",
    METADATA: "script meta link",
    SKIPPED: "style noscript svg math iframe object embed template select option datalist canvas audio video input textarea button map "
    "head param track applet -comment !doctype frameset noframes progress meter title",
}
_KIND_OF_TAG: Final = {tag: kind for kind, tags in _TAGS_OF_KIND.items() for tag in tags.split()}  # any other tag is a block's
_IN_LINE: Final = (INLINE, LINK, BOLD)
_LINES: Final = frozenset("p h1 h2 h3 h4 h5 h6".split())
_BARE: Final = frozenset("b strong i em tr tbody br".split())  # their attributes are not asked for
# By name; inside of the one, the other is walked like anything else.
_PASSED_OVER: Final = {"nav": dom.NAV, "footer": dom.NAV | dom.FOOTER | dom.ARTICLE | dom.MAIN}
_OWN: Final = 256  # numbers below are lexbor's own, the same in every page
# Name, kind, flag, flags outside of which it is passed over, whether its attributes say nothing, whether it may hold a title or date by
# itself.
_Tag = tuple[str, int, int, int, bool, bool]
_TAGS: Final[dict[int, _Tag]] = {}  # those met so far, by lexbor's number: it spells a name anew each time
_FLAG_OF_ROLE: Final = {
    "navigation": dom.NAV, "banner": dom.HEADER, "contentinfo": dom.FOOTER, "complementary": dom.ASIDE, "dialog": dom.DIALOG,
    "alertdialog": dom.DIALOG, "main": dom.MAIN, "menu": dom.NAV, "article": dom.ARTICLE, "search": dom.FORM, "menubar": dom.NAV,
    "tablist": dom.NAV,
}  # fmt: skip
_RARE: Final = frozenset(("itemprop", "itemscope", "rel", "role", "style", "hidden", "aria-hidden", "data-testid"))
_MICRODATA: Final = frozenset(("itemprop", "itemscope"))
_TEXT: Final = 2  # lexbor's number of a text node
_BREAK: Final = "\x00"  # a line break in text being gathered: parsing leaves no NUL in text
_UNSEEN: Final = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only show-for-sr a11y-hidden".split()
)
_HIDING: Final = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


def read_on(page: Page) -> None:
    """Walk the page's footers as well, which are passed over at first: one page in six is menus and footers."""
    footers, page.footers, page.marks = page.footers, [], None
    for footer in footers:
        walk(page, footer)


def walk(page: Page, body: LexborNode, *, marks: bool = True) -> None:
    """Add the blocks, elements and images below `body` to `page`, and with `marks` what `marks.marks` and `Elements.bits` are read from.

    One loop that keeps its state in local names, for it passes hundreds of nodes a page.
    """
    blocks, signs, elements = page.blocks, page.signs, page.elements
    kinds, looks, parents, bits = elements.kinds, elements.looks, elements.parents, elements.bits
    numbers = {look: number for number, look in enumerate(kinds)}
    known_tag, known_look = _TAGS.get, numbers.get
    add_look, add_parent, add_depth = looks.append, parents.append, elements.depths.append
    add_first, add_last, lasts = elements.firsts.append, elements.lasts.append, elements.lasts
    # Where the walk stands; of each element entered: its node, the element around it (-1 of an inline one), flags and states before it.
    flags, in_link, in_bold, depth = _FLAG_OF_TAG.get(body.tag or "", 0), False, False, 0
    stack: list[tuple[LexborNode, int, int, bool, bool]] = []
    # The block being gathered.
    gathered: list[str] = []
    link_chars = links = bold_chars = 0
    has_breaks = False
    block, newest = len(blocks), len(looks)  # of the next block and of the element entered last
    signs_left, room, full = MAX_SIGNS - len(signs) if marks else 0, MAX_TEXT, block >= MAX_BLOCKS

    def new_look(look: Look) -> int:
        numbers[look] = len(kinds)
        kinds.append(look)
        bits.append(kinds_of(look[1]) if marks and look[1] else 0)
        return numbers[look]

    def end_block() -> None:
        nonlocal link_chars, links, bold_chars, has_breaks, room, full, block
        if gathered:
            raw = ("".join(gathered) if len(gathered) > 1 else gathered[0])[:room]
            room -= len(raw)
            gathered.clear()
            if raw.isprintable() and "  " not in raw:  # as paragraphs are: no white space but single spaces
                text = raw.strip()
            elif has_breaks:
                text = "\n".join(filter(None, (" ".join(line.split()) for line in raw.split(_BREAK))))
            else:
                text = " ".join(raw.split())
            has_breaks = False
            if text:
                size = len(text)
                linked = link_chars if link_chars < size else size
                blocks.append(Block(text, kinds[looks[current]][0], current, flags, linked, links, bold_chars))
                block += 1
            full = block >= MAX_BLOCKS or room <= 0
        link_chars = links = bold_chars = 0

    attributes = body.attributes
    page.microdata = page.microdata or not _MICRODATA.isdisjoint(attributes)
    look = (body.tag or "body", name_of(attributes), attributes.get("itemprop") or "")
    current = root = newest
    add_look(numbers[look] if look in numbers else new_look(look))
    add_parent(-1)
    add_depth(0)
    add_first(block)
    add_last(0)
    node: LexborNode | None = body.first_child
    while not full:
        if node is None:
            if not stack:
                break
            node, parent, flags_around, in_link, in_bold = stack.pop()
            if parent >= 0:
                if gathered or links:
                    end_block()
                lasts[current] = block
                current, flags = parent, flags_around
                depth -= 1
            node = node.next
            continue
        number = node.tag_id
        if number == _TEXT:
            if not gathered and node.is_empty_text_node:
                node = node.next
                continue
            text = node.text_content or ""
            if gathered or not text.isspace():
                if flags & PRE and "\n" in text:
                    text, has_breaks = text.replace("\n", _BREAK), True
                gathered.append(text)
                if in_link or in_bold:
                    size = len(text.strip())
                    if in_link:
                        link_chars += size
                    if in_bold:
                        bold_chars += size
            node = node.next
            continue
        tag, kind, flag, walked_inside, bare, telling = known_tag(number) or _learn_tag(node, number)
        if walked_inside and not flags & walked_inside and _holds_less(node, MAX_MENU):
            if tag == "footer":
                page.footers.append(node)
            node = node.next
            continue
        if kind == BLOCK:
            attributes = {} if bare else node.attributes
            name = itemprop = ""
            rare = False
            if attributes:
                others = len(attributes)
                if "class" in attributes:
                    name = attributes["class"] or ""
                    others -= 1
                if "id" in attributes:
                    name = f"{name} #{attributes['id']}"
                    others -= 1
                if len(name) > MAX_NAME:
                    name = name[:MAX_NAME]
                if others and not _RARE.isdisjoint(attributes):
                    rare = True
                    itemprop = attributes.get("itemprop") or ""
                    if not _MICRODATA.isdisjoint(attributes):
                        page.microdata = True
                    telling = telling or (marks and announces(attributes))
            look = (tag, name, itemprop)
            known = known_look(look)
            look_number = new_look(look) if known is None else known
            if gathered or links:
                end_block()
            is_sign = telling or bits[look_number] & FIELD
        elif kind <= BOLD:
            if gathered and kind == INLINE and not bare and _is_unseen(node.attributes):
                node = node.next
                continue
            # Inline elements of menus and footers hold no date, author or title; some others say nothing of themselves.
            is_sign = telling or not (bare or (flags & UNMARKED and (flags & dom.NAV or not flags & dom.ARTICLE)))
            links += kind == LINK
        else:
            if kind == IMAGE:
                page.images.append((node, block, flags))
            elif kind == LINE_BREAK:
                if _ends_with_break(gathered):
                    end_block()
                elif gathered:
                    gathered.append(_BREAK)
                    has_breaks = True
            elif kind == METADATA:
                READERS[tag](page, node)
            elif tag == "iframe":
                page.frames += 1
            node = node.next
            continue
        if is_sign and signs_left > 0:
            signs.append((node, tag, current, block, flags))
            signs_left -= 1
            if tag == "h1":
                page.headings.append(Mark(node, tag, name_of(attributes), attributes, current, block, flags))
        child = node.first_child
        if child is None:
            node = node.next
            continue
        if kind == BLOCK:
            stack.append((node, current, flags, in_link, in_bold))
            flags |= flag | _flags_of(attributes) if rare else flag
            depth += 1
            add_look(look_number)
            add_parent(current)
            add_depth(depth)
            add_first(block)
            add_last(0)
            current = newest = newest + 1
            full = current >= MAX_ELEMENTS
        else:
            stack.append((node, -1, flags, in_link, in_bold))
            if kind == LINK:
                in_link = True
            elif kind == BOLD:
                in_bold = True
        node = child
    page.truncated = full
    end_block()
    while current >= root:
        lasts[current] = block
        current = parents[current]


def _learn_tag(node: LexborNode, number: int) -> _Tag:
    """What the walk asks of the tag of an element whose number is `number`, remembered in `_TAGS` where every page means it by that."""
    name = node.tag or ""
    tag = (
        name,
        _KIND_OF_TAG.get(name, INLINE if number >= _OWN and _is_in_line(node) else BLOCK),
        _FLAG_OF_TAG.get(name, 0),
        _PASSED_OVER.get(name, 0),
        name in _BARE,
        name == "h1" or tells_time(name),
    )
    if number < _OWN:
        _TAGS[number] = tag
    return tag


def _is_in_line(node: LexborNode) -> bool:
    """Whether an element that HTML does not know stands in a line of text, as a reference or a glossary's word does: in a paragraph or
    heading, which hold no blocks, or right beside text."""
    around = node.parent
    for _ in range(NESTED):
        if around is None or _KIND_OF_TAG.get(around.tag or "") not in _IN_LINE:
            break
        around = around.parent
    if around is not None and around.tag in _LINES:
        return True
    return any(beside is not None and beside.tag_id == _TEXT and not beside.is_empty_text_node for beside in (node.prev, node.next))


def _flags_of(attributes: Attributes) -> int:
    """The flags of an element by its attributes: its role, whether it is the body of an article, whether it is hidden."""
    flags = _FLAG_OF_ROLE.get(attributes.get("role") or "", 0)
    if attributes.get("itemprop") == "articleBody":
        flags |= BODYPROP
    style = attributes.get("style")
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or (style and _hides(style)):
        flags |= HIDDEN
    return flags


def _is_unseen(attributes: Attributes) -> bool:
    """Whether an inline element within a text is a tooltip or for screen readers; what is hidden otherwise may be unfolded."""
    return attributes.get("role") == "tooltip" or not _UNSEEN.isdisjoint((attributes.get("class") or "").split())


def _hides(style: str) -> bool:
    return ("none" in style or "hidden" in style or not style.islower()) and _HIDING.search(style) is not None


def _ends_with_break(gathered: list[str]) -> bool:
    """Whether the text gathered, from whose end white space is dropped, ends with a line break: a second one ends the block."""
    while gathered and gathered[-1] != _BREAK and gathered[-1].isspace():
        gathered.pop()
    return bool(gathered) and gathered[-1] == _BREAK


def _holds_less(node: LexborNode, size: int) -> bool:
    """Whether the text in `node` has fewer than `size` characters."""
    text = node.text_lexbor()
    return len(text) < size or len(" ".join(text.split())) < size
