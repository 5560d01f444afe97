"""How a crawl of a source ended, judged from its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from amw.text import counted

STOPPED = "shutdown"  # Scrapy's word for the end of a crawl that was asked to stop
Outcome = Literal["complete", "partial", "suspect", "failed"]
_NEWS = {"amw/store/article/new": "new", "amw/store/article/updated": "updated", "amw/store/board/rows": "rows of boards"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`outcome` complete | partial | suspect | failed, and why, in a sentence without a full stop ("" for complete)."""

    outcome: Outcome
    reason: str = ""


def judge(stats: Mapping[str, Any], *, finish_reason: str) -> Verdict:
    """The verdict on a crawl from its statistics, which count visits (amw/visit/OUTCOME) and those of the source's own address apart
    (amw/root/OUTCOME).

    failed: the source's own address gave nothing. partial: cut short, or pages failed that will be tried again. suspect: fewer
    entries than the source declares. complete: everything that was found is stored or rejected with its reason.
    """

    def count(*names: str) -> int:
        return sum(int(stats.get(f"amw/{name}", 0) or 0) for name in names)

    if finish_reason not in {"finished", STOPPED}:
        return Verdict("partial" if count("store/stored") else "failed", f"the crawl ended early: {finish_reason.replace('_', ' ')}")
    if not count("root/fetched", "root/not_modified"):
        if finish_reason == STOPPED:
            return Verdict("partial", "stopped on request before anything was read")
        prefix = "amw/root/reason/"
        reasons = [name.removeprefix(prefix).replace("_", " ") for name in sorted(stats) if name.startswith(prefix)]
        return Verdict("failed", f"its address could not be read: {', '.join(reasons) or 'no answer'}")
    lost = count("store/lost")
    unstored = f"{counted(lost, 'item')} could not be stored and will be fetched again"
    if finish_reason == STOPPED:
        return Verdict("partial", f"stopped on request; {unstored if lost else 'what is left is in the frontier'}")
    if lost:
        return Verdict("partial", unstored)
    if failed := count("visit/failed"):
        return Verdict("partial", f"{counted(failed, 'page')} failed and will be tried again")
    if torn := count("spider/torn"):
        return Verdict("partial", f"{counted(torn, 'file')} damaged; what precedes the damage is replayed")
    if (few := count("spider/expectation/few")) > 1:  # a replay is of many
        return Verdict("suspect", f"{few} sources gave fewer entries than they declare")
    if few:
        return Verdict("suspect", f"{count('entries')} entries, fewer than the source declares")
    return Verdict("complete")


def news(stats: Mapping[str, Any]) -> str:
    """What a crawl added, in words ("12 new, 1 updated"); "" where every page is as it was."""
    return ", ".join(f"{stats[name]} {word}" for name, word in _NEWS.items() if stats.get(name))
