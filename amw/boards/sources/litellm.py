"""LiteLLM's price map: provider/model -> cost per token; the key is the only name. The `sample_spec` entry is its documentation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from amw.boards import readers
from amw.boards.columns import held
from amw.boards.found import Body, Found
from amw.boards.names import split
from amw.boards.records import Row

# Providers, as LiteLLM calls them, that sell models of their own make, and the companies that they are.
FIRST_PARTY = {key: key for key in "openai anthropic deepseek mistral xai cohere minimax perplexity".split()} | {
    "ai21": "ai21-labs",
    "cohere_chat": "cohere",
    "dashscope": "alibaba",
    "gemini": "google",
    "meta_llama": "meta",
    "moonshot": "moonshot-ai",
    "zai": "zhipu-ai",
}


def find(body: Body) -> Found:
    data = readers.read_json(body.text)
    if not isinstance(data, dict):
        return Found(groups=())
    records: list[dict[str, Any]] = [{"_key": k, **v} for k, v in data.items() if isinstance(v, dict) and k != "sample_spec"]
    return Found(groups=(("", records),), finish=_named, seller=_seller)


def _seller(row: Row) -> str | None:
    return FIRST_PARTY.get(_provider(row))


def _provider(row: Row) -> str:
    return str(held(row.extra, "litellm_provider") or "")


def _named(row: Row) -> Row:
    """The model is the last part of the name: `bedrock/us-east-1/anthropic.claude-v2:1` -> `claude-v2:1`."""
    last = row.raw_name.rstrip("/").rpartition("/")[2]
    maker, dot, rest = last.partition(".")
    model = rest if dot and maker.isalpha() and rest[:1].isalpha() else last
    parts = split(model)
    own = provider in FIRST_PARTY if (provider := _provider(row)) else None
    return replace(row, model=model, family=parts.family, variant=parts.variant, effort=None, first_party=own)
