"""Database servers that a test owns, and databases of its own on a server."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from amw.db.embedded import Embedded, EmbeddedError, Postmaster
from amw.db.migrate import MIGRATIONS, migrate


def place_for_servers() -> Path:
    """Where test servers keep their data: memory if there is enough of it (a clone of a database takes a tenth of the time), else disk."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2_000_000_000:
        return memory
    return Path(tempfile.gettempdir())


@contextmanager
def open_folder(prefix: str) -> Iterator[Path]:
    """A temporary folder with a short path that the account of the server can pass."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=place_for_servers()))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(*, older_than: float = 3600.0) -> None:
    """Ends the servers and removes the folders of test runs that were killed (`older_than`: seconds)."""
    for folder in [found for prefix in ("test", "t", "p", "chromium") for found in place_for_servers().glob(f"amw-{prefix}-*")]:
        try:
            if folder.stat().st_uid != os.geteuid() or time.time() - folder.stat().st_mtime < older_than:
                continue
            server = Embedded(folder, fsync=False)
            if server.postmaster():
                with server:  # adopts it and, as its last user, stops it
                    pass
            if server.postmaster() is None:
                shutil.rmtree(folder, ignore_errors=True)
        except (OSError, EmbeddedError):
            continue


class PrivateServer:
    """An embedded server of one test: `url` has the whole schema; stop, kill, freeze and start it at will."""

    def __init__(self, folder: Path) -> None:
        self._server = Embedded(folder, fsync=False)
        self._server.start()
        self.url = self._server.url()
        migrate(self.url)

    @property
    def postmaster(self) -> Postmaster | None:
        return self._server.postmaster()

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        """Ends it as an administrator would: clients are thrown out, nothing is lost."""
        self._server.stop()

    def kill(self) -> None:
        """Ends it as a power cut would."""
        found = self.postmaster
        assert found
        process = psutil.Process(found.pid)
        children = process.children()
        process.kill()
        psutil.wait_procs([process, *children], timeout=10)
        self._server.stop()

    def freeze(self) -> None:
        """Lets it accept connections and answer nothing, until `thaw`."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        found = self.postmaster
        assert found
        process = psutil.Process(found.pid)
        for one in (process, *process.children()):
            with suppress(psutil.NoSuchProcess):
                one.send_signal(number)


def migrate_before(url: str, number: str, folder: Path) -> None:
    """Brings the database to the schema as it was before the migration `number` ("0013"); `folder`, an empty one, holds it afterwards."""
    for file in MIGRATIONS.iterdir():
        if file.name.endswith(".sql") and file.name < number:
            (folder / file.name).write_bytes(file.read_bytes())
    migrate(url, source=folder)


def database_of(server_url: str, name: str) -> str:
    """Another database of the same server, as a URL, because callers hand it on through environments and command lines."""
    facts = {**conninfo_to_dict(server_url), "dbname": name}
    name, user, password = (str(facts.pop(key, None) or "") for key in ("dbname", "user", "password"))
    login = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    return f"postgresql://{login}@/{quote(name, safe='')}?{urlencode(facts)}"


@contextmanager
def clone(server_url: str, template: str) -> Iterator[str]:
    """The URL of a database cloned from `template`, dropped afterwards."""
    name = f"amw_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield database_of(server_url, name)
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
