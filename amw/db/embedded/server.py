"""The embedded server: one per home folder, shared by every process of its owner, and stopped by the last of them:

    <home>/postgres/start.lock   exclusive while somebody starts or stops the server
    <home>/postgres/users.lock   held shared by every user; whoever gets it exclusively at his end was the last and stops the server
    <home>/postgres/data  log  run   the cluster (18), its log, its socket

The kernel drops both locks with their process, so a killed user leaves at most a server that runs, starts or stops: the next user waits
for it, adopts it and stops it at its own end. The server listens on a Unix socket in a 0700 folder and nowhere else; trust on that socket
is the only way in.

PostgreSQL refuses to run as root. There it runs as an unprivileged account that owns the data folder, and nothing above that folder is
ever opened up: a home or a Python that this account cannot reach is left alone, and the cluster or a copy of the binaries is kept
under /var/lib/amw instead.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import platformdirs
import psutil  # type: ignore[import-untyped]
import psycopg

from amw.db.embedded.places import SOCKET, VERSION, EmbeddedError, binaries, private, reachable, root_folder, server_account, socket_dir
from amw.db.embedded.postmaster import Postmaster, is_alive, read_postmaster
from amw.db.statements import QUERIES

SUPERUSER = "postgres"
LOG_BYTES = 10_000_000  # a longer log is set aside at the next start, one generation
STARTS = 3  # attempts at one start: a server that is killed meanwhile is started again, one that cannot start says so each time
# What a second server says of the first: one that a killed user was starting, or children of a killed one that have not noticed yet.
_IN_THE_WAY = ('lock file "postmaster.pid" already exists', 'lock file "postmaster.pid" is empty', "pre-existing shared memory block")

# Departures from PostgreSQL's defaults, small enough for a laptop that runs a crawl beside it (default in brackets).
SETTINGS: tuple[tuple[str, str], ...] = (
    ("listen_addresses", ""),  # [localhost] the socket is the only door
    ("shared_buffers", "64MB"),  # [128MB]
    ("max_connections", "100"),  # [100] said, because pools are sized by it
    ("max_wal_size", "512MB"),  # [1GB] disk used between checkpoints
    ("min_wal_size", "32MB"),  # [80MB]
    ("max_parallel_workers_per_gather", "0"),  # [2] parallel plans need /dev/shm, which containers keep at 64 MB
    ("dynamic_shared_memory_type", "mmap"),  # [posix] in the data folder for the same reason, and a killed server leaves nothing elsewhere
    ("jit", "off"),  # [on] the binaries have none
    ("timezone", "UTC"),
    ("log_timezone", "UTC"),
    ("log_checkpoints", "off"),  # [on] a log that only grows by what went wrong
    ("synchronous_commit", "on"),
)
NO_FSYNC: tuple[tuple[str, str], ...] = (("fsync", "off"), ("full_page_writes", "off"))


def home() -> Path:
    """The folder of everything that AMW keeps for this user: `AMW_HOME`, else the user's data folder."""
    named = os.environ.get("AMW_HOME")
    return Path(named).expanduser().absolute() if named else platformdirs.user_data_path("amw")


