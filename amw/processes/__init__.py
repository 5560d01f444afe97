"""Processor work beside the event loop: functions called in processes of their own, where a crash or a hang costs one call."""

from amw.processes.pool import Call, Lost, Pool, cores_beside

__all__ = ["Call", "Lost", "Pool", "cores_beside"]
