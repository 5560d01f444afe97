"""LiveBench: a release's table of task scores; the global average is the mean of the category means, as the site computes it.

Which task belongs to which category stands in the release's `categories_*.json`; where that file does not come along, the union of
the published ones is used. A column of figures that is no task of a known release is kept and told; in a release that nobody knows it
may be a task, and leaves the average empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from amw.boards import readers, values
from amw.boards.columns import snake
from amw.boards.found import Body, Found
from amw.boards.records import Row

_RELEASE = re.compile(r"(?:table|categories)_(\d{4})_(\d\d)_(\d\d)")

# Category -> tasks, read off categories_2024_06_24.json, categories_2025_11_25.json and categories_2026_01_08.json of livebench.ai.
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "Reasoning": ("web_of_lies", "web_of_lies_v2", "web_of_lies_v3", "zebra_puzzle", "theory_of_mind", "spatial", "logic_with_navigation"),
    "Coding": ("LCB_generation", "coding_completion", "code_generation", "code_completion"),
    "Agentic Coding": ("javascript", "typescript", "python"),
    "Mathematics": ("AMPS_Hard", "integrals_with_game", "math_comp", "olympiad"),
    "Data Analysis": ("cta", "consecutive_events", "tablejoin", "tablereformat"),
    "Language": ("connections", "plot_unscrambling", "typos"),
    "IF": ("paraphrase", "simplify", "story_generation", "summarize"),
}
_ALWAYS = frozenset(
    """AMPS_Hard connections math_comp olympiad paraphrase plot_unscrambling simplify story_generation summarize tablejoin tablereformat
    typos zebra_puzzle""".split()
)
_SINCE_2025 = _ALWAYS | frozenset("code_completion code_generation javascript python spatial typescript".split())
# Release -> the tasks its table has had since it came out, read off the headers of the published tables.
TASKS: Mapping[str, frozenset[str]] = {
    "2024-06-24": _ALWAYS | {"LCB_generation", "coding_completion", "cta", "web_of_lies_v2"},
    "2025-05-30": _SINCE_2025 | {"web_of_lies_v3"},
    "2025-11-25": _SINCE_2025 | {"theory_of_mind"},
    "2025-12-23": _SINCE_2025 | {"theory_of_mind", "logic_with_navigation"},
    **dict.fromkeys(("2026-01-08", "2026-06-25"), _SINCE_2025 | {"theory_of_mind", "logic_with_navigation", "integrals_with_game"}),
}
_TELLING = {  # task -> release, in the order in which they tell
    "web_of_lies_v2": "2024-06-24",
    "web_of_lies_v3": "2025-05-30",
    "integrals_with_game": "2026-01-08",
    "logic_with_navigation": "2025-12-23",
    "theory_of_mind": "2025-11-25",
}


def find(body: Body) -> Found:
    stated = _RELEASE.search(body.url or "")
    version = "-".join(stated.groups()) if stated else None
    if body.board.kind == "reference":
        listed = _categories(readers.read_json(body.text))
        return Found(groups=(("", [{"task": t, "category": name} for name, tasks in listed.items() for t in tasks]),), version=version)
    records = readers.read_csv(body.text)
    header = set(records[0]) if records else set()
    if any(column.casefold() == "global average" for column in header):
        return Found(groups=(("", records),), version=version, complete=True)
    beside = next((other for name, other in body.companions.items() if "categories" in name), None)
    categories: Mapping[str, tuple[str, ...]] = _categories(readers.read_json(beside)) if beside else CATEGORIES
    tasks = header - {"model", "Model"}
    known = {task for group in categories.values() for task in group}
    told, gone = _release_of(tasks)
    release = version or told
    alike = [other for other in TASKS if TASKS[other] == TASKS.get(release or "") and other <= f"{body.captured_at:%Y-%m-%d}"]
    version = version or (told if len(alike) < 2 else None)  # two were out by then that have the same tasks
    strange = sorted(task for task in tasks - known if any(values.number(record.get(task)) is not None for record in records))
    lacking = sorted(TASKS.get(release or "", frozenset()) - tasks)
    reasons = (
        *([f"no task of {', '.join(gone)}: lost, or of an older release"] if gone and release is None else []),
        *([f"tasks without a category: {', '.join(strange)}"] if strange else []),
        *([f"tasks of the release that are not there: {', '.join(lacking)}"] if lacking else []),
    )
    other = lacking or (strange and not beside and release not in TASKS)  # a mean of other tasks is another score
    parts = {name: [snake(task) for task in group if task in tasks] for name, group in categories.items()}
    return Found(groups=(("", records),), version=version, reasons=reasons, finish=None if other else lambda row: _averaged(row, parts))


def _categories(data: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(data, dict) or not all(isinstance(tasks, list) for tasks in data.values()):
        raise readers.Unreadable("no categories")
    return {str(name): tuple(str(task) for task in tasks) for name, tasks in data.items()}


def _averaged(row: Row, categories: Mapping[str, list[str]]) -> Row:
    """The row with a mean per category and their mean; None where the row lacks a task."""
    means: dict[str, float] = {}
    for name, tasks in categories.items():
        if tasks:
            scores = [row.metrics[task] for task in tasks if task in row.metrics]
            if len(scores) < len(tasks):
                return row
            means[f"{snake(name)}_average"] = sum(scores) / len(scores)
    overall = round(sum(means.values()) / len(means), 4)
    metrics = {**row.metrics, **{name: round(mean, 4) for name, mean in means.items()}, "global_average": overall}
    return replace(row, metrics=metrics, score=overall)


def _release_of(tasks: set[str]) -> tuple[str | None, list[str]]:
    """The release of a table that came without its address, told by tasks that only some releases have, and the categories of which it has
    no task though that release has some: one that lacks nothing else is of a release that nobody knows."""
    told = next((release for task, release in _TELLING.items() if task in tasks), None)
    lost = TASKS.get(told or "", frozenset()) - tasks
    gone = [name for name, group in CATEGORIES.items() if not lost.isdisjoint(group) and tasks.isdisjoint(group)]
    unknown = lost and lost <= {task for name in gone for task in CATEGORIES[name]}
    return None if unknown else told, gone
