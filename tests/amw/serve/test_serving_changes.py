"""The change feed, and the database behind it."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from asking import wait_until
from filled import NOW, Got, get

from amw.db.errors import Down
from amw.db.read_pool import ReadPool
from amw.serve import Server, serving
from amw.serve.app import AnswerCache


def test_changes_come_in_order_and_page_without_a_gap(served: Server) -> None:
    whole = get(served, "/api/changes?limit=1000").json()
    assert {"article", "story", "board_snapshot"} <= {change["entity"] for change in whole["changes"]} or whole["more"]
    cursors, since = [], "0-0"
    for _ in range(4):
        page = get(served, f"/api/changes?since={since}&limit=250").json()
        cursors += [change["cursor"] for change in page["changes"]]
        since = page["cursor"]
    assert cursors == [change["cursor"] for change in whole["changes"]]
    assert len(set(cursors)) == len(cursors)
    assert "SECRET-BODY" not in json.dumps(whole)


def test_a_waiting_reader_hears_of_a_change_when_it_comes(own_newsroom_url: str) -> None:
    with serving(own_newsroom_url, now=lambda: NOW) as own, ThreadPoolExecutor(1) as pool:
        since = get(own, "/api/health").json()["cursor"]
        begun = time.monotonic()
        assert get(own, f"/api/changes?since={since}&wait=1").json() == {"changes": [], "cursor": since, "more": False}
        assert time.monotonic() - begun > 0.9
        waiting = pool.submit(get, own, f"/api/changes?since={since}&wait=60")
        page = get(own, "/")
        time.sleep(0.3)
        assert not waiting.done()
        with psycopg.connect(own_newsroom_url) as writer:
            writer.execute("update article set title = 'Moonshot AI takes its round back' where title like 'Moonshot AI raises%'")
            time.sleep(0.6)
            assert not waiting.done()  # not committed yet
        (change,) = waiting.result(60).json()["changes"]
        assert (change["kind"], change["entity"], change["payload"]["title"]) == ("update", "article", "Moonshot AI takes its round back")
        # A page kept from before the change is not shown after it.
        after = get(own, "/", If_None_Match=page.headers["etag"])
        assert after.status == 200
        assert "takes its round back" in after.text


def test_a_stop_ends_waiting_readers_with_an_answer(newsroom_url: str) -> None:
    answers: list[Got] = []
    with serving(newsroom_url) as own:
        since = get(own, "/api/health").json()["cursor"]
        wait_until(lambda: not own._open)
        waiter = threading.Thread(target=lambda: answers.append(get(own, f"/api/changes?since={since}&wait=60")))
        idle = socket.create_connection(("127.0.0.1", own.server_address[1]))
        waiter.start()
        wait_until(lambda: sorted(str(reading) for reading in own._open.values())[1:] == ["None"])  # one idle, one being answered
    waiter.join(60)
    idle.close()
    assert answers[0].status == 200
    assert answers[0].headers["connection"] == "close"


def test_readers_cannot_write(newsroom_url: str) -> None:
    with ReadPool(newsroom_url) as readers:
        with readers.transaction() as connection:
            assert connection.execute("select current_user").fetchone() == ("amw_reader",)
        with pytest.raises(Down, match="read-only"), readers.transaction() as connection:
            connection.execute("delete from article")
        with readers.transaction() as connection:
            assert connection.execute("select count(*) > 0 from article").fetchone() == (True,)


def test_a_database_that_is_down_is_said_and_came_back(postgres: Any, caplog: pytest.LogCaptureFixture) -> None:
    with serving(postgres.url) as own, ThreadPoolExecutor(16) as pool:
        assert get(own, "/api/health").status == 200
        postgres.stop()
        caplog.set_level(logging.CRITICAL, logger="psycopg.pool")
        down, page, *others = pool.map(lambda path: get(own, path), ("/api/health", "/", *["/boards"] * 14))
        assert {other.status for other in others} == {503}
        assert (down.status, down.json()["error"]["code"], down.headers["retry-after"]) == (503, "database_down", "5")
        assert page.status == 503
        assert "postgresql" not in page.text.lower()
        postgres.start()
        wait_until(lambda: get(own, "/api/health").status == 200)


def test_a_fault_of_ours_is_told_without_its_inside(
    served: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("postgresql://user:hunter2@db/x")

    monkeypatch.setattr("amw.serve.board_records.fetch", broken)
    monkeypatch.setattr(served.app, "_cache", AnswerCache())  # an earlier test of this minute may have asked for the boards
    answer = get(served, "/api/boards")
    assert answer.status == 500
    assert "hunter2" not in answer.text
    assert "hunter2" not in caplog.text
    assert "RuntimeError" in caplog.text
