"""The article's text: which of the page's blocks belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from amw.extract.dom import ASIDE, CAPTION, DIALOG, FOOTER, FORM, NAV, Block, Page
from amw.text import clean_line


@dataclass(frozen=True, slots=True)
class Body:
    """Chosen text (paragraphs separated by one newline) with the classifier's certainty (0..1) and the indexes of its blocks."""

    text: str
    confidence: float
    blocks: tuple[int, ...]


_OUTSIDE = NAV | FOOTER | ASIDE | FORM | CAPTION | DIALOG


def read_body(page: Page) -> Body:
    """The blocks of the densest container."""
    blocks, elements = page.blocks, page.elements
    score = [0.0] * len(elements)
    for block in blocks:
        size = len(block.text)
        if block.flags & _OUTSIDE or block.link_chars > 0.4 * size or size < 40:
            continue
        points = size * (1 - block.link_chars / size) * (1.0 if block.tag == "p" else 0.6)
        element = elements[block.element].parent if block.tag in ("p", "li", "h2", "h3") else block.element
        weight = 1.0
        for _ in range(3):
            if element < 0:
                break
            score[element] += points * weight
            element = elements[element].parent
            weight *= 0.7
    if not any(score):
        return Body("", 0.0, ())
    best = max(range(len(score)), key=score.__getitem__)
    inside = [False] * len(elements)
    inside[best] = True
    for i in range(best + 1, len(elements)):
        parent = elements[i].parent
        inside[i] = parent >= 0 and inside[parent]
    chosen = [i for i, b in enumerate(blocks) if inside[b.element] and _keep(b)]
    text = join(blocks, chosen)
    return Body(text, min(1.0, len(text) / 2000), tuple(chosen))


def _keep(block: Block) -> bool:
    size = len(block.text)
    return not block.flags & _OUTSIDE and block.link_chars < 0.5 * size and (size > 40 or block.tag in ("h2", "h3", "p", "li"))


def join(blocks: list[Block], chosen: list[int]) -> str:
    """The text of the chosen blocks, one paragraph a line."""
    return "\n".join(filter(None, (clean_line(line) for i in chosen for line in blocks[i].text.split("\n"))))
