"""How the command line tells of claims: what they share once, what each adds."""

from __future__ import annotations

from typing import Any

from amw.claims.verdict import introduced
from amw.cli.result import claim_lines

STANDS = "Lantern 3 has 56.6: row 7, family 5."
HEAD = "Artificial Analysis, capture of 2026-05-20 (332 rows, method 4.0): "


def claim(evidence: str, *, verdict: str = "supported", board: str | None = "artificial_analysis", beside: bool = False) -> dict[str, Any]:
    said = {"verdict": verdict, "evidence": evidence, "beside": beside, "source": "Late [post]"}
    return {"board": board, "captured_at": 1 if board else None, **said}


def test_a_capture_and_a_standing_are_told_once() -> None:
    told = (
        f"{STANDS} 5th of all holds by family.",
        f"{STANDS} 1st in CN holds by row.",
        "Lantern 3 has 56.6; 56.6 agrees.",
        f"{STANDS} 1st in CN holds by row.",
    )
    same = [claim(HEAD + rest) for rest in told]
    lines = claim_lines([*same, claim("no board is named", verdict="not_checkable", board=None)])
    assert lines == [
        "claims held against Artificial Analysis, capture of 2026-05-20 [dim](332 rows, method 4.0)[/]",
        f"  [magenta]supported:[/] {STANDS} 5th of all holds by family.",
        "  [magenta]supported:[/] 1st in CN holds by row.",
        "  [magenta]supported:[/] Lantern 3 has 56.6; 56.6 agrees.",
        "  [magenta]not checkable:[/] no board is named",
    ]


def test_a_place_alone_is_of_the_row_that_was_named_last() -> None:
    rival = "Ember 2 has 53.8: row 12, family 8."
    told = (
        f"{STANDS} 5th of all holds by family.",
        f"{rival} 3rd in CN holds by row.",
        f"{STANDS} 7th of all holds by row.",
        f"{STANDS} 9th.",
    )
    assert claim_lines([claim(HEAD + rest, beside=number > 0) for number, rest in enumerate(told)])[2:] == [
        f"  [magenta]supported:[/] {rival} 3rd in CN holds by row. [dim](as told by Late \\[post])[/]",
        f"  [magenta]supported:[/] {STANDS} 7th of all holds by row. [dim](as told by Late \\[post])[/]",
        "  [magenta]supported:[/] 9th. [dim](as told by Late \\[post])[/]",
    ]


def test_claims_stand_below_their_own_capture_in_whatever_order_they_come() -> None:
    other = HEAD.replace("Artificial Analysis", "LMArena")
    told = [
        claim(f"{HEAD}first."),
        claim(f"{other}second.", board="arena_text"),
        claim(f"{HEAD}third."),
        claim(f"{other}first.", board="arena_text"),
    ]
    assert [line.partition("capture")[0].replace("[magenta]supported:[/]", "").strip(" ,") for line in claim_lines(told)] == [
        "claims held against Artificial Analysis", "first.", "third.", "claims held against LMArena", "second.", "first.",
    ]  # fmt: skip


def test_what_another_report_says_is_told_with_whose_it_is() -> None:
    lines = claim_lines([claim(f"{HEAD}first."), claim(f"{HEAD}second.", verdict="contradicted", beside=True)])
    assert lines[1:] == ["  [magenta]supported:[/] first.", "  [magenta]contradicted:[/] second. [dim](as told by Late \\[post])[/]"]


def test_markup_in_evidence_is_text() -> None:
    assert claim_lines([claim("[red]5[/] of 9", verdict="imprecise")]) == ["  [magenta]imprecise:[/] \\[red]5\\[/] of 9"]


def test_an_introduction_is_told_from_what_follows() -> None:
    assert introduced(HEAD + STANDS) == ({"board": "Artificial Analysis", "day": "2026-05-20", "about": "332 rows, method 4.0"}, STANDS)
    assert introduced("no capture before 2026-05-20") == ({}, "no capture before 2026-05-20")
