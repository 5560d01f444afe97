"""The models and companies that a text names, each under the name that it has in full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from amw.claims import spellings
from amw.claims.subjects import Subject
from amw.companies.models.spellings import states_snapshot

if TYPE_CHECKING:
    from amw.claims.named import NamedBoard
    from amw.companies.records import Mention

MOST_SHORT = 60  # names whose ends are looked for together
_EFFORT = re.compile(
    r"\s?[(（](?:x?high|medium|low|minimal|max|(?:non-)?(?:thinking|reasoning)|pro|standard|adaptive reasoning|preview|reasoner|chat"
    r"|experimental(?: \d{4})?|exp[- ]?\d{4}|(?:\d{1,3}k|default|no) think(?:ing)?|20\d\d-\d\d-\d\d|0[1-9]\d\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) ['’]\d\d)[)）]",
    re.IGNORECASE,
)
_SETTING = re.compile(r" \((?:non-)?(?:thinking|reasoning)\)\Z", re.IGNORECASE)
_TIERS = r"(?:[ -]?(?:Pro|Max|Plus|Mini|Preview|Flash|Turbo|Ultra|Thinking|Lite|Coder)(?![A-Za-z]))*"
# "DeepSeek's V4 Pro", "MiniMax's M3": makers whose models bear their name.
_NAMESAKE = re.compile(rf"(?:['’]s\s|的|の|의\s?)(?P<tail>[VMRK]\d{{1,2}}(?:\.\d{{1,2}})?{_TIERS})(?![\w.]\w)")
_STAGE = re.compile(r"[- ](?:Beta|Alpha)(?:[- ]?\d)?(?!\w)")  # of a model, which boards may leave out
_NAMESAKES = frozenset({"deepseek", "minimax", "kimi"})
_OPENER = re.compile(r"(?:Can|Could|Did|Does|Has|Have|How|If|Is|May|Might|Should|Was|What|When|While|Why|Will|Would)\s")
_THINKS = re.compile(r"(?i:-thinking\b)")
_WORDS = re.compile(r"[^\W_]+")
_OF_BUILD = re.compile(r"(?<=[- ])(?:0\d\d\d?|v\d)\b")  # "Gemini-1.5-Pro-001", "Claude Sonnet 3.5 v2"
_RATING = re.compile(r" 1(?:00\d|0[4-9]\d|1[4-9]\d|[012]3[2-9]|2[4-9]\d|[3-7]\d\d)\Z")  # no build: builds are named by month and day
_NO_VERSION = re.compile(r" [2-9]\d\.\d{1,2}\Z")  # no version goes that far: "Muse Spark 52.2, Grok 4.5 53.8"
_AS_ONE = re.compile(r"\s?\+\s?|\s(?:paired|combined) with\s(?:x?[A-Z]\w+['’]s?\s)?")


def subjects_in(text: str, mentions: Iterable[Mention], boards: Sequence[NamedBoard]) -> list[Subject]:
    """Models and companies of the text in order: the mentions, and names with a version that no mention covers."""
    out = []
    for m in mentions:
        if any(b.start < m.end and m.start < b.end for b in boards):
            continue
        model = m.model
        company = m.company.key if m.company is not None else (model.maker if model is not None else None)
        name, key, end = _of_mention(text, m)
        out.append(Subject(m.start, end, name, key, company))
    models = sorted((s for s in out if s.model), key=lambda s: s.start)
    begins = [s.start for s in models]
    free = _free([(s.start, s.end) for s in models] + [(b.start, b.end) for b in boards])
    owners = {s.end: s.company for s in out if not s.model}
    found = []
    lengthened: set[Subject] = set()
    for (start, end), written in _written(text, {s.start: s.end for s in out if not s.model}):
        name, end = _without_figure(text, written, end)
        name, end = _at_effort(text, name, end)
        within_it = models[bisect_left(begins, start) : bisect_left(begins, end)]
        inside = [s for s in within_it if s.end <= end and end - start > s.end - s.start and s not in lengthened]
        if inside and inside[0].end == end and " " in written:
            continue  # "Moonshots Kimi K2.6": a word before the name, no build of the model
        longer = next(iter(inside), None)
        if longer is not None and not any(b.start < end and start < b.end for b in boards):
            lengthened.add(longer)  # "claude-opus-4-7-20260401": a build of the model that the mention names
            found.append(Subject(start, end, name, None, longer.company))
        elif free(start, end):
            found.append(Subject(start, end, name, None, owners.get(start - 3)))  # "Moonshot's K2.6"
    kept = [s for s in out if s not in lengthened]
    found += _by_part(text, sorted([*models, *found], key=lambda s: s.start))
    named_in_full = _in_full(text, [*kept, *found], boards)
    return _paired(text, sorted(named_in_full, key=lambda s: (s.start, -s.end)))


def _written(text: str, companies: Mapping[int, int]) -> Iterator[tuple[tuple[int, int], str]]:
    """(where it stands, name) of what the text writes as models' names are written; `companies` are start -> end of those named."""
    for m in spellings.NAMED.finditer(text):
        if not _is_ordinary(name := _OPENER.sub("", m.group())):
            yield (m.end() - len(name), m.end()), name
    yield from ((m.span(), m.group()) for m in spellings.SLUG.finditer(text) if any(c.isdigit() for c in m.group()))
    yield from ((m.span(), f"{m[1]}-{m[2]}") for m in spellings.BRACKETED.finditer(text))
    yield from ((m.span(1), m[1]) for m in spellings.QUOTED.finditer(text))
    for pattern in (spellings.UNVERSIONED, spellings.FAMILIAR, spellings.BARE):
        yield from ((m.span(), m.group()) for m in pattern.finditer(text))
    yield from ((m.span(), m.group()) for m in spellings.TOLD_OF.finditer(text) if companies.get(m.start(), -1) < m.end())


