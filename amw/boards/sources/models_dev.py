"""models.dev: every provider's offer of every model, with price; a provider that made the model itself is first party.

Both the live `api.json` (provider -> models) and the tables made from it (provider, provider_model_id, base_model) are read.
"""

from __future__ import annotations

from typing import Any

from amw.boards import readers
from amw.boards.found import Body, Found

# Providers that sell their own models by the token, as models.dev keys them: elsewhere a price is a reseller's, a plan has none.
FIRST_PARTY = frozenset(
    """alibaba alibaba-cn anthropic bailing cohere deepseek google iflytek inception jina llama longcat minimax minimax-cn mistral
    moonshotai moonshotai-cn morph openai perplexity stepfun tencent upstage v0 voyage xai xiaomi zai zhipuai""".split()
)


def find(body: Body) -> Found:
    if body.text.lstrip()[:1] not in "{[":
        return Found(groups=(("", [_line(record) for record in readers.read_csv(body.text)]),), floor=100)
    data = readers.read_json(body.text)
    records: list[dict[str, Any]] = []
    for provider, entry in data.items() if isinstance(data, dict) else ():
        models = entry.get("models") if isinstance(entry, dict) else None
        if not isinstance(models, dict):
            continue
        about = {k: v for k, v in entry.items() if k != "models"}
        for name, model in models.items():
            if isinstance(model, dict):
                record = {**model, "name": model.get("name") or name, "_key": f"{provider}/{name}", "_first_party": provider in FIRST_PARTY}
                record["provider"] = {**about, **(model["provider"] if isinstance(model.get("provider"), dict) else {})}
                record["_deprecated"] = model.get("status") == "deprecated"
                records.append(record)
    return Found(groups=(("", records),))


def _line(record: dict[str, str]) -> dict[str, Any]:
    provider, name = record.get("provider"), record.get("provider_model_id") or record.get("model_id", "")
    key = f"{provider}/{name}" if provider else name
    return {**record, "_key": key, "id": name, "_first_party": provider in FIRST_PARTY if provider else None}
