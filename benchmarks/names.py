"""Names against peers: resolve, find, speed. One run, one table.

    python benchmarks/names.py DATA [--only resolve|models|find|gold] [--seconds 2]

DATA holds `names/` (ai_aliases.csv, listed_gallery.csv, listed_queries.csv), `gold/` (items.jsonl, labels.jsonl) and `stream/`. Peers
that are not installed are left out and named. All run in this process, on one thread, best of three.

resolve: a peer that would take longer than `--seconds` allows gets every second, third ... query ("queries" says how many); its figures
are of those. precision = right links / links made; recall = right links / queries with an answer; wrong = queries without one that were
linked to somebody. The peers see the same lists of canonical names; on the AI names this package reads its own catalogue as well, which
is what it ships, and an organisation of the catalogue that the list lacks is no wrong link.

find: the strings that a reader marked as organisations in title and lead, exact and mapped to the right one; the peers get the same
names, without context. All give spans and ids of whole words over the same texts; "its names alone" is the same search without context,
models, unknown names and roles, which no peer has.

models: a positive is a link that models.dev keeps by hand from a host's id to a base model, or one that Artificial Analysis gives from a
row to an id elsewhere; a pair is said where both spellings get one key, and every id is held against every base model. Two base ids that
models.dev names alike but for "(latest)" are one model ("dated ids apart" counts them as two); "grammar alone" is the register without the
spellings it keeps.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import json
import math
import random
import re
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from amw.companies import Companies
from amw.companies.find import Finder
from amw.tags import tag_article

Resolve = Callable[[str], str | None]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def best(run: Callable[[], object], times: int = 3) -> float:
    """CPU seconds of the fastest of `times` runs."""
    took = []
    for _ in range(times):
        began = time.process_time()
        run()
        took.append(time.process_time() - began)
    return max(min(took), 1e-9)


def have(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def exact(key: Callable[[str], str | None], names: Sequence[str]) -> Resolve:
    """Resolve by equal keys; a key of two names resolves to neither."""
    index: dict[str, str | None] = {}
    for name in names:
        folded = key(name)
        if folded:
            index[folded] = None if folded in index and index[folded] != name else name
    return lambda query: index.get(key(query) or "")


def peers_resolve(names: Sequence[str]) -> Iterable[tuple[str, Resolve]]:
    """The peers, each ready to resolve to one of `names`; thresholds are those their documentation or the usual practice names."""
    if have("cleanco"):
        from cleanco import basename

        yield "cleanco", exact(lambda n: basename(n).casefold(), names)
    if have("rigour"):
        from rigour.names import normalize_name, remove_org_types

        yield "rigour", exact(lambda n: remove_org_types(normalize_name(n) or "").strip() or None, names)
    if have("fingerprints"):
        import fingerprints

        yield "fingerprints", exact(lambda n: fingerprints.generate(n), names)
    if have("rapidfuzz"):
        from rapidfuzz import fuzz, process
        from rapidfuzz import utils as fuzz_words

        def fuzzy(query: str) -> str | None:
            found = process.extractOne(query, names, scorer=fuzz.WRatio, processor=fuzz_words.default_process, score_cutoff=90)
            return found[0] if found else None

        yield "rapidfuzz WRatio 90", fuzzy
    if have("sklearn"):
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), lowercase=True)
        matrix = vectors.fit_transform(names)

        def cosine(query: str) -> str | None:
            scores = (matrix @ vectors.transform([query]).T).toarray().ravel()
            top = int(scores.argmax())
            return names[top] if scores[top] >= 0.6 else None

        yield "char-3 tf-idf .6", cosine
    if have("name_matching"):
        import pandas
        from name_matching.name_matcher import NameMatcher

        matcher = NameMatcher(number_of_matches=1, legal_suffixes=True, common_words=False, top_n=10, verbose=False)
        matcher.load_and_process_master_data("name", pandas.DataFrame({"name": list(names)}))

        def matched(query: str) -> str | None:
            found = matcher.match_names(to_be_matched=pandas.DataFrame({"name": [query]}), column_matching="name").iloc[0]
            return names[int(found["match_index"])] if found["score"] >= 85 else None

        yield "name_matching 85", matched


def score_resolve(queries: Sequence[tuple[str, str | None]], resolve: Resolve, known: frozenset[str]) -> tuple[float, float, float, float]:
    """(precision, recall, F1, share of unknowns linked to one of `known`)."""
    right = links = wanted = unknown = wrong = 0
    for query, answer in queries:
        found = resolve(query)
        if answer is None:
            unknown += 1
            wrong += found in known
            links += found in known
        else:
            wanted += 1
            links += found is not None
            right += found == answer
    precision, recall = right / max(links, 1), right / max(wanted, 1)
    return precision, recall, 2 * right / max(links + wanted, 1), wrong / max(unknown, 1)


def line(*cells: object) -> None:
    print("".join(f"{c:<26}" if i == 0 else f"{c:>11.3f}" if isinstance(c, float) else f"{c!s:>11}" for i, c in enumerate(cells)))


def resolve_table(title: str, queries: Sequence[tuple[str, str | None]], names: Sequence[str], ours: Resolve, seconds: float) -> None:
    print(f"\n{title}: {len(names)} names, {len(queries)} queries")
    line("", "queries", "precision", "recall", "F1", "wrong", "names/s")
    known = frozenset(names)
    for label, resolve in [("amw.companies", ours), *peers_resolve(names)]:
        resolve(queries[0][0])  # what is built at the first question is no part of what each takes
        began = time.process_time()
        for query, _ in queries[:3]:
            resolve(query)
        each = (time.process_time() - began) / len(queries[:3])
        step = max(1, math.ceil(each * len(queries) / (20 * seconds)))
        taken = queries[::step]
        took = best(lambda resolve=resolve, taken=taken: [resolve(q) for q, _ in taken], 3 if each * len(taken) < seconds else 1)
        line(label, len(taken), *score_resolve(taken, resolve, known), int(len(taken) / took))


def resolve_tables(data: Path, seconds: float) -> None:
    register = Companies.load()
    aliases = rows(data / "names" / "ai_aliases.csv")
    names = list(dict.fromkeys(r["canonical"] for r in aliases if r["canonical"]))
    keys = {(c.key if (c := register.resolve(n)) is not None else n): n for n in names}

    def ours(query: str) -> str | None:
        found = register.resolve(query)
        return None if found is None else keys.get(found.key, f"other: {found.key}")

    resolve_table("AI company names", [(r["surface"], r["canonical"] or None) for r in aliases], names, ours, seconds)
    chinese = [(r["surface"], r["canonical"]) for r in aliases if r["kind"] == "zh"]
    resolve_table("of them Chinese", chinese, names, ours, seconds)
    gallery = rows(data / "names" / "listed_gallery.csv")
    listed = Companies.from_rows(gallery)
    by_key = {r["eid"]: r["canonical"] for r in gallery}
    queries = [(r["name"], by_key.get(r["eid"]) if r["eid"] else None) for r in rows(data / "names" / "listed_queries.csv")]

    def ours_listed(query: str) -> str | None:
        found = listed.resolve(query)
        return None if found is None else found.name

    resolve_table("listed companies", queries, list(by_key.values()), ours_listed, seconds)


def score_pairs(
    links: set[tuple[str, str]], key: Callable[[str], str | None], targets: Iterable[str] | None = None
) -> tuple[float, float, float]:
    """(precision, recall, F1) of the pairs with one key, every left side of `links` with every target, against `links`."""
    by_key: dict[str | None, list[str]] = {}
    for target in set(targets if targets is not None else (right for _, right in links)):
        by_key.setdefault(key(target), []).append(target)
    said = {(name, target) for name in {left for left, _ in links} if (found := key(name)) is not None for target in by_key.get(found, ())}
    right = len(said & links)
    return right / max(len(said), 1), right / max(len(links), 1), 2 * right / max(len(said) + len(links), 1)


def contradicted(links: Iterable[tuple[str, str]], said: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """Names that `links` give several targets, with these: one is wrong, or the name is no model's alone; neither judges a resolver.

    `said` has what the source itself calls each left side (a row's short name, an offer's id without its host). Nothing of ours takes
    part: neither the register nor a rule for spellings.
    """
    targets: dict[str, set[str]] = {}
    for left, right in links:
        for name in said[left]:
            targets.setdefault(name, set()).add(right)
    return {name: found for name, found in targets.items() if len(found) > 1}


def squeezed(name: str, host: str = "") -> str:
    """Letters and digits of the last part of an id or of a name, without the host's own name before them."""
    return re.sub(r"[\W_]+", "", name.rpartition("/")[2].casefold()).removeprefix(re.sub(r"[\W_]+", "", host.casefold()))


