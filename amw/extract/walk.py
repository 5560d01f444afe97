"""One pass over a parsed page, from its elements to `dom.Page`."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborNode

from amw.extract import dom
from amw.extract.dom import BODYPROP, HIDDEN, PRE, Block, Look, Mark, Page, text_of
from amw.extract.furniture import FIELD, kinds_of
from amw.extract.tags import BLOCK, BOLD, FLAG_OF_TAG, IMAGE, LINE_BREAK, LINK, METADATA, TOLD_OF_NUMBER, told_of

MAX_BLOCKS: Final = 5_000
MAX_ELEMENTS: Final = 30_000  # unclosed <b> and the like multiply: a parser makes five nodes of one tag
MAX_SIGNS: Final = 10_000  # elements that may hold a title, date or author
MAX_READ: Final = 2_000_000  # characters of marks that are read for one field: nested ones hold one another's text
MAX_NAME: Final = 400  # characters of an element's classes and id
MAX_VALUE: Final = 200_000  # characters of a page's title and of one piece of metadata; the longest real one read has fewer than 90,000
MAX_MENU: Final = 20_000  # characters in a <nav> or <footer> that is passed over; a longer one was left open and holds the page
MAX_TEXT: Final = 1_200_000  # characters of text kept; the longest real article measured has 53,000
_FLAG_OF_ROLE: Final = {
    "navigation": dom.NAV, "banner": dom.HEADER, "contentinfo": dom.FOOTER, "complementary": dom.ASIDE, "dialog": dom.DIALOG,
    "alertdialog": dom.DIALOG, "main": dom.MAIN, "menu": dom.NAV, "article": dom.ARTICLE, "search": dom.FORM, "menubar": dom.NAV,
    "tablist": dom.NAV,
}  # fmt: skip
_ELSEWHERE: Final = dom.NAV | dom.FOOTER  # inline elements there hold no date, author or title
_RARE: Final = frozenset(("itemprop", "itemscope", "rel", "role", "style", "hidden", "aria-hidden", "data-testid"))
_MICRODATA: Final = frozenset(("itemprop", "itemscope"))
TEXT: Final = 2  # lexbor's number of a text node
_BREAK: Final = "\x00"  # a line break in text being gathered: parsing leaves no NUL in text
_HIDING: Final = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


def _name_of(attributes: dict[str, str | None]) -> str:
    name = attributes.get("class") or ""
    if attributes.get("id"):
        name = f"{name} #{attributes['id']}"
    return f"{name} {attributes['data-testid']}" if attributes.get("data-testid") else name


def _hides(style: str) -> bool:
    return ("none" in style or "hidden" in style or not style.islower()) and _HIDING.search(style) is not None


def _tells(attributes: dict[str, str | None]) -> bool:
    return "itemprop" in attributes or attributes.get("rel") == "author" or "data-testid" in attributes


def marks(page: Page, first: int = -1, last: int = MAX_BLOCKS) -> list[Mark]:
    """The elements that may hold a title, date or author, in document order, or those of them that start in blocks `first` to `last`.

    Inline elements are most of those that could, and what they say of themselves is asked only here: many pages never need it.
    """
    found: list[Mark] = []
    bits_of: dict[str, int] = {}
    known_bits = bits_of.get
    for i, sign in enumerate(page.signs):
        if sign is None:
            continue
        if isinstance(sign, Mark):
            if first <= sign.block <= last:
                found.append(sign)
            continue
        node, tag, element, block, flags = sign
        if not first <= block <= last:
            continue
        attributes = {} if flags & _ELSEWHERE else node.attributes
        name = attributes.get("class") or ""
        if "id" in attributes:
            name = f"{name} #{attributes['id']}"
        bits = known_bits(name)
        if bits is None:
            bits = bits_of[name] = kinds_of(name[:MAX_NAME])
        if bits & FIELD or tag == "time" or "itemprop" in attributes or "data-testid" in attributes or attributes.get("rel") == "author":
            mark = page.signs[i] = Mark(node, tag, _name_of(attributes), attributes, element, block, flags)
            found.append(mark)
        else:
            page.signs[i] = None
    if first < 0 and last >= MAX_BLOCKS:
        page.signs[:] = found
    return found


def read_on(page: Page) -> None:
    """Walk the page's footers as well, which are passed over at first: one page in six is menus and footers."""
    footers, page.footers = page.footers, []
    for footer in footers:
        walk(page, footer)


