"""Train the learned part of tagging and write amw/tags/weights.npz.

    python benchmarks/train_tags.py --data ../shared/data [--out amw/tags/weights.npz]

Trained on three sets: the labelled news items of DATA/gold; items of DATA/stream and of the feeds in DATA/captures labelled by reading
(train_tags_labels.tsv holds their ids and labels, never their texts); headlines written for the purpose in eighteen languages
(train_tags_headlines.tsv).
Whether a story that the rules refuse is of the market after all is learned from the labelled ones among these and from what the
rules refuse of the stream and of general newspapers (DATA/articles); whether one that the rules let in names the market only in passing
from these and all labelled ones. Plain multinomial logistic regression with an L2 penalty, full-batch Adam (Kingma & Ba 2015); the
result is the same on every run. Needs scipy; the product does not.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np

from amw.archive import Captures
from amw.companies import Mention, find_registered
from amw.extract import extract_article
from amw.feeds import parse_feed
from amw.money import find_amounts
from amw.sources import source_for
from amw.tags.article import evidence_of
from amw.tags.classify import LEAST_RELEVANT
from amw.tags.model import FIELDS, Model, read_model
from amw.tags.notices import of_owner
from items import Article
from pipelines.clean import clean
from spiders.readers import own_entry_address

HERE = Path(__file__).parent
PENALTY = 1.0
STEPS = 200
RATE = 0.04
# What an example counts: news as it came in more than headlines written for the purpose, which are plainer than the press.
WEIGHTS = {"gold": 2.0, "stream": 2.0, "own": 1.5, "written": 0.7, "written late": 0.7}
FEWEST = 3  # occurrences of a headline word that make it a feature


@dataclass
class Example:
    """One labelled story: its features, and for each field the accepted labels, the first one the label itself.

    "relevant" ("yes" or "no") is labelled where the rules refuse the story and a second look is taken, "in_passing" there and where they
    let in a story that was read; nothing else is for a story of another market.
    """

    id: str
    origin: str
    language: str
    features: dict[str, float]
    labels: dict[str, list[str]]


def read_examples(data: Path) -> list[Example]:
    """The examples of all sets, features made by the code that tags."""
    labels = read_labels()
    out = [*gold_examples(data), *stream_examples(data, labels), *feed_examples(data, labels)]
    if labels:
        print(f"{len(labels)} labelled items are neither in the stream nor in a captured feed, and teach nothing")
    return [*out, *written_examples(), *general_examples(data / "articles")]


def read_labels() -> dict[str, dict[str, list[str]]]:
    """The labels of items that were read, by id; none of a story of another market."""
    out = {}
    for line in (HERE / "train_tags_labels.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#"):
            out[cells[0]] = {f: c.split("/") for f, c in zip(FIELDS, cells[1:], strict=len(cells) > 2) if c != "-"}
    return out


def gold_examples(data: Path) -> list[Example]:
    labels = {d["id"]: d for d in map(json.loads, (data / "gold/labels.jsonl").open(encoding="utf-8"))}
    out = []
    for item in map(json.loads, (data / "gold/items.jsonl").open(encoding="utf-8")):
        label = labels[item["id"]]
        accepted = label.get("accept") or {}
        tags = {f: [label[f], *accepted.get(f, [])] for f in FIELDS} if label["relevant"] else {}
        out.append(example(item["id"], "gold", item["language"], item["title"], item["lead"], tags, item["url"]))
    return [e for e in out if e.labels]


def stream_examples(data: Path, labels: dict[str, dict[str, list[str]]]) -> list[Example]:
    """The stream's examples; takes from `labels` what it finds."""
    gold = {squeezed(d["title"]) for d in map(json.loads, (data / "gold/items.jsonl").open(encoding="utf-8"))}
    out = []
    with gzip.open(data / "stream/ai_news_dev.jsonl.gz", "rt", encoding="utf-8") as stream:
        for item in map(json.loads, stream):
            tags = labels.pop(item["id"], None)
            if squeezed(item["title"]) in gold:
                continue
            made = example(item["id"], "stream", "?", item["title"], (item["text"] or "")[:600], tags, item["url"])
            if made.labels:
                out.append(made)
    return out


def feed_examples(data: Path, labels: dict[str, dict[str, list[str]]]) -> list[Example]:
    """The labelled entries of captured feeds, where there are any, as the line cleans them; takes from `labels` what it finds."""
    out = []
    feeds = data / "captures/feeds.warc.gz"
    captures = Captures([feeds] if feeds.exists() else [])
    for record in captures.records:
        for entry in parse_feed(captures.read(record).body, record.url).entries:
            url = entry.link or own_entry_address(record.url, entry)
            tags = labels.pop(sha1(url.encode()).hexdigest()[:12], None)
            if tags is not None:
                told = {"title": entry.title or "", "text": entry.text or "", "lead": entry.lead}
                article = clean(Article(source="", url=url, fetched_at=record.at, **told), source_for(url))
                out.append(example(url, "stream", "?", article.title, article.body[:600], tags, url))
    return [e for e in out if e.labels]


