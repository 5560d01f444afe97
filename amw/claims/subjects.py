"""Of whom a claim speaks: which of the models and companies of a text a place or score in a sentence belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from amw.claims.comparatives import AFTER_LIST, BEATS, BEATS_AFTER, EQUALS, RELATED, RELATED_AFTER, TRAILS, TRAILS_AFTER
from amw.claims.denials import ANAPHOR

NEAR_AFTER = 80  # characters after a place in which its subject may follow
REACH = 400  # characters of a sentence around a place that are looked at
REACH_TOPIC = 6  # sentences that a topic is told of without being named again, beside the items of a list
LONGEST_LIST, LONGEST_ITEM = 40, 400  # sentences of a list, characters of an item of it
LONGEST_MARK = 20  # characters before the name that an item is: "- Anthropic's "
_ITEM = re.compile(r"\s*(?:[-*•·–]|\d{1,2}[.)])\s")
_CLOSING = (")", "）", "」", "』", "”", "’", "》")
MOST_NEAR = 60  # subjects looked at together; more stand in no sentence
# Between two names of one list: "OpenAI, Anthropic and Google's Gemini 3".
_LIST = re.compile(
    r"^(?:['’]s)?[\s,、，・&/及和与와과やと]*(?:(?:and|n?or|as well as|und|noch|et|ou|ni|y|e)\s*)?(?:the\s)?(?:latest\s)?$", re.IGNORECASE
)
# What may stand between two names of a list: scores, makers.
BESIDE_NAMES = re.compile(
    r"[(（][^()（）]{0,30}[)）]|\b(?:at|with|on) [\d.,]*\d|\b(?:from|by) x?[A-Z][\w.]*(?: AI\b)?"
    r"|\bx?[A-Z]\w+['’]s\b|[A-Z][A-Za-z.]+ ?[の的의] ?|\b(?:OpenAI|Google|xAI|Anthropic|DeepSeek)\b"
)
_UNCLOSED = re.compile(r"[(（][^()（）]*\Z")
_CLOSED = re.compile(r"[^()（）]*[)）]")
_NEW_CLAUSE = re.compile(
    r"(?:[,;，；。]\s?(?:while|whereas|and|but|with)?|\b(?:while|whereas|and|but))\s?(?:its |the )?\Z|[,，；;]\s?[^,，；;]{0,8}\Z"
)
_RUNS_ON = re.compile(r"\s?(?:(?!said|says|say|reports?|reported|claims?|wrote|note[sd]?|announced|that|to)[a-z]+\s?){0,2}")
_WHICH = re.compile(r"(?: \([^()]{1,20}\))?,? (?:which|who)\s(?:\w+\s){0,2}")
_ASIDE_OPENS = re.compile(r"(?:, (?:which|who|like|unlike|an?|[a-z]+ed)\b| \()[^,;:()]{0,60}")
_ASIDE_ENDS = re.compile(
    r"[^,;:()]{0,30}[,)]\s(?:now |currently |still |already |also |only )?(?:is |was |sits |stands |comes |came )?(?:in |at )?(?:the )?"
)
_CLAUSE = re.compile(r"[,;:，；：。]|\b(?:and|but|while|whereas|although|though|und|während|et|tandis|y|mientras|on|in|to|is|has)\b")
# What is told right behind the name of whom a clause tells.
_PREDICATE = re.compile(
    r"(?i:\s(?:is|was|has|leads|led|ranks|ranked|scores|scored|comes|came|sits|stands|stood|tops|topped|takes|took|holds|held|remains|remained"
    r"|stays|stayed|finish(?:es|ed)|places|placed|lands|landed|follows|followed|reache[sd]|makes|made|climb(?:s|ed)|rises|rose|jump(?:s|ed)|mov(?:es|ed)"
    r"|debut(?:s|ed)|f[ae]lls?|drop(?:s|ped)|slip(?:s|ped)|claim(?:s|ed)|wins|won|gets|got|hits|ist|hat|liegt|steht|führt|belegt|kommt|erreicht"
    r"|erzielt|rangiert|landet|folgt|bleibt|holt|est|arrive|mène|occupe|obtient|reste|figure|se classe|domine|atteint|prend|es|está|lidera"
    r"|encabeza|ocupa|queda|obtiene|logra|alcanza|é|fica|obtém|alcança)\b|\s?(?:则|是|位列|位居|排名|排在|进入|得分))"
)
_WE = re.compile(r"(?i:\b(?:we|our team)\b|我们|我們|우리)")


@dataclass(frozen=True, slots=True)
class Subject:
    """A model or company at [start, end)."""

    start: int
    end: int
    model: str | None
    model_key: str | None
    company: str | None


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < e and s < span[1] for s, e in others)


def subject_of(
    text: str, at: int, after: int, sentences: Sequence[tuple[int, int]], here: int, subjects: Sequence[Subject]
) -> Subject | None:
    """Who is spoken of at [at, after) of sentence number `here`, by what is nearest.

    A model before it in the sentence that is nobody's rival, else a model right after it, else the first of the sentence before that
    names one, else a company.
    """
    start, end = sentences[here]
    inside = within(subjects, max(start, at - REACH), min(end, after + REACH))
    if (antecedent := antecedent_of(text, at, inside)) is not None:
        return antecedent
    free = [s for s in inside if not is_rival(text, s, start, inside)]
    before = [s for s in free if s.end <= at]
    acting = [s for s in before if s.model]
    acting = [s for s in acting if not _bracketed(text, s, start, at)]  # "A (with B as its fallback) leads"
    before = [s for s in before if not s.model or s in acting]
    if len(acting) > 1 and _is_aside(text, acting[-2], acting[-1], at):
        return acting[-2]
    if acting:
        return before[-1] if _takes_over(text, acting[-1], before[-1], at) else acting[-1]
    following = [s for s in free if s.model and after <= s.start < after + NEAR_AFTER and not _bracketed(text, s, after, end)]
    if following and not before:
        topic = _topic(text, sentences, here, subjects) if ANAPHOR.search(text, start, at) else None
        return topic or following[0]
    topic = _topic(text, sentences, here, subjects)
    if topic is not None and not before and not following and _WE.search(text, start, at) and _several(subjects, start):
        return None  # "we achieved 65%", in a text of several models
    compared = {s.model for s in inside if s not in free and s.model}
    if topic is not None and topic.model in compared:
        return before[-1] if before else None  # "It is fifth, behind A and B", after a sentence about A
    if topic is not None and (not before or ANAPHOR.search(text, start, at)):
        return topic
    if following:
        return following[0]
    if before:
        return before[-1]
    beaten = [s for s in inside if s.model and s.end <= at and not _bracketed(text, s, start, at)]
    if beaten:
        return beaten[-1]
    others = [s for s in free if s.start >= after and not _bracketed(text, s, after, end)] or [
        s for s in subjects if s.end <= start and s.model not in compared
    ]
    return topic or next(iter(others), None)


def antecedent_of(text: str, at: int, near: Sequence[Subject]) -> Subject | None:
    """The model that a relative clause is about whose verb stands at `at`: "trails X, which leads"."""
    last = next((s for s in reversed(near) if s.end <= at), None)
    return last if last is not None and last.model and _WHICH.fullmatch(text, last.end, at) else None


def _bracketed(text: str, subject: Subject, start: int, at: int) -> bool:
    """Whether a name stands with other words in brackets that are closed before `at`; alone it names what stands before them."""
    opened = _UNCLOSED.search(text, max(start, subject.start - NEAR_AFTER), subject.start)
    closed = _CLOSED.match(text, subject.end, at) if opened is not None else None
    return opened is not None and closed is not None and len(opened.group()) + len(closed.group()) > 2


def _is_aside(text: str, model: Subject, last: Subject, at: int) -> bool:
    """Whether the last model before `at` is named within an aside to the one before it: "A, which costs less than B, leads"."""
    return bool(_ASIDE_OPENS.fullmatch(text, model.end, last.start) and _ASIDE_ENDS.fullmatch(text, last.end, at))


def _takes_over(text: str, model: Subject, last: Subject, at: int) -> bool:
    """Whether a company begins a clause of its own after a model's: "GPT-6 ranks fifth, while Google is fourth"."""
    if last.model or last.company == model.company:
        return False
    return bool(_NEW_CLAUSE.search(text, model.end, last.start) and _RUNS_ON.fullmatch(text, last.end, at))