class Embedded:
    """A holder of the embedded server of one home; use it as a context manager, or `start()` and `stop()`.

    `fsync=False` trades safety against power loss for speed (tests only). `timeout` is in seconds, for one step (start, stop, initdb).
    """

    def __init__(self, at: Path | None = None, *, fsync: bool = True, timeout: float = 60.0) -> None:
        self.home = (at or home()).expanduser().absolute()
        self.timeout = timeout
        self._fsync = fsync
        self._settings = SETTINGS if fsync else (*SETTINGS, *NO_FSYNC)
        self._account = server_account() if os.geteuid() == 0 else None
        self._users: int | None = None
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EmbeddedError(f"cannot make the home folder: {error}; set AMW_HOME") from error
        folder = self.home / "postgres"
        if self._account and not reachable(folder, self._account):
            folder = root_folder(self._account) / f"home-{hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]}"
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "log" / "postgresql.log"
        self.socket_dir = socket_dir(folder)

    def url(self, database: str = "amw") -> str:
        """The libpq URL of `database` on this server."""
        return f"postgresql://{SUPERUSER}@/{quote(database)}?host={quote(str(self.socket_dir), safe='')}"

    def start(self) -> Self:
        """Has the server running and counts this holder among its users. Any number of processes may start at once.

        Raises EmbeddedError with the end of the server's log when it does not come up in time.
        """
        if self._users is not None:
            return self
        self._prepare_folders()
        with self._starting():
            self._ensure_cluster()
            self._users = _open_lock(self.folder / "users.lock")
            try:
                fcntl.flock(self._users, fcntl.LOCK_SH)
                self._ensure_running()
            except BaseException:
                self._leave()
                raise
        return self

    def stop(self) -> None:
        """Gives the server up; the last user stops it."""
        if self._users is None:
            return
        with self._starting():
            self._leave()

    def revive(self) -> bool:
        """Starts the server anew where it has died under its users; says whether it had. Raises EmbeddedError as `start` does."""
        if self._users is None or self.postmaster() is not None:
            return False
        with self._starting():
            if self.postmaster() is not None:  # another of its users was faster
                return False
            self._ensure_running()
        return True

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def postmaster(self) -> Postmaster | None:
        """The running server of this data folder, or None. A `postmaster.pid` left by a dead server is not one."""
        found = read_postmaster(self.data / "postmaster.pid")
        return found if found and is_alive(found, self.data) else None

    # -- users

    @contextmanager
    def _starting(self) -> Iterator[None]:
        lock = _open_lock(self.folder / "start.lock")
        try:
            deadline = time.monotonic() + 3 * self.timeout  # whoever holds it may be in initdb, then start
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise EmbeddedError(f"{self.folder / 'start.lock'} has been held by another process for too long") from None
                    time.sleep(0.02)
            yield
        finally:
            os.close(lock)

    def _leave(self) -> None:
        assert self._users is not None
        os.close(self._users)
        self._users = None
        probe = _open_lock(self.folder / "users.lock")
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # somebody else still uses it
        else:
            self._stop_server()
        finally:
            os.close(probe)

    # -- folders and cluster

    def _prepare_folders(self) -> None:
        try:
            private(self.folder, None, 0o711 if self._account else 0o700)
            private(self.log.parent, self._account, 0o700)
            private(self.socket_dir, self._account, 0o700)
        except OSError as error:
            raise EmbeddedError(f"cannot make the folder of the embedded server: {error}; set AMW_HOME or DATABASE_URL") from error

    def _ensure_cluster(self) -> None:
        mark = self.data / "PG_VERSION"
        if mark.exists():
            version = mark.read_text().strip()
            if version != str(VERSION):
                raise EmbeddedError(
                    f"{self.data} was made by PostgreSQL {version}, the installed one is {VERSION}: `amw backup` with the version of amw "
                    f"that made it, then `amw restore` with this one and another AMW_HOME"
                )
            return
        if self.data.exists() and any(self.data.iterdir()):
            raise EmbeddedError(f"{self.data} is not empty and holds no cluster: move it away")
        for left in self.folder.glob("data.new*"):  # by one that was killed; its initdb may still be at it
            shutil.rmtree(left, ignore_errors=True)
        staging = self.folder / f"data.new-{os.getpid()}-{time.monotonic_ns()}"
        private(staging, self._account, 0o700)
        options = ["-D", staging.name, "--username", SUPERUSER, "--auth-local=trust", "--auth-host=reject", "--no-instructions"]
        options += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self._run("initdb", options if self._fsync else [*options, "--no-sync"])
        with suppress(FileNotFoundError):
            self.data.rmdir()
        staging.rename(self.data)

    def _ensure_running(self) -> None:
        deadline = time.monotonic() + self.timeout
        log_before, failed, trouble = self._log_size(), 0, ""
        while time.monotonic() < deadline:
            left = (self.data / "postmaster.pid").exists()  # asked first: what appears from now on is of a server that starts
            postmaster = self.postmaster()
            if postmaster is None:
                if left:
                    self._clear_stale()
                before = self._log_size()
                try:
                    self._start_server()
                except EmbeddedError as error:
                    trouble = str(error).partition("\n")[0]
                    failed += not any(words in self._log_end(since=before, size=LOG_BYTES) for words in _IN_THE_WAY)
                    if failed == STARTS:
                        raise
                    time.sleep(0.2)
            elif postmaster.status != "ready":  # it starts, recovers or stops
                trouble = f"it is {postmaster.status}"
                time.sleep(0.05)
            else:
                self.socket_dir = postmaster.socket_dir  # an adopted server keeps the folder it was started with
                try:
                    return self._ensure_database()
                except psycopg.Error as error:  # it may be dying; if it is not, it will say the same again
                    trouble = str(error)
                    time.sleep(0.1)
        log = self._log_end(since=log_before)
        raise EmbeddedError(f"no use of the embedded server in {self.data} within {self.timeout:g} s: {trouble}\n{log}".strip())

    def _clear_stale(self) -> None:
        """Removes what a dead server left, `postmaster.pid` last. PostgreSQL refuses to start where another process has its old pid."""
        for path in (self.socket_dir / SOCKET, self.socket_dir / f"{SOCKET}.lock", self.data / "postmaster.pid"):
            path.unlink(missing_ok=True)

    def _start_server(self) -> None:
        if self._log_size() > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in self._settings)
        options += f" -k {shlex.quote(str(self.socket_dir))}"
        seconds = str(max(1, round(self.timeout)))
        self._run("pg_ctl", ["start", "-w", "-t", seconds, "-D", "data", "-l", "log/postgresql.log", "-o", options])

    def _stop_server(self) -> None:
        postmaster = self.postmaster()
        if postmaster is None:
            return
        seconds = str(max(1, round(self.timeout)))
        for mode in ("fast", "immediate"):
            try:
                self._run("pg_ctl", ["stop", "-m", mode, "-w", "-t", seconds, "-D", "data"])
            except EmbeddedError:
                if self.postmaster() is None:
                    return
                continue
            return
        with suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
            process = psutil.Process(postmaster.pid)
            process.kill()
            process.wait(self.timeout)

    def _ensure_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=max(2, round(self.timeout))) as connection:
            if connection.execute(QUERIES["database_exists"]).fetchone() is None:
                connection.execute(QUERIES["database_create"])

    def _log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def _log_end(self, *, since: int, size: int = 2000) -> str:
        """The end of the log, without what it held when it was `since` bytes long: what other starts said explains nothing."""
        try:
            with self.log.open("rb") as stream:
                end = self.log.stat().st_size
                stream.seek(max(since if since <= end else 0, end - size))  # shorter than before: the older one was set aside
                return stream.read().decode(errors="replace").strip()
        except OSError:
            return ""

    def _run(self, program: str, arguments: Sequence[str]) -> None:
        binary = binaries(self._account) / program
        before = self._log_size()
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
        identity = {"user": self._account.uid, "group": self._account.gid, "extra_groups": []} if self._account else {}
        with tempfile.TemporaryFile() as output:  # a pipe would be kept open by the server
            try:
                done = subprocess.run(  # noqa: S603 - our own binaries, arguments made here
                    [str(binary), *arguments],
                    cwd=self.folder,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    timeout=self.timeout + 5,
                    start_new_session=True,
                    umask=0o077,
                    check=False,
                    **identity,  # type: ignore[call-overload]
                )
            except subprocess.TimeoutExpired:
                log = self._log_end(since=before)
                raise EmbeddedError(f"{program} did not end within {self.timeout + 5:g} s in {self.folder}\n{log}") from None
            except OSError as error:
                who = f" as {self._account.name}" if self._account else ""
                raise EmbeddedError(f"cannot run {binary}{who}: {error}; set DATABASE_URL to use another server") from error
            if done.returncode:
                output.seek(0)
                output_end = output.read()[-2000:].decode(errors="replace").strip()
                log = self._log_end(since=before)
                raise EmbeddedError(f"{program} failed in {self.folder} (exit {done.returncode}): {output_end}\n{log}".strip())


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
