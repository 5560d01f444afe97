"""Pages made for training: whole markup, the texts put in are told from the article's, and the same draw makes the same page."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from training_pages import Donor, make_page, teasers, thread

from amw.extract.parse import read_page

TRUTH = [f"Paragraph {n} of the article says something that no other page says, and says it at length." for n in range(9)]
PAGE = f"<html><body><main><h1>Title</h1><div>{''.join(f'<p>{text}</p>' for text in TRUTH)}</div><p>End of page.</p></main></body></html>"
DONORS = [Donor(f"Headline {n} & more", [f"Donor {n} tells its {k}. thing in a sentence of its own." for k in range(4)]) for n in range(12)]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("kind", [teasers, thread])
def test_every_block_of_a_made_page_is_the_pages_or_put_in(kind: object, seed: int) -> None:
    made = make_page(PAGE.encode(), TRUTH, DONORS, random.Random(seed), (kind,))  # type: ignore[arg-type]
    assert made is not None
    assert made == make_page(PAGE.encode(), TRUTH, DONORS, random.Random(seed), (kind,))  # type: ignore[arg-type]
    markup, put_in, own = made
    page = read_page(markup)
    texts = [block.text for block in page.blocks]
    end = page.blocks[texts.index("End of page.")]
    # Nothing that was put in has closed or swallowed what it stands in.
    assert page.elements.tag(page.elements.parents[end.element]) == "main"
    assert TRUTH[0] in texts
    assert not put_in & own
    assert not put_in & set(TRUTH)
    assert own <= set(texts)
    told = put_in | own | set(TRUTH) | {"Title", "End of page."}
    assert sum(len(text) for text in texts if text not in told) < 60 * len(texts)  # dates, names and headings of boxes


def test_a_page_whose_paragraphs_are_not_found_makes_none() -> None:
    assert make_page(b"<p>Other</p>", TRUTH, DONORS, random.Random(1)) is None
    assert make_page(PAGE.encode(), TRUTH, DONORS[:2], random.Random(1)) is None
