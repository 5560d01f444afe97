"""A story as numbers: what the learned part of tagging sees of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from amw.tags.classify import accounts, asks
from amw.tags.signals import Signals

_LETTERS = "a-z0-9\u00e0-\u024f\u0400-\u052f\u0620-\u066f\u0900-\u097f\u1ea0-\u1eff"  # of the scripts whose words stand apart
_WORD = re.compile(rf"[{_LETTERS}$€][{_LETTERS}.'-]*")
# Words beside a model that tell its release ("is", "now") from a story about what is done with it ("building with", "for").
_BEFORE = frozenset(
    "with for in on of to using from by via and introducing announcing meet the our run use building how why inside x".split()
)
_AFTER = frozenset("is now can for in on and - – system to does will gets brings vs at are".split())
# What is told otherwise on a company's own site than in the press: there a model's name in a headline is seldom its release, and "how" is
# a guide. These features are doubled for such stories, and what they say there is learned beside what they say anywhere (Daumé III 2007).
OF_ITS_OWN = ("R:", "t:", "w:", "l:", "model", "named", "version", "product", "asks", "accounts", "x:")
_CJK_RUN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def features_of(
    signals: Signals, headline: str, lead: str, form: str, event_scores: Mapping[str, float], segment_scores: Mapping[str, float]
) -> dict[str, float]:
    """Named features of one story; `headline` and `lead`, the first words of the body, are in lower case.

    Prefixes: T, B votes by table and tag in headline and body; S segments' scores by the rules; R, Q events' and segments' scores as
    shares of the best; t single terms in the headline; w words, word pairs and CJK character pairs of the headline, l words and CJK
    character pairs of the lead; m money; co companies; x the headline's build; of what stands on a company's own site alone: o the
    features of `OF_ITS_OWN` once more, and the lead's word pairs.
    """
    out = _votes(signals)
    for letter, scores in (("R", event_scores), ("Q", segment_scores)):
        best = max(scores.values(), default=0.0)
        out |= {f"{letter}:{tag}": 1.5 * score / best for tag, score in scores.items() if score > 0}
    out |= {"S:" + segment: math.log1p(score) for segment, score in segment_scores.items() if score > 0}
    out |= dict.fromkeys(["t:" + term for term in signals.title_terms], 1.0)
    out |= dict.fromkeys(["w:" + word for word in words_of(headline)], 1.0)
    out |= dict.fromkeys(["mT:" + kind for kind in signals.title_money], 1.0)
    out |= dict.fromkeys(["mB:" + kind for kind in signals.body_money], 1.0)
    out |= {"co:" + segment: min(share, 2.0) for segment, share in signals.company_segments.items()}
    out |= _facts(signals, headline, form)
    out |= form_features(headline, signals.model_at)
    out |= dict.fromkeys(["l:" + word for word in words_of(lead, pairs=signals.own)], 0.7)
    if signals.own:
        out |= {"o:" + name: value for name, value in out.items() if name.startswith(OF_ITS_OWN)}
        out["own"] = 1.0
    return out


def _votes(signals: Signals) -> dict[str, float]:
    parts = (("T", signals.title), ("B", signals.body))
    return {f"{letter}:{table}:{tag}": math.log1p(votes) for letter, part in parts for (table, tag), votes in part.items()}


def _facts(signals: Signals, headline: str, form: str) -> dict[str, float]:
    """What a story shows as a whole, by a name of its own."""
    return {
        "model": float(signals.model_in_title),
        "named": float(signals.named_in_title),
        "version": float(signals.version_in_title),
        "product": float(signals.product_in_title),
        "paper": float(signals.paper),
        "place": float(signals.place_in_title),
        "asks": float(asks(headline)),
        "accounts": float(accounts(headline)),
        "form:" + form: 1.0,
        "labs": float(min(signals.labs, 2)),
        "companies": float(min(signals.companies, 4)),
        "against": signals.against,
    }


def form_features(headline: str, model_at: tuple[int, int] | None) -> dict[str, float]:
    """How a headline in lower case is built: how long it is, what stands before a colon, whether it begins with an "-ing", and where the
    model stands that it names."""
    words = headline.split()
    out = {f"x:{min(len(words), 9)} words": 1.0}
    if ":" in headline or "：" in headline:
        out["x:colon"] = 1.0
        out[f"x:{min(len(headline.partition(':')[0].split()), 5)} before the colon"] = 1.0
    if words and words[0].endswith("ing") and len(words[0]) > 5:
        out["x:ing"] = 1.0
    if headline.rstrip().endswith("!"):
        out["x:!"] = 1.0
    if model_at is not None:
        start, end = model_at
        before, after = headline[:start].split(), headline[end:].split()
        place = "whole" if not before and not after else "first" if not before else "last" if not after else "within"
        out["x:model " + place] = 1.0
        if before:
            out["x:model after " + (before[-1] if before[-1] in _BEFORE else "-")] = 1.0
        if after:
            out["x:model before " + (after[0] if after[0] in _AFTER else "'s" if headline[end:].startswith(("'s", "’s")) else "-")] = 1.0
    return out


def words_of(text: str, *, pairs: bool = True) -> Iterator[str]:
    """Words, word pairs and the beginnings of long words of a text in lower case, character pairs of its CJK runs; figures as "#"."""
    words = ["#" if w[0].isdigit() else w for w in _WORD.findall(text)]
    yield from words
    yield from (f"{w[:6]}*" for w in words if len(w) >= (9 if w.isascii() else 8))
    if pairs:
        yield from map("_".join, pairwise(words))
    for run in _CJK_RUN.findall(text):
        yield from map("".join, pairwise(run))
