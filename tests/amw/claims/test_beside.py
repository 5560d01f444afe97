"""What a sentence says beside its claim leaves a falsehood contradicted, unless it may bound the claim."""

from __future__ import annotations

import pytest
from ranking import DAY, claims_in, ranking

from amw.claims import check


def words(text: str) -> set[str]:
    claims = claims_in(text)
    return {check(claim, (ranking(),), DAY, sentence=text).verdict for claim in claims if claim.kind in {"rank", "lead"}}


@pytest.mark.parametrize(
    "text",
    [
        "Big news: GLM-5.1 now ranks third on the Artificial Analysis Intelligence Index.",
        "We are thrilled to announce that GLM-5.1 ranks third on the Artificial Analysis Intelligence Index.",
        "According to a new blog post, GLM-5.1 ranks third on the Artificial Analysis Intelligence Index.",
        "Released in early spring, GLM-5.1 ranks third on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 quietly ranks third on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 ranks third on the prestigious and widely cited Artificial Analysis Intelligence Index.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, delivering striking value to startups.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, hinting that its maker has closed much of the gap.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index and suggests that the race is tightening.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, and underscores how fast labs in Asia move.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index — thanks to a revised training recipe.",
        "GLM-5.1, which was unveiled in Beijing, ranks third on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index (https://artificialanalysis.ai/models).",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, based on 5,829 blind votes.",
        "As of May 2026, GLM-5.1 ranks third on the Artificial Analysis Intelligence Index.",
    ],
)
def test_what_bounds_nothing_leaves_a_falsehood_contradicted(text: str) -> None:
    assert words(text) == {"contradicted"}


@pytest.mark.parametrize(
    "text",
    [
        "GLM-5.1 formerly ranks third on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 regionally ranks third on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, counting labs of one city.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, leaving closed models aside.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index and suggests that it is so for small models.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, hinting that closed labs are aside.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, making it the best small model.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, while excluding proprietary systems.",
        "GLM-5.1 ranks third on the Artificial Analysis Intelligence Index, based on 5,829 German votes.",
        "Coding: GLM-5.1 ranks third on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 ranks third on the weighted Artificial Analysis Intelligence Index.",
        "According to the coding table, GLM-5.1 ranks third on the Artificial Analysis Intelligence Index.",
    ],
)
def test_what_may_bound_a_claim_leaves_it_open(text: str) -> None:
    assert "contradicted" not in words(text)
