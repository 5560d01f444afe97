"""The parts of a board that a sentence speaks of by its subject: "LiveBench's coding average", "its web search accuracy on BFCL".

A board's rows carry them as metrics beside the one that it ranks by; a claim about one of them is held against that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# A metric's name (as boards give it, underscores as spaces) -> how it is spoken of in the languages that are read.
_AREAS = (
    (r"agentic coding", r"agentic (?:coding|programming)|agentisch\w* \w*(?:programmier|cod)\w*|智能体编程"),
    (r"agentic|tau\b|tau2?", r"agent(?:ic|en)\w*|agéntic\w*|agêntic\w*|智能体|エージェント|에이전트"),
    (
        r"coding|livecodebench|scicode|代码",
        r"(?<!agentic )(?:cod(?:ing|e)|programming)(?!\w)|programmier\w*|programmation|programaci[óo]n|programação|código|编程|代码|コーディング|코딩",
    ),
    (r"math\w*|计算", r"math(?:s|ematic\w*|ematik\w*|ématique\w*)?|matemátic\w*|数学|计算|수학"),
    (r"reasoning|逻辑推理", r"reasoning|schlussfolger\w*|logik|raisonnement|razonamiento|raciocínio|推理|推論|추론"),
    (r"language|语言理解\w*", r"language(?! models?)|sprache|langues?|langage|lenguaje|linguagem|语言|言語|언어"),
    (
        r"data analysis",
        r"data[- ]analy\w*|datenanalyse|analyse de données|análisis de datos|análise de dados|数据分析|データ分析|데이터 분석",
    ),
    (r"if|ifbench", r"instruction\w*|anweisung\w*|instrucci\w*|instruç\w*|指令|指示|지시"),
    (r"web search", r"web[- ]?search\w*|websuche|recherche web|búsqueda web|busca na web|搜索|検索|검색"),
    (r"multi turn", r"multi-?turn|multi-?tours?|多轮|マルチターン|멀티턴"),
    (r"memory", r"memory|gedächtnis|mémoire|memoria|memória|记忆|メモリ|메모리"),
    (r"\blive\b", r"live (?:accuracy|score|test\w*|categor\w+)"),
    (r"non live", r"non-?live"),
    (r"omniscience.*", r"omniscience\w*"),
    (r"terminalbench.*", r"terminal-?bench\w*"),
    (r"hle", r"hle|humanity['’]s last exam"),
    (r"lcr", r"long[- ]context\w*|lcr"),
    (r"工具使用", r"工具"),
    (r"(?:传统)?安全", r"安全"),
    (r"专业技能与知识|学术专业能力|知识百科", r"专业|知识"),
    (r"生成创作|角色扮演|对话|基础能力|中文特性", r"创作|角色扮演|对话|基础能力|中文特性"),
)
_NAMED = tuple(
    (re.compile(metric, re.IGNORECASE), re.compile(rf"(?<![A-Za-z])(?:{words})(?![a-z])", re.IGNORECASE)) for metric, words in _AREAS
)
_GENERIC = re.compile(r"_(?:average|index|acc(?:uracy)?|score)\Z")
# Metrics that carry the name of a benchmark, and are spoken of by it.
_BENCHMARKS = re.compile(
    r"(?:gpqa|scicode|ifbench|mmlu_pro|mmmu_pro|livecodebench|aime(?:_25)?|math_500|critpt|hle|apex_agents|tau2|lcr)\Z"
)


def areas_named(sentence: str, metrics: Iterable[str], *, own: str) -> list[str]:
    """Those of `metrics`, but for the board's `own`, whose subject `sentence` names."""
    return [metric for metric in metrics if metric != own and _speaks_of(sentence, metric)]


def _speaks_of(sentence: str, metric: str) -> bool:
    name = _GENERIC.sub("", metric).replace("_", " ")
    if _BENCHMARKS.fullmatch(metric) and re.search(rf"(?<!\w){name.replace(' ', '[ -]?')}(?!\w)", sentence, re.IGNORECASE):
        return True
    return any(kind.fullmatch(name) and words.search(sentence) for kind, words in _NAMED)
