"""Tags, amounts and claims on real news: accuracy on the gold set, the spread of tags over the stream, speed.

    python benchmarks/tags.py [--data ../shared/data] [--folds 8] [--errors FIELD] [--fast]

Accuracy is cross-validated: every item of DATA/gold is tagged by a model that never saw it; all else in the training sets stays in,
but for the headlines written with the errors in view. Rules and tables of words were written with these items in view
as well, so figures on other news may be lower. Peers in the same run: the rules alone (the highest score by the words, nothing
learned) and the commonest class. Cross-validation trains, for which scipy is needed; without it the shipped model, which knows the
items, is what is scored. The scorer is the gold set's own, ../bin/score_tags.py beside DATA.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import importlib.util
import json
import sys
import time
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import train_tags as training

from amw.companies import find_registered
from amw.tags import Tags, tag_article
from amw.tags.article import evidence_of
from amw.tags.classify import usual
from amw.tags.model import FIELDS, Model

SHOWN = (*("relevant",), *("category", "segment", "lens", "event"), "countries", "amounts", "amounts_value", "claims", "claims_lax")


def load_scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_tags", data.parent / "bin/score_tags.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_gold(data: Path) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    items = [json.loads(line) for line in (data / "gold/items.jsonl").open(encoding="utf-8")]
    labels = {d["id"]: d for d in map(json.loads, (data / "gold/labels.jsonl").open(encoding="utf-8"))}
    return items, labels


def tag_item(item: dict[str, Any], model: Model | None) -> Tags:
    publisher = training.publisher_of(item["url"])
    return tag_article(
        item["title"],
        item["lead"],
        training.mentions_of(item["title"], item["lead"], publisher),
        item["language"],
        published_at=day_of(item),
        model=model,
        publisher=publisher,
    )


def day_of(item: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat((item.get("published") or "")[:10])
    except ValueError:
        return None


def as_prediction(key: str, tags: Tags) -> dict[str, Any]:
    """Tags in the gold set's field names."""
    return {
        "id": key,
        "relevant": tags.relevant,
        **{f: getattr(tags, f) for f in FIELDS},
        "countries": list(tags.countries),
        "amounts": [{"kind": a.kind, "value": float(a.value), "currency": a.currency} for a in tags.amounts],
        "claims": [{"board": c.board, "model": c.model, "scope": c.scope, "rank": c.rank} for c in tags.claims],
    }


def by_rules(item: dict[str, Any]) -> dict[str, Any]:
    """The peer without learning: the highest score by the words, lens and category as they usually follow."""
    found = training.mentions_of(item["title"], item["lead"], None)
    reading = evidence_of(item["title"], item["lead"], found, training.find_amounts(f"{item['title']}\n{item['lead']}"))
    event = max(reading.events, key=lambda e: reading.events[e])
    segment = max(reading.segments, key=lambda s: reading.segments[s], default=None)
    follows = {field: usual(field, event, segment) for field in ("lens", "category")}
    return {"id": item["id"], "relevant": True, "event": event, "segment": segment, **follows}


def cross_validated(items: list[dict[str, Any]], examples: list[training.Example], folds: int) -> dict[str, dict[str, Any]]:
    """A prediction for every gold item by a model that was trained without its fold; by the shipped one where nothing can be trained."""
    if importlib.util.find_spec("scipy") is None:
        return {item["id"]: as_prediction(item["id"], tag_item(item, None)) for item in items}
    out = {}
    for fold in range(folds):
        held = {item["id"] for i, item in enumerate(items) if i % folds == fold}
        model = training.train([e for e in examples if e.id not in held and e.origin != "written late"], {"fold": fold})
        out.update({item["id"]: as_prediction(item["id"], tag_item(item, model)) for item in items if item["id"] in held})
    return out


def report(
    scorer: ModuleType, gold: dict[str, Any], predicted: dict[str, Any], languages: dict[str, str], fields: tuple[str, ...] = SHOWN
) -> None:
    result, _ = scorer.score(gold, predicted)
    for field in fields:
        print(f"  {field:14s}{scorer.val(result.get(field))[1]}")
    order = [lang for lang, _ in collections.Counter(languages.values()).most_common()]
    print("  " + " " * 14 + "".join(f"{lang:>8s}" for lang in order))
    per = {lang: scorer.score(gold, predicted, ids={i for i in gold if languages[i] == lang})[0] for lang in order}
    for field in fields:
        cells = [scorer.val(per[lang].get(field))[0] for lang in order]
        print(f"  {field:14s}" + "".join(f"{c:8.3f}" if c is not None else f"{'-':>8s}" for c in cells))


def spread(data: Path, most: int | None) -> None:
    """How often each tag is given over the stream, and how fast, find included, on one core."""
    with gzip.open(data / "stream/ai_news_dev.jsonl.gz", "rt", encoding="utf-8") as stream:
        items = [json.loads(line) for line in stream][:most]
    counts: dict[str, collections.Counter[str]] = {f: collections.Counter() for f in (*FIELDS, "relevant", "form")}
    finding = tagging = 0.0
    for item in items:
        title, text = item["title"], item["text"] or ""
        start = time.process_time()
        found = find_registered(f"{title}\n{text}", title=title)
        middle = time.process_time()
        tags = tag_article(title, text, found, None)
        finding, tagging = finding + middle - start, tagging + time.process_time() - middle
        for field, counter in counts.items():
            if tags.relevant or field in {"relevant", "form"}:
                counter[str(getattr(tags, field))] += 1
    both, alone = len(items) / (finding + tagging), len(items) / tagging
    print(f"\nStream, {len(items)} items: {both:,.0f} items/s of CPU, find included (tagging alone {alone:,.0f})")
    for field, counter in counts.items():
        shares = ", ".join(f"{tag} {n / counter.total():.0%}" for tag, n in counter.most_common())
        print(f"  {field:10s}{shares}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent.parent.parent / "shared/data")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--errors", help="print the errors of this field (or all)")
    parser.add_argument("--fast", action="store_true", help="a tenth of the stream")
    options = parser.parse_args()
    scorer = load_scorer(options.data)
    items, gold = read_gold(options.data)
    languages = {item["id"]: item["language"] for item in items}
    examples = training.read_examples(options.data)
    trained = f"{options.folds}-fold cross-validated" if importlib.util.find_spec("scipy") else "by the shipped model (no scipy)"
    print(f"Gold, {len(items)} items, {trained}")
    predicted = cross_validated(items, examples, options.folds)
    report(scorer, gold, predicted, languages)
    print("Rules alone")
    report(scorer, gold, {i["id"]: by_rules(i) for i in items}, languages, FIELDS)
    common = {f: collections.Counter(d[f] for d in gold.values() if d["relevant"]).most_common(1)[0][0] for f in FIELDS}
    print(
        "Commonest class: "
        + ", ".join(
            f"{f} {sum(d[f] == common[f] for d in gold.values() if d['relevant']) / sum(d['relevant'] for d in gold.values()):.3f}"
            for f in FIELDS
        )
    )
    if options.errors:
        titles = {item["id"]: item["title"] for item in items}
        for error in scorer.score(gold, predicted)[1]:
            if options.errors in {"all", error[1]}:
                print("  ", *error, "|", languages[error[0]], titles[error[0]][:90])
    spread(options.data, 900 if options.fast else None)


if __name__ == "__main__":
    main()