def pair_lines(
    label: str, links: set[tuple[str, str]], key: Callable[[str], str | None], said: Mapping[str, Collection[str]], targets: Iterable[str]
) -> dict[str, set[str]]:
    """Prints the figures of all links and of those that no other link contradicts; gives the names that were set aside."""
    targets = list(targets)
    aside = contradicted(links, said)
    line(label, len(links), *score_pairs(links, key, targets))
    kept = {(left, right) for left, right in links if not any(name in aside for name in said[left])}
    line("  no other link contradicts", len(kept), *score_pairs(kept, key, targets))
    return aside


def print_aside(source: str, aside: Mapping[str, Collection[str]]) -> None:
    for name, targets in sorted(aside.items()):
        print(f"    {source} links one name to several: {name} -> {', '.join(sorted(targets))}")


def model_tables(data: Path) -> None:
    """Spellings of models against links that others made by hand: hosts' ids to base models, one board's rows to ids of two others."""
    register = Companies.load()
    bare = Companies(register.companies, [replace(model, names=(model.name,)) for model in register.models], register.families)

    def keys(register: Companies) -> Callable[[str], str | None]:
        return lambda name: None if (model := register.resolve_model(name)) is None else model.key

    folder = data / "leaderboards" / "models_dev"
    base = rows(next(folder.glob("base_models*.csv")))
    # "Claude Opus 4.5" and "Claude Opus 4.5 (latest)": an id with and one without its only date, one model
    named: dict[tuple[str, str], str] = {}
    one = {}
    for row in sorted(base, key=lambda row: "(latest)" in row["name"]):
        maker = row["model_id"].partition("/")[0]
        one[row["model_id"]] = named.setdefault((maker, row["name"].replace(" (latest)", "")), row["model_id"])
    linked = [row for row in rows(next(folder.glob("provider_models*.csv"))) if row["base_model"]]
    hosts = sorted({row["provider"] for row in linked})
    random.Random(1).shuffle(hosts)
    halves = set(hosts[::2]), set(hosts[1::2])
    print(f"\nmodels.dev: {len(linked)} offers of {len(hosts)} hosts, {len(base)} base models")
    line("", "links", "precision", "recall", "F1")
    offered: dict[str, set[str]] = {}
    for row in linked:
        offered.setdefault(row["provider_model_id"], set()).add(squeezed(row["provider_model_id"], row["provider"]))
    links = {(row["provider_model_id"], one[row["base_model"]]) for row in linked}
    aside = pair_lines("all hosts", links, keys(register), offered, one.values())
    for n, half in enumerate(halves, 1):
        links = {(row["provider_model_id"], one[row["base_model"]]) for row in linked if row["provider"] in half}
        line(f"half {n}", len(links), *score_pairs(links, keys(register), one.values()))
    links = {(row["provider_model_id"], one[row["base_model"]]) for row in linked}
    line("  grammar alone", len(links), *score_pairs(links, keys(bare), one.values()))
    links = {(row["provider_model_id"], row["base_model"]) for row in linked}
    line("  dated ids apart", len(links), *score_pairs(links, keys(register), one))
    print_aside("models.dev", aside)
    crossed: dict[str, set[tuple[str, str]]] = {"openrouter_api_id": set(), "huggingface_url": set()}
    shown: dict[str, set[str]] = {}
    for path in sorted((data / "leaderboards" / "artificial_analysis" / "page_payload").glob("*.json.gz")):
        for model in json.loads(gzip.decompress(path.read_bytes()))["models"]:
            for held in (model, *(value for value in model.values() if isinstance(value, dict))):
                for name, pairs in crossed.items():
                    if held.get(name) not in (None, "", "$undefined"):
                        shown.setdefault(model["name"], set()).add(model["short_name"])
                        pairs.add((model["name"], re.sub(r"^https://huggingface\.co/|/tree/main$|:thinking$", "", held[name])))
    print("\nArtificial Analysis' own links: pairs of a row and an id with one key")
    line("", "links", "precision", "recall", "F1")
    for name, pairs in crossed.items():
        print_aside(name, pair_lines(name, pairs, keys(register), shown, [target for _, target in pairs]))


