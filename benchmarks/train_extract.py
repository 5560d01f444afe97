"""Train the body classifier of `amw.extract` and measure it on publishers that it was not trained on.

    python benchmarks/train_extract.py DATA [--write | --only-write]

Beside the real pages it learns from pages made of them (training_pages.py), which weigh less: short articles above many teasers or
long comments, articles that are lists of entries. Made pages are held out with the page they are made of, and what is put into one comes
from its own fold.

DATA holds the folders aeb, fundus, wcxb and segments, each with truth.jsonl and pages/ (see the data set's index). Needs catboost
and rapidfuzz, at training time alone. `--write` trains on everything and writes amw/extract/weights.npz and amw/extract/lexicon.json.

A block's label is the share of its words that lie on the longest common subsequence of page and true text, in runs of three or more.
Sets that have no text, only strings to keep and to drop, label the blocks which contain these. Every figure printed comes from folds
that were held out, lexicons included. The model is the mean of two ensembles of gradient-boosted oblivious trees (a second stage that saw
the first one's guesses about the neighbours won nothing: .9669 against .9699, .9531 against .9540, .9462 against .9475). Chance decides
much: three single ensembles of 400 trees that differ in their seed alone gave .9662-.9691, .9555-.9584, .9486-.9518 and .9369-.9390.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Set
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from catboost import CatBoostClassifier
from rapidfuzz.distance import LCSseq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from training_pages import Donor, make_page

from amw.extract.body import REPEATED, choose, evidence, join
from amw.extract.features import describe, lean
from amw.extract.frame import Frame, solid_blocks
from amw.extract.furniture import Leanings, name_tokens, text_tokens
from amw.extract.parse import read_page
from amw.extract.sources import gather
from amw.language import guess_language

PACKAGE = Path(__file__).resolve().parent.parent / "amw" / "extract"
CORPORA = ("aeb", "fundus", "wcxb", "segments")
_CJK = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])")
FOLDS = 5
MADE = 0.04  # what a made page weighs beside the real one
TIMES = 2  # pages made of each real one
MODELS = 2  # whose log-odds are averaged: half of what chance decides; four gain .0005 for a twentieth of a page's time
PARAMETERS = {"iterations": 200, "depth": 6, "learning_rate": 0.12, "l2_leaf_reg": 8, "rsm": 0.25, "border_count": 100, "subsample": 0.8}


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", _CJK.sub(r" \1 ", text or ""))


def label_by_text(blocks, truth: str) -> tuple[list[float], list[float]]:
    """(share of words in the truth, weight) per block."""
    wanted = tokens(truth)
    words = [tokens(b.text) for b in blocks]
    flat = [w for ws in words for w in ws]
    hit = np.zeros(len(flat) + 1, bool)
    if flat and wanted:
        codes = {w: i for i, w in enumerate(dict.fromkeys(flat + wanted))}
        a, b = [codes[w] for w in flat[:40000]], [codes[w] for w in wanted[:40000]]
        start = 0
        spans = [(m.src_start, m.src_end) for m in LCSseq.opcodes(a, b) if m.tag == "equal"]
        for start, end in spans:
            hit[start:end] = True
    # A run shorter than three words is chance, unless it is a whole block.
    labels, weights, position = [], [], 0
    for ws in words:
        n = len(ws)
        mine = hit[position : position + n].copy()
        run = 0
        kept = 0
        for i in range(n + 1):
            if i < n and mine[i]:
                run += 1
            else:
                if run >= 3 or run == n:
                    kept += run
                run = 0
        position += n
        labels.append(kept / n if n else 0.0)
        weights.append((n + 3) / (len(wanted) + 60))
    # Of a text that stands on the page twice either copy is right: one of them is taken, and the subsequence runs through any.
    best: dict[str, float] = {}
    for block, label in zip(blocks, labels, strict=True):
        best[block.text] = max(label, best.get(block.text, 0.0))
    return [best[b.text] if len(b.text) >= REPEATED else label for b, label in zip(blocks, labels, strict=True)], weights


def label_by_segments(blocks, keep: list[str], drop: list[str]) -> tuple[list[float], list[float]]:
    flat = [re.sub(r"\s+", " ", b.text) for b in blocks]
    labels, weights = [0.5] * len(blocks), [0.0] * len(blocks)
    for strings, label in ((drop, 0.0), (keep, 1.0)):
        for string in strings or []:
            string = re.sub(r"\s+", " ", string).strip()
            places = [i for i, t in enumerate(flat) if string in t]
            for i in places:
                labels[i], weights[i] = label, 0.12 / max(1, len(places))
    return labels, weights


class Sample:
    """One page with its columns, labels and words."""


def sample_of(page_bytes: bytes, truth: dict, corpus: str, put_in: set[str] | None = None, own: Set[str] = frozenset()) -> Sample | None:
    """A page ready to be learned from; `put_in` are the texts of a made page that are none of its article, `own` those that are."""
    url = truth.get("url") or ""
    page = read_page(page_bytes)
    solid = solid_blocks(page) if page.blocks else []
    if not solid:
        return None
    s = Sample()
    sources = gather(page, url, None)
    s.corpus, s.file, s.truth = corpus, truth["file"], truth
    s.host = ".".join((urlsplit(url).hostname or truth["file"]).split(".")[-3:]).removeprefix("www.")
    s.page, s.solid, s.frame, s.evidence = page, solid, Frame.of(page, solid), evidence(sources)
    s.columns = describe(page, s.frame, **s.evidence)
    # What holds memory and is not asked for again.
    page.parser = page.embedded = None
    page.marks, page.signs, page.headings, page.images, page.script_nodes, page.footers = None, [], [], [], [], []
    s.sets_text = bool(truth.get("body"))
    if s.sets_text:
        s.labels, s.weights = map(np.array, label_by_text(page.blocks, truth["body"]))
    else:
        s.labels, s.weights = map(np.array, label_by_segments(page.blocks, truth.get("with_"), truth.get("without")))
    if put_in is not None:
        s.labels[[b.text in put_in for b in page.blocks]] = 0
        s.labels[[b.text in own for b in page.blocks]] = 1
        sizes = np.array([len(b.text) for b in page.blocks])  # six characters a word
        s.weights = MADE * (sizes / 6 + 3) / ((sizes * s.labels).sum() / 6 + 60)
    s.blocks, s.labels, s.weights = [page.blocks[i] for i in solid], s.labels[solid], s.weights[solid]
    names = [frozenset(name_tokens(look)) for look in page.elements.kinds]
    near = []
    for element, look in enumerate(page.elements.looks):
        up = page.elements.parents[element]
        above = page.elements.parents[up] if up >= 0 else -1
        near.append(names[look].union(*(names[page.elements.looks[e]] for e in (up, above) if e >= 0)))
    s.names, s.words = near, text_tokens([b.text for b in s.blocks])
    return s


def load(data: Path) -> list[Sample]:
    samples = []
    for corpus in CORPORA:
        for line in (data / corpus / "truth.jsonl").open():
            truth = json.loads(line)
            sample = sample_of(gzip.decompress((data / corpus / "pages" / truth["file"]).read_bytes()), truth, corpus)
            if sample is not None:
                samples.append(sample)
    return samples


def load_made(data: Path, samples: list[Sample], fold: np.ndarray) -> tuple[list[Sample], np.ndarray]:
    """(pages made of those of `samples` that have a text, the fold of each)."""
    donors: dict[tuple[int, str], list[tuple[str, Donor]]] = defaultdict(list)
    for s, f in zip(samples, fold, strict=True):
        texts = [b.text for b, label in zip(s.blocks, s.labels, strict=True) if label > 0.8 and len(b.text) > 70]
        title = s.evidence["title"]
        if s.sets_text and len(texts) >= 2 and len(title) > 10:
            donors[int(f), language_of(s)].append((s.host, Donor(title, texts)))
    made, folds = [], []
    for s, f in zip(samples, fold, strict=True):
        if not s.sets_text:
            continue
        others = [donor for host, donor in donors[int(f), language_of(s)] if host != s.host]
        truth = [b.text for b, label in zip(s.blocks, s.labels, strict=True) if label > 0.8 and b.tag == "p" and len(b.text) > 50]
        page = gzip.decompress((data / s.corpus / "pages" / s.file).read_bytes())
        for number in range(TIMES):
            answer = make_page(page, truth, others, random.Random(f"{number} {s.corpus} {s.file}"))
            sample = sample_of(answer[0], s.truth, s.corpus, *answer[1:]) if answer else None
            if sample is not None:
                made.append(sample)
                folds.append(f)
    return made, np.array(folds)


def language_of(s: Sample) -> str:
    if not hasattr(s, "language"):
        s.language = guess_language(s.truth["body"][:2000]) or ""
    return s.language


def lexicons(samples: list[Sample]) -> tuple[dict[str, float], dict[str, float]]:
    """Log-odds of content for words and for container names, every publisher weighing as one."""
    by_host = defaultdict(list)
    for s in samples:
        by_host[s.host].append(s)
    counts = {"names": [Counter(), Counter(), Counter()], "words": [Counter(), Counter(), Counter()]}
    for group in by_host.values():
        share = 1 / len(group)
        seen = {"names": set(), "words": set()}
        for s in group:
            if not s.sets_text:
                continue
            right = s.labels > 0.5
            size, one = np.array([len(b.text) + 20 for b in s.blocks], float), np.ones(len(s.blocks))
            positive, negative, unit_positive, unit_negative = (
                share_of / max(1, share_of.sum()) for weight in (size, one) for share_of in (weight * right, weight * ~right)
            )
            for i, block in enumerate(s.blocks):
                for kind, found, up, down in (
                    ("names", s.names[block.element], positive[i], negative[i]),
                    ("words", set(s.words[i]), unit_positive[i], unit_negative[i]),
                ):
                    for t in found:
                        counts[kind][0][t] += share * up
                        counts[kind][1][t] += share * down
                        seen[kind].add(t)
        for kind, found in seen.items():
            for t in found:
                counts[kind][2][t] += 1
    answer = []
    for kind, least, most, prior in (("words", 4, 3500, 0.004), ("names", 4, 1500, 0.05)):
        up, down, hosts = counts[kind]
        scores = {t: math.log((up[t] + prior) / (down[t] + prior)) for t, h in hosts.items() if h >= least}
        best = sorted(scores, key=lambda t: -abs(scores[t]) * math.log(1 + hosts[t]))[:most]
        answer.append({t: round(scores[t], 2) for t in sorted(best) if abs(scores[t]) > 0.25})
    return answer[0], answer[1]


def fit(tables: list, samples: list[Sample]) -> list[CatBoostClassifier]:
    x = np.concatenate(tables)
    y = np.concatenate([s.labels for s in samples])
    w = np.concatenate([s.weights for s in samples])
    # A block that is half article counts on both sides.
    rows = w > 0
    x, y, w = x[rows], y[rows], w[rows]
    models = []
    for seed in range(MODELS):
        model = CatBoostClassifier(
            **PARAMETERS, loss_function="CrossEntropy", random_seed=seed, thread_count=1, verbose=False, allow_writing_files=False,
            bootstrap_type="Bernoulli", boosting_type="Plain",
        )  # fmt: skip
        models.append(model.fit(x, y, sample_weight=w * len(w) / w.sum()))
    return models


def guess(models: list[CatBoostClassifier], table) -> np.ndarray:
    odds = np.mean([model.predict(table, prediction_type="RawFormulaVal") for model in models], axis=0)
    return (1 / (1 + np.exp(-odds))).astype(np.float32)


def grams(text: str) -> Counter:
    words = re.findall(r"\w+", text or "")
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if text else Counter()


def f1(rows: list[tuple[int, int, int]]) -> tuple[float, float, float]:
    p = [t / (t + f) if t + f else (None if n else 1.0) for t, f, n in rows]
    r = [t / (t + n) if t + n else (None if f else 1.0) for t, f, n in rows]
    p, r = [x for x in p if x is not None], [x for x in r if x is not None]
    precision, recall = sum(p) / len(p), sum(r) / len(r)
    return precision, recall, 2 * precision * recall / (precision + recall)


def report(samples: list[Sample], guesses: list[np.ndarray], title: str) -> None:
    """One line a call; blocks are chosen as at run time."""
    line = [title]

    def text_of(s: Sample, g: np.ndarray) -> str:
        return join(s.blocks, choose(s.blocks, g, s.page.elements)[0])

    for corpus in CORPORA:
        mine = [(s, g) for s, g in zip(samples, guesses, strict=True) if s.corpus == corpus]
        if not mine:
            continue
        if corpus == "segments":
            tp = fn = fp = 0
            for s, g in mine:
                text = re.sub(r"\s+", " ", text_of(s, g))
                kept = sum(re.sub(r"\s+", " ", x) in text for x in s.truth["with_"])
                tp, fn = tp + kept, fn + len(s.truth["with_"]) - kept
                fp += sum(re.sub(r"\s+", " ", x) in text for x in s.truth["without"])
            line.append(f"{corpus} P {tp / (tp + fp):.4f} R {tp / (tp + fn):.4f} F {2 * tp / (2 * tp + fp + fn):.4f}")
            continue
        rows = []
        for s, g in mine:
            a, b = s.grams, grams(text_of(s, g))
            tp = sum((a & b).values())
            rows.append((tp, sum(b.values()) - tp, sum(a.values()) - tp))
        line.append("{} P {:.4f} R {:.4f} F {:.4f}".format(corpus, *f1(rows)))
    print("  ".join(line), flush=True)


def folds_of(samples: list[Sample]) -> np.ndarray:
    """The fold of each page, a publisher's all in one."""
    order = {host: i for i, host in enumerate(np.random.default_rng(5).permutation(sorted({s.host for s in samples})))}
    return np.array([order[s.host] % FOLDS for s in samples])


