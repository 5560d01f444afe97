"""The `amw` command for tests, as a user runs it: in a folder that holds no project, in a process of its own or, in a tenth of the time,
in this one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from typer.testing import CliRunner

from amw.cli import app
from amw.db.statements import QUERIES

ROOT = Path(__file__).parent.parent
COUNTS = QUERIES["table_counts"]


def amw(*arguments: str, home: Path, url: str, **more: str) -> subprocess.CompletedProcess[str]:
    """What the command said; `more` are variables of its environment."""
    return subprocess.run(
        [sys.executable, "-m", "amw.cli", *arguments],
        cwd=home,  # a folder that holds no project
        env={**environment(home, url), **more},
        capture_output=True,
        text=True,
        timeout=150,
    )


def amw_here(*arguments: str, home: Path, url: str) -> subprocess.CompletedProcess[str]:
    """The same in this process, for what starts no crawl and expects no error that only the program itself puts into words."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(home, url).items():
            patch.setenv(name, value)
        done = CliRunner().invoke(app, arguments)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def environment(home: Path, url: str) -> dict[str, str]:
    return {**os.environ, "AMW_HOME": str(home), "DATABASE_URL": url, "PYTHONPATH": str(ROOT), "AMW_SAMPLE_PORT": free_port(home)}


def free_port(home: Path) -> str:
    """A port for the sample web of one test, the same at every call: its addresses must not change between two crawls."""
    kept = home / "port"
    if not kept.exists():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            kept.write_text(str(probe.getsockname()[1]))
    return kept.read_text()


def wait_for(condition: Callable[[], Any], what: str = "it", *, despite: tuple[type[Exception], ...] = ()) -> Any:
    """What `condition` gives once that is true, in 90 s at the latest; errors of the kinds `despite` are not yet."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with suppress(*despite):
            if found := condition():
                return found
        time.sleep(0.02)
    raise AssertionError(f"{what}: not within 90 s")


def gone(pid: int) -> bool:
    """Whether a process has ended, be it that nobody has asked yet how."""
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(COUNTS)
        row = cursor.fetchone()
        assert row is not None and cursor.description is not None
        return dict(zip((column.name for column in cursor.description), row, strict=True))
