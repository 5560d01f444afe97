"""Which server runs on a data folder, as its `postmaster.pid` and the kernel tell it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What `postmaster.pid` says: process id, start (seconds since the epoch), socket folder, status ("starting", "ready", ...)."""

    pid: int
    started: float
    socket_dir: Path
    status: str


def read_postmaster(path: Path) -> Postmaster | None:
    """What the file at `path` says; None where there is none, or one that is being written."""
    try:
        lines = path.read_text(errors="replace").splitlines()
        # pid, data folder, start, port, socket folder, listen address, shared memory, status; written line by line
        return Postmaster(int(lines[0]), float(lines[2]), Path(lines[4].strip()), lines[7].strip() if len(lines) > 7 else "starting")
    except (FileNotFoundError, ValueError, IndexError):
        return None


def is_alive(postmaster: Postmaster, data: Path) -> bool:
    """Whether the process `postmaster.pid` is the server of `data`, not one that got the pid later.

    A server's working folder is its data folder. Where the system hides that, name and start (within a minute, for clocks
    get set) must fit.
    """
    try:
        process = psutil.Process(postmaster.pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        try:
            return Path(process.cwd()).samefile(data)
        except (psutil.AccessDenied, FileNotFoundError):
            return bool("postgres" in process.name() and abs(process.create_time() - postmaster.started) <= 60)
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
