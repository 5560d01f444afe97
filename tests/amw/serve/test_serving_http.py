"""The server as readers and strangers meet it: validators, refusals, limits."""

from __future__ import annotations

import gzip
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from asking import every_page, raw, wait_until
from filled import get

from amw.serve import Server, server, serving
from amw.serve.message import POLICY


def test_an_answer_is_sent_once_and_compressed_where_asked(served: Server) -> None:
    for path in ("/", "/api/stories", "/feed.atom", "/style.css"):
        first = get(served, path)
        assert "content-encoding" not in first.headers
        packed = get(served, path, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == first.body
        again = get(served, path, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert get(served, path, If_None_Match='"other"').status == 200


def test_every_answer_keeps_a_browser_safe(served: Server) -> None:
    for path in ("/", "/nothing", "/api/nothing", "/feed.atom", "/stories/1", "/api/stories?limit=x", "/style.css", "/" + "a" * 3000):
        headers = get(served, path).headers
        assert headers["content-security-policy"] == POLICY
        assert "unsafe" not in POLICY
        assert "script-src" not in POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_head_is_get_without_its_body(served: Server) -> None:
    whole, head = get(served, "/"), get(served, "/", method="HEAD")
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))
    assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"])
def test_only_reading_is_allowed(served: Server, method: str) -> None:
    answer = get(served, "/api/stories", method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/stories?limit=0", 400, "bad_parameter"),
        ("/api/stories?limit=101", 400, "bad_parameter"),
        ("/api/stories?colour=red", 400, "unknown_parameter"),
        ("/api/stories?limit=1&limit=2", 400, "repeated_parameter"),
        ("/api/stories?country=ZZ", 400, "bad_parameter"),
        ("/api/stories/999999", 404, "no_story"),
        ("/api/stories/abc", 404, "not_found"),
        ("/api/stories/" + "9" * 30, 404, "not_found"),
        ("/api/boards/nothing", 404, "no_board"),
        ("/api/boards/artificial_analysis?by=luck", 400, "bad_parameter"),
        ("/api/companies/nobody", 404, "no_company"),
        ("/api/changes?since=x", 400, "bad_parameter"),
        ("/api/changes?since=18446744073709551615-1", 410, "cursor_gone"),
        ("/api/changes?wait=61", 400, "bad_parameter"),
        ("/api/nothing", 404, "not_found"),
        ("/segments/astrology/feed.atom", 404, "not_found"),
        ("/companies/no-such/feed.json", 404, "no_company"),
        ("/api/stories?" + "x" * 3000, 414, "url_too_long"),
    ],
)
def test_programs_are_told_what_is_wrong(served: Server, path: str, status: int, code: str) -> None:
    answer = get(served, path)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/json")
    assert answer.json()["error"] == {"status": status, "code": code, "message": answer.json()["error"]["message"]}


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nX: " + b"y" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET http://other.example/ HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/3.7\r\n\r\n", b"505"),
        (b"\x16\x03\x01\x02\x00\x01\x00 x y z\r\n\r\n", b"400"),
        (b"GET /%00 HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.0\r\n\r\n", b"200"),
    ],
)
def test_a_malformed_request_is_refused_and_closed(served: Server, request_: bytes, status: bytes) -> None:
    answer = raw(served, request_)
    assert answer.split(b" ")[1] == status
    assert b"Traceback" not in answer


def test_many_requests_share_a_connection(served: Server) -> None:
    answer = raw(served, b"GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
    assert answer.count(b"HTTP/1.1 200") == 3


def test_a_body_is_never_taken_for_a_request(served: Server) -> None:
    answer = raw(served, b"POST / HTTP/1.1\r\nContent-Length: 30\r\n\r\nGET /api/health HTTP/1.1\r\n\r\n")
    assert answer.count(b"HTTP/1.1") == 1


def test_who_trickles_is_cut_off(newsroom_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.5)
    with serving(newsroom_url) as own, socket.create_connection(("127.0.0.1", own.server_address[1]), timeout=10) as connection:
        with pytest.raises(OSError):
            for _ in range(2_000):
                connection.sendall(b"G")
                time.sleep(0.05)
        assert get(own, "/api/health").status == 200


def test_more_connections_than_there_are_places_are_told_to_come_again(newsroom_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 2)
    with serving(newsroom_url) as own:
        held = [socket.create_connection(("127.0.0.1", own.server_address[1])) for _ in range(2)]
        wait_until(lambda: len(own._open) == 2)
        assert raw(own, b"").startswith(b"HTTP/1.1 503")
        for connection in held:
            connection.close()
        wait_until(lambda: not own._open)
        wait_until(lambda: get(own, "/api/health").status == 200)


def test_many_readers_at_once_get_their_own_answers(served: Server) -> None:
    paths = every_page(served)[:-1] * 3
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda path: get(served, path, Accept_Encoding="gzip"), paths))
    assert {answer.status for answer in answers} == {200}
    by_path: dict[str, set[str]] = {}
    for path, answer in zip(paths, answers, strict=True):
        by_path.setdefault(path, set()).add(answer.headers["etag"])
    assert all(len(tags) == 1 for tags in by_path.values())


def test_the_host_header_is_not_believed(served: Server) -> None:
    assert "elsewhere.test" not in get(served, "/feed.atom", Host="elsewhere.test").text