def walk(page: Page, body: LexborNode, *, marks: bool = True) -> None:
    """Add the blocks, elements, images and, where they are wanted, what may become `marks` below `body` to `page`; without
    `marks` no kinds of names are told either."""
    blocks, signs, elements = page.blocks, page.signs, page.elements
    kinds, looks, parents, depths, firsts, lasts = (
        elements.kinds, elements.looks, elements.parents, elements.depths, elements.firsts, elements.lasts,
    )  # fmt: skip
    bits = elements.bits
    known = {look: i for i, look in enumerate(kinds)}
    buffer: list[str] = []
    stack: list[tuple[LexborNode, int, int, bool, bool]] = []
    flags, in_link, in_bold = FLAG_OF_TAG.get(body.tag or "", 0), False, False
    link_chars = links = bold_chars = 0
    broke, full = False, len(blocks) >= MAX_BLOCKS
    room, depth = MAX_TEXT, 0
    # Counted here, for to ask lists for their lengths a thousand times a page takes longer.
    place, element, signs_left = len(blocks), len(looks), MAX_SIGNS - len(signs) if marks else 0
    of_number, number_of = TOLD_OF_NUMBER.get, known.get
    add_look, add_parent, add_depth, add_first, add_last = looks.append, parents.append, depths.append, firsts.append, lasts.append

    def new(look: Look) -> int:
        known[look] = len(kinds)
        kinds.append(look)
        bits.append(kinds_of(look[1]) if marks and look[1] else 0)
        return known[look]

    def flush() -> None:
        nonlocal link_chars, links, bold_chars, broke, room, full, place
        if buffer:
            raw = ("".join(buffer) if len(buffer) > 1 else buffer[0])[:room]
            room -= len(raw)
            buffer.clear()
            if broke:
                text = "\n".join(filter(None, (" ".join(line.split()) for line in raw.split(_BREAK))))
                broke = False
            elif raw.isprintable() and "  " not in raw:  # as paragraphs are: no white space but single spaces
                text = raw.strip()
            else:
                text = " ".join(raw.split())
            if text:
                size = len(text)
                linked = link_chars if link_chars < size else size
                blocks.append(Block(text, kinds[looks[current]][0], current, flags, linked, links, bold_chars))
                place += 1
            full = place >= MAX_BLOCKS or room <= 0
        link_chars = links = bold_chars = 0

    attributes = body.attributes
    page.microdata = page.microdata or not _MICRODATA.isdisjoint(attributes)
    look = (body.tag or "body", _name_of(attributes), attributes.get("itemprop") or "")
    current = root = element
    add_look(known[look] if look in known else new(look))
    add_parent(-1)
    add_depth(0)
    add_first(place)
    add_last(0)
    node: LexborNode | None = body.first_child
    while True:
        if node is None:
            if not stack:
                break
            node, parent, around, in_link, in_bold = stack.pop()
            if parent >= 0:  # a block ends
                if buffer or links:
                    flush()
                lasts[current] = place
                current, flags = parent, around
                depth -= 1
            node = node.next
            continue
        number = node.tag_id
        if number == TEXT:
            if not buffer and node.is_empty_text_node:
                node = node.next
                continue
            text = node.text_content or ""
            if buffer or not text.isspace():
                if flags & PRE and "\n" in text:
                    text, broke = text.replace("\n", _BREAK), True
                buffer.append(text)
                if in_link or in_bold:
                    size = len(text.strip())
                    if in_link:
                        link_chars += size
                    if in_bold:
                        bold_chars += size
            node = node.next
            continue
        tag, kind, own, inside, bare, telling = of_number(number) or told_of(node, number)
        if inside and not flags & inside and _holds_less(node, MAX_MENU):
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
                    telling = telling or (marks and _tells(attributes))
            look = (tag, name, itemprop)
            seen = number_of(look)
            if seen is None:
                seen = new(look)
            if buffer or links:
                flush()
            if (telling or bits[seen] & FIELD) and signs_left > 0:
                mark = Mark(node, tag, _name_of(attributes) if rare else name, attributes, current, place, flags)
                signs.append(mark)
                signs_left -= 1
                if tag == "h1":
                    page.headings.append(mark)
            child = node.first_child
            if child is None:
                node = node.next
                continue
            stack.append((node, current, flags, in_link, in_bold))
            flags |= own
            if rare:
                flags |= _FLAG_OF_ROLE.get(attributes.get("role") or "", 0)
                if itemprop == "articleBody":
                    flags |= BODYPROP
                style = attributes.get("style")
                if "hidden" in attributes or attributes.get("aria-hidden") == "true" or (style and _hides(style)):
                    flags |= HIDDEN
            depth += 1
            add_look(seen)
            add_parent(current)
            add_depth(depth)
            add_first(place)
            add_last(0)
            current = element = element + 1
            if full or current >= MAX_ELEMENTS:
                page.truncated = True
                break
            node = child
            continue
        if kind <= BOLD:
            # Inline elements of menus and footers hold no date, author or title; some others say nothing of themselves.
            if signs_left > 0 and (telling or not (bare or flags & _ELSEWHERE)):
                signs.append((node, tag, current, place, flags))
                signs_left -= 1
            links += kind == LINK
            child = node.first_child
            if child is None:
                node = node.next
                continue
            stack.append((node, -1, flags, in_link, in_bold))
            if kind == LINK:
                in_link = True
            elif kind == BOLD:
                in_bold = True
            node = child
            continue
        if kind == IMAGE:
            page.images.append((node, place, flags))
        elif kind == LINE_BREAK:
            while buffer and buffer[-1] != _BREAK and buffer[-1].isspace():
                buffer.pop()
            if buffer and buffer[-1] == _BREAK:
                flush()
            elif buffer:
                broke = True
                buffer.append(_BREAK)
        elif kind == METADATA:
            read_data(page, node, tag)
        elif tag == "iframe":
            page.frames += 1
        node = node.next
    flush()
    while current >= root:
        lasts[current] = place
        current = parents[current]


def read_data(page: Page, node: LexborNode, tag: str) -> None:
    if tag == "title":
        page.title = page.title or text_of(node)[:MAX_VALUE]
        return
    if tag == "script" and node.first_child is None:  # as nearly all, once the scripts are lifted
        return
    if tag == "link":
        rel = (node.attrs.get("rel") or "").lower()
        if "canonical" in rel or rel == "image_src":  # style sheets and icons are dozens
            page.links.append((rel, node.attributes))
        return
    attributes = node.attributes
    if tag == "meta":
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or attributes.get("http-equiv")
        content = attributes.get("content")
        if key and content:
            page.metas.append((key[:MAX_NAME].strip().lower(), content[:MAX_VALUE]))
    elif not attributes.get("src"):
        page.script_nodes.append((f"{attributes.get('type') or ''} {attributes.get('id') or ''}".strip().lower(), node))


def _holds_less(node: LexborNode, size: int) -> bool:
    """Whether the text in `node` has fewer than `size` characters."""
    text = node.text_lexbor()
    return len(text) < size or len(" ".join(text.split())) < size
