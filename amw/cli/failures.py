"""What is said of an error that ends a command, and what to do next."""

from __future__ import annotations

from amw.cli.console import fail
from amw.cli.database import refuse
from amw.db.connection import Down, Refused, database_url, redact
from amw.db.embedded import EmbeddedError
from amw.db.migrate import NO_SCHEMA, MigrationError, pending
from amw.sources import SourcesError


def tell(error: Exception) -> None:
    """Ends the command with a line on `error`; returns where it is none that is expected: a fault of ours, for its traceback."""
    match error:
        case Down() | EmbeddedError():
            said = redact(str(error))
            mend = "write it so" if "is no address" in said else "allow the role more" if "connections" in said else "start it"
            fail(f"no database: {said}", f"{mend}, or unset DATABASE_URL to use the embedded one; `amw doctor` looks closer")
        case MigrationError() | Refused():
            fail(str(error), "nothing was changed; `amw doctor` looks closer")
        case SourcesError():
            fail(str(error), "mend the entries named; `amw sources check` checks them all")
    if isinstance(error, NO_SCHEMA):  # also a fault of ours, where nothing is missing
        with database_url() as url:
            if missing := pending(url):
                refuse(missing)
