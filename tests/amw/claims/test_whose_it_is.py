"""Of whom a lead, a figure or a comparison is told, where its words could be read as of another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ranking import DAY, ranking

from amw.claims import check, find_claims
from amw.companies import Companies

COMPANIES = Companies.load()
INDEX = "the Artificial Analysis Intelligence Index"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Kimi K2.6 trails America's best on {INDEX}.", set()),
        ("Kimi K2.6 costs less than GPT-5.5, according to Artificial Analysis.", {("cheaper", "Kimi K2.6", None)}),
        ("Kimi K2.6在Artificial Analysis总榜领跑国内模型。", {("place in CN", "Kimi K2.6", Decimal(1))}),
    ],
)  # fmt: skip
def test_of_whom_it_is_told(text: str, told: set[tuple[str, str, Decimal | None]]) -> None:
    found = set()
    for claim in find_claims(text, COMPANIES.find(text)):
        kind = claim.measure or ("place" if claim.kind in {"rank", "lead"} else claim.kind)
        kind += f" in {claim.scope}" if claim.scope != "global" else ""
        kind += f" with {', '.join(claim.rivals)}" if claim.rivals and not claim.measure else ""
        found.add((kind, claim.model, claim.value))
    assert found == told


def test_a_version_alone_is_of_the_line_its_maker_has() -> None:
    text = f"Moonshot's K2.6 scores 53.9 on {INDEX}, Anthropic's K2.6 too."
    verdicts = {c.company: check(c, (ranking(),), DAY, sentence=text).verdict for c in find_claims(text, COMPANIES.find(text))}
    assert verdicts["moonshot-ai"] == "supported"
    assert verdicts.get("anthropic", "not_checkable") == "not_checkable"
