"""A session with the queue of names, from the crawl to the backtest: proposed with evidence, decided, held against what is stored."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from crawling import Job, crawl
from typer.testing import CliRunner

from amw.cli import app
from amw.companies import Companies, Decision, decide
from amw.db.connection import connect

AT = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=8)
REPORTS = {
    "a": (
        "Zorblatt Robotics raises $20 million to teach robots to fold",
        "Zorblatt Robotics has raised $20 million. The round was led by Grumbold Capital. Zorblatt Robotics sells arms to laundries.",
    ),
    "b": (
        "Robot maker Zorblatt Robotics hires a chief",
        "The startup Zorblatt Robotics named a head of sales on Tuesday in Lyon. Its films are on YouTube.",
    ),
    "c": (
        "Anthropyc raises $3 billion in a new round",
        "Anthropyc, the startup behind the chatbot, has raised $3 billion. Anthropyc said the money pays for chips.",
    ),
    "d": ("OpenΑI raises $5 billion for data centres", "OpenΑI has raised $5 billion, its chief said on Friday. The money is for chips."),
}


@pytest.fixture
def stored(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with the reports, crawled through all stages; the file they came from."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("AMW_HOME", str(tmp_path))
    file = tmp_path / "reports.jsonl"
    file.write_text(
        "".join(
            json.dumps(
                {
                    "source": "wire",
                    "url": f"https://wire.example/{key}",
                    "title": title,
                    "text": text,
                    "published_at": AT.isoformat(),
                    "language": "en",
                    "provenance": {},
                }
            )
            + "\n"
            for key, (title, text) in REPORTS.items()
        )
    )
    read(file, database_url, tmp_path)
    return file


def read(file: Path, url: str, folder: Path) -> None:
    pipelines = __import__("settings").ITEM_PIPELINES
    crawl([Job("desk", {"drafts": str(file)}, {"DATABASE_URL": url, "ITEM_PIPELINES": pipelines})], folder)


def amw(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["companies", *words])
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout


def records(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in amw(*words, "--json").splitlines()]


def test_a_session_with_the_queue(stored: Path, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = {row["name"]: row for row in records("review")}
    assert {name: row["seen"] for name, row in waiting.items()} == {
        "Zorblatt Robotics": 2,
        "Grumbold Capital": 1,
        "Anthropyc": 1,
        "OpenΑI": 1,
    }
    assert waiting["Anthropyc"]["suggestions"][0]["key"] == "anthropic"
    assert waiting["OpenΑI"]["suggestions"][0]["key"] == "openai"
    assert "alphabet" in waiting["OpenΑI"]["suggestions"][0]["reason"]
    assert "led by Grumbold Capital" in waiting["Grumbold Capital"]["context"]

    with connect(database_url) as connection:  # a name of before the register knew it
        connection.execute(
            "INSERT INTO name_queue (kind, name, first_seen_at, last_seen_at) VALUES ('company', 'OpenAI, Inc.', now(), now())"
        )
    assert len(records("review")) == 4
    assert "1 left out: names that the register knows by now" in amw("review")

    read(stored, database_url, tmp_path)
    assert {row["name"]: row["seen"] for row in records("review")} == {name: row["seen"] for name, row in waiting.items()}

    amw("decide", "Zorblatt Robotics", "--new", "zorblatt")  # split off as a company of its own
    amw("decide", "Anthropyc", "--same-as", "anthropic")  # merged with one that is known
    amw("decide", "Grumbold Capital", "--ignore")
    assert [row["name"] for row in records("review")] == ["OpenΑI"]

    changes = {(c["where"], c["surface"], c["before"], c["after"]) for c in records("backtest")}
    assert changes == {
        ("https://wire.example/a", "Zorblatt Robotics", "? Zorblatt Robotics", "zorblatt"),
        ("https://wire.example/b", "Zorblatt Robotics", "? Zorblatt Robotics", "zorblatt"),
        ("https://wire.example/c", "Anthropyc", "? Anthropyc", "anthropic"),
    }
    shown = amw("backtest")
    assert 'key = "zorblatt"' in shown
    assert 'add to anthropic: "Anthropyc"' in shown
    amw("decide", "Anthropyc", "--same-as", "anthropic", "--word")  # the reviewer's word goes before what the stored texts tell
    assert "ambiguous names" in amw("backtest")
    amw("decide", "Anthropyc", "--same-as", "anthropic", "--no-word")
    assert "ambiguous names" not in amw("backtest")

    amw("decide", "OpenΑI", "--same-as", "nobody", code=2)
    amw("decide", "Nobody Met This", "--ignore", code=2)
    amw("decide", "OpenΑI", code=2)
    amw("decide", "OpenΑI", "--new", "openai", code=2)  # a key that is another's
    amw("decide", "OpenΑI", "--new", "Open AI", code=2)  # no key
    amw("decide", "OpenΑI", "--new", "anthropyc")
    amw("decide", "Anthropyc", "--new", "anthropyc")  # each alone is sound, both are not: refused before they can ship
    refused = CliRunner().invoke(app, ["companies", "backtest"])
    assert refused.exit_code == 1
    amw("decide", "Anthropyc", "--same-as", "anthropic")
    amw("decide", "OpenΑI", "--ignore")  # a decision can be made again
    assert len(records("backtest")) == 8  # every mention of the two names

    monkeypatch.setattr("amw.cli.companies.PAGE", 2)  # the queue is read page by page, as far as it is shown
    with connect(database_url) as connection:
        connection.execute(
            "INSERT INTO name_queue (kind, name, seen, first_seen_at, last_seen_at) SELECT kind, name, seen, now(), now() FROM (VALUES"
            " ('company', 'Wend', 7), ('model', 'Agent + Claude 3 Opus', 6), ('company', 'NVIDIA Corp', 6), ('company', 'OpenAI Inc', 6),"
            " ('model', 'Wend', 6), ('company', 'Xylo', 6)) AS q(kind, name, seen)"
        )
    assert [(row["kind"], row["name"]) for row in records("review")] == [
        ("company", "Wend"),
        ("model", "Agent + Claude 3 Opus"),
        ("model", "Wend"),
        ("company", "Xylo"),
    ]
    assert [row["name"] for row in records("review", "--limit", "2")] == ["Wend", "Agent + Claude 3 Opus"]
    assert "3 left out" in amw("review") and "left out" not in amw("review", "--limit", "2")
    assert records("review", "--kind", "model")[0]["suggestions"][0]["key"] == "claude-3-opus"

    amw("decide", "Wend", "--new", "wend-1", "--kind", "model")
    amw("decide", "Agent + Claude 3 Opus", "--same-as", "claude-3-opus", "--kind", "model")
    shown = amw("backtest")
    assert '[[model]]\nkey = "wend-1"' in shown
    assert 'add to claude-3-opus: "Agent + Claude 3 Opus"' in shown

    shipped = decide(Companies.load(), [Decision(name="Anthropyc", action="same", key="anthropic")])
    monkeypatch.setattr(Companies, "load", lambda: shipped)  # what stands in the catalogue by now is no contradiction
    assert "1 left out: the catalogue says so by now" in amw("backtest")
    assert {row["surface"] for row in records("backtest")} == {"Zorblatt Robotics"}
