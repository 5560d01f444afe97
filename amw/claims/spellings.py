"""How texts write models' names that no register knows."""

# ruff: noqa: E501 - patterns are easier to compare unwrapped

from __future__ import annotations

import re

# A name with a version that no mention covers: "HappyHorse-1.0", "GLM-5.1", "PixVerse C1".
NAMED = re.compile(
    r"(?<![A-Za-z0-9_.-])[A-Z][A-Za-z]{1,18}(?:(?:-|\s)[A-Z][A-Za-z]{1,14}){0,2}(?:-?[A-Za-z]?\d{1,3}(?:\.\d{1,2}){0,2}|\s[A-Z]?\d{1,2}\.\d{1,2}|\s[A-Z]\d{1,2}|\sv\d{1,2}(?:\.\d{1,2})?|\s\d{1,3}B|\s\d)"
    r"(?:[- ](?:Pro|Max|Plus|Mini|Preview|Flash|Turbo|Ultra|Thinking|Omni|Lite|Instruct|Chat|Air|Coder|\d{1,3}B|A\d{1,2}B))*(?![A-Za-z0-9_%])"
)
# Names of models without a version: "BlueLM", "AndesGPT".
UNVERSIONED = re.compile(r"(?<![A-Za-z0-9])(?!WeChat|Snapchat|OpenChat)[A-Z][A-Za-z]{1,12}(?:LM|GPT|Chat)(?![A-Za-z0-9])")
# A board's own spelling: "claude-opus-4-7", "gemini-2.5-pro".
SLUG = re.compile(
    r"(?<![A-Za-z0-9_.-])(?!(?:top|mid|pre|post|covid|late|early|sub|non|series|phase|no)-)[a-z]{1,14}(?:-?\d[a-z0-9.]{0,14})?(?:-[a-z0-9.]{1,14}){1,7}(?<=[a-z0-9])(?![A-Za-z0-9_-])"
)
# Lines of models as social posts write them: "opus 4.7", "gemini 3.1 pro".
FAMILIAR = re.compile(
    r"(?<![\w.-])(?i:opus|sonnet|haiku|gpt|gemini|grok|claude|qwen|kimi k|glm|deepseek v|llama)[ -]?\d{1,2}(?:\.\d{1,2})?(?i:[ -](?:pro|max|flash|mini|plus|thinking))?(?![\w%]|\.\d)"
)
# A version alone, told of a maker's line: "Moonshot's K2.6", "the M2.5 from MiniMax".
BARE = re.compile(
    r"(?:(?<=['’]s )|(?<=\b[Tt]he )(?=[A-Z][\d.]{3,6}(?: \w+)? (?:from|by|model)\b))[A-Z]\d{1,2}\.\d{1,2}(?:[- ](?:Pro|Max|Plus|Mini|Preview|Flash|Thinking))?(?![\w%]|[.,]\d)"
)
# A quoted name with a figure in it: '솔라 프로 2', 「tsuzumi 2」.
QUOTED = re.compile(r"['‘“「『]([\w][\w .-]{1,22}?\d[\w.-]{0,10}(?: [A-Z가-힣][\w-]{0,10})?)['’”」』]")
BRACKETED = re.compile(r"[(（]([A-Z][A-Za-z]{2,20})[)）]\s?(\d{1,2}(?:\.\d)?)")
ORDINARY = re.compile(
    r"(?:(?:Beta|Alpha)\d*|Preview|Avec|Mit|Bei|Auf|Sur|Par|Nach|Seit|Rang|Rank|Ranked|Place|Position|Spot|Nummer|Numéro|Punkte|Points|Rating|Group|Day|Week|Season|Round|Stage|Class|Page|Figure|Table|Room|Route|Highway|Boeing|Airbus|Apache|Creative|License|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Top|Series|Q|Gen|In|On|By|At|The|Of|And|For|With|Over|Under|About|From|Phase|Chapter|Part|Level|Article|Section|Elo|Score|No|Number|CPU|GPU|RTX|Platz|Le|La|En|To|Version|Windows|Python|Edge|Only|Around|Nearly|Some|Since|Until|iOS|Tier|Index|Ranking|Training|Inference|Verified|Pro)\b",
)
