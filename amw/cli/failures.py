"""What is said of an error that ends a command, and what to do next."""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import Final

from amw.cli.console import fail
from amw.cli.database import refuse
from amw.db.connection import database_url
from amw.db.embedded import EmbeddedError
from amw.db.errors import NO_RIGHTS, Down, Refused, redact
from amw.db.migrate import NO_SCHEMA, MigrationError, pending
from amw.environment import VariableError
from amw.sources import SourcesError

# By the words of the server, or ours, why there is no database: what to do.
MENDS: Final = {"look up effective user": "give this account an entry in /etc/passwd", "No space left": "make room on its disk"}
NAMED_MENDS: Final = {  # of a server that is named, which says so itself
    "is no address": "write it so",
    "too many": "allow the role more",
    "connection slots": "allow the role more",
    "authentication failed": "mind user and password",
    '" does not exist': "create it",  # a database or a role
}


def gist(error: Down | EmbeddedError) -> str:
    """What there is no database for, in a line and without passwords: of the server's log, where it comes with one, what was fatal."""
    message = redact(str(error))
    fatal = re.search(r"(?:FATAL|PANIC): *(.+)", message)
    return f"{message.partition(': ')[0]}: {fatal[1]}" if fatal and "\n" in message else message


def mend_of(error: Down | EmbeddedError) -> str:
    """What to do where there is no database."""
    named = isinstance(error, Down)
    mend = next((mend for words, mend in (MENDS | NAMED_MENDS if named else MENDS).items() if words in str(error)), "")
    if not named:
        return f"{mend}{', or ' if mend else ''}set DATABASE_URL to use another server"
    if not os.environ.get("DATABASE_URL"):
        return mend or "run the command again"
    return f"{mend or 'start it'}, or unset DATABASE_URL to use the embedded one"


def tell(error: Exception) -> None:
    """Ends the command with a line on `error`; returns where it is none that is expected: a fault of ours, for its traceback."""
    match error:
        case Down() | EmbeddedError():
            fail(f"no database: {gist(error)}", f"{mend_of(error)}; `amw doctor` looks closer")
        case MigrationError():
            fail(str(error), "nothing was changed; `amw doctor` looks closer")
        case Refused():
            fail(f"the database cannot take what it was given: {error}", "mend that; nothing was changed")
        case VariableError():
            fail(str(error), "or unset it; nothing was done")
        case OSError(errno=errno.ENOSPC):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else what could not be written is tried once more at the end
            fail(f"no space is left for {error.filename or 'the output'}", "make room and run the command again; what was stored is kept")
        case SourcesError():
            fail(str(error), "nothing was done; mend what is named: `amw sources check` looks at all, with --sources at a file of your own")
        case NO_RIGHTS():
            fail(
                f"the database does not let its role do this: {str(error).splitlines()[0]}",
                "have an administrator grant it amw_reader, to read, or amw_writer, to crawl; the owner of the database runs `amw init`",
            )
    if isinstance(error, NO_SCHEMA):  # also a fault of ours, where nothing is missing
        with database_url() as url:
            if missing := pending(url):
                refuse(missing)
