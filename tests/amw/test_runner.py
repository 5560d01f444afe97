"""Processes that load beside Scrapy: which ones a crawl begins with."""

from __future__ import annotations

from typing import Any

import pytest

from amw.cli.runner import _spawn_ahead
from amw.processes import PAGES, STAGES, end_ahead
from amw.processes.spawn import _ahead


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
    assert [warm for (warm, _), waiting in _ahead.items() for _ in waiting] == kinds
    end_ahead()
    assert all(process.returncode is not None for process in processes) and not any(_ahead.values())
