"""The settings of a model that a sentence speaks of: "in its high-effort mode", "without thinking", "no modo de raciocínio"."""

from __future__ import annotations

import re

_LEVEL = r"(x-?high|extra[- ]high|high|medium|low|minimal|max(?:imum)?)"
_LEVELS = re.compile(
    rf"\b{_LEVEL}(?:er|est)?[- ](?:effort|reasoning|thinking|settings?|modes?|variants?|budget)\b"
    rf"|\b(?:effort|reasoning|thinking)(?: (?:effort|level|budget))?(?: (?:set )?(?:to|at|of))? {_LEVEL}\b|[(]{_LEVEL}[)]|\b(?:at|on) (xhigh)\b",
    re.IGNORECASE,
)
_EFFORTS = r"(?:denk|rechen|reasoning-?)aufwand|reasoning|effort|raisonnement|esfuerzo|razonamiento|esforço|raciocínio"
_NO_THINKING = re.compile(
    r"\bnon-?(?:thinking|reasoning)\b|\b(?:without|no|minus|disabling) (?:its )?(?:extended )?(?:thinking|reasoning)\b|\b(?:thinking|reasoning) (?:is |switched |turned )?(?:off|disabled)\b"
    r"|\bohne (?:denk\w+|reasoning|nachdenken)|\bsans (?:réflexion|raisonnement)|\bsin (?:razonamiento|pensamiento)|\bsem (?:raciocínio|pensamento)"
    r"|非思考|不思考|非推理|思考なし|非推論|비추론|비사고",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"\b(?:thinking|reasoning|instant|default|standard|base)[- ](?:mode|variant|version)s?\b|\b(?:settings?|variants?|configurations?|efforts?)\b"
    r"|\b(?:denk|thinking|reasoning)-?(?:modus|variante|stufe|aufwand)\w*|\bvariante\w*|\bmod[eo] (?:de )?(?:réflexion|raisonnement|razonamiento|raciocínio|pensa\w+)"
    r"|思考(?:模式|版|モード|型)|推理(?:模式|版|强度)|推論モード|변형|설정|추론 (?:모드|강도)|[高中低](?:强度|设定|設定)",
    re.IGNORECASE,
)
# How hard a model thinks, in other languages: the word for it beside its degree.
_ELSEWHERE = tuple(
    (
        effort,
        re.compile(
            rf"\b(?:{degree}) (?:{_EFFORTS})|\b(?:{_EFFORTS}) (?:{degree})\b|(?:{cjk})(?:推理强度|思考强度|推論(?:強度|設定)?|추론 강도|强度|強度|설정|강도)",
            re.IGNORECASE,
        ),
    )
    for effort, degree, cjk in (
        ("high", r"hohe[mnrs]?|élevée?|alt[oa]|elevad[oa]", "高|높은 "),
        ("medium", r"mittlere[mnrs]?|moyen(?:ne)?|medi[oa]|médi[oa]", "中等?|중간 "),
        ("low", r"niedrige[mnrs]?|geringe[mnrs]?|faible|baj[oa]|baix[oa]", "低|낮은 "),
        ("max", r"maximale[mnrs]?|maximum|máxim[oa]", "最高|最大|최대 "),
    )
)
_AS_BOARDS_WRITE = {"extra-high": "xhigh", "extra high": "xhigh", "x-high": "xhigh", "maximum": "max"}


def efforts_named(sentence: str) -> frozenset[str]:
    """The efforts that `sentence` names, as boards write them ("high", "none" for no thinking); "" alone where it speaks of a setting
    without naming it; empty where it speaks of none.
    """
    levels = (level.lower() for match in _LEVELS.finditer(sentence) for level in match.groups() if level)
    found = {_AS_BOARDS_WRITE.get(level, level) for level in levels}
    found |= {effort for effort, words in _ELSEWHERE if words.search(sentence)}
    if _NO_THINKING.search(sentence):
        found.add("none")
    return frozenset(found or ({""} if _SETTING.search(sentence) else ()))