def written_examples() -> list[Example]:
    """The written headlines: language, event, segment, lens, category ("-" where none was given, all four of another market), headline,
    lead. Those below the file's first note have the origin "written late" and stay out of cross-validation.
    """
    out, origin = [], "written"
    for n, line in enumerate((HERE / "train_tags_headlines.tsv").read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            origin = "written late"
            continue
        language, event, segment, lens, category, headline, *lead = line.split("\t")
        labels = {f: tags.split("/") for f, tags in zip(FIELDS, (event, segment, lens, category), strict=True) if tags != "-"}
        out.append(example(f"headline {n}", origin, language, headline, "".join(lead), labels))
    return out


def general_examples(articles: Path) -> list[Example]:
    """Pages of newspapers that the rules refuse, as stories of other markets: what a second look must not let in."""
    out = []
    for truth in sorted(articles.glob("*/truth.jsonl")):
        for page in map(json.loads, truth.open(encoding="utf-8")):
            body = gzip.decompress((truth.parent / "pages" / page["file"]).read_bytes())
            article = extract_article(body, page.get("url") or "https://example.org/")
            if article.text:
                out.append(example(f"{truth.parent.name} {page['file']}", "general", "?", article.title or "", article.text[:600], None))
    return [e for e in out if e.labels]


def squeezed(title: str) -> str:
    return "".join(c for c in title.lower() if c.isalnum())[:60]


def example(key: str, origin: str, language: str, title: str, text: str, read: dict[str, list[str]] | None, url: str = "") -> Example:
    """`read` are the labels of a story that somebody read, none for one of another market."""
    amounts = [a for a in find_amounts(f"{title}\n{text}") if not a.vague]
    publisher = publisher_of(url)
    own = publisher is not None
    reading = evidence_of(title, text, mentions_of(title, text, publisher), amounts, own=own)
    refused, labels = reading.relevance < LEAST_RELEVANT, dict(read or {})
    if reading.signals.open_to_doubt if refused else read is not None:
        labels["in_passing"] = ["no" if read else "yes"]
        if refused:
            labels["relevant"] = ["yes" if read else "no"]
    return Example(key, "own" if own and origin == "stream" else origin, language, reading.features, labels)


def publisher_of(url: str) -> str | None:
    """The key of the company on whose own site `url` is."""
    home = source_for(url) if url else None
    return home.company if home is not None else None


def mentions_of(title: str, text: str, publisher: str | None) -> list[Mention]:
    """The names in a story as the line's stages find them."""
    return of_owner(find_registered(f"{title}\n{text}", title=title, publisher=publisher), title, publisher)


def train(examples: Sequence[Example], about: dict[str, object]) -> Model:
    """The model of `examples`, packed and read back, so that what is measured is what is shipped."""
    return read_model(pack(*fit(examples), about))


def fit(examples: Sequence[Example]) -> tuple[list[str], dict[str, np.ndarray], dict[str, list[str]]]:
    """The names of the features, and for each field of `LEARNED` its weights (features and a last row of biases, x classes) and classes."""
    tagged = [e for e in examples if not e.labels.keys().isdisjoint(FIELDS)]
    press = [e for e in examples if e.origin != "own"]  # of its own site who tells it decides
    parts = [solve(tagged, FIELDS), *(solve([e for e in press if field in e.labels], (field,)) for field in ("relevant", "in_passing"))]
    names = sorted({name for known, _, _ in parts for name in known})
    weights = {field: matrix for known, solved, _ in parts for field, matrix in spread(solved, known, names).items()}
    return names, weights, {field: answers for _, _, classes in parts for field, answers in classes.items()}


def solve(examples: Sequence[Example], fields: Sequence[str]) -> tuple[list[str], dict[str, np.ndarray], dict[str, list[str]]]:
    """`fit` for some fields alone, over the features that are frequent enough in `examples`."""
    from scipy.sparse import csr_matrix

    seen = collections.Counter(name for e in examples for name in e.features)
    names = sorted(n for n, c in seen.items() if c >= (FEWEST if n[:2] in {"w:", "t:", "l:", "o:"} else 2))
    place = {n: i for i, n in enumerate(names)}
    values, columns, starts = [], [], [0]
    for e in examples:
        row = sorted((place[name], value) for name, value in e.features.items() if name in place)
        columns += [column for column, _ in row] + [len(names)]
        values += [value for _, value in row] + [1.0]
        starts.append(len(columns))
    matrix = csr_matrix((np.array(values, dtype=np.float32), columns, starts), shape=(len(examples), len(names) + 1))
    targets, classes = {}, {}
    for field in fields:
        labels = sorted({label for e in examples for label in e.labels.get(field, [])})
        column = {label: i for i, label in enumerate(labels)}
        target = np.zeros((len(examples), len(labels)), dtype=np.float32)
        for row, e in zip(target, examples, strict=True):
            accepted = e.labels.get(field, [])
            for n, label in enumerate(accepted):
                share = 1.0 if len(accepted) == 1 else (0.7 if n == 0 else 0.3 / (len(accepted) - 1))
                row[column[label]] += share * WEIGHTS.get(e.origin, 1.0)
        targets[field], classes[field] = target, labels
    return names, descend(matrix, targets), classes


def spread(weights: dict[str, np.ndarray], names: list[str], wider: list[str]) -> dict[str, np.ndarray]:
    """`weights` over the features `names` as weights over the features `wider`, zero for those that are not among `names`."""
    rows = np.searchsorted(np.array(wider), np.array([*names]))
    out = {}
    for field, matrix in weights.items():
        out[field] = np.zeros((len(wider) + 1, matrix.shape[1]), dtype=np.float32)
        out[field][rows], out[field][-1] = matrix[:-1], matrix[-1]
    return out


def descend(matrix: Any, targets: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """For each field the weights (features x classes) that minimise its weighted cross entropy over the sparse `matrix` (examples x
    features) plus PENALTY/2 times their squares (not the bias's). All fields go down together: a step reads the matrix twice, not
    eight times.
    """
    parts, at = {}, 0
    for field, target in targets.items():
        parts[field] = slice(at, at + target.shape[1])
        at += target.shape[1]
    target = np.concatenate(list(targets.values()), axis=1)
    turned = matrix.T.tocsr()
    weights = np.zeros((matrix.shape[1], at), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        odds = matrix @ weights
        for part in parts.values():
            odds[:, part] = np.exp(odds[:, part] - odds[:, part].max(axis=1, keepdims=True))
            odds[:, part] *= target[:, part].sum(axis=1, keepdims=True) / odds[:, part].sum(axis=1, keepdims=True)
        gradient = turned @ (odds - target)
        gradient[:-1] += PENALTY * weights[:-1]
        first += 0.1 * (gradient - first)
        second += 0.001 * (gradient**2 - second)
        rate = RATE * min(1.0, 2.0 * (1 - step / (STEPS + 1)))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {field: weights[:, part] for field, part in parts.items()}


def pack(names: list[str], weights: dict[str, np.ndarray], classes: dict[str, list[str]], about: dict[str, object]) -> bytes:
    """The bytes of a weights file: eight-bit weights with one scale a field, rows that are all but zero left out."""
    scales = {f: float(np.abs(w).max()) / 127 or 1.0 for f, w in weights.items()}
    small = {f: np.round(w / scales[f]).astype(np.int8) for f, w in weights.items()}
    kept = [i for i in range(len(names)) if any(m[i].any() for m in small.values())]
    out = io.BytesIO()
    np.savez_compressed(
        out,
        about=np.frombuffer(json.dumps({**about, "scales": scales, "classes": classes}).encode(), dtype=np.uint8),
        vocabulary=np.frombuffer("\n".join(names[i] for i in kept).encode(), dtype=np.uint8),
        **{f: m[[*kept, len(names)]] for f, m in small.items()},
    )
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=HERE.parent / "amw/tags/weights.npz")
    options = parser.parse_args()
    examples = read_examples(options.data)
    counts = collections.Counter(e.origin for e in examples if not e.labels.keys().isdisjoint(FIELDS))
    others = len(examples) - counts.total()
    about = {
        "trained_on": f"{counts['gold']} labelled news items, {counts['stream'] + counts['own']} items of the stream and of feeds labelled "
        f"by reading ({counts['own']} of them from companies' own sites), "
        f"{counts['written'] + counts['written late']} written headlines, {others} items of other markets",
        "trained_at": date.today().isoformat(),
        "by": "benchmarks/train_tags.py",
    }
    body = pack(*fit(examples), about)
    options.out.write_bytes(body)
    print(f"{about['trained_on']}: {len(read_model(body).vocabulary)} features, {len(body) / 1e3:.0f} KB -> {options.out}")


if __name__ == "__main__":
    main()