def _several(subjects: Sequence[Subject], at: int) -> bool:
    """Whether more than one model is named before `at`."""
    models = (s.model for s in subjects if s.model and s.end <= at)
    first = next(models, None)
    return any(model != first for model in models)


def _topic(text: str, sentences: Sequence[tuple[int, int]], here: int, subjects: Sequence[Subject]) -> Subject | None:
    """What the text spoke of before sentence `here`: the first model of the six before it, or of the headline, that is nobody's rival.

    Of a list's items those before it count only where they are a name alone, which heads others.
    """
    listed, left = here > 0 and _in_list(text, sentences[here][0]), REACH_TOPIC
    for i in [*range(here - 1, max(-1, here - LONGEST_LIST), -1), 0]:
        if i < 0 or i >= here or (left <= 0 and i):
            continue
        start, end = sentences[i]
        models = [s for s in within(subjects, start, min(end, start + 2 * REACH)) if s.model]
        if listed and i and _in_list(text, start):
            models = [s for s in models if s.start - start < LONGEST_MARK and not text[s.end : end].strip(" *:：")]
        else:
            left -= 1
        free = (s for s in models if not is_rival(text, s, start, models) and not _bracketed(text, s, start, end))
        if (topic := next(free, None)) is not None:
            return topic
    return None


