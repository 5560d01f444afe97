"""One question to a language model, over loopback: what is sent, and everything that is no answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from chat_server import chat, completion

from amw.chat import LARGEST_ANSWER, Endpoint, NoAnswer, complete


def test_a_question_goes_with_its_task_its_options_and_the_key() -> None:
    asked: list[dict[str, Any]] = []
    with chat(completion("Yes."), asked=asked) as endpoint:
        assert complete(endpoint, "Answer.", "Is it so?", max_tokens=9) == "Yes."
    assert (asked[0]["path"], asked[0]["key"]) == ("/v1/chat/completions", "Bearer k")
    messages = [{"role": "system", "content": "Answer."}, {"role": "user", "content": "Is it so?"}]
    assert asked[0]["body"] == {"model": "any", "messages": messages, "temperature": 0, "max_tokens": 9}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"no json"),
        (200, b"[]"),
        (200, b"\xff\xfe"),
        (200, b'{"choices": []}'),
        (200, b"[" * 60_000),
        (200, completion(None)),
        (200, completion("x" * LARGEST_ANSWER)),
        (500, completion("Yes.")),
    ],
)
def test_anything_else_is_no_answer(status: int, body: bytes) -> None:
    with chat(body, status=status) as endpoint, pytest.raises(NoAnswer):
        complete(endpoint, "Answer.", "Is it so?")


def test_an_answer_that_trickles_for_ever_is_given_up() -> None:
    with chat(b" " * 200, pause=0.02) as endpoint, pytest.raises(NoAnswer, match="too long"):
        complete(replace(endpoint, timeout=0.2), "Answer.", "Is it so?")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_so_the_key_stays_with_its_endpoint(status: int) -> None:
    asked: list[dict[str, Any]] = []
    with (
        chat(completion("Yes."), asked=asked) as elsewhere,
        chat(b"", status=status, location=elsewhere.url) as endpoint,
        pytest.raises(NoAnswer),
    ):
        complete(endpoint, "Answer.", "Is it so?")
    assert asked == []


@pytest.mark.parametrize(
    "url", ["", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://127.0.0.1:1/v1", "http://127.0.0.1:99999/"]
)
def test_an_endpoint_that_is_not_there(url: str) -> None:
    with pytest.raises(NoAnswer):
        complete(Endpoint(url=url, model="m", timeout=2), "Answer.", "Is it so?")
