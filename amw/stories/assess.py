"""Everything a report is told about its past at once: its connections, novelty, significance and the AMW Read."""

from __future__ import annotations

from dataclasses import dataclass

from amw.stories.conflicts import Conflict, conflicts
from amw.stories.novelty import Score, novelty
from amw.stories.past import Past
from amw.stories.read import Read, write_read
from amw.stories.report import Report
from amw.stories.significance import significance
from amw.stories.threads import Edge, connect


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How a report stands in the story so far."""

    edges: tuple[Edge, ...]
    novelty: Score
    significance: Score
    read: Read | None
    conflicts: tuple[Conflict, ...] = ()


def assess(report: Report, past: Past | None, segment_name: str | None) -> Assessment:
    """`report` against `past` (None: no store to ask); `segment_name` is the segment as readers see it."""
    known = past if past is not None else Past()
    edges, found = connect(report, known), conflicts(report, known)
    return Assessment(
        edges=edges,
        novelty=novelty(report, past),
        significance=significance(report, past),
        read=write_read(report, known, edges, found, segment_name),
        conflicts=found,
    )