def more_names(data: Path, known: Collection[str], count: int) -> list[str]:
    """`count` names of listed companies and models that are not `known`; where there are no more, their words put together anew."""
    folder = data / "names"
    columns = (("listed_gallery", "canonical"), ("listed_queries", "name"), ("ai_models", "model"))
    names = [row.get(column) or "" for file, column in columns for row in rows(folder / f"{file}.csv")]
    real = list(dict.fromkeys(name for name in names if len(name) > 2 and name.casefold() not in known))
    words = sorted({word for name in real for word in name.split()})
    draw = random.Random(1)
    while len(real) < count:
        real.append(" ".join(draw.sample(words, draw.choice((2, 2, 3)))))
    return real[: max(count, 0)]


Found = set[tuple[str, str]]  # (words in lower case, name of the company)
Timed = Callable[[str], object]


def find_tables(data: Path, terms: int) -> None:
    """Precision and recall on the labelled items, and megabytes a second, of ours and of peers that look for as many `terms`."""
    register = Companies.load()
    known = {
        n.text.casefold(): c.name
        for c in register.companies
        for n in c.names
        if n.kind not in ("handle", "misspelling") and len(n.text) > 1
    }
    gold = gold_mentions(data, register)
    packed = (data / "stream" / "ai_news_dev.jsonl.gz").read_bytes()
    stream = [json.loads(text) for text in gzip.decompress(packed).decode("utf-8").splitlines()]
    shorts = [f"{r['title']}\n{r['text'] or ''}" for r in stream][:2400]
    longs = ["\n".join(shorts[at : at + 8]) for at in range(0, len(shorts), 8)]
    padding = more_names(data, known, terms - len(known))
    more = Companies.from_rows({"key": f"pad-{number}", "name": name} for number, name in enumerate(padding))
    many = Companies([*register.companies, *more.companies], register.models, register.families)
    vocabulary = {**known, **{name.casefold(): name.casefold() for name in padding if name.casefold() not in known}}
    kilobytes = sum(len(t.encode()) for t in longs) / len(longs) / 1000
    print(
        f"\nfind: {len(vocabulary)} terms; MB/s on {len(longs)} texts of {kilobytes:.1f} KB and on {len(shorts)} of {kilobytes / 8:.1f} KB"
    )
    line("", "precision", "recall", "F1", "MB/s", "short")

    def report(label: str, find: Callable[[str], Found], run: Timed, every: int = 1) -> None:
        """A line of the table; only each text in `every` is timed."""
        times = 5 if every == 1 else 1
        speeds = (megabytes_a_second(run, texts[::every], times) for texts in (longs, shorts))
        line(label, *scored(find, gold), *speeds)

    report("amw.companies", lambda text: {(m.surface.casefold(), m.label) for m in register.find(text) if m.kind == "company"}, many.find)
    named = Finder((n.text, (c, n)) for c in many.companies for n in c.names if n.kind != "handle")
    report(
        "  its names alone",
        lambda text: {(text[start:end].casefold(), meaning.claims[0][0].name) for start, end, meaning in named.read(text).hits},
        named.read,
    )
    if have("flashtext2"):
        report("flashtext2", *flashtext2(vocabulary))
    if have("ahocorasick"):
        report("pyahocorasick", *pyahocorasick(vocabulary, known))
    if have("spacy"):
        report("spaCy EntityRuler", *spacy_ruler(vocabulary), every=20)


