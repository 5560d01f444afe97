"""A made-up capture of Artificial Analysis, the claims of a text, and how these are held against it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from amw.boards import Row, Snapshot
from amw.claims import Claim, Verdict, check, find_claims
from amw.companies import Companies

COMPANIES = Companies.load()
DAY = datetime(2026, 5, 20, tzinfo=UTC)
ON = DAY.date()
MODELS = (
    ("GPT-5.5 (xhigh)", "GPT-5.5", "OpenAI", "US", False, 60.2, "5", "30"),
    ("GPT-5.5 (medium)", "GPT-5.5", "OpenAI", "US", False, 56.7, "5", "30"),
    ("GPT-5.4", "GPT-5.4", "OpenAI", "US", False, 56.8, "2.5", "15"),
    ("Claude Opus 4.7", "Claude Opus 4.7", "Anthropic", "US", False, 57.3, "5", "25"),
    ("Gemini 3.1 Pro", "Gemini 3.1 Pro", "Google", "US", False, 57.2, "2", "12"),
    ("Kimi K2.6", "Kimi K2.6", "Moonshot AI", "CN", True, 53.9, "0.95", "4"),
    ("GLM-5.1", "GLM-5.1", "Z.ai", "CN", True, 51.4, "1.4", "4.4"),
)


def claims_in(text: str) -> list[Claim]:
    """The claims of a text whose names are found in it."""
    return find_claims(text, COMPANIES.find(text))


def ranking(day: datetime = DAY, **scores: float) -> Snapshot:
    rows = [
        Row(
            key=name, raw_name=name, model=name, family=family, maker=maker, country=country, open_weights=is_open,
            score=scores.get(name.replace(" ", "_").replace(".", "_"), score), effort=name.partition("(")[2].rstrip(")") or None,
            prices={"input": Decimal(price), "output": Decimal(out)},
        )
        for name, family, maker, country, is_open, score, price, out in MODELS
    ]  # fmt: skip
    rows += [Row(key=f"m{n}", raw_name=f"m-{n}", model=f"m-{n}", family=f"m-{n}", maker="Else", score=30 - n / 20) for n in range(300)]
    return Snapshot(board="artificial_analysis", captured_at=day, rows=tuple(rows), metric="intelligence_index", version="4.0")


class NoRegister:
    """Nobody is known by another name."""

    def resolve(self, name: str, *, at: date | None = None) -> None:
        return None

    def resolve_model(self, name: str, *, maker: str | None = None) -> None:
        return None

    def company(self, key: str) -> None:
        return None


def held(asked: object, *captures: Snapshot, on: date | None = ON, sentence: str = "") -> Verdict:
    """The verdict on a claim of that day, by `ranking` where no captures are given."""
    return check(asked, captures or (ranking(),), on, sentence=sentence)