def tables_of(samples: list[Sample], fold: np.ndarray, real: list[Sample], real_fold: np.ndarray) -> list[np.ndarray]:
    """A row a block, its lexicon columns by lexicons of the other folds' `real` pages.

    So the lexicons of a page's training companions come from all folds but their own, and mislead the model no more than at run time.
    """
    tables: list[np.ndarray] = [np.empty(0)] * len(samples)
    for k in sorted(set(real_fold)):
        leanings = Leanings(*reversed(lexicons([s for s, f in zip(real, real_fold, strict=True) if f != k])))
        for i in np.flatnonzero(fold == k):
            tables[i] = np.concatenate([samples[i].columns, lean(samples[i].page, samples[i].frame, leanings)]).T
    return tables


def held_out(samples: list[Sample], fold: np.ndarray, tables: list[np.ndarray]) -> list[np.ndarray]:
    """For every page the guesses of a model that never saw its fold."""
    guesses: list[np.ndarray] = [np.empty(0)] * len(samples)
    for k in sorted(set(fold)):
        rest = np.flatnonzero(fold != k)
        models = fit([tables[i] for i in rest], [samples[i] for i in rest])
        for i in np.flatnonzero(fold == k):
            guesses[i] = guess(models, tables[i])
        print("fold", k, flush=True)
    return guesses


