"""A look at the database: schema, catalogue, schedule, captures; each finding with its mend."""

from __future__ import annotations

from typing import Any

from psycopg import Connection

from amw.db.migrate import pending
from amw.db.statements import fetch, fetch_one
from amw.text import counted

Finding = dict[str, str]


def examine(connection: Connection[Any], url: str) -> list[Finding]:
    """Findings with what, state (ok, stale, broken), detail and mend."""
    missing = pending(url)
    if missing:
        return [finding("schema", "broken", f"{counted(len(missing), 'migration')} to apply", "amw init")]
    facts = fetch_one(connection, "server_facts") or {}
    findings = [
        finding("server", "ok", f"PostgreSQL {facts['version'] // 10_000}, {facts['encoding']}"),
        finding("schema", "ok", "up to date"),
    ]
    for row in fetch(connection, "doctor_sources"):
        if row["failing"]:
            findings.append(
                finding("sources", "stale", f"{row['failing']} fail: {', '.join(row['names'])}", "amw sources --state; amw crawl NAME")
            )
        if row["overdue"]:
            findings.append(finding("schedule", "stale", f"{row['overdue']} sources are a day overdue", "amw worker, or amw crawl --due"))
    findings += [
        finding(f"board {row['key']}", "stale", f"last capture {row['captured_at']:%Y-%m-%d}", "amw crawl --due")
        for row in fetch(connection, "doctor_boards")
    ]
    cut = fetch_one(connection, "doctor_runs") or {}
    if cut.get("cut"):
        findings.append(finding("crawls", "stale", f"{cut['cut']} were cut short; their pages are in the frontier", "amw crawl --due"))
    queue = fetch_one(connection, "doctor_names") or {}
    if queue.get("waiting"):
        findings.append(finding("names", "ok", f"{queue['waiting']} wait for a decision", "amw companies review"))
    return findings


def finding(what: str, state: str, detail: str, mend: str = "") -> Finding:
    """One finding."""
    return {"what": what, "state": state, "detail": detail, "mend": mend}
