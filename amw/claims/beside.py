"""The parts of a sentence that bound none of its claims: who says it, facts about its names, what came of it, how many voted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amw.claims.sentence import Sentence
from amw.claims.windows import AS_OF
from amw.claims.words import ESTEEM, WORDS
from amw.dates import ANY_MONTH

_SAYS = "|".join(sorted(WORDS["saying"]["english"]))
_SOURCE = (
    r"(?:chief|executives?|ceo|cto|officer|(?:co-?)?founders?|spokes(?:person|man|woman|people)|president|chair(?:man|woman)?|director|scientists?|researchers?|analysts?|engineers?|investors?|resellers?|dealers?|distributors?|vendors?|boss|managers?|employees?|insiders?|fans|supporters|backers|experts?|observers|commentators?|reporters?|journalists?"
    r"|start-?up|adverts?|advertisements?|ads?|brochure|campaign|headlines?|homepage|website|page|newsletter|press release|statement|announcement|blog|post|memo|letter|slogan|pitch|keynote|tweet|message|article|report|interview)"
)
# Who or what says it ("OpenAI's chief executive Sam Altman insists that", "Its homepage claims"), and where ("in a blog post").
_SPEAKER = re.compile(
    rf"(?<!\bfor )(?<!\bamong )(?<!\bof )\b(?:(?i:(?:{_SOURCE} ){{1,4}})(?:[A-Z][\w'’.-]+ ){{0,3}}|(?:[A-Z][\w'’.-]+ ){{2,3}})(?=(?:has |have |had |now |also |again ){{0,2}}(?:{_SAYS})\b)"
)
_WHERE = re.compile(
    rf"(?i:\b(?:in|on|via) (?:an?|the|its|his|her|their|this|that|[\w.]+['’]s?) (?:(?:own|new|recent|official|press|company|corporate|blog|product|technical) ){{0,2}}{_SOURCE}\b)"
)
# What opens no clause of who says it: ", if no comments are mentioned".
_OPENS = r"who|which|but|and|or|while|if|unless|though|although|when|where|since|because|until|so|not|never|no|none|nothing|with|without|for|of|in|at|among|than|only|except|before|even"
# ", Sam Altman said on Tuesday", ", according to the company": whose word it is. A time in it may be one of the claim.
_SAID = re.compile(
    rf"(?i:,\s(?!(?:{_OPENS})\b)(?:[^,;:]{{2,60}}?\s(?:{_SAYS})\b(?:\s(?:on|in|at|to|via|during|today|yesterday|this|last|late|early)\b[^,;:]{{0,60}})?|according to (?:(?!\b(?:of|for|among|on|in|when|if)\b)[^,;:]){{2,60}})\Z)"
)
_TIME = re.compile(rf"(?i:\b(?:{ANY_MONTH}|20\d\d|before|until|since|when|after|ago)\b)")
_MAKER = r"(?:start-?up|company|lab|giant|maker|firm|developer|group|subsidiary|unit|arm)"
# What is told of a name beside it: ", the Shanghai start-up that listed in January,", ", unveiled in April,", " (unveiled in May)".
_ASIDE = re.compile(
    rf"(?:['’]s?)?,\s(?:(?:an?|the|its|which (?:is|was) an?|[A-Z][\w.]*['’]s)\s(?:[\w'’.-]+\s){{0,4}}?(?:{_MAKER}|flagship|model|chatbot|system)\b[^,;:]{{0,70}}"
    r"|(?:(?:which|who) (?:was |is |has |had )?|(?:first |recently |newly )?)(?:released|launched|unveiled|introduced|announced|published|presented|listed|founded|based|backed|headquartered|shipped)\b[^,;:]{0,60}),"
    r"|\s[(](?:first |recently |newly )?(?:released|launched|unveiled|introduced|announced|published)\b[^()]{0,60}[)]"
)
# What was done with a model or its maker, which bounds nothing that a board says of it.
_DONE = r"(?:released|launched|unveiled|introduced|announced|published|presented|founded|shipped|built|developed|created|designed|trained|distilled|open-sourced|code-?named)"
_TELLS_MORE = rf"(?:(?:was|is|were|are|has been|had been) (?:[a-z]+ly )?{_DONE}|(?:costs?|supports?|features|boasts|ships|combines|aggregates|comprises|pits|asks|weighs)\b)"
# What may bound a claim wherever it stands.
_BOUNDS = re.compile(
    rf"(?i:\b(?:only|just|solely|alone|among|amongst|when|where|while|if|unless|until|before|after|since|except\w*|exclud\w*|ignor\w*|without|outside|within|apart|aside|but|as"
    rf"|best|top|first|lead\w*|high\w*|low\w*|strong\w*|small\w*|large\w*|cheap\w*|most|least|all|any|every|each|others?|own|same|similar\w*|class|size\w*|categor\w+|kind|types?|tier|segment|field|rank\w*|board|leaderboard"
    rf"|open|weights?|closed(?! (?:an?|the|much|half)\b)|proprietary|no|not|never|none|nothing|would|could|may|might|limited|restricted|subset|part|version|setting|mode|effort|months?|weeks?|{ANY_MONTH})\b|n['’]t\b)"
)
# What came of it, or what else it does: ", making it a serious rival", " and suggests that the gap narrows", " — thanks to a new recipe".
# Participles that bound ("counting", "measured by") or that compare with others are none of these.
_COUNTS = (
    r"count|ignor|exclud|includ|consider|measur|run|judg|limit|restrict|compar|averag|weight|look|assum|allow|leav|sett|tak|be|hav|depend|accord|discount|controll|adjust"
    r"|normali[sz]|omitt|barr|pend|start|beginn|end|dat|shar|regard|concern|dur|us|test|evaluat|filter|group|sort|rank|plac|lead|trail|top|beat|surpass|outperform|outscor|exceed"
    r"|overtak|pass|edg|defeat|follow|match|rival|ty|scor|remain|speak|talk|apply|work|cod|writ|reason|think"
)
_CONCLUDES = r"(?:suggests|signals|indicates|underscores|highlights|reflects|reinforces|illustrates|means) (?:that|how)\b"
_MORE = re.compile(
    rf"(?:,| [—–-]|(?= and {_CONCLUDES})) (?:(?:and|thus|thereby|further|also) )*(?:(?:[a-z]+ly )?(?!(?:{_COUNTS})ing\b)[a-z]+ing\b"
    rf"|{_CONCLUDES}|(?:thanks|owing|due) to\b|despite\b|in spite of\b|(?:which|who) (?:also |now |still )?{_TELLS_MORE})(?:[^,;:—–]|,(?=\d))*"
)
# Whom or what a clause behind "but" goes on to tell of: "but is currently unavailable".
_GOES_ON = re.compile(r"(?i:,? but (?:it|they|is|was|has|remains|costs|the)\b(?:[^,;:—–]|,(?=\d))*)")
# What opens a sentence before its claim: "Big news:", "According to a post by LMSYS, ", "Released in May, ".
_OPENING = re.compile(
    rf"\W*(?:(?i:(?:(?:big|breaking|good|great|exciting|huge|quick|latest|major|key|fun|just|the|my|our|final|bottom) ){{0,2}}(?:news|update|verdict|summary|result|line|takeaways?|tl;?dr|highlights?|breaking|announcement|fact|finding|point|in|wow|note|conclusion)s?) ?[:：—–-] "
    rf"|(?i:(?:today,? )?(?:we|i)(?:['’]re|['’]m| are| am) (?:thrilled|excited|proud|happy|pleased|delighted|honou?red|glad) to (?:announce|share|report|say)) (?:that )?"
    rf"|(?i:(?:according to|per) (?:an?|the|its|this)) [^,;:]{{0,30}}\b{_SOURCE}\b[^,;:]{{0,30}}, "
    rf"|(?i:(?:first |newly )?{_DONE}) [^,;:]{{2,80}}, (?=(?:the |its )?x?[A-Z]))"
)
# An address: "(https://lmarena.ai)".
_ADDRESS = re.compile(r"[(\[]?https?://[^\s()\[\]]+[)\]]?")
# How many voted: "based on 5,829 blind votes".
_VOTES = re.compile(
    r"(?i:(?:,? \b(?:based on|drawing on|backed by|from|with|across) )?(?:\b(?:over|more than|some|about|nearly|almost|roughly) )?\b(?:\d[\d,.]*[km]?|(?:thousands|millions|hundreds of thousands|tens of thousands) of)\+?(?: thousand| million)?"
    r"(?: (?:blind|user|anonymous|human|community|crowd-?sourced|head-to-head|pairwise|public|total|real|preference)){0,4} (?:votes?|voters|comparisons|battles|match-?ups?|judge?ments)\b)"
)
# A figure in brackets: "(1,484 Elo)", "(score: 57)"; a year may be the time of the claim.
_FIGURE = re.compile(
    r"(?i:[(（]\s?(?:(?:elo|score|rating)(?: of)?:? ?)?[~≈]?(?!(?:19|20)\d\d\s?[)）])\d[\d,.]*\s?(?:elo|points?|pts\.?|%)?\s?[)）])"
)
# Praise of a result: "an impressive 1464 points", "a significant jump".
_PRAISE = re.compile(
    r"(?i:\b(?!(?:coding|reasoning|writing|thinking|programming|editing|following|calling|understanding|planning|translating|testing|training|rating|ranking|scoring|remaining|preceding|generative|creative|native|active|adaptive"
    r"|previous|autonomous|comparable|available|relevant|relative|respective|successive|different|equivalent|consistent|recent|subsequent)\b)[a-z]+(?:ive|ous|ful|ing|able|ible|ant|ent|historic|dramatic)"
    r" (?=(?:\d[\d,.]*(?: |%)|(?:overall |pass@1 )?(?:score|result|mark|jump|leap|lead|margin|milestone|feat|debut|showing|achievement|gain|victory|win|improvement)\b)))"
)
# What stands between an article and a board's name.
_CALLED = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]his) (?P<words>(?:[a-z]+[ -]){1,6})\Z")
# How hard a model thinks, behind its name: "GPT-5.4 XHigh", "Claude Opus 4.7 (max)".
_SETTING = re.compile(r"(?i: [(]?(?:x-?high|high|medium|low|minimal|max|thinking|reasoning|non-reasoning|adaptive)\b[)]?)")
# What stands before a name as its title: "Chinese AI start-up", "Beijing-based".
_TITLE = re.compile(rf"\b[A-Z][\w.]*(?:-(?:based|headquartered|backed))?(?: (?:AI|tech|e-commerce|search|internet))? (?:{_MAKER} )?\Z")
_BASED = re.compile(rf"-(?:based|headquartered|backed) |{_MAKER} \Z")
# Words that only together leave a claim as it is.
_HARMLESS = re.compile(
    r"(?i:\bat (?:(?:about|just|only) )?(?:half|an? (?:third|quarter|fifth|tenth|fraction)) (?:of )?(?:the |its )?(?:price|cost)\b|\bout of (?:a )?(?:possible )?100\b|\bmoney can buy\b|\bfor (?:example|instance)\b"
    r"|\b(?:the|that|this) (?:AI )?start-?up\b|\bstart-?up (?=x?(?-i:[A-Z]))|\blarge(?= language)|\b(?:among|amongst|of) (?:all )?(?:the )?(?:AI |language )?(?:labs|companies|makers|developers|vendors|models|systems|families)\b|\b(?:un)?like (?=[A-Z])|\balongside (?=[A-Z])|\bbefore it, )"
)


def beside(told: Sentence) -> Iterator[tuple[int, int]]:
    """The parts of the sentence that tell nothing of the claim: who says it, what else its names are."""
    end = told.start + len(told.text[told.start : told.end].rstrip(' .!\n"”'))
    said = _SAID.search(told.text, told.start, end)
    if said is not None and not _TIME.search(said.group()):
        yield said.span()
    for harmless in (_HARMLESS, _SPEAKER, _WHERE, AS_OF, _VOTES, _FIGURE, _PRAISE, _ADDRESS):
        yield from (found.span() for found in harmless.finditer(told.text, told.start, told.end))
    if (opening := _OPENING.match(told.text, told.start, told.end)) is not None:
        yield opening.span()
    named = {(s.start, s.end) for s in told.named()} | {(b.start, b.end) for b in told.boards}
    for pattern in (_MORE, _GOES_ON):
        for more in pattern.finditer(told.text, told.start, told.end):
            claims = any(more.start() < a and z <= more.end() for a, z in told.spoken if (a, z) not in named)
            if not claims and _BOUNDS.search(more.group().removeprefix(",").removeprefix(" but")) is None:
                yield more.span()
    for board in told.boards:
        called = _CALLED.search(told.text, max(told.start, board.start - 70), board.start)
        if called is not None and ESTEEM.issuperset(re.findall(r"[a-z]+", called["words"].lower())):
            yield called.span("words")
    for subject in told.named():
        if (setting := _SETTING.match(told.text, subject.end, told.end)) is not None and subject.model:
            yield setting.span()
        if (aside := _ASIDE.match(told.text, subject.end, told.end)) is not None:
            yield aside.span()
        title = _TITLE.search(told.text, max(told.start, subject.start - 60), subject.start)
        if title is not None and _BASED.search(title.group()):
            yield title.span()
