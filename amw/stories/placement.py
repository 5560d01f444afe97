"""What grouping says of an article: its story, its relation to what is known, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Relation = Literal["new", "duplicate", "same_story", "update"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change to stories that stood: `kind` "merge" (story `source` is now part of `target`) or "split" (`documents` left `source`
    for `target`). Identifiers stay valid: a merged story keeps pointing to its target. `reason` is in words."""

    kind: Literal["merge", "split"]
    source: int
    target: int
    documents: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article went.

    `story_id`, None for a new story that a database has yet to number; `relation`; `nearest`, the doc_id of the closest known article
    (in a database its article id), None when there was none to compare; `score` (0..1), how likely the two tell of one event;
    `evidence`, named facts behind the decision (JSON-ready); `changes` to other stories that it caused.
    """

    story_id: int | None
    relation: Relation
    nearest: str | None
    score: float
    evidence: Mapping[str, object] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
