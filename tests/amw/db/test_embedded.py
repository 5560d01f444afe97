"""The supervisor of the embedded server, fault by fault, with real servers and real processes."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import psycopg
import pytest
from commands import gone, wait_for
from servers import open_folder

from amw.db.embedded import Embedded, EmbeddedError, Postmaster
from amw.db.embedded.places import SOCKET, SOCKET_BYTES, _copy, binaries
from amw.db.embedded.watch import _why, watched

ROOT = Path(__file__).parents[3]
USER = """
import sys
from pathlib import Path
from amw.db.embedded import Embedded
with Embedded(Path(sys.argv[1]), fsync=False) as server:
    print(server.postmaster().pid, flush=True)
    sys.stdin.read()
"""


@contextmanager
def open_home() -> Iterator[Path]:
    """A folder that every account can pass, with a short path, whose servers end with it."""
    with open_folder("amw-t-") as folder:
        try:
            yield folder
        finally:
            for pid_file in folder.rglob("postmaster.pid"):
                with suppress(OSError, ValueError, IndexError):
                    os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)


@pytest.fixture
def bare() -> Iterator[Path]:
    with open_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def initialised() -> Iterator[Path]:
    with open_home() as folder:
        with Embedded(folder, fsync=False):
            pass
        yield folder / "postgres"


@pytest.fixture
def place(initialised: Path) -> Iterator[Path]:
    """A home whose cluster exists already, which is most of a first start."""
    with open_home() as folder:
        subprocess.run(["cp", "-a", initialised, folder / "postgres"], check=True)
        yield folder


def user_process(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def pid_told(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    return int(process.stdout.readline())


def end(process: subprocess.Popen[str]) -> None:
    assert process.stdin and process.stdout
    process.stdin.close()
    assert process.wait(30) == 0
    process.stdout.close()


def running(server: Embedded) -> Postmaster:
    found = server.postmaster()
    assert found
    return found


def asked(server: Embedded, query: str) -> str:
    with psycopg.connect(server.url()) as connection:
        row = connection.execute(query.encode()).fetchone()
        assert row
        return str(row[0])


def test_first_start_then_warm_start_and_the_last_user_stops_it(bare: Path) -> None:
    first = Embedded(bare, fsync=False)
    with first:
        pid = running(first).pid
        with psycopg.connect(first.url()) as connection:
            connection.execute("create table kept (a int)")
        with Embedded(bare) as second:
            assert running(second).pid == pid
            assert second.url() == first.url()
        assert running(first).pid == pid, "the other user's end must not stop it"
    assert first.postmaster() is None
    with Embedded(bare, fsync=False) as again:
        assert running(again).pid != pid
        assert asked(again, "select count(*) from kept") == "0"


def test_durable_and_closed_by_default(bare: Path) -> None:
    with Embedded(bare) as server:
        for name, value in [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("listen_addresses", "")]:
            assert asked(server, f"select current_setting('{name}')") == value
        rules = "select string_agg(type || ' ' || auth_method, ',' order by rule_number) from pg_hba_file_rules where error is null"
        assert set(asked(server, rules).split(",")) == {"local trust", "host reject"}
        assert asked(server, "select lower('ÄÉŽ')") == "äéž"
        postmaster = psutil.Process(running(server).pid)
        for process in [postmaster, *postmaster.children()]:
            with suppress(psutil.NoSuchProcess):  # a worker of autovacuum comes and goes
                assert not process.net_connections("inet")
        assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700
        assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
        assert server.socket_dir.stat().st_uid == postmaster.uids().real != 0


def test_many_processes_start_at_once(place: Path) -> None:
    users = [user_process(place) for _ in range(4)]
    pids = {pid_told(user) for user in users}
    assert len(pids) == 1
    for user in users[1:]:
        end(user)
    server = Embedded(place)
    assert running(server).pid in pids
    end(users[0])
    assert server.postmaster() is None


def test_killed_user_leaks_nothing_for_ever(place: Path) -> None:
    user = user_process(place)
    pid = pid_told(user)
    user.kill()
    user.communicate()
    server = Embedded(place, fsync=False)
    assert running(server).pid == pid, "it outlives its user"
    with server:
        assert running(server).pid == pid, "and is adopted"
    assert server.postmaster() is None, "and stopped by the next user's end"


@pytest.fixture
def same_uid_sleeper() -> Iterator[int]:
    """The pid of a living process of the account that runs the server: for PostgreSQL, a sign of a running server."""
    as_server: dict[str, int] = {}
    if os.geteuid() == 0:
        account = Embedded(Path(tempfile.gettempdir()))._account
        assert account
        as_server = {"user": account.uid, "group": account.gid}
    sleeper = subprocess.Popen(["sleep", "60"], cwd="/", **as_server)  # type: ignore[call-overload]
    yield sleeper.pid
    sleeper.kill()
    sleeper.wait()


def test_stale_pid_file_whose_pid_is_reused(place: Path, same_uid_sleeper: int) -> None:
    with Embedded(place, fsync=False) as server:
        pid_file = server.data / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
    lines[0] = str(same_uid_sleeper)
    for path, text in [(pid_file, "\n".join(lines) + "\n"), (server.socket_dir / f"{SOCKET}.lock", "\n".join(lines[:5]) + "\n")]:
        path.write_text(text)
        os.chown(path, server.data.stat().st_uid, server.data.stat().st_gid)
    assert server.postmaster() is None
    with server:
        assert running(server).pid != same_uid_sleeper
        assert asked(server, "select 1") == "1"


@pytest.mark.parametrize("content", ["", "garbage\n", "1\n2\n", "999999999\n/x\n0\n5432\n/x\n\n 1 2\nready\n"])
def test_damaged_pid_file(place: Path, content: str) -> None:
    with Embedded(place, fsync=False) as server:
        pass
    (server.data / "postmaster.pid").write_text(content)
    with server:
        assert asked(server, "select 1") == "1"


def test_server_killed_under_its_users_comes_back(place: Path) -> None:
    with Embedded(place, fsync=False) as server:
        with psycopg.connect(server.url()) as connection:
            connection.execute("create table kept as select 7 as a")
        os.kill(running(server).pid, signal.SIGKILL)
        with Embedded(place, fsync=False) as other:
            assert asked(other, "select a from kept") == "7"


class Overtaken(Embedded):
    """Whose every first look is too early: the start that a killed user left behind is done when its own begins."""

    def _start_server(self) -> None:
        if self.postmaster() is None:
            super()._start_server()
        super()._start_server()


def test_the_start_that_a_killed_user_left_behind_is_waited_for(place: Path) -> None:
    with Overtaken(place, fsync=False) as server:
        assert asked(server, "select 1") == "1"
        assert 'lock file "postmaster.pid" already exists' in server.log.read_text()


def test_a_server_that_is_killed_while_it_starts_is_started_anew(place: Path) -> None:
    server = Embedded(place, fsync=False)

    def kill() -> int:
        pid = wait_for(lambda: server.postmaster(), "the server").pid
        os.kill(pid, signal.SIGKILL)
        return int(pid)

    with ThreadPoolExecutor(1) as thread:
        killed = thread.submit(kill)
        with server:
            wait_for(lambda: gone(killed.result()), "the killed one's end")
            server.revive()  # had it come up before it was killed
            assert asked(server, "select 1") == "1"
            assert running(server).pid != killed.result()


def test_what_the_log_said_of_earlier_starts_explains_no_failure(place: Path) -> None:
    with Embedded(place, fsync=False) as server, psycopg.connect(server.url()) as connection, suppress(psycopg.Error):
        connection.execute("select from never_made")
    assert "never_made" in server.log.read_text()
    (server.data / "postgresql.conf").write_text("nonsense = 3\n")
    with pytest.raises(EmbeddedError, match="nonsense") as caught:
        server.start()
    assert "never_made" not in str(caught.value)


def test_a_watched_server_that_is_killed_is_started_anew_by_itself(place: Path) -> None:
    with Embedded(place, fsync=False) as server, watched(server, every=0.05):
        before = running(server).pid
        os.kill(before, signal.SIGKILL)
        wait_for(lambda: asked(server, "select 1") == "1", "the server", despite=(psycopg.Error,))
        assert running(server).pid != before
    assert server.postmaster() is None
    assert not server.revive()  # which nobody uses any more


def test_what_is_told_of_a_server_that_cannot_be_started_is_what_ended_it() -> None:
    said = ["pg_ctl failed (exit 1)", "1 FATAL:  could not write lock file", "2 FATAL:  the database system is starting up", "3 LOG:  done"]
    assert [_why(EmbeddedError("\n".join(lines))) for lines in (said, said[:1] + said[2:])] == [said[1], said[0]]


def test_server_that_does_not_answer_is_stopped_within_the_time_limit(place: Path) -> None:
    with Embedded(place, fsync=False, timeout=20) as server:
        pid = running(server).pid
        server.timeout = 1
        os.kill(pid, signal.SIGSTOP)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("name", ["with space", 'quo"te $(touch hacked) `x`', "comma, percent %20", "データ" + "x" * 90])
def test_any_path(bare: Path, initialised: Path, name: str) -> None:
    (bare / name).mkdir()
    subprocess.run(["cp", "-a", initialised, bare / name / "postgres"], check=True)
    with Embedded(bare / name, fsync=False) as server:
        assert asked(server, "select current_setting('unix_socket_directories')") == str(server.socket_dir)
        path = server.socket_dir / SOCKET
        assert path.is_socket()
        assert len(os.fsencode(path)) < SOCKET_BYTES
        assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
    assert not list(bare.rglob("hacked"))
    if server.socket_dir.parent != server.folder:
        shutil.rmtree(server.socket_dir)


def test_faults_are_told_clearly(place: Path) -> None:
    with Embedded(place, fsync=False) as server:
        pass
    version = server.data / "PG_VERSION"
    version.write_text("15\n")
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 15, the installed one is 18"):
        server.start()
    version.write_text("18\n")
    settings = server.data / "postgresql.conf"
    settings.write_text(settings.read_text() + "\nnonsense = 3\n")
    with pytest.raises(EmbeddedError, match='unrecognized configuration parameter "nonsense"'):
        server.start()
    version.unlink()
    with pytest.raises(EmbeddedError, match="is not empty and holds no cluster"):
        server.start()
    blocked = place / "file"
    blocked.write_text("")
    with pytest.raises(EmbeddedError, match="cannot make the home folder"):
        Embedded(blocked)


def test_initdb_that_was_killed_is_begun_anew(bare: Path) -> None:
    half = bare / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with Embedded(bare, fsync=False) as server:
        assert asked(server, "select 1") == "1"
    assert not half.exists()


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="about running as root")


@as_root
def test_root_opens_no_folder_that_was_closed(bare: Path) -> None:
    closed = bare / "closed"
    closed.mkdir(mode=0o700)
    package = Path(sys.executable).resolve().parent
    watched = [*closed.parents, closed, closed / "home", *package.parents, package]
    (closed / "home").mkdir(mode=0o700)
    before = [path.stat().st_mode for path in watched]
    with Embedded(closed / "home", fsync=False) as server:
        assert asked(server, "select 1") == "1"
        assert bare not in server.data.parents, "the account cannot reach it there"
        assert server.data.stat().st_uid != 0
        for parent in server.data.parents:
            assert parent.stat().st_uid == 0 and not parent.stat().st_mode & stat.S_IWOTH
    assert [path.stat().st_mode for path in watched] == before
    shutil.rmtree(server.folder)


def test_a_copy_of_the_programs_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    installed = binaries()
    (tmp_path / ".copy" / "half").mkdir(parents=True)
    for _ in range(2):
        _copy(installed.parents[1], installed, tmp_path, tmp_path / "copied")
    assert [path.name for path in tmp_path.iterdir()] == ["copied"]
    program = tmp_path / "copied" / installed.parents[1].name / installed.parent.name / "bin" / "postgres"
    assert b"PostgreSQL" in subprocess.run([program, "--version"], capture_output=True, check=True).stdout


AFTER_ROOT = """
import os, sys
from pathlib import Path
import psycopg
from amw.db.embedded import Embedded
with Embedded(Path(sys.argv[1]) / "root", fsync=False):
    pass
