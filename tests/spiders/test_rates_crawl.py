"""The central bank's table: crawled with a condition, archived, and replayed to the same rates. Real crawls, real server."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from crawling import Job, crawl
from local_site import Answer, Hit, LocalSite

from amw.archive import ArchiveWriter

TABLE = b"Date,USD,JPY,CNY,\n2026-11-05,9,9,9,\n2026-11-04,1.2,181,8.4,\n2026-11-03,1.1,180,N/A,\n2020-01-02,1.1,121,7.8,\n"
# Names of the stages as settings.py orders them.
STAGES = {f"pipelines.{name}.{name.title()}": n for n, name in enumerate(("clean", "check", "identify", "tag", "group", "assess", "store"))}


def zipped(body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", body)
    return out.getvalue()


def test_a_replay_stores_the_days_known_by_then(stocked_url: str, tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path / "captures", "ecb-rates") as writer:
        at = datetime(2026, 11, 4, 17, tzinfo=UTC)
        url = "https://bank.example/eurofxref-hist.zip"
        writer.write(url, status=200, headers=[("Content-Type", "application/zip")], body=zipped(TABLE), at=at)
    files = str(next((tmp_path / "captures").iterdir()))
    job = Job("replay", {"files": files}, {"DATABASE_URL": stocked_url, "ITEM_PIPELINES": STAGES})
    for number in (5, 0):
        ((result,), log, _) = crawl([job], tmp_path / f"replay-{number}")
        assert [item["_type"] for item in result.items] == ["RateTable"], log
        assert result.stats.get("amw/store/rates/new", 0) == number
    with psycopg.connect(stocked_url) as connection:
        stored = connection.execute("select day::text, currency, per_euro::text from currency_rate order by 1, 2").fetchall()
    assert stored == [
        ("2026-11-03", "JPY", "180"),
        ("2026-11-03", "USD", "1.1"),
        ("2026-11-04", "CNY", "8.4"),
        ("2026-11-04", "JPY", "181"),
        ("2026-11-04", "USD", "1.2"),
    ]


def test_an_unchanged_table_is_not_sent_again(stocked_url: str, tmp_path: Path) -> None:
    def answer(hit: Hit) -> Answer:
        if hit.headers.get("if-none-match") == '"r1"':
            return Answer(status=304, headers={"ETag": '"r1"'})
        return Answer(body=zipped(TABLE), content_type="application/zip", headers={"ETag": '"r1"'})

    with LocalSite() as site:
        site.add("/eurofxref-hist.zip", answer)
        settings = {"DATABASE_URL": stocked_url, "ITEM_PIPELINES": STAGES, "ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"]}
        job = Job("page", {"url": site.url("/eurofxref-hist.zip")}, settings)
        ((first,), log, _) = crawl([job], tmp_path / "first")
        ((second,), _, _) = crawl([job], tmp_path / "second")
    assert [item["_type"] for item in first.items] == ["RateTable"], log
    assert first.items[0]["capture"]["file"]
    assert [(item["_type"], item["outcome"]) for item in second.items] == [("Visit", "not_modified")]


def test_a_broken_table_is_a_failed_visit_and_keeps_no_validators(tmp_path: Path) -> None:
    body = zipped(TABLE)
    with LocalSite() as site:
        site.add("/cut.zip", Answer(body=body[:-30], content_type="application/zip", headers={"ETag": '"c"'}))
        site.add("/odd.csv", Answer(body=b"Date,USD,\nyesterday,1.2,\n", content_type="text/csv"))
        jobs = [Job("page", {"url": site.url(path)}, {"ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"]}) for path in ("/cut.zip", "/odd.csv")]
        results, _, _ = crawl(jobs, tmp_path)
    for result in results:
        (visit,) = result.items
        assert (visit["_type"], visit["outcome"], visit["reason"], visit["etag"]) == ("Visit", "failed", "rates_unreadable", None)
