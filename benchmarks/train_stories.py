"""Fits what grouping learns from data: the background of term frequencies and the pair score. Needs scipy; the product does not.

    python benchmarks/train_stories.py background     # amw/stories/background.npz: hashed counts of words, no text
    python benchmarks/train_stories.py check          # five-fold cross-validation: whole stories, topics and articles kept together
    python benchmarks/train_stories.py fit            # amw/stories/weights.json

Data: the folder that AMW_REALDATA names (else ../shared/data): stories/*.jsonl.gz with a story label per document or a label per pair, and
stream/*.jsonl.gz. The score is a logistic regression whose weights keep their sign; the threshold (JOIN) is one for all sets. Pairs across
scripts and languages are few, so they have weights of their own for some features and share those of facts with the rest. Boosted trees
gained nothing that held on folds they had not seen. `check` places each set as the product does, in several divisions into folds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from stories import f1, quality, read

from amw.companies import Companies
from amw.stories import StoryIndex, background, score
from amw.stories.cluster import JOIN, promising
from amw.stories.languages import language_of
from amw.stories.score import ABROAD, ACROSS, CHINESE, FEATURES, KINDS, TITLED, UNTITLED, features, kind_of
from amw.stories.signature import Document, Signature
from amw.stories.signing import sign
from amw.stories.statistics import MARKS, Statistics, Table, step_at
from amw.stories.terms import KEY, NAME, terms_of
from amw.stories.view import View, cosine
from amw.stories.window import Window
from amw.tags import tag_article

PACKAGE = Path(__file__).parent.parent / "amw" / "stories"
FOLDS = 5
C = {TITLED: 0.3, UNTITLED: 0.03, CHINESE: 0.3, ACROSS: 1.0, ABROAD: 1.0}  # weight of the data against that of small weights
# One threshold holds for all, so two kinds of pairs are moved against it. Texts without headline and time get the most of 0 to .4 in the
# log-odds, as every fold of look-alikes chooses; pairs with times get what keeps this pairwise precision on headlines, less a margin.
UNTIMED = 0.4
MOVES, LEAST, MARGIN = (-0.5, -0.4, -0.3, -0.2, -0.1, 0.0), 0.9, 0.2
TIMED = np.array([f == "timed" for f in FEATURES])
NEGATIVES = 6_000  # unlike pairs kept of each set, the look-alikes first
RISING = (
    "cosine overlap rarest second title_shared_idf names_in numbers_shared concepts_shared companies_shared models_shared "
    "amounts_shared events_shared foreign sounds head_in"
).split()
FALLING = (
    "names_missed_less names_missed_more swapped numbers_missed numbers_apart years_apart concepts_apart companies_missed models_missed "
    "events_apart hours sounds_apart"
).split()
PLAIN = "semeval read as English"  # without the stems of other languages: with them look-alikes lose .007
# What each kind of pair is fitted on, with the weight of a pair: articles of other languages stand in for Chinese ones, which are few.
TAUGHT_BY = {
    TITLED: {"ainews timed": 3.0, "ainews facts": 2.0, "ainews untimed": 2.0, "neus": 1.0},
    UNTITLED: {"ecbplus": 1.0, PLAIN: 8.0, "sohu": 1.0},
    CHINESE: {PLAIN: 1.0, "sohu": 1.0},
    ACROSS: {"semeval": 1.0},
    ABROAD: {"semeval": 1.0},
}
# Facts that the labelled sets hardly show and the product always has: log-odds by judgement, not by fit.
BY_HAND = {"amounts_shared": 0.8, "swapped": -6.0}
# What the labelled sets do not show, having headlines without texts or texts without headlines, and nothing Korean: read off some
# 600 pairs of the stream that were judged by reading. Events are fitted to 1.05 and -.85 on headlines; more than .4 joins what one company
# does twice in a week (precision .86), and so does more than .8 for one party. Of headlines three days apart three in 600 are one event.
READ = {
    "titles_met": 0.6, "titles_told": 4.0, "one_party": 0.8, "commentary": -1.2, "late": -0.4, "events_shared": 0.4, "events_apart": -0.8,
    "korean": 1.2,
}  # fmt: skip
# How much these say hangs on how many names the register knows, and a thousand headlines tell little of it: as they were fitted once. The
# register has grown since, and a fit gives less than half for companies; in the stream right joins are lost by that and no wrong ones.
HELD = {"companies_shared": 1.19, "companies_missed": -3.43, "companies_known": -1.13, "models_shared": 1.27, "models_missed": -3.51}

# What only headlines are known with; the other kinds take these weights from there.
TAKEN = (
    "companies_shared", "companies_missed", "companies_known", "models_shared", "models_missed", "amounts_shared", "timed", "hours",
)  # fmt: skip
OF_ACROSS = ("cosine", "foreign", "sounds")  # what a pair across scripts is fitted by: such pairs are few
# What 200 pairs of the stream in two languages say (119 one event), where texts without headline or time are silent: of two languages of
# one script a second rare word in common and the words of the list count more and hours less; across scripts a party in common says more.
READ_OF = {ABROAD: {"hours": -1.5, "foreign": 10.0, "second": 2.0}, ACROSS: {"one_party": 2.5}}
OF_ABROAD = ("cosine", "sounds", "numbers_shared")

Models = list[tuple[Any, float]]  # by kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of documents: `at` holds the documents' numbers where the set has clusters, `fold` keeps whole stories together."""

    name: str
    x: Any
    y: Any
    kind: Any
    fold: Any
    at: list[tuple[int, int]]
    clusters: list[str]
    languages: list[str]
    signed: list[Signature]
    folds: list[int]  # by document
    groups: list[int]  # what is never parted by folds, by document or pair


