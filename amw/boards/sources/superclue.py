"""SuperCLUE: Chinese Markdown with one table a list; ranks are medals, numbers or "-" (not ranked: foreign models, for comparison)."""

from __future__ import annotations

import re

from amw.boards.found import Body, Found
from amw.boards.tables import read_markdown_tables

_MEDALS = {"🏅": "1", "🥇": "1", "🥈": "2", "🥉": "3"}
_MONTH = re.compile(r"[（(]?(20\d\d)年(\d{1,2})月[)）]?")  # of an edition: "SuperCLUE总排行榜（2023年12月）"
_NEWS = re.compile(r"【(20\d\d)-(\d\d)-\d\d】")


def find(body: Body) -> Found:
    """The lists of an edition, named without its month, which is the version: other questions are asked each month."""
    groups: list[tuple[str, list[dict[str, str]]]] = []
    months: list[re.Match[str]] = []
    for heading, records in read_markdown_tables(body.text):
        if not records or "模型" not in records[0]:
            continue
        months += _MONTH.finditer(heading)
        section = " ".join(_MONTH.sub("", heading).split()) or f"table {len(groups) + 1}"
        if any(name == section for name, _ in groups):
            section = f"{section} {len(groups) + 1}"
        groups.append((section, [_medalled(record) for record in records]))
    dated = next(iter(months), None) or _NEWS.search(body.text)
    return Found(groups=groups, version=f"{dated[1]}-{int(dated[2]):02d}" if dated else None)


def _medalled(record: dict[str, str]) -> dict[str, str]:
    """The record with its rank as a figure, and as it is shown; any other sign, as people have for comparison, is no rank."""
    if (shown := record.get("排名")) is None:
        return record
    rank = next((rank for medal, rank in _MEDALS.items() if medal in shown), shown if any(map(str.isalnum, shown)) else "-")
    return {**record, "排名": rank, "奖牌": shown}