sys.path.insert(0, sys.argv[2])
os.setgroups([]); os.setgid(int(sys.argv[4])); os.setuid(int(sys.argv[3]))
os.environ["HOME"] = sys.argv[1]
with Embedded(Path(sys.argv[1]) / "other", fsync=False) as server:
    with psycopg.connect(server.url()) as connection:
        print(connection.execute("select 1").fetchone()[0], os.getuid(), server.data.stat().st_uid)
"""


@as_root
def test_others_can_use_theirs_after_root_did(bare: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    account = Embedded(bare)._account
    assert account
    other = bare / "other"
    other.mkdir()
    os.chown(other, nobody.pw_uid, nobody.pw_gid)
    package = binaries(account).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", AFTER_ROOT, str(bare), str(package), str(nobody.pw_uid), str(nobody.pw_gid)],
        capture_output=True,
        text=True,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.stdout.split() == ["1", str(nobody.pw_uid), str(nobody.pw_uid)], done.stderr


@as_root
def test_root_without_an_account_is_told_what_to_do(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("root", "no-such-account-here"):
        monkeypatch.setenv("AMW_POSTGRES_USER", name)
        with pytest.raises(EmbeddedError, match=re.escape(name)):
            Embedded(bare)


def test_home_is_the_environments_or_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    from amw.db.embedded import home

    monkeypatch.setenv("AMW_HOME", "/somewhere/else")
    assert home() == Path("/somewhere/else")
    monkeypatch.delenv("AMW_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/users/data")
    if sys.platform == "linux":
        assert home() == Path("/users/data/amw")


def test_folder_of_another_user_or_a_link_is_refused(bare: Path) -> None:
    target = bare / "target"
    target.mkdir(mode=0o700)
    home = bare / "home"
    home.mkdir()
    home.chmod(0o711)  # whatever the umask: one that the server cannot pass is not used at all
    (home / "postgres").symlink_to(target)
    with pytest.raises(EmbeddedError, match="postgres"):
        Embedded(home, fsync=False).start()
    assert not list(target.iterdir())
    if os.geteuid() == 0:
        (home / "postgres").unlink()
        (home / "postgres").mkdir()
        os.chown(home / "postgres", 12345, 12345)
        with pytest.raises(EmbeddedError, match="belongs to user id 12345"):
            Embedded(home, fsync=False).start()
