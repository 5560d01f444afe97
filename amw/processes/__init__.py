"""Processor work beside the event loop: functions called in processes of their own, where a crash or a hang costs one call.

`pool` is what callers use; `process` is one of its processes as the parent sees it, `spawn` how it is started, `work` what runs in it.
"""

from amw.processes.pool import Pool, cores_beside
from amw.processes.process import Call, Lost
from amw.processes.spawn import PAGES, STAGES, end_ahead, spawn_ahead
from amw.processes.work import called

__all__ = ["PAGES", "STAGES", "Call", "Lost", "Pool", "called", "cores_beside", "end_ahead", "spawn_ahead"]
