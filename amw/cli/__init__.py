"""The `amw` command. Exit codes: 0 done, 1 failed, 2 usage, 3 partial (with what is missing)."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from amw import __version__
from amw.cli import boards, companies, crawling, keeping, reading, serving
from amw.cli.console import fail
from amw.db.connection import Down, Refused, redact
from amw.db.embedded import EmbeddedError, home
from amw.db.migrate import MigrationError
from amw.sources import SourcesError

app = typer.Typer(
    name="amw",
    help="AI Market Watch: crawl AI news and leaderboards, and read what was found.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (keeping, crawling, reading, companies, boards, serving):
    module.register(app)


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
        os.environ["AMW_HOME"] = str(home() / "sample")  # made-up stories must never mix with real ones


def main() -> None:
    """Runs the command; what went wrong is said in one line, with what to do next."""
    try:
        app()
    except (Down, EmbeddedError) as error:
        fail(f"no database: {redact(str(error))}", "start it, or unset DATABASE_URL to use the embedded one; `amw doctor` looks closer")
    except (MigrationError, Refused) as error:
        fail(str(error), "nothing was changed; `amw doctor` looks closer")
    except SourcesError as error:
        fail(str(error), "mend the entries named; `amw sources check` checks them all")
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say
        sys.exit(0)
    except KeyboardInterrupt:
        fail("stopped", "what was stored is kept; run the same command again to go on")