def _free(spans: Iterable[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Whether [start, end) meets none of the spans."""
    taken = sorted(spans)
    reached = list(accumulate((end for _, end in taken), max))

    def free(start: int, end: int) -> bool:
        before = bisect_left(taken, (end,))
        return not before or reached[before - 1] <= start

    return free


def _by_part(text: str, models: Sequence[Subject]) -> list[Subject]:
    """The models that are named by their size, or by version and tier alone, beside the one named last: "Gemma 4 31B ... the 26B MoE",
    "Gemini 2.5 Pro ... 2.5 Flash"."""
    found, begins, ends = [], [s.start for s in models], list(accumulate((s.end for s in models), max))
    for part in (*spellings.SIZE.finditer(text), *spellings.TIER.finditer(text)):
        before = bisect_left(begins, part.end())
        if before and ends[before - 1] <= part.start() and (name := spellings.of_part(models[before - 1].model or "", part)):
            found.append(Subject(*part.span(), name, None, models[before - 1].company))
    return found


def _in_full(text: str, subjects: list[Subject], boards: Sequence[NamedBoard]) -> list[Subject]:
    """The subjects, those that the text calls by the end of a name under the name that it gave in full: "Kimi K3 ... K3", "GPT-5.6 Sol
    ... Sol". An end that two models share names neither."""
    whole: dict[str, set[tuple[str, str | None, str | None]]] = {}
    for subject in subjects:
        if subject.model and (short := spellings.SHORT.search(subject.model)) is not None:
            whole.setdefault(short.group(), set()).add((subject.model, subject.model_key, subject.company))
    names = {short: next(iter(full)) for short, full in whole.items() if len({model for model, _, _ in full}) == 1}
    if not names:
        return subjects
    out = [Subject(s.start, s.end, *names[s.model]) if s.model in names else s for s in subjects]
    free = _free([(s.start, s.end) for s in out if s.model] + [(b.start, b.end) for b in boards])
    ends = "|".join(re.escape(short) for short in sorted(names, key=len, reverse=True)[:MOST_SHORT])
    again = re.finditer(rf"(?<![A-Za-z0-9_.-])(?:{ends})(?![A-Za-z0-9_%-]|\.\d| [A-Z]?\d)", text)
    return out + [Subject(*m.span(), *names[m.group()]) for m in again if free(*m.span())]


def _of_mention(text: str, mention: Mention) -> tuple[str | None, str | None, int]:
    """(name, key, end) of the model that a mention names; no name where it names a company."""
    model, surface, end = mention.model, mention.surface, mention.end
    name = _as_written(model.name, surface) if model is not None else (surface if mention.kind in {"model", "product"} else None)
    key = model.key if model is not None and not any(build not in surface for build in _OF_BUILD.findall(model.name)) else None
    if name is None:
        tail = _NAMESAKE.match(text, end) if surface.lower() in _NAMESAKES else None
        return (f"{surface} {tail['tail']}", None, tail.end()) if tail else (None, None, end)
    if any(says(surface) and not says(name) for says in (states_snapshot, _THINKS.search)):
        name = surface  # a board may hold several builds of the model, and settings
    if rating := _RATING.search(surface):
        name, end, key = name.removesuffix(rating.group()), end - len(rating.group()), None  # "Muse Spark 1496, Grok 4 1485"
    name, end = _without_figure(text, name, end)
    name, end = _at_effort(text, name, end)
    tail = _STAGE.match(text, end)
    return name, key, tail.end() if tail else end


def _as_written(name: str, surface: str) -> str:
    """A model's name without a setting or a build that the text does not tell: a board may have other rows of the model."""
    if any(build not in surface for build in _OF_BUILD.findall(name)):
        return surface
    words, written = _WORDS.findall(name.lower()), _WORDS.findall(surface.lower())
    if words != written and sorted(words) == sorted(written):
        return surface.strip()  # "Claude Sonnet 3.7", which is registered as "Claude 3.7 Sonnet"
    return name if surface.rstrip().endswith((")", "）")) else _SETTING.sub("", name)


def _paired(text: str, subjects: Sequence[Subject]) -> list[Subject]:
    """The subjects, where two models work as one they are one: "o3 paired with GPT-4.1", "R1 + Claude Sonnet 3.5"."""
    out: list[Subject] = []
    for subject in subjects:
        last = out[-1] if out else None
        if last and last.model and subject.model and _AS_ONE.fullmatch(text, last.end, subject.start):
            out[-1] = Subject(last.start, subject.end, f"{last.model} + {subject.model}", None, last.company)
        else:
            out.append(subject)
    return out


def _at_effort(text: str, name: str, end: int) -> tuple[str, int]:
    """A name with the effort, tier or build that the text puts in brackets behind it."""
    effort = _EFFORT.match(text, end)
    return (f"{name} {effort.group().strip()}", effort.end()) if effort else (name, end)


def _without_figure(text: str, name: str, end: int) -> tuple[str, int]:
    """A name without a score behind it: "Muse Spark 52.2"."""
    figure = _NO_VERSION.search(name)
    if figure is None or not text.endswith(figure.group(), 0, end):
        return name, end
    return name[: figure.start()], end - len(figure.group())


def _is_ordinary(name: str) -> bool:
    """Whether a word with a figure behind it is no model's name: a month, a series, a year, a place, nothing but the figure."""
    told = spellings.ORDINARY.match(name) or spellings.PLACED.search(name) or re.fullmatch(r"[A-Za-z]+ (?:19|20)\d\d", name)
    return bool(told) or name.isdigit()
