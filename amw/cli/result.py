"""What a crawl found, as people read it: stories with their tags and threads, boards with their ranks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from amw.boards import RankedRow, Snapshot, board, boards, names
from amw.boards import Row as BoardRow
from amw.boards.history import By
from amw.boards.move import dollars
from amw.claims.verdict import findings, introduced
from amw.cli.console import out, table
from amw.db import Connection
from amw.db.board_tables import board_tables
from amw.db.statements import Row, fetch
from amw.text import counted

TIES = 4  # stories of its thread shown with a story
PLACES = ("rank", "family_rank", "maker_rank", "country_rank")  # of a row, that people quote
LIMIT = 6  # stories shown after a crawl; the commands named below show the rest
ROWS = 8  # of a board, shown beside them


def print_stories(connection: Connection[Any]) -> None:
    """The newest stories of the store, a panel each."""
    stories = fetch(connection, "story_list", segment=None, language=None, words=None, company=None, since=None, limit=LIMIT)
    for story in stories:
        print_story(connection, story)


def print_story(connection: Connection[Any], story: Row, *, thread: bool = True) -> None:
    """One story as the page has it, short: map, scores, the AMW Read, companies, models, reports, thread."""
    from amw.cli.threads import entry_table  # boards, which need no thread, start without what finds them
    from amw.db.as_of import story_page

    head = [story["category"], f"{story['reading_minutes']} min read" if story["reading_minutes"] else None, " ".join(story["countries"])]
    lines: list[str] = [f"[dim]{escape(' · '.join(part for part in head if part))}[/]"]
    if story["amw_read"]:
        lines.append(f"[italic]{escape(story['amw_read'])}[/]")
    where = " · ".join(part for part in (story["segment"], story["lens"]) if part)
    scores = "  ".join(f"{name} {story[name]:.2f}" for name in ("novelty", "significance") if story[name] is not None)
    lines.append(f"[cyan]{escape(where or 'no map')}[/]  {scores}".rstrip())
    if story["companies"] or story["models"]:
        lines.append(
            escape(", ".join(story["companies"])) + (f" [dim]models:[/] {escape(', '.join(story['models']))}" if story["models"] else "")
        )
    if story["hashtags"]:
        lines.append(f"[blue]{escape(' '.join('#' + tag.lstrip('#') for tag in story['hashtags']))}[/]")
    lines += claim_lines(fetch(connection, "story_claims", id=story["story_id"]))
    lines.append(f"[dim]{counted(story['reports'], 'report')} of {counted(story['outlets'], 'outlet')}[/]")
    page = story_page(connection, story["story_id"]) if thread else None
    ties = [entry_table(entry for entry, _ in page.ties[:TIES])] if page and page.ties else []
    indented = (Padding(Text.from_markup(line.lstrip()), (0, 0, 0, len(line) - len(line.lstrip()))) for line in lines)
    shown = Group(Text(story["title"], style="bold"), *indented, *ties)
    out.print(Panel(shown, title=f"story {story['story_id']}", title_align="left", border_style="dim"))
    out.print(escape(story["url"]), style="dim", soft_wrap=True)  # to be copied or clicked, as no folded line can


def claim_lines(claims: Sequence[Row]) -> list[str]:
    """What a story claims of boards, as markup: the capture, and where the model stands on it, are told once for the claims they answer."""
    groups: dict[tuple[Any, Any], list[Row]] = {}
    for claim in claims:
        groups.setdefault((claim["board"], claim["captured_at"]), []).append(claim)
    lines: list[str] = []
    for group in groups.values():
        told, _ = introduced(group[0]["evidence"])
        if told:
            lines.append(f"claims held against {escape(told['board'])}, capture of {told['day']} [dim]({escape(told['about'])})[/]")
        told_by = [f" [dim](as told by {escape(claim['source'])})[/]" if claim["beside"] else "" for claim in group]
        verdicts = [f"  [magenta]{escape(claim['verdict'].replace('_', ' '))}:[/] " for claim in group]
        found = zip(verdicts, findings(claim["evidence"] for claim in group), told_by, strict=True)
        lines += dict.fromkeys(f"{verdict}{escape(told)}{teller}" for verdict, told, teller in found)
    return lines


def print_sample_boards(connection: Connection[Any]) -> None:
    """The boards of the sample web that have a capture, with the head of each."""
    for entry in fetch(connection, "board_list"):
        if (found := board_tables(connection, entry["key"], datetime.now(UTC), by="family", top=ROWS)) is not None:
            print_board(found.snapshot, found.rows[:ROWS])
            out.print("[yellow]Sample web: every figure and every report above is made up.[/]\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What of a board is ranked: one kind of unit, within a scope, by its own metric or another, with or without unmeasured rows."""

    by: By = "family"
    country: str | None = None
    open_weights: bool = False
    metric: str | None = None
    measured: bool = False

    @property
    def scope(self) -> str:
        """The scope as the title of a table says it."""
        country = f" in {self.country}" if self.country else ""
        metric = f", {self.metric}" if self.metric else ""
        return f"{country}{', open weights' * self.open_weights}{metric}"


