"""The article's text: which of the page's blocks belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from amw.extract import model
from amw.extract.dom import Block, Page
from amw.extract.features import Floats, describe, in_context, lexicon_columns
from amw.extract.sources import Sources
from amw.extract.structured import article_body, string
from amw.text import clean_line

THRESHOLD: Final = 0.5  # probability from which a block is text; the F1 on held-out publishers is flat from 0.4 to 0.55


@dataclass(frozen=True, slots=True)
class Body:
    """Chosen text (paragraphs separated by one newline) with the classifier's certainty (0..1) and the indexes of its blocks."""

    text: str
    confidence: float
    blocks: tuple[int, ...]


def evidence(sources: Sources) -> dict[str, str]:
    """What the page's metadata says about its text, as `features.describe` takes it."""
    title = sources.meta("og:title") or string(sources.node("headline")) or sources.page.title
    return {"title": title, "data_body": article_body(sources.data.article), "lead": sources.meta("og:description", "description")}


def read_body(page: Page, sources: Sources) -> Body:
    """The blocks that the classifier takes for text, in document order."""
    if not page.blocks:
        return Body("", 0.0, ())
    guess = classify(page, sources)
    chosen = [int(i) for i in np.flatnonzero(guess > THRESHOLD)]
    return Body(join(page.blocks, chosen), _certainty(page.blocks, guess), tuple(chosen))


def classify(page: Page, sources: Sources) -> Floats:
    """The probability for each block that it is part of the article."""
    learned = model.load()
    columns, structure = describe(page, **evidence(sources))
    table = np.concatenate([columns, lexicon_columns(page, learned.names, learned.words)], axis=1)
    first = learned.one.probability(table)
    return learned.two.probability(np.concatenate([table, in_context(first, structure)], axis=1))


def _certainty(blocks: list[Block], guess: Floats) -> float:
    """Expected F1 of the choice if the probabilities are right: twice the expected kept text over kept plus expected text."""
    size = np.array([len(b.text) for b in blocks], np.float32)
    kept = guess > THRESHOLD
    chosen, expected = float(size[kept].sum()), float((size * guess).sum())
    return 2 * float((size * guess)[kept].sum()) / (chosen + expected) if chosen else 0.0


def join(blocks: list[Block], chosen: list[int]) -> str:
    """The text of the chosen blocks, one paragraph a line."""
    return "\n".join(filter(None, (clean_line(line) for i in chosen for line in blocks[i].text.split("\n"))))
