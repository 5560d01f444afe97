"""What stands after a name where the name means something else: "Apple pie", "Runway lights", 亚马逊雨林."""

from __future__ import annotations

import re

_RAINFOREST_HINDI = "(?:के |की )?(?:जंगल|वर्षावन|वर्षा|वन|नदी|बेसिन|घाटी|आदिवासि)"
# By the name in small letters, how what follows it begins
_NOT_THE_COMPANY = {
    "meta": "anal[iy]|onderzoek|veri\\b|ebene|studie|perspektive|descri|tag|data(?! cent)|learn|prompt|game|vers|level|cogni|physic"
    "|materials?|research stud|study|optim|heuristic",
    "apple": "pie|cider|juice|tree|orchard|farm|bank|picking|slices?|sauce|strudel|core|blossom",
    "amazon": "rain|river|basin|jungle|forest|region|delta|tribe|parrot|warrior|deforest|ecosystem|biome",
    "tesla": "coil|units?|magnet|scanner|mri",
    "intel": "on|about|from|report|brief|that|gather",
    "oracle": "of|bone|lighting|card|park|problem|contract",
    "alphabet": "soup|letters?|book|song",
    "arm": r"in arm\b|wrestl|race|band|chair|injur|muscle|pain|length|robot",
    "scale": "up|out|of|to|back|down|and|matters|with|for|your|model|ai-powered|their|its|new",
    "together": r"we|they|with|for|these|the|in|again|at|,",
    "character": "of|and|design|develop|traits?|arc|count|witness|build|actor|set|limit|encoding|animation",
    "runway": "show|to|growth|model|extension|light|incursion|for|of|at|length|safety|clos(?:ed|es|ure) (?:at|after|for|due|until)",
    "figure": r"out|\d|of|skat|head|eight|in|that|to|it|shows(?! off)",
    "magic": "of|leap|johnson|trick|wand|number|quadrant|mushroom|the|touch|bullet|mouse|keyboard|eraser|link|cue|compose",
    "turing": "test|award|machine|complete|prize|institute|pi|prize|medal",
    "snowflake": "design|pattern|generation|method",
    "mistral": "wind|gagnant",
    "gemini": "season|twins|horoscope|zodiac|sun|moon|earn|exchange|trust|space|mission|observatory|north|south|rising",
    "seed": r"(?:funding )?round|funding|stage|money|invest|capital|extension|phase|financ|runde|to series",
    "copilot": "seat",
    "llama": "farm|wool|trek|drama",
    "pi": r"chatbot|assistant|day|network|coin|digits|\d",
    "notion": "that|of|is",
    "writer": "and|of|for|director|who|guild",
    "luma": "fusion|key",
    "genie": "lamp|in the bottle",
    "cursor": "position|key|moves?|over|keys|size",
    "factory": "floor|worker|robot|job|reset|of|in|output|orders|farm|settings?|automation|line",
    "cohere": r"around|with\b|into",
    "sierra": "leone|nevada|club|madre|space",
    "recursion": "depth|limit|theorem|error",
    "rtx": r"\d|pro|ti|ai|cards?|gpus?|graphics|laptops?|pcs?",
    "veo": r"(?:que|como|cómo|a)\b",
    "मेटा": "विश्लेषण|डेटा|डाटा",
    "ميتا": "سرد|فيزي|بيانات|تحليل|لغة",
    "उबर": "(?:रह[ाीे]|पा(?:ना|या|ई|ए|ने|ता|ती|ते)|चुक[ाीे]|सक(?:ना|ता|ती|ते|[ाीे])|जा(?:ना|ए|एगा|एगी|ने)|ग(?:या|ई|ए|यी|ये)|आ(?:या|ई|ए)|कर)"
    "(?![\u0900-\u097f])",  # the stem of a verb, "recover", before another
    "अमेजन": _RAINFOREST_HINDI,
    "अमेज़न": _RAINFOREST_HINDI,
    "अमेज़ॅन": _RAINFOREST_HINDI,
    "mit": r"licen[cs]e\b|lizenz|(?<=-)licen[cs]ed\b|licen[cs]ed(?= ?(?:[.,;:)]|\Z))",  # but "MIT licenses a battery to"
    "grok": r"(?:the|this(?! (?:week|month|year|time))|these|how|what|why)\b",
    "jamba": "juice",
    "steam": "engine|locomotive|turbine|generator|boiler|train|iron|room|cooker|power|(?:is )?ris(?:es|ing)",
    "ripple": r"effects?\b|of\b|through|across|in\b",
    "appian": r"way\b|aqueduct",
    "e5": r"\d{4}\b",  # a processor
    "cvc": r"numbers?\b|codes?\b",
}
_FRUIT = re.compile(r"(?:の|\s)?(?:汁|树|樹|园(?!区)|醋|酱|농장|나무|狩り|ジュース|주스|파이|パイ)")
_RIVER = re.compile(r"(?:の|\s)?(?:雨林|河(?![南北])|流域|丛林|叢林|森林|热带|熱帯|平原|川|奥地|열대|우림|유역|밀림|강(?![세화]))")
_PAINTER = re.compile(r"(?:\s?(?:모네|드뷔시|로랭|를르슈|를루슈)|[・·](?![A-Z]))")
_MILLET = re.compile("(?:丰收|播种|亩|产区|加步枪|粥|饭|椒|辣|汤|糕|种植|田|酒)")
NEGATIVE_CJK = {"小米": _MILLET} | dict.fromkeys(("苹果", "蘋果", "アップル", "애플"), _FRUIT)
NEGATIVE_CJK |= dict.fromkeys(("클로드", "クロード", "克劳德"), _PAINTER)
NEGATIVE_CJK |= dict.fromkeys(("亚马逊", "亞馬遜", "アマゾン", "아마존"), _RIVER)
# Read in small letters, as `headlines.CUE_RIGHT` is: an alternation is then left at its first letter, which ignoring case forbids
NEGATIVE = {name: re.compile(rf"(?:['’]s)?[\s-]+(?:{words})") for name, words in _NOT_THE_COMPANY.items()}
# The same in a sentence of another language of Europe: a goal, in Spanish and Portuguese
NEGATIVE_ABROAD = {
    "meta": re.compile(
        r"\s(?:fiscal|clim[aá]tica|anual|mensu?al|global|final|ambiciosa|personal|principal|volante|cumplida|alcan[cçz]ada|atingida|d[eo]|del"
        r"|para \d+)\b"
    )
}
# What stands before a name that is another word there: "found dead", "the price of cocoa" in Arabic, a number of amperes
NOT_AFTER = {
    "arm": re.compile(r"\b[Aa]rm in \Z"),
    "leonardo": re.compile(r"(?:super\w+|HPC|\bsu|\bsul) \Z"),  # the machine in Bologna
    "mit": re.compile(r"(?:[Ll]i[cs]en(?:ce|cia|cj\w+|si|tie|za|ça)|[Ll]izenz|лицензи\w+) \Z"),  # but "licensed MIT patents"
    "seed": re.compile(r"[$€£]\d[\d.,]*[ \u00a0]?(?:[MBK]|[mb]n|[mb]illion|Mio\.?|Md)?[ ]\Z"),  # "$40M Seed"
    "factory": re.compile(r"\b(?:AI|Data|Token) \Z"),
    "just ai": re.compile(r"\b(?:[Nn]ot|[Tt]han|[Ii]t[’']s) \Z"),
    "gigabyte": re.compile(r"\d[ \u00a0]\Z"),
    "كاكاو": re.compile("(?:سعر|أسعار|[إا]نتاج|مزارع|حبوب|زبدة|مسحوق|محصول|موسم|طن)\\S*(?: \\S+)? \\Z"),
    "アンペア": re.compile(r"[\d一二三四五六七八九十百千数]\Z"),
    "ميتا": re.compile("(?:و\u064f?جد|ع\u064f?ثر|العثور|سقط|جثة|جثمان|يموت|يولد|حيا أو)\\S*(?: \\S+){0,3} \\Z"),
}
