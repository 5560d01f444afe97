"""What stands after a name where the name means something else: "Apple pie", "Runway lights", 亚马逊雨林."""

from __future__ import annotations

import re
from importlib.resources import files

import tomli

_FRUIT = re.compile(r"(?:の|\s)?(?:汁|树|樹|园(?!区)|醋|酱|농장|나무|狩り|ジュース|주스|파이|パイ)")
_RIVER = re.compile(r"(?:の|\s)?(?:雨林|河(?![南北])|流域|丛林|叢林|森林|热带|熱帯|平原|川|奥地|열대|우림|유역|밀림|강(?![세화]))")
_PAINTER = re.compile(r"(?:\s?(?:모네|드뷔시|로랭|를르슈|를루슈)|[・·](?![A-Z]))")
_MILLET = re.compile("(?:丰收|播种|亩|产区|加步枪|粥|饭|椒|辣|汤|糕|种植|田|酒)")
NEGATIVE_CJK = {"小米": _MILLET} | dict.fromkeys(("苹果", "蘋果", "アップル", "애플"), _FRUIT)
NEGATIVE_CJK |= dict.fromkeys(("클로드", "クロード", "克劳德"), _PAINTER)
NEGATIVE_CJK |= dict.fromkeys(("亚马逊", "亞馬遜", "アマゾン", "아마존"), _RIVER)
_WORDS = tomli.loads((files("amw.companies") / "senses.toml").read_text(encoding="utf-8"))
# By a folded Han name the characters before and after it in words that hold it: 算能 in 计算能力
HELD = {name: (before, after) for before, name, after in (held.split("/") for held in _WORDS.pop("held").split())}
# Read in small letters, as `headlines.CUE_RIGHT` is: an alternation is then left at its first letter, which ignoring case forbids
NEGATIVE = {name: re.compile(rf"(?:['’]s)?[\s-]+(?:{words})") for name, words in _WORDS.items()}
NEGATIVE["dell"] = re.compile(r"['’](?!s\b)\w")  # Italian: "Dell'azienda"
# The same in a sentence of another language of Europe: a goal, in Spanish and Portuguese
NEGATIVE_ABROAD = {
    "meta": re.compile(
        r"\s(?:fiscal|clim[aá]tica|anual|mensu?al|global|final|ambiciosa|personal|principal|volante|cumplida|alcan[cçz]ada|atingida|d[eo]|del"
        r"|para \d+)\b"
    )
}
# What stands before a name that is another word or name there: "found dead", "the price of cocoa" in Arabic, a number of amperes
NOT_AFTER = {
    "arm": re.compile(r"\b[Aa]rm in \Z"),
    "leonardo": re.compile(r"(?:super\w+|HPC|\bsu|\bsul) \Z"),  # the machine in Bologna
    "mit": re.compile(r"(?:[Ll]i[cs]en(?:ce|cia|cj\w+|si|tie|za|ça)|[Ll]izenz|лицензи\w+) \Z"),  # but "licensed MIT patents"
    "apple": re.compile(r"\bBig \Z"),
    "sierra": re.compile(r"\bHigh \Z"),
    "ericsson": re.compile(r"\b(?:ST-|Sony[ -])\Z"),  # joint firms of old
    "nc": re.compile(r"(?:\b(?:in|from|of)|,) \Z"),  # the state
    "ouster": re.compile(r"[’']s?,? \Z"),
    "scale": re.compile(r"(?:ation|ment|AI) at \Z"),
    "scale ai": re.compile(
        r"\b(?:aim|deal|fail|how|need|plan|push|race|ready|rush|struggle|up|want|way|work)(?:s|ing)? to \Z", re.IGNORECASE
    ),
    "factory": re.compile(r"\b(?:AI|Data|Token) \Z"),
    "just ai": re.compile(r"\b(?:[Nn]ot|[Tt]han|[Ii]t[’']s) \Z"),
    "gigabyte": re.compile(r"\d[ \u00a0]\Z"),
    "كاكاو": re.compile("(?:سعر|أسعار|[إا]نتاج|مزارع|حبوب|زبدة|مسحوق|محصول|موسم|طن)\\S*(?: \\S+)? \\Z"),
    "アンペア": re.compile(r"[\d一二三四五六七八九十百千数]\Z"),
    "ميتا": re.compile("(?:و\u064f?جد|ع\u064f?ثر|العثور|سقط|جثة|جثمان|يموت|يولد|حيا أو)\\S*(?: \\S+){0,3} \\Z"),
}
