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


def judge(stats: Mapping[str, Any], *, finish_reason: str, kind: str | None = None) -> Verdict:
    """The verdict on a crawl from Scrapy's statistics; `kind` is the source's (None: no one address was its root, as in a replay).

    failed: the source's own address gave nothing. partial: cut short, or pages failed that will be tried again. suspect: fewer
    entries than the source declares. complete: everything that was found is stored or rejected with its reason.
    """

    def total(prefix: str, *outcomes: str) -> int:
        return sum(
            int(value) for name, value in stats.items() if name.startswith(prefix) and (not outcomes or name.rpartition("/")[2] in outcomes)
        )

    if finish_reason not in {"finished", "shutdown"}:
        outcome: Outcome = "partial" if total("amw/store/stored") else "failed"
        return Verdict(outcome, f"the crawl ended early: {finish_reason.replace('_', ' ')}")
    if kind is not None and not total("amw/spider/visit/", "fetched", "not_modified"):
        reasons = sorted(name.removeprefix("amw/spider/outcome/") for name in stats if name.startswith("amw/spider/outcome/"))
        return Verdict("failed", f"nothing could be read: {', '.join(reasons[:3]) or 'no answer'}")
    if kind is not None and kind not in {"page", "article"}:
        root = f"amw/spider/visit/{kind}/"
        if not total(root, "fetched", "not_modified"):
            reasons = sorted(name.removeprefix("amw/spider/outcome/") for name in stats if name.startswith("amw/spider/outcome/"))
            return Verdict("failed", f"its address could not be read: {', '.join(reasons[:3]) or 'no answer'}")
    if finish_reason == "shutdown":
        return Verdict("partial", "stopped on request; what is left is in the frontier")
    failed = total("amw/spider/visit/", "failed")
    if failed and kind is not None:
        return Verdict("partial", f"{failed} page{'s' * (failed > 1)} failed and will be tried again")
    if total("amw/spider/expectation/few"):
        return Verdict("suspect", "fewer entries than the source declares")
    return Verdict("complete")
