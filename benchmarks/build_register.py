"""Add `[[model]]` rows to the catalogue from lists of facts: `python benchmarks/build_register.py FACTS_FOLDER`.

FACTS_FOLDER holds `names/ai_models.csv` (model, org, source) and `leaderboards/models_dev/*.csv`, optionally Epoch AI's tables. Every
spelling is taken apart by `parse_model`; spellings with one key become one row, named as its maker names it, with its sources. Rows
without a licence to reuse and rows whose maker the register does not know are left out. `[[family]]` rows and the models that the catalogue
has stay as they are, since people correct them; only models that no spelling of them reaches are added.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from amw.companies import CatalogueError, Companies, Company
from amw.companies.models.families import catalogue_families
from amw.companies.models.index import written
from amw.companies.models.spellings import index_key, parse_model
from amw.companies.models.terms import CLOSED
from amw.companies.models.tokens import size_tokens
from amw.companies.register import companies_of, read_rows

CATALOGUE = Path(__file__).parent.parent / "amw" / "catalogue" / "models.toml"
SOURCES = {  # as named in the facts -> as credited, best display names first
    "models.dev models/": "models.dev",
    "openrouter snapshot in models.dev": "models.dev",
    "artificialanalysis": "artificial-analysis",
    "llm-stats": "llm-stats",
    "lmarena via fboulnois": "lmarena",
    "arena-2026": "lmarena",
    "epoch-largescale": "epoch",
    "epoch-notable": "epoch",
    "interconnects hf": "interconnects",
}
UNLICENSED = ("lmarena arena-catalog",)
# What a maker calls a dated snapshot (from the makers' model pages).
ALSO = {
    "mistral-large-2512": ["Mistral Large 3"],
    "mistral-large-2411": ["Mistral Large 2.1", "Mistral Large 2 (Nov '24)"],
    "mistral-large-2407": ["Mistral Large 2", "Mistral Large 2 (Jul '24)"],
    "mistral-medium-2604": ["Mistral Medium 3.5", "Mistral Medium 3.5 128B"],
    "mistral-medium-2508": ["Mistral Medium 3.1"],
    "mistral-medium-2505": ["Mistral Medium 3"],
    "mistral-small-2603": ["Mistral Small 4", "Mistral Small 4 119B"],
    "mistral-small-2506": ["Mistral Small 3.2", "Mistral Small 3.2 24B"],
    "mistral-small-2503": ["Mistral Small 3.1", "Mistral Small 3.1 24B"],
    "mistral-small-2501": ["Mistral Small 3", "Mistral Small 24B 2501"],
    "magistral-medium-2509": ["Magistral Medium 1.2"],
    "magistral-small-2509": ["Magistral Small 1.2"],
    "magistral-medium-2506": ["Magistral Medium 1", "Magistral Medium"],
    "magistral-small-2506": ["Magistral Small 1", "Magistral Small"],
    "devstral-2512": ["Devstral 2", "Devstral 2 123B 2512", "Devstral Medium 2"],
    "devstral-small-2512": ["Devstral Small 2", "Devstral Small 2 24B", "Devstral Small 2 24B 2512"],
    "devstral-small-2507": ["Devstral Small 1.1", "Devstral Small (Jul '25)"],
    "devstral-small-2505": ["Devstral Small 1.0", "Devstral Small (May '25)"],
    "devstral-medium-2507": ["Devstral Medium"],
    "ministral-3b-2512": ["Ministral 3 3B", "Ministral 3 3B 2512"],
    "ministral-8b-2512": ["Ministral 3 8B", "Ministral 3 8B 2512"],
    "ministral-14b-2512": ["Ministral 3 14B", "Ministral 3 14B 2512"],
    "grok-4.20-0309-reasoning": [
        "grok-4.20-reasoning", "grok-4.20-beta-0309-reasoning", "Grok 4.20 0309 (Reasoning)", "Grok 4.20 (Reasoning)",
    ],
    "grok-4.20-0309-non-reasoning": [
        "grok-4.20-non-reasoning", "grok-4.20-beta-0309-non-reasoning", "Grok 4.20 0309 (Non-reasoning)", "Grok 4.20 (Non-reasoning)",
    ],
    "gemini-3-pro-preview": ["Gemini 3 Pro"],
    "gemini-3-pro-image-preview": ["Gemini 3 Pro Image", "Nano Banana Pro", "Nano Banana Pro (Gemini 3 Pro Image)"],
    "gemini-3.1-flash-image-preview": ["Gemini 3.1 Flash Image", "Nano Banana 2", "Gemini 3.1 Flash Image Preview (Nano Banana 2)"],
    "gemini-2.5-flash-image": ["Nano Banana", "gemini-2.5-flash-image-preview", "gemini-2.5-flash-image-preview (nano-banana)"],
    "gemini-3.1-pro-preview": ["Gemini 3.1 Pro"],
    "gemini-3-flash-preview": ["Gemini 3 Flash"],
    "hy3-preview": ["Hunyuan 3 preview"],
    "gpt-4o-2024-11-20": ["GPT-4o (Nov '24)"],
    "gpt-4o-2024-08-06": ["GPT-4o (Aug '24)"],
    "gpt-4o-2024-05-13": ["GPT-4o (May '24)"],
    "claude-3-5-sonnet-20241022": ["Claude 3.5 Sonnet (Oct '24)", "Claude Sonnet 3.5 v2", "claude-3.5-sonnet-v2"],
    "claude-3-5-sonnet-20240620": ["Claude 3.5 Sonnet (June '24)", "Claude Sonnet 3.5 v1"],
    "kimi-k2": ["Kimi K2 0711", "Kimi K2 Instruct 0711"],
    "deepseek-v3": ["DeepSeek V3 (Dec '24)", "deepseek-v3-1226"],
    "qwen3-vl-235b-a22b-thinking": ["Qwen3 VL 235B A22B (Reasoning)"],
    "qwen3-next-80b-a3b-thinking": ["Qwen3 Next 80B A3B (Reasoning)"],
    "sonar-reasoning-pro": ["Sonar Reasoning Pro"],
    "claude-mythos-preview": ["Claude Mythos", "Mythos", "Claude Mythos Preview"],
    "happyhorse-1.0": ["HappyHorse", "Happy Horse", "HappyHorse-1.0"],
    "north-mini-code-1-0": ["North Mini Code"],
    "gemini-3.1-pro-preview-customtools": ["Gemini 3.1 Pro Preview Custom Tools"],
    "nemotron-3-nano-omni-30b-a3b-reasoning": ["Nemotron 3 Nano Omni", "Nemotron 3 Nano Omni 30B A3B"],
    "kimi-k2.7-code": ["Kimi K2.7"],
    "whisper-large-v3": ["Whisper 3 Large"],
    "pixtral-large-2411": ["Pixtral Large"],
    "k-exaone": ["K-EXAONE-236B-A23B"],
    "qwen3-coder-480b-a35b-instruct": ["qwen3-coder"],
    "Qwen3 235B A22B 2507": ["qwen3-235b-a22b-07-25"],
    "grok-3": ["grok-3-beta", "Grok 3 Beta"],
    "grok-3-mini": ["grok-3-mini-beta", "Grok 3 Mini Beta"],
    "LFM2 2.6B": ["lfm-2.2-6b"],
    "Solar Mini": ["SOLAR-10.7B-v1.0", "solar-10.7b-instruct"],
    "Apertus-70B-Instruct-2509": ["Apertus 70B Instruct"],
    "Apertus-8B-Instruct-2509": ["Apertus 8B Instruct"],
}  # fmt: skip
# Families whose models others tune and name after them: there the maker that the facts tell stands.
OPEN_FAMILIES = frozenset({"llama", "mistral", "qwen", "gemma", "hermes", "phi"})
# Several models in one name, or a month for a version.
_NO_NAME = re.compile(r"[,×]|\(ensemble\)|\+ |\((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\)")
# A file of weights, no model of its own: how it is packed, or a step of its training.
_WEIGHTS = re.compile(
    r"(?i)fp8|gguf|awq|gptq|int[48]|-mlx|base|sft|dpo|-rm-|reward|eagle|onnx|pytorch|unquantized|w4a16|mobile|config|synthetic|ul2|prefixlm|hf$"
)
NAMED = {"happyhorse-1.0": ("HappyHorse-1.0", "alibaba"), "claude-mythos-preview": ("Claude Mythos Preview", "anthropic")}


@dataclass
class Seen:
    """The spellings of one model key."""

    spellings: dict[str, str] = field(default_factory=dict)  # spelling -> best source
    makers: Counter[str] = field(default_factory=Counter)
    released: str | None = None
    licence: str | None = None
    name: str | None = None
    effort: str | None = None


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


Fact = tuple[str, str, str]  # spelling, organisation ("" for none told), whom it is credited to


def build(folder: Path) -> list[dict[str, object]]:
    """The model rows of the facts in `folder`, sorted by maker and key."""
    book = Book()
    base = rows(next((folder / "leaderboards" / "models_dev").glob("base_models*.csv")))
    facts = [
        *listed_models(folder),
        *((row["model_id"].partition("/")[2], row["model_id"].partition("/")[0], "models.dev") for row in base),
    ]
    facts += [(name, "", "models.dev") for name in ALSO]
    book.note_months([*(spelling for spelling, _, _ in facts), *(spelling for more in ALSO.values() for spelling in more)])
    for fact in facts:
        book.add(*fact)
    book.add_base_models(base)
    for path in (folder / "leaderboards" / "epoch").glob("*models*.csv.gz"):
        book.add_releases(rows(path))
    book.add_named_snapshots()
    book.merge_sizes()
    book.link_hosts(rows(next((folder / "leaderboards" / "models_dev").glob("provider_models*.csv"))))
    return book.rows()


def listed_models(folder: Path) -> list[Fact]:
    """The models of the list of facts, without those that may not be used and those that no grammar of ours reads."""
    facts = []
    for row in rows(folder / "names" / "ai_models.csv"):
        source = next((credited for begin, credited in SOURCES.items() if row["source"].startswith(begin)), None)
        if source is None or row["source"].startswith(UNLICENSED) or not row["model"].isascii() or "Tongyi" in row["model"]:
            continue
        facts.append((row["model"], row["org"], source))
    return facts


class Book:
    """What the facts tell of each model, by its key."""

    def __init__(self) -> None:
        companies, problems = companies_of(read_rows("companies", "company"))
        if problems:
            raise CatalogueError(problems)
        self.register = Companies(companies)
        self.families = {family.key: family for family in catalogue_families()}
        self.found: dict[str, Seen] = defaultdict(Seen)
        self.separate = {index_key(p.key, p.effort) for p in map(parse_model, ALSO) if p.effort}  # efforts that are models of their own
        self.months: dict[str, set[str]] = defaultdict(set)  # by key without a date

    def key_of(self, spelling: str, *, dated: bool = True) -> str:
        """The key of a spelling; with its date where there are snapshots of several months of that model."""
        parsed = parse_model(spelling)
        key = parsed.key
        if parsed.effort and index_key(key, parsed.effort) in self.separate:
            key = index_key(key, parsed.effort)
        if dated and parsed.date and len(self.months.get(key, ())) > 1:
            key = index_key(key, None, parsed.date)
        return key

    def note_months(self, spellings: Iterable[str]) -> None:
        """Takes down of which months there are snapshots of each model."""
        for spelling in spellings:
            parsed = parse_model(spelling)
            if parsed.date:
                self.months[self.key_of(spelling, dated=False)].add(parsed.date[:7])

    def add(self, spelling: str, org: str, source: str) -> None:
        """Takes in one fact, unless it is no model's own name."""
        company = self.register.resolve(org) if org else None
        if self._is_refused(spelling, company, source):
            return
        parsed = parse_model(spelling)
        seen = self.found[self.key_of(spelling)]
        seen.spellings.setdefault(_tidy(spelling), source)
        if company is not None:  # Epoch AI tells where a model was trained, which counts where nobody tells the maker
            seen.makers[company.key] += source != "epoch" or parsed.family not in self.families
        if parsed.effort and index_key(parsed.key, parsed.effort) in self.separate:
            seen.effort = parsed.effort

    def _is_refused(self, spelling: str, company: Company | None, source: str) -> bool:
        if len(spelling) > 80 or _NO_NAME.search(spelling):
            return True
        parsed = parse_model(spelling)
        family = self.families.get(parsed.family)
        if family is None and (company is None or source in ("epoch", "interconnects")):
            return True  # architectures and systems of papers, told from models by nothing but their names
        if source == "interconnects" and _WEIGHTS.search(spelling):
            return True
        if source == "epoch" and company is not None and family is not None and not self._kin(company, family.maker):
            return True  # another's model of the same name
        return not parsed.key or (len(parsed.tokens) < 2 and not re.search(r"\d", parsed.key) and family is None)

    def _kin(self, company: Company, maker: str) -> bool:
        """Whether `company` is `maker`, owns it, belongs to it or has its owner."""
        other = self.register.company(maker)
        return other is not None and not {company.key, company.parent}.isdisjoint({other.key, other.parent} - {None})

    def add_base_models(self, base: Iterable[dict[str, str]]) -> None:
        """Takes in what models.dev tells of its base models: first release, licence, name."""
        for row in base:
            seen = self.found[self.key_of(row["model_id"].partition("/")[2])]
            if len(row["release_date"]) == 10 and (seen.released is None or row["release_date"] < seen.released):
                seen.released = row["release_date"]
            seen.licence = row["license"] or ("open weights" if row["open_weights"] == "True" else "proprietary")
            if "(latest)" not in row["name"]:
                seen.name = row["name"]

    def add_releases(self, told: Iterable[dict[str, str]]) -> None:
        """Takes in Epoch AI's days of publication where no other is known."""
        for row in told:
            seen = self.found.get(self.key_of(row["Model"]))
            if seen is not None and seen.released is None and re.fullmatch(r"\d{4}-\d\d-\d\d", row["Publication date"]):
                seen.released = row["Publication date"]

    def add_named_snapshots(self) -> None:
        """Joins what a maker calls a dated snapshot to it."""
        for name, more in ALSO.items():
            seen = self.found[self.key_of(name)]
            for spelling in more:
                other = self.key_of(spelling)
                if other in self.found and self.found[other] is not seen and parse_model(spelling).effort == parse_model(name).effort:
                    moved = self.found.pop(other)
                    seen.spellings |= moved.spellings
                    seen.makers += moved.makers
                    seen.released = seen.released or moved.released
                seen.spellings.setdefault(spelling, "models.dev")

    def merge_sizes(self) -> None:
        """Joins a spelling that leaves sizes out to the one model that it can mean ("Nemotron 3 Super" to its only size)."""
        groups: dict[frozenset[str], list[tuple[frozenset[str], str]]] = defaultdict(list)
        for key, seen in self.found.items():
            if seen.effort or not seen.spellings or " " in key:
                continue
            parsed = parse_model(next(iter(seen.spellings)))
            if parsed.family in CLOSED:
                continue
            sizes = size_tokens(parsed.tokens)
            groups[parsed.tokens - sizes].append((sizes, key))
        for rest, members in groups.items():
            if len(rest) < 2 and not any(any(c.isdigit() for c in word) for word in rest):
                continue
            maximal = [(sizes, key) for sizes, key in members if not any(sizes < other for other, _ in members)]
            for sizes, key in members:
                above = [other for other in maximal if sizes < other[0]]
                if len(above) == 1:
                    seen, into = self.found.pop(key), self.found[above[0][1]]
                    into.spellings |= seen.spellings
                    into.makers += seen.makers
                    into.released, into.licence = into.released or seen.released, into.licence or seen.licence
                    into.name = into.name or seen.name

    def link_hosts(self, offers: Iterable[dict[str, str]]) -> None:
        """Adds hosts' spellings that models.dev links to a base model by hand, where they differ only in sizes or leave a part out."""
        for row in offers:
            if not row["base_model"]:
                continue
            target = self.key_of(row["base_model"].partition("/")[2])
            spelling = row["provider_model_id"]
            key = self.key_of(spelling)
            if key == target or key in self.found or target not in self.found:
                continue
            one, other = parse_model(spelling).tokens, parse_model(row["base_model"]).tokens
            sizes = size_tokens(one | other) | {"preview", "omni", "reasoning"}
            if (one ^ other) <= sizes and not (one - other - size_tokens(one)):
                self.found[target].spellings.setdefault(spelling, "models.dev")

    def rows(self) -> list[dict[str, object]]:
        """The rows of the catalogue that the models make, sorted by maker and key."""
        made = [row for key, seen in self.found.items() if seen.spellings and (row := self._row(key, seen)) is not None]
        return sorted(made, key=lambda row: (str(row["maker"]), str(row["key"])))

    def _row(self, key: str, seen: Seen) -> dict[str, object] | None:
        """The row of one model; None where the register does not know its maker."""
        first = parse_model(next(iter(seen.spellings)))
        family = self.families.get(first.family)
        maker = seen.makers.most_common(1)[0][0] if seen.makers else None
        if family is not None and (maker is None or family.key not in OPEN_FAMILIES):
            maker = family.maker
        if maker is None or self.register.company(maker) is None:
            return None
        named = next((NAMED[name] for name in ALSO if name in NAMED and self.key_of(name) == key), None)
        name = named[0] if named else self._display(key, seen)
        spellings = self._spellings(key, seen)
        if (shown := written(name, first.family, maker)) != name and self.key_of(shown) == self.key_of(name):
            spellings = [name, *(spelling for spelling in spellings if spelling != name)]
            name = shown
        return {
            "key": re.sub(r" [:@]", "-", key),
            "name": name,
            "maker": named[1] if named else maker,
            "family": first.family if family is not None else None,
            "version": first.version,
            "variant": first.variant,
            "effort": seen.effort,
            "released": seen.released,
            "licence": seen.licence,
            "names": spellings,
            "source": ", ".join(sorted(set(seen.spellings.values()))),
        }

    def _display(self, key: str, seen: Seen) -> str:
        """The best spelling that stands for itself: its maker's way before slugs, short before long."""
        order = ["models.dev", "interconnects", "lmarena", "llm-stats", "artificial-analysis", "epoch"]
        nice = sorted(seen.spellings, key=lambda s: (s.islower() or "/" in s, "(" in s, order.index(seen.spellings[s]), len(s)))
        if seen.name and (self.key_of(seen.name) == key or self.key_of(seen.name) not in self.found):
            return seen.name
        wanted = [re.sub(r"\s*\([^)]*\)$", "", nice[0]), *nice]
        return next((name for name in wanted if self.key_of(name) == key), nice[0])

    def _spellings(self, key: str, seen: Seen) -> list[str]:
        """Only the spellings that the grammar does not already bring to this key: what a person must keep, nothing else."""
        kept: dict[str, str] = {}
        for spelling in seen.spellings:
            at = self.key_of(spelling)
            effort = parse_model(spelling).effort
            if seen.effort and effort not in (None, seen.effort):
                continue
            if seen.effort and effort:
                at = f"{at} :{effort}"
            if at != key:
                kept.setdefault(at, spelling)
        return list(kept.values())


