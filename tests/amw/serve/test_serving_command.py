"""`amw serve`: starts, stops, and says what is wrong."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from asking import by_title
from filled import NOW, get
from typer.testing import CliRunner

from amw.cli import app
from amw.serve import Server, serve_until_told, serving

ROOT = Path(__file__).parents[3]


def test_the_command_serves_until_it_is_told_to_stop(newsroom_url: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "amw.cli", "serve", "--port", "0", "--access-log"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": newsroom_url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)", line)[1])  # type: ignore[index]
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(b"GET /api/health?token=hunter2 HTTP/1.1\r\n\r\nGET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n")
            found = b""
            while chunk := connection.recv(65536):
                found += chunk
        assert found.startswith(b"HTTP/1.1 400")  # the interface for programs knows no token
        assert b"HTTP/1.1 200" in found
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "stopped" in told
        assert "/api/health" in told
        assert "hunter2" not in told
    finally:
        process.kill()
        process.wait()


def test_an_interrupt_stops_as_well_and_gives_the_signals_back(newsroom_url: str) -> None:
    before = signal.getsignal(signal.SIGINT)
    statuses: list[int] = []

    def ready(own: Server) -> None:
        statuses.append(get(own, "/api/health").status)
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()

    serve_until_told(newsroom_url, "127.0.0.1", 0, public_url=None, ready=ready)
    assert statuses == [200]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [(["--port", "TAKEN"], 1, "cannot listen"), (["--public-url", "ftp://x"], 2, "no http(s) address"), (["--port", "70000"], 2, "65535")],
)
def test_the_command_says_what_is_wrong(
    served: Server, newsroom_url: str, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, words: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", newsroom_url)
    given = [str(served.server_address[1]) if argument == "TAKEN" else argument for argument in arguments]
    done = CliRunner().invoke(app, ["serve", *given])
    assert done.exit_code == code
    assert words in done.output


def test_a_page_is_kept_only_as_long_as_it_is_true(newsroom_url: str) -> None:
    clock = [NOW]
    with serving(newsroom_url, now=lambda: clock[0]) as own:
        story = by_title(own, "Qwen3.7 Max ranks 2nd")
        assert "17h ago" in get(own, f"/stories/{story['id']}").text
        clock[0] += timedelta(hours=1)
        assert "18h ago" in get(own, f"/stories/{story['id']}").text


def test_what_others_put_on_a_link_makes_no_page_anew(newsroom_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(newsroom_url, now=lambda: NOW) as own:
        made = get(own, "/?words=qwen")
        monkeypatch.setattr("amw.serve.records.summary", None)  # nothing can be made any more
        assert get(own, "/?utm_source=letter&words=qwen&fbclid=1").body == made.body
        assert get(own, "/?utm_source=letter").status == 500
