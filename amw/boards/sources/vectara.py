"""Vectara's hallucination leaderboard: a Markdown table between LEADERBOARD marks; models begin with their maker; less is better."""

from __future__ import annotations

import re
from dataclasses import replace

from amw.boards import readers
from amw.boards.found import Body, Found
from amw.boards.lists import best
from amw.boards.records import Row
from amw.boards.tables import read_html_tables, read_markdown_tables

_MODEL = re.compile(r"HHEM[- ](\d(?:\.\d)?)", re.IGNORECASE)
_USED = re.compile(rf"\bus(?:es|ing) (?:the )?{_MODEL.pattern}", re.IGNORECASE)  # older ones are named as well
# Makers as the table writes them before the model, longer names first: "Google Gemini-2.0" is two things.
_MADE = re.compile(
    "(Moonshot AI|Zhipu AI|Mistral AI|MistralAI|AI21 Labs|AI21|Allen AI|Ai2|01 AI|AntGroup|Ant Group|OpenAI|Google|Anthropic|Amazon"
    "|Microsoft|Meta|Cohere|DeepSeek-AI|DeepSeek|Deepseek|Alibaba|Qwen|xAI|XAI|Snowflake|Databricks|Intel|IBM|Orca|TII|Apple|Nvidia"
    "|NVIDIA|Vectara|Baidu|Tencent|MiniMax|InternLM|MoonshotAI|01-AI)[ -](.*)"
)


def find(body: Body) -> Found:
    text = body.text
    if readers.looks_like_html(text):
        tables = [(caption, list(records)) for caption, records in read_html_tables(text)]
    else:
        start, end = text.find("LEADERBOARD_START"), text.find("LEADERBOARD_END")
        if start >= 0 > end:
            raise readers.Unreadable("cut in the middle")
        tables = read_markdown_tables(text[start:end] if 0 <= start < end else text)
    stated = _USED.search(text) or _MODEL.search(text)
    records = best((list(r) for _, r in tables), body.wanted())
    return Found(groups=(("", records),), version=f"HHEM-{stated[1]}" if stated else None, finish=_split)


def _split(row: Row) -> Row:
    """The row with the maker that its name begins with; of "DeepSeek-V2.5" the name is the maker's."""
    if (found := _MADE.match(row.model)) is None:
        return row
    maker, rest = found[1], found[2].strip()
    if re.match(r"[VR]?\d", rest):
        return replace(row, maker=maker)
    return replace(row, maker=maker, model=rest, family=(row.family or row.model)[len(maker) + 1 :].strip() or rest)
