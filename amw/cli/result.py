"""What a crawl found, as people read it: stories with their tags and threads, boards with their ranks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from amw.boards import RankedRow, Snapshot, board, rank
from amw.cli.console import ago, out, table
from amw.db import Connection
from amw.db.reading import Row, board_snapshots, fetch

LIMIT = 6  # stories and boards shown after a crawl; the commands named below show the rest


def print_stories(connection: Connection[Any], *, limit: int = LIMIT) -> None:
    """The newest stories of the store, a panel each."""
    stories = fetch(connection, "story_list", segment=None, language=None, words=None, company=None, since=None, limit=limit)
    for story in stories:
        out.print(story_panel(connection, story))


def story_panel(connection: Connection[Any], story: Row, *, now: datetime | None = None) -> Panel:
    """One story as the page has it, short: map, scores, the AMW Read, companies, models, reports, thread."""
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
    claims = fetch(connection, "article_claims", id=story["article_id"])
    lines += [f"[magenta]claim {escape(claim['verdict'])}:[/] {escape(claim['evidence'])}" for claim in claims]
    lines.append(f"[dim]{story['reports']} reports of {story['outlets']} outlets · {escape(story['url'])}[/]")
    for edge in fetch(connection, "story_thread", id=story["story_id"], limit=4):
        arrow = "later:" if edge["later"] else edge["kind"]
        lines.append(
            f"  [dim]{ago(edge['published_at'], now):>8}[/] {escape(edge['title'])} "
            f"[dim]{escape(edge['company'] or '')} ({arrow} {escape(edge['evidence'])})[/]"
        )
    title = Text(story["title"], style="bold")
    return Panel(
        Group(title, *(Text.from_markup(line) for line in lines)),
        title=f"story {story['story_id']}",
        title_align="left",
        border_style="dim",
    )


def print_boards(connection: Connection[Any], *, rows: int = 8, invented: bool = False) -> None:
    """The boards that have a capture, with the head of each; `invented` says that they are the sample web's."""
    for entry in fetch(connection, "board_list"):
        if entry["captured_at"] is None:
            continue
        taken = board_snapshots(connection, entry["key"], datetime.now(UTC))
        if taken:
            print_board(taken[0], limit=rows)
            if invented:
                out.print("[yellow]Sample web: every figure and every report above is made up.[/]\n")


def print_board(
    taken: Snapshot, *, limit: int | None = None, by: str = "family", country: str | None = None, estimated: bool = True
) -> None:
    """The head of a board as ranked `by` row, family, maker or open, with what the ranks count and whose numbers they are."""
    ranked = ranked_rows(taken, by=by, country=country, estimated=estimated)
    about = board(taken.board)
    counted = "estimated and deprecated rows counted" if estimated else "estimated and deprecated rows left out"
    title = f"{about.name} · {taken.captured_at:%Y-%m-%d %H:%M} UTC · by {by}{f' in {country}' if country else ''} · {counted}"
    columns = ("#", "row", "family", "maker", "country", "model", "by", "score")
    body = [
        (
            place,
            row.rank,
            row.family_rank,
            row.maker_rank,
            f"{row.country_rank} {row.row.country or ''}" if row.country_rank else "",
            row.row.model,
            row.row.maker or "",
            f"{row.score:.2f}" + ("*" if row.row.estimated else "") if row.score is not None else "",
        )
        for place, row in ranked[:limit]
    ]
    out.print(table(title, columns, body, right=("#", "row", "family", "maker", "country", "score")))
    if taken.verdict != "ok":
        out.print(f"[yellow]{taken.verdict}:[/] {escape('; '.join(taken.reasons))}")
    out.print(f"[dim]{escape(taken.attribution or about.attribution)}[/]\n")


def ranked_rows(taken: Snapshot, *, by: str, country: str | None, estimated: bool) -> list[tuple[int, RankedRow]]:
    """The rows with a rank of the kind asked for, each kind's best row once, with that rank, best first."""
    ranked = rank(taken, include_estimated=estimated, include_deprecated=estimated)
    if country:
        names = {"row": "country_row_rank", "family": "country_rank", "maker": "country_maker_rank", "open": "open_rank"}
        ranked = tuple(row for row in ranked if row.row.country == country.upper())
    else:
        names = {"row": "rank", "family": "family_rank", "maker": "maker_rank", "open": "open_rank"}
    seen: set[Any] = set()
    found: list[tuple[int, RankedRow]] = []
    for row in ranked:
        place = getattr(row, names[by])
        unit = {
            "row": (row.row.section, row.row.key),
            "family": (row.row.section, row.row.maker, row.row.family),
            "maker": row.row.maker,
        }.get(by, (row.row.section, row.row.family))
        if place is None or unit in seen or (by == "open" and not row.row.open_weights):
            continue
        seen.add(unit)
        found.append((place, row))
    return sorted(found, key=lambda pair: (pair[1].row.section, pair[0]))


def print_next_steps() -> None:
    """What to do with live sources."""
    out.print(
        "[bold]Next, with live sources:[/]\n"
        "  amw sources                      what is in the catalogue\n"
        "  amw init                         a database of your own (DATABASE_URL, or the embedded one)\n"
        "  amw crawl openai-news            one source; --due for all whose time has come\n"
        "  amw worker                       crawl on schedule, round the clock\n"
        "  amw stories show 1               a story as readers see it; explain says why it scores so",
        highlight=False,
    )
