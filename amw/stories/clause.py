"""A part of the AMW Read with the rows that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of the sentence, the refs of the rows it rests on, and what it was read off; `counts` are numbers it counted itself.

    `against` marks a clause that takes something back (a contradiction), so that the next one is joined by "and", not "but"; `own` one
    that brings a subject of its own, while others speak of the report.
    """

    text: str
    refs: tuple[str, ...]
    evidence: str = ""
    counts: tuple[int, ...] = ()
    against: bool = False
    own: bool = False

    def to_record(self) -> Mapping[str, object]:
        record: dict[str, object] = {"text": self.text, "refs": self.refs}
        if self.evidence:
            record["evidence"] = self.evidence
        if self.counts:
            record["counts"] = self.counts
        return record
