"""The stages in the order of settings.py: none reads what nobody before it wrote; and the order of a batch."""

from datetime import UTC, datetime
from importlib import import_module

import pytest

import settings
from items import Article, BoardSnapshot
from pipelines.records import as_published
from pipelines.stage import ARTICLE_FROM_SPIDER, SNAPSHOT_FROM_SPIDER, Stage

STAGES: list[type[Stage]] = [
    getattr(import_module(path.rpartition(".")[0]), path.rpartition(".")[2])
    for path, _ in sorted(settings.ITEM_PIPELINES.items(), key=lambda pair: pair[1])
]
FIELDS = {
    "": set(Article.__dataclass_fields__),
    "snapshot.": set(BoardSnapshot.__dataclass_fields__),
}


def split(names: frozenset[str]) -> tuple[set[str], set[str]]:
    """(fields of Article, fields of BoardSnapshot)"""
    snapshot = {name.removeprefix("snapshot.") for name in names if name.startswith("snapshot.")}
    return {name for name in names if not name.startswith("snapshot.")}, snapshot


def missing(stages: list[type[Stage]]) -> list[str]:
    article, snapshot = set(ARTICLE_FROM_SPIDER), set(SNAPSHOT_FROM_SPIDER)
    found = []
    for stage in stages:
        reads, writes = split(stage.reads), split(stage.writes)
        found += [f"{stage.name} reads {name}" for name in sorted(reads[0] - article)]
        found += [f"{stage.name} reads snapshot.{name}" for name in sorted(reads[1] - snapshot)]
        article |= writes[0]
        snapshot |= writes[1]
    return found


def test_the_order_of_the_house() -> None:
    assert [stage.name for stage in STAGES] == ["clean", "check", "identify", "tag", "group", "assess", "store"]


def test_nobody_reads_what_nobody_wrote() -> None:
    assert missing(STAGES) == []


def test_every_field_named_exists() -> None:
    for stage in STAGES:
        for names in (stage.reads, stage.writes):
            article, snapshot = split(names)
            assert article <= FIELDS[""], stage.name
            assert snapshot <= FIELDS["snapshot."], stage.name


def test_every_field_is_written_by_a_spider_or_by_one_stage() -> None:
    written = set(ARTICLE_FROM_SPIDER)
    for stage in STAGES:
        written |= split(stage.writes)[0]
    assert FIELDS[""] == written


def test_spiders_are_said_to_fill_fields_that_exist() -> None:
    assert FIELDS[""] >= ARTICLE_FROM_SPIDER
    assert FIELDS["snapshot."] >= SNAPSHOT_FROM_SPIDER


@pytest.mark.parametrize("first, second", [("tag", "identify"), ("assess", "group"), ("group", "identify")])
def test_a_wrong_order_is_seen(first: str, second: str) -> None:
    swapped = list(STAGES)
    names = [stage.name for stage in swapped]
    i, j = names.index(first), names.index(second)
    swapped[i], swapped[j] = swapped[j], swapped[i]
    assert missing(swapped)


def test_a_batch_is_in_the_order_of_publication() -> None:
    days = {"a": None, "b": 3, "c": 1, "d": None, "e": 2}
    records = [{"url": url, "published_at": day and datetime(2026, 5, day, tzinfo=UTC)} for url, day in days.items()]
    assert "".join(record["url"] for record in as_published(records)) == "acdeb"