# ---------------------------------------------------------------- background


def write_background() -> None:
    size = background.BUCKETS
    frequency, capitals, total = np.zeros(size, np.int64), np.zeros(size), np.zeros(size)
    texts = [(d["title"], d["text"]) for d in read("stream/ai_news_dev.jsonl.gz")]
    texts += [("", d[side]) for name in ("sohu_zh", "semeval22") for d in read(f"stories/{name}_pairs.jsonl.gz") for side in "ab"]
    for title, text in texts:
        body = terms_of(text[:4000])
        for key in {t & KEY for t in (*terms_of(title), *body)}:
            frequency[key & (size - 1)] += 1
        for term in body:
            if term >> 32 <= NAME:
                total[term & (size - 1)] += 1
                capitals[term & (size - 1)] += term >> 32
    for language, mark in MARKS.items():
        for key in mark:
            frequency[key & (size - 1)] = sum(language_of(title + text[:300], "en") == language for title, text in texts)
    capital = np.where(total > 0, np.round(255 * capitals / np.maximum(total, 1)), 255).astype(np.uint8)
    np.savez_compressed(
        PACKAGE / "background.npz",
        documents=np.int64(len(texts)),
        frequency=np.minimum(frequency, 65535).astype(np.uint16),
        capital=capital,
    )
    print(f"{len(texts)} documents, {int((frequency > 0).sum())} buckets used")


# ---------------------------------------------------------------- pairs


def row(a: View, b: View, table: Table) -> list[float]:
    """The kind of a pair and its features."""
    return [float(kind_of(a, b)), *features(a, b, table, *cosine(a, b, table))]


def facts(title: str, text: str, catalogue: Companies) -> dict[str, Any]:
    mentions = catalogue.find(f"{title}\n{text}"[:1500])
    return {
        "event": tag_article(title, text, mentions, None).event,
        "companies": tuple({m.company.key for m in mentions if m.company}),
        "models": tuple({m.model.key for m in mentions if m.model}),
    }


def cluster_pairs(name: str, path: str, *, timed: bool = False, catalogue: Companies | None = None) -> Pairs:
    documents = read(path)
    signatures = []
    for d in documents:
        told = facts(d["title"], d["text"], catalogue) if catalogue else {}
        at = datetime.fromtimestamp(d["ts"], UTC) if timed and d["ts"] else None
        signatures.append(sign(Document(doc_id=d["id"], title=d["title"], text=d["text"], published_at=at, **told)))
    window = Window(Statistics())
    at_pairs: list[tuple[int, int]] = []
    x = []
    for i, signature in enumerate(signatures):
        view = View(signature, window.table)
        for j in promising(signature, window):
            at_pairs.append((i, j))
            x.append(row(view, window.view(j), window.table))
        window.put(i, view, i)
        if step := step_at(i + 1):
            window.fold(range(i + 1 - step, i + 1))
    group = {g: k for k, g in enumerate(sorted({d.get("topic") or d["cluster"] for d in documents}))}
    folds = [group[d.get("topic") or d["cluster"]] * 7 % FOLDS for d in documents]
    fold = [folds[i] for i, _ in at_pairs]
    y = [documents[i]["cluster"] == documents[j]["cluster"] for i, j in at_pairs]
    labels = [d["cluster"] for d in documents]
    rows_ = np.array(x)
    return Pairs(
        name=name, x=rows_[:, 1:], y=np.array(y), kind=rows_[:, 0].astype(int), fold=np.array(fold), at=at_pairs, clusters=labels,
        languages=[], signed=signatures, folds=folds, groups=[group[d.get("topic") or d["cluster"]] for d in documents],
    )  # fmt: skip


