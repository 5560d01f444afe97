"""A pool of processes: a crash or a hang costs one call, processes are shared and reused, nothing outlives its holders."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from amw.processes import Call, Lost, Pool, called, end_ahead, spawn_ahead
from amw.processes.pool import STARVED
from amw.processes.spawn import _ahead

LIMIT = 20.0  # seconds; ends no call unless a test makes it short


def pids(pool: Pool) -> list[int]:
    return [process._process.pid for process in pool._all if process._process is not None]


async def test_calls_run_elsewhere_and_answer_in_their_order() -> None:
    pool = Pool(1, time_limit=LIMIT, warm="time:time")
    assert [await pool.run(partial(divmod, 7, n)) for n in (1, 2)] == [(7, 0), (3, 1)]
    assert await asyncio.gather(*(pool.run(partial(pow, 3, n, mod=5)) for n in range(4))) == [1, 3, 4, 2]
    assert await pool.run(os.getpid) in pids(pool) and pool.started == 1
    await pool.close()


async def test_a_process_starts_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    pool = Pool(1, time_limit=LIMIT)
    await pool.run(os.getpid)
    await pool.close()
    assert capfd.readouterr() == ("", "")


async def test_what_a_function_raises_is_told_and_costs_no_process() -> None:
    pool = Pool(1, time_limit=LIMIT)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        await pool.run(partial(divmod, 1, 0))
    assert await pool.run(partial(divmod, 1, 1)) == (1, 0) and pool.started == 1
    await pool.close()


async def test_a_crash_and_a_hang_cost_one_call_each() -> None:
    pool = Pool(1, time_limit=LIMIT)
    with pytest.raises(Lost) as crashed:
        await pool.run(partial(os._exit, 1))
    assert crashed.value.reason == "crashed"
    assert await pool.run(partial(abs, -1)) == 1
    pool.time_limit = 0.2
    with pytest.raises(Lost) as busy:
        await pool.run(partial(sum, range(10**12)))  # which comes round to no signal handler of Python's
    assert busy.value.reason == "timeout"
    assert await pool.run(partial(abs, -1)) == 1
    pool.wall_limit = 0.2
    with pytest.raises(Lost) as hung:
        await pool.run(partial(time.sleep, 60))
    assert hung.value.reason == "timeout"
    pool.wall_limit = LIMIT
    assert await pool.run(partial(abs, -1)) == 1 and pool.started == 4
    await pool.close()


@pytest.fixture
def spin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], Call[None]]:
    """A call that takes so many seconds of a processor."""
    (tmp_path / "spinning.py").write_text(
        "import time\n\n\ndef spin(seconds):\n    end = time.process_time() + seconds\n    while time.process_time() < end:\n        pass\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    return lambda seconds: partial(called, "spinning:spin", seconds)


async def test_a_call_that_gets_no_processor_for_a_while_is_none_the_worse(spin: Callable[[float], Call[None]]) -> None:
    pool = Pool(1, time_limit=0.4)
    await pool.run(spin(0))
    (pid,) = pids(pool)
    os.kill(pid, signal.SIGSTOP)  # as one waits whose neighbours keep the cores busy
    call = asyncio.create_task(pool.run(spin(0.2)))
    await asyncio.sleep(0.8)
    assert not call.done()
    os.kill(pid, signal.SIGCONT)
    await call
    assert pids(pool) == [pid]
    await pool.close()


async def test_a_call_that_ignores_the_signal_frees_no_other_from_the_limit(spin: Callable[[float], Call[None]]) -> None:
    pool = Pool(1, time_limit=0.2)
    await pool.run(partial(signal.signal, signal.SIGPROF, signal.SIG_IGN))
    with pytest.raises(Lost) as lost:
        await pool.run(spin(1))
    assert lost.value.reason == "timeout"
    await pool.close()


async def test_each_call_has_processor_time_of_its_own(spin: Callable[[float], Call[None]]) -> None:
    pool = Pool(1, time_limit=0.3)
    await asyncio.gather(*(pool.run(spin(0.15)) for _ in range(4)))
    assert pool.started == 1
    await pool.close()


async def test_a_call_that_waits_behind_a_crash_or_a_hang_is_answered() -> None:
    pool = Pool(1, time_limit=1.0 / STARVED)
    await pool.run(partial(abs, -1))
    for fatal, reason in ((partial(os._exit, 1), "crashed"), (partial(time.sleep, 60), "timeout")):
        lost, answer = await asyncio.gather(pool.run(fatal), pool.run(partial(abs, -2)), return_exceptions=True)
        assert isinstance(lost, Lost) and lost.reason == reason
        assert answer == 2
    assert pool.started == 3
    await pool.close()


async def test_a_call_that_waits_is_begun_while_the_event_loop_is_busy(tmp_path: Path) -> None:
    pool = Pool(1, time_limit=LIMIT)
    await pool.run(partial(abs, -1))
    page, done = bytes(150_000), tmp_path / "done"
    calls = [asyncio.create_task(pool.run(call)) for call in (partial(len, page), partial(done.write_bytes, page))]
    await asyncio.sleep(0)
    given_up = time.monotonic() + LIMIT
    while not done.exists() and time.monotonic() < given_up:
        time.sleep(0.01)  # noqa: ASYNC251 - the loop that does not come round to sending
    assert done.exists()
    assert await asyncio.gather(*calls) == [len(page)] * 2
    await pool.close()


async def test_the_clock_of_a_call_begins_when_its_turn_comes() -> None:
    pool = Pool(1, time_limit=2.0 / STARVED)
    await pool.run(partial(abs, -1))
    assert await asyncio.gather(*(pool.run(partial(time.sleep, 0.8)) for _ in range(3))) == [None] * 3
    await pool.close()


async def test_what_a_process_loads_takes_no_time_of_its_first_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_to_load.py").write_text("import time\n\n\ndef warm():\n    time.sleep(0.6)\n")
    monkeypatch.syspath_prepend(tmp_path)
    pool = Pool(1, time_limit=0.4 / STARVED, warm="slow_to_load:warm")
    pool.start()
    await asyncio.sleep(0.1)  # it is spoken to by now, and still loads
    assert await pool.run(partial(abs, -1)) == 1 and pool.started == 1
    await pool.close()


async def test_a_call_may_have_less_time_than_the_one_before() -> None:
    pool = Pool(1, time_limit=LIMIT)
    assert [await pool.run(partial(abs, n)) for n in (-1, -2)] == [1, 2]
    pool.wall_limit = 0.2
    with pytest.raises(Lost):
        await asyncio.wait_for(pool.run(partial(time.sleep, 60)), LIMIT / 2)
    await pool.close()


async def test_a_process_that_was_started_before_takes_the_first_call() -> None:
    pool = Pool(2, time_limit=LIMIT)
    pool.start()
    pool.start()
    assert pool.started == 1
    assert await pool.run(os.getpid) in pids(pool) and pool.started == 1
    await pool.close()
    pool.start()
    assert pool.started == 1


async def test_a_cancelled_call_leaves_no_half_answer() -> None:
    pool = Pool(1, time_limit=LIMIT)
    await pool.run(partial(abs, -1))
    (first,) = pids(pool)
    os.kill(first, signal.SIGSTOP)
    task = asyncio.create_task(pool.run(partial(abs, -2)))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await pool.run(partial(abs, -3)) == 3 and first not in pids(pool)
    await pool.close()


async def test_a_call_that_is_cancelled_while_it_waits_costs_the_one_before_it_nothing() -> None:
    pool = Pool(1, time_limit=LIMIT)
    busy = asyncio.create_task(pool.run(partial(time.sleep, 0.3)))
    waiting, last = asyncio.create_task(pool.run(partial(abs, -2))), asyncio.create_task(pool.run(partial(abs, -3)))
    await asyncio.sleep(0.1)
    waiting.cancel()
    assert await asyncio.gather(busy, last) == [None, 3]
    assert waiting.cancelled()
    assert pool.started == 1
    await pool.close()


async def test_a_process_is_replaced_after_its_calls() -> None:
    pool = Pool(1, time_limit=LIMIT, calls=2)
    assert len({await pool.run(os.getpid) for _ in range(4)}) == 2
    await pool.close()


async def test_shared_pools_live_as_long_as_their_last_holder() -> None:
    first, second = (Pool.shared("test", 1, time_limit=LIMIT) for _ in range(2))
    assert first is second
    await first.run(partial(abs, -1))
    (pid,) = pids(first)
    await first.close()
    assert await second.run(os.getpid) == pid
    await second.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)  # a zombie would still answer
    with pytest.raises(RuntimeError, match="closed"):
        await second.run(partial(abs, -1))
    assert Pool.shared("test", 1, time_limit=LIMIT) is not first


async def test_kept_pools_are_found_warm_by_the_next_holder() -> None:
    async with Pool.kept():
        first = Pool.shared("test", 1, time_limit=LIMIT)
        pid = await first.run(os.getpid)
        await first.close()
        again = Pool.shared("test", 1, time_limit=LIMIT)
        assert await again.run(os.getpid) == pid
        await again.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_no_processes_is_this_process() -> None:
    pool = Pool(0, time_limit=LIMIT)
    assert await pool.run(os.getpid) == os.getpid()
    await pool.close()
    with pytest.raises(ValueError, match="0 or more"):
        Pool(-1, time_limit=LIMIT)


async def test_a_process_spawned_ahead_is_the_first_pools() -> None:
    spawn_ahead("time:time")
    (ahead,) = _ahead["time:time"]
    pool = Pool(1, time_limit=LIMIT, warm="time:time")
    assert await pool.run(os.getpid) == ahead.process.pid
    assert await pool.run(partial(called, "math:gcd", 12, 18)) == 6
    await pool.close()
    assert ahead.process.poll() is not None and not _ahead["time:time"]


async def test_a_process_spawned_ahead_that_died_is_no_pools() -> None:
    spawn_ahead("time:time")
    (dead,) = _ahead["time:time"]
    dead.process.kill()
    dead.process.wait()
    pool = Pool(1, time_limit=LIMIT, warm="time:time")
    assert await pool.run(partial(abs, -1)) == 1 and await pool.run(os.getpid) != dead.process.pid
    await pool.close()


def test_a_process_spawned_ahead_that_nobody_asks_for_is_ended() -> None:
    spawn_ahead("time:time")
    (ahead,) = _ahead["time:time"]
    end_ahead()
    assert ahead.process.returncode is not None and ahead.link.fileno() == -1
