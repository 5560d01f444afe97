"""How the command speaks: records as JSON lines or tables on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from operator import itemgetter
from pathlib import Path
from shlex import quote
from typing import Annotated, Any, Literal, NoReturn, TextIO

import typer
from rich.cells import cell_len
from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from typer.core import TyperGroup

from amw.plain import plain
from amw.text import ago as told_ago


class _Out(Console):
    """Records for people. Where their reader has gone, nothing is left to do."""

    def on_broken_pipe(self) -> None:
        raise


class _Log(Console):
    """What is told beside them. Where nobody listens, as when a worker was killed, its crawl goes on without a word."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _width(stream: TextIO) -> int | None:
    """None where the terminal tells; a file or a pipe has no width of its own, and 80 columns would break every table."""
    return None if stream.isatty() else 160


out = _Out(width=_width(sys.stdout), highlight=False)
log = _Log(stderr=True, width=_width(sys.stderr), highlight=False)

DONE, FAILED, USAGE, PARTIAL = 0, 1, 2, 3
Cells = Mapping[str, Callable[[Any], Any]]  # what stands in a column, by its name
FOLDED = 24  # columns of text that is readable though it goes on in the next line
WHOLE = 44  # columns of a figure, or of what a row is called, which is copied: these stand in one line


def ending(outcomes: Iterable[str]) -> int:
    """The exit code of crawls that ended so: 0 where every one is complete, 1 where every one failed, 3 for anything between."""
    found = set(outcomes)
    return DONE if found <= {"complete"} else FAILED if found == {"failed"} else PARTIAL


def fail(message: str, mend: str = "", code: int = FAILED) -> NoReturn:
    """Says what happened and what to do next, and ends the command."""
    log.print(f"[bold red]amw:[/] {escape(message)}", soft_wrap=True)
    if mend:
        log.print(f"     {escape(mend)}", soft_wrap=True)
    sys.exit(code)


Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Format = Annotated[Literal["jsonl", "csv"], typer.Option(help="JSON lines, or CSV for a spreadsheet.")]
Limit = Annotated[int, typer.Option(help="How many at most.", min=1, max=10**9)]
SourcesFile = Annotated[
    Path | None,
    typer.Option(
        "--sources", envvar="AMW_SOURCES_FILE", help="A file of sources of your own (TOML).", exists=True, dir_okay=False, readable=True
    ),
]


def commands() -> typer.Typer:
    """What holds the commands of a module."""
    return typer.Typer(rich_markup_mode="markdown", add_completion=False)


class _Listing(TyperGroup):
    """A command that lists when called alone; who names what is listed is told how one is shown."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if not get_close_matches(args[0], self.commands):
            ctx.fail(f"No such command {args[0]!r}. `{ctx.command_path} show {quote(args[0])}` shows one.")
        return super().resolve_command(ctx, args)


def group(name: str, help: str, example: str) -> typer.Typer:
    """A command with commands of its own, which lists when called alone."""
    epilog = f"Example: `{example}`"
    return typer.Typer(name=name, cls=_Listing, help=help, epilog=epilog, invoke_without_command=True, rich_markup_mode="markdown")


def print_json(records: Iterable[Any]) -> None:
    """One JSON document a line; letters are escaped as JSON does it where the output cannot hold all of them."""
    narrow = not sys.stdout.encoding.lower().startswith("utf")
    for record in records:
        sys.stdout.write(json.dumps(plain(record), ensure_ascii=narrow) + "\n")
    sys.stdout.flush()


def print_csv(records: Iterable[Mapping[str, Any]], names: Sequence[str]) -> None:
    """Records with a head of `names`, fit for a spreadsheet."""
    writer = csv.DictWriter(sys.stdout, fieldnames=names)
    writer.writeheader()
    writer.writerows({name: csv_cell(value) for name, value in record.items()} for record in records)


def csv_cell(value: Any) -> Any:
    """`value` as a cell of a CSV file that may end in a spreadsheet."""
    if isinstance(value, list | tuple):
        names = all(isinstance(item, str) for item in value)
        value = "; ".join(value) if names else json.dumps(plain(value), ensure_ascii=False)
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t"}:
        return f"'{value}"  # a spreadsheet would run it as a formula
    return value.isoformat() if isinstance(value, datetime) else value


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    right: Collection[str] = (),
    spare: Sequence[str] = (),
    width: int | None = None,
) -> Group:
    """A table for people under its title, which may be wider than it: first what a row is called; `right` names the columns of numbers.

    Where `width` (that of standard output) is too narrow for all columns, those of `spare` are left out, the first of them first.
    """
    body = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if not body:
        return Group(Text(title, style="bold"), Text("none", style="dim"))
    widest = {name: max(cell_len(name), *(cell_len(row[at]) for row in body)) for at, name in enumerate(columns)}
    whole = {name for name in (columns[0], *right) if widest.get(name, WHOLE) < WHOLE}
    needed = {name: size if name in whole else max(cell_len(name), min(size, FOLDED)) for name, size in widest.items()}
    hidden: list[str] = []
    spare = [name for name in spare if name in needed]  # of a column that comes and goes
    room = width or out.width
    while len(hidden) < len(spare) and sum(needed.values()) + 2 * len(needed) - 2 > room:
        hidden.append(spare[len(hidden)])
        del needed[hidden[-1]]
    if sum(size if name in whole else min(size, FOLDED // 2) for name, size in needed.items()) + 2 * len(needed) - 2 > room:
        whole = set()  # better folded than cut
    made = Table(header_style="dim", box=None, pad_edge=False)
    for column in needed:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold", no_wrap=column in whole)
    for row in body:
        made.add_row(*(escape(cell) for name, cell in zip(columns, row, strict=True) if name in needed))
    left_out = [Text(f"left out for want of width: {', '.join(hidden)}", style="dim")] if hidden else []
    return Group(Text(title, style="bold"), made, *left_out)


def tell_more(limit: int) -> None:
    """Says below a table that it does not hold all."""
    log.print(f"[dim]the first {limit}; `--limit {10 * limit}` shows more[/]")


def print_rows(
    title: str,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    cells: Cells | None = None,
    *,
    as_json: bool,
    limit: int | None = None,
    right: Collection[str] = (),
    spare: Sequence[str] = (),
) -> None:
    """The first `limit` of `rows` as JSON, or as a table: `cells` says what stands in a column, else it is the field of its name."""
    shown = rows[:limit]
    if as_json:
        print_json(shown)
        return
    getters = [(cells or {}).get(name, itemgetter(name)) for name in columns]
    out.print(table(title, columns, [[cell(row) for cell in getters] for row in shown], right=right, spare=spare))
    if limit is not None and len(rows) > limit:
        tell_more(limit)


def ago(moment: datetime | None, now: datetime | None = None) -> str:
    """How long ago, as the page says it, with dates as the commands take them."""
    return told_ago(moment, now or datetime.now(UTC), date="%Y-%m-%d")


def added(before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """The growth of tables in words: "+23 articles, -2 events"; "" for none."""
    return ", ".join(f"{after[name] - before[name]:+} {name.replace('_', ' ')}" for name in after if after[name] != before[name])
