"""The `amw` command. Exit codes: 0 done, 1 failed, 2 usage, 3 partial (with what is missing).

`COMMANDS` below names the module of each command: `keeping`, `upkeep`, `crawling`, `scraping`, `stories`, `boards` (with `standings`),
`companies`, `sources`, `export`, `serving`. They share `console` (how it speaks), `arguments` (what was asked for), `database` and
`failures`; `result`, `threads` and `templates` print records; `runner` starts crawls, which `reactor` runs, and `desk` what follows them.
"""

from __future__ import annotations

import io
import os
import select
import sys
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from amw import __version__

# Every command with the module that has it and the line that lists it.
COMMANDS: Final = {
    "init": ("keeping", "Bring the database to the present schema and the present catalogue. Safe to run at any time."),
    "doctor": ("keeping", "What is installed, reachable, stale or broken, with the mend for each."),
    "worker": ("keeping", "Crawl what is due, round the clock; any number of workers side by side never crawl a source twice."),
    "backup": ("upkeep", "Write the whole database to one file, as of one moment, while crawls go on."),
    "restore": ("upkeep", "Fill an empty database from a backup, whole or not at all, and bring it to the present schema."),
    "prune": (
        "upkeep",
        "What grows with every crawl and is no story, and its end after a number of days. Without a number nothing is deleted.",
    ),
    "crawl": ("crawling", "Crawl sources into the database: new stories and leaderboard captures, nothing twice."),
    "scrape": ("scraping", "Scrape one URL and print what it gives as JSON, with the provenance of every field."),
    "replay": ("crawling", "Run the same spiders and stages from captures alone: no network, the same rows."),
    "stories": ("stories", "Stories: list, show one as readers see it, explain its scores."),
    "boards": ("boards", "Leaderboards: captures, ranks, moves."),
    "companies": ("companies", "Companies and models: the register, names that wait for a decision."),
    "sources": ("sources", "Sources: the catalogue, its state, its check."),
    "export": ("export", "Every article with what was derived from it, or the changes since a cursor, on standard output."),
    "serve": ("serving", "Serve stories, boards and companies as pages, feeds and JSON, until stopped (SIGTERM or Ctrl-C)."),
}


class Unloaded(TyperCommand):
    """A command by its name alone; its module is loaded when it is called, for all of them together take two seconds."""

    def __init__(self, name: str, module: str, line: str) -> None:
        super().__init__(name, help=line)
        self.module = module

    def load(self) -> Any:
        found = get_group(import_module(f"amw.cli.{self.module}").app)
        return found if found.name == self.name else found.commands[str(self.name)]

    def make_context(self, *arguments: Any, **named: Any) -> Any:
        return self.load().make_context(*arguments, **named)


class Commands(TyperGroup):
    """All commands, none of them loaded."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**{**named, "commands": {name: Unloaded(name, *about) for name, about in COMMANDS.items()}})

    def invoke(self, ctx: Any) -> Any:
        # Here, since Typer ends a command by itself on either: without a word, and as failed where only the reader of its output has gone.
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            if not _unread():
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left unwritten is asked for by nobody
            sys.exit(0)
        except KeyboardInterrupt:
            from amw.cli.console import fail

            fail("stopped", "what was stored is kept; run the same command again to go on")


def _unread() -> bool:
    """Whether the reader of our output has gone: another pipe that breaks, to a server or a process, is a fault."""
    watch = select.poll()
    watch.register(sys.stdout.fileno(), 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in watch.poll(0))


app = typer.Typer(
    name="amw",
    cls=Commands,
    help="AI Market Watch: crawl AI news and leaderboards, and read what was found.",
    epilog="To begin, on a made-up web of this machine: `amw --sample init`, `amw --sample crawl`, `amw --sample serve`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"amw {__version__}")
        raise typer.Exit


@app.callback()
def options(
    sample: Annotated[bool, typer.Option("--sample", help="Work on the bundled sample web, with an embedded database of its own.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """AI Market Watch: crawl AI news and leaderboards, and read what was found."""
    if sample:
        from amw.db.embedded import home

        os.environ["AMW_HOME"] = str(home() / "sample")  # made-up stories must never mix with real ones


def main() -> None:
    """Runs the command; what went wrong is said in one line, with what to do next."""
    _streams()
    try:
        app()
    except Exception as error:
        from amw.cli.failures import tell

        tell(error)
        raise


def _streams() -> None:
    """Makes the streams fit to be written to: one that was closed is nobody's, and a letter that its encoding lacks is escaped."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            place = os.open(os.devnull, os.O_RDWR)  # the descriptor too, or the next socket would have its number and be written to
            if place != number:
                os.dup2(place, number)
                os.close(place)
            setattr(sys, name, open(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - for the process's life
        elif number and isinstance(stream := getattr(sys, name), io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