def print_board(
    taken: Snapshot,
    places: Sequence[tuple[int | None, RankedRow]],
    ranking: Ranking = Ranking(),
    makers: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """`places` of a board, with what the ranks count and whose numbers they are; `makers` names the companies of boards that tell none, by
    key."""
    about = board(taken.board)
    counted = "estimated and deprecated rows left out" if ranking.measured else "estimated and deprecated rows counted"
    title = f"{about.name} · {taken.captured_at:%Y-%m-%d %H:%M} UTC"
    if places and all(place is None for place, _ in places):
        _print_list(f"{title} · a list without ranks{ranking.scope}", [row.row for _, row in places], makers)
        _print_source(taken)
        return
    several = any(row.row.section for _, row in places)
    digits = digits_of(row.score for _, row in places)
    columns = (*["list"] * several, "#", "row", "family", "maker", "country", "system" if about.systems else "model", "by", "score")
    body = [
        (
            *[row.row.section] * several,
            place,
            *place_cells(row),
            row.row.raw_name if about.systems else row.row.model,
            row.row.maker or (None if about.systems else _maker(row.row, makers)),
            figure_cell(row.score, digits) + "*" * row.row.estimated,
        )
        for place, row in places
    ]
    title = f"{title} · by {ranking.by}{ranking.scope} · {counted}"
    out.print(table(title, columns, body, right=("#", "row", "family", "maker", "country", "score")))
    _print_source(taken)


def price_cell(row: BoardRow, kind: str) -> str:
    """A price of a row in US dollars a million tokens, without their sign: "2.50"; "" where none is known."""
    price = row.prices.get(kind)
    return "" if price is None else dollars(price).removeprefix("$")


def digits_of(figures: Iterable[float | None]) -> int:
    """How many decimals figures in one column have: none where all are whole numbers, four where none is beyond one."""
    known = [figure for figure in figures if figure is not None]
    return 0 if all(isinstance(figure, int) for figure in known) else 2 if max(map(abs, known), default=0) > 1 else 4


def figure_cell(figure: float | None, digits: int) -> str:
    """A figure as a table shows it; "" for none."""
    return "" if figure is None else f"{figure:,.{digits}f}"


def places_of(row: RankedRow) -> dict[str, int | None]:
    """The places of a row that people quote, by the names they have in records."""
    return {name: getattr(row, name) for name in PLACES}


def place_cells(row: RankedRow) -> list[Any]:
    """The same as a table shows them, the last with its country."""
    return [row.rank, row.family_rank, row.maker_rank, f"{row.country_rank} {row.row.country or ''}" if row.country_rank else ""]


def print_credits(keys: Iterable[str]) -> None:
    """Whose numbers the table above shows, a line each."""
    for text in dict.fromkeys(boards()[key].attribution for key in keys if key in boards()):
        out.print(f"[dim]{escape(text)}[/]")


def _maker(row: BoardRow, makers: Mapping[str, str]) -> str | None:
    return row.maker or makers.get(row.maker_key or "", row.maker_key)


def _print_list(title: str, rows: Sequence[BoardRow], makers: Mapping[str, str]) -> None:
    """Rows of a board without ranks: what they cost, where it is a list of prices."""
    with_ids = any(row.key not in (row.raw_name, names.key(row.raw_name)) for row in rows)  # an id tells the offers of one model apart
    columns = (*["id"] * with_ids, "model", "by", "country", "$ in", "$ out", "context")
    body = [
        (
            *[row.key] * with_ids,
            row.raw_name,
            _maker(row, makers) or "",
            row.country or "",
            price_cell(row, "input"),
            price_cell(row, "output"),
            f"{row.context:,}" if row.context else "",
        )
        for row in rows
    ]
    out.print(table(title, columns, body, right=columns[-3:], spare=("country", "by")))


def _print_source(taken: Snapshot) -> None:
    """What is odd of a capture, and whose numbers they are."""
    if taken.verdict != "ok":
        out.print(f"[yellow]{taken.verdict}:[/] {escape('; '.join(taken.reasons))}")
    out.print(f"[dim]{escape(taken.attribution or board(taken.board).attribution)}[/]\n")


def print_next_steps() -> None:
    """What to do with the sample web and with live sources, as the shell that asked can run it."""
    program = "amw" if shutil.which("amw") else _program()
    steps = {
        "The same as pages:": {"--sample serve": "stories, boards and companies in a browser"},
        "Next, with live sources:": {
            "sources": "what is in the catalogue",
            "init": "a database of your own (DATABASE_URL, or the embedded one)",
            "crawl openai-news": "one source; --due for all whose time has come",
            "worker": "crawl on schedule, round the clock",
            "stories show 1": "a story as readers see it; explain says why it scores so",
        },
    }
    for title, lines in steps.items():
        out.print(f"[bold]{title}[/]")
        for arguments, purpose in lines.items():
            out.print(f"  {program} {arguments:<20} {purpose}", markup=False)


def _program() -> str:
    """What this process was called as, from here: a path, or `python -m` where a module was run."""
    if Path(sys.argv[0]).name == "__main__.py":
        return f"{os.path.relpath(sys.executable)} -m amw.cli"
    return os.path.relpath(sys.argv[0])