def _tidy(spelling: str) -> str:
    return re.sub(r"\s*\((?:free)\)$", "", " ".join(spelling.split()))


def write(models: list[dict[str, object]], path: Path) -> None:
    """Replace the `[[model]]` rows of the file at `path`, keeping what stands before them."""
    head = path.read_text(encoding="utf-8").partition("\n[[model]]")[0].rstrip("\n")
    out = [head]
    for row in models:
        out.append("\n[[model]]")
        for name, value in row.items():
            if value in (None, "", []):
                continue
            if name == "released":
                out.append(f"{name} = {value}")
            else:
                out.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def added(built: list[dict[str, object]]) -> list[dict[str, object]]:
    """The catalogue's rows as people have edited them, and those of `built` that none of its spellings reaches; in the build's order."""
    known = [dict(row.data) for row in read_rows("models", "model")]
    register = Companies.load()

    def is_new(row: dict[str, object]) -> bool:
        names = [str(row["name"]), *map(str, row["names"])]  # type: ignore[call-overload]
        found = (register.resolve_model(name, maker=str(row["maker"])) for name in names)
        return all(model is None or not model.registered for model in found)

    keys = {row["key"] for row in known}
    new = [row for row in built if row["key"] not in keys and is_new(row)]
    return sorted(known + new, key=lambda row: (str(row["maker"]), str(row["key"])))


if __name__ == "__main__":
    rows_ = added(build(Path(sys.argv[1])))
    write(rows_, CATALOGUE)
    print(f"{len(rows_)} models of {len({row['maker'] for row in rows_})} makers")
