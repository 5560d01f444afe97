"""models.dev: every provider's offer of every model, with price; a provider that made the model itself is first party.

Both the live `api.json` (provider -> models) and the tables made from it (provider, provider_model_id, base_model) are read.
"""

from __future__ import annotations

from typing import Any

from amw.boards import readers
from amw.boards.found import Body, Found
from amw.boards.lists import part
from amw.boards.records import Row

# Providers that sell their own models by the token, as models.dev keys them, and the companies that they are: elsewhere a price is a
# reseller's, and a plan has none.
FIRST_PARTY = {
    key: key
    for key in """alibaba anthropic cohere deepseek google iflytek minimax mistral morph openai perplexity stepfun tencent upstage xai
    xiaomi""".split()
} | {
    "alibaba-cn": "alibaba",
    "bailing": "ant-group",
    "inception": "inception-labs",
    "jina": "jina-ai",
    "llama": "meta",
    "longcat": "meituan",
    "minimax-cn": "minimax",
    "moonshotai": "moonshot-ai",
    "moonshotai-cn": "moonshot-ai",
    "v0": "vercel",
    "voyage": "voyage-ai",
    "zai": "zhipu-ai",
    "zhipuai": "zhipu-ai",
}


def find(body: Body) -> Found:
    if not body.is_data:
        return Found(groups=(("", [_line(record) for record in readers.read_csv(body.text)]),), floor=100, seller=_seller)
    data = readers.read_json(body.text)
    records: list[dict[str, Any]] = []
    for provider, entry in data.items() if isinstance(data, dict) else ():
        for name, model in (part(entry, "models", dict) or {}).items():
            if isinstance(model, dict):
                record = {**model, "name": model.get("name") or name, "_key": f"{provider}/{name}", "_first_party": provider in FIRST_PARTY}
                record["provider"] = {**{k: v for k, v in entry.items() if k != "models"}, **(part(model, "provider", dict) or {})}
                records.append({**record, "_deprecated": model.get("status") == "deprecated"})
    return Found(groups=(("", records),), seller=_seller)


def _seller(row: Row) -> str | None:
    return FIRST_PARTY.get(row.key.partition("/")[0])


def _line(record: dict[str, str]) -> dict[str, Any]:
    provider, name = record.get("provider"), record.get("provider_model_id") or record.get("model_id", "")
    key = f"{provider}/{name}" if provider else name
    return {**record, "_key": key, "id": name, "_first_party": provider in FIRST_PARTY if provider else None}
