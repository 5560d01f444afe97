"""The facts of a report as a row holds them, and the report of such a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from amw.stories.past import Figure
from amw.stories.report import Party, Report, Standing

Record = Mapping[str, Any]


def facts_record(report: Report) -> dict[str, Any]:
    """The facts of a report; its place in its story is kept with the story."""
    facts = {name: getattr(report, name) for name in _PLAIN}
    facts["models"] = [*report.models.items()]  # the server keeps no order of keys, a Read names models in theirs
    return facts | {
        name: [{part.name: getattr(one, part.name) for part in fields(one)} for one in getattr(report, name)] for name in _PARTS
    }


def report_of(facts: Record, *, relation: str, likeness: float | None) -> Report:
    """The report of the facts that JSON held, as it stands in its story by now; a fact that is none any more is passed over."""
    plain = {name: facts[name] for name in _PLAIN if name in facts}
    parts = {name: tuple(read(one) for one in facts[name]) for name, read in _PARTS.items()}
    lists = {name: tuple(facts[name]) for name in ("countries", "answered", "leading", "counterparties") if name in facts}
    others = {"published_at": _moment(facts["published_at"]), "models": dict(facts["models"])}
    return Report(**{**plain, **parts, **lists, **others, "relation": relation, "likeness": likeness})


def figure(record: Record) -> Figure:
    """The figure of a record that JSON held."""
    usd = record["usd"]
    return Figure(**{**record, "value": Decimal(record["value"]), "usd": None if usd is None else Decimal(usd)})


def _standing(record: Record) -> Standing:
    return Standing(**{**record, "snapshot_at": _moment(record["snapshot_at"])})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


# The lists of a report and how one of each is read.
_PARTS: dict[str, Callable[[Record], Any]] = {"parties": lambda record: Party(**record), "figures": figure, "standings": _standing}
_PLAIN = tuple(part.name for part in fields(Report) if part.name not in {*_PARTS, "relation", "likeness"})
