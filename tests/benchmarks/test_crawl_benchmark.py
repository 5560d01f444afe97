"""The parts of the crawl benchmark that need no site, no peers and no data."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from amw.feeds import parse_feed

FILE = Path(__file__).parents[2] / "benchmarks" / "crawl.py"


@pytest.fixture(scope="module")
def bench() -> Any:
    spec = importlib.util.spec_from_file_location("crawl_benchmark", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_pages_are_spread_and_repeat_beyond_the_corpora(bench: Any) -> None:
    files = [Path(str(n)) for n in range(10)]
    assert bench.choose(files, 5) == files[::2]
    assert bench.choose(files, 10) == files
    assert bench.choose(files, 25) == [*files, *files, *files[:5]]
    assert bench.choose(files, 0) == bench.choose([], 3) == []


def test_the_feed_is_one_that_the_engine_reads(bench: Any) -> None:
    read = parse_feed(bench.feed("http://127.0.0.1:9", range(3)), "http://127.0.0.1:9/feed.xml", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert [entry.link for entry in read.entries] == [f"http://127.0.0.1:9/page/{n}" for n in range(3)]
    assert all(entry.title and not entry.text for entry in read.entries)


def test_rates_and_ratios_are_of_the_same_run(bench: Any) -> None:
    results = {
        "ours": bench.Spent(pages=100, stored=98, wall=2.0, cpu=4.0, peak=300_000_000, memory=[(10, 1_000_000), (50, 2_000_000)]),
        "newspaper4k": bench.Spent(pages=100, stored=90, wall=20.0, cpu=20.0, peak=100_000_000),
    }
    lines = bench.table(results).splitlines()
    assert lines[1].split()[:9] == ["ours", "100", "98", "50.0", "1.00", "40.0", "1.00", "300", "2"]
    assert lines[2].split()[:8] == ["newspaper4k", "100", "90", "5.0", "0.10", "200.0", "5.00", "100"]
    assert lines[-1] == "ours against the best peer: 10.0x pages a second, 5.0x pages a CPU-second"


def test_a_table_of_one_contestant_has_no_ratio_to_a_peer(bench: Any) -> None:
    assert "best peer" not in bench.table({"ours": bench.Spent(pages=1, wall=1.0, cpu=1.0)})
    assert bench.Spent().rate == bench.Spent().cpu_page == 0.0


def test_memory_at_a_share_is_the_first_look_at_it(bench: Any) -> None:
    looks = [(0, 5), (30, 6), (60, 7), (80, 8), (100, 9), (100, 0)]
    assert bench.at_shares(looks, 100) == [6, 7, 8, 9]
    assert bench.at_shares([], 100) == [0, 0, 0, 0]


def test_peers_that_are_not_there_are_named(bench: Any, tmp_path: Path) -> None:
    assert bench.missing(tmp_path / "bin" / "python", ("scrapy", "trafilatura")) == ["scrapy", "trafilatura"]
    assert bench.missing(Path(sys.executable), ("json", "no_such_package_at_all")) == ["no_such_package_at_all"]


def test_without_the_pages_it_says_what_to_do(bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMW_REALDATA", str(tmp_path))
    with pytest.raises(SystemExit, match="AMW_REALDATA"):
        bench.main(["--pages", "2"])


def test_a_process_is_measured(bench: Any) -> None:
    meter = bench.Meter(os.getpid(), None)
    cpu, held = meter.look()
    assert cpu > 0
    assert held > 1_000_000


def test_what_a_process_did_after_the_last_look_is_counted(bench: Any) -> None:
    process = subprocess.Popen([sys.executable, "-c", "sum(range(3_000_000))"])
    meter = bench.Meter(process.pid, None)
    process.wait()
    assert meter.look()[0] == 0
    assert meter.ended() > 0


def test_what_nobody_can_run_is_a_usage_error(bench: Any) -> None:
    for wrong in (["--only", "ours,nobody"], ["--pages", "0"]):
        with pytest.raises(SystemExit) as end:
            bench.main(wrong)
        assert end.value.code == 2
