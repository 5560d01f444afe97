"""How texts write models' names that no register knows."""

from __future__ import annotations

import re

from amw.dates import ANY_MONTH

# A name with a version that no mention covers, in one line: "HappyHorse-1.0", "GLM-5.1", "PixVerse C1".
NAMED = re.compile(
    r"(?<![A-Za-z0-9_.-])[A-Z][A-Za-z]{1,18}(?:(?:-|[^\S\n])[A-Z][A-Za-z]{1,14}){0,2}(?:-?[A-Za-z]?\d{1,3}(?:\.\d{1,2}){0,2}|[^\S\n][A-Z]?\d{1,2}\.\d{1,2}|[^\S\n][A-Z]\d{1,2}|[^\S\n]v\d{1,2}(?:\.\d{1,2})?|[^\S\n]\d{1,3}B|[^\S\n]\d)"
    r"(?:[- ](?:Pro|Max|Plus|Mini|Preview|Flash|Turbo|Ultra|Thinking|Omni|Lite|Instruct|Chat|Air|Coder|\d{1,3}B|A\d{1,2}B))*(?:(?![A-Za-z0-9_%])|(?<=\dB)(?=[A-Z][a-z]))"
)
# Names of models without a version: "BlueLM", "AndesGPT".
UNVERSIONED = re.compile(r"(?<![A-Za-z0-9])(?!WeChat|Snapchat|OpenChat|Bench)[A-Z][A-Za-z]{1,12}(?:LM|GPT|Chat)(?![A-Za-z0-9])")
# A board's own spelling: "claude-opus-4-7", "gemini-2.5-pro".
SLUG = re.compile(
    r"(?<![A-Za-z0-9_.-])(?!(?:top|mid|pre|post|covid|late|early|sub|non|series|phase|no)-)[a-z]{1,14}(?:-?\d[a-z0-9.]{0,14})?(?:-[a-z0-9.]{1,14}){1,7}(?:(?<=\d)B)?(?<=[A-Za-z0-9])(?![A-Za-z0-9_-])"
)
# Lines of models as social posts write them: "opus 4.7", "gemini 3.1 pro".
FAMILIAR = re.compile(
    r"(?<![\w.-])(?i:opus|sonnet|haiku|fable|mythos|gpt|gemini|grok|claude|qwen|kimi k|glm|deepseek v|llama)[ -]?\d{1,2}(?:\.\d{1,2})?(?i:[ -](?:pro|max|flash|mini|plus|thinking))?(?![\w%]|\.\d)"
)
# A version alone, told of a maker's line: "Moonshot's K2.6", "the M2.5 from MiniMax".
BARE = re.compile(
    r"(?<=['’]s )\d\.\d (?:Pro|Flash|Ultra|Max)(?![\w%])|(?:(?<=['’]s )|(?<=\b[Tt]he )(?=[A-Z][\d.]{3,6}(?: \w+)? (?:from|by|model)\b))[A-Z]\d{1,2}\.\d{1,2}(?:[- ](?:Pro|Max|Plus|Mini|Preview|Flash|Thinking))?(?![\w%]|[.,]\d)"
)
# The end of a name by which a text goes on: "Kimi K3" is "K3", "Gemini 3.1 Pro" "3.1 Pro", "GPT-5.6 Sol" "Sol".
SHORT = re.compile(
    r"(?<=[a-z] )[A-Z]\d{1,2}(?:\.\d{1,2})?(?:[- ][A-Z]\w+)?\Z|(?<=[A-Za-z] )\d\.\d (?:Pro|Flash|Max|Ultra|Mini)(?:[- ]\w+)?\Z"
    r"|(?<=[a-z] )(?!Pro|Max|Flash|Mini|Ultra|Plus|Turbo|Large|Small|Medium|Lite|Code|Coder)[A-Z][a-z]+ \d{1,2}(?:\.\d{1,2})?\Z"
    r"|(?<=\d )(?!Pro|Max|Flash|Mini|Ultra|Plus|Turbo|Large|Small|Medium|Lite|Preview|Thinking|Instruct|Base|Fast|High|Low|Code|Omni|Air|Chat|Beta|Alpha)"
    r"[A-Z][a-z]{2,}\Z"
)
# A name of any shape that a place or a score is told of right behind it: "Yi-Lightning ranks", "K3 prend la tête", "TRAE (top-1".
TOLD_OF = re.compile(
    r"(?<![A-Za-z0-9_.-])(?!(?:Open-Source|Closed-Source|MoE|LLM|LLMs|GPU|CPU|TPU|API|USA|CEO|CTO|AGI|NLP|OSS|SOTA|ELO|RAG|FAQ|PDF|CSV|OCR|ASR|TTS)(?![A-Za-z0-9]))"
    r"(?:(?!(?:AI|The|Our|This|That|Each|Every|One|Any|No|An|A|Its|Coding|Software|Voice|Open|New|Other|Another|Single|Multi) )[A-Z][\w.]*(?: [A-Z][\w.]*)? Agent"
    r"|[a-z]+-[A-Z]+-agent|[A-Z][a-z]+(?:-[A-Z][A-Za-z]+)+|[A-Z][a-z]+[A-Z][A-Za-z]*\d?|[A-Z]{3,8}\d?|[A-Z]\d{1,2}(?:\.\d)?)"
    r"(?=(?: \[\d{1,3}\])? ?[(（](?:top[- ]|#|No\. ?|ranked )\d"
    r"|(?i:['’]s? (?:score|rating|elo)\b)|(?i: (?:now |currently |still |has |have |had |only |also )?(?:rank(?:s|ed)?|scor(?:es|ed)|top(?:s|ped)|leads?|led|takes?|took|taken|holds?|held|claim(?:s|ed)"
    r"|achiev(?:es|ed)|obtain(?:s|ed)|attain(?:s|ed)|post(?:s|ed)|reach(?:es|ed)|plac(?:es|ed)|debut(?:s|ed)|jump(?:s|ed)|climb(?:s|ed)|surg(?:es|ed)|sits?|stands?|beats?|surpass(?:es|ed)|outperform(?:s|ed)|trail(?:s|ed)"
    r"|prend|mène|domine|arrive|occupe|führt|liegt|belegt|erreicht|lidera|encabeza|ocupa|obtiene|alcanza)\b)"
    r"|[\u4e00-\u9fff]|[はがもで는은이가])"
)
# A size alone, of the model that was named before: "the 26B MoE", "26B MoE ranks sixth".
SIZE = re.compile(
    r"(?<=\b[Tt]he )\d{1,3}B\b(?: (?:MoE|Mixture-of-Experts|dense))?"
    r"|(?<![\w.-])\d{1,3}B(?: (?:MoE|Mixture-of-Experts|[Dd]ense))?(?= (?:now |currently |also )?(?:ranks?|scores?|leads?|tops|sits|comes|beats)\b)"
)
# A version and tier alone, of the line that was named before: "2.5 Flash".
TIER = re.compile(r"(?<![\w.$€-])(?P<version>\d\.\d|[A-Z]\d(?:\.\d)?)[ -](?:Pro|Flash-Lite|Flash|Ultra|Max|Mini)(?![\w%-])")
# A quoted name with a figure in it: '솔라 프로 2', 「tsuzumi 2」.
QUOTED = re.compile(
    r"['‘“「『](?!(?i:top|no|part|season|phase|level|chapter|step)\b)([\w][\w .-]{1,22}?\d[\w.-]{0,10}(?: [A-Z가-힣][\w-]{0,10})?)['’”」』]"
)
BRACKETED = re.compile(r"[(（]([A-Z][A-Za-z]{2,20})[)）]\s?(\d{1,2}(?:\.\d)?)")
ORDINARY = re.compile(
    r"(?:(?:Beta|Alpha)\d*|(?:(?:MX|NV)?FP|BF|INT-?)\d+|Preview|Avec|Mit|Bei|Auf|Sur|Par|Nach|Seit|Rang|Rank|Ranked|Place|Position|Spot|Nummer|Numéro|Punkte|Points|Rating|Group|Day|Week|Season|Round|Stage|Class|Page|Figure|Table|Room|Route|Highway|Boeing|Airbus|Apache|Creative|License|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Top|Series|Q|Gen|In|On|By|At|The|Of|And|For|With|Over|Under|About|From|Phase|Chapter|Part|Level|Article|Section|Elo|Score|No|Number|CPU|GPU|RTX|Platz|Le|La|En|To|Version|Windows|Python|Edge|Only|Around|Nearly|Some|Since|Until|iOS|Tier|Index|Ranking|Training|Inference|Verified|Pro)\b",
)
# "Woche Platz 1", "But May 6": a place or a day behind any word.
PLACED = re.compile(rf" (?:Platz|Rang|Rank|Place|Position|Spot|Nummer|Numéro|Number|Top|(?i:{ANY_MONTH})) \d+\Z")
_SIZED = re.compile(r"[ -]\d{1,3}B\b.*")


def of_size(name: str, size: str) -> str:
    """The name of the model of that size beside `name`: "Gemma 4 26B MoE" beside "Gemma 4 31B"."""
    return f"{_SIZED.sub('', name)} {size.replace('Mixture-of-Experts', 'MoE')}"


def of_part(name: str, part: re.Match[str]) -> str | None:
    """The name of the model beside `name` that a match of `SIZE` or `TIER` means; None where its version is another."""
    if part.re is SIZE:
        return of_size(name, part.group())
    line = re.search(rf"(?<= ){re.escape(part['version'])}(?![\w.])", name)
    return name[: line.start()] + part.group().replace("-", " ", 1) if line is not None else None
