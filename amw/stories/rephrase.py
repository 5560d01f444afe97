"""Optional: lets a language model say the AMW Read more freely; what it says is kept only if every name and number was there before.

Off unless an endpoint is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from amw.chat import Endpoint, NoAnswer, complete
from amw.stories.facts import check_sentence, facts_of

MAX_LENGTH = 420  # characters of a sentence that still fits the page
TASK = (
    "Rewrite the sentence so that it reads well. One sentence in English, third person, present tense, no quotation marks. "
    "Keep every name, number and date exactly as written, add none, leave none of the statements out, judge nothing."
)
_WITH = re.compile(r"\b(?:confirm|support(?:s|ed)|borne out|agrees? with|bears? (?:it )?out|says? the same|match(?:es)?)", re.I)
_AGAINST = re.compile(r"\b(?:contradict|disagree|does not agree|at odds|correct|only roughly|does not match)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rephrased:
    """`sentence` as it may be shown, `rephrased` whether it is the model's, `reason` why not ("" where it is)."""

    sentence: str
    rephrased: bool
    reason: str = ""


def rephrase(
    sentence: str, clauses: Sequence[Mapping[str, object]], endpoint: Endpoint, *, names_in: Callable[[str], Iterable[str]] | None = None
) -> Rephrased:
    """`sentence` as the model at `endpoint` says it, or unchanged with the reason; never raises for what an endpoint does.

    `clauses` are the records of the Read ("text", "evidence"): the only facts there are. `names_in` finds further names in an answer
    (see `check_sentence`).
    """
    try:
        answer = complete(endpoint, TASK, sentence, max_tokens=300).strip().strip('"“”').strip()
    except NoAnswer as error:
        return Rephrased(sentence=sentence, rephrased=False, reason=f"no answer: {error}"[:300])
    reason = refusal(sentence, clauses, answer, names_in=names_in)
    return Rephrased(sentence=sentence if reason else answer, rephrased=not reason, reason=reason)


def refusal(
    sentence: str, clauses: Sequence[Mapping[str, object]], answer: str, *, names_in: Callable[[str], Iterable[str]] | None = None
) -> str:
    """Why `answer` may not stand for `sentence`; empty where it may."""
    if not answer or len(answer) > MAX_LENGTH or "\n" in answer or not answer.endswith("."):
        return "not one sentence of the right length"
    facts = facts_of([sentence, *(str(clause.get(part) or "") for clause in clauses for part in ("text", "evidence"))])
    if wrong := check_sentence(answer, facts, names_in=names_in):
        return f"not among the facts: {', '.join(wrong)}"
    if missing := facts_of([sentence]).numbers - facts_of([answer]).numbers:
        return f"numbers left out: {', '.join(sorted(f'{number:f}' for number in missing))}"
    for stance in (_WITH, _AGAINST):
        if bool(stance.search(sentence)) != bool(stance.search(answer)):
            return "confirms or contradicts otherwise"
    return ""