def labelled_pairs(name: str, path: str, same: Callable[[dict[str, Any]], bool], language: str | None = None) -> Pairs:
    documents = read(path)
    signed = [[sign(Document(doc_id="", text=d[side], language=language)) for side in "ab"] for d in documents]
    table = Statistics().table
    x = [row(View(a, table), View(b, table), table) for a, b in signed]
    groups = together([d["pair"].split("_") if "pair" in d else [d["a"], d["b"]] for d in documents])
    languages = [d["lang"] for d in documents]
    rows_ = np.array(x)
    return Pairs(
        name=name, x=rows_[:, 1:], y=np.array([same(d) for d in documents]), kind=rows_[:, 0].astype(int),
        fold=np.array([g * 7 % FOLDS for g in groups]), at=[], clusters=[], languages=languages, signed=[], folds=[], groups=groups,
    )  # fmt: skip


def together(pairs: list[list[str]]) -> list[int]:
    """A number for each pair, the same for pairs that share an article, directly or over others."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    for a, b in pairs:
        above[root(b)] = root(a)
    numbers: dict[str, int] = {}
    return [numbers.setdefault(root(a), len(numbers)) for a, _ in pairs]


def divided(pairs: Pairs, division: int) -> Pairs:
    """The pairs in other folds: whole stories and topics, and pairs that share an article, stay together."""
    if not division:
        return pairs
    random = np.random.default_rng(division)
    fold_of = random.integers(FOLDS, size=max(pairs.groups) + 1)
    folds = [int(fold_of[g]) for g in pairs.groups]
    if not pairs.at:
        return replace(pairs, fold=np.array(folds))
    return replace(pairs, folds=folds, fold=np.array([folds[i] for i, _ in pairs.at]))


def all_pairs() -> list[Pairs]:
    headlines = "stories/ainews_clusters.jsonl.gz"
    return [
        cluster_pairs("ainews timed", headlines, timed=True),
        cluster_pairs("ainews untimed", headlines),
        cluster_pairs("ainews facts", headlines, timed=True, catalogue=Companies.load()),
        cluster_pairs("ecbplus", "stories/ecbplus_clusters.jsonl.gz"),
        cluster_pairs("neus", "stories/neus_clusters.jsonl.gz"),
        labelled_pairs("semeval", "stories/semeval22_pairs.jsonl.gz", lambda d: d["overall"] <= 1.75),
        labelled_pairs(PLAIN, "stories/semeval22_pairs.jsonl.gz", lambda d: d["overall"] <= 1.75, "en"),
        labelled_pairs("sohu", "stories/sohu_zh_pairs.jsonl.gz", lambda d: bool(d["label"])),
    ]


# ---------------------------------------------------------------- fitting


def training(sets: list[Pairs], fold: int | None, kind: int) -> tuple[Any, Any, Any]:
    """What a kind is taught by: features, labels and weights of pairs outside a fold (None: of all)."""
    xs, ys, ws = [], [], []
    random = np.random.default_rng(7)
    for pairs in sets:
        if pairs.name not in TAUGHT_BY[kind]:
            continue
        fit = pairs.kind == kind if kind in (ACROSS, ABROAD) else pairs.kind != ACROSS
        chosen = np.flatnonzero(fit & (pairs.fold != fold) if fold is not None else fit)
        like, unlike = chosen[pairs.y[chosen]], chosen[~pairs.y[chosen]]
        weight = np.ones(len(unlike))
        if len(unlike) > NEGATIVES:
            order = unlike[np.argsort(-pairs.x[unlike, 0], kind="stable")]
            hard, rest = order[: NEGATIVES // 2], order[NEGATIVES // 2 :]
            drawn = random.choice(rest, NEGATIVES // 2, replace=False)
            unlike = np.concatenate([hard, drawn])
            weight = np.concatenate([np.ones(len(hard)), np.full(len(drawn), min(3.0, len(rest) / len(drawn)))])
        both = np.concatenate([like, unlike])
        xs.append(pairs.x[both])
        ys.append(pairs.y[both])
        ws.append(np.concatenate([np.ones(len(like)), weight]) * TAUGHT_BY[kind][pairs.name])
    return np.vstack(xs), np.concatenate(ys), np.concatenate(ws)


def fit_linear(x: Any, y: Any, w: Any, *, c: float, used: Any, offset: Any) -> tuple[Any, float]:
    """Logistic regression whose weights keep their sign: what is shared never counts against a pair, what is missed never for it.

    `used` marks the features that are fitted, `offset` is added to the log-odds of each pair.
    """
    from scipy.optimize import minimize

    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    z, side = (x - mean) / scale * used, np.where(y, 1.0, -1.0)

    def loss(t: Any) -> tuple[float, Any]:
        margin = side * (z @ t[:-1] + t[-1] + offset)
        slope = -side * w / (1 + np.exp(np.clip(margin, -30, 30)))
        return float(c * (w * np.logaddexp(0, -margin)).sum() + t[:-1] @ t[:-1] / 2), np.append(c * (z.T @ slope) + t[:-1], c * slope.sum())

    bounds = [(0, None) if f in RISING else (None, 0) if f in FALLING else (None, None) for f in (*FEATURES, "bias")]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}).x
    weights = found[:-1] / scale * used
    return weights, float(found[-1] - weights @ mean)


def fitted(sets: list[Pairs], fold: int | None) -> Models:
    """Weights and bias for each kind of pair, from all folds but one (None: from all)."""
    models: Models = []
    taken = np.array([HELD.get(f, 0.0) for f in FEATURES])
    for kind in range(len(KINDS)):
        x, y, w = training(sets, fold, kind)
        of_titled = np.array([f not in HELD and f not in READ for f in FEATURES])
        of_two = {ACROSS: OF_ACROSS, ABROAD: OF_ABROAD}.get(kind)
        of_others = np.array([f in of_two if of_two else f not in TAKEN and f not in READ for f in FEATURES])
        used = of_titled if kind == TITLED else of_others
        told = READ_OF.get(kind, {})
        held = np.array([told.get(f, value) for f, value in zip(FEATURES, taken, strict=True)])
        own, bias = fit_linear(x, y, w, c=C[kind], used=used, offset=x @ held)
        weights = own + held
        if kind not in (ACROSS, ABROAD):
            for name, least in BY_HAND.items():
                at = FEATURES.index(name)
                weights[at] = max(weights[at], least) if least > 0 else min(weights[at], least)
        # A Chinese title has no words, a text without one no title.
        read = READ if kind == TITLED else READ | {"titles_met": 0.0, "titles_told": 0.0}
        weights += np.array([0.0 if f in told else read.get(f, 0.0) for f in FEATURES])
        if kind == UNTITLED:
            weights, bias = weights - UNTIMED * TIMED, bias + UNTIMED
        if kind == TITLED:
            taken = weights * np.array([f in TAKEN for f in FEATURES])
        models.append((weights, bias))
    return models


def probability(pairs: Pairs, chosen: Any, models: Models) -> Any:
    x, kinds = pairs.x[chosen], pairs.kind[chosen]
    logit = np.zeros(len(x))
    for kind, (weights, bias) in enumerate(models):
        mine = kinds == kind
        logit[mine] = x[mine] @ weights + bias
    return 1 / (1 + np.exp(-np.clip(logit, -30, 30)))


def moved(models: Models, by: float) -> Models:
    """The models with so much more log-odds for pairs whose times are known."""
    return [(weights + by * TIMED, bias) for weights, bias in models]


def best_move(pairs: Pairs, placed: dict[float, list[int]], fold: int | None) -> float:
    """The move for which the folds but one (None: all) have the highest B-cubed and pairwise F1, of those of at least that precision."""
    kept = [n for n, f in enumerate(pairs.folds) if f != fold]
    gold = [pairs.clusters[n] for n in kept]
    found = {}
    for by, story in placed.items():
        b_cubed, precision, _, pairwise = quality([story[n] for n in kept], gold)
        if precision >= LEAST:
            found[by] = b_cubed + pairwise
    return max(found, key=found.__getitem__, default=min(placed)) - MARGIN


def all_moved(sets: list[Pairs], models: list[Models], final: Models) -> tuple[list[Models], Models]:
    """The models of the folds, each with what is chosen on the other folds, and those of all folds with what is chosen on all.

    Each document is placed by weights that were fitted without its fold.
    """
    (timed,) = (pairs for pairs in sets if pairs.name == "ainews timed")
    placed = {by: grouped(timed, [moved(m, by) for m in models]) for by in MOVES}
    chosen, overall = [best_move(timed, placed, fold) for fold in range(FOLDS)], best_move(timed, placed, None)
    print(f"pairs with times moved by {overall:.1f}, without each fold by {[round(by, 1) for by in chosen]}")
    return [moved(model, by) for model, by in zip(models, chosen, strict=True)], moved(final, overall)


def fit() -> None:
    data = {}
    sets = all_pairs()
    _, final = all_moved(sets, [fitted(sets, fold) for fold in range(FOLDS)], fitted(sets, None))
    for name, (found, bias) in zip(KINDS, final, strict=True):
        weights = {f: round(float(v), 4) + 0.0 for f, v in zip(FEATURES, found, strict=True)}
        data[name] = {"weights": weights, "bias": round(bias, 4)}
        print(name, f"bias {bias:.3f}")
        for feature, value in weights.items():
            if value:
                print(f"  {feature:20} {value:8.3f}")
    (PACKAGE / "weights.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


# ---------------------------------------------------------------- checking


def grouped(pairs: Pairs, models: list[Models]) -> list[int]:
    """The stories that `StoryIndex` makes where each document is placed by weights fitted without its fold."""
    words = score._WORDS
    fitted_without = [tuple((weights[:words].tolist(), weights[words:].tolist(), bias) for weights, bias in model) for model in models]
    index = StoryIndex()
    shipped = score._weights
    try:
        for signature, fold in zip(pairs.signed, pairs.folds, strict=True):
            score._weights = lambda fold=fold: fitted_without[fold]
            index.place(signature)
    finally:
        score._weights = shipped
    return [index.story_of(signature.doc_id) for signature in pairs.signed]


def check(divisions: int) -> None:
    """Prints the mean of the divisions into folds, and the least and most of them; all that is chosen is chosen on the other folds."""
    seen: dict[str, list[tuple[float, ...]]] = {}
    sets = all_pairs()
    for division in range(divisions):
        pairs = [divided(p, division) for p in sets]
        models = [fitted(pairs, fold) for fold in range(FOLDS)]
        models, _ = all_moved(pairs, models, models[0])
        for p in pairs:
            if p.name == PLAIN:
                continue
            if p.at:
                scores = quality(grouped(p, models), p.clusters)
                seen.setdefault(f"{p.name}: B-cubed, pairwise P, R, F1", []).append(scores)
                continue
            likely = np.zeros(len(p.y))
            for fold, model in enumerate(models):
                likely[p.fold == fold] = probability(p, p.fold == fold, model)
            for language in sorted(set(p.languages)):
                chosen = np.array([tongue == language for tongue in p.languages])
                s, y, folds = likely[chosen], p.y[chosen], p.fold[chosen]
                at = np.zeros(len(y))
                for fold in set(folds):
                    at[folds == fold] = best_at(s[folds != fold], y[folds != fold])
                name = (
                    f"{p.name} {language}, {len(y)} pairs, {int(y.sum())} same: F1 at thresholds of the other folds, at the best, at {JOIN}"
                )
                seen.setdefault(name, []).append((f1_at(s, y, at), f1_at(s, y, best_at(s, y)), f1_at(s, y, JOIN)))
    for name, found in seen.items():
        print(name, *(f"{np.mean(v):.3f} ({min(v):.3f}-{max(v):.3f})" for v in zip(*found, strict=True)), sep="  ")


def f1_at(score: Any, y: Any, threshold: Any) -> float:
    made = score >= threshold
    return f1(float(y[made].mean()) if made.any() else 0.0, float(made[y].mean()) if y.any() else 0.0)


def best_at(score: Any, y: Any) -> float:
    """The threshold of the highest F1."""
    return float(max(score, key=lambda t: (f1_at(score, y, t), t)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["background", "check", "fit"])
    parser.add_argument("--divisions", type=int, default=4, help="ways to divide into folds that are checked")
    given = parser.parse_args()
    if given.what == "check":
        check(given.divisions)
    else:
        {"background": write_background, "fit": fit}[given.what]()