def gold_mentions(data: Path, register: Companies) -> list[tuple[str, Found]]:
    """The texts of the labelled items that are of the market, each with the companies that it names."""
    items = {r["id"]: r for r in map(json.loads, (data / "gold" / "items.jsonl").read_text(encoding="utf-8").splitlines())}
    gold = []
    for label in map(json.loads, (data / "gold" / "labels.jsonl").read_text(encoding="utf-8").splitlines()):
        if label["relevant"]:
            item = items[label["id"]]
            wanted = {(s["surface"].casefold(), c.name if (c := register.resolve(s["name"])) else s["name"]) for s in label["surfaces"]}
            gold.append((item["title"] + "\n" + item["lead"], wanted))
    return gold


def scored(find: Callable[[str], Found], gold: Sequence[tuple[str, Found]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of what `find` finds."""
    right = made = wanted = 0
    for text, expected in gold:
        found = find(text)
        right += len(found & expected)
        made += len(found)
        wanted += len(expected)
    return right / max(made, 1), right / max(wanted, 1), 2 * right / max(made + wanted, 1)


def megabytes_a_second(run: Timed, texts: Sequence[str], times: int) -> float:
    return sum(len(t.encode()) for t in texts) / 1e6 / best(lambda: [run(t) for t in texts], times)


def flashtext2(vocabulary: Mapping[str, str]) -> tuple[Callable[[str], Found], Timed]:
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    for term, name in vocabulary.items():
        processor.add_keyword(term, name)

    def find(text: str) -> Found:
        return {(text[a:b].casefold(), name) for name, a, b in processor.extract_keywords_with_span(text)}

    return find, processor.extract_keywords_with_span


def pyahocorasick(vocabulary: Mapping[str, str], known: Mapping[str, str]) -> tuple[Callable[[str], Found], Timed]:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for term in vocabulary:
        automaton.add_word(term, term)
    automaton.make_automaton()

    def find(text: str) -> Found:
        lowered, found = text.lower(), set()
        for end, term in automaton.iter(lowered):
            start = end - len(term) + 1
            around = lowered[start - 1 : start] + lowered[end + 1 : end + 2]
            if term in known and not re.search(r"[a-z0-9]", around):
                found.add((term, known[term]))
        return found

    return find, lambda text: list(automaton.iter(text.lower()))


def spacy_ruler(vocabulary: Mapping[str, str]) -> tuple[Callable[[str], Found], Timed]:
    import spacy

    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "ORG", "pattern": term, "id": name} for term, name in vocabulary.items()])
    return lambda text: {(e.text.casefold(), e.ent_id_) for e in pipeline(text).ents}, pipeline


def gold_table(data: Path) -> None:
    """What is found in labelled items, by the gold set's own scorer (../bin/score_tags.py beside DATA); a country comes with the tags."""
    spec = importlib.util.spec_from_file_location("score_tags", data.parent / "bin" / "score_tags.py")
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    register = Companies.load()
    items = [json.loads(text) for text in (data / "gold" / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = scorer.load(data / "gold" / "labels.jsonl")
    predicted = {}
    for item in items:
        found = register.find(f"{item['title']}\n{item['lead']}", title=item["title"])
        tags = tag_article(item["title"], item["lead"], found, item["language"])
        roles = {m.label: m.role for m in found if m.role is not None}
        predicted[item["id"]] = {
            "id": item["id"],
            "relevant": tags.relevant,
            "companies": [{"name": name, "role": role} for name, role in roles.items()],
            "models": list(dict.fromkeys(m.model.name for m in found if m.model is not None)),
            "countries": list(tags.countries),
        }
    print(f"\nlabelled items: {len(items)}; F1, for primary_hit the share of items")
    fields = ("companies", "primary", "primary_hit", "models", "countries")
    line("", "items", *fields)
    by_language: dict[str, set[str]] = {"all": set(gold)}
    for item in items:
        by_language.setdefault(item["language"], set()).add(item["id"])
    for language, ids in by_language.items():
        scores, _ = scorer.score(gold, predicted, ids=ids)
        line(language, len(ids), *(value if (value := scorer.val(scores.get(field))[0]) is not None else "-" for field in fields))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=["resolve", "models", "find", "gold"])
    parser.add_argument("--seconds", type=float, default=2.0, help="how long a slow peer may take for a table, roughly a twentieth of it")
    parser.add_argument("--terms", type=int, default=75_000)
    options = parser.parse_args()
    missing = [
        m
        for m in ("cleanco", "rigour", "fingerprints", "rapidfuzz", "sklearn", "name_matching", "flashtext2", "ahocorasick", "spacy")
        if not have(m)
    ]
    if missing:
        print("not installed, left out:", ", ".join(missing))
    if options.only in (None, "resolve"):
        resolve_tables(options.data, options.seconds)
    if options.only in (None, "models"):
        model_tables(options.data)
    if options.only in (None, "gold"):
        gold_table(options.data)
    if options.only in (None, "find"):
        find_tables(options.data, options.terms)


if __name__ == "__main__":
    main()
