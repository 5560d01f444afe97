"""Counts are Scrapy's, made faster."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector, StatsCollector
from scrapy.utils.test import get_crawler

from middlewares.stats import Stats


def filled(stats: StatsCollector) -> dict[str, object]:
    stats.inc_value("a")
    stats.inc_value("a", 3)
    stats.inc_value("b", start=5)
    stats.set_value("c", "x")
    stats.max_value("d", 3)
    stats.max_value("d", 2)
    stats.min_value("e", 3)
    stats.min_value("e", 2)
    stats.open_spider()
    stats.close_spider(reason="finished")
    return stats.get_stats()


def test_the_same_calls_give_the_same_counts() -> None:
    crawler = get_crawler(settings_dict={"STATS_DUMP": False})
    assert filled(Stats(crawler)) == filled(MemoryStatsCollector(crawler)) == {"a": 4, "b": 6, "c": "x", "d": 3, "e": 2}
    assert Stats(crawler).get_value("none", 7) == 7