def _in_list(text: str, at: int) -> bool:
    """Whether the line of `at` is an item of a list."""
    return _ITEM.match(text, text.rfind("\n", max(0, at - LONGEST_ITEM), at) + 1 or at, at + 8) is not None


def within(subjects: Sequence[Subject], start: int, end: int) -> list[Subject]:
    """The subjects that lie in [start, end); `subjects` are in order."""
    first = bisect_left(subjects, start, key=lambda s: s.start)
    found = []
    for subject in subjects[first : first + MOST_NEAR]:
        if subject.start >= end:
            break
        if subject.end <= end:
            found.append(subject)
    return found


def joins(between: str) -> bool:
    """Whether only what may stand between two names of a list does."""
    return _LIST.match(BESIDE_NAMES.sub("", between)) is not None


def is_rival(text: str, subject: Subject, start: int, near: Sequence[Subject]) -> bool:
    """Whether others are compared with it: it stands after "beats", "behind" or "than", before 에 이어 or を上回, or in their list.

    `near` are the subjects of its sentence, which begins at `start`.
    """
    first = last = subject
    for earlier in reversed([s for s in near if s.end <= subject.start]):
        if not joins(text[earlier.end : first.start]):
            break
        first = earlier
    for later in (s for s in near if s.start >= subject.end):
        between = text[last.end : later.start]
        if not joins(between) and between.strip(" (（"):  # a name in another script may stand in brackets
            break
        last = later
    if (word := _comparing(text, max(start, first.start - 44), first.start)) is not None:
        return first == subject or not opens_clause(text, subject, word, near)
    after = last.end + (text[last.end : last.end + 1] in _CLOSING)
    after += text.startswith(" ", after)  # "比 A 高出 10 分"
    return any(pattern.match(text, after) is not None for pattern in (AFTER_LIST, BEATS_AFTER, TRAILS_AFTER, RELATED_AFTER))


@lru_cache(maxsize=256)  # it is asked for each figure of each name near it
def _comparing(text: str, head: int, at: int) -> int | None:
    """Where in [head, at) the word stands that compares others with what begins at `at`; None without one."""
    for pattern in (BEATS, TRAILS, EQUALS, RELATED):
        for match in pattern.finditer(text, head, at + 40):
            if match.end() > at:
                break
            between = text[match.end() : at]
            if between.count(" ") <= 5 and not _CLAUSE.search(between):
                return match.start()
    return None


def opens_clause(text: str, subject: Subject, at: int, near: Sequence[Subject]) -> bool:
    """Whether the last name of a list behind the comparing word at `at` is whom the next clause tells of: "A beats B and C leads D"."""
    if not any(s.end <= at for s in near):
        return False  # "behind B and C is A"
    if _PREDICATE.match(text, subject.end):
        return True
    verbs = (pattern.match(text, subject.end + text.startswith(" ", subject.end)) for pattern in (BEATS, TRAILS, EQUALS))
    return any(verb is not None and 0 <= s.start - verb.end() < 12 for verb in verbs for s in near)
