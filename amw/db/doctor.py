"""A look at the database: schema, catalogue, schedule, captures; each finding with its mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psycopg import Connection

from amw.db.connection import CRAWL, WORKER
from amw.db.migrate import newer, pending
from amw.db.statements import Record, fetch, fetch_one
from amw.text import counted

NAMED = 10  # sources or migrations of a finding that are named

Finding = dict[str, str]


def examine(connection: Connection[Any], url: str) -> list[Finding]:
    """Findings with what, state (ok, stale, broken), detail and mend."""
    missing = pending(url)
    if missing:
        return [finding("schema", "broken", f"{counted(len(missing), 'migration')} to apply", "amw init")]
    facts = fetch_one(connection, "server_facts") or {}
    ahead = ", ".join(newer(connection)[:NAMED])
    schema = ("stale", f"of a newer version: {ahead}", "install that version of amw here too") if ahead else ("ok", "up to date")
    findings = [finding("server", "ok", f"PostgreSQL {facts['version'] // 10_000}, {facts['encoding']}"), finding("schema", *schema)]
    if hindrance := no_crawls(facts):
        findings.append(finding("role", "stale" if facts["writes"] else "ok", *hindrance))  # who only serves has a sound role
    found = fetch_one(connection, "doctor_facts") or {}
    if found["failing"]:
        findings.append(finding("sources", "stale", _named(found["failing"], "fail"), "amw sources --state; amw scrape its address"))
    if found["suspect"]:
        few = _named(found["suspect"], "gave fewer entries than the catalogue expects")
        findings.append(finding("sources", "stale", few, "amw scrape its address: has the page changed?"))
    if found["overdue"]:
        findings.append(finding("schedule", "stale", f"{found['overdue']} sources are a day overdue", "amw worker, or amw crawl --due"))
    findings += [
        finding(f"board {row['key']}", "stale", f"last capture {row['captured_at']:%Y-%m-%d}", "amw crawl --due")
        for row in fetch(connection, "doctor_boards")
    ]
    if found["cut"]:
        findings.append(finding("crawls", "stale", f"{found['cut']} were cut short; their pages are in the frontier", "amw crawl --due"))
    if found["unreadable"]:
        findings.append(finding("changes", "broken", "another server wrote them and counted further: nobody can follow them", "amw init"))
    if found["waiting"]:
        findings.append(finding("names", "ok", f"{found['waiting']} wait for a decision", "amw companies review"))
    return findings


def no_crawls(facts: Record, *, worker: bool = False) -> tuple[str, str] | None:
    """Why a role cannot crawl, or not as a `worker`, by the `server_facts` it is told, and the mend; None where it can."""
    needed = CRAWL + WORKER * worker
    if facts["connections"] is not None and facts["connections"] < needed:
        few = f"a {'worker with one ' * worker}crawl takes {needed} connections, this role may have {facts['connections']}"
        return few, f"allow it more: ALTER ROLE ... CONNECTION LIMIT {needed}"
    return None if facts["writes"] else ("this role may read, not crawl", "have an administrator grant it amw_writer")


def finding(what: str, state: str, detail: str, mend: str = "") -> Finding:
    """One finding."""
    return {"what": what, "state": state, "detail": detail, "mend": mend}


def _named(keys: Sequence[str], what: str) -> str:
    return f"{len(keys)} {what}: {', '.join(keys[:NAMED])}{', …' if len(keys) > NAMED else ''}"
