"""Optional: lets a language model say the AMW Read more freely; what it says is kept only if every name and number was there before,
nothing is denied that was not, and nothing more is claimed.

Off unless an endpoint is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from amw.chat import Endpoint, NoAnswer, complete
from amw.stories.facts import check_sentence, facts_of

MAX_LENGTH = 420  # characters of a sentence that still fits the page
TASK = (
    "Rewrite the sentence so that it reads well. One sentence in English, third person, present tense, no quotation marks. "
    "Keep every name, number, date and quotation exactly as written, add none, leave none of the statements out, judge nothing."
)
_WITH = re.compile(r"\b(?:confirm|support(?:s|ed)|borne out|agrees? with|bears? (?:it )?out|says? the same|match(?:es)?)", re.I)
_AGAINST = re.compile(r"\b(?:contradict|disagree|does not agree|at odds|correct|only roughly|does not match)", re.I)
_NOT = re.compile(r"\b(?:no|not|never|none|neither|nor|without)\b|n[’']t\b", re.I)
_MAP = re.compile(r"[\w&-]+ [\w&-]+ map\b")
_QUOTED = re.compile(r"“[^”]*”")
_SUM = re.compile(r"[$€£₹]\d(?:[\d.,]*\d)?")
# What is left open may be said with and without a "not".
_OPEN = re.compile(
    r"\b(?:is|are|has|have|does|do|remains?) (?:not|n[’']t) (?:yet |been )*(?:answer|clear|decide|disclose|known|resolve|say|settle)\w*",
    re.I,
)
_ANSWERED = re.compile(r"\b(?:answers?|clarif|decides?|discloses?|reveals?|resolve[sd]?|settle[sd]?)\b", re.I)
# What claims more than a fact when it is added: other money, a rank among all, a cause, a forecast, a doubt, an end.
_CLAIMS = re.compile(
    r"[$€£¥₩]|\b(?:dollars?|euros?|pounds?|yuan|yen|won|debt|loans?|because|due to|owing|thanks to|despite"
    r"|best|biggest|ever|fastest|greatest|highest|historic|largest|leading|lowest|most|record|unprecedented|worst"
    r"|could|expected|likely|may(?! \d)|might|poised|seek\w*|will|would|almost|at least|barely|hardly|less than|more than|nearly|scarcely"
    r"|abandon\w*|block\w*|cancel\w*|clos(?:ed?|es|ing)|complet\w+|den(?:y|ies|ied)|drop(?:s|ped)?|fail\w*|halt\w*|los(?:es|ing|t)|refus\w+"
    r"|reject\w*|scrap\w*|withdr[ae]w\w*)(?!\w)",
    re.I,
)


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
    if missing := [*check_sentence(sentence, facts_of([answer])), *(m for m in _MAP.findall(sentence) if m not in answer)]:
        return f"left out: {', '.join(missing)}"
    if list(dict.fromkeys(_SUM.findall(sentence))) != list(dict.fromkeys(_SUM.findall(answer))):
        return "sums in another order"
    if sorted(_QUOTED.findall(sentence)) != sorted(_QUOTED.findall(answer)):
        return "quotes otherwise"
    sentence, answer = (_QUOTED.sub("“”", words) for words in (sentence, answer))  # a headline's verbs are no stance of the Read
    left, said = (_OPEN.sub("", words) for words in (sentence, answer))
    if len(_NOT.findall(left)) != len(_NOT.findall(said)) or len(_ANSWERED.findall(left)) < len(_ANSWERED.findall(said)):
        return "denies otherwise"
    if more := Counter(_CLAIMS.findall(answer.lower())) - Counter(_CLAIMS.findall(sentence.lower())):
        return f"claims more: {', '.join(more)}"
    for stance in (_WITH, _AGAINST):
        if bool(stance.search(sentence)) != bool(stance.search(answer)):
            return "confirms or contradicts otherwise"
    return ""