def pack(models: list[CatBoostClassifier]) -> dict[str, np.ndarray]:
    """The trees of all models as those of one."""
    packed = [pack_one(model) for model in models]
    joined = {name: np.concatenate([one[name] for one in packed]) for name in ("columns", "cuts", "values")}
    return {**joined, "values": joined["values"] / len(packed), "bias": np.mean([one["bias"] for one in packed], axis=0)}


def pack_one(model: CatBoostClassifier) -> dict[str, np.ndarray]:
    """Oblivious trees as arrays: columns and cuts (tree x level), leaf values (tree x 2^depth), bias."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        told = json.loads(path.read_text())
    trees, depth = told["oblivious_trees"], model.get_params()["depth"]
    columns, cuts = np.zeros((len(trees), depth), np.int16), np.full((len(trees), depth), np.inf, np.float32)
    values = np.zeros((len(trees), 2**depth), np.float32)
    for t, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            columns[t, level], cuts[t, level] = split["float_feature_index"], split["border"]
        values[t, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, (bias,) = told["scale_and_bias"]
    return {"columns": columns, "cuts": cuts, "values": values * scale, "bias": np.array([bias], np.float32)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only-write", action="store_true", help="train on everything without measuring first")
    options = parser.parse_args()
    start = time.time()
    samples = load(options.data)
    for s in samples:
        s.grams = grams(s.truth.get("body") or "")
    print(len(samples), "pages", sum(len(s.blocks) for s in samples), "blocks", f"{time.time() - start:.0f} s", flush=True)
    report(samples, [s.labels for s in samples], "labels themselves")
    fold = folds_of(samples)
    made, made_fold = load_made(options.data, samples, fold)
    for s in made:
        s.grams = grams(join(s.blocks, list(np.flatnonzero(s.labels > 0.5))))
    print(len(made), "made pages", sum(len(s.blocks) for s in made), "blocks", flush=True)
    both, both_fold = [*samples, *made], np.concatenate([fold, made_fold])
    tables = tables_of(both, both_fold, samples, fold)
    if not options.only_write:
        guesses = held_out(both, both_fold, tables)
        report(samples, guesses[: len(samples)], "publishers held out")
        report(made, guesses[len(samples) :], "made pages")
    if options.write or options.only_write:
        words, names = lexicons(samples)
        np.savez_compressed(PACKAGE / "weights.npz", **pack(fit(tables, both)))
        (PACKAGE / "lexicon.json").write_text(
            json.dumps({"names": names, "words": words}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        )
        print({p.name: p.stat().st_size for p in (PACKAGE / "weights.npz", PACKAGE / "lexicon.json")}, f"{time.time() - start:.0f} s")


if __name__ == "__main__":
    main()
