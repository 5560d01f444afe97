"""How a crawl of a source ended, judged from its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["complete", "partial", "suspect", "failed"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`outcome` complete | partial | suspect | failed, and why, in a sentence without a full stop ("" for complete)."""

    outcome: Outcome
    reason: str = ""


def judge(stats: Mapping[str, Any], *, finish_reason: str, expected: tuple[int, int] | None = None) -> Verdict:
    """The verdict on a crawl from Scrapy's statistics.

    failed: the source's own address gave nothing. partial: cut short, or pages failed that will be tried again. suspect: fewer
    entries than the source declares. complete: everything that was found is stored or rejected with its reason.
    """

    def count(name: str) -> int:
        return int(stats.get(name, 0) or 0)

    entries = count("amw/entries")
    if finish_reason not in {"finished", "shutdown"}:
        outcome: Outcome = "partial" if count("amw/store/stored") else "failed"
        return Verdict(outcome, f"the crawl ended early: {finish_reason.replace('_', ' ')}")
    failed_root = count("amw/root/failed") + count("amw/root/refused") + count("amw/root/gone")
    if failed_root and not count("amw/root/fetched") + count("amw/root/not_modified"):
        why = next((key.removeprefix("amw/root/reason/") for key in stats if key.startswith("amw/root/reason/")), "no answer")
        return Verdict("failed", f"its address could not be read: {why.replace('_', ' ')}")
    if finish_reason == "shutdown":
        return Verdict("partial", "stopped on request; what is left is in the frontier")
    failed = count("amw/visit/failed")
    if failed:
        return Verdict("partial", f"{failed} page{'s' * (failed > 1)} failed and will be tried again")
    if expected is not None and count("amw/root/fetched") and entries < expected[0]:
        return Verdict("suspect", f"{entries} entries where at least {expected[0]} were expected")
    return Verdict("complete")
