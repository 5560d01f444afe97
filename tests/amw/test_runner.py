"""Crawls from a command: which processes load beside Scrapy, and what is said of a source that finished."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from scrapy.settings import Settings

from amw.cli.reactor import _Work
from amw.cli.runner import Asked, Finished, Job, _spawn_ahead
from amw.processes import PAGES, STAGES, end_ahead
from amw.processes.spawn import _ahead
from amw.runs import Verdict


@pytest.mark.parametrize(
    ("settings", "kinds"),
    [
        ({}, [PAGES, STAGES]),
        ({"STAGE_PROCESSES": 0}, [PAGES]),
        ({"EXTRACT_PROCESSES": 0}, []),
        ({"EXTRACT_PROCESSES": "2", "STAGE_PROCESSES": "1"}, [PAGES, STAGES]),
    ],
)
def test_what_is_spawned_ahead_follows_the_settings_and_is_ended(
    settings: dict[str, Any], kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("EXTRACT_PROCESSES", "STAGE_PROCESSES"):
        monkeypatch.delenv(name, raising=False)
    _spawn_ahead(settings)
    processes = [spawned.process for waiting in _ahead.values() for spawned in waiting]
    assert [warm for warm, waiting in _ahead.items() for _ in waiting] == kinds
    end_ahead()
    assert all(process.returncode is not None for process in processes) and not any(_ahead.values())


def test_loading_what_runs_crawls_leaves_the_reactor_to_be_chosen() -> None:
    code = "import sys, amw.cli.reactor; print('twisted.internet.reactor' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_source_that_finished_is_one_line_whatever_its_reason_holds(capsys: pytest.CaptureFixture[str]) -> None:
    jobs = [Job(name=name, spider="feed", host=f"{name}.example", arguments={}) for name in ("wire", "ledger")]
    work = _Work(Asked(jobs=jobs, settings={}, concurrency=1), Settings())
    reason = f"[/wire] is [bold]gone{' and gone' * 30}"
    crawl = work.finished["wire"] = Finished("wire", {"amw/store/article/new": 2}, Verdict("failed", reason), 1.0)
    work.tell(crawl)
    assert capsys.readouterr().err == f"1/2 wire: failed, 2 new, {reason}\n"
