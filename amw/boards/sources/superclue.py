"""SuperCLUE: Chinese Markdown with one table a list; ranks are medals, numbers or "-" (not ranked: foreign models, for comparison)."""

from __future__ import annotations

import re

from amw.boards.found import Body, Found
from amw.boards.tables import read_markdown_tables

_MEDALS = {"🏅": "1", "🥇": "1", "🥈": "2", "🥉": "3"}
_VERSION = re.compile(r"(20\d\d)年(\d{1,2})月榜单|【(20\d\d)-(\d\d)-\d\d】")


def find(body: Body) -> Found:
    groups: list[tuple[str, list[dict[str, str]]]] = []
    for heading, records in read_markdown_tables(body.text):
        if not records or "模型" not in records[0]:
            continue
        section = " ".join(heading.split()) or f"table {len(groups) + 1}"
        if any(name == section for name, _ in groups):
            section = f"{section} {len(groups) + 1}"
        groups.append(
            (
                section,
                [{**record, "排名": _medal(record["排名"]), "奖牌": record["排名"]} if "排名" in record else record for record in records],
            )
        )
    dated = _VERSION.search(body.text)
    version = f"{dated[1] or dated[3]}-{int(dated[2] or dated[4]):02d}" if dated else None
    return Found(groups=groups, version=version)


def _medal(cell: str) -> str:
    """The rank that a cell shows; any other sign, as people have for comparison, is none."""
    return next((rank for medal, rank in _MEDALS.items() if medal in cell), cell if any(map(str.isalnum, cell)) else "-")
